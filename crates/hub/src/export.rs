//! Exports of the ledger, each with its proof: a row of the chain that names what was exported, under a signed
//! checkpoint.

use crate::{audit, keys::HubKeys, proof::NotProven};
use scrim_model::ids::{CaseId, PersonId};
use scrim_store::{Store, StoreError, ledger::Exported};
use scrim_wire::http::ledger::{CaseExport, CaseExposures, ItemExposure};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The row of the chain that tells of an export of a case.
const ROW: &str = "ledger_exported";

/// Rows read at once.
const PAGE: u32 = 5_000;

/// How clearly a case was seen, with the proof; nothing where there is no such case.
///
/// # Errors
/// [`StoreError`].
pub async fn case(
    store: &Store,
    keys: &HubKeys,
    case: CaseId,
    by: Option<PersonId>,
) -> Result<Option<CaseExport>, StoreError> {
    let Some(items) = store.case_facts(case).await? else {
        return Ok(None);
    };
    let removals = store.removals_of(case).await?;
    let removed_at = |item| {
        removals
            .iter()
            .find(|known| known.item == item)
            .map(|known| known.removed_at)
    };
    let items = items.into_iter().map(|found| ItemExposure {
        item_id: found.item,
        facts: found.facts,
        proposes_viewed: found.facts.viewed.proposes(),
        removed_at: removed_at(found.item),
    });
    let export = CaseExposures {
        case_id: case,
        items: items.collect(),
    };
    let sha256 = digest(&export);
    let noted = Exported {
        case: Some(case),
        person: None,
        by,
        sha256: sha256.clone(),
    };
    store.note_export(noted).await?;
    let receipt = audit::checkpoint(store, keys).await?;
    Ok(Some(CaseExport {
        export,
        sha256,
        receipt,
    }))
}

/// SHA-256 of what is exported as compact JSON, hex.
pub(crate) fn digest<T: Serialize>(export: &T) -> String {
    let text = serde_json::to_vec(export).unwrap_or_default();
    hex::encode(Sha256::digest(text))
}

/// Whether the chain tells of just this export, no later than its receipt, besides its own being whole.
///
/// # Errors
/// [`NotProven`].
pub async fn is_borne_out(store: &Store, export: &CaseExport) -> Result<(), NotProven> {
    let sha256 = digest(&export.export);
    if sha256 != export.sha256 {
        return Err(NotProven::OtherExport);
    }
    is_told(store, ROW, (export.export.case_id, &sha256), export.receipt.seq).await
}

/// Whether a row of this kind, up to `last`, names a case and what was exported of it.
pub(crate) async fn is_told(
    store: &Store,
    kind: &str,
    (case, sha256): (CaseId, &str),
    last: u64,
) -> Result<(), NotProven> {
    let case = case.to_string();
    let tells = |row: &scrim_store::chain::Row| {
        let body: serde_json::Value = serde_json::from_str(&row.body).unwrap_or_default();
        let names = |name: &str, value: &str| body.get(name).and_then(|found| found.as_str()) == Some(value);
        row.kind == kind && row.seq <= last && names("sha256", sha256) && names("case", &case)
    };
    let mut seq = 0;
    while seq < last {
        let rows = store.chain_rows(seq, PAGE).await?;
        let Some(end) = rows.last() else {
            break;
        };
        seq = end.seq;
        if rows.iter().any(tells) {
            return Ok(());
        }
    }
    Err(NotProven::OtherExport)
}
