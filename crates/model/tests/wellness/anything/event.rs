//! What may happen.

use super::dice::Dice;
use scrim_model::{rung::Rung, time::Span, wellness::Settings};

#[derive(Debug, Clone)]
pub(super) enum Event {
    /// A desk takes a case, and works on it for so many heartbeats.
    Work { desk: usize, heartbeats: u64 },
    /// A desk asks for a look.
    Look {
        desk: usize,
        rung: Rung,
        severe: bool,
        charged: bool,
    },
    /// A desk closes its look, and claims what it likes.
    Close { desk: usize, claimed: Span },
    /// The person wants a break.
    Rest,
    /// The person wants to go on.
    EndRest,
    /// Nobody does anything.
    Wait(Span),
    /// Somebody sets the clock of the hub's machine.
    SetClock(i64),
    /// The hub starts again.
    HubRestarts,
    /// A desk starts again: what was open there is never closed.
    DeskRestarts { desk: usize },
    /// The organisation sets its floor.
    Floor(Settings),
    /// A team's floor is set, or the person is put in or out of it.
    Team { team: usize, floor: Option<Settings> },
    /// The person sets their own.
    Own(Settings),
    /// A lead sets their shifts, from now on, or none.
    Shifts(Option<Vec<(Span, Span)>>),
}

impl Event {
    pub(super) fn any(dice: &mut Dice) -> Self {
        let desk = usize::from(dice.one_in(2));
        match dice.within(0..44) {
            0..=13 => Self::Work {
                desk,
                heartbeats: dice.within(1..9),
            },
            14..=23 => Self::Look {
                desk,
                rung: dice.rung(),
                severe: dice.one_in(4),
                charged: !dice.one_in(4),
            },
            24..=27 => Self::Close {
                desk,
                claimed: dice.ms(0..20_000),
            },
            28 => Self::Rest,
            29 | 30 => Self::EndRest,
            31..=33 => Self::Wait(dice.ms(0..1_000_000)),
            34 if dice.one_in(3) => Self::Wait(dice.ms(0..80_000_000)),
            34 | 35 => Self::SetClock(dice.ms(-7_200_000..3_600_000).0),
            36 => Self::HubRestarts,
            37 => Self::DeskRestarts { desk },
            38 => Self::Floor(dice.settings()),
            39 | 40 => Self::Team {
                team: usize::from(dice.one_in(2)),
                floor: dice.one_in(2).then(|| dice.settings()),
            },
            41 => Self::Own(dice.settings()),
            _ => Self::Shifts((!dice.one_in(3)).then(|| {
                let shift = |dice: &mut Dice| (dice.ms(0..20_000_000), dice.ms(600_000..14_400_000));
                (0..dice.within(1..4)).map(|_| shift(dice)).collect()
            })),
        }
    }
}
