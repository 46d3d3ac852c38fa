//! How the window looks, which keys it hears and whether it is heard of from behind, on one machine, whoever sits at it.
//!
//! Knows neither colours nor actions: the window has them. What is kept here is bounded, so that a damaged file or a
//! window gone wrong fills nothing.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Text as the system has it, and twice that, percent; WCAG 2.2 asks for 200 (1.4.4).
pub const TEXT_PERCENT: (u16, u16) = (100, 200);

/// More keys than the window has actions.
const MOST_KEYS: usize = 128;

/// The longest name of an action, and of a chord, characters.
const LONGEST: usize = 48;

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dim surroundings for the case.
    #[default]
    Dark,
    /// The same by day.
    Light,
    /// Text and edges at the highest contrast.
    HighContrast,
    /// Whatever the system asks for.
    System,
}

/// What the window speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The system's, where the window has it; else English.
    #[default]
    System,
    /// English.
    En,
    /// French.
    Fr,
}

/// How the window looks and which keys it hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Appearance {
    /// Its language.
    pub language: Language,
    /// Its colours.
    pub theme: Theme,
    /// The size of text, percent of the usual one.
    pub text_percent: u16,
    /// Whether something may be said through the system while another window is in front.
    pub notices: bool,
    /// Chords that stand for an action in place of its usual ones, by the action's name.
    pub keys: BTreeMap<String, String>,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            text_percent: TEXT_PERCENT.0,
            notices: true,
            keys: BTreeMap::new(),
        }
    }
}

impl Appearance {
    /// The same with a size of text that there is, and without keys that could be none.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        let (least, most) = TEXT_PERCENT;
        self.text_percent = self.text_percent.clamp(least, most);
        self.keys.retain(|action, chord| is_a_name(action) && is_a_chord(chord));
        self.keys = self.keys.into_iter().take(MOST_KEYS).collect();
        self
    }
}

fn is_a_name(action: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    (1..=LONGEST).contains(&action.len()) && action.chars().all(plain)
}

fn is_a_chord(chord: &str) -> bool {
    (1..=LONGEST).contains(&chord.chars().count()) && !chord.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter()
            .map(|(action, chord)| ((*action).to_owned(), (*chord).to_owned()))
            .collect()
    }

    #[test]
    fn text_is_no_smaller_than_usual_and_at_most_twice_as_large() {
        for (asked, held) in [(0, 100), (100, 100), (125, 125), (200, 200), (u16::MAX, 200)] {
            let appearance = Appearance {
                text_percent: asked,
                ..Appearance::default()
            };
            assert_eq!(appearance.within_limits().text_percent, held);
        }
    }

    #[test]
    fn what_can_be_no_key_is_left_out_and_the_rest_stays() {
        let long = "x".repeat(49);
        let appearance = Appearance {
            keys: keys(&[
                ("settle", "Ctrl+G"),
                ("Settle", "G"),
                ("agree", ""),
                ("dispute", &long),
                (&long, "G"),
                ("skip", "a\nb"),
                ("note", "é"),
            ]),
            ..Appearance::default()
        };
        assert_eq!(
            appearance.within_limits().keys,
            keys(&[("note", "é"), ("settle", "Ctrl+G")])
        );
    }

    #[test]
    fn no_more_keys_are_kept_than_there_can_be() {
        let many = (0..1_000).map(|at| (format!("action_{at}"), "G".to_owned())).collect();
        let appearance = Appearance {
            keys: many,
            ..Appearance::default()
        };
        assert_eq!(appearance.within_limits().keys.len(), MOST_KEYS);
    }

    #[test]
    fn a_file_of_an_earlier_version_reads_with_what_it_lacks_as_usual() {
        let read: Appearance = serde_json::from_str(r#"{"theme":"light"}"#).unwrap();
        let light = Appearance {
            theme: Theme::Light,
            ..Appearance::default()
        };
        assert_eq!(read, light);
    }
}
