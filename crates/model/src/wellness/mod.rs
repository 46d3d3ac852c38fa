//! When work pauses and how much may be looked at: one person's limits, as plain functions of settings,
//! recorded facts and "now". Hub and desk call the same ones.
//!
//! Knows no clock and no device: the hub keeps one [`Record`] per person over all devices, their shifts
//! around now included. No job has to run for a break to begin or end; both follow from the record alone.

mod allowance;
mod block;
mod change;
mod cooling;
mod experience;
mod floor;
mod force;
mod hours;
mod looks;
mod phase;
mod record;
mod refusal;
mod rest;
mod review;
mod rungs;
mod settings;
mod severe;
mod shift;
mod shifting;
mod week;

pub use allowance::{Allowance, Notice, State, assess};
pub use block::{Block, DECIDE_GRACE, block};
pub use change::SettingsChange;
pub use experience::Experience;
pub use floor::{Effective, Looser, Origin, Reason, combine, stricter_or_equal};
pub use force::{Layer, Layers, Past, in_force};
pub use hours::{HoursProblem, MOST_WINDOWS, Weekday, WeeklyHours, Window};
pub use record::{DAY, Interval, LookFact, REACH, Record, Rest, RestKind};
pub use refusal::{Refusal, Rule};
pub use rest::{end_rest, start_rest};
pub use rungs::{RungLimit, RungReason};
pub use settings::{SettingError, SettingName, Settings};
pub use severe::{LONGEST_CODE, MOST_SEVERE, Severe, SevereProblem};
pub use shifting::{PastHours, ShiftAhead, shifts_in_force};
pub use week::NoWindow;
