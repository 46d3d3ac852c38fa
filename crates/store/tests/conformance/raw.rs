//! Rows changed behind the hub's back: the only part of the suite that knows an engine.

use crate::world::World;
use rusqlite::Connection;

/// Runs SQL on the file itself, with the chain's own protection taken off.
pub(crate) fn tamper(world: &World, sql: &str) {
    let db = Connection::open(world.folder.path().join("scrim.db")).expect("the file opens");
    db.execute_batch("DROP TRIGGER chain_is_append_only_update; DROP TRIGGER chain_is_append_only_delete;")
        .expect("triggers go");
    db.execute_batch(sql).expect("tampered");
}

/// Whether the file refuses SQL while its protection is on.
pub(crate) fn refuses(world: &World, sql: &str) -> bool {
    let db = Connection::open(world.folder.path().join("scrim.db")).expect("the file opens");
    db.execute_batch(sql).is_err()
}
