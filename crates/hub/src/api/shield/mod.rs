//! The front door for platforms that speak Project Arachnid's Shield: its three operations, its shapes, its errors.
//!
//! It answers what is confirmed or on a vetted list, and takes in what it is sent as `POST /v1/items` does, so that what
//! needs a person waits for one. What is neither known nor unknown is answered with nulls, never with "no match".

mod basic;
mod detail;
pub(super) mod media;
pub(super) mod pdq;
mod scan;
pub(super) mod url;

pub(super) use detail::speak;
