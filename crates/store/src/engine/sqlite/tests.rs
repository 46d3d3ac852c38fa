//! What the writer does when a unit of work, a commit or a begin fails. Knows no rules.

use super::*;
use crate::{Store, engine::Alone};
use std::sync::mpsc::channel;
use tokio::task::JoinHandle;

type Done = JoinHandle<Result<u32, StoreError>>;

fn open() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path(), Arc::new(|| Time(1_000))).expect("opens");
    (folder, store)
}

fn unit(store: &Store, work: impl Fn(&Tx<'_>) -> Result<u32, StoreError> + Send + 'static) -> Done {
    let store = store.clone();
    tokio::spawn(async move { store.write(Alone::not(), work).await })
}

fn queue(tx: &Tx<'_>, name: &str) -> Result<u32, StoreError> {
    let id = tx.fresh_id()?;
    tx.db
        .execute("INSERT INTO queue (id, name) VALUES (?1, ?2)", (id, name))?;
    Ok(1)
}

async fn names(store: &Store) -> Vec<String> {
    let read = store.read(|db| {
        let mut sql = db.prepare_cached("SELECT name FROM queue ORDER BY name")?;
        let rows = sql.query_map((), |row| row.get(0))?;
        Ok::<_, StoreError>(rows.collect::<Result<Vec<String>, _>>()?)
    });
    read.await.expect("reads")
}

/// Runs `middle` in one group between two sound units, and answers what the three were told.
async fn grouped(
    store: &Store,
    middle: impl Fn(&Tx<'_>) -> Result<u32, StoreError> + Send + 'static,
) -> [Result<u32, StoreError>; 3] {
    let (started, has_started) = channel();
    let (go, going) = channel::<()>();
    let first = unit(store, move |tx| {
        started.send(()).expect("the test waits");
        going.recv().expect("the test says when");
        queue(tx, "first")
    });
    tokio::task::spawn_blocking(move || has_started.recv())
        .await
        .expect("joins")
        .expect("the writer runs");
    let middle = unit(store, middle);
    tokio::task::yield_now().await;
    let last = unit(store, |tx| queue(tx, "last"));
    tokio::task::yield_now().await;
    go.send(()).expect("the writer waits");
    [
        first.await.expect("joins"),
        middle.await.expect("joins"),
        last.await.expect("joins"),
    ]
}

/// Everybody in a group is told that nothing of it was written, and nothing was.
async fn nothing_is_written(store: &Store, told: [Result<u32, StoreError>; 3]) {
    for answer in told {
        assert!(matches!(answer, Err(StoreError::NotWritten(_))), "{answer:?}");
    }
    assert!(names(store).await.is_empty());
}

#[tokio::test]
async fn a_refused_unit_never_touches_its_neighbours() {
    let (_folder, store) = open();
    let told = grouped(&store, |tx| {
        queue(tx, "refused")?;
        Err(StoreError::NoEntropy)
    });
    let [first, refused, last] = told.await;
    assert!(first.is_ok() && last.is_ok());
    assert!(matches!(refused, Err(StoreError::NoEntropy)));
    assert_eq!(names(&store).await, ["first", "last"]);
}

#[tokio::test]
async fn a_unit_that_panics_is_taken_back_and_the_writer_goes_on() {
    let (_folder, store) = open();
    let told = grouped(&store, |tx| {
        queue(tx, "panicked")?;
        panic!("on purpose, in a test")
    });
    let [first, panicked, last] = told.await;
    assert!(first.is_ok() && last.is_ok());
    assert!(matches!(panicked, Err(StoreError::BrokeOff)));
    assert_eq!(names(&store).await, ["first", "last"]);
    assert!(unit(&store, |tx| queue(tx, "later")).await.expect("joins").is_ok());
}

#[tokio::test]
async fn nobody_in_a_group_is_told_ok_when_its_commit_fails() {
    let (_folder, store) = open();
    let told = grouped(&store, |tx| {
        tx.db.execute_batch(
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO bank (id, name, harm, trust, queue) VALUES (x'01', 'B', 'csam', 'other', x'02');",
        )?;
        Ok(1)
    });
    nothing_is_written(&store, told.await).await;
    assert!(unit(&store, |tx| queue(tx, "later")).await.expect("joins").is_ok());
}

#[tokio::test]
async fn a_transaction_that_ended_by_itself_is_told_to_the_whole_group() {
    let (_folder, store) = open();
    let told = grouped(&store, |tx| {
        tx.db.execute_batch("ROLLBACK")?;
        Ok(1)
    });
    nothing_is_written(&store, told.await).await;
    assert!(unit(&store, |tx| queue(tx, "later")).await.expect("joins").is_ok());
}

#[tokio::test]
async fn a_refusal_that_cannot_be_taken_back_commits_nothing() {
    let (_folder, store) = open();
    let told = grouped(&store, |tx| {
        queue(tx, "half")?;
        tx.db.execute_batch("RELEASE unit")?;
        Err(StoreError::NoEntropy)
    });
    nothing_is_written(&store, told.await).await;
}

#[tokio::test]
async fn a_transaction_that_does_not_begin_is_answered_and_not_waited_for() {
    let (folder, store) = open();
    let raw = Connection::open(folder.path().join("scrim.db")).expect("opens");
    raw.execute_batch("ALTER TABLE hub RENAME TO gone").expect("renamed");
    let refused = unit(&store, |tx| queue(tx, "one")).await.expect("joins");
    assert!(matches!(refused, Err(StoreError::NotWritten(_))));
    raw.execute_batch("ALTER TABLE gone RENAME TO hub")
        .expect("renamed back");
    assert!(unit(&store, |tx| queue(tx, "two")).await.expect("joins").is_ok());
}

#[test]
fn a_database_that_cannot_be_written_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Whoever runs the tests may write anywhere: it is no file instead.
    std::fs::create_dir(folder.path().join("scrim.db")).expect("in the way");
    let refused = Store::open(folder.path(), Arc::new(|| Time(1_000))).err();
    assert!(matches!(refused, Some(StoreError::NotWritable(_))), "{refused:?}");
}
