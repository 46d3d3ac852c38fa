//! Goldens as they are committed, and how far a rendition is from its own.
//!
//! `tests/golden` makes them from the same files by other means (Pillow, `LittleCMS`, true Gaussians). It
//! knows the layout of a sheet and no rung's tolerance.

use scrim_media::{Limits, Rendition, RungName};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::open::{Seen, read};

/// The long edge of a small picture, in pixels; the outline's is twice as long.
const CELL: u32 = 48;

/// The ground of an outline.
const PAPER: u8 = 244;

/// What is known of every good file.
pub(crate) type Table = BTreeMap<String, Value>;

/// How far two small pictures are apart, in levels of 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Apart {
    /// The mean over all channels.
    pub(crate) mean: f64,
    /// The largest.
    pub(crate) most: f64,
}

impl Apart {
    pub(crate) fn within(self, tolerance: Self) -> bool {
        self.mean <= tolerance.mean && self.most <= tolerance.most
    }
}

fn fixture(path: &str) -> Vec<u8> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures"));
    std::fs::read(folder.join(path)).unwrap()
}

pub(crate) fn good(name: &str) -> Vec<u8> {
    fixture(&format!("good/{name}"))
}

pub(crate) fn table() -> Table {
    serde_json::from_slice(&fixture("golden/golden.gen.json")).unwrap()
}

/// The golden of one file: its rungs side by side.
pub(crate) struct Sheet {
    drawn: Seen,
    row: Value,
}

impl Sheet {
    pub(crate) fn of(name: &str, table: &Table) -> Self {
        let bytes = fixture(&format!("golden/{name}.png"));
        Self {
            drawn: read(&bytes, &Limits::recommended()).unwrap().shown,
            row: table[name].clone(),
        }
    }

    /// The size in which a rung of this file must come.
    pub(crate) fn size(&self, rung: RungName) -> (u32, u32) {
        let side = |at: usize| self.row["renditions"][rung.name()][at].as_u64().unwrap();
        (side(0) as u32, side(1) as u32)
    }

    /// The long edge in full colour.
    pub(crate) fn long_edge(&self) -> u32 {
        let (width, height) = self.size(RungName::Colour);
        width.max(height)
    }

    /// How much darker than its paper the drawing is in the mean, in levels.
    pub(crate) fn ink(&self) -> f64 {
        let (width, height) = self.cell(RungName::Outline);
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let dark: u32 = places.map(|(x, y)| u32::from(PAPER - self.at(x, y)[0])).sum();
        f64::from(dark) / f64::from(width * height)
    }

    /// How far a rendition is from its place on the sheet; as far as can be where its size is another.
    pub(crate) fn apart(&self, rendition: &Rendition) -> Apart {
        if self.size(rendition.rung_name) != (rendition.width, rendition.height) {
            return Apart {
                mean: 255.0,
                most: 255.0,
            };
        }
        let seen = read(&rendition.encoded, &Limits::recommended()).unwrap().shown;
        self.apart_from(&seen, rendition.rung_name)
    }

    /// How far a picture of any size is from this rung's place.
    pub(crate) fn apart_from(&self, seen: &Seen, rung: RungName) -> Apart {
        let (width, height) = self.cell(rung);
        let (left, top) = self.place(rung);
        let means = small(seen, (width, height));
        let off = means.chunks(width as usize).zip(top..).flat_map(|(row, y)| {
            let golden = (left..).map(move |x| self.at(x, y));
            row.iter()
                .zip(golden)
                .flat_map(|(mean, golden)| [0, 1, 2].map(|channel| (mean[channel] - f64::from(golden[channel])).abs()))
        });
        let off: Vec<f64> = off.collect();
        Apart {
            mean: off.iter().sum::<f64>() / off.len() as f64,
            most: off.into_iter().fold(0.0, f64::max),
        }
    }

    /// The size of a rung's small picture.
    fn cell(&self, rung: RungName) -> (u32, u32) {
        let (width, height) = self.size(rung);
        let (longest, long_edge) = (
            width.max(height),
            if rung == RungName::Outline { 2 * CELL } else { CELL },
        );
        let side = |of: u32| ((2 * of * long_edge + longest) / (2 * longest)).max(1);
        (side(width), side(height))
    }

    /// The outline is at the left; beside it heavy and light, below them grey and colour.
    fn place(&self, rung: RungName) -> (u32, u32) {
        let ((outline, _), (width, height)) = (self.cell(RungName::Outline), self.cell(RungName::Colour));
        match rung {
            RungName::Outline => (0, 0),
            RungName::HeavyVeil => (outline, 0),
            RungName::LightVeil => (outline + width, 0),
            RungName::Grey => (outline, height),
            RungName::Colour => (outline + width, height),
        }
    }

    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        self.drawn.rgb.as_chunks::<3>().0[(y * self.drawn.width + x) as usize]
    }
}

/// A picture of this size, each pixel the mean of the area it stands for.
fn small(seen: &Seen, (width, height): (u32, u32)) -> Vec<[f64; 3]> {
    let (across, down) = (shares(seen.width, width), shares(seen.height, height));
    let pixels = seen.rgb.as_chunks::<3>().0.chunks(seen.width as usize);
    let rows: Vec<Vec<[f64; 3]>> = pixels
        .map(|row| {
            across
                .iter()
                .map(|part| mean(part, |at| row[at].map(f64::from)))
                .collect()
        })
        .collect();
    let columns = 0..width as usize;
    let means = down
        .iter()
        .flat_map(|part| columns.clone().map(|x| mean(part, |at| rows[at][x])));
    means.collect()
}

fn mean(part: &[(usize, f64)], value: impl Fn(usize) -> [f64; 3]) -> [f64; 3] {
    part.iter().fold([0.0; 3], |sum, (at, share)| {
        let value = value(*at);
        [0, 1, 2].map(|channel| sum[channel] + share * value[channel])
    })
}

/// For each of `parts` of a side, the pixels in it and their shares.
fn shares(length: u32, parts: u32) -> Vec<Vec<(usize, f64)>> {
    let each = f64::from(length) / f64::from(parts);
    let part = |number: u32| {
        let (from, to) = (f64::from(number) * each, f64::from(number + 1) * each);
        let covered = move |at: u32| (to.min(f64::from(at + 1)) - from.max(f64::from(at))).max(0.0);
        (0..length)
            .map(move |at| (at as usize, covered(at) / each))
            .filter(|(_, share)| *share > 0.0)
            .collect()
    };
    (0..parts).map(part).collect()
}
