//! What a new hub still lacks until a first case is on somebody's screen, step by step.
//!
//! Nothing here is remembered: a step is done because the hub has what it is about, and open again where that is gone.
//! Knows nobody's rights; an admin, who does not look, can do every step.

use crate::{
    ids::{CaseId, QueueId},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// What the list and the source of a test are called, at every hub: whatever came by a test is known by it, and counts
/// for no step but the last.
pub const TEST: &str = "Setup test";

/// One step, in the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    /// Somebody says what holds for everybody who looks.
    Floor,
    /// Known content to compare uploads with.
    List,
    /// A program that sends uploads.
    Source,
    /// Somebody who reviews.
    Reviewer,
    /// A case to decide.
    FirstCase,
}

/// What a hub has of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Setup {
    /// Somebody has said what the floor is, and be it what the hub began with.
    pub floor_set: bool,
    /// Lists by name, oldest first, at most eight; neither a test's, nor the one that verdicts fill.
    pub lists: Vec<String>,
    /// One of them, or of those that are asked elsewhere, has something on it.
    pub listed: bool,
    /// Sources by name that may send, oldest first, at most eight; no test's.
    pub sources: Vec<String>,
    /// How many people there are, whoever asks among them.
    pub people: u64,
    /// Who may review, by name, oldest first, at most eight.
    pub reviewers: Vec<String>,
    /// The first case that came of any upload.
    #[cfg_attr(feature = "schema", ts(optional))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<SetupCase>,
}

/// How far a first case is. No picture is part of it, and nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct SetupCase {
    /// Which.
    pub id: CaseId,
    /// Where it is.
    pub queue: QueueId,
    /// The queue by name.
    pub queue_name: String,
    /// When it came.
    pub since: Time,
    /// What it does.
    pub is: SetupCaseState,
}

/// What a case does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SetupCaseState {
    /// It waits for somebody.
    Waiting,
    /// Somebody has it.
    Leased,
    /// It was decided.
    Decided,
    /// It could not be read.
    Unreadable,
}

impl SetupStep {
    /// Every step, in their order.
    pub const ALL: [Self; 5] = [Self::Floor, Self::List, Self::Source, Self::Reviewer, Self::FirstCase];
}

impl Setup {
    /// Whether the hub has what a step is about.
    pub fn has(&self, step: SetupStep) -> bool {
        match step {
            SetupStep::Floor => self.floor_set,
            SetupStep::List => self.listed,
            SetupStep::Source => !self.sources.is_empty(),
            SetupStep::Reviewer => !self.reviewers.is_empty(),
            SetupStep::FirstCase => self.case.is_some(),
        }
    }

    /// The first step that is not done.
    pub fn next(&self) -> Option<SetupStep> {
        SetupStep::ALL.into_iter().find(|step| !self.has(*step))
    }

    /// Nobody has begun: there is no list, no source and nobody but whoever asks.
    pub fn is_untouched(&self) -> bool {
        self.lists.is_empty() && !self.listed && self.sources.is_empty() && self.people <= 1 && self.case.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn case() -> SetupCase {
        SetupCase {
            id: CaseId(Uuid::nil()),
            queue: QueueId(Uuid::nil()),
            queue_name: "Harbour".into(),
            since: Time(0),
            is: SetupCaseState::Waiting,
        }
    }

    fn with(steps: [bool; 5], people: u64) -> Setup {
        let [floor_set, listed, source, reviewer, first] = steps;
        let named = |has: bool| if has { vec!["one".to_owned()] } else { vec![] };
        Setup {
            floor_set,
            lists: named(listed),
            listed,
            sources: named(source),
            people,
            reviewers: named(reviewer),
            case: first.then(case),
        }
    }

    proptest! {
        #[test]
        fn what_comes_next_is_the_first_that_is_not_there(steps: [bool; 5], people in 1..4_u64) {
            let setup = with(steps, people);
            let expected = SetupStep::ALL.into_iter().zip(steps).find(|(_step, has)| !has).map(|(step, _)| step);
            prop_assert_eq!(setup.next(), expected);
        }

        #[test]
        fn a_hub_that_has_anything_but_a_floor_and_one_person_is_not_untouched(steps: [bool; 5], people in 1..4_u64) {
            let setup = with(steps, people);
            let [_floor, listed, source, _reviewer, first] = steps;
            prop_assert_eq!(setup.is_untouched(), !(listed || source || first || people > 1));
        }
    }

    #[test]
    fn a_list_with_nothing_on_it_is_begun_and_not_done() {
        let setup = Setup {
            lists: vec!["Harbour".into()],
            people: 1,
            ..Setup::default()
        };
        assert!(!setup.has(SetupStep::List) && !setup.is_untouched());
    }
}
