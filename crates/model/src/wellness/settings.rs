//! The limits that can be set, their defaults and the bounds nobody may leave.
//!
//! Knows nothing of who set them: see `floor`.

use crate::{
    rung::Rung,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// One full set of limits: an organisation's floor, a person's own wishes, or both combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Settings {
    /// Work between two breaks. Shorter is stricter.
    pub block: Span,
    /// Continuous time off that a new block needs. Longer is stricter.
    pub rest: Span,
    /// Review per rolling 24 h. Less is stricter.
    pub review_per_day: Span,
    /// Looks within a block from which a notice appears. Fewer is stricter.
    pub looks_notice: u32,
    /// Charged looks per rolling 24 h. Fewer is stricter.
    pub looks_per_day: u32,
    /// Looking time per rolling 24 h. Less is stricter.
    pub looking_per_day: Span,
    /// The rung a case rests at. Lower is stricter.
    pub resting_rung: Rung,
    /// The highest rung that may be looked at. Lower is stricter.
    pub max_rung: Rung,
    /// How long before a shift's end only veils are shown. Longer is stricter.
    #[serde(default = "default_veiled_end")]
    pub veiled_end: Span,
    /// For how many days somebody new has half of both budgets. More is stricter.
    #[serde(default = "default_first_days")]
    pub first_days: u32,
    /// How long only veils are shown after a look at a case of a severe category. Longer is stricter.
    #[serde(default = "default_cool_down")]
    pub cool_down: Span,
}

// Settings that were kept before there were these are read with the defaults, which are also the loosest: to a
// person's wishes that is no wish.
fn default_veiled_end() -> Span {
    Settings::DEFAULT.veiled_end
}

fn default_first_days() -> u32 {
    Settings::DEFAULT.first_days
}

fn default_cool_down() -> Span {
    Settings::DEFAULT.cool_down
}

/// Which of the [`Settings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SettingName {
    /// [`Settings::block`].
    Block,
    /// [`Settings::rest`].
    Rest,
    /// [`Settings::review_per_day`].
    ReviewPerDay,
    /// [`Settings::looks_notice`].
    LooksNotice,
    /// [`Settings::looks_per_day`].
    LooksPerDay,
    /// [`Settings::looking_per_day`].
    LookingPerDay,
    /// [`Settings::resting_rung`].
    RestingRung,
    /// [`Settings::max_rung`].
    MaxRung,
    /// [`Settings::veiled_end`].
    VeiledEnd,
    /// [`Settings::first_days`].
    FirstDays,
    /// [`Settings::cool_down`].
    CoolDown,
}

/// Settings outside their bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// Beyond what any organisation may allow: [`Settings::LOOSEST`].
    #[error("the setting {} is looser than any floor may be", setting.code())]
    TooLoose {
        /// Which.
        setting: SettingName,
    },
    /// Beyond what still makes sense: [`Settings::TIGHTEST`].
    #[error("the setting {} is tighter than can be worked with", setting.code())]
    TooTight {
        /// Which.
        setting: SettingName,
    },
    /// A case would rest clearer than may ever be looked at.
    #[error("the resting rung is above the highest rung")]
    RestingAboveMax,
}

impl Settings {
    /// What holds where nobody has set anything: IWF's assessors work 4 h a day with a break each
    /// hour, HSE asks for 5 to 10 min of every 50 to 60.
    pub const DEFAULT: Self = Self {
        block: Span::minutes(50),
        rest: Span::minutes(10),
        review_per_day: Span::hours(4),
        looks_notice: 60,
        looks_per_day: 150,
        looking_per_day: Span::minutes(30),
        resting_rung: Rung::HeavyVeil,
        max_rung: Rung::Colour,
        veiled_end: Span::minutes(30),
        first_days: 14,
        cool_down: Span::minutes(2),
    };

    /// As loose as a floor may be, setting by setting; also the wishes of a person who has none.
    ///
    /// Five hours are IWF's firm cut-off. A rest below ten minutes is short of what the evidence asks
    /// for: whoever sets such a floor answers for it.
    pub const LOOSEST: Self = Self {
        rest: Span::seconds(1),
        review_per_day: Span::hours(5),
        resting_rung: Rung::LightVeil,
        ..Self::DEFAULT
    };

    /// As strict as settings may be; what holds while the real ones are unknown.
    pub const TIGHTEST: Self = Self {
        block: Span::seconds(1),
        rest: Span::hours(4),
        review_per_day: Span::seconds(1),
        looks_notice: 0,
        looks_per_day: 0,
        looking_per_day: Span::ZERO,
        resting_rung: Rung::Label,
        max_rung: Rung::Label,
        veiled_end: Span::hours(12),
        first_days: 366,
        cool_down: Span::hours(1),
    };

