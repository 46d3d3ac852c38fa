//! The hub's HTTP: one file per operation, each with its handler, its errors and what it answers.
//!
//! Handlers read like the sentence in the API's documentation; rules are in the model, units of work in
//! the store.

mod caller;
mod guard;
mod items;
mod leases;
mod looks;
mod me;
mod operator;
mod page;
mod problem;
mod queues;
mod refusal;
mod router;
mod scrape;
mod session;
mod shield;
mod verdicts;
mod webhooks;

pub use caller::May;
pub(crate) use me::exposures::row as exposure_row;
pub use problem::ApiProblem;
pub use router::{document, router};
pub use scrape::scraping;

#[cfg(test)]
mod tests;
