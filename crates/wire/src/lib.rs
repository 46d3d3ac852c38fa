//! The one contract between hub, desk and window: types, error codes, names of paths.
//!
//! Two doors: [`http`] between programs and [`ipc`] between the desk and its window. Knows the plain
//! values of `scrim-model` and nothing of axum, reqwest or tauri.

pub mod contract;
pub mod error;
pub mod http;
pub mod ipc;
mod known;
pub mod missing;
pub mod typescript;

pub use error::{Code, Problem};
