//! `SQLite`, in a file of the hub's folder.

use super::Engine;
use rusqlite::Connection;
use scrim_store::Store;
use std::path::Path;

pub(super) const ENGINE: Engine = Engine {
    name: "sqlite",
    open: |folder, clock| Store::open(folder, clock).expect("the store opens"),
    run,
    unprotect: "DROP TRIGGER chain_is_append_only_update; DROP TRIGGER chain_is_append_only_delete;",
    sorts,
    id_of: "unhex(printf('%012x70008%015x', n.n, n.n))",
};

fn sorts(folder: &Path, text: &str, values: usize) -> bool {
    let db = Connection::open(folder.join("scrim.db")).expect("the file opens");
    let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("a text");
    let nothing = rusqlite::params_from_iter(vec![rusqlite::types::Null; values]);
    let steps = plan
        .query_map(nothing, |step| step.get::<_, String>(3))
        .expect("a plan");
    let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("steps");
    assert!(!steps.is_empty(), "there is a plan");
    steps.iter().any(|step| step.contains("TEMP B-TREE"))
}

fn run(folder: &Path, sql: &str) -> bool {
    let db = Connection::open(folder.join("scrim.db")).expect("the file opens");
    db.execute_batch(sql).is_ok()
}
