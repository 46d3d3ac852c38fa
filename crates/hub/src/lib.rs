//! The hub: matches uploads, queues what needs a person, grants looks, and carries verdicts back to the
//! lists.
//!
//! Everything that leaves it goes through [`api`]; everything it remembers is in `scrim-store`; hostile
//! bytes are decoded by `scrim-worker` and never here.

mod alarms;
pub mod api;
pub mod audit;
pub mod backup;
pub mod cli;
pub mod clock;
mod deliver;
mod destinations;
pub mod door;
pub mod export;
pub mod hub;
pub mod identity;
pub mod intake;
mod keeping;
pub mod keys;
pub mod lists;
pub mod look_alikes;
pub mod matchers;
pub mod media;
pub mod meters;
pub mod news;
pub mod passwords;
pub mod proof;
pub mod publish;
mod reconciling;
mod rematching;
mod renaming;
pub mod report;
pub mod retention;
mod sources;
pub mod studio;
pub mod tokens;
pub mod transparency;
