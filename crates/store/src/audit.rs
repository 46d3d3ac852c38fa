//! What the audit tells of the chain, newest first. A call looks through a stretch of rows and says how far it came, so
//! that it takes no longer on a long log than on a short one.

use crate::{Store, error::StoreError, sql};
use scrim_model::{
    audit::{Entry, EntryKind},
    ids::{CaseId, PersonId},
    time::Time,
};

/// Rows that one call looks through at most.
pub const LOOKED_THROUGH: u64 = 50_000;

/// Which entries are asked for; what is none asks for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Not before.
    pub from: Option<Time>,
    /// Before.
    pub until: Option<Time>,
    /// Of one kind.
    pub kind: Option<EntryKind>,
    /// By somebody, as far as it is told who did it.
    pub actor: Option<PersonId>,
    /// About one case.
    pub case: Option<CaseId>,
}

/// A page of them, and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditPart {
    /// Only rows before this one; from the last on where none is named.
    pub before: Option<u64>,
    /// How many at most.
    pub most: u32,
    /// Whoever reads reviews cases.
    pub reviews: bool,
}

/// Some entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditStretch {
    /// The newest first. There may be none though there are further ones: then the stretch held none.
    pub entries: Vec<Entry>,
    /// Go on with rows before this one; none at the end.
    pub go_on_before: Option<u64>,
}

impl Store {
    /// Entries, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit(&self, filter: AuditFilter, part: AuditPart) -> Result<AuditStretch, StoreError> {
        self.read(move |db| sql::audit::stretch(db, &filter, part)).await
    }
}
