//! From pixels for eyes to the five files a desk may show.

use super::encode::{Looks, grey_png};
use super::plane::{Plane, luma};
use super::scale::{fitted, resized, resized_plane, scaled};
use super::veil::veil;
use super::{
    PixelLayout, Rendition, RenditionError, RenditionSettings, Renditions, RungName, Shown, VeilSettings, outline,
};
use fast_image_resize::PixelType;
use std::borrow::Cow;

/// Makes every rendition of a picture.
///
/// # Errors
/// [`RenditionError`].
pub fn renditions(shown: &Shown, settings: &RenditionSettings) -> Result<Renditions, RenditionError> {
    let look = reduced(shown.checked()?, settings.look_long_edge_px)?;
    // Each veil starts from the sharper one's size: reducing twice costs less than from the top.
    let drawn = luma_at(&look, settings.outline_long_edge_px)?;
    let outline = outline::drawing(&drawn);
    let mut looks = Looks::of_quality(settings.jpeg_quality)?;
    let sized = |rung_name, encoded| picture(rung_name, (look.width, look.height), encoded, "image/jpeg");
    Ok(Renditions {
        heavy_veil: veiled(RungName::HeavyVeil, &drawn, settings.heavy)?,
        light_veil: veiled(RungName::LightVeil, &drawn, settings.light)?,
        outline: drawing(RungName::Outline, &outline)?,
        grey: sized(RungName::Grey, looks.grey(&look)?),
        colour: sized(RungName::Colour, looks.colour(&look)?),
    })
}

/// One part of a picture at full size, as JPEG: the same as colour, unreduced.
///
/// # Errors
/// [`RenditionError`].
pub fn tile(shown: &Shown, settings: &RenditionSettings) -> Result<Rendition, RenditionError> {
    let encoded = Looks::of_quality(settings.jpeg_quality)?.colour(shown)?;
    Ok(picture(
        RungName::Colour,
        (shown.width, shown.height),
        encoded,
        "image/jpeg",
    ))
}

/// A picture of which no side exceeds `long_edge`; one that fits is left as it is.
fn reduced(shown: &Shown, long_edge: u32) -> Result<Cow<'_, Shown>, RenditionError> {
    let to = fitted(shown.width, shown.height, long_edge);
    if to == (shown.width, shown.height) {
        return Ok(Cow::Borrowed(shown));
    }
    let rgb = shown.to_rgb()?;
    let whole = (f64::from(shown.width), f64::from(shown.height));
    let bytes = resized((shown.width, shown.height), &rgb, PixelType::U8x3, whole, to)?;
    Ok(Cow::Owned(Shown::of_rgb(to.0, to.1, bytes)))
}

/// Brightness alone, at a long edge of exactly so much.
fn luma_at(shown: &Shown, long_edge_px: u32) -> Result<Plane<u8>, RenditionError> {
    let size = (shown.width, shown.height);
    let whole = (f64::from(size.0), f64::from(size.1));
    let to = scaled(size.0, size.1, long_edge_px.max(1));
    match shown.layout {
        PixelLayout::Rgb => {
            let rgb = resized(size, &shown.bytes, PixelType::U8x3, whole, to)?;
            Ok(luma(&Plane::of(to, rgb.as_chunks::<3>().0.to_vec())))
        }
        PixelLayout::Ycc => {
            // Luma comes first, and is two thirds of it all.
            let luma = shown
                .bytes
                .get(..shown.bytes.len() / 3 * 2)
                .ok_or(RenditionError::WrongSize)?;
            Ok(Plane::of(to, resized_plane(size, luma, whole, to)?))
        }
    }
}

fn veiled(rung_name: RungName, plane: &Plane<u8>, settings: VeilSettings) -> Result<Rendition, RenditionError> {
    drawing(rung_name, &veil(plane, settings)?)
}

fn drawing(rung_name: RungName, plane: &Plane<u8>) -> Result<Rendition, RenditionError> {
    Ok(picture(
        rung_name,
        (plane.width, plane.height),
        grey_png(plane)?,
        "image/png",
    ))
}

fn picture(rung_name: RungName, (width, height): (u32, u32), encoded: Vec<u8>, mime: &'static str) -> Rendition {
    Rendition {
        rung_name,
        width,
        height,
        encoded,
        mime,
    }
}
