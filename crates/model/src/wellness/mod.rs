//! When work pauses and how much may be looked at: one person's limits, as plain functions of settings,
//! recorded facts and "now". Hub and desk call the same ones.
//!
//! Knows no clock, no device and no shift plan: the hub keeps one [`Record`] per person over all
//! devices. No job has to run for a break to begin or end; both follow from the record alone.

mod allowance;
mod block;
mod floor;
mod looks;
mod record;
mod refusal;
mod rest;
mod review;
mod settings;

pub use allowance::{Allowance, Notice, State, assess};
pub use block::{Block, DECIDE_GRACE, block};
pub use floor::{Effective, Looser, Origin, Reason, combine, stricter_or_equal};
pub use record::{DAY, Interval, LookFact, REACH, Record, Rest, RestKind};
pub use refusal::{Refusal, Rule};
pub use rest::{end_rest, start_rest};
pub use settings::{SettingError, SettingName, Settings};
