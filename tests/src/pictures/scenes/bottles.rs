//! Bottles, jars and glasses in a row.

use super::Easel;
use super::fruit::{shadow, wall_and_table};
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    shape::{Point, Polygon, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let (table, hue) = (easel.layout.between(0.62, 0.8), easel.layout.unit());
    wall_and_table(easel, table, hue);
    let aspect = easel.canvas.aspect();
    let many = easel.layout.count(3, 7);
    for place in 0..many {
        let x = aspect * (0.1 + 0.8 * (place as f32 + easel.layout.between(0.2, 0.8)) / many as f32);
        let foot = table + easel.layout.between(0.03, 0.16);
        let high = easel.layout.between(0.22, 0.58);
        let wide = easel.layout.between(0.04, 0.085);
        let glass = hsl(
            easel.detail.unit(),
            easel.detail.between(0.3, 0.8),
            easel.layout.between(0.12, 0.7),
        );
        shadow(easel, (x + wide * 0.4, foot), wide * 1.2);
        vessel(easel, (x, foot), high, wide, glass);
    }
}

fn vessel(easel: &mut Easel, (x, foot): Point, high: f32, wide: f32, glass: Colour) {
    let shoulder = easel.layout.between(0.45, 0.75);
    let neck = easel.layout.between(0.2, 0.45);
    let half = |t: f32| {
        let narrow = ((t - shoulder) / (1.0 - shoulder) * 2.6).clamp(0.0, 1.0);
        wide * (1.0 - (1.0 - neck) * narrow * narrow * (3.0 - 2.0 * narrow))
    };
    let at = |i: u32| i as f32 / 40.0;
    let mut outline: Vec<Point> = (0..=40).map(|i| (x - half(at(i)), foot - at(i) * high)).collect();
    outline.extend((0..=40).rev().map(|i| (x + half(at(i)), foot - at(i) * high)));
    let full = easel.layout.between(0.2, 0.7);
    easel.canvas.fill_partly(&Polygon(outline), 0.0, 0.9, |(px, py)| {
        let t = (foot - py) / high;
        let u = (px - x) / half(t);
        let rim = 0.55 + 0.65 * (1.0 - u * u).max(0.0).sqrt();
        glass.lit(rim * if t < full { 0.72 } else { 1.15 })
    });
    let glint = |y: f32| (x - wide * 0.55, foot - y * high);
    easel.canvas.fill_partly(
        &stroke(glint(0.12), glint(shoulder * 0.9), wide * 0.09),
        wide * 0.1,
        0.65,
        |_| rgb(1.0, 1.0, 1.0),
    );
    label(easel, (x, foot), high, wide);
}

fn label(easel: &mut Easel, (x, foot): Point, high: f32, wide: f32) {
    if easel.detail.chance(0.35) {
        return;
    }
    let (low, top) = (foot - high * 0.14, foot - high * 0.4);
    let paper = hsl(0.12, 0.35, easel.detail.between(0.75, 0.92));
    let ink = hsl(easel.detail.unit(), 0.7, 0.3);
    easel.canvas.fill(
        &Polygon::rectangle(x - wide * 0.86, top, x + wide * 0.86, low),
        |(px, _)| paper.lit(1.05 - ((px - x) / wide).powi(2) * 0.35),
    );
    for line in 0..easel.detail.count(2, 5) {
        let y = top + (low - top) * (0.2 + 0.16 * line as f32);
        let long = wide * easel.detail.between(0.3, 0.7);
        easel
            .canvas
            .flat(&stroke((x - long, y), (x + long, y), high * 0.008), ink);
    }
}
