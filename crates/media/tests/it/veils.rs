//! Renditions: veils remove detail from any picture, looks keep it.

use proptest::prelude::*;
use scrim_media::{Limits, Rendition, RenditionError, RenditionSettings, Shown, renditions};

use crate::open::{Seen, read};

fn picture(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Shown {
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Shown::of_rgb(width, height, pixels.flat_map(|(x, y)| colour(x, y)).collect())
}

fn checkerboard(width: u32, height: u32, period: u32) -> Shown {
    let half = period / 2;
    picture(width, height, |x, y| {
        if (x / half + y / half).is_multiple_of(2) {
            [255; 3]
        } else {
            [0; 3]
        }
    })
}

fn make(picture: &Shown) -> scrim_media::Renditions {
    renditions(picture, &RenditionSettings::recommended()).unwrap()
}

fn seen(rendition: &Rendition) -> Seen {
    let seen = read(&rendition.encoded, &Limits::recommended()).unwrap().shown;
    assert_eq!((seen.width, seen.height), (rendition.width, rendition.height));
    seen
}

/// Largest difference from the mean as a share of full contrast.
fn amplitude(rendition: &Rendition) -> f64 {
    let seen = seen(rendition);
    let mean = seen.rgb.iter().map(|value| f64::from(*value)).sum::<f64>() / seen.rgb.len() as f64;
    seen.rgb
        .iter()
        .map(|value| (f64::from(*value) - mean).abs() / 127.5)
        .fold(0.0, f64::max)
}

#[test]
fn detail_of_a_fiftieth_of_the_long_edge_is_gone_from_both_veils_and_kept_in_both_looks() {
    for (width, height) in [(1600, 1200), (800, 800), (600, 1500), (3000, 500)] {
        let period = width.max(height) / 50;
        let made = make(&checkerboard(width, height, period));
        assert!(
            amplitude(&made.heavy_veil) < 0.02,
            "{width}×{height}: heavy {}",
            amplitude(&made.heavy_veil)
        );
        assert!(
            amplitude(&made.light_veil) < 0.02,
            "{width}×{height}: light {}",
            amplitude(&made.light_veil)
        );
        assert!(
            amplitude(&made.grey) > 0.8 && amplitude(&made.colour) > 0.8,
            "{width}×{height}"
        );
    }
}

/// A hundredth, a two-hundredth: what is finer must not come back by aliasing.
#[test]
fn finer_detail_does_not_return_as_moire() {
    for period in [2, 4, 6, 10, 16] {
        let made = make(&checkerboard(1600, 1066, period));
        assert!(
            amplitude(&made.heavy_veil) < 0.02 && amplitude(&made.light_veil) < 0.02,
            "period {period}"
        );
    }
}

#[test]
fn layout_survives_the_veils_heavy_less_than_light() {
    let made = make(&picture(1200, 900, |x, _| if x < 600 { [20; 3] } else { [230; 3] }));
    assert!(amplitude(&made.heavy_veil) > 0.7 && amplitude(&made.light_veil) > 0.7);
    let step = |rendition: &Rendition| {
        let seen = seen(rendition);
        let row = &seen.rgb.as_chunks::<3>().0[..seen.width as usize];
        row.iter().filter(|[value, ..]| (50..200).contains(value)).count() as f64 / f64::from(seen.width)
    };
    assert!(
        step(&made.heavy_veil) > 2.0 * step(&made.light_veil),
        "a heavier veil spreads an edge wider"
    );
    assert!(step(&made.light_veil) > 0.04);
}

/// An icon, a sliver, a dot: enlarged first, so that the blur is a share of what is shown.
#[test]
fn a_tiny_picture_is_veiled_like_any_other() {
    for (width, height) in [(8, 8), (64, 64), (100, 30), (32, 80)] {
        let made = make(&checkerboard(width, height, 2));
        let long_edge = |rendition: &Rendition| rendition.width.max(rendition.height);
        assert_eq!((long_edge(&made.heavy_veil), long_edge(&made.light_veil)), (400, 800));
        // The same layout in a large picture: a tiny one gives away no more of it.
        let large = make(&checkerboard(width * 20, height * 20, 40));
        let residues = |of: &scrim_media::Renditions| [amplitude(&of.heavy_veil), amplitude(&of.light_veil)];
        let pairs = residues(&made).into_iter().zip(residues(&large));
        assert!(
            pairs.into_iter().all(|(tiny, large)| tiny < large + 0.03),
            "{width}×{height}"
        );
        assert!(width < 32 || amplitude(&made.heavy_veil) < 0.02);
        assert_eq!(
            (made.colour.width, made.colour.height),
            (width, height),
            "looks are not enlarged"
        );
        assert!(amplitude(&made.grey) > 0.9);
    }
    for (width, height, veil) in [(1, 1, (400, 400)), (1, 5000, (1, 400)), (5000, 1, (400, 1))] {
        let made = make(&picture(width, height, |x, y| [(x % 251) as u8, (y % 241) as u8, 90]));
        assert_eq!((made.heavy_veil.width, made.heavy_veil.height), veil);
        made.into_array().iter().for_each(|rendition| drop(seen(rendition)));
    }
}

#[test]
fn veils_and_grey_have_no_colour_and_colour_has() {
    let made = make(&picture(
        500,
        400,
        |x, _| {
            if x < 250 { [220, 30, 30] } else { [30, 30, 220] }
        },
    ));
    for rendition in [&made.heavy_veil, &made.light_veil, &made.outline, &made.grey] {
        assert!(
            seen(rendition)
                .rgb
                .as_chunks::<3>()
                .0
                .iter()
                .all(|[r, g, b]| r == g && g == b)
        );
    }
    assert!(
        seen(&made.colour)
            .rgb
            .as_chunks::<3>()
            .0
            .iter()
            .any(|[r, _, b]| r.abs_diff(*b) > 150)
    );
}

#[test]
fn sizes_stay_within_the_ladder() {
    let made = make(&picture(4000, 3000, |x, y| [(x / 16) as u8, (y / 12) as u8, 7]));
    let sizes = made
        .into_array()
        .map(|rendition| (rendition.rung_name.name(), rendition.width, rendition.height));
    assert_eq!(
        sizes,
        [
            ("heavy_veil", 400, 300),
            ("light_veil", 800, 600),
            ("outline", 800, 600),
            ("grey", 1600, 1200),
            ("colour", 1600, 1200)
        ]
    );
}

#[test]
fn pixels_that_do_not_fit_their_size_are_refused() {
    let settings = RenditionSettings::recommended();
    for (width, height) in [(10, 11), (11, 10), (0, 10), (4000, 3000)] {
        let mut wrong = picture(10, 10, |_, _| [1, 2, 3]);
        (wrong.width, wrong.height) = (width, height);
        assert_eq!(
            renditions(&wrong, &settings),
            Err(RenditionError::WrongSize),
            "{width}×{height}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_size_gives_five_files_that_open(width in 1u32..70, height in 1u32..70) {
        let made = make(&picture(width, height, |x, y| [(x * 3) as u8, (y * 3) as u8, 50]));
        prop_assert_eq!((made.colour.width, made.colour.height), (width, height));
        for rendition in made.into_array() {
            seen(&rendition);
        }
    }
}
