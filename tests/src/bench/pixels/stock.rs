//! The files that are measured: seven pictures in every kind, made once and kept for the next run.
//!
//! Four begin as photographs that scientific packages ship, where there are any; the others are drawn. All
//! are brought to the size of their kind and then given grain, each picture its own amount.

use super::kind::{Coding, Kind};
use crate::pictures::{
    Picture,
    collection::{Recipe, draw},
    grain::grained,
};
use anyhow::{Context as _, ensure};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, images::Image};
use image::{
    ExtendedColorType, ImageEncoder as _,
    codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use turbojpeg::{Compressor, PixelFormat, Subsamp};

/// The largest that pictures are drawn; above, they are enlarged as photographs are.
const LARGEST_DRAWN_PX: u32 = 4000;
/// With this grain 0.3 to 0.4 bytes a pixel, as the cameras of telephones write.
const JPEG_QUALITY: i32 = 94;

/// One picture: the photograph it begins with, its number where it is drawn, and its grain.
#[derive(Debug, Clone, Copy)]
struct Motif {
    photograph: Option<&'static str>,
    number: u32,
    grain_levels: f32,
}

const fn photograph(path: &'static str, number: u32, grain_levels: f32) -> Motif {
    Motif {
        photograph: Some(path),
        number,
        grain_levels,
    }
}

const fn drawn(number: u32, grain_levels: f32) -> Motif {
    Motif {
        photograph: None,
        number,
        grain_levels,
    }
}

const MOTIFS: [Motif; 7] = [
    photograph("sklearn/datasets/images/china.jpg", 2, 7.0),
    photograph("sklearn/datasets/images/flower.jpg", 5, 5.0),
    photograph("skimage/data/chelsea.png", 8, 9.0),
    photograph("skimage/data/motorcycle_left.png", 13, 6.0),
    drawn(11, 8.0),
    drawn(16, 6.0),
    drawn(18, 7.0),
];

/// How many pictures there are of each kind.
pub const PICTURES: usize = MOTIFS.len();

/// Where pictures come from and are kept.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Files made here stay here.
    pub kept: PathBuf,
    /// The unpacked packages with photographs.
    pub photographs: Option<PathBuf>,
    /// A Python with Pillow, and the script that writes WebP.
    pub webp_writer: Option<(PathBuf, PathBuf)>,
}

/// A file that is measured.
#[derive(Debug)]
pub struct StockFile {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub kind: Kind,
}

impl Sources {
    /// The files of a kind, made where they are missing; none where nobody here can write them.
    ///
    /// # Errors
    /// When one can be neither made nor read.
    pub fn files(&self, kind: Kind) -> anyhow::Result<Vec<StockFile>> {
        if kind.coding == Coding::WebP && self.webp_writer.is_none() {
            return Ok(Vec::new());
        }
        fs::create_dir_all(&self.kept).context("cannot make the folder of pictures")?;
        MOTIFS.iter().map(|motif| self.file(*motif, kind)).collect()
    }

    /// Which pictures these are and how they were made, in a sentence.
    pub fn describe(&self) -> String {
        let begun = MOTIFS.iter().filter_map(|motif| self.photograph(*motif));
        let photographs: Vec<String> = begun
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        let drawn = MOTIFS.len() - photographs.len();
        let begun = match photographs.as_slice() {
            [] => "no photographs could be had".to_owned(),
            some => format!("{} are photographs enlarged ({})", some.len(), some.join(", ")),
        };
        format!(
            "{begun}, {drawn} are drawn; grain is added at the size of the file; JPEG by libjpeg-turbo, quality \
             {JPEG_QUALITY}, 4:2:0; PNG with adaptive filters; WebP by Pillow, quality 90"
        )
    }

