//! Services outside that are asked about uploads, and which entries were learned from them. Knows no secret in clear.

use crate::{
    Store,
    db::Db,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::{
    ids::{EntryId, MatcherId, PersonId},
    matcher::{ListMapping, Listing, Matcher, Mode, Scanned, Sends, UpstreamEntry},
    time::Time,
};

/// A matcher, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct MatcherRow {
    /// Its id.
    pub id: MatcherId,
    /// What people call it.
    pub name: String,
    /// What it is and which of its lists count.
    pub rule: Matcher,
    /// Whether it is asked.
    pub mode: Mode,
    /// Where it is.
    pub address: String,
    /// Its credential, sealed.
    pub secret: Vec<u8>,
    /// Since when it is known here.
    pub added_at: Time,
}

/// A matcher that is to be known.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMatcher {
    /// Its id, to which the secret is bound.
    pub id: MatcherId,
    /// What people call it.
    pub name: String,
    /// What it is and which of its lists count.
    pub rule: Matcher,
    /// Whether it is asked.
    pub mode: Mode,
    /// Where it is.
    pub address: String,
    /// Its credential, sealed.
    pub secret: Vec<u8>,
}

/// What changes about a matcher; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatcherChange {
    /// Whether it is asked.
    pub mode: Option<Mode>,
    /// Which of its lists become which of the hub's. What was learned before stays where it is.
    pub lists: Option<ListMapping>,
    /// What leaves for it.
    pub sends: Option<Sends>,
    /// Its new credential, sealed.
    pub secret: Option<Vec<u8>>,
    /// Where it is from now on; with its credential alone, so that none is shown to an address that it was not given for.
    pub address: Option<String>,
}

/// Why a matcher is not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum MatcherRefused {
    /// The name is another's.
    #[error("there is a matcher of that name; remove it first, or take another name")]
    NameTaken,
    /// A list that is none.
    #[error("a list that is named is none of the hub's")]
    NoBank,
    /// A list that is named is the one that a destination confirms into.
    #[error(
        "{list} is the bank that the destination {destination} confirms into: what was confirmed here would come back as \
         an entry of a list, and its copies would breed; leave it out, or let the destination confirm into another bank"
    )]
    ConfirmedInto {
        /// The list there.
        list: String,
        /// The destination's name.
        destination: String,
    },
    /// A destination tells it, and what it was told could be taken back no more.
    #[error(
        "the destination {destination} tells it what is decided here, and may have to take it back: remove that first, once \
         nothing waits there any more, or turn the matcher off"
    )]
    Told {
        /// The destination's name.
        destination: String,
    },
    /// An address that no credential was given for.
    #[error(
        "a credential is never sent to another address by itself: give it again with the address, or say that there is none"
    )]
    NoCredential,
    /// No such matcher.
    #[error("there is no such matcher")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where an entry is listed outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryListing {
    /// The entry.
    pub entry: EntryId,
    /// Who lists it.
    pub matcher: MatcherId,
    /// The list there.
    pub list: String,
    /// Its number there.
    pub number: u64,
    /// Whose entry it is, where exchanges had brought it.
    pub provenance: Vec<UpstreamEntry>,
}

impl Store {
    /// Adds a matcher.
    ///
    /// # Errors
    /// [`MatcherRefused`].
    pub async fn add_matcher(&self, by: Option<PersonId>, new: NewMatcher) -> Result<(), MatcherRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| sql::matchers::add(tx, by, &new))
            .await
    }

    /// Every matcher that was not removed, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn matchers(&self) -> Result<Vec<MatcherRow>, StoreError> {
        self.read(sql::matchers::all).await
    }

    /// Changes a matcher. What it has still to answer is asked again at once or, where it is turned off, never.
    ///
    /// # Errors
    /// [`MatcherRefused`].
    pub async fn change_matcher(
        &self,
        by: Option<PersonId>,
        id: MatcherId,
        change: MatcherChange,
    ) -> Result<(), MatcherRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::matchers::change(tx, by, id, &change)
        })
        .await
    }

    /// Removes a matcher and its credential. What was learned from it stays listed; what it has still to answer, nobody
    /// answers. One that a destination tells stays.
    ///
    /// # Errors
    /// [`MatcherRefused`].
    pub async fn remove_matcher(&self, by: Option<PersonId>, id: MatcherId) -> Result<(), MatcherRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| sql::matchers::remove(tx, by, id))
            .await
    }

    /// Takes in what a matcher lists: each becomes an entry of the hub's list that it is for, with its hash, unless it is
    /// one already ([`scrim_model::matcher::learned`]). Answers the entry of each, in their order, and whether it is
    /// new. Told again, or at two hubs at once, it changes nothing more.
    ///
    /// Where a number is known and its hash is another than before, the entry has the new one from now on, as long as
    /// nobody has decided on it and no other list says anything of it; otherwise the new hash is an entry of its own.
    ///
    /// # Errors
    /// [`MatcherRefused::NoBank`] for a list that is none, [`MatcherRefused::NoSuch`] for a matcher that was removed.
    pub async fn learn(
        &self,
        matcher: MatcherId,
        listings: Vec<Listing>,
    ) -> Result<Vec<(EntryId, bool)>, MatcherRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::listings::learn(tx, matcher, &listings)
        })
        .await
    }

    /// Takes in whole answers of a matcher that tells no hash: each file that it names becomes an entry of the hub's list
    /// that it is for, with the digests that were told and no hash, unless it is one already. Where it only calls a file
    /// near what was asked about, that stands for whatever has the same hash or the same bytes, until it says otherwise
    /// when it is asked again. Told again, it changes nothing more.
    ///
    /// # Errors
    /// As [`Self::learn`].
    pub async fn learn_scanned(&self, matcher: MatcherId, scanned: Vec<Scanned>) -> Result<(), MatcherRefused> {
        let news = move |db: Db<'_>| -> Result<Vec<Scanned>, StoreError> {
            let each = scanned.iter().map(|answer| {
                let no_news = sql::said::is_no_news(db, matcher, answer)?;
                Ok((!no_news).then(|| answer.clone()))
            });
            each.filter_map(Result::transpose).collect()
        };
        // Most answers are that nothing is known, and nobody has to wait for those.
        let news = self.read(news).await?;
        if news.is_empty() {
            return Ok(());
        }
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::said::learn(tx, matcher, &news)
        })
        .await
    }

    /// Which entries are listed by a matcher under these lists and numbers, in their order; none where it is not known.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn entries_listed_as(
        &self,
        matcher: MatcherId,
        listings: Vec<(String, u64)>,
    ) -> Result<Vec<Option<EntryId>>, StoreError> {
        let each = move |db: Db<'_>| {
            let each = listings
                .iter()
                .map(|(list, number)| sql::listings::at(db, matcher, list, *number));
            each.collect()
        };
        self.read(each).await
    }

    /// Where an entry is listed outside, if it was learned from a matcher.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn listing_of(&self, entry: EntryId) -> Result<Option<EntryListing>, StoreError> {
        self.read(move |db| sql::listings::of(db, entry)).await
    }

    /// What a matcher lists, entries after `after` in the order of their ids, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn listings_of_matcher(
        &self,
        matcher: MatcherId,
        after: Option<EntryId>,
        most: u32,
    ) -> Result<Vec<EntryListing>, StoreError> {
        self.read(move |db| sql::listings::page(db, matcher, after, most)).await
    }
}

impl std::fmt::Debug for MatcherRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MatcherRow")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for NewMatcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewMatcher")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
