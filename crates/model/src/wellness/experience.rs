//! The first days on the job: both budgets of looking are halved in them.
//!
//! Counted from the first thing somebody did, not from when their account was made: an account may lie about for
//! weeks, and what the first days protect from begins with the first case.

use super::{record::DAY, settings::Settings};
use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// How used to the work somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Experience {
    /// Somebody who may has said that they are.
    #[default]
    Recorded,
    /// They began then.
    Since {
        /// Their first activity.
        at: Time,
    },
    /// They have not begun.
    Unbegun,
}

impl Experience {
    /// When the first days are over; nothing where they are.
    pub(super) fn newcomer_until(self, settings: &Settings, now: Time) -> Option<Time> {
        let first = Span(DAY.0.saturating_mul(i64::from(settings.first_days)));
        let until = match self {
            Self::Recorded => return None,
            Self::Since { at } => at + first,
            Self::Unbegun => now + first,
        };
        Some(until).filter(|until| now < *until)
    }
}

/// The settings with both budgets of looking halved, downwards.
pub(super) fn halved(settings: &Settings) -> Settings {
    Settings {
        looks_per_day: settings.looks_per_day / 2,
        looking_per_day: Span(settings.looking_per_day.0 / 2),
        ..*settings
    }
}
