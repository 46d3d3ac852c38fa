//! Sources and their keys, the audit, and what is kept, as the window draws them: no picture, no hash, and nothing that
//! anybody looked at.

use crate::http::{
    audit::BrokenHow,
    retention::{LegalHold, Retention, Storage, WouldDestroy},
    sources::Source,
};
use scrim_model::{
    audit::{Entry, EntryKind},
    ids::{CaseId, ItemId, PersonId},
    retention::RetentionPolicy,
    time::Time,
};
use serde::{Deserialize, Serialize};

/// Programs that send uploads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SourcesView {
    /// In the order in which they were added.
    pub sources: Vec<Source>,
}

/// Which entries of the audit are shown; what is none shows all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditFilter {
    /// Not before.
    pub from: Option<Time>,
    /// Before.
    pub until: Option<Time>,
    /// Of one kind.
    pub kind: Option<EntryKind>,
    /// By somebody, or a source.
    pub actor: Option<PersonId>,
    /// About one case.
    pub case: Option<CaseId>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditView {
    /// Which entries are shown.
    pub filter: AuditFilter,
    /// The newest first, as far as they were fetched.
    pub entries: Vec<Entry>,
    /// There may be older ones: where they go on.
    pub go_on_before: Option<u64>,
    /// People and sources by name, as far as whoever reads may know them.
    pub people: Vec<NameView>,
    /// Queues and lists by name, as far as whoever reads may know them.
    pub things: Vec<NameView>,
    /// How far a verification is, once one was asked for.
    pub verification: Option<VerificationView>,
}

/// Something by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NameView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// How far a verification is, and what it found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum VerificationView {
    /// It goes on.
    UnderWay {
        /// Rows that were looked at.
        rows: u64,
        /// Rows that there are, once that is known.
        length: Option<u64>,
    },
    /// It holds.
    Holds {
        /// Rows that were looked at: all of them.
        rows: u64,
        /// Signed checkpoints that fit them.
        checkpoints: u64,
        /// The log's hash after the last row, hex.
        head: String,
        /// When that was.
        at: Time,
    },
    /// It does not hold.
    Broken {
        /// At which row.
        row: u64,
        /// How.
        how: BrokenHow,
    },
    /// The hub did not answer.
    Failed,
}

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StorageView {
    /// For how long, by why.
    pub retention: Retention,
    /// How many pictures there are, and were.
    pub sums: Storage,
    /// The last holds first, as far as they were fetched.
    pub holds: Vec<LegalHold>,
    /// There are further ones.
    pub more: bool,
    /// People by name, as far as whoever reads may know them.
    pub people: Vec<NameView>,
    /// Whether I may set for how long, and lift holds.
    pub may_destroy: bool,
    /// What a change would destroy, once that was asked.
    pub tried: Option<TriedView>,
}

/// What a change of the policy would destroy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TriedView {
    /// The policy that was asked about.
    pub policy: RetentionPolicy,
    /// What came of it.
    pub told: TriedTold,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TriedTold {
    /// The hub is being asked.
    UnderWay,
    /// It would.
    Would {
        /// What.
        would: WouldDestroy,
    },
    /// It cannot be meant, or the hub did not answer.
    Failed {
        /// Why, in the hub's words; none where it did not answer.
        says: Option<String>,
    },
}

/// Something that is done there and changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "keeps", rename_all = "snake_case")]
pub enum KeepingAct {
    /// Show other entries.
    ShowAudit {
        /// Which.
        filter: AuditFilter,
    },
    /// Fetch older entries.
    MoreAudit,
    /// Write every entry that the filter lets through into a file.
    SaveAudit,
    /// Verify the log from its first row on.
    Verify,
    /// Ask what a policy would destroy.
    TryRetention {
        /// Which.
        policy: RetentionPolicy,
    },
    /// Fetch further holds.
    MoreHolds,
}

/// Something that is to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum KeepingChange {
    /// A program is to send uploads, with a key that is made for it.
    AddSource {
        /// Its name.
        name: String,
    },
    /// A source is to have another key.
    MakeKey {
        /// Which.
        id: PersonId,
        /// For how many hours the one before is taken beside it.
        old_key_lasts_hours: u16,
    },
    /// A source is to send nothing any more, or again.
    SwitchSource {
        /// Which.
        id: PersonId,
        /// Whether it is switched off.
        off: bool,
    },
    /// Pictures are to be kept for other lengths of time.
    SetRetention {
        /// All of it.
        policy: RetentionPolicy,
        /// The revision that this changes.
        revision: u64,
    },
    /// A legal hold is to be lifted.
    LiftHold {
        /// From what.
        from: HeldView,
    },
}

/// What is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "held", rename_all = "snake_case")]
pub enum HeldView {
    /// An upload.
    Upload {
        /// Which.
        id: ItemId,
    },
    /// A case.
    Case {
        /// Which.
        id: CaseId,
    },
}

impl KeepingChange {
    /// What it does, with nothing of whom it is about.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddSource { .. } => "add a source",
            Self::MakeKey { .. } => "make a source another key",
            Self::SwitchSource { .. } => "switch a source",
            Self::SetRetention { .. } => "set for how long pictures are kept",
            Self::LiftHold { .. } => "lift a hold",
        }
    }
}
