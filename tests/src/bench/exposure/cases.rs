//! The uploads: those of the demo that match something, and others like them to learn from.

use crate::pictures::{
    Alteration, Picture, Recipe, alter, draw,
    near::{NEAR_MISSES, draw_near_miss},
    picture,
};

/// How many known pictures are learned from, which the demo does not have.
const LEARNED_FROM: u32 = 40;
/// The number of the first of them.
const FIRST_LEARNED: u32 = 400;
/// How many known pictures the demo's list has beside those with a near miss.
const PLAIN: u32 = 40;

/// How an upload matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Equal bytes.
    Exact,
    /// A near hash, and the same picture.
    Copy,
    /// A near hash, and another picture.
    NearMiss,
}

/// One upload beside what it matches.
pub(super) struct Case {
    pub(super) kind: Kind,
    /// What the reviewer remembers.
    pub(super) listed: Picture,
    pub(super) upload: Picture,
    /// What is true.
    pub(super) same: bool,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Exact, Self::Copy, Self::NearMiss];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact match",
            Self::Copy => "near match, a copy",
            Self::NearMiss => "near match, another picture",
        }
    }
}

/// The demo's.
pub(super) fn demo() -> Vec<Case> {
    let has_near_miss = |number: &u32| NEAR_MISSES.iter().any(|(known, _)| known == number);
    let plain: Vec<u32> = (0..)
        .filter(|number| !has_near_miss(number))
        .take(PLAIN as usize)
        .collect();
    let exact = plain.iter().map(|number| Case {
        kind: Kind::Exact,
        listed: picture(*number),
        upload: picture(*number),
        same: true,
    });
    let copies = plain.iter().zip(alter::COMMON.into_iter().cycle());
    let copies = copies.map(|(number, alteration)| copy(picture(*number), alteration));
    let misses = NEAR_MISSES.iter().map(|(number, variation)| Case {
        kind: Kind::NearMiss,
        listed: picture(*number),
        upload: draw_near_miss(*number, *variation),
        same: false,
    });
    exact.chain(copies).chain(misses).collect()
}

/// Others: each known picture altered, and beside it one that keeps what is large and differs in what is small.
pub(super) fn training() -> Vec<Case> {
    let numbers = FIRST_LEARNED..FIRST_LEARNED + LEARNED_FROM;
    let pairs = numbers.zip(alter::COMMON.into_iter().cycle());
    let pairs = pairs.flat_map(|(number, alteration)| {
        let variation = Recipe {
            number,
            variation: 1,
            size_px: None,
        };
        let other = Case {
            kind: Kind::NearMiss,
            listed: picture(number),
            upload: draw(variation),
            same: false,
        };
        [copy(picture(number), alteration), other]
    });
    pairs.collect()
}

fn copy(listed: Picture, alteration: Alteration) -> Case {
    Case {
        kind: Kind::Copy,
        upload: alteration.apply(&listed),
        listed,
        same: true,
    }
}
