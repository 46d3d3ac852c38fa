//! What a desk may show of a picture: two veils, an outline, grey, colour, each encoded anew from pixels.
//!
//! It does not know who may see which of them, nor how they are sealed.

#[cfg(feature = "render")]
mod encode;
mod lens;
#[cfg(feature = "render")]
mod outline;
mod plane;
#[cfg(feature = "render")]
mod render;
mod scale;
mod settings;
mod shown;
#[cfg(feature = "render")]
mod smooth;
mod veil;
mod ycc;

pub use lens::{LensPlace, LensPlate};
#[cfg(feature = "render")]
pub use render::{renditions, tile};
pub use settings::{RenditionSettings, VeilSettings};
pub use shown::{PixelLayout, Shown};
#[cfg(feature = "decode")]
pub(crate) use {
    plane::{Plane, index, upright},
    scale::{fitted, resized, resized_plane},
    ycc::{Ycc, join},
};

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
    /// The world: no memory for the pixels.
    #[error(transparent)]
    NoRoom(#[from] crate::clear::NoRoom),
}
