//! Takes frames from a decoder: each is handed out for hashing, what differs is kept for eyes.

use super::colour::{in_srgb, to_srgb};
use super::frame::{Frame, HashView};
use super::reduce::{Reduced, Region, cut, reduced};
use super::strip::{Sheet, Strip};
use super::{Facts, Picture, Source, Want};
use crate::decode::GROUND;
use crate::{DecodeError, Limits, Orientation, SourceTrait};

/// Whether a decoder shall go on to the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Going {
    /// It shall.
    On,
    /// The limit of frames or of their pixels is reached.
    Enough,
}

/// The frames of one file on their way.
pub(crate) struct Take<'a> {
    limits: Limits,
    want: Want,
    each_frame: Option<&'a mut dyn FnMut(HashView<'_>)>,
    first: Option<Reduced>,
    strip: Strip,
    frames: u32,
    pixels: u64,
}

impl<'a> Take<'a> {
    pub(super) fn new(limits: Limits, want: Want, each_frame: Option<&'a mut dyn FnMut(HashView<'_>)>) -> Self {
        Self {
            limits,
            want,
            each_frame,
            first: None,
            strip: Strip::default(),
            frames: 0,
            pixels: 0,
        }
    }

    /// Whether pixels at full size are wanted, and not planes.
    pub(crate) fn wants_tile(&self) -> bool {
        matches!(self.want, Want::Tile { .. })
    }

    /// The long edge that is shown, where nothing else is wanted and nobody hashes.
    pub(crate) fn shows_only(&self) -> Option<u32> {
        match self.want {
            Want::Reduced { long_edge } if self.each_frame.is_none() => Some(long_edge),
            _ => None,
        }
    }

    /// Takes one frame; all of a file have one size, but for the pages of a TIFF.
    pub(crate) fn frame(&mut self, frame: &Frame<'_>, orientation: Orientation) -> Result<Going, DecodeError> {
        if let Some(each_frame) = &mut self.each_frame {
            each_frame(frame.hash_view());
        }
        self.frames += 1;
        self.pixels += u64::from(frame.width) * u64::from(frame.height);
        match self.want {
            Want::Tile { .. } if self.first.is_some() => {}
            Want::Tile {
                left,
                top,
                width,
                height,
            } => {
                let region = Region {
                    left,
                    top,
                    width,
                    height,
                };
                let stored = as_stored(region, frame, orientation).ok_or(DecodeError::NoSuchTile)?;
                self.first = Some(cut(frame, stored)?);
            }
            Want::Reduced { long_edge } if self.frames == 1 => self.first = Some(reduced(frame, long_edge)?),
            Want::Reduced { long_edge } => self.another(frame, long_edge)?,
        }
        let enough = self.frames >= self.limits.max_frames.max(1) || self.pixels >= self.limits.max_frame_pixels;
        Ok(if enough { Going::Enough } else { Going::On })
    }

    /// A further frame goes to the sheet at the size it has there.
    fn another(&mut self, frame: &Frame<'_>, long_edge: u32) -> Result<(), DecodeError> {
        if self.strip.is_full() {
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            self.strip
                .offer(to_srgb(first, None)?.0)
                .map_err(|_size| DecodeError::Corrupt)?;
        }
        let (small, _) = to_srgb(reduced(frame, long_edge.div_ceil(2))?, None)?;
        self.strip.offer(small).map_err(|_size| DecodeError::Corrupt)
    }

    /// The picture, when its decoder is done. Without any frame there is none.
    pub(super) fn finish(self, source: &Source) -> Result<Picture, DecodeError> {
        let long_edge = match self.want {
            Want::Reduced { long_edge } => long_edge,
            Want::Tile { .. } => u32::MAX,
        };
        let (pixels, sheet) = if let Some(first) = self.first {
            (first, Sheet::default())
        } else {
            let sheet = self
                .strip
                .into_sheet(long_edge, [GROUND; 3])
                .ok_or(DecodeError::Truncated)?;
            let (plane, sheet) = sheet.map_err(|_size| DecodeError::Corrupt)?;
            let sheet = sheet.turned((plane.width, plane.height), source.orientation);
            (Reduced::of_rgb(plane), sheet)
        };
        let (shown, used) = in_srgb(pixels, source.profile.as_ref(), source.orientation)?;
        let traits = source
            .traits
            .with_if(SourceTrait::Animated, self.frames > 1)
            .with_if(SourceTrait::ProfileIgnored, !used);
        Ok(Picture {
            facts: Facts {
                width: source.width,
                height: source.height,
                format: source.format,
                orientation: source.orientation,
                traits,
                frames: self.frames,
            },
            shown,
            sheet,
        })
    }
}

/// A region of the upright picture, cut to it, as it lies in the stored one; none outside.
fn as_stored(region: Region, frame: &Frame<'_>, orientation: Orientation) -> Option<Region> {
    let (width, height) = if orientation.swaps_sides() {
        (frame.height, frame.width)
    } else {
        (frame.width, frame.height)
    };
    let cut_to =
        |from: u32, length: u32, all: u32| Some((from, length.min(all.checked_sub(from)?))).filter(|(_, l)| *l > 0);
    let (left, across) = cut_to(region.left, region.width, width)?;
    let (top, down) = cut_to(region.top, region.height, height)?;
    let (right, bottom) = (width - left - across, height - top - down);
    let (left, top, across, down) = match orientation {
        Orientation::Normal => (left, top, across, down),
        Orientation::MirroredHorizontally => (right, top, across, down),
        Orientation::Turned180 => (right, bottom, across, down),
        Orientation::MirroredVertically => (left, bottom, across, down),
        Orientation::Transposed => (top, left, down, across),
        Orientation::Turned90 => (top, right, down, across),
        Orientation::Transversed => (bottom, right, down, across),
        Orientation::Turned270 => (bottom, left, down, across),
    };
    Some(Region {
        left,
        top,
        width: across,
        height: down,
    })
}
