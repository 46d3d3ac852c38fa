//! What this version can do and a hub of the version before cannot.
//!
//! A hub says itself which operations it has: by its document, which this is held against. Whoever is at a newer desk
//! is told once. Knows nothing of fields: an answer without a new one reads, and a request leaves out what is not used.

use scrim_model::{audit::EntryKind, person::Permission};
use serde::{Deserialize, Serialize};

/// Kinds of entries that the audit of the version before has not, and cannot be asked for.
pub const KINDS: [EntryKind; 4] = [
    EntryKind::EntryAdded,
    EntryKind::LimitTried,
    EntryKind::PasswordChanged,
    EntryKind::SchemeSet,
];

/// Something that people can do at a hub of this version, by operations that the version before had not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Changing one's own password.
    OwnPassword,
    /// Seeing who a case can be handed to.
    Recipients,
    /// How cases come to a queue and leave it.
    Flow,
    /// Preparing a report of a decided case.
    Reports,
    /// The steps to a first case.
    SettingUp,
    /// Making a list, and listing a picture.
    Lists,
    /// Classes of an organisation's own.
    Classes,
    /// All of one's own record in a file, with its proof: without it the file has looks and accesses alone.
    OwnRecord,
}

impl Missing {
    /// Everything there is of it.
    pub const ALL: [Self; 8] = [
        Self::OwnPassword,
        Self::Recipients,
        Self::Flow,
        Self::Reports,
        Self::SettingUp,
        Self::Lists,
        Self::Classes,
        Self::OwnRecord,
    ];

    /// The operations that it takes, by method and path.
    pub fn takes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::OwnPassword => &[("put", "/v1/me/password")],
            Self::Recipients => &[("get", "/v1/cases/{id}/recipients")],
            Self::Flow => &[("get", "/v1/queues/{id}/flow")],
            Self::Reports => &[("post", "/v1/cases/{id}/report/proposal")],
            Self::SettingUp => &[("get", "/v1/setup")],
            Self::Lists => &[("post", "/v1/banks"), ("post", "/v1/banks/{id}/entries")],
            Self::Classes => &[("get", "/v1/scheme"), ("put", "/v1/scheme")],
            Self::OwnRecord => &[("post", "/v1/me/record")],
        }
    }

    /// Whether whoever may do this misses it.
    pub fn is_missed_by(self, permissions: &[Permission]) -> bool {
        let needs = match self {
            Self::OwnPassword | Self::OwnRecord => return true,
            Self::Recipients => Permission::ManageQueues,
            Self::Flow => Permission::SeeMetrics,
            Self::Reports => Permission::ReadAudit,
            Self::SettingUp => Permission::ManagePeople,
            Self::Lists | Self::Classes => Permission::ManageBanks,
        };
        permissions.contains(&needs)
    }
}
