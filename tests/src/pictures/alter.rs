//! What happens to pictures between two uploads: recompressed, resized, cropped, brightened and so on.

use super::picture::{Format, Picture};
use image::{RgbImage, imageops};

/// One alteration. Shares are in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// The same pixels as a JPEG of this quality.
    Recompressed(u8),
    /// The same pixels in another format.
    Converted(Format),
    /// Scaled to this share of its width and height.
    Resized(u32),
    /// This share cut off the left and the top.
    Cropped(u32),
    /// This share cut off the right and the bottom.
    CroppedFar(u32),
    /// Every level raised by this many of 255.
    Brightened(i32),
    /// Contrast raised by this many percent.
    Contrasted(u16),
    /// A band with strokes like writing along the bottom, of this share of the height.
    Captioned(u32),
    /// Blurred by this share of its width.
    Blurred(u32),
    /// Mirrored left to right: to PDQ a stranger.
    Mirrored,
}

/// One of each kind that a list is expected to recognise, as a platform meets them.
pub const COMMON: [Alteration; 10] = [
    Alteration::Recompressed(60),
    Alteration::Recompressed(30),
    Alteration::Resized(500),
    Alteration::Resized(750),
    Alteration::Cropped(8),
    Alteration::CroppedFar(12),
    Alteration::Brightened(24),
    Alteration::Contrasted(20),
    Alteration::Captioned(60),
    Alteration::Blurred(3),
];

impl Alteration {
    /// One word for file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recompressed(_) => "recompressed",
            Self::Converted(_) => "converted",
            Self::Resized(_) => "resized",
            Self::Cropped(_) | Self::CroppedFar(_) => "cropped",
            Self::Brightened(_) => "brightened",
            Self::Contrasted(_) => "contrasted",
            Self::Captioned(_) => "captioned",
            Self::Blurred(_) => "blurred",
            Self::Mirrored => "mirrored",
        }
    }

    /// The altered pixels.
    #[must_use]
    pub fn apply(self, picture: &Picture) -> Picture {
        let image = picture.image();
        let altered = match self {
            Self::Recompressed(_) | Self::Converted(_) => image,
            Self::Resized(permille) => resized(&image, permille),
            Self::Cropped(permille) => cropped(&image, permille, (permille, permille)),
            Self::CroppedFar(permille) => cropped(&image, permille, (0, 0)),
            Self::Brightened(levels) => imageops::brighten(&image, levels),
            Self::Contrasted(percent) => imageops::contrast(&image, f32::from(percent)),
            Self::Captioned(permille) => captioned(image, permille),
            Self::Blurred(permille) => imageops::blur(&image, (image.width() * permille) as f32 / 1_000.0),
            Self::Mirrored => imageops::flip_horizontal(&image),
        };
        Picture::of(format!("{}-{}", picture.name, self.word()), altered)
    }

    /// The altered picture as a file.
    pub fn file(self, picture: &Picture) -> File {
        let format = match self {
            Self::Recompressed(quality) => Format::Jpeg(quality),
            Self::Converted(format) => format,
            _ => Format::Jpeg(88),
        };
        File::of(&self.apply(picture), format)
    }
}

/// A file as it is uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// A picture in a format.
    pub fn of(picture: &Picture, format: Format) -> Self {
        Self {
            name: format!("{}.{}", picture.name, format.extension()),
            bytes: picture.encode(format),
        }
    }

    /// A picture as a camera or a platform would send it.
    pub fn jpeg(picture: &Picture) -> Self {
        Self::of(picture, Format::Jpeg(90))
    }
}

fn resized(image: &RgbImage, permille: u32) -> RgbImage {
    let (width, height) = (image.width() * permille / 1_000, image.height() * permille / 1_000);
    imageops::resize(image, width, height, imageops::FilterType::Triangle)
}

fn cropped(image: &RgbImage, permille: u32, (from_left, from_top): (u32, u32)) -> RgbImage {
    let (width, height) = image.dimensions();
    let keep = |side: u32| side - side * permille / 1_000;
    let (left, top) = (width * from_left / 1_000, height * from_top / 1_000);
    imageops::crop_imm(image, left, top, keep(width), keep(height)).to_image()
}

fn captioned(mut image: RgbImage, permille: u32) -> RgbImage {
    let (width, height) = image.dimensions();
    let band = height * permille / 1_000;
    for y in height - band..height {
        for x in 0..width {
            let row = (y - (height - band)) * 8 / band.max(1);
            let letter = (2..6).contains(&row) && (x * 60 / width) % 3 != 0 && (x * 240 / width) % 4 < 2;
            let level = if letter { 30 } else { 236 };
            image.put_pixel(x, y, image::Rgb([level; 3]));
        }
    }
    image
}
