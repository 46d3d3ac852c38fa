//! What a desk may show of a picture: two veils, an outline, grey, colour, each encoded anew from pixels.
//!
//! It does not know who may see which of them, nor how they are sealed.

mod encode;
mod lens;
mod outline;
mod plane;
mod scale;
mod settings;
mod shown;
mod veil;

pub use lens::{LensPlace, LensPlate};
pub(crate) use plane::Plane;
pub use settings::{RenditionSettings, VeilSettings};
pub use shown::Shown;
#[cfg(feature = "decode")]
pub(crate) use {
    plane::upright,
    scale::{fitted, resized},
};

use encode::{grey_jpeg, grey_png, rgb_jpeg};
use plane::luma;
use shown::plane_of;

/// Which rung of the ladder a rendition serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RungName {
    /// Rung 1: grey, blurred beyond any detail.
    HeavyVeil,
    /// Rung 2: grey, blurred to layout.
    LightVeil,
    /// Rung 3: its contours as a drawing.
    Outline,
    /// Rung 5: the whole picture in grey. The lens is cut from this one.
    Grey,
    /// Rung 6: the whole picture in colour.
    Colour,
}

impl RungName {
    /// Every rung that has a rendition of its own.
    pub const ALL: [Self; 5] = [
        Self::HeavyVeil,
        Self::LightVeil,
        Self::Outline,
        Self::Grey,
        Self::Colour,
    ];

    /// The stable name, such as `heavy_veil`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeavyVeil => "heavy_veil",
            Self::LightVeil => "light_veil",
            Self::Outline => "outline",
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
    /// Rung 3.
    pub outline: Rendition,
    /// Rung 5.
    pub grey: Rendition,
    /// Rung 6.
    pub colour: Rendition,
}

impl Renditions {
    /// All of them, from the most veiled to the clearest.
    pub fn into_array(self) -> [Rendition; 5] {
        [self.heavy_veil, self.light_veil, self.outline, self.grey, self.colour]
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

/// Makes every rendition of a picture.
///
/// # Errors
/// [`RenditionError`].
pub fn renditions(shown: &Shown, settings: &RenditionSettings) -> Result<Renditions, RenditionError> {
    let colour = scale::fit(plane_of(shown)?, settings.look_long_edge_px)?;
    let grey = luma(&colour);
    // Each veil starts from the sharper one's size: reducing twice costs less than from the top.
    let drawn = scale::to_long_edge(&grey, settings.outline_long_edge_px)?;
    let light = scale::to_long_edge(&drawn, settings.light.long_edge_px)?;
    let heavy = scale::to_long_edge(&light, settings.heavy.long_edge_px)?;
    let quality = settings.jpeg_quality.clamp(1, 100);
    let outline = outline::drawing(&drawn);
    Ok(Renditions {
        heavy_veil: veiled(RungName::HeavyVeil, &heavy, settings.heavy)?,
        light_veil: veiled(RungName::LightVeil, &light, settings.light)?,
        outline: picture(RungName::Outline, &outline, grey_png(&outline)?, "image/png"),
        grey: picture(RungName::Grey, &grey, grey_jpeg(&grey, quality)?, "image/jpeg"),
        colour: picture(RungName::Colour, &colour, rgb_jpeg(&colour, quality)?, "image/jpeg"),
    })
}

/// One part of a picture at full size, as JPEG: the same as colour, unreduced.
///
/// # Errors
/// [`RenditionError`].
pub fn tile(shown: &Shown, settings: &RenditionSettings) -> Result<Rendition, RenditionError> {
    let colour = plane_of(shown)?;
    let encoded = rgb_jpeg(&colour, settings.jpeg_quality.clamp(1, 100))?;
    Ok(picture(RungName::Colour, &colour, encoded, "image/jpeg"))
}

fn veiled(rung_name: RungName, plane: &Plane<u8>, settings: VeilSettings) -> Result<Rendition, RenditionError> {
    let veil = veil::blur(plane, settings.blur_share);
    let encoded = grey_png(&veil)?;
    Ok(picture(rung_name, &veil, encoded, "image/png"))
}

fn picture<P>(rung_name: RungName, plane: &Plane<P>, encoded: Vec<u8>, mime: &'static str) -> Rendition {
    Rendition {
        rung_name,
        width: plane.width,
        height: plane.height,
        encoded,
        mime,
    }
}
