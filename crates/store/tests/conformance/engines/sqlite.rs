//! `SQLite`, in a file of the hub's folder.

use super::{Engine, past};
use rusqlite::Connection;
use scrim_store::Store;
use std::path::Path;

pub(super) const ENGINE: Engine = Engine {
    name: "sqlite",
    open: Store::open,
    run,
    unprotect: "DROP TRIGGER chain_is_append_only_update; DROP TRIGGER chain_is_append_only_delete;",
    sorts,
    id_of: "unhex(printf('%012x70008%015x', n.n, n.n))",
    past: &PAST,
};

const PAST: past::Past = past::Past {
    steps: past::SQLITE,
    is_kept: true,
    from_the_future: "PRAGMA user_version = 99",
    make: |folder| assert!(run(folder, "PRAGMA journal_mode = WAL"), "the file is made"),
    counted: |schema, floor| {
        format!(
            "PRAGMA user_version = {schema};
             INSERT INTO hub (one, id, last_now, floor) VALUES (1, {}, 1, '{floor}');",
            id(1)
        )
    },
    ask,
    definitions: "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1",
    astray: "SELECT \"table\" || ' to ' || \"parent\" FROM pragma_foreign_key_check
             UNION ALL SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    columns: "SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c
              WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1",
    told: |column| format!("quote({column})"),
    id,
    bytes: |bytes| format!("x'{}'", hex::encode(bytes)),
};

fn id(number: u128) -> String {
    format!("x'{number:032x}'")
}

fn ask(folder: &Path, sql: &str) -> Vec<String> {
    let db = Connection::open(folder.join("scrim.db")).expect("the file opens");
    let mut rows = db.prepare(sql).expect("a text");
    let rows = rows.query_map((), |row| row.get(0)).expect("it reads");
    rows.collect::<Result<_, _>>().expect("one column of text")
}

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
