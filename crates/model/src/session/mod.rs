//! The review session: the desk's heart as a pure state machine.
//!
//! `Session::apply(self, event, now) -> (Session, Vec<Effect>)`. Knows nothing of windows, keys on a
//! keyboard, HTTP or pixels: events come in as values, effects go out as values, and [`view`] is all
//! that a window may draw.

mod at_full_size;
mod draft;
pub mod event;
mod hand;
mod held;
mod leased;
mod look;
mod looking;
mod machine;
mod may;
mod project;
mod ruling;
mod supply;
mod through_lens;
mod tiles;
mod undo;
pub mod view;

pub use event::{Aim, Effect, Event, Released};
pub use leased::Held;
pub use machine::{CURTAIN_KEEPS, Session};
