//! Sending a case elsewhere by hand: to a queue, to the leads, to a person, or to wait for a while.
//!
//! Nothing that is sent is ever out of sight: a hold and a hand-over end by time alone.

use crate::{
    ids::{PersonId, QueueId},
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// For how long a case that was handed to somebody is theirs alone: their next working day.
pub const HANDED_FOR: Span = Span::hours(24);

/// The longest that a case is held back at a time.
pub const MAX_HOLD: Span = Span::hours(24 * 30);

/// Where a case is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Destination {
    /// Into a queue, which may be its own.
    Queue {
        /// Which.
        queue: QueueId,
        /// Higher is taken first there; as it was where none is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", ts(optional))]
        priority: Option<i16>,
    },
    /// To the leads: nobody else is given it before one of them has spoken.
    Leads,
    /// To one person, who is given it next; back to its queue after [`HANDED_FOR`].
    Person {
        /// Whom.
        person: PersonId,
    },
    /// Nowhere for a while: it is given to nobody before.
    Hold {
        /// Until when, at most [`MAX_HOLD`] from now.
        until: Time,
    },
    /// Back among the others of its queue: no hold, no hand-over, no lead asked for.
    Back,
}

impl Destination {
    /// Whether whoever holds a case may send it there, without being a lead. A case is escalated by whoever
    /// meets it; it is never pushed on a colleague, nor out of sight.
    pub fn is_for_holders(self) -> bool {
        matches!(self, Self::Leads)
    }

    /// Whether a hold is one: it ends later than now, and not too late.
    pub fn is_timely(self, now: Time) -> bool {
        match self {
            Self::Hold { until } => now < until && until <= now + MAX_HOLD,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_ends_in_the_future_and_within_a_month() {
        let now = Time(1_000);
        let hold = |span: Span| Destination::Hold { until: now + span };
        assert!(hold(Span::seconds(1)).is_timely(now) && hold(MAX_HOLD).is_timely(now));
        assert!(!hold(Span::seconds(0)).is_timely(now));
        assert!(!hold(MAX_HOLD + Span(1)).is_timely(now));
    }
}
