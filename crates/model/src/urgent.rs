//! A child at immediate risk: whoever holds a case says so with one key, and it is the leads' next one.
//!
//! Knows nothing of queues or rows. Whoever marks a case has no further part in it, they looked enough, unless
//! nobody else could settle it.

use crate::{
    ids::PersonId,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// For how long a mark can be taken back by whoever made it: long enough to see that it was the wrong key. Leads and
/// platforms are told before that, and told again. Our own judgement; nothing waits for it.
pub const UNDO: Span = Span::seconds(30);

/// Before every other case of its queue.
pub const PRIORITY: i16 = i16::MAX;

/// What speaks for a child at immediate risk. Nobody is asked to look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UrgentReason {
    /// It looks as if it was made just now, or goes on.
    Recent,
    /// It shows or says who the child is.
    Child,
    /// It shows or says where the child is.
    Place,
    /// Something in or beside it announces harm.
    Announced,
    /// Something else that should not wait.
    Other,
}

/// That somebody marked a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Time,
    /// Why.
    pub reason: UrgentReason,
}

/// Why a mark is not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotLifted {
    /// Somebody else made it.
    #[error("a mark is taken back by whoever made it")]
    NotTheirs,
    /// The moment is over.
    #[error("a mark can be taken back for half a minute")]
    TooLate,
}

impl UrgentReason {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Recent, Self::Child, Self::Place, Self::Announced, Self::Other];
}

impl Mark {
    /// Until when it can be taken back.
    pub fn undo_until(&self) -> Time {
        self.at + UNDO
    }

    /// Whether this person may take it back now.
    ///
    /// # Errors
    /// [`NotLifted`].
    pub fn may_lift(&self, by: PersonId, now: Time) -> Result<(), NotLifted> {
        if self.by != by {
            Err(NotLifted::NotTheirs)
        } else if now > self.undo_until() {
            Err(NotLifted::TooLate)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #[test]
        fn a_mark_is_taken_back_by_its_author_alone_and_within_the_moment(author in 0..3_u128, by in 0..3_u128, later in 0..90_000_i64) {
            let person = |number| PersonId(Uuid::from_u128(number));
            let mark = Mark { by: person(author), at: Time(1_000_000), reason: UrgentReason::Other };
            let may = mark.may_lift(person(by), mark.at + Span(later));
            prop_assert_eq!(may.is_ok(), author == by && later <= UNDO.0);
        }
    }
}
