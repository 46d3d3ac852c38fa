//! HMA: the stand-in against what a real one was recorded saying, and our client against both.
//!
//! With `HMA_URL` the tests in `client` speak to the HMA there instead of the stand-in: `cargo xtask test hma`.

mod again;
mod asking;
mod client;
mod meaning;
mod parses;
mod recorded;
mod replay;
mod target;
mod telling;
mod traps;
