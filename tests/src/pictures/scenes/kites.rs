//! Kites over a beach.

use super::Easel;
use super::hills::{clouds, heaven};
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Ground, Point, Polygon, ellipse, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let (horizon, sand) = (easel.layout.between(0.6, 0.74), easel.layout.between(0.78, 0.88));
    let mood = easel.layout.unit();
    heaven(easel, horizon, mood);
    clouds(easel, horizon);
    beach(easel, horizon, sand);
    let aspect = easel.canvas.aspect();
    for _ in 0..easel.layout.count(3, 7) {
        let at = (
            easel.layout.between(0.08, 0.92) * aspect,
            easel.layout.between(0.1, 0.55),
        );
        let size = easel.layout.between(0.06, 0.17);
        let hand = (at.0 + easel.layout.between(-0.4, 0.4), sand + 0.1);
        kite(easel, at, size, hand);
    }
    for _ in 0..easel.layout.count(1, 3) {
        let at = (
            easel.layout.between(0.1, 0.9) * aspect,
            sand + easel.layout.between(0.0, 0.06),
        );
        parasol(easel, at, 0.13);
    }
}

fn beach(easel: &mut Easel, horizon: f32, sand: f32) {
    let aspect = easel.canvas.aspect();
    let (noise, shore) = (easel.noise, Noise(easel.layout.bits()));
    let deep = hsl(0.53, 0.6, easel.layout.between(0.28, 0.5));
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, horizon, aspect + 0.1, 1.1), |(x, y)| {
            deep.lit(0.85 + noise.layered(x * 10.0, y * 80.0, 3) * 0.5)
        });
    let line = move |x: f32| sand + (shore.layered(x * 2.0, 0.0, 2) - 0.5) * 0.08;
    let pale = hsl(0.11, 0.5, easel.layout.between(0.62, 0.8));
    easel
        .canvas
        .fill(&Ground::below(aspect, |x| line(x) - 0.012), |_| rgb(0.97, 0.98, 0.98));
    let dry = Ground::below(aspect, line);
    easel.canvas.fill(&dry, |(x, y)| {
        let wet = ((y - dry.line(x)) * 18.0).clamp(0.55, 1.0);
        pale.lit(wet * (0.88 + noise.layered(x * 60.0, y * 60.0, 3) * 0.24))
    });
}

fn kite(easel: &mut Easel, (x, y): Point, size: f32, hand: Point) {
    easel.canvas.flat(&stroke((x, y), hand, 0.0009), rgb(0.95, 0.95, 0.95));
    let lean = easel.detail.between(-0.4, 0.4);
    let spin = |dx: f32, dy: f32| {
        (
            x + (dx * lean.cos() - dy * lean.sin()) * size,
            y + (dx * lean.sin() + dy * lean.cos()) * size,
        )
    };
    let (top, right, foot, left, middle) = (
        spin(0.0, -0.8),
        spin(0.6, 0.0),
        spin(0.0, 1.2),
        spin(-0.6, 0.0),
        spin(0.0, 0.0),
    );
    let (hue, light) = (easel.detail.unit(), easel.layout.between(0.35, 0.65));
    let quarters = [(top, right), (right, foot), (foot, left), (left, top)];
    for (place, (a, b)) in quarters.into_iter().enumerate() {
        let tint = hsl(hue + if place % 2 == 0 { 0.0 } else { 0.35 }, 0.8, light);
        easel.canvas.flat(&Polygon(vec![middle, a, b]), tint);
    }
    let mut knot = foot;
    for bow in 0..easel.detail.count(3, 7) {
        let next = (knot.0 + easel.detail.between(-0.3, 0.3) * size, knot.1 + size * 0.3);
        easel.canvas.flat(&stroke(knot, next, 0.0014), rgb(0.95, 0.95, 0.9));
        easel.canvas.flat(
            &ellipse(next, size * 0.12, size * 0.05).turned(bow as f32),
            hsl(hue + 0.1 * bow as f32, 0.8, light),
        );
        knot = next;
    }
}

fn parasol(easel: &mut Easel, (x, y): Point, size: f32) {
    easel.canvas.flat(
        &stroke((x, y), (x + size * 0.1, y - size * 1.3), size * 0.03),
        rgb(0.92, 0.9, 0.86),
    );
    let dome: Vec<Point> = (0..=24)
        .map(|i| std::f32::consts::PI * (1.0 + i as f32 / 24.0))
        .map(|a| (x + size * 0.1 + a.cos() * size, y - size * 0.85 + a.sin() * size * 0.6))
        .collect();
    let (hue, stripes) = (easel.detail.unit(), easel.detail.between(3.0, 6.0));
    easel.canvas.fill(&Polygon(dome), |(px, _)| {
        if ((px - x) / size * stripes).rem_euclid(2.0) < 1.0 {
            hsl(hue, 0.75, 0.5)
        } else {
            rgb(0.97, 0.96, 0.92)
        }
    });
}
