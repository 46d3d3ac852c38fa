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
};

fn run(folder: &Path, sql: &str) -> bool {
    let db = Connection::open(folder.join("scrim.db")).expect("the file opens");
    db.execute_batch(sql).is_ok()
}
