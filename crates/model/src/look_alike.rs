//! Benign look-alikes: pictures of the organisation's own that are near misses of something listed, mixed into the work
//! so that whoever decides learns, and they alone, whether they tell such pairs apart.
//!
//! Knows nothing of rows, nor of where chance comes from: [`Dice`] are an argument. When somebody is given one is decided
//! by [`may_be_given`]; that nothing follows from what they say of it is `scrim-store`'s.

use crate::{
    delivery::Purpose,
    feedback::Lesson,
    ids::{EntryId, ItemId},
    second_looks::{Draw, Permille},
    time::Span,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
    wellness::Allowance,
};
use scrim_hashing::pdq::{MATCH_DISTANCE, TWIN_DISTANCE};
use serde::{Deserialize, Serialize};

/// The most of a queue's cases that may be look-alikes, in thousandths. Every one costs a look that no upload needed, so
/// that there is an end to it; one in twenty is what a person can still be told about a week's work by.
pub const MOST: u16 = 50;

/// How many one person is given in 24 hours at most, whatever the share: with more, somebody who works fast would spend a
/// noticeable part of a day's looks on them.
pub const MOST_A_DAY: u32 = 3;

/// How many looks somebody has to have left: the last ones of a day are for uploads.
pub const LOOKS_KEPT: u32 = 10;

/// How much looking time somebody has to have left, for the same reason.
pub const LOOKING_KEPT: Span = Span::minutes(2);

/// How far from the first case that waits one is dated at most, ms: cases that were given back are as much older.
const DATED_WITHIN_MS: u64 = 30_000;

/// Of how many cases of a queue one is a look-alike, in thousandths: none by default, 50 at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(try_from = "u16")]
pub struct LookAlikeShare(u16);

/// A share of more than may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share of look-alikes is 0 to {MOST} thousandths")]
pub struct TooMany;

/// One throw, for one request for cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dice(u64);

/// How somebody who asks for cases stands towards look-alikes.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// What they may do now.
    pub allowance: &'a Allowance,
    /// How many they were given in the last 24 hours.
    pub given_today: u32,
    /// They have one in hand, or may still take back what they said of it.
    pub open: bool,
    /// A case of the queue waits for them.
    pub work_waits: bool,
}

impl LookAlikeShare {
    /// None.
    pub const NONE: Self = Self(0);

    /// In thousandths.
    pub fn thousandths(self) -> u16 {
        self.0
    }
}

impl Default for LookAlikeShare {
    fn default() -> Self {
        Self::NONE
    }
}

impl TryFrom<u16> for LookAlikeShare {
    type Error = TooMany;

    fn try_from(thousandths: u16) -> Result<Self, TooMany> {
        if thousandths <= MOST {
            Ok(Self(thousandths))
        } else {
            Err(TooMany)
        }
    }
}

impl Dice {
    /// A throw by which nobody is ever given one.
    pub const NEVER: Self = Self(999);

    /// From random bits.
    pub const fn of(bits: u64) -> Self {
        Self(bits)
    }

    /// Whether the throw falls into a share.
    pub fn fall_into(self, share: LookAlikeShare) -> bool {
        // More than all is no share there is.
        Permille::try_from(share.0).is_ok_and(|share| share.takes(Draw::of(self.0)))
    }

    /// Which of so many; nothing of none. What decides this is independent of what decided whether.
    pub fn pick(self, of: usize) -> Option<usize> {
        let of = u64::try_from(of).ok()?;
        usize::try_from((self.0 / 1_000).checked_rem(of)?).ok()
    }

    /// How much older it is dated than the first case that waits: as an upload that somebody has given back, which is
    /// older than all that waits, too.
    pub fn dated_before(self) -> Span {
        let ms = 1 + (self.0 / 7_919) % DATED_WITHIN_MS;
        Span(i64::try_from(ms).unwrap_or(1))
    }
}

/// Whether somebody may be given one now, where the dice say so.
///
/// Never instead of work that does not wait: nobody is made to look for nothing. Never in their first days, in which all
/// that is shown to them is to be little. Never where it would take one of the last looks of the day, or while nothing is
/// shown but veils: it would be decided without the look that it is for, or keep somebody from a look that an upload needs.
/// Never two at once, and [`MOST_A_DAY`] a day, so that no share makes it a second job.
pub fn may_be_given(moment: Moment<'_>) -> bool {
    let Moment {
        allowance,
        given_today,
        open,
        work_waits,
    } = moment;
    let looks_left = allowance.looks_left > LOOKS_KEPT && allowance.looking_left > LOOKING_KEPT;
    let shown = allowance.max_rung.is_look() && allowance.cooling_until.is_none();
    let used_to_it = allowance.newcomer_until.is_none();
    work_waits && looks_left && shown && used_to_it && !open && given_today < MOST_A_DAY
}

/// Whether a picture at this distance from every hash of an entry can be a look-alike of it: near enough to match, and
/// farther than what would be stopped for it once somebody has confirmed the entry.
pub fn is_near_miss(distance: u32) -> bool {
    distance > TWIN_DISTANCE && distance <= MATCH_DISTANCE
}

/// What is true of one.
pub fn truth(item: ItemId, entry: EntryId) -> Verdict {
    Verdict {
        content: Content::NotAssessed,
        classification: None,
        pairs: vec![PairVerdict {
            item,
            entry,
            matched: MatchAxis::Different,
            listing: Listing::NotAssessed,
        }],
    }
}

impl Lesson {
    /// What somebody is told who said this of one.
    pub fn of_look_alike(yours: &Verdict) -> Self {
        if yours.is_undetermined() {
            Self::LookAlikeLeftOpen
        } else if yours.pairs.iter().any(|pair| pair.matched.is_same()) {
            Self::LookAlikeTakenForMatch
        } else {
            Self::LookAlikeToldApart
        }
    }
}

impl Purpose {
    /// Whether what is said of such a case counts for anything.
    pub fn has_effects(self) -> bool {
        self != Self::LookAlike
    }
}

#[cfg(test)]
mod tests;
