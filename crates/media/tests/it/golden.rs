//! Every rung of every kind of file against pictures that others made of the same file.
//!
//! `tests/golden` says how; `cargo xtask gen --golden` makes them again. These tests say that ours are theirs;
//! those in `golden_faults` say that they would not be if something were left out.

use scrim_media::{
    Facts, Format, Limits, Reader, RenditionSettings, Renditions, RungName, Shown, SourceTrait, Want, renditions,
};
use std::collections::BTreeSet;

use crate::open::Seen;
use crate::sheet::{Apart, Sheet, Table, good, table};

/// As the hub reads.
pub(crate) const WANT: Want = Want::Reduced { long_edge: 1_600 };

/// What is shown before it is encoded. Without loss ours differ by the golden's own rounding, 0.5; a JPEG under a
/// profile of CMYK, whose table two colour managers read between its points in two ways, by 1.04. Colour at half
/// the size is enlarged by another filter than libjpeg's, which shows at hard edges between strong colours: 13.8
/// under the widest profile.
const SHOWN: Apart = Apart { mean: 1.3, most: 18.0 };

/// The same reduced to 96 pixels while it is read, by a filter where the golden takes the mean of areas: 0.64, 15.
const REDUCED: Apart = Apart { mean: 0.85, most: 20.0 };

/// A JPEG's colour has half the size of what it is reduced to, here 48 pixels, and is blended across edges when it
/// is enlarged: 2.3, and 75 at an edge between strong colours.
const REDUCED_PLANES: Apart = Apart { mean: 2.8, most: 90.0 };

/// Dots of black and white are nothing but edges, and tell the two filters apart: 6.5, 43.
const REDUCED_DOTS: Apart = Apart { mean: 8.0, most: 52.0 };

/// How far a rung may be from its golden. Behind each figure is the largest of all good files.
fn tolerance(rung: RungName, sheet: &Sheet) -> Apart {
    let (mean, most) = match rung {
        // Three boxes of whole radius are a Gaussian up to 2 % wider than asked for, and blurred small: 0.66, 3.2.
        RungName::HeavyVeil => (0.85, 4.0),
        // 0.45, 2.9.
        RungName::LightVeil => (0.6, 3.6),
        // The mean as a share of the drawing's ink: 0.047, in a JPEG under the widest profile, whose hard edges in
        // colour become some in brightness; there one pixel is 53 off, elsewhere 10.
        RungName::Outline => (0.06 * sheet.ink(), 65.0),
        // JPEG of quality 85, worst in an icon of 64 pixels: 0.74, 6.6.
        RungName::Grey => (0.95, 8.0),
        // The same with colour stored at half the size, which is much in such small pictures: 2.8, 46. `SHOWN` is
        // for what this cannot see.
        RungName::Colour => (3.5, 58.0),
    };
    Apart { mean, most }
}

/// The rungs of a file that are not its goldens, with how far they are.
pub(crate) fn off(sheet: &Sheet, made: Renditions) -> Vec<(RungName, Apart)> {
    let rungs = made.into_array();
    let measured = rungs
        .iter()
        .map(|rendition| (rendition.rung_name, sheet.apart(rendition)));
    let wrong = measured.filter(|(rung, apart)| !apart.within(tolerance(*rung, sheet)));
    wrong.collect()
}

/// Whether a picture is what eyes must get, before it is encoded.
pub(crate) fn is_shown(sheet: &Sheet, shown: &Shown) -> bool {
    let sides = (shown.width, shown.height) == sheet.size(RungName::Colour);
    sides && sheet.apart_from(&Seen::of(shown), RungName::Colour).within(SHOWN)
}

pub(crate) fn open(bytes: &[u8], want: Want) -> (Facts, Shown) {
    let read = Reader::new().read(bytes, &Limits::recommended(), want, &mut |_| {});
    let picture = read.unwrap();
    (picture.facts, picture.shown)
}

/// What the hub shows of a file.
pub(crate) fn shown(name: &str) -> Shown {
    open(&good(name), WANT).1
}

pub(crate) fn made(shown: &Shown) -> Renditions {
    renditions(shown, &RenditionSettings::recommended()).unwrap()
}

/// Every file with its golden.
pub(crate) fn sheets(table: &Table) -> impl Iterator<Item = (&str, Sheet)> {
    table.keys().map(|name| (name.as_str(), Sheet::of(name, table)))
}

#[test]
fn every_rung_of_every_good_file_is_its_golden() {
    for (name, sheet) in sheets(&table()) {
        let off = off(&sheet, made(&shown(name)));
        assert!(off.is_empty(), "{name}: {off:?}");
    }
}

#[test]
fn what_is_shown_of_every_good_file_is_its_golden_in_colour() {
    for (name, sheet) in sheets(&table()) {
        let shown = shown(name);
        let apart = sheet.apart_from(&Seen::of(&shown), RungName::Colour);
        assert!(is_shown(&sheet, &shown), "{name}: {apart:?}");
    }
}

/// Planes are reduced by themselves and colour is joined after: the same picture must come of it.
#[test]
fn a_picture_reduced_while_it_is_read_is_its_golden_too() {
    for (name, sheet) in sheets(&table()) {
        let (facts, small) = open(&good(name), Want::Reduced { long_edge: 96 });
        // The gap between the frames of a sheet is as wide on a small one.
        if facts.traits.contains(SourceTrait::Animated) {
            continue;
        }
        let tolerance = match facts.format {
            Format::Jpeg => REDUCED_PLANES,
            _ if facts.traits.contains(SourceTrait::Bilevel) => REDUCED_DOTS,
            _ => REDUCED,
        };
        let small = Seen::of(&small);
        let apart = sheet.apart_from(&small, RungName::Colour);
        assert_eq!(small.width.max(small.height), 96.min(sheet.long_edge()), "{name}");
        assert!(apart.within(tolerance), "{name}: {apart:?}");
    }
}

#[test]
fn there_is_a_good_file_of_every_format_and_turn_and_of_what_a_file_may_be() {
    let facts: Vec<Facts> = table().keys().map(|name| open(&good(name), WANT).0).collect();
    for format in Format::ALL {
        assert!(facts.iter().any(|facts| facts.format == format), "{format:?}");
    }
    let turns: BTreeSet<u8> = facts.iter().map(|facts| facts.orientation.exif()).collect();
    assert_eq!(turns, (1..=8).collect());
    let never = [
        SourceTrait::Truncated,
        SourceTrait::FramesLeftOut,
        SourceTrait::ProfileIgnored,
    ];
    for one in SourceTrait::ALL {
        let some = facts.iter().any(|facts| facts.traits.contains(one));
        assert_eq!(some, !never.contains(&one), "{}", one.name());
    }
}
