//! Pixels: bytes of a picture in, bounded 8-bit RGB out, and from those the renditions a desk may show.
//!
//! Synchronous and without input or output. It deliberately knows no other crate of this workspace:
//! nothing of hashes, cases, lists, rungs granted, processes or sandboxes. It does not isolate
//! anything either; bytes from strangers are decoded by `scrim-worker`, which calls this crate.

pub mod clear;
#[cfg(feature = "decode")]
mod decode;
mod error;
#[cfg(feature = "decode")]
mod exif;
mod format;
mod limits;
mod picture;
#[cfg(feature = "decode")]
mod read;
mod rendition;
pub mod sealed;

pub use error::DecodeError;
pub use format::{Format, refused, sniff};
pub use limits::Limits;
pub use picture::{Orientation, SourceTrait, SourceTraits};
#[cfg(feature = "decode")]
pub use read::{Cell, Facts, HashView, Picture, Reader, Sheet, Want};
pub use rendition::{
    LensPlace, LensPlate, PixelLayout, Rendition, RenditionError, RenditionSettings, Renditions, RungName, Shown,
    VeilSettings,
};
#[cfg(feature = "render")]
pub use rendition::{renditions, tile};
