//! What was decided here before: of an entry, with other pictures, and of the same bytes.
//!
//! What is told is over: decided, past its grace time, and about other cases than the one it is told beside. Knows nothing
//! of rows, nor of people: nobody's name or id is in any of it.

use crate::{
    ids::EntryId,
    time::Time,
    verdict::{Content, Listing, MatchAxis, Verdict},
};
use serde::{Deserialize, Serialize};

/// How many decided cases of an entry are counted at most, the newest: enough to tell an entry that is often wrong from
/// one that never was, and as cheap for one that matched a hundred thousand times.
pub const MOST_COUNTED: u32 = 20;

/// Among how many decided cases of an entry, the newest, those to be counted are looked for: most may be with the same
/// bytes as the case beside which they are told, which are left out, and somebody waits for that case.
pub const MOST_LOOKED_AT: u32 = 100;

/// How many earlier cases with the same bytes are told of at most, the newest.
pub const MOST_PRECEDENTS: usize = 5;

/// What people here have said of an entry, by the decided cases in which it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct EntryRecord {
    /// The same picture, and nothing against its listing.
    pub confirmed: u32,
    /// The same picture, which should not be listed.
    pub disputed: u32,
    /// Another picture, which says nothing about the entry.
    pub different: u32,
    /// There are more: the newest [`MOST_COUNTED`] are counted.
    pub more: bool,
}

/// An earlier case with the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Precedent {
    /// When it was decided.
    pub decided_at: Time,
    /// What the picture was said to be.
    pub content: Content,
    /// What was said of each list's entry.
    pub pairs: Vec<PrecedentPair>,
    /// It had been decided before, and that was reversed.
    pub reversed: bool,
}

/// What was said of one pair of an earlier case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct PrecedentPair {
    /// The list's name; none of a list that is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub list: Option<String>,
    /// Whether it was the entry's picture.
    #[serde(rename = "match")]
    pub matched: MatchAxis,
    /// Whether the entry should be listed.
    pub listing: ListingSaid,
}

/// The second axis without its reason: words stay with the case they were said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListingSaid {
    /// The list is right.
    Agrees,
    /// The list is wrong about this entry.
    Disputes,
    /// Nobody looked enough to say.
    NotAssessed,
}

impl EntryRecord {
    /// One more decided case. What could not be told counts for nothing.
    pub fn count(&mut self, matched: MatchAxis, disputed: bool) {
        if self.of() == MOST_COUNTED {
            self.more = true;
            return;
        }
        let counted = match matched {
            MatchAxis::SameExact | MatchAxis::SameAltered if disputed => &mut self.disputed,
            MatchAxis::SameExact | MatchAxis::SameAltered => &mut self.confirmed,
            MatchAxis::Different => &mut self.different,
            MatchAxis::Undetermined => return,
        };
        *counted += 1;
    }

    /// How many cases are counted.
    pub fn of(self) -> u32 {
        self.confirmed + self.disputed + self.different
    }

    /// Whether nothing was decided of it yet.
    pub fn is_empty(&self) -> bool {
        self.of() == 0
    }
}

impl Precedent {
    /// What a verdict decided, with the names of lists as far as they are known.
    pub fn of(verdict: &Verdict, decided_at: Time, reversed: bool, list: impl Fn(EntryId) -> Option<String>) -> Self {
        let pairs = verdict.pairs.iter().map(|pair| PrecedentPair {
            list: list(pair.entry),
            matched: pair.matched,
            listing: ListingSaid::of(&pair.listing),
        });
        Self {
            decided_at,
            content: verdict.content,
            pairs: pairs.collect(),
            reversed,
        }
    }
}

impl ListingSaid {
    fn of(listing: &Listing) -> Self {
        match listing {
            Listing::Agrees => Self::Agrees,
            Listing::Disputes { .. } => Self::Disputes,
            Listing::NotAssessed => Self::NotAssessed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{DisputeReason, on_one_pair};

    #[test]
    fn a_record_counts_the_newest_and_says_where_there_are_more() {
        let mut record = EntryRecord::default();
        assert!(record.is_empty());
        record.count(MatchAxis::Undetermined, false);
        assert!(record.is_empty(), "what could not be told is no word on the entry");
        record.count(MatchAxis::SameExact, true);
        record.count(MatchAxis::Different, false);
        for _further in 2..MOST_COUNTED {
            record.count(MatchAxis::SameAltered, false);
        }
        let full = EntryRecord {
            confirmed: MOST_COUNTED - 2,
            disputed: 1,
            different: 1,
            more: false,
        };
        assert_eq!(record, full);
        record.count(MatchAxis::Different, false);
        assert_eq!(record, EntryRecord { more: true, ..full });
    }

    #[test]
    fn a_precedent_keeps_the_words_of_a_dispute_to_itself() {
        let text = "words of somebody".to_owned();
        let reason = DisputeReason::Other { text };
        let said = on_one_pair(Content::OtherPolicy, MatchAxis::SameExact, Listing::Disputes { reason });
        let told = Precedent::of(&said, Time(7), false, |_entry| Some("Partners".to_owned()));
        assert!(!serde_json::to_string(&told).expect("plain values").contains("words"));
        assert_eq!((told.content, told.decided_at), (Content::OtherPolicy, Time(7)));
        let pair = told.pairs.first().expect("one pair");
        assert_eq!(
            (pair.matched, pair.listing),
            (MatchAxis::SameExact, ListingSaid::Disputes)
        );
        assert_eq!(pair.list.as_deref(), Some("Partners"));
    }
}
