//! What makes two pictures near: the perceptual hash PDQ, the distance between two of
//! them, and an index that finds every known hash near a given one.
//!
//! This crate is pure. It deliberately does not know files, formats, decoding, orientation,
//! cryptographic digests, lists, cases or people: pixels or hashes in, hashes or keys out.

#![expect(
    clippy::inline_always,
    reason = "hot code must be inlined to be compiled for the features `cpu` has detected"
)]

mod cpu;
pub mod index;
pub mod pdq;
