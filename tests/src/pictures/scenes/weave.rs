//! Patterns: woven cloth with a tartan of bands, and bands of stylised waves.

use super::Easel;
use crate::pictures::{
    colour::{Colour, hsl},
    noise::Noise,
    shape::Ground,
};
use std::f32::consts::PI;

pub(super) fn draw(easel: &mut Easel) {
    let aspect = easel.canvas.aspect();
    let across = bands(easel, aspect);
    let down = bands(easel, 1.0);
    let threads = easel.detail.between(52.0, 84.0);
    let noise = easel.noise;
    let fold = Noise(easel.layout.bits());
    easel.canvas.wash(|(x, y)| {
        let bend = (fold.layered(x * 1.3, y * 1.3, 2) - 0.5) * 0.22;
        let (u, v) = (x + bend, y + bend * 0.6);
        let over = ((u * threads).floor() + (v * threads).floor()).rem_euclid(2.0) < 1.0;
        let (warp, weft) = (band_at(&across, u), band_at(&down, v));
        let phase = if over { v } else { u } * threads * PI;
        let round = 0.72 + 0.38 * phase.sin().abs();
        let shade = 0.75 + fold.layered(x * 1.3 + 0.1, y * 1.3 + 0.1, 2) * 0.55;
        let fibre = 0.9 + 0.2 * noise.at(u * threads * 3.0, v * threads * 3.0);
        (if over { warp } else { weft }).lit(round * shade * fibre)
    });
}

/// Stripes of a cloth: where each ends, and its colour.
fn bands(easel: &mut Easel, length: f32) -> Vec<(f32, Colour)> {
    let hue = easel.layout.unit();
    let mut ends = Vec::new();
    let mut at = -0.3;
    while at < length + 0.3 {
        at += easel.layout.between(0.03, 0.24);
        let colour = hsl(
            hue + easel.layout.between(-0.15, 0.25),
            easel.layout.between(0.2, 0.7),
            easel.layout.between(0.12, 0.85),
        );
        ends.push((at, colour));
    }
    ends
}

fn band_at(bands: &[(f32, Colour)], at: f32) -> Colour {
    let found = bands.iter().find(|(end, _)| at < *end).or(bands.last());
    found.map_or(hsl(0.0, 0.0, 0.5), |(_, colour)| *colour)
}

pub(super) fn waves(easel: &mut Easel) {
    let hue = easel.layout.unit();
    let rows = easel.layout.count(7, 13);
    let aspect = easel.canvas.aspect();
    easel.canvas.wash(|(_, y)| hsl(hue + 0.45, 0.5, 0.88 - 0.3 * y));
    for row in 0..=rows {
        let base = row as f32 / rows as f32;
        let (high, length, phase) = (
            easel.layout.between(0.025, 0.09),
            easel.layout.between(0.2, 0.55),
            easel.layout.between(0.0, 6.0),
        );
        let colour = hsl(
            hue + easel.layout.between(-0.08, 0.08),
            0.55,
            easel.layout.between(0.16, 0.78),
        );
        let crest = move |x: f32| base + high * (x / length * PI * 2.0 + phase).sin();
        let lines = easel.detail.between(50.0, 120.0);
        let noise = easel.noise;
        let wave = Ground::below(aspect, crest);
        easel.canvas.fill(&wave, |(x, y)| {
            let depth = y - wave.line(x);
            let foam = if depth < 0.012 { 1.5 } else { 1.0 };
            let line = 1.0 + 0.14 * (depth * lines).sin();
            colour.lit(foam * line * (0.9 + 0.2 * noise.at(x * 30.0, y * 30.0)))
        });
    }
}
