//! What earlier versions left is all there after an upgrade, and works.

mod later;
mod rows;

use crate::engines::{self, Engine, past::Past};
use rows::{NOW, OTHER, PERSON, SESSION};
use scrim_model::{ids::SessionId, look_alike::Dice, person::Role, scheme::Scheme};
use scrim_store::{Clock, Store, StoreError, chain::follow, history::Wanted, leases::Taker, upgrade};
use std::{collections::BTreeMap, path::Path, sync::Arc, thread};
use tempfile::TempDir;

/// A version in the middle, for what does not depend on which.
const SOME: usize = 12;

fn clock() -> Clock {
    Arc::new(|| NOW)
}

fn open(engine: &Engine, folder: &Path) -> Result<Store, StoreError> {
    (engine.open)(folder, clock())
}

/// A database as a version left it.
fn left(engine: &Engine, schema: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let past = engine.past;
    let rows = rows::fitting(past, past.steps_to(schema));
    past.leave(engine.run, folder.path(), schema, &rows);
    folder
}

/// The columns of every table.
fn columns(past: &Past, folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut columns = BTreeMap::<String, Vec<String>>::new();
    for column in (past.ask)(folder, past.columns) {
        let (table, column) = column.split_once('.').expect("a table and a column");
        columns.entry(table.to_owned()).or_default().push(column.to_owned());
    }
    columns
}

/// Every row, told by these columns under the names that they have now.
fn told(
    past: &Past,
    folder: &Path,
    columns: &BTreeMap<String, Vec<String>>,
    named: impl Fn(&str, &str) -> String,
) -> BTreeMap<String, Vec<String>> {
    let tell = |(table, columns): (&String, &Vec<String>)| {
        let told: Vec<String> = columns
            .iter()
            .map(|column| (past.told)(&named(table, column)))
            .collect();
        let mut rows = (past.ask)(folder, &format!("SELECT {} FROM {table}", told.join(" || ' ' || ")));
        rows.sort();
        (table.clone(), rows)
    };
    columns.iter().map(tell).collect()
}

fn as_it_was(_table: &str, column: &str) -> String {
    column.to_owned()
}

fn as_it_is(table: &str, column: &str) -> String {
    match (table, column) {
        ("entry_digest", "sha256") => "digest".to_owned(),
        _ => column.to_owned(),
    }
}

/// How everything is defined in a database that was never another.
fn definitions_of_today(engine: &Engine) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = open(engine, folder.path()).expect("a new database");
    assert_eq!(store.upgraded(), None, "nothing was there to be upgraded");
    assert_eq!(
        upgrade::copies(folder.path()).expect("read"),
        Vec::<std::path::PathBuf>::new()
    );
    drop(store);
    (engine.past.ask)(folder.path(), engine.past.definitions)
}

/// Whoever worked goes on, and whoever decided is told of it.
async fn goes_on(store: &Store, version: &str) {
    let found = store.soundness().await.expect("looked through");
    assert_eq!(found.faults, [], "{version}");
    let chain = store.chain_rows(0, 100).await.expect("the chain");
    assert_eq!(chain.len(), 2, "{version}");
    assert_eq!(follow(chain).map(|head| head.seq), Ok(2), "{version}");
    let own = store.history(PERSON, Wanted::default(), (None, 10), NOW).await;
    assert_eq!(own.expect("their verdicts").len(), 1, "{version}");
    let looks = store.exposures(PERSON, None, 10).await.expect("their looks");
    assert_eq!(looks.len(), 1, "{version}");
    let kept = store.ledger(PERSON, None, 10).await.expect("the ledger");
    let written: Vec<_> = kept.iter().map(|row| (row.pair, row.session)).collect();
    assert_eq!(
        written,
        [(None, None)],
        "{version}: nobody knows of it what was not written"
    );
    let other = Taker {
        person: OTHER,
        session: SessionId(SESSION),
        role: Role::Moderator,
        may_settle: false,
        dice: Dice::NEVER,
    };
    let taken = store.take_leases(other, None, vec![[7; 32]]).await;
    assert_eq!(taken.expect("a case").len(), 1, "{version}");
}

