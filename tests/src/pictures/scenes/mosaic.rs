//! Tiles: squares that each carry one of a few figures.

use super::Easel;
use crate::pictures::{
    colour::{Colour, hsl},
    shape::{Point, Polygon, circle},
};
use std::f32::consts::TAU;

pub(super) fn draw(easel: &mut Easel) {
    let many = easel.layout.count(5, 9);
    let size = 1.0 / many as f32;
    let hue = easel.layout.unit();
    let grout = hsl(hue, 0.15, easel.layout.between(0.1, 0.9));
    easel.canvas.wash(|_| grout);
    let columns = (easel.canvas.aspect() / size).ceil() as u32;
    for row in 0..many {
        for column in 0..columns {
            let corner = (column as f32 * size, row as f32 * size);
            let ground = hsl(
                hue + easel.layout.between(-0.1, 0.1),
                0.5,
                easel.layout.between(0.1, 0.92),
            );
            let figure = hsl(
                hue + 0.5 + easel.detail.between(-0.12, 0.12),
                0.6,
                easel.layout.between(0.15, 0.85),
            );
            tile(easel, corner, size, ground, figure);
        }
    }
}

fn tile(easel: &mut Easel, (x, y): Point, size: f32, ground: Colour, figure: Colour) {
    let noise = easel.noise;
    let gap = size * 0.04;
    let square = Polygon::rectangle(x + gap, y + gap, x + size - gap, y + size - gap);
    easel.canvas.fill(&square, |(px, py)| {
        ground.lit(1.1 - ((px - x) + (py - y)) / size * 0.12 + (noise.layered(px * 24.0, py * 24.0, 3) - 0.5) * 0.25)
    });
    let middle = (x + size / 2.0, y + size / 2.0);
    let turn = easel.detail.between(0.0, TAU);
    match easel.detail.count(0, 4) {
        0 => easel.canvas.flat(&circle(middle, size * 0.32), figure),
        1 => {
            let points = easel.detail.count(4, 8) as f32;
            let star = Polygon::radial(middle, 64, |a| size * (0.27 + 0.13 * ((a + turn) * points).cos()));
            easel.canvas.flat(&star, figure);
        }
        2 => easel.canvas.flat(
            &Polygon(vec![
                (x + gap, y + gap),
                (x + size - gap, y + gap),
                (x + gap, y + size - gap),
            ]),
            figure,
        ),
        3 => {
            easel.canvas.flat(&circle(middle, size * 0.38), figure);
            easel.canvas.flat(&circle(middle, size * 0.25), ground.lit(0.9));
            easel.canvas.flat(&circle(middle, size * 0.12), figure);
        }
        _ => {
            let diamond = Polygon(vec![
                (middle.0, y + gap * 2.0),
                (x + size - gap * 2.0, middle.1),
                (middle.0, y + size - gap * 2.0),
                (x + gap * 2.0, middle.1),
            ]);
            easel.canvas.flat(&diamond, figure);
        }
    }
}
