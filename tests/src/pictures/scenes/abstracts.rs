//! Drawings of nothing: circles and lines, and a plane of facets.

use super::Easel;
use crate::pictures::{
    colour::{hsl, rgb},
    shape::{Point, Polygon, Shape, circle, stroke},
};

pub(super) fn circles(easel: &mut Easel) {
    let aspect = easel.canvas.aspect();
    let paper = hsl(
        easel.layout.unit(),
        easel.layout.between(0.1, 0.4),
        easel.layout.between(0.12, 0.92),
    );
    let noise = easel.noise;
    easel
        .canvas
        .wash(|(x, y)| paper.lit(0.9 + 0.2 * noise.layered(x * 20.0, y * 20.0, 3)));
    for _ in 0..easel.layout.count(9, 18) {
        let at = (easel.layout.unit() * aspect, easel.layout.unit());
        let size = easel.layout.between(0.05, 0.24);
        let light = easel.layout.between(0.15, 0.85);
        rings(easel, at, size, light);
    }
    for _ in 0..easel.layout.count(5, 12) {
        let from = (easel.layout.unit() * aspect, easel.layout.unit());
        let to = (easel.layout.unit() * aspect, easel.layout.unit());
        let ink = if easel.layout.chance(0.6) {
            rgb(0.06, 0.06, 0.1)
        } else {
            rgb(0.96, 0.95, 0.9)
        };
        let half = easel.layout.between(0.002, 0.014);
        easel.canvas.flat(&stroke(from, to, half), ink);
    }
    for _ in 0..easel.layout.count(2, 5) {
        let corner = |easel: &mut Easel| (easel.layout.unit() * aspect, easel.layout.unit());
        let points = vec![corner(easel), corner(easel), corner(easel)];
        let tint = hsl(easel.detail.unit(), 0.8, easel.layout.between(0.3, 0.7));
        easel.canvas.fill_partly(&Polygon(points), 0.0, 0.55, |_| tint);
    }
}

fn rings(easel: &mut Easel, at: Point, size: f32, light: f32) {
    let shape = circle(at, size);
    let (one, other) = (
        hsl(easel.detail.unit(), 0.75, light),
        hsl(easel.detail.unit(), 0.75, light * 0.8),
    );
    let style = easel.detail.count(0, 3);
    let fine = easel.detail.between(14.0, 30.0);
    easel.canvas.fill_partly(&shape, 0.0, 0.92, |p| {
        let (u, v) = ((p.0 - at.0) / size, (p.1 - at.1) / size);
        let first = match style {
            0 => (u.hypot(v) * fine * 0.5).sin() > 0.0,
            1 => ((u + v) * fine).sin() > 0.0,
            2 => (u * fine).sin() * (v * fine).sin() > 0.0,
            _ => shape.distance(p) > -size * 0.25,
        };
        (if first { one } else { other }).lit(1.1 - 0.25 * (u + v))
    });
}

pub(super) fn facets(easel: &mut Easel) {
    let aspect = easel.canvas.aspect();
    let hue = easel.layout.unit();
    let sites: Vec<(Point, f32)> = (0..easel.layout.count(26, 60))
        .map(|_| {
            (
                (easel.layout.unit() * aspect, easel.layout.unit()),
                easel.layout.between(0.08, 0.9),
            )
        })
        .collect();
    let tints: Vec<f32> = sites.iter().map(|_| hue + easel.detail.between(-0.2, 0.2)).collect();
    let slant: Vec<f32> = sites.iter().map(|_| easel.detail.between(-1.5, 1.5)).collect();
    let noise = easel.noise;
    easel.canvas.wash(|p| {
        let (mut best, mut second, mut found) = (f32::MAX, f32::MAX, None);
        for ((site, light), (tint, slant)) in sites.iter().zip(tints.iter().zip(&slant)) {
            let far = (site.0 - p.0).powi(2) + (site.1 - p.1).powi(2);
            if far < best {
                (second, best) = (best, far);
                found = Some((site, light, tint, slant));
            } else if far < second {
                second = far;
            }
        }
        let Some((site, light, tint, slant)) = found else {
            return rgb(0.0, 0.0, 0.0);
        };
        let lead = ((second.sqrt() - best.sqrt()) * 90.0).clamp(0.15, 1.0);
        let grain = noise.layered(p.0 * 50.0, p.1 * 7.0, 2) - 0.5;
        hsl(*tint, 0.55, *light).lit(lead * (1.0 + (p.0 - site.0) * slant + (p.1 - site.1) * 0.8 + grain * 0.2))
    });
}
