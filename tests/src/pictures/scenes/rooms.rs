//! A room: a window with a view, a lamp, a picture on the wall, a sofa and a rug.

use super::Easel;
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Point, Polygon, circle, ellipse, stroke},
};

pub(super) fn draw(easel: &mut Easel) {
    let aspect = easel.canvas.aspect();
    let floor = easel.layout.between(0.68, 0.82);
    shell(easel, floor);
    let window_left = easel.layout.chance(0.5);
    let (window, frame) = if window_left { (0.06, 0.58) } else { (0.58, 0.1) };
    let (sill, glass) = (easel.layout.between(0.06, 0.16), easel.layout.between(0.24, 0.36));
    view(easel, [window * aspect, sill, (window + glass) * aspect, floor - 0.2]);
    let top = easel.layout.between(0.08, 0.22);
    let (wide, high) = (easel.layout.between(0.16, 0.3), easel.layout.between(0.16, 0.3));
    hung(easel, [frame * aspect, top, (frame + wide) * aspect, top + high]);
    let x = easel.layout.between(0.15, 0.45) * aspect;
    let wide = easel.layout.between(0.4, 0.7);
    rug(easel, (x + wide / 2.0, (floor + 1.0) / 2.0 + 0.03), wide * 0.8);
    sofa(easel, x, floor + 0.08, wide);
    let lamp_x = if easel.layout.chance(0.5) {
        x - 0.1
    } else {
        x + wide + 0.1
    };
    lamp(easel, (lamp_x, floor + 0.07));
}

fn shell(easel: &mut Easel, floor: f32) {
    let wall = hsl(
        easel.layout.unit(),
        easel.layout.between(0.15, 0.4),
        easel.layout.between(0.35, 0.85),
    );
    let dots = easel.detail.between(16.0, 30.0);
    let aspect = easel.canvas.aspect();
    easel.canvas.wash(|(x, y)| {
        let dot = ((x * dots).fract() - 0.5).hypot((y * dots).fract() - 0.5) < 0.14;
        wall.lit(1.08 - 0.2 * y - if dot { 0.08 } else { 0.0 })
    });
    let wood = hsl(0.08, 0.45, easel.layout.between(0.25, 0.6));
    let noise = easel.noise;
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, floor, aspect + 0.1, 1.1), |(x, y)| {
            let plank = ((x - aspect / 2.0) / (y - floor + 0.5) * 9.0).floor();
            wood.lit(0.75 + 0.3 * Noise(7).at(plank, 0.5) + 0.25 * noise.layered(x * 30.0, y * 5.0, 2))
        });
    easel.canvas.flat(
        &Polygon::rectangle(-0.1, floor - 0.02, aspect + 0.1, floor),
        rgb(0.93, 0.92, 0.9),
    );
}

fn view(easel: &mut Easel, [left, top, right, bottom]: [f32; 4]) {
    let frame = rgb(0.95, 0.94, 0.92);
    easel.canvas.flat(
        &Polygon::rectangle(left - 0.015, top - 0.015, right + 0.015, bottom + 0.015),
        frame,
    );
    let (hill, hue) = (easel.noise, easel.detail.between(0.2, 0.4));
    easel
        .canvas
        .fill(&Polygon::rectangle(left, top, right, bottom), |(x, y)| {
            let t = (y - top) / (bottom - top);
            let rise = 0.55 + 0.3 * hill.layered(x * 5.0, 0.0, 3);
            if t > rise {
                hsl(hue, 0.5, 0.34 + 0.2 * (1.0 - t))
            } else {
                hsl(0.55, 0.6, 0.72 + 0.2 * t)
            }
        });
    let (middle, half) = ((left + right) / 2.0, (top + bottom) / 2.0);
    easel
        .canvas
        .flat(&stroke((middle, top), (middle, bottom), 0.006), frame);
    easel.canvas.flat(&stroke((left, half), (right, half), 0.006), frame);
    let cloth = hsl(easel.detail.unit(), 0.5, easel.layout.between(0.3, 0.7));
    for (from, to) in [(left - 0.07, left + 0.03), (right - 0.03, right + 0.07)] {
        easel
            .canvas
            .fill(&Polygon::rectangle(from, top - 0.04, to, bottom + 0.1), |(x, _)| {
                cloth.lit(0.85 + 0.25 * (x * 190.0).sin())
            });
    }
}

