//! The review session: the desk's heart as a pure state machine.
//!
//! `Session::apply(self, event, now) -> (Session, Vec<Effect>)`. Knows nothing of windows, keys on a
//! keyboard, HTTP or pixels: events come in as values, effects go out as values, and [`view`] is all
//! that a window may draw.

pub mod event;
pub mod view;
