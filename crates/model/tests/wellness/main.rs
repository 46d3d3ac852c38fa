//! What must hold of the wellness rules whatever happens, as properties over random settings, records
//! and orders of events.

#[path = "../sequences/mod.rs"]
mod sequences;

mod any;
mod anything;
mod breaks;
mod edges;
mod hours;
mod limits;
mod met;
mod moment;
mod opt_outs;
mod presses;
mod reference;
mod settings;
mod shifting;