    /// Settings that came from outside, once they are known to lie within their bounds.
    ///
    /// # Errors
    /// [`SettingError`] with the first setting that does not.
    pub fn checked(self) -> Result<Self, SettingError> {
        for setting in SettingName::ALL {
            let strictness = self.strictness(setting);
            if strictness < Self::LOOSEST.strictness(setting) {
                return Err(SettingError::TooLoose { setting });
            }
            if strictness > Self::TIGHTEST.strictness(setting) {
                return Err(SettingError::TooTight { setting });
            }
        }
        if self.resting_rung > self.max_rung {
            return Err(SettingError::RestingAboveMax);
        }
        Ok(self)
    }

    /// The stricter of two, setting by setting. A resting rung never ends up above the highest one.
    #[must_use]
    pub fn strictest(&self, other: &Self) -> Self {
        let max_rung = self.max_rung.min(other.max_rung);
        Self {
            block: self.block.min(other.block),
            rest: self.rest.max(other.rest),
            review_per_day: self.review_per_day.min(other.review_per_day),
            looks_notice: self.looks_notice.min(other.looks_notice),
            looks_per_day: self.looks_per_day.min(other.looks_per_day),
            looking_per_day: self.looking_per_day.min(other.looking_per_day),
            resting_rung: self.resting_rung.min(other.resting_rung).min(max_rung),
            max_rung,
            veiled_end: self.veiled_end.max(other.veiled_end),
            first_days: self.first_days.max(other.first_days),
            cool_down: self.cool_down.max(other.cool_down),
        }
    }

    /// How strict one setting is: comparable between two sets of settings, larger is stricter.
    pub(super) fn strictness(&self, setting: SettingName) -> i64 {
        match setting {
            SettingName::Block => self.block.0.saturating_neg(),
            SettingName::Rest => self.rest.0,
            SettingName::ReviewPerDay => self.review_per_day.0.saturating_neg(),
            SettingName::LooksNotice => -i64::from(self.looks_notice),
            SettingName::LooksPerDay => -i64::from(self.looks_per_day),
            SettingName::LookingPerDay => self.looking_per_day.0.saturating_neg(),
            SettingName::RestingRung => -i64::from(u8::from(self.resting_rung)),
            SettingName::MaxRung => -i64::from(u8::from(self.max_rung)),
            SettingName::VeiledEnd => self.veiled_end.0,
            SettingName::FirstDays => i64::from(self.first_days),
            SettingName::CoolDown => self.cool_down.0,
        }
    }

    /// When continuous time off that began at `last` is a full break.
    pub(super) fn rested_at(&self, last: Time) -> Time {
        last + self.rest
    }
}

impl SettingName {
    /// Every setting.
    pub const ALL: [Self; 11] = [
        Self::Block,
        Self::Rest,
        Self::ReviewPerDay,
        Self::LooksNotice,
        Self::LooksPerDay,
        Self::LookingPerDay,
        Self::RestingRung,
        Self::MaxRung,
        Self::VeiledEnd,
        Self::FirstDays,
        Self::CoolDown,
    ];

    /// Its name on the wire and in messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Rest => "rest",
            Self::ReviewPerDay => "review_per_day",
            Self::LooksNotice => "looks_notice",
            Self::LooksPerDay => "looks_per_day",
            Self::LookingPerDay => "looking_per_day",
            Self::RestingRung => "resting_rung",
            Self::MaxRung => "max_rung",
            Self::VeiledEnd => "veiled_end",
            Self::FirstDays => "first_days",
            Self::CoolDown => "cool_down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_and_both_bounds_are_within_the_bounds() {
        for settings in [Settings::DEFAULT, Settings::LOOSEST, Settings::TIGHTEST] {
            assert_eq!(settings.checked(), Ok(settings));
        }
    }

    #[test]
    fn a_setting_outside_its_bounds_is_refused_by_name() {
        let overtime = Settings {
            review_per_day: Span::hours(6),
            ..Settings::DEFAULT
        };
        let setting = SettingName::ReviewPerDay;
        assert_eq!(overtime.checked(), Err(SettingError::TooLoose { setting }));
        let no_work = Settings {
            block: Span::ZERO,
            ..Settings::DEFAULT
        };
        let setting = SettingName::Block;
        assert_eq!(no_work.checked(), Err(SettingError::TooTight { setting }));
        let veiled = Settings {
            max_rung: Rung::Label,
            ..Settings::DEFAULT
        };
        assert_eq!(veiled.checked(), Err(SettingError::RestingAboveMax));
    }

    #[test]
    fn a_setting_has_the_same_name_in_messages_and_on_the_wire() {
        for setting in SettingName::ALL {
            let wire = serde_json::to_value(setting).expect("a unit variant serialises");
            assert_eq!(wire, setting.code());
        }
    }
}
