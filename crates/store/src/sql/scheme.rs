//! The classes as a row, and the codes of those that were given.
//!
//! Whoever gives a class keeps the row as it is until the verdict is committed, and whoever changes the row waits for that:
//! so no class is taken out while somebody gives it.

use super::{
    chain,
    columns::{from_json, int, json},
};
use crate::{
    db::Db,
    engine::Tx,
    error::StoreError,
    scheme::{KeptScheme, SchemeRefused},
};
use scrim_model::{
    ids::PersonId,
    scheme::Scheme,
    verdict::{Classification, Verdict},
};
use std::collections::BTreeSet;

pub(crate) fn kept(db: Db<'_>) -> Result<KeptScheme, StoreError> {
    let (revision, scheme) = read(db, "")?;
    Ok(KeptScheme {
        scheme,
        revision,
        given: given(db)?,
    })
}

/// The classes alone.
pub(crate) fn current(db: Db<'_>) -> Result<Scheme, StoreError> {
    Ok(read(db, "")?.1)
}

fn read(db: Db<'_>, how: &str) -> Result<(u64, Scheme), StoreError> {
    let text = format!("SELECT revision, classes FROM scheme {how}");
    let (revision, kept): (u64, Option<String>) = db
        .prepare_cached(&text)?
        .query_row((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let classes = kept.map(|classes| from_json(&classes, "scheme.classes")).transpose()?;
    Ok((
        revision,
        classes.map_or_else(Scheme::default, |classes| Scheme { classes }),
    ))
}

fn given(db: Db<'_>) -> Result<BTreeSet<String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT code FROM given_class")?;
    let rows = sql.query_map((), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn set(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    next: &Scheme,
    revision: u64,
) -> Result<KeptScheme, SchemeRefused> {
    let (held, before) = read(tx.db, tx.db.keep())?;
    if held != revision {
        return Err(SchemeRefused::Stale);
    }
    let given = given(tx.db)?;
    let scheme = before.becomes(next.clone(), &given)?;
    let revision = revision + 1;
    tx.db
        .execute(
            "UPDATE scheme SET revision = ?1, classes = ?2",
            (int(revision), json(&scheme.classes)),
        )
        .map_err(StoreError::from)?;
    // Decisions name codes: what each of them meant at a time, the log says.
    let fact = serde_json::json!({"by": by, "revision": revision, "classes": scheme.classes});
    chain::append(tx, "scheme_set", &fact);
    Ok(KeptScheme {
        scheme,
        revision,
        given,
    })
}

/// What these verdicts' classes are judged by, which stays so until they are committed.
pub(super) fn judging<'a>(db: Db<'_>, verdicts: impl Iterator<Item = &'a Verdict>) -> Result<Scheme, StoreError> {
    if codes(verdicts).is_empty() {
        return Ok(Scheme::default());
    }
    Ok(read(db, db.share())?.1)
}

/// Remembers the classes that were given, in one order, so that no two units wait for each other.
pub(super) fn note<'a>(tx: &Tx<'_>, verdicts: impl Iterator<Item = &'a Verdict>) -> Result<(), StoreError> {
    for code in codes(verdicts) {
        tx.db
            .prepare_cached("INSERT INTO given_class (code) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([code])?;
    }
    Ok(())
}

fn codes<'a>(verdicts: impl Iterator<Item = &'a Verdict>) -> BTreeSet<&'a str> {
    let code = |verdict: &'a Verdict| match &verdict.classification {
        Some(Classification::Of(code)) => Some(code.as_str()),
        Some(Classification::None) | None => None,
    };
    verdicts.filter_map(code).collect()
}
