//! The review session from outside: what a person, a window and a hub see of it.
//!
//! `desk` makes values, `flows` are the main ways through, `world` answers the effects and keeps its own
//! books, `laws` says what must hold whatever happens.

mod desk;
mod flows;
mod laws;
mod rulings;
mod world;
