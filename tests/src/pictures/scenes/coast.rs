//! The sea: sailing boats, and a lighthouse on a cliff.

use super::Easel;
use super::hills::{clouds, heaven};
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Ground, Point, Polygon, circle, stroke},
};

pub(super) fn sailing(easel: &mut Easel) {
    let horizon = easel.layout.between(0.35, 0.65);
    sea(easel, horizon);
    let mut boats: Vec<(Point, f32)> = (0..easel.layout.count(1, 4))
        .map(|_| {
            let near = easel.layout.between(0.08, 0.9);
            let at = (
                easel.layout.between(0.12, 0.88) * easel.canvas.aspect(),
                horizon + (0.97 - horizon) * near * 0.8,
            );
            (at, 0.12 + near * 0.34)
        })
        .collect();
    boats.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    for (at, size) in boats {
        boat(easel, at, size);
    }
    gulls(easel, horizon);
}

pub(super) fn lighthouse(easel: &mut Easel) {
    let horizon = easel.layout.between(0.55, 0.75);
    sea(easel, horizon);
    let aspect = easel.canvas.aspect();
    let left = easel.layout.chance(0.5);
    let (edge, rock_top) = (
        easel.layout.between(0.35, 0.6) * aspect,
        horizon - easel.layout.between(0.05, 0.22),
    );
    let rock = Noise(easel.layout.bits());
    let side = move |x: f32| if left { edge - x } else { x - (aspect - edge) };
    let line = move |x: f32| {
        let inside = (side(x) * 6.0).clamp(0.0, 1.0);
        1.12 - (1.12 - rock_top) * inside + rock.layered(x * 7.0, 0.0, 3) * 0.08
    };
    let noise = easel.noise;
    let stone = hsl(easel.detail.between(0.05, 0.12), 0.25, easel.layout.between(0.25, 0.42));
    let cliff = Ground::below(aspect, line);
    easel.canvas.fill(&cliff, |(x, y)| {
        let crack = noise.layered(x * 12.0, y * 9.0, 5);
        let grass = if y < cliff.line(x) + 0.03 {
            hsl(0.25, 0.5, 0.35)
        } else {
            stone
        };
        grass.lit(0.55 + crack * 0.9)
    });
    let x = if left { edge * 0.5 } else { aspect - edge * 0.5 };
    let high = easel.layout.between(0.35, 0.5);
    tower(easel, (x, line(x) + 0.02), high);
    gulls(easel, horizon);
}

fn sea(easel: &mut Easel, horizon: f32) {
    let mood = easel.layout.unit();
    heaven(easel, horizon, mood);
    clouds(easel, horizon);
    let deep = hsl(easel.layout.between(0.48, 0.62), 0.6, easel.layout.between(0.2, 0.42));
    let noise = easel.noise;
    let aspect = easel.canvas.aspect();
    easel
        .canvas
        .fill(&Polygon::rectangle(-0.1, horizon, aspect + 0.1, 1.1), |(x, y)| {
            let depth = (y - horizon) / (1.0 - horizon);
            let scale = 70.0 / (0.25 + depth * 2.2);
            let swell = noise.layered(x * scale * 0.22, depth * scale * 0.9, 4);
            let foam = ((swell - 0.64) * 9.0).clamp(0.0, 1.0) * 0.7;
            deep.lit(1.5 - depth * 0.8 + (swell - 0.5) * 0.6)
                .mix(rgb(0.95, 0.98, 1.0), foam)
        });
}

fn boat(easel: &mut Easel, (x, y): Point, size: f32) {
    let hull = Polygon(vec![
        (x - size * 0.5, y),
        (x + size * 0.55, y - size * 0.03),
        (x + size * 0.36, y + size * 0.17),
        (x - size * 0.38, y + size * 0.17),
    ]);
    let paint = hsl(easel.detail.unit(), 0.6, 0.32);
    let top = y - size * 1.05;
    easel
        .canvas
        .flat(&stroke((x, y), (x, top), size * 0.012), rgb(0.3, 0.2, 0.15));
    let cloth = hsl(easel.detail.unit(), easel.detail.between(0.0, 0.7), 0.86);
    let seams = easel.detail.between(20.0, 40.0) / size;
    let main = Polygon(vec![
        (x + size * 0.03, top + size * 0.04),
        (x + size * 0.5, y - size * 0.1),
        (x + size * 0.03, y - size * 0.08),
    ]);
    let jib = Polygon(vec![
        (x - size * 0.03, top + size * 0.12),
        (x - size * 0.44, y - size * 0.07),
        (x - size * 0.03, y - size * 0.06),
    ]);
    easel.canvas.fill(&main, |(px, py)| {
        cloth.lit(1.05 - (px - x) / size * 0.5 - if (py * seams).sin() > 0.9 { 0.15 } else { 0.0 })
    });
    easel
        .canvas
        .fill(&jib, |(px, _)| cloth.lit(0.8 + (px - x) / size * 0.4));
    easel.canvas.fill(&hull, |(_, py)| {
        if py < y + size * 0.04 {
            rgb(0.9, 0.88, 0.82)
        } else {
            paint.lit(1.1 - (py - y) / size * 2.0)
        }
    });
}

fn tower(easel: &mut Easel, (x, y): Point, high: f32) {
    let (foot, head) = (high * 0.14, high * 0.085);
    let walls = Polygon(vec![
        (x - foot, y),
        (x + foot, y),
        (x + head, y - high),
        (x - head, y - high),
    ]);
    let red = hsl(easel.detail.pick(&[0.0, 0.58, 0.33]), 0.7, 0.42);
    let rings = easel.detail.count(3, 6) as f32;
    easel.canvas.fill(&walls, |(px, py)| {
        let ring = ((y - py) / high * rings).fract() < 0.5;
        (if ring { red } else { rgb(0.96, 0.95, 0.92) }).lit(1.1 - ((px - x) / foot + 0.3).powi(2) * 0.45)
    });
    let lamp = y - high;
    easel.canvas.flat(
        &Polygon::rectangle(x - head * 1.3, lamp - 0.01, x + head * 1.3, lamp + 0.008),
        rgb(0.15, 0.15, 0.18),
    );
    easel.canvas.flat(
        &Polygon::rectangle(x - head * 0.7, lamp - 0.06, x + head * 0.7, lamp - 0.01),
        rgb(1.0, 0.92, 0.6),
    );
    easel.canvas.flat(
        &Polygon(vec![(x - head, lamp - 0.06), (x + head, lamp - 0.06), (x, lamp - 0.11)]),
        red,
    );
    easel
        .canvas
        .fill_partly(&circle((x, lamp - 0.035), 0.1), 0.16, 0.35, |_| rgb(1.0, 0.95, 0.7));
}

fn gulls(easel: &mut Easel, horizon: f32) {
    for _ in 0..easel.detail.count(2, 8) {
        let (x, y) = (
            easel.detail.unit() * easel.canvas.aspect(),
            easel.detail.between(0.05, horizon * 0.8),
        );
        let wing = easel.detail.between(0.012, 0.03);
        let ink = rgb(0.16, 0.17, 0.2);
        easel
            .canvas
            .flat(&stroke((x, y), (x - wing, y - wing * 0.5), wing * 0.09), ink);
        easel
            .canvas
            .flat(&stroke((x, y), (x + wing, y - wing * 0.5), wing * 0.09), ink);
    }
}
