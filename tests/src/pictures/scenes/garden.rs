//! A village of small houses on a slope, with gardens.

use super::Easel;
use super::hills::{clouds, heaven, tree};
use crate::pictures::{
    colour::{hsl, rgb},
    noise::Noise,
    shape::{Ground, Point, Polygon},
};

pub(super) fn village(easel: &mut Easel) {
    let top = easel.layout.between(0.25, 0.45);
    let mood = easel.layout.unit();
    heaven(easel, top + 0.1, mood);
    clouds(easel, top);
    let aspect = easel.canvas.aspect();
    let slope = easel.layout.between(-0.18, 0.18);
    let (hill, noise) = (Noise(easel.layout.bits()), easel.noise);
    let line = move |x: f32| top + slope * (x / aspect - 0.5) + (hill.layered(x * 2.6, 1.0, 2) - 0.5) * 0.16;
    let grass = hsl(easel.layout.between(0.18, 0.34), 0.45, easel.layout.between(0.3, 0.5));
    let ground = Ground::below(aspect, line);
    easel.canvas.fill(&ground, |(x, y)| {
        grass.lit(1.2 - (y - ground.line(x)) * 0.6 + (noise.layered(x * 26.0, y * 26.0, 3) - 0.5) * 0.5)
    });
    for row in 0..4 {
        let near = row as f32 / 3.0;
        for _ in 0..easel.layout.count(2, 4) {
            let x = easel.layout.between(-0.02, 1.0) * aspect;
            let foot = line(x) + 0.08 + (0.9 - line(x)) * near;
            let size = 0.08 + 0.12 * near + easel.layout.between(0.0, 0.05);
            if easel.layout.chance(0.3) {
                tree(easel, (x, foot), size * 1.5, grass.lit(0.55), false);
            } else {
                house(easel, (x, foot), size);
            }
        }
    }
}

fn house(easel: &mut Easel, (x, foot): Point, size: f32) {
    let wide = size * easel.layout.between(0.9, 1.4);
    let eaves = foot - size * 0.7;
    let wall = hsl(easel.detail.between(0.03, 0.16), 0.35, easel.layout.between(0.6, 0.92));
    let roof = hsl(easel.detail.between(0.98, 1.06), 0.5, easel.layout.between(0.2, 0.45));
    easel
        .canvas
        .fill(&Polygon::rectangle(x, eaves, x + wide, foot), |(px, _)| {
            wall.lit(1.08 - (px - x) / wide * 0.35)
        });
    let gable = Polygon(vec![
        (x - size * 0.08, eaves),
        (x + wide + size * 0.08, eaves),
        (x + wide * 0.8, eaves - size * 0.45),
        (x + wide * 0.2, eaves - size * 0.45),
    ]);
    let course = 50.0 / size;
    easel.canvas.fill(&gable, |(px, py)| {
        let tile = (py * course).sin() * 0.12 + (px * course + (py * course * 0.5).floor()).sin() * 0.06;
        roof.lit(1.1 + tile)
    });
    let chimney = x + wide * easel.detail.between(0.3, 0.7);
    easel.canvas.flat(
        &Polygon::rectangle(chimney, eaves - size * 0.62, chimney + size * 0.1, eaves - size * 0.38),
        roof.lit(0.7),
    );
    let panes = easel.detail.count(2, 4);
    for pane in 0..panes {
        let left = x + wide * (pane as f32 + 0.25) / panes as f32;
        let glass = if easel.detail.chance(0.3) {
            rgb(1.0, 0.86, 0.5)
        } else {
            rgb(0.25, 0.32, 0.42)
        };
        easel.canvas.flat(
            &Polygon::rectangle(left, eaves + size * 0.15, left + wide * 0.12, eaves + size * 0.36),
            glass,
        );
    }
    let door = x + wide * easel.detail.between(0.3, 0.6);
    easel.canvas.flat(
        &Polygon::rectangle(door, foot - size * 0.28, door + size * 0.15, foot),
        hsl(easel.detail.unit(), 0.5, 0.28),
    );
}
