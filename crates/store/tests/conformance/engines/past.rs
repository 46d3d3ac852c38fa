//! Databases as earlier versions left them: made step by step, without a store, and asked what is in them.

use std::path::Path;

#[path = "../../../src/schema/steps.rs"]
mod steps;

pub(super) use steps::{POSTGRES, SQLITE};

/// What a test of upgrades knows of an engine.
pub(crate) struct Past {
    /// Every step of the tables, in their order.
    pub(crate) steps: &'static [&'static str],
    /// Whether it is kept before an upgrade.
    pub(crate) is_kept: bool,
    /// SQL that makes it a database of schema 99.
    pub(crate) from_the_future: &'static str,
    /// Makes the database of a folder, with nothing in it.
    pub(crate) make: fn(&Path),
    /// SQL that says that a database has so many steps, and the row of the hub itself.
    pub(crate) counted: fn(usize, &str) -> String,
    /// Reads the one column of text that SQL answers.
    pub(crate) ask: fn(&Path, &str) -> Vec<String>,
    /// SQL that answers how each table, column, index, trigger and function is defined.
    pub(crate) definitions: &'static str,
    /// SQL that answers what refers to a row that is not there.
    pub(crate) astray: &'static str,
    /// SQL that answers the columns of all tables, each as `table.column`.
    pub(crate) columns: &'static str,
    /// A column as text that tells every value from every other.
    pub(crate) told: fn(&str) -> String,
    /// An id, and so many bytes, as SQL.
    pub(crate) id: fn(u128) -> String,
    pub(crate) bytes: fn(&[u8]) -> String,
}

impl Past {
    /// What made a version's tables: so many steps.
    pub(crate) fn steps_to(&self, schema: usize) -> &'static [&'static str] {
        self.steps.get(..schema).expect("a version that there was")
    }

    /// Makes the database of a folder as the version with so many steps left it, and puts rows in.
    ///
    /// # Panics
    /// When the rows do not fit into that version's tables.
    pub(crate) fn leave(&self, run: fn(&Path, &str) -> bool, folder: &Path, schema: usize, rows: &str) {
        (self.make)(folder);
        let floor = serde_json::to_string(&scrim_model::wellness::Settings::DEFAULT).expect("plain values");
        let (steps, counted) = (self.steps_to(schema).join(";\n"), (self.counted)(schema, &floor));
        // In one transaction: the disk is waited for once.
        let whole = format!("BEGIN;\n{steps};\n{counted}\n{rows}\nCOMMIT");
        assert!(run(folder, &whole), "schema {schema} is made, and the rows fit into it");
    }
}