fn hung(easel: &mut Easel, [left, top, right, bottom]: [f32; 4]) {
    easel.canvas.flat(
        &Polygon::rectangle(left - 0.014, top - 0.014, right + 0.014, bottom + 0.014),
        hsl(0.1, 0.5, 0.25),
    );
    let (noise, hue, light) = (
        Noise(easel.detail.bits()),
        easel.detail.unit(),
        easel.layout.between(0.25, 0.75),
    );
    easel
        .canvas
        .fill(&Polygon::rectangle(left, top, right, bottom), |(x, y)| {
            let level = (noise.layered(x * 9.0, y * 9.0, 2) * 6.0).floor() / 6.0;
            hsl(hue + level * 0.6, 0.6, light * (0.6 + level * 0.7))
        });
}

fn rug(easel: &mut Easel, at: Point, wide: f32) {
    let (hue, rings, light) = (
        easel.detail.unit(),
        easel.detail.between(4.0, 9.0),
        easel.layout.between(0.3, 0.7),
    );
    let shape = ellipse(at, wide, wide * 0.2);
    easel.canvas.fill(&shape, |p| {
        let (u, v) = shape.local(p);
        let ring = (u.hypot(v) * rings).floor();
        hsl(hue + ring * 0.09, 0.5, light).lit(if ring.rem_euclid(2.0) < 1.0 { 1.1 } else { 0.8 })
    });
}

fn sofa(easel: &mut Easel, x: f32, foot: f32, wide: f32) {
    let cloth = hsl(easel.detail.unit(), 0.45, easel.layout.between(0.2, 0.65));
    let noise = easel.noise;
    let weave = |p: Point| 0.92 + 0.16 * noise.at(p.0 * 160.0, p.1 * 160.0);
    easel
        .canvas
        .fill(&Polygon::rectangle(x, foot - 0.26, x + wide, foot - 0.02), |p| {
            cloth.lit(0.85 * weave(p))
        });
    let seats = easel.detail.count(2, 3);
    for seat in 0..seats {
        let left = x + 0.04 + (wide - 0.08) * seat as f32 / seats as f32;
        let right = left + (wide - 0.08) / seats as f32 - 0.008;
        easel
            .canvas
            .fill(&Polygon::rectangle(left, foot - 0.14, right, foot - 0.04), |p| {
                cloth.lit(1.15 * weave(p) - (p.1 - foot + 0.14) * 2.0)
            });
        let pillow = ((left + right) / 2.0, foot - 0.17);
        let tint = hsl(easel.detail.unit(), 0.7, 0.6);
        easel.canvas.fill(
            &Polygon::radial(pillow, 40, |a| {
                0.06 / (a.cos().abs().powi(4) + a.sin().abs().powi(4)).powf(0.25)
            }),
            |p| tint.lit(weave(p) - (p.1 - pillow.1) * 3.0),
        );
    }
    for arm in [x - 0.015, x + wide - 0.035] {
        easel
            .canvas
            .fill(&Polygon::rectangle(arm, foot - 0.19, arm + 0.05, foot - 0.01), |p| {
                cloth.lit(1.05 * weave(p))
            });
    }
}

fn lamp(easel: &mut Easel, (x, foot): Point) {
    let top = foot - easel.layout.between(0.4, 0.52);
    easel
        .canvas
        .flat(&stroke((x, foot), (x, top), 0.006), rgb(0.18, 0.16, 0.15));
    easel
        .canvas
        .flat(&ellipse((x, foot), 0.06, 0.014), rgb(0.18, 0.16, 0.15));
    easel
        .canvas
        .fill_partly(&circle((x, top), 0.24), 0.36, 0.4, |_| rgb(1.0, 0.92, 0.7));
    let shade = Polygon(vec![
        (x - 0.05, top - 0.06),
        (x + 0.05, top - 0.06),
        (x + 0.09, top + 0.06),
        (x - 0.09, top + 0.06),
    ]);
    easel.canvas.fill(&shade, |p| hsl(0.13, 0.8, 0.82 - (p.1 - top).abs()));
}
