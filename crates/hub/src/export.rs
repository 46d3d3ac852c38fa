//! Exports of the ledger, each with its proof: a row of the chain that names what was exported, under a signed
//! checkpoint.

use crate::{audit, keys::HubKeys, proof::NotProven};
use scrim_model::ids::{CaseId, PersonId};
use scrim_store::{Store, StoreError, ledger::Exported};
use scrim_wire::http::ledger::{CaseExport, CaseExposures, ItemExposure};
use sha2::{Digest, Sha256};

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

/// SHA-256 of an export as compact JSON, hex.
fn digest(export: &CaseExposures) -> String {
    let text = serde_json::to_vec(export).unwrap_or_default();
    hex::encode(Sha256::digest(text))
}

/// Whether the chain tells of just this export, no later than its receipt, besides its own being whole.
///
/// # Errors
/// [`NotProven`].
pub async fn is_borne_out(store: &Store, export: &CaseExport) -> Result<(), NotProven> {
    let fact = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap_or_default();
    let sha256 = digest(&export.export);
    let mut seq = 0;
    while seq < export.receipt.seq && sha256 == export.sha256 {
        let rows = store.chain_rows(seq, PAGE).await?;
        let Some(last) = rows.last() else {
            break;
        };
        seq = last.seq;
        let told = |row: &scrim_store::chain::Row| {
            let body = fact(&row.body);
            let names = |name: &str, value: &str| body.get(name).and_then(|found| found.as_str()) == Some(value);
            row.kind == "ledger_exported"
                && row.seq <= export.receipt.seq
                && names("sha256", &sha256)
                && names("case", &export.export.case_id.to_string())
        };
        if rows.iter().any(told) {
            return Ok(());
        }
    }
    Err(NotProven::OtherExport)
}
