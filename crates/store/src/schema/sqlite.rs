//! `SQLite`: connecting, and the tables.

pub(crate) use super::before::size;
use super::{before, steps::SQLITE};
use crate::{engine::fresh_id, error::StoreError, upgrade::Upgraded};
use rusqlite::{Connection, Transaction, config::DbConfig};
use scrim_model::{time::Time, wellness::Settings};
use std::{path::Path, time::Duration};

/// The newest version of the tables that is known here.
#[expect(clippy::cast_possible_wrap, reason = "a handful of migrations")]
pub(crate) const KNOWN: i64 = SQLITE.len() as i64;

/// For how long another program's work is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The same while another program upgrades: it copies all of the database first.
const WHILE_IT_COPIES: Duration = Duration::from_mins(10);

/// Opens a connection. WAL with `synchronous = FULL`: an acknowledged verdict survives a power cut. What is deleted is
/// overwritten, since a destroyed picture's key must not stay in the file. A plan does not depend on the values it is
/// given: else many a text would be prepared anew for each of them.
pub(crate) fn connect(file: &Path) -> Result<Connection, StoreError> {
    let db = Connection::open(file)?;
    db.busy_timeout(PATIENCE)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = ON;",
    )?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Brings the tables of the database in `file` up to this version, and answers whether that was an upgrade. What was
/// there is kept first. Of several programs that start at once one upgrades, and the others wait for it.
pub(crate) fn migrate(db: &mut Connection, file: &Path, now: Time) -> Result<Option<Upgraded>, StoreError> {
    db.busy_timeout(WHILE_IT_COPIES)?;
    let done = migrate_all(db, file, now)?;
    db.busy_timeout(PATIENCE)?;
    Ok(done)
}

fn migrate_all(db: &mut Connection, file: &Path, now: Time) -> Result<Option<Upgraded>, StoreError> {
    let known = KNOWN;
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i64 = tx.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    let kept = if 0 < found && found < known {
        Some(before::keep(file, found)?)
    } else {
        None
    };
    let done = bring_up(tx, found, now);
    if let (Some(kept), Err(error)) = (&kept, &done)
        && error.is_no_room()
    {
        // The database is as it was, and who makes room makes it for a copy. The first error is the one to tell.
        let _gone = std::fs::remove_file(kept);
    }
    done?;
    let (from, to) = (found, known);
    Ok(kept.map(|kept| Upgraded {
        from,
        to,
        kept: Some(kept),
    }))
}

