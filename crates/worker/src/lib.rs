//! The process that turns strangers' bytes into pixels, and the handle the hub drives it by.
//!
//! The hub holds a [`WorkerPool`]; each worker is the program `scrim-worker`, which locks itself
//! down before it reads its first picture and has nothing but a socket to its parent and two
//! memory files per picture. What comes back is a [`Reading`]: facts, pixels for eyes, and the hash of
//! every frame. This crate does not know what hashes are compared with, cases, storage or HTTP, and makes
//! no renditions.

mod error;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod pool;
#[cfg_attr(
    not(target_os = "linux"),
    expect(dead_code, reason = "pure, and tested everywhere; only the pool of Linux speaks it")
)]
mod protocol;
mod reading;
mod sandbox;

pub use error::{ProtocolError, SpawnError, WorkerError};
pub use pool::{SandboxDemand, Tally, WorkerPool, WorkerSettings};
pub use reading::{FramePdq, PictureReader, Reading};
pub use sandbox::{Isolation, LandlockState, SandboxError, SandboxState, here, stand_back};

#[cfg(target_os = "linux")]
mod arguments;
#[cfg(target_os = "linux")]
mod inbox;
#[cfg(target_os = "linux")]
mod self_test;
#[cfg(target_os = "linux")]
mod serve;
#[cfg(target_os = "linux")]
mod transport;

#[cfg(target_os = "linux")]
pub use serve::run;
