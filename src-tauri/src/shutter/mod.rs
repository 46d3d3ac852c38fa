//! Covers what the page shows before the page itself can.
//!
//! A key that goes up passes the window before it reaches the page, which has to be given a processor, takes the picture
//! out of its document and is laid out and drawn again. The shutter is one rectangle that the window draws over it in
//! the meantime. It can only cover: it closes where the page would hide, and opens when the page has, so a page that hangs
//! stays covered. The page hides by itself as ever, and is all there is where a system has no such thing.

mod closing;

#[cfg(target_os = "linux")]
mod gtk;
#[cfg(not(target_os = "linux"))]
mod nothing;

pub(crate) use closing::{Closing, Sign};
#[cfg(target_os = "linux")]
pub(crate) use gtk::{fit, redraw};
#[cfg(not(target_os = "linux"))]
pub(crate) use nothing::{fit, redraw};

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// The one shutter of the window, for its events and for the page's commands.
#[derive(Clone)]
pub(crate) struct Shutter {
    closing: Arc<Mutex<Closing>>,
    began: Instant,
}

impl Shutter {
    pub(crate) fn new() -> Self {
        Self {
            closing: Arc::default(),
            began: Instant::now(),
        }
    }

    /// What is covered, and the rules of it.
    pub(crate) fn closing(&self) -> MutexGuard<'_, Closing> {
        // Nothing in there can panic half-way; and what covers must not be what fails.
        self.closing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something happened at the window. Says what that covers.
    #[cfg(target_os = "linux")]
    pub(crate) fn hear(&self, sign: &Sign) -> Option<scrim_wire::ipc::shutter::Shut> {
        self.closing().hear(sign, self.began.elapsed())
    }
}
