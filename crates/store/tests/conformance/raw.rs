//! Rows changed behind the hub's back.

use crate::world::World;

/// Runs SQL on what is kept, with the chain's own protection taken off.
pub(crate) fn tamper(world: &World, sql: &str) {
    let (engine, folder) = (world.engine, world.folder.path());
    assert!((engine.run)(folder, engine.unprotect), "the protection goes");
    assert!((engine.run)(folder, sql), "tampered");
}

/// Runs SQL on what is kept beside the chain.
pub(crate) fn change(world: &World, sql: &str) {
    assert!((world.engine.run)(world.folder.path(), sql), "changed");
}

/// Whether SQL is refused while the chain's protection is on.
pub(crate) fn refuses(world: &World, sql: &str) -> bool {
    !(world.engine.run)(world.folder.path(), sql)
}
