//! Passes over what a matcher lists: what people here had disabled there is disabled again where it has come back, and
//! what is gone or disabled there by others counts here no more until it is back.
//!
//! One hub at a time; a pass that broke off goes on where it was. What is wrong with one entry alone leaves that entry and
//! ends no pass. What the answers mean is the model's and the store's.

use crate::{clock, deliver, hub::Hub, keys::HubKeys, matchers};
use futures_util::{StreamExt as _, stream};
use scrim_model::{
    delivery::{Failure, Mode},
    ids::MatcherId,
    matcher::{self, MatcherKind, OwnWord, Reconciled, There, breaks_off},
};
use scrim_store::{
    Store, StoreError,
    deliveries::ListedAt,
    matchers::MatcherRow,
    reconciling::{Listed, Pass, Relisted},
};
use scrim_upstream::{
    call,
    hma::{BankName, ContentId, Disabled, Hma, Listing, Provenance},
};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::time::timeout;

/// Between two looks whether a pass is due.
const EVERY: Duration = Duration::from_mins(1);

/// Entries read at once; after each page how far a pass has come is kept. Few, so that a hub that dies over one leaves
/// little to be asked again.
const PAGE: u32 = 16;

/// Entries asked about at a time, so that a matcher is asked more by those who upload than by this.
const AT_ONCE: usize = 4;

/// What became of an attempt at a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    /// What was found.
    pub(crate) found: Reconciled,
    /// Why it broke off, if it did.
    pub(crate) broke_off: Option<Failure>,
}

/// What one entry's content was found to be.
enum Seen {
    /// Something of ours is under way there, or it cannot be told.
    Left,
    /// The matcher fails at this one.
    Unanswered,
    /// What people here disabled stands disabled.
    Stands,
    /// What people here disabled was enabled by somebody there.
    Overruled,
    Is(There),
    /// It is listed under another number.
    Moved(ListedAt),
}

/// What a pass asks.
struct Asking {
    hma: Hma,
    /// The lists that are there.
    lists: BTreeSet<String>,
    /// Whether what people here disabled can be told again.
    tells: bool,
}

/// Runs until it is dropped.
pub(crate) async fn run(hub: Arc<Hub>) {
    loop {
        if let Err(error) = round(&hub).await {
            tracing::error!(%error, "a matcher could not be reconciled; it is tried again");
        }
        let _woken = timeout(EVERY, hub.reconciling.notified()).await;
    }
}

/// Every matcher that is asked or told, where a pass over it is due.
async fn round(hub: &Hub) -> Result<(), StoreError> {
    let all = hub.store.matchers().await?;
    // Nothing else lists what it lists by numbers that could be asked after.
    for row in all.into_iter().filter(|row| row.rule.kind == MatcherKind::Hma) {
        if row.mode == matcher::Mode::On || is_told(&hub.store, row.id).await? {
            let ended = pass(&hub.store, &hub.keys, &row, false).await?;
            if ended.is_some_and(|ended| ended.found.told_again > 0) {
                hub.telling.notify_one();
            }
        }
    }
    Ok(())
}

/// Whether what is decided here leaves for a matcher.
async fn is_told(store: &Store, matcher: MatcherId) -> Result<bool, StoreError> {
    let all = store.destinations().await?;
    let tells =
        |rule: &scrim_model::delivery::Destination| rule.mode == Mode::On && rule.kind.matcher() == Some(matcher);
    Ok(all.iter().any(|row| tells(&row.rule)))
}

/// One pass over what a matcher lists, where it is due or asked for. None where it is not, or another hub is at it.
pub(crate) async fn pass(
    store: &Store,
    keys: &HubKeys,
    row: &MatcherRow,
    asked: bool,
) -> Result<Option<Ended>, StoreError> {
    let Some(mut pass) = store.begin_pass(row.id, asked).await? else {
        return Ok(None);
    };
    let tells = is_told(store, row.id).await?;
    let broke_off = match Asking::begin(keys, row, tells).await {
        Ok(asking) => loop {
            match page(store, Arc::clone(&asking), &mut pass).await? {
                Ok(true) => match store.keep_pass(pass).await? {
                    Some(kept) => pass = kept,
                    // Another hub has taken it over.
                    None => return Ok(None),
                },
                Ok(false) => break None,
                Err(why) => break Some(why),
            }
        },
        Err(why) => Some(why),
    };
    if let Some(why) = broke_off {
        tracing::warn!(matcher = %row.id, why = ?why, "a pass over a matcher's lists broke off; it goes on later");
    }
    store.end_pass(pass, broke_off).await?;
    let found = pass.found;
    Ok(Some(Ended { found, broke_off }))
}

/// Asks about the next entries. Answers whether there were any; what was seen before it broke off is kept.
async fn page(store: &Store, asking: Arc<Asking>, pass: &mut Pass) -> Result<Result<bool, Failure>, StoreError> {
    let rows = store.listed_after(pass.matcher, pass.after, PAGE).await?;
    if rows.is_empty() {
        return Ok(Ok(false));
    }
    let (seen, broke_off) = asking.look_at_all(rows).await;
    // A matcher that has nothing, since something else answers at its address, has lost nothing; nor is one that fails at
    // everything wrong about single entries.
    let odd = |(_row, seen): &(Listed, Seen)| matches!(seen, Seen::Is(There::Gone) | Seen::Unanswered);
    if seen.iter().any(odd)
        && let Err(why) = asking.is_still_there().await
    {
        return Ok(Err(why));
    }
    for (row, seen) in seen {
        keep(store, &row, seen, &mut pass.found).await?;
        pass.after = Some(row.entry);
    }
    Ok(broke_off.map_or(Ok(true), Err))
}

