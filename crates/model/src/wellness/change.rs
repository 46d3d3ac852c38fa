//! A wish to change settings: what it names is changed, what it leaves out stays as it is.
//!
//! A client that knows fewer settings than the hub cannot loosen by its silence one that it has never heard of; one
//! that names a setting the hub does not know is refused, since it would believe in a limit that nobody keeps.

use super::settings::Settings;
use crate::{rung::Rung, time::Span};
use serde::{Deserialize, Serialize};

/// Some of the [`Settings`], or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// [`Settings::block`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Span>,
    /// [`Settings::rest`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Span>,
    /// [`Settings::review_per_day`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_per_day: Option<Span>,
    /// [`Settings::looks_notice`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_notice: Option<u32>,
    /// [`Settings::looks_per_day`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_per_day: Option<u32>,
    /// [`Settings::looking_per_day`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looking_per_day: Option<Span>,
    /// [`Settings::resting_rung`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resting_rung: Option<Rung>,
    /// [`Settings::max_rung`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rung: Option<Rung>,
    /// [`Settings::veiled_end`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub veiled_end: Option<Span>,
    /// [`Settings::first_days`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_days: Option<u32>,
    /// [`Settings::cool_down`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cool_down: Option<Span>,
}

impl SettingsChange {
    /// What `held` becomes by it.
    #[must_use]
    pub fn of(self, held: &Settings) -> Settings {
        Settings {
            block: self.block.unwrap_or(held.block),
            rest: self.rest.unwrap_or(held.rest),
            review_per_day: self.review_per_day.unwrap_or(held.review_per_day),
            looks_notice: self.looks_notice.unwrap_or(held.looks_notice),
            looks_per_day: self.looks_per_day.unwrap_or(held.looks_per_day),
            looking_per_day: self.looking_per_day.unwrap_or(held.looking_per_day),
            resting_rung: self.resting_rung.unwrap_or(held.resting_rung),
            max_rung: self.max_rung.unwrap_or(held.max_rung),
            veiled_end: self.veiled_end.unwrap_or(held.veiled_end),
            first_days: self.first_days.unwrap_or(held.first_days),
            cool_down: self.cool_down.unwrap_or(held.cool_down),
        }
    }
}

impl From<Settings> for SettingsChange {
    /// All of them, as they are.
    fn from(settings: Settings) -> Self {
        Self {
            block: Some(settings.block),
            rest: Some(settings.rest),
            review_per_day: Some(settings.review_per_day),
            looks_notice: Some(settings.looks_notice),
            looks_per_day: Some(settings.looks_per_day),
            looking_per_day: Some(settings.looking_per_day),
            resting_rung: Some(settings.resting_rung),
            max_rung: Some(settings.max_rung),
            veiled_end: Some(settings.veiled_end),
            first_days: Some(settings.first_days),
            cool_down: Some(settings.cool_down),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wellness::SettingName;

    #[test]
    fn what_a_change_leaves_out_stays_and_what_nobody_knows_is_refused() {
        let held = Settings::TIGHTEST;
        let read = |text: &str| serde_json::from_str::<SettingsChange>(text);
        let nothing = read("{}").expect("a change of nothing");
        assert_eq!(nothing.of(&held), held);
        let one = read(r#"{"block": 60000}"#).expect("a change of one");
        let expected = Settings {
            block: Span::minutes(1),
            ..held
        };
        assert_eq!(one.of(&held), expected);
        assert!(read(r#"{"block": 60000, "looks_per_week": 9}"#).is_err());
    }

    #[test]
    fn every_setting_can_be_changed_by_its_own_name() {
        let all = serde_json::to_value(Settings::TIGHTEST).expect("settings");
        assert_eq!(
            SettingsChange::from(Settings::TIGHTEST).of(&Settings::LOOSEST),
            Settings::TIGHTEST
        );
        for setting in SettingName::ALL {
            let code = setting.code();
            let part = serde_json::json!({ code: all.get(code) });
            let change: SettingsChange = serde_json::from_value(part).expect("its name is known");
            let changed = change.of(&Settings::LOOSEST);
            assert_eq!(
                changed.strictness(setting),
                Settings::TIGHTEST.strictness(setting),
                "{code}"
            );
        }
    }
}
