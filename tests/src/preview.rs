//! The pictures of the preview in the desk's settings: a harmless one, drawn by code, at every rung.
//!
//! Made by the hub's own pipeline with the hub's own settings, then reduced to the size they are shown at.
//! Committed, and compared by what one sees and not by bytes: a processor's own instructions may round a
//! pixel otherwise.

use crate::pictures::{
    Picture,
    collection::{Recipe, draw},
};
use anyhow::Context as _;
use image::{
    DynamicImage, ExtendedColorType,
    codecs::jpeg::JpegEncoder,
    imageops::{self, FilterType},
};
use scrim_media::{LensPlace, LensPlate, RenditionSettings, Shown, renditions};
use scrim_model::lens::LENS_RADIUS_PERMILLE;
use std::{collections::BTreeSet, fs, path::Path};

/// Which picture: a lighthouse on its rock, with something near and something far.
const PICTURE: Recipe = Recipe {
    number: 12,
    variation: 0,
    size_px: Some((1_600, 1_200)),
};

/// Where the lens is put, as shares of width and height: on the tower.
const LENS: (f32, f32) = (0.27, 0.36);

/// The size of the preview on the screen, with room for a dense one.
const SIZE_PX: (u32, u32) = (480, 360);

const JPEG_QUALITY: u8 = 80;

/// Two makings of one picture differ by less than this: the mean square of levels, at thumbnail size.
const SAME_LEVELS: f64 = 1.0;

/// How the files begin and end, so that a stranger among them is seen.
const NAME: (&str, &str) = ("preview-", ".gen.jpg");

/// One file of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewFile {
    /// Its name.
    pub name: String,
    /// A JPEG.
    pub bytes: Vec<u8>,
}

/// All of them, from the most veiled to the clearest.
///
/// # Errors
/// When the pipeline fails.
pub fn files() -> anyhow::Result<Vec<PreviewFile>> {
    let drawn = draw(PICTURE);
    let shown = Shown::of_rgb(drawn.width_px, drawn.height_px, drawn.rgb);
    let settings = RenditionSettings::recommended();
    let made = renditions(&shown, &settings)?;
    let lens = through_the_lens(&made.grey.encoded, &settings)?;
    let mut files = vec![reduced("lens", &lens)?];
    for rendition in made.into_array() {
        let rung = rendition.rung_name.name().replace('_', "-");
        files.push(reduced(&rung, &rendition.encoded)?);
    }
    Ok(files)
}

fn through_the_lens(grey: &[u8], settings: &RenditionSettings) -> anyhow::Result<Vec<u8>> {
    let place = LensPlace {
        x: LENS.0,
        y: LENS.1,
        radius: f32::from(LENS_RADIUS_PERMILLE) / 1_000.0,
    };
    Ok(LensPlate::open(grey, settings)?.through(place)?.to_vec())
}

fn reduced(rung: &str, rendition: &[u8]) -> anyhow::Result<PreviewFile> {
    let image = image::load_from_memory(rendition).with_context(|| format!("the {rung} does not decode"))?;
    let small = image.resize_exact(SIZE_PX.0, SIZE_PX.1, FilterType::Triangle);
    let kind = match small {
        DynamicImage::ImageLuma8(_) => ExtendedColorType::L8,
        _ => ExtendedColorType::Rgb8,
    };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode(small.as_bytes(), SIZE_PX.0, SIZE_PX.1, kind)?;
    let name = format!("{}{rung}{}", NAME.0, NAME.1);
    Ok(PreviewFile { name, bytes })
}

/// Writes those that look otherwise than the ones that are there; answers their names.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path) -> anyhow::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    let stale = drift(folder)?;
    let made = files()?;
    for name in &stale {
        match made.iter().find(|file| file.name == *name) {
            Some(file) => fs::write(folder.join(name), &file.bytes)?,
            None => fs::remove_file(folder.join(name))?,
        }
    }
    Ok(stale)
}

/// The names of those that are missing, strange, or look otherwise than they would now.
///
/// # Errors
/// When the folder cannot be read, or the pipeline fails.
pub fn drift(folder: &Path) -> anyhow::Result<Vec<String>> {
    let made = files()?;
    let alike =
        |file: &&PreviewFile| fs::read(folder.join(&file.name)).is_ok_and(|kept| look_alike(&kept, &file.bytes));
    let mut differs: Vec<String> = made
        .iter()
        .filter(|file| !alike(file))
        .map(|file| file.name.clone())
        .collect();
    let known: BTreeSet<&str> = made.iter().map(|file| file.name.as_str()).collect();
    for entry in fs::read_dir(folder).context("the folder of the preview is missing")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with(NAME.0) && name.ends_with(NAME.1);
        if ours && !known.contains(name.as_str()) {
            differs.push(name);
        }
    }
    Ok(differs)
}

