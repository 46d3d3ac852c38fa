//! What an admin sets up: which sections are open to whom, and the one that is shown.
//!
//! A section is read as a whole, and again after every change here. Who may do what is the hub's to decide; a section
//! that somebody has no right to is not asked for. One change is under way at a time, and what a change makes for
//! somebody to sign in with is kept here until it is put away, and nowhere else.

mod acts;
mod audit;
mod audit_file;
mod changes;
mod groups;
mod job;
mod keeping;
mod kept;
mod people;
mod place;
mod reading;
mod roles;
mod sections;
mod setting_up;
mod sources;
mod storage;

pub(super) use job::{AdministrationJob, AdministrationOutcome, ask};
pub(super) use place::AdministrationPlace;
pub(super) use sections::open_sections;
