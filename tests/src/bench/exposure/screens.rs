//! What a screen shows, step by step: pictures made as the product makes them.

use super::sight::Seen;
use crate::pictures::Picture;
use image::imageops;
use scrim_media::{RenditionSettings, Shown, renditions};
use scrim_model::lens::{LENS_LIMIT_PERMILLE, LENS_RADIUS_PERMILLE};

/// Coop's default blur, CSS pixels, and how wide a picture is taken to stand on its screen.
const HOVER_BLUR: (f32, u32) = (8.0, 640);

/// A way to show a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    /// Ours: veils, outline, lens, grey, colour.
    Ladder,
    /// Blurred, and under the pointer whole and in colour.
    Hover,
    /// The same, with the pointer over it as soon as the label is read.
    HoverAtOnce,
}

/// One step of it.
pub(super) struct Step {
    pub(super) name: &'static str,
    /// What of each picture is seen: of the upload, and of what is remembered.
    pub(super) upload: Seen,
    pub(super) listed: Seen,
    /// How clear it is.
    pub(super) weight: f64,
    /// Where only a region is: its share of the picture, how clear what is around it is, and how many of them may be seen.
    pub(super) lens: Option<Lens>,
    /// Whether it is the whole picture, unveiled.
    pub(super) clear: bool,
    /// It only stands there while the label is read.
    pub(super) passed_over: bool,
}

/// One round region.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lens {
    pub(super) area: f64,
    pub(super) around: f64,
    pub(super) most: usize,
}

impl Tool {
    /// What it shows, one after another.
    pub(super) fn steps(self, listed: &Picture, upload: &Picture) -> anyhow::Result<Vec<Step>> {
        let (listed, upload) = (self.shown(listed)?, self.shown(upload)?);
        let steps = self.described().into_iter().zip(listed).zip(upload);
        let step = |(((name, weight, clear), listed), upload)| Step {
            passed_over: self == Self::HoverAtOnce && name != "colour",
            lens: (name == "lens").then(|| lens(&upload)),
            name,
            upload,
            listed,
            weight,
            clear,
        };
        Ok(steps.map(step).collect())
    }

    fn described(self) -> Vec<(&'static str, f64, bool)> {
        match self {
            Self::Ladder => vec![
                ("heavy veil", 0.05, false),
                ("light veil", 0.15, false),
                ("outline", 0.25, false),
                ("lens", 0.7, false),
                ("grey", 0.7, true),
                ("colour", 1.0, true),
            ],
            Self::Hover | Self::HoverAtOnce => vec![("blurred", 0.3, false), ("colour", 1.0, true)],
        }
    }

    fn shown(self, picture: &Picture) -> anyhow::Result<Vec<Seen>> {
        match self {
            Self::Ladder => {
                let shown = Shown::of_rgb(picture.width_px, picture.height_px, picture.rgb.clone());
                let made = renditions(&shown, &RenditionSettings::recommended())?.into_array();
                let mut seen = Vec::new();
                for rendition in &made {
                    seen.push(Seen::of(&image::load_from_memory(&rendition.encoded)?.into_rgb8()));
                }
                // Through the lens is what is grey.
                let grey = seen.get(3).cloned();
                if let Some(grey) = grey {
                    seen.insert(3, grey);
                }
                Ok(seen)
            }
            Self::Hover | Self::HoverAtOnce => {
                let (sigma, width) = HOVER_BLUR;
                let whole = picture.image();
                let height = (width * picture.height_px / picture.width_px.max(1)).max(1);
                let placed = imageops::resize(&whole, width, height, imageops::FilterType::Triangle);
                Ok(vec![Seen::of(&imageops::blur(&placed, sigma)), Seen::of(&whole)])
            }
        }
    }
}

fn lens(seen: &Seen) -> Lens {
    let radius = f64::from(LENS_RADIUS_PERMILLE) / 1_000.0;
    let area = std::f64::consts::PI * radius * radius * seen.long_by_short();
    Lens {
        area,
        around: 0.15,
        most: whole(f64::from(LENS_LIMIT_PERMILLE) / 1_000.0 / area),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a handful of lenses"
)]
fn whole(count: f64) -> usize {
    count.max(1.0) as usize
}
