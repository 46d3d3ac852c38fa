//! A bowl of fruit on a table before a wall.

use super::Easel;
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    noise::Noise,
    shape::{Point, Polygon, circle, ellipse, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let table = easel.layout.between(0.5, 0.72);
    let hue = easel.layout.unit();
    wall_and_table(easel, table, hue);
    let aspect = easel.canvas.aspect();
    let bowls = if aspect > 1.2 && easel.layout.chance(0.4) { 2 } else { 1 };
    for bowl in 0..bowls {
        let share = if bowls == 2 {
            0.28 + 0.44 * bowl as f32
        } else {
            easel.layout.between(0.3, 0.7)
        };
        let wide = easel.layout.between(0.2, 0.34) * if bowls == 2 { 0.8 } else { 1.0 };
        bowl_of_fruit(easel, (aspect * share, table + 0.1), wide);
    }
    for _ in 0..easel.layout.count(1, 4) {
        let at = (
            easel.layout.between(0.08, 0.92) * aspect,
            table + easel.layout.between(0.14, 0.22),
        );
        let size = easel.layout.between(0.05, 0.09);
        piece(easel, at, size);
    }
}

/// A papered wall above a wooden table.
pub(super) fn wall_and_table(easel: &mut Easel, table: f32, hue: f32) {
    let noise = easel.noise;
    let wall = hsl(hue, easel.layout.between(0.15, 0.5), easel.layout.between(0.3, 0.75));
    let from_left = easel.layout.chance(0.5);
    let aspect = easel.canvas.aspect();
    let stripes = easel.detail.between(18.0, 44.0);
    let papered = easel.detail.chance(0.6);
    easel.canvas.wash(|(x, y)| {
        let side = if from_left { x / aspect } else { 1.0 - x / aspect };
        let paper = if papered {
            (x * stripes).sin().signum() * 0.03
        } else {
            0.0
        };
        wall.lit(1.25 - 0.6 * side - 0.2 * y + paper + (noise.layered(x * 6.0, y * 6.0, 3) - 0.5) * 0.08)
    });
    let wood = hsl(easel.layout.between(0.05, 0.1), 0.5, easel.layout.between(0.22, 0.5));
    let board = Polygon::rectangle(-0.1, table, aspect + 0.1, 1.1);
    easel.canvas.fill(&board, |(x, y)| {
        let grain = noise.layered(x * 3.0, y * 46.0, 4);
        let plank = if ((y - table) * 9.0).fract() < 0.03 { 0.7 } else { 1.0 };
        wood.lit((0.7 + grain * 0.6 + (y - table) * 0.5) * plank)
    });
}

fn bowl_of_fruit(easel: &mut Easel, at: Point, wide: f32) {
    let (x, y) = at;
    shadow(easel, (x, y + wide * 0.32), wide);
    for _ in 0..easel.layout.count(6, 11) {
        let dx = easel.layout.between(-0.68, 0.68);
        let up = easel.layout.between(0.1, 0.5) * (1.0 - dx * dx);
        let size = wide * easel.layout.between(0.2, 0.3);
        piece(easel, (x + dx * wide, y - up * wide), size);
    }
    let glaze = hsl(easel.detail.unit(), 0.45, easel.layout.between(0.3, 0.8));
    let bands = easel.detail.between(14.0, 40.0);
    let body = |t: f32| wide * (1.0 - t * t).sqrt();
    let mut outline: Vec<Point> = (0..=30)
        .map(|i| i as f32 / 30.0)
        .map(|t| (x - body(t), y - 0.02 + t * wide * 0.55))
        .collect();
    outline.extend(
        (0..=30)
            .rev()
            .map(|i| i as f32 / 30.0)
            .map(|t| (x + body(t), y - 0.02 + t * wide * 0.55)),
    );
    easel.canvas.fill(&Polygon(outline), |(px, py)| {
        let round = ((px - x) / wide + 0.25).powi(2);
        let band = if ((py - y) * bands / wide).sin() > 0.7 {
            0.8
        } else {
            1.0
        };
        glaze.lit((1.25 - round * 0.9 - (py - y) * 0.5) * band)
    });
}

fn piece(easel: &mut Easel, at: Point, size: f32) {
    let kind = easel.detail.count(0, 3);
    let colour = match kind {
        0 => hsl(easel.detail.between(0.97, 1.02), 0.8, 0.42),
        1 => hsl(0.08, 0.95, 0.52),
        2 => hsl(0.25, 0.6, 0.45),
        _ => hsl(0.15, 0.9, 0.55),
    };
    shadow(easel, (at.0 + size * 0.2, at.1 + size * 0.8), size);
    let shape = if kind == 3 {
        ellipse(at, size * 1.15, size * 0.8).turned(easel.detail.between(-0.5, 0.5))
    } else {
        circle(at, size)
    };
    let skin = Noise(easel.detail.bits());
    easel.canvas.fill(&shape, |p| {
        let on_it = ((p.0 - at.0) / size, (p.1 - at.1) / size);
        round_shade(colour, on_it, skin, if kind == 1 { 60.0 } else { 9.0 })
    });
    let glint = (at.0 - size * 0.35, at.1 - size * 0.4);
    easel
        .canvas
        .fill_partly(&circle(glint, size * 0.18), size * 0.2, 0.7, |_| rgb(1.0, 1.0, 0.95));
    if kind != 3 {
        let tip = (at.0 + size * 0.2, at.1 - size * 1.25);
        easel.canvas.flat(
            &stroke((at.0, at.1 - size * 0.85), tip, size * 0.05),
            rgb(0.3, 0.2, 0.1),
        );
    }
}

fn round_shade(colour: Colour, (u, v): Point, skin: Noise, fine: f32) -> Colour {
    let light = 1.15 - 0.5 * (u * 0.6 + v * 0.8) - 0.35 * (u * u + v * v);
    let speck = skin.layered(u * fine * 0.4, v * fine * 0.4, 3) - 0.5;
    colour.lit(light + speck * 0.35)
}

/// A soft shadow on the table.
pub(super) fn shadow(easel: &mut Easel, at: Point, wide: f32) {
    let dark = rgb(0.08, 0.05, 0.05);
    easel
        .canvas
        .fill_partly(&ellipse(at, wide * 1.1, wide * 0.25), wide * 0.3, 0.45, |_| dark);
}
