//! What a desk may show of a picture: two veils, grey, colour, each turned upright and encoded anew.
//!
//! It does not know who may see which of them, nor how they are sealed.

mod encode;
mod lens;
mod plane;
mod scale;
mod veil;

use crate::Decoded;
pub use lens::{LensPlace, LensPlate};

use encode::{grey_jpeg, grey_png, rgb_jpeg};
use plane::{Plane, luma, upright};

/// Which rung of the ladder a rendition serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RungName {
    /// Rung 1: grey, blurred beyond any detail.
    HeavyVeil,
    /// Rung 2: grey, blurred to layout.
    LightVeil,
    /// Rung 5: the whole picture in grey. Outline and lens are drawn from this one.
    Grey,
    /// Rung 6: the whole picture in colour.
    Colour,
}

impl RungName {
    /// Every rung that has a rendition of its own.
    pub const ALL: [Self; 4] = [Self::HeavyVeil, Self::LightVeil, Self::Grey, Self::Colour];

    /// The stable name, such as `heavy_veil`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeavyVeil => "heavy_veil",
            Self::LightVeil => "light_veil",
            Self::Grey => "grey",
            Self::Colour => "colour",
        }
    }
}

/// One encoded picture for one rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The rung it is for.
    pub rung_name: RungName,
    /// Width as shown, in pixels.
    pub width: u32,
    /// Height as shown, in pixels.
    pub height: u32,
    /// The file, written by us from pixels: no byte of it is the uploader's.
    pub encoded: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub mime: &'static str,
}

/// All renditions of one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renditions {
    /// Rung 1.
    pub heavy_veil: Rendition,
    /// Rung 2.
    pub light_veil: Rendition,
    /// Rung 5.
    pub grey: Rendition,
    /// Rung 6.
    pub colour: Rendition,
}

impl Renditions {
    /// All of them, from the most veiled to the clearest.
    pub fn into_array(self) -> [Rendition; 4] {
        [self.heavy_veil, self.light_veil, self.grey, self.colour]
    }
}

/// A veil's size and strength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VeilSettings {
    /// The long edge of every veil, in pixels. Smaller pictures are enlarged to it first, so that
    /// the blur hides as much of them as of any other.
    pub long_edge_px: u32,
    /// Standard deviation of the blur as a share of the long edge.
    pub blur_share: f32,
}

/// Sizes and strengths of renditions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RenditionSettings {
    /// Rung 1.
    pub heavy: VeilSettings,
    /// Rung 2.
    pub light: VeilSettings,
    /// The long edge of grey and colour at most, in pixels; smaller pictures stay as they are.
    pub look_long_edge_px: u32,
    /// JPEG quality of grey and colour, 1 to 100.
    pub jpeg_quality: u8,
}

impl RenditionSettings {
    /// The ladder's figures. Blur of 3 to 5 % of the long edge hides detail and keeps layout, 7 %
    /// and more loses layout too (`BubbleView` measured 30, 50 and 70 px on browser-sized pictures).
    pub const fn recommended() -> Self {
        Self {
            heavy: VeilSettings {
                long_edge_px: 400,
                blur_share: 0.08,
            },
            light: VeilSettings {
                long_edge_px: 800,
                blur_share: 0.03,
            },
            look_long_edge_px: 1600,
            jpeg_quality: 85,
        }
    }
}

/// Why renditions could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenditionError {
    /// The caller: pixels and stated size do not agree, or a size is zero.
    #[error("the pixels do not fit the stated size")]
    WrongSize,
    /// The bytes are no rendition of ours.
    #[error("the rendition cannot be read")]
    Unreadable,
    /// Us: an encoder refused pixels we made.
    #[error("a rendition could not be encoded")]
    Encode,
}

/// Makes every rendition of a picture from one reduction of its pixels.
///
/// # Errors
/// [`RenditionError`].
pub fn renditions(picture: &Decoded, settings: &RenditionSettings) -> Result<Renditions, RenditionError> {
    let colour = upright(
        scale::fit_rgb(picture, settings.look_long_edge_px)?,
        picture.orientation,
    );
    let grey = luma(&colour);
    // Each veil starts from the sharper one's size: reducing twice costs less than from the top.
    let light = scale::to_long_edge(&grey, settings.light.long_edge_px)?;
    let heavy = scale::to_long_edge(&light, settings.heavy.long_edge_px)?;
    let quality = settings.jpeg_quality.clamp(1, 100);
    Ok(Renditions {
        heavy_veil: veiled(RungName::HeavyVeil, &heavy, settings.heavy)?,
        light_veil: veiled(RungName::LightVeil, &light, settings.light)?,
        grey: look(RungName::Grey, &grey, grey_jpeg(&grey, quality)?),
        colour: look(RungName::Colour, &colour, rgb_jpeg(&colour, quality)?),
    })
}

fn veiled(rung_name: RungName, plane: &Plane<u8>, settings: VeilSettings) -> Result<Rendition, RenditionError> {
    let veil = veil::blur(plane, settings.blur_share);
    let encoded = grey_png(&veil)?;
    Ok(Rendition {
        rung_name,
        width: veil.width,
        height: veil.height,
        encoded,
        mime: "image/png",
    })
}

fn look<P>(rung_name: RungName, plane: &Plane<P>, encoded: Vec<u8>) -> Rendition {
    Rendition {
        rung_name,
        width: plane.width,
        height: plane.height,
        encoded,
        mime: "image/jpeg",
    }
}
