//! Connecting, and the tables, by engine. Migrations only add; a file that was released is never edited.

mod before;
pub(crate) mod postgres;
pub(crate) mod sqlite;
mod steps;
