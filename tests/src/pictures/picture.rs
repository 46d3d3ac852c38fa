//! A finished picture in memory, and the file formats it can be written in.

use anyhow::Context as _;
use image::{ExtendedColorType, ImageEncoder as _, RgbImage, codecs};
use std::io::Cursor;

/// A picture of 8 bits a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows and which one it is, for file names.
    pub name: String,
    /// Width, px.
    pub width_px: u32,
    /// Height, px.
    pub height_px: u32,
    /// Red, green, blue, row by row.
    pub rgb: Vec<u8>,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Baseline JPEG at a quality from 1 to 100.
    Jpeg(u8),
    /// PNG without loss.
    Png,
    /// WebP without loss.
    WebP,
    /// GIF with its 256 colours.
    Gif,
}

impl Format {
    /// What a file of it is called.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg(_) => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
        }
    }
}

impl Picture {
    /// The same under another name.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// As the image crate holds it.
    pub fn image(&self) -> RgbImage {
        RgbImage::from_raw(self.width_px, self.height_px, self.rgb.clone())
            .expect("a picture has three bytes for each of its pixels")
    }

    /// From what the image crate holds.
    pub fn of(name: String, image: RgbImage) -> Self {
        Self {
            name,
            width_px: image.width(),
            height_px: image.height(),
            rgb: image.into_raw(),
        }
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// Where the bytes are not a picture.
    pub fn decode(name: String, bytes: &[u8]) -> anyhow::Result<Self> {
        let image = image::load_from_memory(bytes).with_context(|| format!("{name} does not decode"))?;
        Ok(Self::of(name, image.into_rgb8()))
    }

    /// As a file.
    pub fn encode(&self, format: Format) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let (width, height, kind) = (self.width_px, self.height_px, ExtendedColorType::Rgb8);
        let written = match format {
            Format::Jpeg(quality) => codecs::jpeg::JpegEncoder::new_with_quality(&mut out, quality)
                .write_image(&self.rgb, width, height, kind),
            Format::Png => codecs::png::PngEncoder::new(&mut out).write_image(&self.rgb, width, height, kind),
            Format::WebP => {
                codecs::webp::WebPEncoder::new_lossless(&mut out).write_image(&self.rgb, width, height, kind)
            }
            Format::Gif => codecs::gif::GifEncoder::new_with_speed(&mut out, 10).encode(&self.rgb, width, height, kind),
        };
        written.expect("a whole picture encodes into memory");
        out.into_inner()
    }

    /// As a good JPEG: what a camera or a platform would send.
    pub fn jpeg(&self) -> Vec<u8> {
        self.encode(Format::Jpeg(90))
    }
}
