//! `PostgreSQL`, in a database of its own for every folder.

use super::{Engine, cluster};
use scrim_store::{Clock, Store};
use std::path::Path;

pub(super) const ENGINE: Engine = Engine {
    name: "postgres",
    open,
    run,
    unprotect: "DROP TRIGGER chain_is_append_only_update ON chain; DROP TRIGGER chain_is_append_only_delete ON chain;",
};

fn open(folder: &Path, clock: Clock) -> Store {
    let cluster = cluster::get().expect("it was there before");
    let database = database(folder);
    cluster.make(&database);
    Store::connect(&cluster.url(&database), None, Some(clock)).expect("the store connects")
}

fn run(folder: &Path, sql: &str) -> bool {
    let cluster = cluster::get().expect("it was there before");
    cluster.run(&database(folder), sql).is_ok()
}

fn database(folder: &Path) -> String {
    let name = folder.file_name().expect("a folder has a name");
    format!("hub{}", name.to_string_lossy())
}
