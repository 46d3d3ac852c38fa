//! A skyline by day or night, with lit windows and its mirror in a river.

use super::Easel;
use super::hills::heaven;
use crate::pictures::{
    colour::{Colour, hsl, rgb},
    shape::{Polygon, circle, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let night = easel.layout.chance(0.5);
    let water = easel.layout.between(0.72, 0.9);
    if night {
        dark_sky(easel, water);
    } else {
        let mood = easel.layout.unit();
        heaven(easel, water, mood);
    }
    let aspect = easel.canvas.aspect();
    for row in 0..3 {
        let near = row as f32 / 2.0;
        let mut x = -0.05;
        while x < aspect {
            let wide = easel.layout.between(0.05, 0.16);
            let high = easel.layout.between(0.1, 0.62 - near * 0.2) * if easel.layout.chance(0.2) { 1.25 } else { 1.0 };
            tower(easel, [x, water - high, x + wide, water], near, night);
            x += wide + easel.layout.between(-0.02, 0.05);
        }
    }
    river(easel, water, night);
}

fn dark_sky(easel: &mut Easel, water: f32) {
    let low = hsl(easel.layout.between(0.6, 0.95), 0.5, 0.34);
    let top = rgb(0.03, 0.04, 0.12);
    easel.canvas.wash(|(_, y)| top.mix(low, (y / water).powi(2)));
    for _ in 0..160 {
        let at = (easel.detail.unit() * easel.canvas.aspect(), easel.detail.unit() * water);
        let size = easel.detail.between(0.0008, 0.0022);
        easel.canvas.flat(&circle(at, size), rgb(0.9, 0.9, 1.0));
    }
    let moon = (
        easel.layout.between(0.1, 0.9) * easel.canvas.aspect(),
        easel.layout.between(0.08, 0.3),
    );
    let size = easel.layout.between(0.04, 0.08);
    easel.canvas.flat(&circle(moon, size), rgb(0.96, 0.95, 0.86));
}

fn tower(easel: &mut Easel, [left, top, right, bottom]: [f32; 4], near: f32, night: bool) {
    let light = if night { 0.3 - 0.2 * near } else { 0.66 - 0.42 * near };
    let light = light + easel.layout.between(-0.06, 0.1);
    let stone = hsl(easel.detail.unit(), 0.18, light.max(0.05));
    let block = Polygon::rectangle(left, top, right, bottom);
    easel
        .canvas
        .fill(&block, |(x, _)| stone.lit(1.2 - 0.5 * (x - left) / (right - left)));
    match easel.detail.count(0, 3) {
        0 => easel.canvas.flat(
            &stroke(((left + right) / 2.0, top), ((left + right) / 2.0, top - 0.07), 0.002),
            stone,
        ),
        1 => easel.canvas.flat(
            &Polygon(vec![(left, top), (right, top), ((left + right) / 2.0, top - 0.06)]),
            stone,
        ),
        _ => {}
    }
    windows(easel, [left, top, right, bottom], stone, night);
}

fn windows(easel: &mut Easel, [left, top, right, bottom]: [f32; 4], stone: Colour, night: bool) {
    let pitch = easel.detail.between(0.016, 0.026);
    let lit_share = if night { easel.detail.between(0.25, 0.6) } else { 0.1 };
    let glow = hsl(easel.detail.between(0.09, 0.15), 0.9, 0.66);
    let dark = stone.lit(if night { 0.5 } else { 0.62 });
    let mut y = top + pitch * 0.7;
    while y < bottom - pitch {
        let mut x = left + pitch * 0.5;
        while x < right - pitch * 0.7 {
            let colour = if easel.detail.chance(lit_share) { glow } else { dark };
            easel
                .canvas
                .flat(&Polygon::rectangle(x, y, x + pitch * 0.5, y + pitch * 0.6), colour);
            x += pitch;
        }
        y += pitch;
    }
}

fn river(easel: &mut Easel, water: f32, night: bool) {
    let deep = if night {
        rgb(0.04, 0.06, 0.14)
    } else {
        hsl(0.56, 0.45, 0.4)
    };
    let noise = easel.noise;
    let aspect = easel.canvas.aspect();
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, water, aspect + 0.1, 1.1), |(x, y)| {
            let ripple = noise.layered(x * 9.0, (y - water) * 90.0, 3);
            let glint = ((ripple - 0.56) * 6.0).clamp(0.0, 0.7);
            deep.lit(0.8 + ripple * 0.4)
                .mix(rgb(1.0, 0.88, 0.6), glint * if night { 0.8 } else { 0.5 })
        });
    for _ in 0..easel.detail.count(0, 2) {
        let x = easel.detail.unit() * aspect;
        let deck = water + 0.05;
        let hull = Polygon(vec![
            (x, deck),
            (x + 0.14, deck),
            (x + 0.12, deck + 0.025),
            (x + 0.02, deck + 0.025),
        ]);
        easel.canvas.flat(&hull, hsl(0.0, 0.6, 0.3));
        easel.canvas.flat(
            &Polygon::rectangle(x + 0.03, deck - 0.025, x + 0.1, deck),
            rgb(0.92, 0.9, 0.85),
        );
    }
}
