//! What every engine that keeps the hub's memory must do: one suite, run against each of them.
//!
//! Written against [`scrim_store::Store`] alone; only [`engines`] knows which there are.

mod animations;
mod audit;
mod concurrency;
mod deliveries;
mod destroying;
mod digests;
mod door;
mod effects;
mod engines;
mod erased;
mod folding;
mod full_size;
mod holds;
mod hubs;
mod identity;
mod leases;
mod ledger;
mod lens;
mod looks;
mod matchers;
mod newcomers;
mod notes;
mod opt_outs;
mod people;
mod picture;
mod queues;
mod quorum;
mod raw;
mod redirect;
mod removals;
mod retention;
mod reversals;
mod says;
mod server;
mod sessions;
mod sharing;
mod soundness;
mod terms;
mod tls;
mod told;
mod unreadable;
mod verdicts;
mod wellness;
mod world;
