//! What the system says of the person's seat: that the screen is locked, or that the machine goes to sleep.
//!
//! Knows nothing of windows and cases: whoever watches is told, and hides. A system that says nothing is named as such;
//! there the window's own loss of focus is what hides.

#[cfg(target_os = "linux")]
mod linux;

use std::sync::Arc;

/// Why the person is no longer before the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The screen is locked.
    Locked,
    /// The machine is about to sleep. It waits until this was told, for a few seconds at most.
    Sleeps,
}

/// What a system tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tells {
    /// When the screen is locked.
    pub locks: bool,
    /// When the machine goes to sleep.
    pub sleeps: bool,
}

/// Whoever is to be told.
pub type Told = Arc<dyn Fn(Leaving) + Send + Sync>;

/// A system that may tell of the seat.
pub trait Seat {
    /// What it tells, without being watched.
    fn tells(&self) -> Tells;

    /// Tells from now on, for as long as this program runs.
    fn watch(&self, told: Told);
}

/// A system that says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Seat for Silent {
    fn tells(&self) -> Tells {
        Tells::default()
    }

    fn watch(&self, _told: Told) {}
}

/// The seat of this system.
#[cfg(target_os = "linux")]
pub fn seat() -> Box<dyn Seat> {
    Box::new(linux::Buses)
}

/// The seat of this system.
#[cfg(not(target_os = "linux"))]
pub fn seat() -> Box<dyn Seat> {
    Box::new(Silent)
}
