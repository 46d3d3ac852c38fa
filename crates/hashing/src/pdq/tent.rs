//! The same blurred picture in one go: each of its 64 × 64 samples is a weighted sum of the pixels around
//! it, and a pixel is in one or two of them.
//!
//! Two boxes along a side make a tent, so both passes of both directions are a weight for each row and each
//! column. That is a tenth of the running sums' work and rounds otherwise than they do. It deliberately does
//! not judge whether that could matter; [`transform`](super::transform) does.

use super::jarosz::Window;
use super::picture::{Picture, ROWS};
use super::transform::{SIDE, Thumb};

/// Buffers of the shortcut.
#[derive(Debug, Default)]
pub(super) struct Tents {
    columns: Vec<Tent>,
    rows: Vec<Tent>,
    size: (usize, usize),
    /// Brightness of the rows being weighed, where it has to be computed.
    lines: [Vec<f32>; ROWS],
    sums: Vec<f32>,
}

/// What one sample takes of a side: weights from `first` on, which sum to one.
#[derive(Debug, Default, Clone)]
struct Tent {
    first: usize,
    weights: Vec<f32>,
}

impl Tents {
    /// The samples of a picture.
    #[inline(always)]
    pub(super) fn thumb(&mut self, picture: &Picture<'_>) -> Thumb {
        self.restart(picture);
        let Self {
            columns,
            rows,
            lines,
            sums,
            ..
        } = self;
        let mut thumb = [[0.0; SIDE]; SIDE];
        for (line, tent) in thumb.iter_mut().zip(rows) {
            sums.fill(0.0);
            let top = tent.first..;
            for (y, weights) in top.step_by(ROWS).zip(tent.weights.chunks(ROWS)) {
                picture.weigh(y, weights, lines, sums);
            }
            for (sample, tent) in line.iter_mut().zip(columns.iter()) {
                *sample = tent.weigh(sums);
            }
        }
        thumb
    }

    /// Tents depend on the sides alone, and pictures of one size often come together.
    fn restart(&mut self, picture: &Picture<'_>) {
        let size = (picture.width, picture.height);
        if self.size != size {
            self.columns = tents(size.0);
            self.rows = tents(size.1);
            self.size = size;
        }
        self.sums.resize(size.0, 0.0);
    }
}

impl Tent {
    /// The weighted sum in eight parts, since one would wait for itself.
    #[inline(always)]
    fn weigh(&self, sums: &[f32]) -> f32 {
        let part = sums.get(self.first..).unwrap_or_default();
        let (weights, last_weights) = self.weights.as_chunks::<8>();
        let (values, _) = part.as_chunks::<8>();
        let mut parts = [0.0; 8];
        for (weights, values) in weights.iter().zip(values) {
            for ((part, weight), value) in parts.iter_mut().zip(weights).zip(values) {
                *part += weight * value;
            }
        }
        let last = part.iter().skip(weights.len() * 8).zip(last_weights);
        parts.iter().sum::<f32>() + last.map(|(value, weight)| value * weight).sum::<f32>()
    }
}

/// The tents of the 64 samples of a side.
fn tents(length: usize) -> Vec<Tent> {
    (0..SIDE)
        .map(|sample| tent(length, (2 * sample + 1) * length / (2 * SIDE)))
        .collect()
}

