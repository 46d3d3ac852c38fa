//! When something is said through the system: never while the window is in front, and so never during a look, which
//! ends with the focus.

use super::{core::Core, job::Job};
use crate::notices::Sentence;

/// Where the desk's window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// It has the focus.
    InFront,
    /// Another has it.
    Behind,
}

impl Core {
    /// The window has something to say to whoever does not look at it. Its words are the window's, since it has the
    /// language; whether they are shown is decided here.
    pub(super) fn notify(&mut self, words: &str) {
        let wanted = self.world.appearance.notices && self.window == Window::Behind;
        if let (true, Some(sentence)) = (wanted, Sentence::of(words)) {
            self.jobs.push(Job::Notify(sentence));
        }
    }
}
