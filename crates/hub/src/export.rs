//! Exports of the ledger, each with its proof: a row of the chain that names what was exported, under a signed
//! checkpoint.

use crate::{api::exposure_row, audit, clock, keys::HubKeys, proof::NotProven};
use scrim_model::ids::{CaseId, GrantId, PersonId};
use scrim_store::{
    Store, StoreError,
    ledger::{Exported, LedgerRow},
};
use scrim_wire::http::{
    ledger::{CaseExport, CaseExposures, ItemExposure},
    record::{OwnFacts, PersonExport, PersonRecord},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The row of the chain that tells of an export of a case.
const ROW: &str = "ledger_exported";

/// The row that tells of what somebody took of their own record, and neither who nor what.
const TAKEN: &str = "record_taken";

/// Rows read at once.
const PAGE: u32 = 5_000;

/// Which part of somebody's looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Only those before this one; the newest where none is named.
    pub before: Option<GrantId>,
    /// How many at most.
    pub most: u32,
}

/// What a row of the chain has to say of an export.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    /// Of which kind it is.
    pub(crate) kind: &'a str,
    /// Whom or what it is about, by the name that this has in it.
    pub(crate) of: Option<(&'a str, &'a str)>,
    /// What was exported.
    pub(crate) sha256: &'a str,
}

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
    let case = export.export.case_id.to_string();
    let told = Told {
        kind: ROW,
        of: Some(("case", &case)),
        sha256: &sha256,
    };
    is_told(store, told, export.receipt.seq).await
}

/// A part of somebody's own record, for themselves: the first has everything that is no look.
///
/// # Errors
/// [`StoreError`].
pub async fn own(store: &Store, keys: &HubKeys, person: PersonId, part: Part) -> Result<PersonExport, StoreError> {
    let standing = store.standing(person).await?;
    let facts = if part.before.is_none() {
        let kept = store.own_facts(person).await?;
        Some(OwnFacts {
            wellness: standing.effective,
            hours: kept.hours,
            opt_outs: kept.opt_outs,
            reviewed: kept.reviewed,
            breaks: kept.breaks,
        })
    } else {
        None
    };
    let rows = store.ledger(person, part.before, part.most).await?;
    let export = PersonRecord {
        person_id: person,
        at: standing.now,
        own: facts,
        rows: rows.iter().map(exposure_row).collect(),
    };
    let sha256 = digest(&export);
    store.note_taken(sha256.clone()).await?;
    with_receipt(store, keys, export, sha256).await
}

/// Looks of a record that was opened, and nothing else of it.
///
/// # Errors
/// [`StoreError`].
pub async fn opened(
    store: &Store,
    keys: &HubKeys,
    (person, by): (PersonId, Option<PersonId>),
    rows: &[LedgerRow],
) -> Result<PersonExport, StoreError> {
    let export = PersonRecord {
        person_id: person,
        at: clock::now(),
        own: None,
        rows: rows.iter().map(exposure_row).collect(),
    };
    let sha256 = digest(&export);
    let noted = Exported {
        case: None,
        person: Some(person),
        by,
        sha256: sha256.clone(),
    };
    store.note_export(noted).await?;
    with_receipt(store, keys, export, sha256).await
}

/// What the chain tells of now, with the hub's word for it.
async fn with_receipt(
    store: &Store,
    keys: &HubKeys,
    export: PersonRecord,
    sha256: String,
) -> Result<PersonExport, StoreError> {
    let receipt = audit::checkpoint(store, keys).await?;
    Ok(PersonExport {
        export,
        sha256,
        receipt,
    })
}

/// Whether the chain tells of just this export of a person, whoever took it, no later than its receipt.
///
/// # Errors
/// [`NotProven`].
pub async fn is_of_a_person(store: &Store, export: &PersonExport) -> Result<(), NotProven> {
    let sha256 = digest(&export.export);
    if sha256 != export.sha256 {
        return Err(NotProven::OtherExport);
    }
    let person = export.export.person_id.to_string();
    let last = export.receipt.seq;
    let by_others = Told {
        kind: ROW,
        of: Some(("person", &person)),
        sha256: &sha256,
    };
    let by_themselves = Told {
        kind: TAKEN,
        of: None,
        sha256: &sha256,
    };
    match is_told(store, by_themselves, last).await {
        Err(NotProven::OtherExport) => is_told(store, by_others, last).await,
        other => other,
    }
}

/// Whether a row up to `last` says this.
pub(crate) async fn is_told(store: &Store, told: Told<'_>, last: u64) -> Result<(), NotProven> {
    let tells = |row: &scrim_store::chain::Row| {
        let body: serde_json::Value = serde_json::from_str(&row.body).unwrap_or_default();
        let names = |name: &str, value: &str| body.get(name).and_then(|found| found.as_str()) == Some(value);
        row.kind == told.kind
            && row.seq <= last
            && names("sha256", told.sha256)
            && told.of.is_none_or(|(name, value)| names(name, value))
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
