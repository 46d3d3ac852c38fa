//! Every rung of every kind of file against pictures that others made of the same file.
//!
//! `tests/golden` says how; `cargo xtask gen --golden` makes them again. These tests say that ours are theirs;
//! those in `golden_faults` that they would not be if something were left out.

use scrim_media::{
    Facts, Format, Limits, Reader, RenditionSettings, Renditions, RungName, Shown, SourceTrait, Want, renditions,
};
use std::collections::BTreeSet;

use crate::sheet::{Apart, Sheet, Table, good, table};

/// As the hub reads.
pub(crate) const WANT: Want = Want::Reduced { long_edge: 1_600 };

/// What is shown before it is encoded. Without loss ours differ by the golden's own rounding, 0.5. Where a
/// JPEG or WebP stores less colour than brightness, we and libjpeg enlarge it by other filters, which shows
/// at hard edges between strong colours: 0.9 and 23 at most, under the widest profile.
const SHOWN: Apart = Apart { mean: 0.9, most: 20.0 };

/// The same reduced to 96 pixels while it is read: by Hamming's filter, where the golden takes the mean of
/// areas. 1.8 and 33 at most.
const REDUCED: Apart = Apart { mean: 1.8, most: 30.0 };

/// Dots of black and white are nothing but edges, and tell the two filters apart: 6.5 and 37.
const REDUCED_DOTS: Apart = Apart { mean: 8.0, most: 45.0 };

/// How far a rung may be from its golden.
fn tolerance(rung: RungName, sheet: &Sheet) -> Apart {
    let (mean, most) = match rung {
        // Three boxes of whole radius are a Gaussian up to 2 % wider than asked for. Measured: 0.93 and 4.3
        // at most; with three quarters of the blur, 2.4 and 10 at least.
        RungName::HeavyVeil => (0.9, 4.0),
        // 0.66 and 3.5; with three quarters of the blur, 1.3 and 8.
        RungName::LightVeil => (0.6, 3.5),
        // Deviations of 2 and 3 pixels become 2.4 and 3.5 by whole radii, so lines are a little fainter than
        // they would be: by 25 % of the ink at most; of a picture at half its contrast, 39 % are missing at least. Single pixels tell little where the thresholds cut.
        RungName::Outline => (0.32 * sheet.ink(), 110.0),
        // JPEG of quality 85: 0.84 and 6.9, in an icon of 64 pixels.
        RungName::Grey => (1.1, 6.0),
        // The same, with colour stored at half the size: in such small pictures 6.1, and at hard edges between
        // strong colours anything. `SHOWN` is for what this cannot see.
        RungName::Colour => (4.5, 110.0),
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
    sides && sheet.apart_from(shown, RungName::Colour).within(SHOWN)
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
        let seen = shown(name);
        let a = sheet.apart_from(&seen, RungName::Colour);
        println!("{name:28} shown {:6.2} {:6.2}", a.mean, a.most);
        for r in made(&seen).into_array() {
            let a = sheet.apart(&r);
            println!(
                "{name:28} {} {:6.2} {:6.2} {:6.2}",
                r.rung_name.name(),
                a.mean,
                a.most,
                sheet.ink()
            );
        }
    }
}

#[test]
fn what_is_shown_of_every_good_file_is_its_golden_in_colour() {
    for (name, sheet) in sheets(&table()) {
        let shown = shown(name);
        let apart = sheet.apart_from(&shown, RungName::Colour);
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
        let dots = facts.traits.contains(SourceTrait::Bilevel);
        let apart = sheet.apart_from(&small, RungName::Colour);
        assert_eq!(small.width.max(small.height), 96.min(sheet.long_edge()), "{name}");
        assert!(
            apart.within(if dots { REDUCED_DOTS } else { REDUCED }),
            "{name}: {apart:?}"
        );
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
