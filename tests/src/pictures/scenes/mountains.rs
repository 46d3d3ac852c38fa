//! Snowy mountains and their mirror in a lake.

use super::Easel;
use super::hills::{clouds, heaven, tree};
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Ground, Polygon, Stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let lake = easel.layout.between(0.58, 0.78);
    let mood = easel.layout.unit();
    heaven(easel, lake, mood);
    clouds(easel, lake * 0.8);
    let aspect = easel.canvas.aspect();
    for range in 0..easel.layout.count(2, 3) {
        let near = range as f32 / 2.0;
        let peaks: Vec<(f32, f32, f32)> = (0..easel.layout.count(2, 4))
            .map(|_| {
                (
                    easel.layout.unit() * aspect,
                    easel.layout.between(0.2, 0.5) * (1.0 - near * 0.4),
                    easel.layout.between(0.5, 1.1),
                )
            })
            .collect();
        massif(easel, lake, &peaks, near);
    }
    mirror(easel, lake);
    for _ in 0..easel.layout.count(3, 9) {
        let x = easel.layout.unit() * aspect;
        let high = easel.layout.between(0.06, 0.2);
        tree(easel, (x, lake + 0.02 + high * 0.15), high, hsl(0.38, 0.4, 0.16), true);
    }
}

fn massif(easel: &mut Easel, lake: f32, peaks: &[(f32, f32, f32)], near: f32) {
    let rough = Noise(easel.layout.bits());
    let aspect = easel.canvas.aspect();
    let up = |x: f32| {
        let tallest = peaks
            .iter()
            .map(|(at, high, steep)| high - (x - at).abs() * steep * 0.8);
        tallest.fold(0.02, f32::max) + (rough.layered(x * 9.0, near, 4) - 0.5) * 0.09
    };
    let stone = hsl(easel.layout.between(0.55, 0.7), 0.2, 0.5 - 0.22 * near);
    let noise = easel.noise;
    let snowline = lake - easel.layout.between(0.12, 0.28);
    easel.canvas.fill(&Ground::below(aspect, |x| lake - up(x)), |(x, y)| {
        let face = noise.layered(x * 7.0 + y * 5.0, y * 9.0, 5);
        let lean = (rough.at(x * 11.0 + y * 4.0, near) - 0.5) * 0.9;
        let snow = ((snowline - y) * 9.0 + (face - 0.5) * 4.0).clamp(0.0, 1.0);
        stone
            .lit(0.6 + face * 0.6 + lean * 0.4)
            .mix(rgb(0.97, 0.98, 1.0).lit(0.85 + lean * 0.3), snow)
    });
}

fn mirror(easel: &mut Easel, lake: f32) {
    let deep = hsl(easel.layout.between(0.48, 0.6), 0.5, easel.layout.between(0.18, 0.4));
    let noise = easel.noise;
    let aspect = easel.canvas.aspect();
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, lake, aspect + 0.1, 1.1), |(x, y)| {
            let depth = (y - lake) / (1.0 - lake);
            let ripple = noise.layered(x * 6.0, depth * 60.0, 4) - 0.5;
            deep.lit(1.5 - depth * 0.7 + ripple * 0.7)
        });
    for _ in 0..easel.detail.count(10, 30) {
        let (x, y) = (easel.detail.unit() * aspect, easel.detail.between(lake + 0.01, 1.0));
        let long = easel.detail.between(0.02, 0.14);
        let glint = Stroke {
            from: (x, y),
            to: (x + long, y),
            thick: 0.0016,
            thin: 0.0004,
        };
        easel.canvas.fill_partly(&glint, 0.0, 0.6, |_| rgb(0.92, 0.96, 1.0));
    }
}
