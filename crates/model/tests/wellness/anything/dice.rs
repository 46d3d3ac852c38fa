//! Numbers that are the same in every run, by `SplitMix64`.

#![expect(clippy::indexing_slicing, reason = "a number within the list was drawn")]

use scrim_model::{rung::Rung, time::Span, wellness::Settings};
use std::ops::Range;

pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn within(&mut self, range: Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start)
    }

    pub(super) fn ms(&mut self, range: Range<i64>) -> Span {
        let width = u64::try_from(range.end - range.start).expect("a range that goes up");
        let drawn = i64::try_from(self.within(0..width)).expect("within the range");
        Span::ms(range.start + drawn)
    }

    pub(super) fn one_in(&mut self, many: u64) -> bool {
        self.within(0..many) == 0
    }

    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        let many = u64::try_from(all.len()).expect("a few");
        all[usize::try_from(self.within(0..many)).expect("a few")]
    }

    pub(super) fn rung(&mut self) -> Rung {
        self.of(&Rung::ALL)
    }

    /// Settings within their bounds, small enough that every limit is met often. Most leave most as loose as may be.
    pub(super) fn settings(&mut self) -> Settings {
        let loose = Settings::LOOSEST;
        let max_rung = if self.one_in(4) { self.rung() } else { Rung::Colour };
        let count = |dice: &mut Self, loose, few: Range<u64>| {
            if dice.one_in(2) {
                loose
            } else {
                u32::try_from(dice.within(few)).expect("few")
            }
        };
        let settings = Settings {
            block: self.ms(60_000..1_200_000),
            rest: self.ms(1_000..900_000),
            review_per_day: self.ms(600_000..5_400_000),
            looks_notice: count(self, loose.looks_notice, 0..5),
            looks_per_day: count(self, loose.looks_per_day, 0..12),
            looking_per_day: self.ms(0..600_000),
            resting_rung: self.of(&[Rung::Label, Rung::HeavyVeil, Rung::LightVeil]).min(max_rung),
            max_rung,
            veiled_end: self.ms(1_800_000..2_400_000),
            first_days: count(self, loose.first_days, 14..30),
            cool_down: self.ms(120_000..600_000),
        };
        settings.checked().expect("made within the bounds")
    }
}
