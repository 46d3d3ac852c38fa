//! A report, proposed, put together and handed over: what was decided, what the ledger bears out, what somebody authorised
//! confirmed, and a row of the chain that names it. The platform files it.

use crate::{
    audit,
    export::{self, Told},
    keys::HubKeys,
    proof::NotProven,
};
use scrim_model::{
    ids::{CaseId, PersonId},
    report::{NotReported, Said, report, urgency},
    time::Time,
};
use scrim_store::{
    Store, StoreError,
    items::Digests,
    ledger::Exported,
    reports::{self, NotReportable, ReportedItem},
};
use scrim_upstream::cybertip::{File, Incident, file_details, report as incident_xml};
use scrim_wire::http::reports::{
    CaseReport, ConfirmReport, FileHashes, HandedOver, ProposedFile, ReportProposal, ReportedFile,
};

/// What the time of an incident is: the platform knows a better one, and then writes that.
const AT_WHAT: &str = "when the platform sent the first of these files for review";

/// The row of the chain that tells of one.
const ROW: &str = "report_handed_over";

/// Why no report is handed over.
#[derive(Debug, thiserror::Error)]
pub enum NotHandedOver {
    /// The case.
    #[error(transparent)]
    Case(#[from] NotReportable),
    /// What is confirmed of it.
    #[error(transparent)]
    Confirmed(#[from] NotReported),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a report of a case would be about. It tells how clearly each upload was seen, so the chain has that it was told,
/// as it has every export of a case, before anybody reads it.
///
/// # Errors
/// [`NotReportable`].
pub async fn propose(
    store: &Store,
    (case, by): (CaseId, Option<PersonId>),
    now: Time,
) -> Result<ReportProposal, NotReportable> {
    let reportable = store.reportable(case, now).await?;
    let files = reportable.items.into_iter().map(|item| ProposedFile {
        item_id: item.item,
        reference: item.reference,
        received_at: item.received_at,
        facts: item.facts,
        proposes_viewed: item.facts.viewed.proposes(),
    });
    let proposal = ReportProposal {
        case_id: case,
        files: files.collect(),
    };
    let noted = Exported {
        case: Some(case),
        person: None,
        by,
        sha256: export::digest(&proposal),
    };
    store.note_export(noted).await?;
    Ok(proposal)
}

/// Puts a report together and hands it over, with the proof.
///
/// # Errors
/// [`NotHandedOver`].
pub async fn hand_over(
    store: &Store,
    keys: &HubKeys,
    (case, by): (CaseId, Option<PersonId>),
    confirmed: ConfirmReport,
    now: Time,
) -> Result<HandedOver, NotHandedOver> {
    let urgent = confirmed.urgent.filter(|words| !words.trim().is_empty());
    urgency(urgent.as_deref().unwrap_or_default())?;
    let reportable = store.reportable(case, now).await?;
    let facts = reportable.items.iter().map(|item| (item.item, item.facts)).collect();
    let scheme = store.classes().await?;
    let mut said = report((&reportable.verdict, &scheme), &facts, &confirmed.files)?;
    let first = reportable.items.iter().map(|item| item.received_at).min();
    let incident = Incident {
        incident: confirmed.incident_type,
        urgent: urgent.clone(),
        at: first.unwrap_or(now),
        at_what: AT_WHAT,
    };
    let files = reportable.items.into_iter().filter_map(|item| {
        let said = said.remove(&item.item)?;
        Some(file(item, said))
    });
    let report = CaseReport {
        case_id: case,
        incident_type: confirmed.incident_type,
        urgent,
        incident_at: incident.at,
        xml: incident_xml(&incident),
        files: files.collect(),
    };
    let sha256 = export::digest(&report);
    let noted = reports::HandedOver {
        case,
        verdict: reportable.of,
        by,
        sha256: sha256.clone(),
    };
    store.note_report(noted).await?;
    let receipt = audit::checkpoint(store, keys).await?;
    Ok(HandedOver {
        report,
        sha256,
        receipt,
    })
}

fn file(item: ReportedItem, said: Said) -> ReportedFile {
    let hashes = hex_of(&item.digests);
    let xml = file_details(&File {
        name: item.reference.clone(),
        viewed: said.viewed,
        annotations: said.annotations.clone(),
        class: said.class,
        hashes: vec![
            ("MD5", hashes.md5.clone()),
            ("SHA1", hashes.sha1.clone()),
            ("SHA256", hashes.sha256.clone()),
        ],
    });
    ReportedFile {
        item_id: item.item,
        reference: item.reference,
        received_at: item.received_at,
        bytes: item.bytes,
        hashes,
        viewed: said.viewed,
        facts: item.facts,
        classification: said.class,
        annotations: said.annotations,
        removed_at: item.removed_at,
        xml,
    }
}

fn hex_of(digests: &Digests) -> FileHashes {
    FileHashes {
        md5: hex::encode(digests.md5),
        sha1: hex::encode(digests.sha1),
        sha256: hex::encode(digests.sha256),
    }
}

/// Whether the chain tells of just this report, no later than its receipt, besides its own being whole.
///
/// # Errors
/// [`NotProven`].
pub async fn is_borne_out(store: &Store, handed: &HandedOver) -> Result<(), NotProven> {
    let sha256 = export::digest(&handed.report);
    if sha256 != handed.sha256 {
        return Err(NotProven::OtherExport);
    }
    let case = handed.report.case_id.to_string();
    let told = Told {
        kind: ROW,
        of: Some(("case", &case)),
        sha256: &sha256,
    };
    export::is_told(store, told, handed.receipt.seq).await
}
