//! What leads and admins watch over: which pages are open to whom, and the one that is shown.
//!
//! A page is read as a whole, again after every change here, and when the hub tells of others. Who may see what is the
//! hub's to decide; a page that somebody has no right to is not asked for.

mod acts;
mod alarms;
mod decisions;
mod figures;
mod handoff;
mod job;
mod pages;
mod place;
mod reading;
mod saving;
mod services;
mod setting;

pub(super) use job::{Asker, OversightJob, OversightOutcome, ask};
pub(super) use pages::open_pages;
pub(super) use place::OversightPlace;
