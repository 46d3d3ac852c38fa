//! Planets and stars before a nebula.

use super::Easel;
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Point, Shape, circle, ellipse},
};

pub(super) fn draw(easel: &mut Easel) {
    nebula(easel);
    stars(easel);
    let aspect = easel.canvas.aspect();
    let lit_from = easel.layout.pick(&[(-0.6, -0.5), (0.6, -0.5), (-0.7, 0.3), (0.7, 0.4)]);
    for body in 0..easel.layout.count(2, 5) {
        let size = if body == 0 {
            easel.layout.between(0.2, 0.34)
        } else {
            easel.layout.between(0.04, 0.14)
        };
        let at = (
            easel.layout.between(0.1, 0.9) * aspect,
            easel.layout.between(0.12, 0.88),
        );
        planet(easel, at, size, lit_from);
    }
}

fn nebula(easel: &mut Easel) {
    let hue = easel.layout.unit();
    let (cloud, fine) = (Noise(easel.layout.bits()), easel.noise);
    easel.canvas.wash(|(x, y)| {
        let body = cloud.layered(x * 2.3, y * 2.3, 3) * 0.75 + fine.layered(x * 9.0, y * 9.0, 3) * 0.25;
        let glow = ((body - 0.42) * 3.2).clamp(0.0, 1.0);
        rgb(0.02, 0.02, 0.05).mix(hsl(hue + body * 0.3, 0.65, 0.52), glow)
    });
}

fn stars(easel: &mut Easel) {
    for _ in 0..420 {
        let at = (easel.detail.unit() * easel.canvas.aspect(), easel.detail.unit());
        let size = easel.detail.between(0.0007, 0.0026);
        let tint = hsl(easel.detail.unit(), 0.5, 0.9);
        easel.canvas.flat(&circle(at, size), tint);
    }
}

fn planet(easel: &mut Easel, at: Point, size: f32, lit_from: Point) {
    let (hue, light) = (easel.detail.unit(), easel.layout.between(0.4, 0.7));
    let ground = Noise(easel.detail.bits());
    let banded = easel.detail.chance(0.5);
    let (lean, ringed) = (easel.detail.between(-0.5, 0.5), easel.layout.chance(0.4));
    let disc = circle(at, size);
    easel.canvas.fill(&disc, |p| {
        let (u, v) = ((p.0 - at.0) / size, (p.1 - at.1) / size);
        let z = (1.0 - u * u - v * v).max(0.0).sqrt();
        let sun = (u * lit_from.0 + v * lit_from.1 + z * 0.55).max(0.03) * 1.25;
        let w = v + u * lean;
        let tone = if banded {
            ground.layered(0.5 + u * 0.6, w * 9.0, 3)
        } else {
            ground.layered(u * 3.0 / (0.5 + z), v * 3.0 / (0.5 + z), 5)
        };
        hsl(hue + tone * 0.22, 0.5, light).lit(sun * (0.55 + tone * 0.9))
    });
    if ringed {
        let ring = ellipse(at, size * 1.9, size * 0.42).turned(lean);
        let tint = hsl(hue + 0.1, 0.35, 0.72);
        easel.canvas.glaze(|p, under| {
            let (u, v) = ring.local(p);
            let far = u.hypot(v);
            let behind = v < 0.0 && disc.distance(p) < 0.0;
            let gap = ground.at(far * 26.0, 0.5);
            if behind || !(0.68..1.0).contains(&far) {
                under
            } else {
                under.mix(tint, 0.35 + 0.5 * gap)
            }
        });
    }
}
