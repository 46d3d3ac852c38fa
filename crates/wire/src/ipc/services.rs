//! Setting services outside from the window: what is wanted, what became of it, and what is shown once.
//!
//! Credentials travel one way, from the window to the hub. None is part of a view, and none reaches a debug line.

use crate::{
    Code,
    http::{
        deliveries::DeliveryInfo,
        destinations::AddDestination,
        matchers::{AddMatcher, ChangeMatcher},
    },
    ipc::oversight::CheckView,
};
use scrim_model::{
    delivery,
    ids::{DestinationId, MatcherId},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that is to be otherwise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "sets", rename_all = "snake_case")]
pub enum ServiceChange {
    /// A matcher that is to be.
    AddMatcher {
        /// All of it.
        matcher: AddMatcher,
    },
    /// A matcher that is to be otherwise.
    ChangeMatcher {
        /// Which.
        id: MatcherId,
        /// What changes.
        change: ChangeMatcher,
    },
    /// A matcher that is to be no more.
    RemoveMatcher {
        /// Which.
        id: MatcherId,
    },
    /// A destination that is to be.
    AddDestination {
        /// All of it.
        destination: AddDestination,
    },
    /// Whether anything goes to a destination.
    SetDestinationMode {
        /// Which.
        id: DestinationId,
        /// Whether.
        mode: delivery::Mode,
    },
    /// A destination that is to be no more.
    RemoveDestination {
        /// Which.
        id: DestinationId,
    },
    /// A matcher's bank of confirmed content that is to be made.
    MakeBank {
        /// Whose.
        id: DestinationId,
    },
}

impl ServiceChange {
    /// What it does, with nothing of what it carries.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddMatcher { .. } => "add a matcher",
            Self::ChangeMatcher { .. } => "change a matcher",
            Self::RemoveMatcher { .. } => "remove a matcher",
            Self::AddDestination { .. } => "add a destination",
            Self::SetDestinationMode { .. } => "switch a destination",
            Self::RemoveDestination { .. } => "remove a destination",
            Self::MakeBank { .. } => "make a bank",
        }
    }
}

impl fmt::Debug for ServiceChange {
    /// A credential must not reach a log by way of a debug line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What has become of what was set, and what was asked beside the page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct SettingView {
    /// How many changes have been answered since the page was opened: whoever waits for one counts.
    pub answered: u32,
    /// Why the last one was not taken.
    pub refused: Option<RefusedView>,
    /// The secret that the hub made for a platform: it is shown once, until it is put away.
    pub made: Option<OnceShown>,
    /// What a destination is still to be told, to the byte.
    pub leaving: Option<LeavingView>,
    /// What destinations said when they were asked from here.
    pub checks: Vec<DestinationCheckView>,
}

/// Why a change was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RefusedView {
    /// By which code; none where the hub did not answer.
    pub code: Option<Code>,
    /// Which part of it is at fault, as the hub names it.
    pub field: Option<String>,
    /// Why, in the hub's words.
    pub says: Option<String>,
}

/// A secret on its way to be copied by somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct OnceShown(pub String);

impl fmt::Debug for OnceShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnceShown(…)")
    }
}

/// What a destination is still to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LeavingView {
    /// Which.
    pub destination: DestinationId,
    /// The last messages; none until they have come.
    pub messages: Option<Vec<DeliveryInfo>>,
    /// There are older ones.
    pub more: bool,
    /// The hub did not give them.
    pub failed: bool,
}

/// What came of asking a destination how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct DestinationCheckView {
    /// Which.
    pub destination: DestinationId,
    /// What came of it; a destination has no lists.
    pub check: CheckView,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::matchers::{MatcherCredential, MatcherSecret},
        ipc::{commands::Intent, oversight::OversightAct},
    };
    use scrim_model::ids::MatcherId;
    use uuid::Uuid;

    #[test]
    fn no_debug_line_holds_a_credential() {
        let token = "a-token-that-nobody-reads".to_owned();
        let change = ServiceChange::ChangeMatcher {
            id: MatcherId(Uuid::nil()),
            change: ChangeMatcher {
                secret: Some(MatcherSecret {
                    credential: MatcherCredential::Bearer { token: token.clone() },
                    certificate: None,
                }),
                ..ChangeMatcher::default()
            },
        };
        let act = OversightAct::SetService { change };
        let intent = Intent::Oversee { act: act.clone() };
        for line in [
            format!("{act:?}"),
            format!("{intent:?}"),
            format!("{:?}", OnceShown(token.clone())),
        ] {
            assert!(!line.contains(&token), "{line}");
        }
        let sent = serde_json::to_string(&intent).expect("sent");
        assert!(sent.contains(&token), "the hub is sent it all the same");
    }
}
