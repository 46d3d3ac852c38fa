//! Which settings are in force: what is stricter holds at once, what is looser from the next block on.
//!
//! Knows nothing of where settings are kept. A setting that was replaced is told of as [`Past`]; it goes on counting
//! for whoever had begun a block by then, until they have rested as long as it asks for.

use super::{
    floor::{Effective, Looser, Origin, Reason, stricter_or_equal},
    record::{Interval, Record},
    settings::{SettingName, Settings},
};
use crate::time::Time;
use serde::{Deserialize, Serialize};

/// The three sets of settings that are one for a person: the strictest of them wins, setting by setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layers {
    /// The organisation's.
    pub floor: Settings,
    /// The strictest of all teams the person is in; [`Settings::LOOSEST`] where they are in none.
    pub team: Settings,
    /// The person's own; [`Settings::LOOSEST`] where they have none.
    pub person: Settings,
}

/// Which of the [`Layers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The organisation's floor.
    Floor,
    /// A team's floor.
    Team,
    /// The person's own settings.
    Person,
}

/// Settings that were in force until something looser took their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Whose they were.
    pub layer: Layer,
    /// What they were.
    pub settings: Settings,
    /// Until when they were in force.
    pub until: Time,
}

impl Layers {
    /// The strictest of the three, and who decided what.
    pub fn effective(&self) -> Effective {
        let settings = self.settings();
        let reasons = SettingName::ALL.map(|setting| Reason {
            setting,
            from: self.origin(setting),
            passing: false,
        });
        Effective {
            settings,
            reasons: reasons.into(),
        }
    }

    /// Whether whoever is under these has nothing loosened by the others taking their place, their own wishes aside:
    /// those they may loosen any time.
    ///
    /// # Errors
    /// [`Looser`] with the first setting that would be.
    pub fn keep_others(&self, after: &Self) -> Result<(), Looser> {
        stricter_or_equal(&after.of_others(), &self.of_others())
    }

    fn of_others(&self) -> Settings {
        self.floor.strictest(&self.team).strictest(&Settings::LOOSEST)
    }

    fn settings(&self) -> Settings {
        // The outer bound again, so that a floor that slipped past `checked` still allows no overtime.
        let stricter = self.floor.strictest(&self.team).strictest(&self.person);
        stricter.strictest(&Settings::LOOSEST)
    }

    fn origin(&self, setting: SettingName) -> Origin {
        let [floor, team, person] = [&self.floor, &self.team, &self.person].map(|layer| layer.strictness(setting));
        if person > floor.max(team) {
            Origin::Person
        } else if team > floor {
            Origin::Team
        } else if floor == Settings::DEFAULT.strictness(setting) {
            Origin::Default
        } else {
            Origin::Floor
        }
    }

    /// The layers as they were at the strictest since a block that began at `started_at`.
    fn since(&self, past: &[Past], started_at: Time) -> Self {
        // What ended in the very moment in which the block began may have been looked up before: it counts.
        let in_it = past.iter().filter(|past| past.until >= started_at);
        in_it.fold(*self, Self::with)
    }

    fn with(mut self, past: &Past) -> Self {
        let layer = match past.layer {
            Layer::Floor => &mut self.floor,
            Layer::Team => &mut self.team,
            Layer::Person => &mut self.person,
        };
        *layer = layer.strictest(&past.settings);
        self
    }
}

/// The settings in force for a person at `now`: never looser than any that held since the first activity of their
/// block. When a block began is judged by the strictest of these too, so that a shorter rest lets none begin early.
pub fn in_force(layers: &Layers, past: &[Past], record: &Record, now: Time) -> Effective {
    let mut effective = match began(layers, past, &record.activity(), now) {
        Some(started_at) => layers.since(past, started_at).effective(),
        None => return layers.effective(),
    };
    let current = layers.settings();
    for reason in &mut effective.reasons {
        reason.passing = effective.settings.strictness(reason.setting) > current.strictness(reason.setting);
    }
    effective
}

/// When the block that `now` is part of began.
fn began(layers: &Layers, past: &[Past], activity: &[Interval], now: Time) -> Option<Time> {
    let mut latest: Option<(Time, Time)> = None;
    let rested = |(started_at, last): &(Time, Time)| layers.since(past, *started_at).settings().rested_at(*last);
    for stretch in activity {
        let block = latest.filter(|block| stretch.start < rested(block));
        let started_at = block.map_or(stretch.start, |(started_at, _last)| started_at);
        latest = Some((started_at, stretch.end));
    }
    latest
        .filter(|block| now < rested(block))
        .map(|(started_at, _last)| started_at)
}
