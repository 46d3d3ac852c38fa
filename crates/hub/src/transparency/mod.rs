//! The transparency report: what an organisation tells the outside of a period, as figures, as lines and as a page.
//!
//! Knows no person, and asks the store for nothing that would need one.

mod charts;
mod lines;
mod page;

use scrim_model::transparency::Period;
use scrim_store::{
    Store, StoreError,
    transparency::{ListSums, PeriodSums},
};
use scrim_wire::http::{
    false_matches::BandCount,
    transparency::{ListTransparency, Transparency},
};

pub(crate) use lines::csv;
pub(crate) use page::page;

/// The report of a period, as things stand now.
///
/// # Errors
/// [`StoreError`].
pub async fn report(store: &Store, period: Period) -> Result<Transparency, StoreError> {
    Ok(told(period, store.transparency(period).await?))
}

fn told(period: Period, sums: PeriodSums) -> Transparency {
    let decided = sums.decided;
    Transparency {
        from: period.from(),
        until: period.until(),
        received: sums.received.values().sum(),
        outcomes: sums.received,
        matched: sums.matched,
        opened: sums.opened,
        decided: decided.confirmed + decided.other_policy + decided.cleared,
        confirmed: decided.confirmed,
        other_policy: decided.other_policy,
        cleared: decided.cleared,
        without_a_look: decided.without_a_look,
        decision: sums.decision,
        removal: sums.removal,
        reversed: sums.reversed,
        appeals: sums.appeals.asked,
        appeals_upheld: sums.appeals.upheld,
        appeals_overturned: sums.appeals.overturned,
        entries_added: sums.entries_added,
        lists: sums.lists.into_iter().map(list).collect(),
    }
}

fn list(sums: ListSums) -> ListTransparency {
    let judged = sums.decided.judged();
    ListTransparency {
        name: sums.name,
        harm: sums.harm,
        matched: sums.matched,
        same: judged.same,
        disputed: sums.decided.disputed,
        different: judged.different,
        false_match_permille: judged.false_permille(),
        bands: BandCount::each(sums.decided.bands),
    }
}

/// A day in UTC, as reports write it.
pub(crate) fn day(at: scrim_model::time::Time) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests;
