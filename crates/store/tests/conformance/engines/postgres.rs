//! `PostgreSQL`, in a database of its own for every folder.

use super::{Engine, cluster};
use scrim_store::{Clock, Store};
use std::path::Path;

pub(super) const ENGINE: Engine = Engine {
    name: "postgres",
    open,
    run,
    unprotect: "DROP TRIGGER chain_is_append_only_update ON chain; DROP TRIGGER chain_is_append_only_delete ON chain;",
    sorts,
    id_of: "(lpad(to_hex(n.n), 12, '0') || '70008' || lpad(to_hex(n.n), 15, '0'))::uuid",
};

/// As the store has texts planned, whatever they are given.
fn sorts(folder: &Path, text: &str, values: usize) -> bool {
    let nothing = vec!["NULL"; values].join(", ");
    let text = text.replace('?', "$");
    let steps = |found: &str| {
        format!(
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off;
             SET plan_cache_mode = 'force_generic_plan'; PREPARE asked AS {text};
             DO $do$ DECLARE step TEXT; steps INT := 0; BEGIN
                 FOR step IN EXECUTE 'EXPLAIN EXECUTE asked({nothing})' LOOP
                     IF step LIKE '{found}' THEN steps := steps + 1; END IF;
                 END LOOP;
                 IF steps = 0 THEN RAISE EXCEPTION 'no such step'; END IF;
             END $do$; DEALLOCATE asked;"
        )
    };
    assert!(run(folder, &steps("%Index%")), "there is a plan, by an index");
    run(folder, &steps("%Sort%"))
}

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
