//! Benign pictures drawn by code: what every test, benchmark and the demo look at.
//!
//! A picture is a function of its number, so nothing is stored and every expected distance can be
//! measured again. Knows nothing of hubs or desks.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::manual_midpoint,
    clippy::missing_panics_doc,
    reason = "drawing turns coordinates into pixels; every number here is small and none is an upload's"
)]

pub mod alter;
pub mod bars;
pub mod canvas;
pub mod chain;
pub mod collection;
pub mod colour;
pub mod dice;
pub mod fine;
pub mod grain;
pub mod likeness;
pub mod near;
pub mod noise;
pub mod picture;
pub mod scenes;
pub mod shape;

pub use alter::{Alteration, File};
pub use collection::{Recipe, draw, large, picture};
pub use picture::{Format, Picture};