/// All steps that are missing, and nothing of them where one fails.
fn bring_up(tx: Transaction<'_>, found: i64, now: Time) -> Result<(), StoreError> {
    for step in SQLITE.iter().skip(usize::try_from(found).unwrap_or_default()) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", KNOWN)?;
    let floor = crate::sql::columns::json(&Settings::DEFAULT);
    let id = fresh_id(now)?;
    tx.execute(
        "INSERT INTO hub (one, id, last_now, floor) VALUES (1, ?1, ?2, ?3) ON CONFLICT DO NOTHING",
        (id, now.0, floor),
    )?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Store,
        history::Wanted,
        sql::{columns::json, frames},
    };
    use scrim_hashing::pdq::PdqHash;
    use scrim_model::{
        case::Stage,
        history::Fate,
        ids::{EntryId, ItemId, PersonId, VerdictId},
        matching::{FrameHash, Perceptual},
        quorum::{Decision, Given},
        rung::Rung,
        verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
    };
    use std::sync::Arc;
    use uuid::Uuid;

    const ITEM: Uuid = Uuid::from_u128(1);
    const NEAR: Uuid = Uuid::from_u128(2);
    const EXACT: Uuid = Uuid::from_u128(3);

    /// A database as the version before frames left it: one upload near one entry and equal to another.
    fn before_frames(file: &Path) {
        let db = connect(file).expect("opens");
        for migration in SQLITE.iter().take(2) {
            db.execute_batch(migration).expect("migrates");
        }
        db.execute_batch("PRAGMA foreign_keys = OFF").expect("off");
        db.execute(
            "INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, pdq, quality, outcome)
             VALUES (?1, ?1, 1, 1, ?2, x'00', x'00', ?2, 90, 'queued')",
            (ITEM, [7_u8; 32]),
        )
        .expect("an upload");
        for (entry, exact) in [(NEAR, false), (EXACT, true)] {
            db.execute(
                "INSERT INTO item_match (item, entry, exact, distance, via_variant, place) VALUES (?1,?2,?3,5,0,0)",
                (ITEM, entry, exact),
            )
            .expect("a match");
        }
        db.execute(
            "INSERT INTO look (id, lease, case_id, item, person, rung, granted_at, until, charged)
             VALUES (?1, ?1, ?1, ?1, ?1, 3, 1, 2, 1)",
            [ITEM],
        )
        .expect("a look at an outline");
        db.pragma_update(None, "user_version", 2).expect("its version");
    }

    #[tokio::test]
    async fn an_upload_from_before_has_no_full_size_no_frames_and_no_mark_on_its_card() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        before_frames(&folder.path().join("scrim.db"));
        let store = Store::open(folder.path(), Arc::new(|| Time(1_000))).expect("it is brought up to this version");
        let read = store.read(move |db| {
            let known = db.query_row("SELECT frames, width_px FROM item", (), |row| {
                Ok((row.get::<Option<u32>>(0)?, row.get::<Option<u32>>(1)?))
            })?;
            let marks: i64 = db.query_row("SELECT count(cell) FROM item_match", (), |row| row.get(0))?;
            Ok::<_, StoreError>((known, marks))
        });
        assert_eq!(read.await.expect("reads"), ((None, None), 0));
    }

    #[tokio::test]
    async fn a_database_from_before_frames_keeps_its_hashes_as_those_of_the_first_frame() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        before_frames(&folder.path().join("scrim.db"));
        let store = Store::open(folder.path(), Arc::new(|| Time(1_000))).expect("it is brought up to this version");
        let (item, hash) = (ItemId(ITEM), PdqHash([7; 32]));
        let perceptual = Perceptual { hash, quality: 90 };
        let read = store.read(move |db| {
            let matched = [NEAR, EXACT].map(|entry| frames::matched(db, item, EntryId(entry)));
            Ok::<_, StoreError>((frames::of(db, item)?, matched.map(|found| found.ok().flatten())))
        });
        let (hashes, matched) = read.await.expect("reads");
        assert_eq!(hashes, [FrameHash { frame: 0, perceptual }]);
        assert_eq!(matched, [Some(perceptual), None]);
        let ledger = store.exposures(PersonId(ITEM), None, 1).await.expect("the ledger");
        let counts: Vec<Rung> = ledger.iter().map(|grant| grant.exposure().rung).collect();
        assert_eq!(counts, [Rung::Grey], "outlines were drawn from the grey picture then");
    }

    fn said(number: u128, matched: MatchAxis) -> Given {
        let id = Uuid::from_u128(number);
        let pair = PairVerdict {
            item: ItemId(ITEM),
            entry: EntryId(NEAR),
            matched,
            listing: Listing::NotAssessed,
        };
        let verdict = Verdict {
            content: Content::NotAssessed,
            classification: None,
            pairs: vec![pair],
        };
        let by = PersonId(id);
        let id = VerdictId(id);
        Given { id, by, verdict }
    }

    /// A database as the version before histories left it: two people disagreed, and a lead settled it.
    fn before_history(file: &Path) {
        let db = connect(file).expect("opens");
        let before = || SQLITE.iter().take_while(|text| !text.contains("overruled"));
        for migration in before() {
            db.execute_batch(migration).expect("migrates");
        }
        db.execute_batch("PRAGMA foreign_keys = OFF").expect("off");
        let against = said(1, MatchAxis::Different);
        let (with, deciding) = (said(2, MatchAxis::SameAltered), said(3, MatchAxis::SameExact));
        for (given, grace_ends) in [(&against, 10), (&with, 20), (&deciding, 30)] {
            let (id, body) = (given.id.0, json(&given.verdict));
            db.execute(
                "INSERT INTO verdict (id, case_id, person, at, body, quorum, as_lead, idempotency_key, request_hash,
                 standing, grace_ends, status)
                 VALUES (?1, ?2, ?1, 1, ?3, '\"Two\"', ?4, 'key', x'00', 'recorded', ?5, 'given')",
                (id, ITEM, body, id == deciding.id.0, grace_ends),
            )
            .expect("a verdict");
        }
        let decision = Decision::Confirmed {
            deciding,
            with: vec![with],
            against: vec![against],
        };
        db.execute(
            "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision)
             VALUES (?1, ?1, ?1, 1, 'decided', 1, 'review', ?2)",
            (ITEM, json(&decision)),
        )
        .expect("a case");
        db.execute("INSERT INTO queue (id, name) VALUES (?1, 'Queue')", [ITEM])
            .expect("a queue");
        let version = i64::try_from(before().count()).expect("a handful");
        db.pragma_update(None, "user_version", version).expect("its version");
    }

    #[tokio::test]
    async fn what_a_lead_had_settled_before_is_told_to_whoever_had_said_otherwise() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        before_history(&folder.path().join("scrim.db"));
        let store = Store::open(folder.path(), Arc::new(|| Time(100))).expect("it is brought up to this version");
        let mut told = Vec::new();
        for number in 1..=3 {
            let person = PersonId(Uuid::from_u128(number));
            let own = store.history(person, Wanted::default(), (None, 10), Time(100)).await;
            told.extend(own.expect("reads").into_iter().map(|own| (own.stage, own.fate)));
        }
        let expected = [
            (Stage::Review, Fate::Overruled),
            (Stage::Review, Fate::Stands),
            (Stage::Settle, Fate::Stands),
        ];
        assert_eq!(told, expected);
    }
}
