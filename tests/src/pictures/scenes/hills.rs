//! Layered hills under a sky, with trees, a winding path and now and then a sun.

use super::Easel;
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    dice::Dice,
    noise::Noise,
    shape::{Ground, Point, Polygon, circle, ellipse, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let horizon = easel.layout.between(0.3, 0.6);
    let mood = easel.layout.between(0.0, 1.0);
    heaven(easel, horizon, mood);
    clouds(easel, horizon);
    let layers = easel.layout.count(3, 6);
    let green = easel.layout.between(0.2, 0.42);
    for layer in 0..layers {
        let depth = layer as f32 / layers as f32;
        let base = horizon + (1.0 - horizon) * depth * 0.9;
        let (swell, step, phase) = (
            easel.layout.between(0.04, 0.16) * (1.2 - depth * 0.4),
            easel.layout.between(1.2, 3.8),
            easel.layout.between(0.0, 40.0),
        );
        let noise = Noise(easel.layout.bits());
        let line = move |x: f32| base - swell * (noise.layered(x * step + phase, 0.5, 3) - 0.35) * 2.0;
        let tone = hsl(green + depth * 0.06, 0.3 + 0.3 * depth, 0.66 - 0.4 * depth);
        ridge(easel, line, tone, depth);
        trees(easel, line, tone, depth);
    }
}

/// A sky that lightens towards the horizon, with a sun or a moon.
pub(super) fn heaven(easel: &mut Easel, horizon: f32, mood: f32) {
    let top = hsl(0.55 + 0.15 * mood, 0.6, 0.32 + 0.2 * mood);
    let low = hsl(if mood < 0.5 { 0.09 } else { 0.54 }, 0.7, 0.8);
    easel.canvas.wash(|(_, y)| top.mix(low, (y / horizon).powf(1.3)));
    let at = (
        easel.layout.between(0.1, 0.9) * easel.canvas.aspect(),
        horizon * easel.layout.between(0.2, 0.9),
    );
    let size = easel.layout.between(0.035, 0.1);
    let light = rgb(1.0, 0.95, 0.78);
    easel
        .canvas
        .fill_partly(&circle(at, size * 3.0), size * 5.0, 0.5, |_| light);
    easel.canvas.flat(&circle(at, size), light);
}

/// A few bands of clouds.
pub(super) fn clouds(easel: &mut Easel, horizon: f32) {
    let noise = easel.noise;
    let shift = Noise(easel.layout.bits());
    easel.canvas.glaze(|(x, y), ground| {
        let far = (y / horizon).min(1.0);
        let body = shift.at(x * 2.2, y * 7.0) * 0.6 + noise.layered(x * 5.0, y * 16.0, 4) * 0.4;
        let cover = ((body - 0.52) * 5.0).clamp(0.0, 0.85) * (1.0 - far * 0.5);
        ground.mix(
            rgb(0.99, 0.97, 0.95).lit(0.85 + 0.15 * body),
            if y < horizon { cover } else { 0.0 },
        )
    });
}

fn ridge(easel: &mut Easel, line: impl Fn(f32) -> f32 + Copy, tone: Colour, depth: f32) {
    let aspect = easel.canvas.aspect();
    let noise = easel.noise;
    let ground = Ground::below(aspect, line);
    easel.canvas.fill(&ground, |(x, y)| {
        let below = y - ground.line(x);
        let grass = noise.layered(x * 14.0 + depth * 9.0, y * 40.0, 3);
        let stripe = (below * (60.0 - 35.0 * depth)).sin() * 0.04 * depth;
        let fall = (below * 2.2).min(0.6);
        tone.lit(1.16 - fall * 0.5 + (grass - 0.5) * 0.3 + stripe)
    });
}

fn trees(easel: &mut Easel, line: impl Fn(f32) -> f32, tone: Colour, depth: f32) {
    let groves = easel.layout.count(0, 3);
    for _ in 0..groves {
        let middle = easel.layout.between(0.0, 1.0) * easel.canvas.aspect();
        let pointed = easel.detail.chance(0.5);
        for _ in 0..easel.detail.count(2, 7) {
            let x = middle + easel.detail.between(-0.12, 0.12);
            let high = easel.detail.between(0.03, 0.07) * (0.5 + depth * 1.6);
            let foot = (x, line(x) + 0.01);
            tree(easel, foot, high, tone.lit(0.5), pointed);
        }
    }
}

/// One tree: a fir or a round crown.
pub(super) fn tree(easel: &mut Easel, foot: Point, high: f32, tone: Colour, pointed: bool) {
    let (x, y) = foot;
    let trunk = rgb(0.3, 0.2, 0.13);
    easel
        .canvas
        .flat(&stroke(foot, (x, y - high * 0.5), high * 0.05), trunk);
    if pointed {
        for tier in 0..3 {
            let up = y - high * (0.15 + 0.25 * tier as f32);
            let half = high * (0.34 - 0.08 * tier as f32);
            let fir = Polygon(vec![(x - half, up), (x + half, up), (x, up - high * 0.42)]);
            easel
                .canvas
                .fill(&fir, |(px, _)| tone.lit(1.0 - (px - x) / half * 0.35));
        }
    } else {
        for puff in crown(&mut easel.detail, (x, y - high * 0.7), high) {
            easel.canvas.fill(&puff, |(px, py)| {
                tone.lit(1.05 + (x - px + (y - high * 0.7) - py) / high * 0.9)
            });
        }
    }
}

fn crown(dice: &mut Dice, middle: Point, high: f32) -> Vec<crate::pictures::shape::Ellipse> {
    let puff = |_| {
        let (dx, dy) = (dice.between(-0.22, 0.22), dice.between(-0.2, 0.15));
        let r = high * dice.between(0.14, 0.26);
        ellipse((middle.0 + dx * high, middle.1 + dy * high), r, r * 0.9)
    };
    (0..7).map(puff).collect()
}
