//! Shelves of books with a few pots between them.

use super::Easel;
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    shape::{Polygon, circle, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let rows = easel.layout.count(2, 5);
    let wood = hsl(easel.layout.between(0.04, 0.1), 0.45, easel.layout.between(0.2, 0.6));
    let noise = easel.noise;
    easel
        .canvas
        .wash(|(x, y)| wood.lit(0.32 + 0.2 * noise.layered(x * 4.0, y * 30.0, 3)));
    let aspect = easel.canvas.aspect();
    for row in 0..rows {
        let top = row as f32 / rows as f32;
        let floor = (row + 1) as f32 / rows as f32 - 0.03;
        fill_row(easel, top, floor);
        let board = Polygon::rectangle(-0.1, floor, aspect + 0.1, floor + 0.032);
        easel.canvas.fill(&board, |(x, y)| {
            wood.lit(0.8 + 0.5 * noise.layered(x * 3.0, y * 80.0, 3))
        });
    }
}

fn fill_row(easel: &mut Easel, top: f32, floor: f32) {
    let room = floor - top;
    let mut x = easel.layout.between(0.0, 0.06);
    while x < easel.canvas.aspect() {
        if easel.layout.chance(0.12) {
            let wide = room * easel.layout.between(0.2, 0.34);
            pot(easel, x + wide, floor, wide);
            x += wide * 2.3;
            continue;
        }
        let run = easel.layout.count(3, 9);
        let light = easel.layout.between(0.12, 0.82);
        let tall = easel.layout.between(0.55, 0.9);
        for _ in 0..run {
            let wide = easel.detail.between(0.022, 0.036);
            let high = room * (tall + easel.detail.between(-0.05, 0.05));
            let colour = hsl(
                easel.detail.unit(),
                0.5,
                (light + easel.detail.between(-0.08, 0.08)).clamp(0.08, 0.88),
            );
            book(easel, [x, floor - high, x + wide, floor], colour);
            x += wide + 0.001;
        }
        x += easel.layout.between(0.0, 0.06);
    }
}

fn book(easel: &mut Easel, [left, top, right, bottom]: [f32; 4], colour: Colour) {
    let wide = right - left;
    easel
        .canvas
        .fill(&Polygon::rectangle(left, top, right, bottom), |(x, _)| {
            let u = (x - left) / wide * 2.0 - 1.0;
            colour.lit(1.15 - u * u * 0.4)
        });
    let gold = if colour.luma() > 0.5 {
        rgb(0.2, 0.15, 0.1)
    } else {
        rgb(0.9, 0.78, 0.45)
    };
    for _ in 0..easel.detail.count(1, 4) {
        let y = top + (bottom - top) * easel.detail.between(0.06, 0.94);
        easel
            .canvas
            .flat(&stroke((left + wide * 0.1, y), (right - wide * 0.1, y), 0.0022), gold);
    }
}

fn pot(easel: &mut Easel, x: f32, floor: f32, wide: f32) {
    let clay = hsl(0.05, 0.6, easel.layout.between(0.3, 0.6));
    let body = Polygon(vec![
        (x - wide * 0.6, floor),
        (x + wide * 0.6, floor),
        (x + wide * 0.85, floor - wide),
        (x - wide * 0.85, floor - wide),
    ]);
    for _ in 0..easel.detail.count(9, 18) {
        let at = (
            x + easel.detail.between(-0.8, 0.8) * wide,
            floor - wide * easel.detail.between(1.1, 1.9),
        );
        let leaf = hsl(easel.detail.between(0.25, 0.4), 0.5, easel.detail.between(0.2, 0.5));
        easel.canvas.flat(&circle(at, wide * 0.26), leaf);
    }
    easel
        .canvas
        .fill(&body, |(px, _)| clay.lit(1.1 - (px - x) / wide * 0.4));
}
