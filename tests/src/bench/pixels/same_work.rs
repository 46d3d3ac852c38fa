//! Whether a peer did the same work as we: the hash of the same picture, and five pictures that look like
//! ours.
//!
//! Compared loosely: filters, roundings and the order of steps are each one's own. What must not pass is
//! another size, another blur, a picture left out or a hash of something else.

use super::{ours::Made, peer::Told};
use anyhow::{Context as _, ensure};
use image::GrayImage;
use scrim_hashing::pdq::PdqHash;
use scrim_media::RungName;
use std::{fs, path::Path};

/// By how many bits two decoders' hashes of one file may differ.
const HASH_BITS: u32 = 6;

/// How far the levels of two pictures may differ on average.
const fn levels_apart(rung: RungName) -> f64 {
    match rung {
        // At their borders some mirror the picture and some extend it.
        RungName::HeavyVeil | RungName::LightVeil | RungName::Grey | RungName::Colour => 6.0,
        // Lines of steps of one level against lines of steps of 256ths.
        RungName::Outline => 24.0,
    }
}

/// That the hash is that of the same picture; how many bits differ.
///
/// # Errors
/// When there is none, or it is another picture's.
pub(super) fn same_hash(ours: &Made, theirs: &str) -> anyhow::Result<u32> {
    let own = ours.pdq.context("this file has no hash of ours")?;
    let bits = own.hash.distance(theirs.parse::<PdqHash>()?);
    ensure!(bits <= HASH_BITS, "its hash is {bits} bits from ours");
    Ok(bits)
}

/// That the hash a peer told of is that of the same picture.
///
/// # Errors
/// When there is none, or it is another picture's.
pub(super) fn same_told_hash(ours: &Made, told: &Told) -> anyhow::Result<u32> {
    same_hash(ours, told.pdq.as_deref().context("it made no hash")?)
}

/// That the five pictures in a folder are those that we made.
///
/// # Errors
/// When one is missing, has another size, or looks otherwise.
pub(super) fn same_pictures(ours: &Made, folder: &Path) -> anyhow::Result<()> {
    for rendition in &ours.renditions {
        let name = rendition.rung_name.name();
        let theirs = fs::read(folder.join(name)).with_context(|| format!("{name} was not made"))?;
        alike(rendition.rung_name, &rendition.encoded, &theirs).with_context(|| format!("{name} is not as ours"))?;
    }
    Ok(())
}

fn alike(rung: RungName, ours: &[u8], theirs: &[u8]) -> anyhow::Result<()> {
    let (ours, theirs) = (image::load_from_memory(ours)?, image::load_from_memory(theirs)?);
    ensure!(
        theirs.color().has_color() == (rung == RungName::Colour),
        "it has {:?}",
        theirs.color()
    );
    let (ours, theirs) = (ours.into_luma8(), theirs.into_luma8());
    ensure!(
        ours.dimensions() == theirs.dimensions(),
        "its sides are {:?}, not {:?}",
        theirs.dimensions(),
        ours.dimensions()
    );
    let apart = mean_difference(&ours, &theirs);
    ensure!(apart <= levels_apart(rung), "it is {apart:.1} levels from ours");
    let (own, other) = (sharpness(&ours), sharpness(&theirs));
    let most = if rung == RungName::Outline { 2.5 } else { 1.4 };
    ensure!(
        own < other * most && other < own * most,
        "its detail is {other:.2}, ours {own:.2}"
    );
    Ok(())
}

fn mean_difference(one: &GrayImage, two: &GrayImage) -> f64 {
    let pairs = one.as_raw().iter().zip(two.as_raw());
    let sum: u64 = pairs.map(|(one, two)| u64::from(one.abs_diff(*two))).sum();
    sum as f64 / one.as_raw().len().max(1) as f64
}

/// How much points four apart differ on average: a veil blurred less has more of it.
fn sharpness(picture: &GrayImage) -> f64 {
    let levels = picture.as_raw();
    let pairs = levels.iter().zip(levels.iter().skip(4));
    let sum: u64 = pairs.map(|(one, two)| u64::from(one.abs_diff(*two))).sum();
    sum as f64 / levels.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bench::pixels::ours::Ours,
        pictures::{Alteration, File, picture},
    };
    use scrim_media::Rendition;

    fn made(file: &File) -> Made {
        Ours::default().ingest(&file.bytes).unwrap()
    }

    fn kept(renditions: &[Rendition]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for rendition in renditions {
            fs::write(folder.path().join(rendition.rung_name.name()), &rendition.encoded).unwrap();
        }
        folder
    }

    #[test]
    fn the_same_picture_by_another_way_is_the_same_work() {
        let drawn = picture(3);
        let (ours, theirs) = (
            made(&File::jpeg(&drawn)),
            made(&Alteration::Recompressed(80).file(&drawn)),
        );
        same_pictures(&ours, kept(&theirs.renditions).path()).unwrap();
        same_hash(&ours, &theirs.pdq.unwrap().hash.to_string()).unwrap();
    }

    #[test]
    fn another_picture_or_none_is_not() {
        let (ours, theirs) = (made(&File::jpeg(&picture(3))), made(&File::jpeg(&picture(23))));
        assert!(same_hash(&ours, &theirs.pdq.unwrap().hash.to_string()).is_err());
        assert!(same_pictures(&ours, kept(&theirs.renditions).path()).is_err());
        assert!(same_pictures(&ours, kept(&ours.renditions[..4]).path()).is_err());
    }

    #[test]
    fn a_veil_in_place_of_a_look_is_not() {
        let ours = made(&File::jpeg(&picture(3)));
        let folder = kept(&ours.renditions);
        for (from, to) in [
            ("light_veil", "heavy_veil"),
            ("grey", "colour"),
            ("light_veil", "outline"),
        ] {
            let swapped = kept(&ours.renditions);
            fs::copy(folder.path().join(from), swapped.path().join(to)).unwrap();
            assert!(same_pictures(&ours, swapped.path()).is_err(), "{from} as {to}");
        }
    }
}