    fn file(&self, motif: Motif, kind: Kind) -> anyhow::Result<StockFile> {
        let path = self.path(motif, kind);
        if !path.is_file() {
            let picture = self.picture(motif, kind)?;
            // Under another name until it is whole: a run may be ended at any time.
            let unfinished = self.kept.join(format!("unfinished.{}", kind.coding.extension()));
            self.write(&picture, kind.coding, &unfinished)?;
            fs::rename(unfinished, &path)?;
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(StockFile { path, bytes, kind })
    }

    fn path(&self, motif: Motif, kind: Kind) -> PathBuf {
        let photograph = self.photograph(motif);
        let stem = photograph.as_deref().and_then(Path::file_stem);
        let name = stem.map_or_else(
            || format!("drawn-{}", motif.number),
            |stem| stem.to_string_lossy().into_owned(),
        );
        let (width, height) = kind.size_px;
        let (grain, extension) = (motif.grain_levels, kind.coding.extension());
        self.kept.join(format!(
            "{name}-{width}x{height}-grain-{grain}-q{JPEG_QUALITY}.{extension}"
        ))
    }

    fn photograph(&self, motif: Motif) -> Option<PathBuf> {
        let path = self.photographs.as_ref()?.join(motif.photograph?);
        path.is_file().then_some(path)
    }

    fn picture(&self, motif: Motif, kind: Kind) -> anyhow::Result<Picture> {
        let clean = match self.photograph(motif) {
            Some(path) => Picture::decode(path.display().to_string(), &fs::read(&path)?)?,
            None => drawing(motif, kind),
        };
        let sized = filling(clean, kind.size_px)?;
        Ok(grained(sized, motif.grain_levels, u64::from(motif.number)))
    }

    fn write(&self, picture: &Picture, coding: Coding, path: &Path) -> anyhow::Result<()> {
        match coding {
            Coding::Baseline => Ok(fs::write(path, jpeg(picture, false)?)?),
            Coding::Progressive => Ok(fs::write(path, jpeg(picture, true)?)?),
            Coding::Png => Ok(fs::write(path, png(picture)?)?),
            Coding::WebP => self.webp(picture, path),
        }
    }

    fn webp(&self, picture: &Picture, path: &Path) -> anyhow::Result<()> {
        let (python, script) = self.webp_writer.as_ref().context("nothing here writes WebP")?;
        let raw = path.with_extension("raw");
        fs::write(&raw, &picture.rgb)?;
        let size = [picture.width_px, picture.height_px].map(|side| side.to_string());
        let mut command = Command::new(python);
        let wrote = command.arg(script).arg(&raw).args(size).arg(path).status();
        fs::remove_file(&raw)?;
        ensure!(wrote?.success(), "Pillow could not write {}", path.display());
        Ok(())
    }
}

fn drawing(motif: Motif, kind: Kind) -> Picture {
    let (width, height) = kind.size_px;
    let wide = width.min(LARGEST_DRAWN_PX);
    draw(Recipe {
        number: motif.number,
        variation: 0,
        size_px: Some((wide as usize, (wide * height / width) as usize)),
    })
}

/// How large files of a kind are against their pixels.
pub fn describe(kind: Kind, files: &[StockFile]) -> String {
    let each = files
        .iter()
        .map(|file| file.bytes.len() as f64 / kind.megapixels() / 1e6);
    let (least, most) = each.fold((f64::INFINITY, 0.0_f64), |(least, most), each| {
        (least.min(each), most.max(each))
    });
    format!("{kind}: {} files of {least:.2} to {most:.2} bytes a pixel", files.len())
}

/// The middle of a picture that has the sides' ratio, brought to their size.
fn filling(picture: Picture, (width, height): (u32, u32)) -> anyhow::Result<Picture> {
    let (from_width, from_height) = (picture.width_px, picture.height_px);
    if (from_width, from_height) == (width, height) {
        return Ok(picture);
    }
    let source = Image::from_vec_u8(from_width, from_height, picture.rgb, PixelType::U8x3)?;
    let mut sized = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
        .fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize(&source, &mut sized, &options)?;
    Ok(Picture {
        name: picture.name,
        width_px: width,
        height_px: height,
        rgb: sized.into_vec(),
    })
}

fn jpeg(picture: &Picture, progressive: bool) -> anyhow::Result<Vec<u8>> {
    let mut compressor = Compressor::new()?;
    compressor.set_quality(JPEG_QUALITY)?;
    compressor.set_subsamp(Subsamp::Sub2x2)?;
    compressor.set_progressive(progressive)?;
    let width = picture.width_px as usize;
    Ok(compressor.compress_to_vec(turbojpeg::Image {
        pixels: picture.rgb.as_slice(),
        width,
        pitch: width * 3,
        height: picture.height_px as usize,
        format: PixelFormat::RGB,
    })?)
}

fn png(picture: &Picture) -> anyhow::Result<Vec<u8>> {
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, PngFilter::Adaptive);
    encoder.write_image(
        &picture.rgb,
        picture.width_px,
        picture.height_px,
        ExtendedColorType::Rgb8,
    )?;
    Ok(file)
}
