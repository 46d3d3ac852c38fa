//! What is handed over for a report to a hotline. The platform files it.

use crate::http::audit::Receipt;
use scrim_model::{
    ids::{CaseId, ItemId},
    report::{Annotation, Confirmed, IncidentType},
    scheme::IndustryClass,
    time::Time,
    viewed::Facts,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// `POST /v1/cases/{id}/report`: what somebody authorised confirms. `POST /v1/cases/{id}/report/proposal` says of which
/// uploads, and proposes `viewed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmReport {
    /// What happened.
    #[serde(default)]
    pub incident_type: IncidentType,
    /// Why the report is to be read first, at most 3,000 characters; none where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<String>,
    /// Each upload of the case that the decision means, once.
    pub files: Vec<Confirmed>,
}

/// `200` of `POST /v1/cases/{id}/report/proposal`: what a report would be about, for somebody authorised to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportProposal {
    /// Which case.
    pub case_id: CaseId,
    /// Each upload of the case that the decision means, oldest first: the report has to say something of all of them.
    pub files: Vec<ProposedFile>,
}

/// One upload that a report would be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedFile {
    /// Which upload.
    pub item_id: ItemId,
    /// The platform's own id of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// What the ledger bears out.
    pub facts: Facts,
    /// Whether the report would say that the file was viewed. Where it would not, it cannot be made to.
    pub proposes_viewed: bool,
}

/// What a report says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseReport {
    /// Which case.
    pub case_id: CaseId,
    /// What happened.
    pub incident_type: IncidentType,
    /// Why it is to be read first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<String>,
    /// When the platform sent the first of the files.
    pub incident_at: Time,
    /// `<report>` in the order of NCMEC's schema. `<reporter>` and `<personOrUserReported>`, which the hub knows nothing
    /// of, are the platform's to add at its end.
    pub xml: String,
    /// The files, oldest first.
    pub files: Vec<ReportedFile>,
}

/// What a report says of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportedFile {
    /// Which upload.
    pub item_id: ItemId,
    /// The platform's own id of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// How many bytes it had.
    pub bytes: u64,
    /// Digests of the bytes as they came in.
    pub hashes: FileHashes,
    /// Whether the whole file was viewed by a person, as somebody authorised confirmed.
    pub viewed: bool,
    /// What the ledger bears out.
    pub facts: Facts,
    /// The industry's class that the verdict's stands for, where it gave one that stands for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<IndustryClass>,
    /// What is beside the class.
    pub annotations: BTreeSet<Annotation>,
    /// When the platform took it down, by its own clock; none where it has not said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Time>,
    /// `<fileDetails>` in the order of NCMEC's schema. `<reportId>` and `<fileId>`, which the platform is given when it
    /// uploads the file, come first.
    pub xml: String,
}

/// Digests of a file, hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileHashes {
    /// MD5.
    pub md5: String,
    /// SHA-1.
    pub sha1: String,
    /// SHA-256.
    pub sha256: String,
}

/// `200` of `POST /v1/cases/{id}/report`: a report, and the proof of it. `scrim-hub audit verify --against` takes it as a
/// file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// What is handed over.
    pub report: CaseReport,
    /// SHA-256 of it as compact JSON, hex. A row of the log before the receipt's names it.
    pub sha256: String,
    /// How far the log had come, signed: at least as far as that row.
    pub receipt: Receipt,
}
