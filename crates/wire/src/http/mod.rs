//! What travels between programs: one file per noun of the API.

pub mod alarms;
pub mod audit;
pub mod banks;
pub mod deliveries;
pub mod destinations;
pub mod events;
pub mod exposures;
pub mod false_matches;
pub mod flow;
pub mod history;
pub mod items;
pub mod leases;
pub mod ledger;
pub mod looks;
pub mod matchers;
pub mod me;
pub mod metrics;
pub mod org;
pub mod page;
pub mod people;
pub mod queues;
pub mod reconciling;
pub mod record;
pub mod reports;
pub mod retention;
pub mod scheme;
pub mod session;
pub mod settling;
pub mod shield;
pub mod sources;
pub mod team;
pub mod teams;
pub mod transparency;
pub mod unreadable;
pub mod urgent;
pub mod verdicts;

/// The header that makes sending a verdict twice harmless.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The header that carries a lease's token.
pub const LEASE_TOKEN: &str = "x-lease-token";
