//! The cool-down after a look at a case of a severe category.
//!
//! Knows nothing of categories: the look's fact says whether it was severe when it was granted.

use super::{record::Record, settings::Settings};
use crate::time::Time;

/// A cool-down that is on, or that comes when a look ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cooling {
    /// When it is over.
    pub(super) until: Time,
    /// Whether the look it follows has ended. Until then that look goes on, but no other begins: else looks that
    /// overlap would push it before them.
    pub(super) begun: bool,
}

impl Cooling {
    /// The one at `now`, counted from the end of the last severe look by the hub's clock.
    pub(super) fn at(record: &Record, settings: &Settings, now: Time) -> Option<Self> {
        let severe = record.looks.iter().filter(|look| look.severe);
        let cooling = severe.map(|look| Self {
            until: look.ends_at + settings.cool_down,
            begun: look.ends_at <= now,
        });
        cooling.filter(|cooling| now < cooling.until).reduce(|one, other| Self {
            until: one.until.max(other.until),
            begun: one.begun || other.begun,
        })
    }
}