async fn every_row_is_there(engine: &Engine, schema: usize, today: &[String]) {
    let (past, version) = (engine.past, format!("{} {schema}", engine.name));
    let folder = left(engine, schema);
    let known = columns(past, folder.path());
    let before = told(past, folder.path(), &known, as_it_was);
    let store = open(engine, folder.path()).expect(&version);
    let upgraded = store.upgraded().expect("an upgrade");
    let numbers = (usize::try_from(upgraded.from), usize::try_from(upgraded.to));
    assert_eq!(numbers, (Ok(schema), Ok(past.steps.len())));
    let after = told(past, folder.path(), &known, as_it_is);
    for (table, rows) in &before {
        let now = after.get(table).expect("a table of before");
        let lost: Vec<_> = rows.iter().filter(|row| !now.contains(row)).collect();
        assert!(lost.is_empty(), "{version} lost of {table}: {lost:?}");
        // What the versions are counted in has more rows, and nothing else has.
        assert!(table == "migration" || rows.len() == now.len(), "{version}: {table}");
    }
    assert_eq!((past.ask)(folder.path(), past.definitions), today, "{version}");
    assert_eq!(
        (past.ask)(folder.path(), past.astray),
        Vec::<String>::new(),
        "{version}"
    );
    if let Some(kept) = &upgraded.kept {
        let back = tempfile::tempdir().expect("a temporary folder");
        std::fs::copy(kept, back.path().join("scrim.db")).expect("copied");
        assert_eq!(
            told(past, back.path(), &known, as_it_was),
            before,
            "{version}: the copy"
        );
    }
    let classes = store.scheme().await.expect("the classes");
    // The step that kept them found one in a verdict; from then on they are rows of their own.
    let kept = past
        .steps_to(schema)
        .iter()
        .any(|step| step.contains("CREATE TABLE given_class"));
    let given = if kept { "own-7" } else { "B2" };
    assert_eq!(classes.given.into_iter().collect::<Vec<_>>(), [given], "{version}");
    assert_eq!((classes.scheme, classes.revision), (Scheme::default(), 0), "{version}");
    goes_on(&store, &version).await;
}

#[tokio::test]
async fn of_every_version_there_was_every_row_is_there_after_the_upgrade_and_work_goes_on() {
    for engine in engines::all() {
        let today = definitions_of_today(engine);
        for schema in 1..engine.past.steps.len() {
            every_row_is_there(engine, schema, &today).await;
        }
    }
}

#[tokio::test]
async fn there_are_rows_of_every_table_and_what_is_up_to_date_is_not_copied() {
    for engine in engines::all() {
        let past = engine.past;
        let folder = left(engine, past.steps.len());
        let known = columns(past, folder.path());
        let store = open(engine, folder.path()).expect("this version's");
        assert_eq!(store.upgraded(), None);
        assert!(upgrade::copies(folder.path()).expect("read").is_empty());
        for (table, rows) in told(past, folder.path(), &known, as_it_was) {
            assert!(
                !rows.is_empty(),
                "{}: `upgrades/rows.rs` has no row of {table}",
                engine.name
            );
        }
        goes_on(&store, engine.name).await;
    }
}

#[tokio::test]
async fn an_upgrade_that_breaks_off_changes_nothing_and_the_next_start_finishes_it() {
    for engine in engines::all() {
        let past = engine.past;
        let folder = left(engine, SOME);
        // One of the last steps makes a table of that name.
        assert!((engine.run)(folder.path(), "CREATE TABLE queue_week (in_the_way TEXT)"));
        let known = columns(past, folder.path());
        let before = (
            told(past, folder.path(), &known, as_it_was),
            (past.ask)(folder.path(), past.definitions),
        );
        let refused = open(engine, folder.path()).err();
        assert!(matches!(refused, Some(StoreError::Engine(_))), "{refused:?}");
        let after = (
            told(past, folder.path(), &known, as_it_was),
            (past.ask)(folder.path(), past.definitions),
        );
        assert_eq!(after, before, "{}", engine.name);
        let copies = upgrade::copies(folder.path()).expect("read");
        assert_eq!(copies.len(), usize::from(past.is_kept), "{}", engine.name);
        assert!((engine.run)(folder.path(), "DROP TABLE queue_week"));
        let store = open(engine, folder.path()).expect("the next start");
        let upgraded = store.upgraded().expect("an upgrade");
        assert_eq!(usize::try_from(upgraded.from), Ok(SOME));
        assert_eq!(upgrade::copies(folder.path()).expect("read"), copies, "one copy");
        goes_on(&store, engine.name).await;
    }
}

#[tokio::test]
async fn hubs_that_start_at_once_on_an_earlier_version_upgrade_it_once() {
    for engine in engines::all() {
        let folder = left(engine, SOME);
        let stores: Vec<Store> = thread::scope(|scope| {
            let starting: Vec<_> = (0..4).map(|_hub| scope.spawn(|| open(engine, folder.path()))).collect();
            let started = starting.into_iter().map(|hub| hub.join().expect("it starts"));
            started.collect::<Result<_, _>>().expect("all of them start")
        });
        let upgraded = stores.iter().filter(|store| store.upgraded().is_some()).count();
        assert_eq!(upgraded, 1, "{}", engine.name);
        goes_on(&stores[3], engine.name).await;
    }
}

#[tokio::test]
async fn a_database_from_the_future_is_refused_with_what_to_do_and_stays_as_it_is() {
    for engine in engines::all() {
        let past = engine.past;
        let folder = left(engine, past.steps.len());
        assert!((engine.run)(folder.path(), past.from_the_future));
        let before = (past.ask)(folder.path(), past.definitions);
        let refused = open(engine, folder.path()).err().expect("it is refused");
        assert!(matches!(refused, StoreError::TooNew { found: 99, .. }), "{refused:?}");
        let says = refused.to_string();
        assert!(
            says.contains("schema 99") && says.contains("use the newer program"),
            "{says}"
        );
        assert_eq!((past.ask)(folder.path(), past.definitions), before);
        assert!(upgrade::copies(folder.path()).expect("read").is_empty());
    }
}
