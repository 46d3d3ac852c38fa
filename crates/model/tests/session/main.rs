//! The review session from outside: what a person, a window and a hub see of it.
//!
//! `desk` makes values, `flows`, `pauses` and `rulings` are the main ways through, `world` answers the effects and keeps its own
//! books, `laws` says what must hold whatever happens.

#![expect(
    clippy::indexing_slicing,
    reason = "helpers of tests are tests too: a missing entry is a failure"
)]

#[path = "../sequences/mod.rs"]
mod sequences;

mod desk;
mod first_look;
mod flows;
mod full_size;
mod laws;
mod lens;
mod pauses;
mod policy;
mod rulings;
mod world;
