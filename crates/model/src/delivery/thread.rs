//! All that one destination is told of one subject, in order: a thread.
//!
//! What holds now is compared with what the destination knows or will know. What has not left and holds no more is
//! withdrawn; where something else holds than what has left, that is sent behind it. So a reversal of something that
//! never left sends nothing, one of something that arrived sends its inverse, and one of something that is in doubt
//! waits until that is settled by the same message under the same id. The same goes for two cases that say the same: one
//! message, and none when one of the two is reversed.

use super::{Delivery, Says, State};
use crate::time::{Span, Time};
use std::ops::RangeInclusive;

/// One message of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// What it says; none: that what was said before holds no more.
    pub says: Option<Says>,
    /// How far it has come.
    pub delivery: Delivery,
}

/// What has to be done about a thread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turn {
    /// The letters to withdraw, by their place.
    pub withdraw: Vec<usize>,
    /// What to plan, as in [`Letter::says`].
    pub plan: Option<Option<Says>>,
    /// When that is due at the soonest; none: at once. What nobody will ever know of has had time to arrive by then.
    pub not_before: Option<Time>,
}

impl Letter {
    fn is_withdrawn(&self) -> bool {
        matches!(self.delivery.state, State::Withdrawn { .. })
    }

    /// Whether it surely has not arrived and may still be kept back.
    fn can_be_withdrawn(&self) -> bool {
        self.delivery.withdrawn(crate::time::Time::default()).is_ok()
    }

    /// Whether nobody will ever know if it has arrived.
    fn stays_in_doubt(&self) -> bool {
        self.delivery.in_doubt && matches!(self.delivery.state, State::Dead { .. })
    }

    /// How long the destination may take until it can tell whether it has arrived.
    pub fn settles_after(&self) -> Span {
        self.says.map_or(Span::ZERO, Says::settles_after)
    }

    /// When the destination can tell whether one that stays in doubt has arrived; what comes after it has to wait so long.
    pub fn settles_at(&self) -> Option<Time> {
        match self.delivery.state {
            State::Dead { at, .. } if self.delivery.in_doubt => Some(at + self.settles_after()),
            _ => None,
        }
    }

    fn tells(&self, wanted: Option<Says>) -> bool {
        self.says == wanted && !self.stays_in_doubt()
    }
}

/// What has to be done so that the destination knows `wanted`; none: that nothing holds.
pub fn turn(letters: &[Letter], wanted: Option<Says>) -> Turn {
    let standing = || {
        letters
            .iter()
            .enumerate()
            .filter(|(_place, letter)| !letter.is_withdrawn())
    };
    if standing().next_back().is_some_and(|(_place, last)| last.tells(wanted)) {
        return Turn::default();
    }
    let withdraw: Vec<usize> = standing()
        .filter(|(_place, letter)| letter.can_be_withdrawn())
        .map(|(place, _letter)| place)
        .collect();
    let known = standing()
        .rfind(|(_place, letter)| !letter.can_be_withdrawn())
        .map(|(_place, letter)| letter);
    let plan = match known {
        // Whoever was told nothing is not told that nothing holds.
        None => wanted.map(Some),
        Some(last) if last.tells(wanted) => None,
        Some(_other) => Some(wanted),
    };
    Turn {
        withdraw,
        plan,
        not_before: standing().filter_map(|(_place, letter)| letter.settles_at()).max(),
    }
}

/// What a destination should know of a subject: what the latest case says that still says anything. A case that says it
/// is to know nothing outweighs all others, as a dispute outweighs a confirmation here.
pub fn wanted(latest: Option<Says>, is_kept_off: bool) -> Option<Says> {
    latest.filter(|_says| !is_kept_off)
}

/// Whether a destination that has lost what it was told last, through no word of ours, is to be told again.
pub fn told_again(letters: &[Letter], wanted: Option<Says>) -> bool {
    let last = letters.iter().rfind(|letter| !letter.is_withdrawn());
    let arrived = last.filter(|letter| matches!(letter.delivery.state, State::Delivered { .. }));
    wanted.is_some() && arrived.is_some_and(|letter| letter.says == wanted)
}

/// The letters that a letter carries on or takes back: those that say the same one after the other, up to it or up to the
/// last before it that says anything. One that takes back ends them once it has arrived, and not before: until then what
/// was said may still stand there. None where there is nothing to take back.
pub fn run(letters: &[Letter], place: usize) -> Option<RangeInclusive<usize>> {
    let arrived = |letter: &Letter| matches!(letter.delivery.state, State::Delivered { .. });
    let counts = |letter: &Letter| !letter.is_withdrawn() && (letter.says.is_some() || arrived(letter));
    let before = letters.iter().enumerate().take(place.saturating_add(1)).rev();
    let mut standing = before.filter(|(at, letter)| *at == place || counts(letter));
    let (last, letter) = standing.find(|(_at, letter)| letter.says.is_some())?;
    let same = standing.take_while(|(_at, earlier)| earlier.says == letter.says);
    let first = same.last().map_or(last, |(at, _earlier)| at);
    Some(first..=last)
}

/// Whether the letter at this place may be sent as far as the ones before it go: they are settled, one way or the other.
pub fn may_go(letters: &[Letter], place: usize) -> bool {
    letters.iter().take(place).all(|letter| letter.delivery.is_settled())
}

/// Whether a dead letter at this place may be sent again: none that is not withdrawn has come after it, which it would
/// undo.
pub fn may_go_again(letters: &[Letter], place: usize) -> bool {
    letters.iter().skip(place.saturating_add(1)).all(Letter::is_withdrawn)
}

#[cfg(test)]
mod tests;
