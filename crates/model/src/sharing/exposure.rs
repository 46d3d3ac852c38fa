//! What was seen, in one unit.

use crate::{
    time::Span,
    wellness::{LookFact, Settings},
};
use std::{
    iter::Sum,
    ops::{Add, Sub},
};

/// What a look of its own weighs beside its time: 12 s.
///
/// Risk follows how often and how long, and the day's two budgets are the only rate between the two that the rules
/// know: 150 looks are a day's worth, and so are 30 minutes.
pub const LOOK_WEIGHS: Span = Span(Settings::DEFAULT.looking_per_day.0 / Settings::DEFAULT.looks_per_day as i64);

/// Exposure, in milliseconds of looking: the time that the ledger counts at rung 3 or more, and [`LOOK_WEIGHS`] for
/// each look that it charges.
///
/// No rung and no category weighs more than another: no validated scale says by how much. What is harder to look at
/// counts by how often and how long people look at it. Veiled work counts nothing, as in the budgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Load(pub i64);

impl Load {
    /// None.
    pub const ZERO: Self = Self(0);

    /// Of one grant, as far as limits go.
    pub fn of(look: &LookFact) -> Self {
        if !look.rung.is_look() {
            return Self::ZERO;
        }
        let charged = if look.charged { LOOK_WEIGHS } else { Span::ZERO };
        Self((charged + look.shown.max(Span::ZERO)).0)
    }
}

impl Add for Load {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Load {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Load {
    fn sum<I: Iterator<Item = Self>>(loads: I) -> Self {
        loads.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rung::Rung, time::Time};

    fn look(rung: Rung, charged: bool, shown: Span) -> LookFact {
        LookFact {
            at: Time(0),
            charged,
            rung,
            shown,
            ends_at: Time(0) + shown,
            severe: false,
        }
    }

    #[test]
    fn a_day_of_looks_weighs_as_much_as_a_day_of_looking() {
        let settings = Settings::DEFAULT;
        let looks = (0..settings.looks_per_day).map(|_| Load::of(&look(Rung::Colour, true, Span::ZERO)));
        let looking = Load::of(&look(Rung::Outline, false, settings.looking_per_day));
        assert_eq!(looks.sum::<Load>(), looking);
    }

    #[test]
    fn veiled_work_is_no_exposure_whatever_it_claims() {
        assert_eq!(Load::of(&look(Rung::LightVeil, true, Span::hours(1))), Load::ZERO);
        assert_eq!(Load::of(&look(Rung::Grey, true, Span(i64::MIN))), Load(LOOK_WEIGHS.0));
        assert_eq!(Load::of(&look(Rung::Grey, true, Span(i64::MAX))), Load(i64::MAX));
    }
}
