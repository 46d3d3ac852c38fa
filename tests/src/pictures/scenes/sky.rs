//! Hot-air balloons over a valley.

use super::Easel;
use super::hills::{clouds, heaven};
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Ground, Point, Polygon, ellipse, stroke},
};
use std::f32::consts::PI;

pub(super) fn balloons(easel: &mut Easel) {
    let ground = easel.layout.between(0.72, 0.88);
    let mood = easel.layout.unit();
    heaven(easel, ground, mood);
    clouds(easel, ground);
    valley(easel, ground);
    let mut all: Vec<(Point, f32)> = (0..easel.layout.count(3, 7))
        .map(|_| {
            let size = easel.layout.between(0.05, 0.2);
            (
                (
                    easel.layout.between(0.08, 0.92) * easel.canvas.aspect(),
                    easel.layout.between(0.16, 0.62),
                ),
                size,
            )
        })
        .collect();
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (at, size) in all {
        balloon(easel, at, size);
    }
}

fn valley(easel: &mut Easel, ground: f32) {
    let aspect = easel.canvas.aspect();
    let hill = Noise(easel.layout.bits());
    let noise = easel.noise;
    let earth = hsl(easel.layout.between(0.08, 0.32), 0.4, easel.layout.between(0.25, 0.45));
    let line = move |x: f32| ground + (hill.layered(x * 2.0, 0.0, 3) - 0.5) * 0.14;
    easel.canvas.fill(&Ground::below(aspect, line), |(x, y)| {
        let field = noise.at(x * 9.0, (y - ground) * 26.0);
        let furrow = ((x * 70.0 * (field - 0.5)) + y * 240.0).sin() * 0.06;
        earth.turned((field - 0.5) * 0.2).lit(0.75 + field * 0.5 + furrow)
    });
}

fn balloon(easel: &mut Easel, (x, y): Point, size: f32) {
    let basket = y + size * 1.75;
    for side in [-0.16, 0.16] {
        easel.canvas.flat(
            &stroke(
                (x + side * size * 2.0, y + size * 0.9),
                (x + side * size, basket),
                size * 0.012,
            ),
            rgb(0.2, 0.15, 0.12),
        );
    }
    easel.canvas.flat(
        &Polygon::rectangle(x - size * 0.2, basket, x + size * 0.2, basket + size * 0.24),
        hsl(0.08, 0.5, 0.3),
    );
    let half = |t: f32| {
        if t < 0.5 {
            (1.0 - (1.0 - 2.0 * t).powi(2)).sqrt()
        } else {
            1.0 - 0.74 * ((t - 0.5) * 2.0).powf(1.5)
        }
    };
    let at = |i: u32| i as f32 / 40.0;
    let mut outline: Vec<Point> = (0..=40)
        .map(|i| (x - size * half(at(i)), y - size + at(i) * size * 2.3))
        .collect();
    outline.extend(
        (0..=40)
            .rev()
            .map(|i| (x + size * half(at(i)), y - size + at(i) * size * 2.3)),
    );
    let (hue, light) = (easel.detail.unit(), easel.layout.between(0.3, 0.65));
    let (gores, bands) = (easel.detail.count(6, 12) as f32, easel.detail.chance(0.4));
    easel.canvas.fill(&Polygon(outline), |(px, py)| {
        let t = ((py - y + size) / (size * 2.3)).clamp(0.01, 0.99);
        let u = ((px - x) / (size * half(t))).clamp(-1.0, 1.0);
        let gore = ((u.asin() / PI + 0.5) * gores).floor();
        let stripe = if bands { (t * gores).floor() } else { gore };
        let tint = hsl(hue + if stripe.rem_euclid(2.0) < 1.0 { 0.0 } else { 0.42 }, 0.8, light);
        tint.lit(1.25 - (u + 0.35).powi(2) * 0.55 - t * 0.2)
    });
    easel.canvas.flat(
        &ellipse((x, y + size * 1.3), size * 0.26, size * 0.05),
        rgb(0.2, 0.12, 0.1),
    );
}
