//! One thing that the hub has to be told, with all that telling it needs after a restart.

use scrim_hub_client::LeaseProof;
use scrim_model::{
    grant::Presented,
    ids::{CaseId, GrantId, LeaseId, PersonId},
    lens::Cleared,
};
use scrim_wire::http::verdicts::GiveVerdict;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A letter to the hub.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Its place in the order of writing: a look is closed before the verdict that rests on it.
    pub number: u64,
    /// Sent as the idempotency key.
    pub id: Uuid,
    /// Which hub it is for, and on whose behalf.
    pub to: Addressee,
    /// The lease it was written under.
    pub lease: LeaseId,
    /// The proof that the lease was held.
    pub token: Zeroizing<String>,
    /// What it says.
    pub says: Says,
}

/// A hub, and a person of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// The hub's address.
    pub hub: String,
    /// The person.
    pub person: PersonId,
}

/// What a letter says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Says {
    /// A verdict.
    Verdict {
        /// On which case.
        case: CaseId,
        /// The verdict, the lease and its fence.
        give: GiveVerdict,
    },
    /// What a look presented.
    Closing {
        /// The grant.
        grant: GrantId,
        /// What was on the screen.
        presented: Presented,
        /// Through the lens: where it has been.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cleared: Option<Cleared>,
    },
}

impl Letter {
    /// Whether it is a verdict.
    pub fn is_verdict(&self) -> bool {
        matches!(self.says, Says::Verdict { .. })
    }

    /// The lease it was written under, with its proof.
    pub(crate) fn proof(&self) -> LeaseProof {
        LeaseProof {
            lease: self.lease,
            token: self.token.clone(),
        }
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({} {})", self.number, self.id)
    }
}
