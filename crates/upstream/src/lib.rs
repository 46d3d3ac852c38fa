//! Services outside that the hub asks and tells: matchers, hash lists, platforms.
//!
//! One module per service speaks its dialect and nothing else; [`call`] carries the words and guards against what
//! comes back. Knows nothing of the store, and decides nothing.

pub mod call;
pub mod cybertip;
pub mod fetch;
pub mod hma;
pub mod ncmec;
pub mod platform;
pub mod shield;
