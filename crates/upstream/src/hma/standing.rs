//! Whether content matches: HMA keeps one number for it.

use serde::{Deserialize, Serialize};

/// Whether content matches, by HMA's `disable_until_ts`. It holds for everybody who looks up there, and takes effect at
/// once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "i64", into = "i64")]
pub enum Enabled {
    /// It matches.
    Yes,
    /// It matches nothing, until somebody enables it.
    No,
    /// It matches nothing until a time, seconds since 1970; a time that is past means that it matches.
    From(i64),
}

impl Enabled {
    /// Whether it matches at a time, seconds since 1970.
    pub fn at(self, now: i64) -> bool {
        match self {
            Self::Yes => true,
            Self::No => false,
            Self::From(time) => time <= now,
        }
    }
}

impl From<i64> for Enabled {
    fn from(number: i64) -> Self {
        match number {
            0 => Self::No,
            1 => Self::Yes,
            time => Self::From(time),
        }
    }
}

impl From<Enabled> for i64 {
    fn from(enabled: Enabled) -> Self {
        match enabled {
            Enabled::No => 0,
            Enabled::Yes => 1,
            Enabled::From(time) => time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_is_off_one_is_on_and_a_time_that_is_past_is_on() {
        assert!(!Enabled::from(0).at(i64::MAX));
        assert!(Enabled::from(1).at(0));
        assert!(Enabled::from(1_700_000_000).at(1_700_000_001));
        assert!(!Enabled::from(1_700_000_000).at(1_699_999_999));
        for number in [0, 1, 2, 1_700_000_000] {
            assert_eq!(i64::from(Enabled::from(number)), number);
        }
    }
}
