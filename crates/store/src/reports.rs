//! What a report to a hotline needs of a decided case. Who uploaded it, and from where, only the platform knows.

use crate::{
    Store,
    engine::{Alone, CaseOf},
    error::StoreError,
    items::Digests,
    sql,
};
use scrim_model::{
    ids::{CaseId, ItemId, PersonId, VerdictId},
    time::Time,
    verdict::Verdict,
    viewed::Facts,
};

/// A case that can be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reportable {
    /// The verdict that decided it.
    pub of: VerdictId,
    /// What was decided.
    pub verdict: Verdict,
    /// The uploads that the verdict means for abuse material, oldest first; at least one.
    pub items: Vec<ReportedItem>,
}

/// An upload of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedItem {
    /// Which.
    pub item: ItemId,
    /// The platform's own id of it.
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// How many bytes it had.
    pub bytes: u64,
    /// Digests of these.
    pub digests: Digests,
    /// How clearly it was seen.
    pub facts: Facts,
    /// When its platform took it down, where that was told.
    pub removed_at: Option<Time>,
}

/// A report that the chain tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// Of which case.
    pub case: CaseId,
    /// The verdict that it rests on.
    pub verdict: VerdictId,
    /// Who confirmed it; none where that was at the machine itself.
    pub by: Option<PersonId>,
    /// SHA-256 of it, hex.
    pub sha256: String,
}

/// Why a case cannot be reported.
#[derive(Debug, thiserror::Error)]
pub enum NotReportable {
    /// There is no such case.
    #[error("there is no such case")]
    NoSuch,
    /// Nobody has decided, or the decision was reversed.
    #[error("the case is not decided: a report is about what was confirmed")]
    NotDecided,
    /// The decision can still be taken back.
    #[error("the decision can be taken back until {}: ask again after that", .until.0)]
    InGrace {
        /// Until then, in milliseconds since 1970.
        until: Time,
    },
    /// What was decided is no report's business.
    #[error("nothing of this case was confirmed as child sexual abuse material: there is nothing to report")]
    NothingToReport,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What a report needs of a case. `clock` says whether the decision can still be taken back.
    ///
    /// # Errors
    /// [`NotReportable`].
    pub async fn reportable(&self, case: CaseId, clock: Time) -> Result<Reportable, NotReportable> {
        self.read(move |db| sql::reports::of(db, case, clock)).await
    }

    /// Keeps in the chain that a report was handed over, where what it rests on still stands.
    ///
    /// # Errors
    /// [`NotReportable`].
    pub async fn note_report(&self, report: HandedOver) -> Result<(), NotReportable> {
        let alone = Alone::not().at(CaseOf::Itself(report.case));
        self.write(alone, move |tx| sql::reports::handed_over(tx, &report))
            .await
    }
}
