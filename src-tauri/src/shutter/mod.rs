//! Covers what the page shows before the page itself can.
//!
//! A key that goes up passes the window before it reaches the page, which has to be given a processor, takes the picture
//! out of its document and is laid out and drawn again. The shutter is one rectangle that the window draws over it in
//! the meantime. It can only cover: it closes where the page would hide, and opens when the page has, so a page that hangs
//! stays covered. The page hides by itself as ever, and is all there is where a system has no such thing.
//!
//! A page that says that it has hidden says nothing of the frame that the window draws next: frames are put together
//! elsewhere, and one of before may still be on its way. So the page draws a mark, of a colour for each time, into a frame
//! after the one in which it hid, and the window opens over a frame that has it.

#[cfg_attr(
    not(any(target_os = "linux", test)),
    expect(
        dead_code,
        reason = "pure, and tested everywhere; only the window of Linux tells it of signs"
    )
)]
mod closing;

#[cfg(target_os = "linux")]
mod gtk;
#[cfg(not(target_os = "linux"))]
mod nothing;

pub(crate) use closing::Closing;
#[cfg(target_os = "linux")]
pub(crate) use closing::Sign;
#[cfg(target_os = "linux")]
pub(crate) use gtk::{fit, redraw};
#[cfg(not(target_os = "linux"))]
pub(crate) use nothing::{fit, redraw};

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::Notify, time};

/// How long a mark is waited for once the page has drawn it: on a display where colours come out otherwise there is none to be
/// seen. Far beyond what a busy machine takes for a frame.
const PATIENCE: Duration = Duration::from_secs(1);

/// The one shutter of the window, for its events and for the page's commands.
#[derive(Clone)]
pub(crate) struct Shutter {
    closing: Arc<Mutex<Closing>>,
    opened: Arc<Notify>,
    #[cfg(target_os = "linux")]
    began: std::time::Instant,
}

impl Shutter {
    pub(crate) fn new() -> Self {
        Self {
            closing: Arc::default(),
            opened: Arc::default(),
            #[cfg(target_os = "linux")]
            began: std::time::Instant::now(),
        }
    }

    /// What is covered, and the rules of it.
    pub(crate) fn closing(&self) -> MutexGuard<'_, Closing> {
        // Nothing in there can panic half-way; and what covers must not be what fails.
        self.closing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page has hidden what was covered that time, and drawn its mark. Comes back once that is open or was covered
    /// anew; says whether it is only open now, with no mark seen.
    pub(crate) async fn open(&self, number: u64) -> bool {
        let seen = async {
            loop {
                let opened = self.opened.notified();
                if !self.closing().covers(number) {
                    return;
                }
                opened.await;
            }
        };
        time::timeout(PATIENCE, seen).await.is_err() && self.closing().uncover(number)
    }

    /// A frame with this colour in its corner is drawn: what it hides needs no cover.
    #[cfg(target_os = "linux")]
    pub(crate) fn see(&self, mark: scrim_wire::ipc::shutter::Paint) {
        if self.closing().saw(mark) {
            self.opened.notify_waiters();
        }
    }

    /// Something happened at the window. Says what that covers.
    #[cfg(target_os = "linux")]
    pub(crate) fn hear(&self, sign: &Sign) -> Option<scrim_wire::ipc::shutter::Shut> {
        self.closing().hear(sign, self.began.elapsed())
    }
}
