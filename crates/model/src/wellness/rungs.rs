//! The highest rung right now, why it is not higher, and until when.
//!
//! Knows nothing of single cases: a lease may allow less.

use super::{
    allowance::State,
    cooling::Cooling,
    floor::{Effective, Origin},
    looks::Budget,
    settings::SettingName,
    shift::Shift,
};
use crate::{rung::Rung, time::Time};
use serde::{Deserialize, Serialize};

/// The highest rung that may be shown, with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct RungLimit {
    /// The highest.
    pub max_rung: Rung,
    /// Why it is not higher.
    pub reason: RungReason,
    /// When that is over; nothing where time alone changes nothing.
    pub until: Option<Time>,
}

/// Why the highest rung is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum RungReason {
    /// It is set so.
    Setting {
        /// By whom.
        from: Origin,
    },
    /// The looks or the looking time of the rolling day are used up.
    Budget,
    /// The shift ends soon.
    ShiftEnding,
    /// A severe case was just looked at.
    CoolDown,
    /// The block, the day or the shift has just run out: only the case in hand is decided.
    LimitReached,
    /// It is a check of what was stopped, which is looked at behind a veil alone. Said of a lease, never of a person.
    Check,
    /// There is no work now: a break, the day or the shift is over.
    NoWork,
}

/// What the limits of one moment are made of.
pub(super) struct Moment<'a> {
    pub(super) effective: &'a Effective,
    pub(super) state: State,
    pub(super) budget: Budget,
    pub(super) shift: Shift,
    pub(super) cooling: Option<Cooling>,
}

impl Moment<'_> {
    /// The highest rung. Of several reasons for the same, the one that stays longest is told.
    pub(super) fn limit(&self) -> RungLimit {
        let none = |until| RungLimit {
            max_rung: Rung::Label,
            reason: RungReason::NoWork,
            until,
        };
        match self.state {
            State::OnBreak { until, .. } | State::OffShift { until } => none(until),
            State::DayDone { until } => none(Some(until)),
            State::DecideVeiled { until, .. } => self.veiled(RungReason::LimitReached, Some(until)),
            State::Working => self.working(),
        }
    }

    fn working(&self) -> RungLimit {
        let budget = self
            .budget
            .spent()
            .then_some((RungReason::Budget, self.budget.frees_at));
        let ending = self.shift.ending();
        let ending = ending.map(|ends_at| (RungReason::ShiftEnding, Some(ends_at)));
        let cooling = self.cooling.filter(|cooling| cooling.begun);
        let cooling = cooling.map(|cooling| (RungReason::CoolDown, Some(cooling.until)));
        let reasons = [budget, ending, cooling].into_iter().flatten();
        // Nothing as an end is later than every end.
        let lasting = reasons.max_by_key(|(_reason, until)| until.unwrap_or(Time(i64::MAX)));
        match lasting {
            Some((reason, until)) => self.veiled(reason, until),
            None => self.set(),
        }
    }

    fn veiled(&self, reason: RungReason, until: Option<Time>) -> RungLimit {
        if self.effective.settings.max_rung <= Rung::LightVeil {
            return self.set();
        }
        RungLimit {
            max_rung: Rung::LightVeil,
            reason,
            until,
        }
    }

    fn set(&self) -> RungLimit {
        let mut reasons = self.effective.reasons.iter();
        let from = reasons.find(|reason| reason.setting == SettingName::MaxRung);
        RungLimit {
            max_rung: self.effective.settings.max_rung,
            reason: RungReason::Setting {
                from: from.map_or(Origin::Default, |reason| reason.from),
            },
            until: None,
        }
    }
}
