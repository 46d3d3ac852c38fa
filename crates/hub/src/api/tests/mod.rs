//! The API as its callers meet it: the real router, a real store and a real worker.

mod animations;
mod deliveries;
mod document;
mod events;
mod full_size;
mod guard;
mod hub;
mod ledger;
mod limits;
mod matchers;
mod media;
mod problems;
mod queues;
mod rematching;
mod reports;
mod retention;
mod review;
mod roles;
mod second_looks;
mod session;
mod shield;
mod shield_fetch;
mod stop_checks;
mod transparency;
mod unreadable;
