//! What the hub keeps: people, lists, uploads, cases, leases, grants, verdicts, the outbox, the chain.
//!
//! Each method of [`Store`] is one unit of work: it commits whole or not at all, and when it answers,
//! what it says is on disk. Rules come from `scrim-model`; here they meet rows. Knows nothing of HTTP,
//! of pictures, or of keys in clear.

pub mod accounts;
pub mod agreement;
pub mod alarms;
pub mod appeals;
pub mod audit;
pub mod backup;
pub mod banks;
pub mod chain;
mod db;
pub mod decisions;
pub mod deliveries;
pub mod destinations;
mod engine;
pub mod error;
pub mod feedback;
pub mod flow;
pub mod history;
pub mod holds;
pub mod identity;
pub mod items;
pub mod judged;
pub mod leases;
pub mod ledger;
pub mod look_alikes;
pub mod looks;
pub mod matchers;
pub mod metrics;
pub mod notes;
pub mod org;
pub mod outbox;
pub mod people;
pub mod questions;
pub mod queues;
pub mod reconciling;
pub mod rematching;
pub mod removals;
pub mod reports;
pub mod retention;
pub mod roles;
mod schema;
pub mod scheme;
pub mod second_looks;
mod sessions;
pub mod setup;
mod sharing;
pub mod soundness;
pub mod sources;
pub mod splits;
mod sql;
pub mod team;
pub mod teams;
pub mod transparency;
pub mod unreadable;
pub mod upgrade;
pub mod urgent;
pub mod verdicts;
pub mod wellbeing;

pub use db::EngineError;
pub use engine::{Clock, Store};
pub use error::StoreError;
