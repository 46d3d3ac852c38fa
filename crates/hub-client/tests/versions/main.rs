//! A desk and a hub of another version: newer, and older.
//!
//! The hub here answers over a real connection, with what the committed documents say of each answer. What was spoken one
//! version earlier is the document that the hub holds its own beside.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its stage has failed"
)]

mod answers;
mod calls;
mod fits;
mod newer_hub;
mod older_hub;
mod requests;
mod served;
