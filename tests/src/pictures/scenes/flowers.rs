//! Flowers: a bunch in a vase, and a meadow of them.

use super::Easel;
use super::fruit::{shadow, wall_and_table};
use super::hills::heaven;
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    shape::{Point, Polygon, circle, ellipse, stroke},
};
use std::f32::consts::{PI, TAU};

pub(super) fn vase(easel: &mut Easel) {
    let (table, hue) = (easel.layout.between(0.66, 0.85), easel.layout.unit());
    wall_and_table(easel, table, hue);
    let x = easel.layout.between(0.35, 0.65) * easel.canvas.aspect();
    let (foot, neck) = (table + 0.08, table - easel.layout.between(0.14, 0.24));
    let heads: Vec<(Point, f32)> = (0..easel.layout.count(6, 12))
        .map(|_| {
            let lean = easel.layout.between(-1.2, 1.2);
            let long = easel.layout.between(0.14, 0.42);
            (
                (x + lean.sin() * long, neck - lean.cos() * long),
                easel.layout.between(0.045, 0.09),
            )
        })
        .collect();
    for (head, _) in &heads {
        let green = hsl(0.3, 0.5, easel.detail.between(0.2, 0.4));
        easel.canvas.flat(&stroke((x, neck + 0.04), *head, 0.005), green);
        let leaf = ((x + head.0) / 2.0, (neck + head.1) / 2.0);
        easel.canvas.flat(
            &ellipse(leaf, 0.05, 0.014).turned(easel.detail.between(-1.5, 1.5)),
            green.lit(1.2),
        );
    }
    shadow(easel, (x, foot), 0.13);
    pot(easel, x, neck, foot);
    for (head, size) in heads {
        let tint = hsl(easel.detail.unit(), 0.75, easel.layout.between(0.45, 0.75));
        blossom(easel, head, size, tint);
    }
}

fn pot(easel: &mut Easel, x: f32, neck: f32, foot: f32) {
    let wide = easel.layout.between(0.07, 0.13);
    let glaze = hsl(easel.detail.unit(), 0.5, easel.layout.between(0.2, 0.75));
    let half = |t: f32| wide * (0.45 + 0.55 * (t * PI * 0.85 + 0.3).sin().max(0.0));
    let at = |i: u32| i as f32 / 24.0;
    let mut outline: Vec<Point> = (0..=24)
        .map(|i| (x - half(at(i)), neck + at(i) * (foot - neck)))
        .collect();
    outline.extend((0..=24).rev().map(|i| (x + half(at(i)), neck + at(i) * (foot - neck))));
    let bands = easel.detail.between(30.0, 90.0);
    easel.canvas.fill(&Polygon(outline), |(px, py)| {
        let u = (px - x) / wide;
        let zigzag = ((py - neck) * bands + (u * 9.0).sin()).sin() > 0.72;
        glaze.lit((1.2 - (u + 0.35).powi(2) * 0.7) * if zigzag { 0.7 } else { 1.0 })
    });
}

/// One flower with petals around a middle.
pub(super) fn blossom(easel: &mut Easel, at: Point, size: f32, tint: Colour) {
    let petals = easel.detail.count(5, 13);
    let start = easel.detail.between(0.0, TAU);
    for ring in 0..2 {
        let reach = size * (1.0 - 0.38 * ring as f32);
        for petal in 0..petals {
            let angle = start + TAU * (petal as f32 + 0.5 * ring as f32) / petals as f32;
            let middle = (at.0 + angle.cos() * reach * 0.58, at.1 + angle.sin() * reach * 0.58);
            let shape = ellipse(middle, reach * 0.48, reach * 2.2 / petals as f32).turned(angle);
            easel.canvas.fill(&shape, |p| {
                let far = (p.0 - at.0).hypot(p.1 - at.1) / size;
                tint.lit(0.62 + 0.55 * far + 0.12 * ring as f32 - (p.1 - at.1) / size * 0.15)
            });
        }
    }
    easel.canvas.fill(&circle(at, size * 0.22), |p| {
        hsl(0.12, 0.9, 0.5 - (p.1 - at.1) / size * 0.6)
    });
}

pub(super) fn meadow(easel: &mut Easel) {
    let horizon = easel.layout.between(0.12, 0.4);
    let mood = easel.layout.unit();
    heaven(easel, horizon, mood);
    let noise = easel.noise;
    let aspect = easel.canvas.aspect();
    let grass = hsl(easel.layout.between(0.2, 0.36), 0.5, easel.layout.between(0.2, 0.34));
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, horizon, aspect + 0.1, 1.1), |(x, y)| {
            grass.lit(1.5 - (y - horizon) + (noise.layered(x * 40.0, y * 12.0, 3) - 0.5) * 0.9)
        });
    let hue = easel.layout.unit();
    let drifts: Vec<(Point, f32)> = (0..easel.layout.count(3, 7))
        .map(|_| {
            (
                (easel.layout.unit() * aspect, easel.layout.between(horizon, 1.0)),
                easel.layout.between(0.4, 0.85),
            )
        })
        .collect();
    for row in 0..26 {
        let near = row as f32 / 25.0;
        let y = horizon + (1.02 - horizon) * near.powf(1.4);
        for _ in 0..(14 - row / 3) {
            let at = (easel.detail.unit() * aspect, y + easel.detail.between(-0.02, 0.02));
            let light = nearest(&drifts, at);
            let tint = hsl(hue + easel.detail.between(-0.1, 0.1), 0.75, light);
            let size = 0.008 + near * 0.05;
            easel
                .canvas
                .flat(&stroke(at, (at.0, at.1 + size * 2.5), size * 0.08), grass.lit(1.4));
            blossom(easel, at, size, tint);
        }
    }
    easel.canvas.fill_partly(
        &Polygon::rectangle(-0.1, horizon - 0.01, aspect + 0.1, horizon + 0.01),
        0.02,
        0.6,
        |_| rgb(0.8, 0.85, 0.8),
    );
}

fn nearest(drifts: &[(Point, f32)], at: Point) -> f32 {
    let far = |p: &Point| (p.0 - at.0).hypot((p.1 - at.1) * 1.6);
    let closest = drifts.iter().min_by(|a, b| far(&a.0).total_cmp(&far(&b.0)));
    closest.map_or(0.6, |(_, light)| *light)
}
