//! Cases and limits as a hub might say them.

use crate::desk::{NEAR, held, in_state, pair};
use scrim_model::{
    matching::{ListTrust, MatchKind},
    rung::Rung,
    session::{Event, Held},
    time::Time,
    wellness::{Allowance, RungReason, State},
};

/// Cases of several kinds.
pub(super) fn made_up(number: u32, kind: u32) -> Held {
    let resting = [Rung::HeavyVeil, Rung::LightVeil, Rung::Label, Rung::HeavyVeil];
    let max = [Rung::Colour, Rung::Colour, Rung::LightVeil, Rung::Grey];
    let at = usize::try_from(number % 4).expect("small");
    let mut pairs = vec![pair(0, NEAR, ListTrust::Other)];
    if kind.is_multiple_of(2) {
        pairs.push(pair(1, MatchKind::Exact, ListTrust::Vetted));
    }
    Held {
        pairs,
        resting_rung: resting[at],
        max_rung: max[at],
        ..held(number)
    }
}

/// What the hub says of the person's limits.
pub(crate) fn limits(state: State, max_rung: Rung, ends_at: Option<Time>, looks_left: u32) -> Event {
    let mut allowance = Allowance {
        block_ends_at: ends_at,
        looks_left,
        ..in_state(state, max_rung)
    };
    if looks_left == 0 && state == State::Working {
        allowance.rung_reason = RungReason::Budget;
    }
    Event::Allowance {
        allowance,
        looks_in_block: 0,
    }
}
