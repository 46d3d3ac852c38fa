//! What a lead sets of one person in one queue: their share, and how much of it they take at most.

use crate::lease::MAX_HELD;
use serde::{Deserialize, Serialize};

/// The largest share.
pub const MAX_SHARE: u16 = 1_000;

/// How much of a queue's exposure somebody carries for each hour they work, beside the others there: 50 is half of what
/// 100 is. It says nothing of how long they work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(transparent)]
pub struct Share(pub u16);

/// One person in one queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Assignment {
    /// Their share, 1 to 1,000.
    pub share: Share,
    /// How many of the queue's cases they hold at once, at most; without it, as many as anybody may hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub most_open: Option<u32>,
    /// How many of the queue's cases they are given per rolling 24 h, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub most_per_day: Option<u32>,
}

/// What is wrong with an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentProblem {
    /// Nothing, or more than there is.
    #[error("a share is a number from 1 to {MAX_SHARE}")]
    Share,
    /// More than anybody may hold, or nothing.
    #[error("somebody may hold 1 to {MAX_HELD} cases")]
    Open,
}

impl Default for Share {
    fn default() -> Self {
        Self(100)
    }
}

impl Assignment {
    /// Checks that it can be meant. A day's capacity of nothing can: it pauses somebody in one queue.
    ///
    /// # Errors
    /// [`AssignmentProblem`].
    pub fn check(&self) -> Result<(), AssignmentProblem> {
        let holds = |most: u32| (1..=MAX_HELD).contains(&usize::try_from(most).unwrap_or(usize::MAX));
        if !(1..=MAX_SHARE).contains(&self.share.0) {
            Err(AssignmentProblem::Share)
        } else if !self.most_open.is_none_or(holds) {
            Err(AssignmentProblem::Open)
        } else {
            Ok(())
        }
    }

    /// Whether it bounds how many cases they are given.
    pub fn limits(&self) -> bool {
        self.most_open.is_some() || self.most_per_day.is_some()
    }

    /// How many more of the queue's cases they may be given, who hold `open` of them and were given `today` of them in
    /// the last 24 h. Time and looks have limits of their own, which know no queue: [`crate::wellness`].
    pub fn room(&self, open: usize, today: u32) -> usize {
        let most = |most: Option<u32>| most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let left_open = most(self.most_open).min(MAX_HELD).saturating_sub(open);
        let today = usize::try_from(today).unwrap_or(usize::MAX);
        left_open.min(most(self.most_per_day).saturating_sub(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assignment_that_cannot_be_meant_is_refused() {
        assert_eq!(Assignment::default().check(), Ok(()));
        for share in [0, MAX_SHARE + 1] {
            let none = Assignment {
                share: Share(share),
                ..Assignment::default()
            };
            assert_eq!(none.check(), Err(AssignmentProblem::Share));
        }
        for most in [0, 9, u32::MAX] {
            let open = Assignment {
                most_open: Some(most),
                ..Assignment::default()
            };
            assert_eq!(open.check(), Err(AssignmentProblem::Open));
        }
    }

    #[test]
    fn the_smaller_of_both_capacities_is_what_is_left() {
        let assignment = Assignment {
            most_open: Some(3),
            most_per_day: Some(10),
            ..Assignment::default()
        };
        assert_eq!(assignment.room(0, 0), 3);
        assert_eq!(assignment.room(2, 0), 1);
        assert_eq!(assignment.room(0, 9), 1);
        assert_eq!(assignment.room(1, 10), 0);
        assert_eq!(assignment.room(usize::MAX, u32::MAX), 0);
        assert_eq!(Assignment::default().room(0, u32::MAX), MAX_HELD);
    }
}
