//! What the audit tells of the hub's log: which kinds of entries there are, who did what, and what nobody is told.
//!
//! The log holds more than that. Looks are a person's own record and are never told here; who worked on a case is told
//! of that one case, so that no pace can be read off; and whoever reviews is not told of the work of others, since a
//! second look is blind. Knows nothing of hashes and signatures: whether the log holds is another question.

mod kind;

pub use kind::{DoneBy, EntryKind, NEVER_TOLD};

use crate::{
    ids::{BankId, CaseId, DestinationId, EntryId, ItemId, MatcherId, PersonId, QueueId, TeamId},
    person::Role,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// How far behind its neighbours an entry's time may be: hubs that share a database write beside each other, and none
/// takes longer than a request may.
pub const UNORDERED: Span = Span::minutes(2);

/// Who reads, and how much they asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// They review cases.
    pub reviews: bool,
    /// They ask of one case alone.
    pub of_one_case: bool,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Actor {
    /// Somebody, or a source.
    Person {
        /// Who.
        id: PersonId,
    },
    /// The hub by itself, or somebody at its machine.
    Hub,
    /// Somebody: where they worked on a case, it is told where that case alone is asked for; of some entries the log
    /// does not say who.
    NotTold,
}

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum About {
    /// Somebody, or a source.
    Person {
        /// Who.
        id: PersonId,
    },
    /// A case.
    Case {
        /// Which.
        id: CaseId,
    },
    /// An upload.
    Upload {
        /// Which.
        id: ItemId,
    },
    /// A queue.
    Queue {
        /// Which.
        id: QueueId,
    },
    /// A list.
    List {
        /// Which.
        id: BankId,
    },
    /// An entry of a list.
    Entry {
        /// Which.
        id: EntryId,
    },
    /// A matcher.
    Matcher {
        /// Which.
        id: MatcherId,
    },
    /// A destination.
    Destination {
        /// Which.
        id: DestinationId,
    },
    /// A team.
    Team {
        /// Which.
        id: TeamId,
    },
    /// A role, of somebody or in itself.
    Role {
        /// Which.
        role: Role,
    },
    /// A group of the identity provider.
    Group {
        /// Its name there.
        name: String,
    },
}

/// One entry of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Entry {
    /// Its number in the log.
    pub seq: u64,
    /// When.
    pub at: Time,
    /// What.
    pub kind: EntryKind,
    /// Who did it.
    pub by: Actor,
    /// What it was done to.
    pub about: Vec<About>,
    /// Whether whom it is about is switched off since; none where it tells nothing of that.
    pub off: Option<bool>,
}
