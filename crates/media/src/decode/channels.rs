//! From one to four channels to shown and hashed RGB. Knows no format.

use super::{GROUND, empty_buffer};
use crate::DecodeError;
use crate::Orientation;
use crate::read::{Frame, Going, Pixels, Take};

/// Shown and hashed pixels of one picture.
pub(super) struct Split {
    /// Three bytes a pixel, over the ground.
    pub(super) rgb: Vec<u8>,
    /// The same with alpha dropped, where that differs.
    pub(super) dropped: Option<Vec<u8>>,
}

/// What the bytes of a raw row mean, 8 bits each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

impl Layout {
    pub(super) const fn channels(self) -> u8 {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    pub(super) const fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::Rgba)
    }

    /// The same pixels with four channels each.
    pub(super) fn rgba(self, raw: &[u8]) -> Result<Vec<[u8; 4]>, DecodeError> {
        drop(empty_buffer(raw.len().saturating_mul(4))?);
        Ok(match self {
            Self::Grey => raw.iter().map(|grey| [*grey, *grey, *grey, 255]).collect(),
            Self::GreyAlpha => raw
                .as_chunks::<2>()
                .0
                .iter()
                .map(|[grey, alpha]| [*grey, *grey, *grey, *alpha])
                .collect(),
            Self::Rgb => raw
                .as_chunks::<3>()
                .0
                .iter()
                .map(|[red, green, blue]| [*red, *green, *blue, 255])
                .collect(),
            Self::Rgba => raw.as_chunks::<4>().0.to_vec(),
        })
    }

    /// Bytes a pixel of a raw buffer and of the copies that [`split`] makes of it.
    pub(super) fn bytes_per_pixel(self) -> u64 {
        u64::from(self.channels()) + if self == Self::Rgb { 0 } else { 6 }
    }
}

impl Split {
    /// Hands it over as a frame.
    pub(super) fn give(
        &self,
        (width, height): (u32, u32),
        orientation: Orientation,
        take: &mut Take<'_>,
    ) -> Result<Going, DecodeError> {
        let pixels = Pixels::Rgb {
            shown: &self.rgb,
            hashed: self.dropped.as_ref().unwrap_or(&self.rgb),
        };
        take.frame(&Frame { width, height, pixels }, orientation)
    }
}

/// Splits raw pixels; the RGB case costs nothing, an opaque alpha channel no second copy.
pub(super) fn split(raw: Vec<u8>, layout: Layout) -> Result<Split, DecodeError> {
    let opaque = |rgb| Split { rgb, dropped: None };
    match layout {
        Layout::Rgb => Ok(opaque(raw)),
        Layout::Grey => {
            let mut rgb = empty_buffer(raw.len().saturating_mul(3))?;
            rgb.extend(raw.iter().flat_map(|grey| [*grey; 3]));
            Ok(opaque(rgb))
        }
        Layout::GreyAlpha => {
            let (pixels, _) = raw.as_chunks::<2>();
            over_ground(pixels, |[grey, alpha]| ([grey; 3], alpha))
        }
        Layout::Rgba => split_rgba(raw.as_chunks::<4>().0),
    }
}

/// Splits RGBA that stays with its owner.
pub(super) fn split_rgba(pixels: &[[u8; 4]]) -> Result<Split, DecodeError> {
    over_ground(pixels, |[red, green, blue, alpha]| ([red, green, blue], alpha))
}

fn over_ground<const N: usize>(
    pixels: &[[u8; N]],
    read: impl Fn([u8; N]) -> ([u8; 3], u8),
) -> Result<Split, DecodeError> {
    let len = pixels.len().saturating_mul(3);
    let mut dropped = empty_buffer(len)?;
    dropped.extend(pixels.iter().flat_map(|pixel| read(*pixel).0));
    if pixels.iter().all(|pixel| read(*pixel).1 == u8::MAX) {
        return Ok(Split {
            rgb: dropped,
            dropped: None,
        });
    }
    let mut shown = empty_buffer(len)?;
    shown.extend(pixels.iter().flat_map(|pixel| {
        let (colour, alpha) = read(*pixel);
        colour.map(|channel| blend(channel, alpha))
    }));
    Ok(Split {
        rgb: shown,
        dropped: Some(dropped),
    })
}

/// One channel over the ground, rounded.
fn blend(channel: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let sum = u32::from(channel) * alpha + u32::from(GROUND) * (255 - alpha);
    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparent_pixels_show_the_ground_but_hash_their_colour() {
        let split = split(vec![200, 10, 30, 0, 200, 10, 30, 255], Layout::Rgba).expect("small");
        assert_eq!(split.rgb, [128, 128, 128, 200, 10, 30]);
        assert_eq!(split.dropped, Some(vec![200, 10, 30, 200, 10, 30]));
    }

    #[test]
    fn an_opaque_alpha_channel_makes_no_second_copy() {
        let split = split(vec![7, 255, 9, 255], Layout::GreyAlpha).expect("small");
        assert_eq!(split.rgb, [7, 7, 7, 9, 9, 9]);
        assert_eq!(split.dropped, None);
    }

    #[test]
    fn blending_is_exact_at_both_ends_and_between() {
        assert_eq!(
            [blend(255, 255), blend(0, 255), blend(255, 0), blend(0, 128)],
            [255, 0, 128, 64]
        );
    }
}