async fn keep(store: &Store, row: &Listed, seen: Seen, found: &mut Reconciled) -> Result<(), StoreError> {
    found.looked_at += 1;
    match seen {
        Seen::Left => found.left += 1,
        Seen::Unanswered => {
            found.left += 1;
            found.unanswered += 1;
        }
        Seen::Stands => {}
        Seen::Overruled => found.overruled += 1,
        Seen::Is(there) => {
            let is_new = store.see_there(row.entry, row.at.clone(), there).await?;
            *match there {
                There::Matches => &mut found.back,
                There::Gone => &mut found.gone,
                There::Disabled => &mut found.disabled,
            } += u64::from(is_new);
        }
        Seen::Moved(to) => match store.relist(row.entry, row.at.clone(), to).await? {
            Relisted::Not => found.left += 1,
            Relisted::Moved { told_again } if told_again > 0 => found.told_again += 1,
            Relisted::Moved { .. } => found.back += 1,
        },
    }
    Ok(())
}

impl Asking {
    async fn begin(keys: &HubKeys, row: &MatcherRow, tells: bool) -> Result<Arc<Self>, Failure> {
        let hma = matchers::reach(keys, row).map_err(|_unusable| Failure::NotSetUp)?;
        let banks = hma.banks().await.map_err(deliver::failure)?;
        let lists = banks.into_iter().map(|bank| bank.name.into()).collect();
        Ok(Arc::new(Self { hma, lists, tells }))
    }

    /// Nothing, where it still answers as an HMA does, with all the lists that it had.
    async fn is_still_there(&self) -> Result<(), Failure> {
        let banks = self.hma.banks().await.map_err(deliver::failure)?;
        let lists: BTreeSet<String> = banks.into_iter().map(|bank| bank.name.into()).collect();
        if lists.is_superset(&self.lists) {
            Ok(())
        } else {
            Err(Failure::Missing)
        }
    }

    /// A few at a time and in their order, as far as the matcher answers; and why it does not, if so.
    async fn look_at_all(self: &Arc<Self>, rows: Vec<Listed>) -> (Vec<(Listed, Seen)>, Option<Failure>) {
        let looks = rows.into_iter().map(|row| {
            let asking = Arc::clone(self);
            async move {
                let seen = asking.look(&row).await;
                (row, seen)
            }
        });
        let mut looking = stream::iter(looks.collect::<Vec<_>>()).buffered(AT_ONCE);
        let mut all = Vec::new();
        while let Some((row, seen)) = looking.next().await {
            let seen = match seen.map_err(deliver::failure) {
                Ok(seen) => seen,
                Err(why) if breaks_off(why) => return (all, Some(why)),
                Err(why) => {
                    tracing::warn!(entry = %row.entry, why = ?why, "a matcher fails at an entry; it is left for the next pass");
                    Seen::Unanswered
                }
            };
            all.push((row, seen));
        }
        (all, None)
    }

    async fn look(&self, row: &Listed) -> Result<Seen, call::Failure> {
        let Ok(bank) = BankName::try_from(row.at.list.clone()) else {
            return Ok(Seen::Left);
        };
        // A list that is there no more was renamed, or removed by somebody who knew; what was on it is not ours to judge.
        let can_be_told = row.word == OwnWord::None || (row.word == OwnWord::Disabled && self.tells);
        if !self.lists.contains(&row.at.list) || !can_be_told {
            return Ok(Seen::Left);
        }
        let content = ContentId(row.at.number);
        let listing = Listing { bank, content };
        let now = clock::now().0 / 1_000;
        let there = match self.hma.content(&listing).await {
            Ok(found) if found.enabled.at(now) => There::Matches,
            Ok(_disabled) => There::Disabled,
            Err(call::Failure::Missing) => There::Gone,
            Err(failed) => return Err(failed),
        };
        match (row.word, there) {
            (OwnWord::Disabled, There::Matches) => return Ok(Seen::Overruled),
            (OwnWord::None, There::Matches | There::Disabled) => return Ok(Seen::Is(there)),
            _ => {}
        }
        Ok(match self.again(row, listing, now).await? {
            Some(to) => Seen::Moved(to),
            None if row.word == OwnWord::Disabled => Seen::Stands,
            None => Seen::Is(there),
        })
    }

    /// Under which other number the same content matches by now.
    async fn again(&self, row: &Listed, listing: Listing, now: i64) -> Result<Option<ListedAt>, call::Failure> {
        let Some(hash) = row.hash else { return Ok(None) };
        let provenance = row.provenance.iter().filter_map(|one| {
            Some(Provenance {
                exchange: BankName::try_from(one.exchange.clone()).ok()?,
                fetch_id: one.id.clone(),
            })
        });
        let provenance: Vec<Provenance> = provenance.collect();
        // Of an exchange whose name cannot be read nothing tells the entry from another's.
        if provenance.is_empty() && !row.provenance.is_empty() {
            return Ok(None);
        }
        let list = row.at.list.clone();
        let disabled = Disabled {
            listing,
            hash,
            provenance,
        };
        let back = self.hma.back(&disabled, now).await?;
        Ok(back.first().map(|number| ListedAt { list, number: number.0 }))
    }
}
