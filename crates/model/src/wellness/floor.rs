//! The organisation's floor and a person's own wishes made one: the strictest wins, setting by setting.
//!
//! Knows nothing of where either is kept, nor of what held before: see `force`.

use super::{
    force::Layers,
    settings::{SettingName, Settings},
};
use serde::{Deserialize, Serialize};

/// The settings in force for one person, and who decided each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Effective {
    /// What holds.
    pub settings: Settings,
    /// One for every setting.
    pub reasons: Vec<Reason>,
}

/// Who decided one setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Reason {
    /// Which setting.
    pub setting: SettingName,
    /// Who decided it.
    pub from: Origin,
    /// Whether it was loosened since: this holds until the block is over.
    #[serde(default)]
    pub passing: bool,
}

/// Where a setting's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The floor leaves it at the default.
    Default,
    /// The organisation moved it.
    Floor,
    /// A team of the person's has something stricter than the organisation.
    Team,
    /// The person asked for something stricter than both.
    Person,
}

/// A person's setting that the floor does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the setting {} is looser than the floor", setting.code())]
pub struct Looser {
    /// Which.
    pub setting: SettingName,
}

/// What holds for a person: the strictest of the floor, their own wishes and [`Settings::LOOSEST`].
/// A person without wishes is [`Settings::LOOSEST`].
pub fn combine(floor: &Settings, person: &Settings) -> Effective {
    let (floor, team, person) = (*floor, Settings::LOOSEST, *person);
    Layers { floor, team, person }.effective()
}

/// Checks that a person's settings loosen nothing.
///
/// # Errors
/// [`Looser`] with the first setting that is looser than the floor.
pub fn stricter_or_equal(person: &Settings, floor: &Settings) -> Result<(), Looser> {
    let looser = |setting: &SettingName| person.strictness(*setting) < floor.strictness(*setting);
    match SettingName::ALL.into_iter().find(looser) {
        Some(setting) => Err(Looser { setting }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    #[test]
    fn every_setting_says_who_decided_it() {
        let floor = Settings {
            rest: Span::minutes(15),
            ..Settings::DEFAULT
        };
        let person = Settings {
            looks_per_day: 20,
            ..Settings::LOOSEST
        };
        let effective = combine(&floor, &person);
        assert_eq!(effective.settings.rest, Span::minutes(15));
        assert_eq!(effective.settings.looks_per_day, 20);
        for reason in effective.reasons {
            let expected = match reason.setting {
                SettingName::Rest => Origin::Floor,
                SettingName::LooksPerDay => Origin::Person,
                _ => Origin::Default,
            };
            assert_eq!(reason.from, expected, "{:?}", reason.setting);
        }
    }

    #[test]
    fn a_looser_wish_is_refused_by_name() {
        let person = Settings {
            block: Span::minutes(51),
            ..Settings::DEFAULT
        };
        let refused = stricter_or_equal(&person, &Settings::DEFAULT);
        assert_eq!(
            refused,
            Err(Looser {
                setting: SettingName::Block
            })
        );
    }
}
