//! The parent's side: workers, each lent to one picture at a time; one pool per system, all with the same face.
//!
//! Which system it is decides here and nowhere else: whoever holds a [`WorkerPool`] compiles everywhere, and hears
//! from [`WorkerPool::start`] where there is none.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
mod settings;
mod tally;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::WorkerPool;
#[cfg(target_os = "linux")]
pub use linux::WorkerPool;
pub use settings::{SandboxDemand, WorkerSettings};
pub use tally::Tally;
