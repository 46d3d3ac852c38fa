//! How the members of an exchange have voted on an entry of its list, as the list says it.
//!
//! It is what others say of an entry, beside how it fared here. Nothing follows from it by itself: whether an entry stops, queues or
//! is suspended is decided by what people here say.

use serde::{Deserialize, Serialize};

/// Members for an entry and against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MemberVotes {
    /// How many say that it belongs on the list.
    #[serde(default)]
    pub up: u32,
    /// How many say that it does not.
    #[serde(default)]
    pub down: u32,
}

impl MemberVotes {
    /// Of what a list says; a list that says one of both means none of the other, and one that says neither has no votes.
    pub fn said(up: Option<u32>, down: Option<u32>) -> Option<Self> {
        (up.is_some() || down.is_some()).then(|| Self {
            up: up.unwrap_or_default(),
            down: down.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_says_nothing_has_no_votes_and_one_that_says_half_means_none_of_the_rest() {
        assert_eq!(MemberVotes::said(None, None), None);
        assert_eq!(MemberVotes::said(None, Some(2)), Some(MemberVotes { up: 0, down: 2 }));
        assert_eq!(MemberVotes::said(Some(0), None), Some(MemberVotes { up: 0, down: 0 }));
    }
}
