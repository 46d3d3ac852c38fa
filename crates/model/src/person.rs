//! Who may do what: roles as sets of permissions.
//!
//! Knows nothing of passwords, tokens or sign-in.

use serde::{Deserialize, Serialize};

/// What somebody is here for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reviews cases.
    Moderator,
    /// Settles disagreements, sets floors, reverses.
    Lead,
    /// People, lists, audit.
    Admin,
    /// A program that sends uploads.
    Source,
}

/// One thing that may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Lease cases, look by grant, give verdicts.
    Review,
    /// Settle split cases.
    Settle,
    /// Reverse a confirmed verdict.
    Reverse,
    /// Set up queues and rules, and send cases elsewhere; shows where cases are, and no picture.
    ManageQueues,
    /// Set the floor of wellness settings.
    SetFloors,
    /// See sums over the team and the hub.
    SeeMetrics,
    /// See which uploads could not be read, and why; no picture.
    SeeUnreadable,
    /// Add and disable people and sources.
    ManagePeople,
    /// Make lists, import known content.
    ManageBanks,
    /// Read and verify the audit log.
    ReadAudit,
    /// Put uploads and cases under a legal hold, and see what is held and for how long pictures are kept.
    Hold,
    /// Set for how long pictures are kept, lift holds, and destroy a picture on request.
    Destroy,
    /// Send uploads and ask for their outcome.
    Submit,
}

/// What somebody likes, where it limits nothing: free of floors, and nobody else's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default)]
pub struct Preferences {
    /// The tone of looks without colour.
    pub tone: Tone,
}

/// How looks without colour are toned. It makes nothing clearer, and colour stays colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Grey, as it was made.
    #[default]
    AsIs,
    /// Warm and of low contrast.
    Sepia,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Moderator, Self::Lead, Self::Admin, Self::Source];

    /// What this role allows. An admin does not review: who manages accounts must not look. Who reviews does not
    /// destroy, and may hold: a hold only ever keeps.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::{
            Destroy, Hold, ManageBanks, ManagePeople, ManageQueues, ReadAudit, Reverse, Review, SeeMetrics,
            SeeUnreadable, SetFloors, Settle, Submit,
        };
        match self {
            Self::Moderator => &[Review],
            Self::Lead => &[
                Review,
                Settle,
                Reverse,
                ManageQueues,
                SetFloors,
                SeeMetrics,
                SeeUnreadable,
                Hold,
            ],
            Self::Admin => &[
                ManageQueues,
                SetFloors,
                SeeMetrics,
                SeeUnreadable,
                ManagePeople,
                ManageBanks,
                ReadAudit,
                Hold,
                Destroy,
            ],
            Self::Source => &[Submit],
        }
    }

    /// Whether this role allows `permission`.
    pub fn allows(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}
