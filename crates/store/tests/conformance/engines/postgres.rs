//! `PostgreSQL`, in a database of its own for every folder.

use super::{Engine, cluster, past};
use scrim_store::{Clock, Store, StoreError};
use std::path::Path;

pub(super) const ENGINE: Engine = Engine {
    name: "postgres",
    open,
    run,
    unprotect: "DROP TRIGGER chain_is_append_only_update ON chain; DROP TRIGGER chain_is_append_only_delete ON chain;",
    sorts,
    id_of: "(lpad(to_hex(n.n), 12, '0') || '70008' || lpad(to_hex(n.n), 15, '0'))::uuid",
    past: &PAST,
};

const PAST: past::Past = past::Past {
    steps: past::POSTGRES,
    is_kept: false,
    from_the_future: "INSERT INTO migration VALUES (99, 1)",
    make: |folder| cluster::get().expect("it was there before").make(&database(folder)),
    counted: |schema, floor| {
        format!(
            "CREATE TABLE migration (number BIGINT PRIMARY KEY, at BIGINT NOT NULL);
             INSERT INTO migration SELECT n, 1 FROM generate_series(1, {schema}) n;
             INSERT INTO hub (one, id, floor) VALUES (1, {}, '{floor}');",
            id(1)
        )
    },
    ask: |folder, sql| {
        let cluster = cluster::get().expect("it was there before");
        cluster.ask(&database(folder), sql).expect("one column of text")
    },
    definitions: DEFINITIONS,
    astray: "SELECT conname::text FROM pg_constraint WHERE NOT convalidated
             UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
    columns: "SELECT table_name || '.' || column_name FROM information_schema.columns
              WHERE table_schema = 'public' ORDER BY 1",
    told: |column| format!("coalesce(quote_literal({column}::text), 'NULL')"),
    id,
    bytes: |bytes| format!("'\\x{}'::bytea", hex::encode(bytes)),
};

const DEFINITIONS: &str = "
    SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                     a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT relname || coalesce(reloptions::text, '') FROM pg_class WHERE relnamespace = 'public'::regnamespace
    ORDER BY 1";

fn id(number: u128) -> String {
    let hex = format!("{number:032x}");
    let (a, b) = (&hex[..8], &hex[8..12]);
    format!("'{a}-{b}-{}-{}-{}'::uuid", &hex[12..16], &hex[16..20], &hex[20..])
}

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

fn open(folder: &Path, clock: Clock) -> Result<Store, StoreError> {
    let cluster = cluster::get().expect("it was there before");
    let database = database(folder);
    cluster.make(&database);
    Store::connect(&cluster.url(&database), None, Some(clock))
}

fn run(folder: &Path, sql: &str) -> bool {
    let cluster = cluster::get().expect("it was there before");
    cluster.run(&database(folder), sql).is_ok()
}

fn database(folder: &Path) -> String {
    let name = folder.file_name().expect("a folder has a name");
    format!("hub{}", name.to_string_lossy())
}
