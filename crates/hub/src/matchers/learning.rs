//! One question to one matcher: what it lists near a hash becomes entries of the hub's lists.

use super::{
    Known,
    question::Question,
    reach::{Reached, no_answer},
    scanning::scan,
};
use crate::hub::Hub;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use scrim_hashing::pdq::{MATCH_DISTANCE, PdqHash};
use scrim_model::{
    ids::{BankId, EntryId},
    matcher::{Listing, NoAnswer, UpstreamEntry},
    matching::{FrameHash, Perceptual, UNSAID_QUALITY},
};
use scrim_store::{
    StoreError,
    matchers::{MatcherRefused, MatcherRow},
};
use scrim_upstream::{
    call::Failure,
    hma::{self, Content, Hma},
};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// More matches than this to one hash say more of the list than of the picture, and are too many to read while an upload
/// waits. No list that is known holds so many within 31 bits.
pub(super) const MOST_MATCHES: usize = 1_000;

/// Hashes of one upload, and contents of one answer, asked about at a time; all share the matcher's calls.
pub(super) const AT_ONCE: usize = 8;

/// Why nothing was learned.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotLearned {
    /// The matcher did not answer, or not as it should.
    #[error("the matcher did not answer")]
    NoAnswer(NoAnswer),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for NotLearned {
    fn from(failed: Failure) -> Self {
        Self::NoAnswer(no_answer(failed))
    }
}

/// What a mapped list there names, and which of the hub's lists takes it in.
struct Named {
    at: hma::Listing,
    bank: BankId,
}

/// A matcher that is asked, and by which hub.
#[derive(Clone)]
pub(super) struct Asking {
    pub(super) hub: Arc<Hub>,
    pub(super) row: Arc<MatcherRow>,
    pub(super) known: Arc<Known>,
    /// Whether the matcher has answered anything of this question.
    pub(super) heard: Arc<AtomicBool>,
}

/// Asks a matcher, and learns all that it lists like what it was asked about, on lists that are mapped.
pub(super) async fn learn(asking: Asking, question: Question) -> Result<(), NotLearned> {
    if let Reached::Shield(shield) = asking.service()? {
        return scan(&asking, shield, question).await;
    }
    let near = question
        .hashes
        .into_iter()
        .map(move |hash| learn_near(asking.clone(), hash));
    stream::iter(near).buffer_unordered(AT_ONCE).try_collect::<()>().await
}

async fn learn_near(asking: Asking, hash: PdqHash) -> Result<(), NotLearned> {
    let row = Arc::clone(&asking.row);
    let found = {
        let _call = asking.known.calls.acquire().await;
        asking.hma()?.lookup(hash, MOST_MATCHES).await?
    };
    asking.heard.store(true, Ordering::Relaxed);
    let named = found.into_iter().filter_map(|found| {
        let bank = row.rule.lists.bank(found.bank.as_str())?;
        let (content, list) = (found.content, found.bank);
        let at = hma::Listing { bank: list, content };
        Some(Named { at, bank })
    });
    let new = unlearned(&asking.hub, &row, hash, named.collect()).await?;
    let reading = new.into_iter().map(|named| read(asking.clone(), named, hash));
    let read: Vec<Option<Listing>> = stream::iter(reading.collect::<Vec<_>>())
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    let listings: Vec<Listing> = read.into_iter().flatten().collect();
    if listings.is_empty() {
        return Ok(());
    }
    learned(asking.hub.store.learn(row.id, listings).await)
}

impl Asking {
    fn service(&self) -> Result<&Reached, NotLearned> {
        self.known.service.as_ref().map_err(|why| NotLearned::NoAnswer(*why))
    }

    fn hma(&self) -> Result<&Hma, NotLearned> {
        match self.service()? {
            Reached::Hma(hma) => Ok(hma),
            Reached::Shield(_) => Err(NotLearned::NoAnswer(NoAnswer::NotSetUp)),
        }
    }
}

/// What the store says to what was learned.
pub(super) fn learned<T>(kept: Result<T, MatcherRefused>) -> Result<(), NotLearned> {
    match kept {
        // Removed since: there is nobody any more who would have to answer.
        Ok(_) | Err(MatcherRefused::NoSuch) => Ok(()),
        Err(MatcherRefused::Store(error)) => Err(error.into()),
        Err(
            MatcherRefused::NameTaken
            | MatcherRefused::NoBank
            | MatcherRefused::ConfirmedInto { .. }
            | MatcherRefused::Told { .. }
            | MatcherRefused::NoCredential,
        ) => Err(NotLearned::NoAnswer(NoAnswer::NotSetUp)),
    }
}

/// Those that have to be read: numbers that are not known, and known ones whose entry is not near the hash here. An
/// exchange may give the same number another hash.
async fn unlearned(hub: &Hub, row: &MatcherRow, hash: PdqHash, named: Vec<Named>) -> Result<Vec<Named>, StoreError> {
    if named.is_empty() {
        return Ok(named);
    }
    let numbers = named.iter().map(|named| {
        let at = &named.at;
        (at.bank.as_str().to_owned(), at.content.0)
    });
    let entries = hub.store.entries_listed_as(row.id, numbers.collect()).await?;
    let frame = FrameHash {
        frame: 0,
        perceptual: Perceptual {
            hash,
            quality: UNSAID_QUALITY,
        },
    };
    let near = hub.index.near(&hub.store, &[frame]).await?;
    let near: BTreeSet<EntryId> = near.hashes.into_iter().map(|near| near.entry).collect();
    let is_near = |entry: &Option<EntryId>| entry.is_some_and(|entry| near.contains(&entry));
    let unlearned = named.into_iter().zip(entries).filter(|(_, entry)| !is_near(entry));
    Ok(unlearned.map(|(named, _)| named).collect())
}

/// One content there; nothing where it is gone since it was found, or does not lie near the hash after all: how far away
/// something is, is told by its hash and by nobody else.
async fn read(asking: Asking, named: Named, near: PdqHash) -> Result<Option<Listing>, NotLearned> {
    let found = {
        let _call = asking.known.calls.acquire().await;
        asking.hma()?.content(&named.at).await
    };
    let content = match found {
        Err(Failure::Missing) => return Ok(None),
        found => found?,
    };
    // It was found by a hash that it does not have.
    let hash = content.hash.ok_or(NotLearned::NoAnswer(NoAnswer::Unintelligible))?;
    let listing = listing(named, content, hash);
    Ok(Some(listing).filter(|listing| listing.hash.distance(near) <= MATCH_DISTANCE))
}

fn listing(named: Named, content: Content, hash: PdqHash) -> Listing {
    let provenance = content.provenance.into_iter().map(|whose| UpstreamEntry {
        exchange: whose.exchange.into(),
        id: whose.fetch_id,
    });
    Listing {
        bank: named.bank,
        list: named.at.bank.into(),
        number: named.at.content.0,
        hash,
        provenance: provenance.collect(),
    }
}