/// The tent around a pixel: its box is a mean of means, each over the pixels there are.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a few hundred, then rounded once"
)]
fn tent(length: usize, middle: usize) -> Tent {
    let window = Window::for_side(length);
    let outer = window.around(middle, length);
    let first = window.around(outer.start, length).start;
    let mut weights = vec![
        0.0_f64;
        window
            .around(outer.end.saturating_sub(1), length)
            .end
            .saturating_sub(first)
    ];
    for place in outer.clone() {
        let inner = window.around(place, length);
        let share = 1.0 / (inner.len() * outer.len()) as f64;
        for weight in weights.iter_mut().skip(inner.start - first).take(inner.len()) {
            *weight += share;
        }
    }
    Tent {
        first,
        weights: weights.into_iter().map(|weight| weight as f32).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::hasher::{Hasher, by_running_sums};
    use super::super::transform::settled;
    use super::*;
    use proptest::prelude::*;

    /// Soft waves, hard edges and grain, each as strong as asked.
    #[derive(Debug, Clone)]
    struct Drawn {
        width: usize,
        height: usize,
        waves: [f32; 2],
        edge: f32,
        grain: u32,
    }

    fn sizes() -> impl Strategy<Value = (usize, usize)> {
        prop_oneof![(5..200usize, 5..200usize), (200..1700usize, 200..1300usize)]
    }

    fn drawn() -> impl Strategy<Value = Drawn> {
        let shape = ([0.0..12.0f32, 0.0..12.0f32], prop_oneof![Just(0.0), 5.0..90.0f32]);
        (sizes(), shape, prop_oneof![Just(1), 2..70u32]).prop_map(|((width, height), (waves, edge), grain)| Drawn {
            width,
            height,
            waves,
            edge,
            grain,
        })
    }

    impl Drawn {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a drawing of a thousand pixels a side"
        )]
        fn pixels(&self) -> Vec<u8> {
            let mut scrambled = 0x9E37_79B9_u32;
            let mut grain = || {
                scrambled ^= scrambled << 13;
                scrambled ^= scrambled >> 17;
                scrambled ^= scrambled << 5;
                (scrambled % self.grain) as f32
            };
            let [across, down] = self.waves;
            let place = |at: usize, side: usize| at as f32 / side as f32 * 10.0;
            let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
            let brightness = places.map(|(x, y)| {
                let (x, y) = (place(x, self.width), place(y, self.height));
                let edge = if (x * 1.3 + y).sin() > 0.4 { self.edge } else { 0.0 };
                90.0 + 45.0 * (x * across + y.sin()).sin() + 40.0 * (y * down + x).cos() + edge + grain()
            });
            brightness.map(|value| value.clamp(0.0, 255.0) as u8).collect()
        }
    }

    proptest! {
        #[test]
        fn what_the_shortcut_settles_is_what_the_running_sums_come_to(drawn in drawn(), colour: bool) {
            let mut pixels = drawn.pixels();
            let (width, height) = (u32::try_from(drawn.width).unwrap(), u32::try_from(drawn.height).unwrap());
            let picture = if colour {
                pixels = pixels.iter().flat_map(|value| [*value, value / 2, 255 - value]).collect();
                Picture::rgb(width, height, &pixels).unwrap()
            } else {
                Picture::grey(width, height, &pixels).unwrap()
            };
            if let Some(pdq) = settled(&Tents::default().thumb(&picture)) {
                prop_assert_eq!(pdq, by_running_sums(&mut Hasher::new(), &picture));
            }
        }
    }

    #[test]
    fn most_pictures_with_detail_are_settled() {
        let mut tents = Tents::default();
        let settles = |n: u16| {
            let waves = [1.0 + f32::from(n) * 0.35, 9.0 - f32::from(n) * 0.3];
            let drawn = Drawn {
                width: 700 + usize::from(n) * 13,
                height: 500 + usize::from(n) * 7,
                waves,
                edge: 60.0,
                grain: 20,
            };
            let pixels = drawn.pixels();
            let sides = (drawn.width.try_into().unwrap(), drawn.height.try_into().unwrap());
            settled(&tents.thumb(&Picture::grey(sides.0, sides.1, &pixels).unwrap())).is_some()
        };
        let count = (0..24).map(settles).filter(|settled| *settled).count();
        assert!(count >= 16, "{count} of 24");
    }

    #[test]
    fn every_tent_weighs_one() {
        for length in [5, 64, 100, 129, 3_000, 4_000, 9_999] {
            for tent in tents(length) {
                let sum: f32 = tent.weights.iter().sum();
                assert!((sum - 1.0).abs() < 1e-5, "{sum} of {length}");
                assert!(tent.first + tent.weights.len() <= length);
            }
        }
    }
}
