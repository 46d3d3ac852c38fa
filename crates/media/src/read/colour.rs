//! Colour profiles: what is shown is sRGB, whatever the file says its numbers mean.
//!
//! A profile is a stranger's bytes like the rest of the file: bounded, and ignored where it makes no
//! sense. Never applied to what is hashed.

use super::reduce::{Mixed, Reduced};
use crate::rendition::{Plane, upright};
use crate::{DecodeError, Orientation, PixelLayout, Shown};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Largest profile that is looked at, in bytes; press profiles with tables have 0.5 to 2 MiB.
const MAX_PROFILE_BYTES: usize = 4 * 1024 * 1024;

/// A profile's bytes, bounded.
pub(crate) struct Profile(Vec<u8>);

impl Profile {
    /// `None` for one that is empty or too large to be a profile.
    pub(crate) fn of(bytes: Vec<u8>) -> Option<Self> {
        (!bytes.is_empty() && bytes.len() <= MAX_PROFILE_BYTES).then_some(Self(bytes))
    }
}

/// Upright pixels in sRGB, and whether the profile was used as far as there was one. What is stored as luma
/// and colour and has no profile stays so.
pub(super) fn in_srgb(
    pixels: Reduced,
    profile: Option<&Profile>,
    orientation: Orientation,
) -> Result<(Shown, bool), DecodeError> {
    match (pixels, profile) {
        (Reduced::Ycc(ycc), None) => {
            let ycc = ycc.map(|plane| upright(plane, orientation));
            let shown = Shown {
                width: ycc.luma.width,
                height: ycc.luma.height,
                layout: PixelLayout::Ycc,
                bytes: ycc.into_bytes(),
            };
            Ok((shown, true))
        }
        (pixels, profile) => {
            let (plane, used) = to_srgb(pixels, profile)?;
            let Plane { width, height, pixels } = upright(plane, orientation);
            Ok((Shown::of_rgb(width, height, pixels.into_flattened()), used))
        }
    }
}

/// Pixels in RGB by sRGB, and whether the profile was used as far as there was one.
pub(super) fn to_srgb(pixels: Reduced, profile: Option<&Profile>) -> Result<(Plane<[u8; 3]>, bool), DecodeError> {
    let pixels = match pixels {
        Reduced::Ycc(ycc) => Mixed::Rgb(ycc.joined().map_err(|_wrong_size| DecodeError::Corrupt)?),
        Reduced::Mixed(pixels) => pixels,
    };
    let Some(profile) = profile else {
        return Ok((plainly(pixels), true));
    };
    Ok(match managed(&pixels, profile) {
        Some(plane) => (plane, true),
        None => (plainly(pixels), false),
    })
}

/// Without a profile, RGB is taken for sRGB and inks for filters one behind the other.
fn plainly(pixels: Mixed) -> Plane<[u8; 3]> {
    match pixels {
        Mixed::Rgb(plane) => plane,
        Mixed::Inks(plane) => Plane::of(
            (plane.width, plane.height),
            plane.pixels.iter().map(|inks| filtered(*inks)).collect(),
        ),
    }
}

/// Light that passes four filters of which 255 lets all through.
pub(crate) fn filtered([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let product = |ink: u8| u8::try_from((u32::from(ink) * u32::from(black) + 127) / 255).unwrap_or(u8::MAX);
    [product(cyan), product(magenta), product(yellow)]
}

fn managed(pixels: &Mixed, Profile(bytes): &Profile) -> Option<Plane<[u8; 3]>> {
    let source = ColorProfile::new_from_slice(bytes).ok()?;
    match (pixels, source.color_space) {
        (Mixed::Rgb(plane), DataColorSpace::Rgb) => {
            transformed(&source, Layout::Rgb, plane, plane.pixels.as_flattened())
        }
        (Mixed::Rgb(plane), DataColorSpace::Gray) => {
            let grey: Vec<u8> = plane.pixels.iter().map(|[grey, ..]| *grey).collect();
            transformed(&source, Layout::Gray, plane, &grey)
        }
        (Mixed::Inks(plane), DataColorSpace::Cmyk) => {
            // Profiles count ink, files count what is left of the paper.
            let inks: Vec<u8> = plane.pixels.as_flattened().iter().map(|left| 255 - left).collect();
            transformed(&source, Layout::Rgba, plane, &inks)
        }
        _ => None,
    }
}

fn transformed<P>(source: &ColorProfile, layout: Layout, plane: &Plane<P>, bytes: &[u8]) -> Option<Plane<[u8; 3]>> {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = source.create_transform_8bit(layout, &srgb, Layout::Rgb, options).ok()?;
    let mut pixels = vec![[0_u8; 3]; plane.pixels.len()];
    transform.transform(bytes, pixels.as_flattened_mut()).ok()?;
    Some(Plane::of((plane.width, plane.height), pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_ignored_and_said_to_be() {
        let plane = || Reduced::of_rgb(Plane::of((1, 1), vec![[9, 8, 7]]));
        let nonsense = Profile::of(vec![7; 900]).unwrap();
        let (shown, used) = to_srgb(plane(), Some(&nonsense)).unwrap();
        assert_eq!((shown.pixels, used), (vec![[9, 8, 7]], false));
        assert!(Profile::of(vec![0; MAX_PROFILE_BYTES + 1]).is_none());
    }

    #[test]
    fn a_wide_gamut_becomes_srgb() {
        let wide = ColorProfile::new_display_p3().encode().unwrap();
        let plane = Reduced::of_rgb(Plane::of((1, 1), vec![[200, 100, 100]]));
        let (shown, used) = to_srgb(plane, Profile::of(wide).as_ref()).unwrap();
        let [red, green, _] = shown.pixels[0];
        assert!(used && red > 205 && green < 100, "{:?}", shown.pixels);
    }

    #[test]
    fn inks_without_a_profile_are_filters() {
        assert_eq!(filtered([255, 255, 255, 255]), [255; 3]);
        assert_eq!(filtered([255, 0, 128, 128]), [128, 0, 64]);
    }
}