/// Whether two files are the same picture of the same size to the eye.
fn look_alike(one: &[u8], other: &[u8]) -> bool {
    let decoded = |bytes| Picture::decode("preview".to_owned(), bytes).ok();
    let (Some(one), Some(other)) = (decoded(one), decoded(other)) else {
        return false;
    };
    let size = |picture: &Picture| (picture.width_px, picture.height_px);
    // Reduced, so that one line that moved weighs as much as a tone that shifted a little.
    let small = |picture: &Picture| imageops::thumbnail(&picture.image(), 96, 72).into_raw();
    let (a, b) = (small(&one), small(&other));
    let apart: f64 = a.iter().zip(&b).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    size(&one) == size(&other) && apart / f64::from(u32::try_from(a.len()).unwrap_or(u32::MAX)) < SAME_LEVELS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What all of them weigh at most: they come with every desk.
    const ALL_BYTES: usize = 250_000;

    fn named<'a>(files: &'a [PreviewFile], rung: &str) -> &'a PreviewFile {
        let name = format!("preview-{rung}.gen.jpg");
        files
            .iter()
            .find(|file| file.name == name)
            .expect("a file for each rung")
    }

    #[test]
    fn each_shows_as_much_as_its_rung_and_all_are_small() {
        let files = files().expect("made");
        let total: usize = files.iter().map(|file| file.bytes.len()).sum();
        assert!(
            files.len() == 6 && total < ALL_BYTES,
            "{} files, {total} bytes",
            files.len()
        );
        let decoded = |rung: &str| {
            let file = named(&files, rung);
            Picture::decode(file.name.clone(), &file.bytes).expect("a picture")
        };
        let rising = ["heavy-veil", "light-veil", "lens", "grey"].map(|rung| detail(&decoded(rung)));
        assert!(rising.is_sorted_by(|less, more| less * 1.5 < *more), "{rising:?}");
        for rung in ["heavy-veil", "light-veil", "outline", "lens", "grey"] {
            assert_eq!(tint(&decoded(rung)), 0, "{rung} has no colour");
        }
        assert!(tint(&decoded("colour")) > 10);
    }

    /// How much neighbours differ, in levels on the average.
    fn detail(picture: &Picture) -> f64 {
        let greys: Vec<u8> = picture.rgb.iter().copied().step_by(3).collect();
        let steps: f64 = greys.windows(2).map(|pair| f64::from(pair[0].abs_diff(pair[1]))).sum();
        steps / f64::from(picture.width_px * picture.height_px)
    }

    /// How far red and blue are apart, in levels on the average.
    fn tint(picture: &Picture) -> u32 {
        let apart = picture
            .rgb
            .chunks_exact(3)
            .map(|pixel| u32::from(pixel[0].abs_diff(pixel[2])));
        apart.sum::<u32>() / (picture.width_px * picture.height_px)
    }

    #[test]
    fn a_changed_a_missing_and_a_strange_picture_are_each_seen_and_other_bytes_are_not() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(write(folder.path())?.len(), 6, "all of them are missing at first");
        assert_eq!(drift(folder.path())?, Vec::<String>::new());
        let made = files()?;
        let path = |rung: &str| folder.path().join(format!("preview-{rung}.gen.jpg"));
        let again = Picture::decode("grey".to_owned(), &named(&made, "grey").bytes)?;
        fs::write(path("grey"), again.jpeg())?;
        assert_eq!(
            drift(folder.path())?,
            Vec::<String>::new(),
            "other bytes, the same picture"
        );
        fs::write(path("lens"), &named(&made, "light-veil").bytes)?;
        fs::remove_file(path("outline"))?;
        fs::write(path("sharp"), b"")?;
        let expected = ["lens", "outline", "sharp"].map(|rung| format!("preview-{rung}.gen.jpg"));
        assert_eq!(drift(folder.path())?, expected);
        write(folder.path())?;
        assert_eq!(drift(folder.path())?, Vec::<String>::new());
        Ok(())
    }
}
