//! Pixels: bytes of a picture in, bounded 8-bit RGB out, and from those the renditions a desk may show.
//!
//! Synchronous and without input or output. It deliberately knows no other crate of this workspace:
//! nothing of hashes, cases, lists, rungs granted, processes or sandboxes. It does not isolate
//! anything either; bytes from strangers are decoded by `scrim-worker`, which calls this crate.

mod decode;
mod error;
mod exif;
mod format;
mod limits;
mod picture;
mod rendition;
pub mod sealed;

pub use decode::decode;
pub use error::DecodeError;
pub use format::{Format, sniff};
pub use limits::Limits;
pub use picture::{Decoded, HashPixels, Orientation, SourceTrait, SourceTraits};
pub use rendition::{
    LensPlace, LensPlate, Rendition, RenditionError, RenditionSettings, Renditions, RungName, VeilSettings, renditions,
};
