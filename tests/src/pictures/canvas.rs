//! A canvas that is filled shape by shape, with soft edges, and comes out as a [`Picture`].

use super::{
    colour::{Colour, rgb},
    noise::Noise,
    picture::Picture,
    shape::{Point, Shape},
};

/// Colour for every pixel; measures are in units of its height.
#[derive(Debug, Clone)]
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

impl Canvas {
    /// A black canvas.
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![rgb(0.0, 0.0, 0.0); width * height],
        }
    }

    /// Its width in units of its height.
    pub fn aspect(&self) -> f32 {
        self.width as f32 / self.height as f32
    }

    /// Colours every pixel.
    pub fn wash(&mut self, ink: impl Fn(Point) -> Colour) {
        self.change([f32::MIN, f32::MIN, f32::MAX, f32::MAX], |at, _| ink(at));
    }

    /// Colours every pixel, knowing what was there.
    pub fn glaze(&mut self, ink: impl Fn(Point, Colour) -> Colour) {
        self.change([f32::MIN, f32::MIN, f32::MAX, f32::MAX], ink);
    }

    /// Fills a shape.
    pub fn fill(&mut self, shape: &impl Shape, ink: impl Fn(Point) -> Colour) {
        self.fill_soft(shape, 0.0, ink);
    }

    /// Fills a shape with one colour.
    pub fn flat(&mut self, shape: &impl Shape, colour: Colour) {
        self.fill_soft(shape, 0.0, |_| colour);
    }

    /// Fills a shape whose edge fades over `feather`.
    pub fn fill_soft(&mut self, shape: &impl Shape, feather: f32, ink: impl Fn(Point) -> Colour) {
        self.fill_partly(shape, feather, 1.0, ink);
    }

    /// Fills a shape through which `1 - opacity` of the ground still shows.
    pub fn fill_partly(&mut self, shape: &impl Shape, feather: f32, opacity: f32, ink: impl Fn(Point) -> Colour) {
        let edge = feather.max(1.0 / self.height as f32);
        let [left, top, right, bottom] = shape.bounds();
        let reach = [left - edge, top - edge, right + edge, bottom + edge];
        self.change(reach, |at, ground| {
            let cover = (0.5 - shape.distance(at) / edge).clamp(0.0, 1.0) * opacity;
            if cover > 0.0 {
                ground.mix(ink(at), cover)
            } else {
                ground
            }
        });
    }

    fn change(&mut self, [left, top, right, bottom]: [f32; 4], ink: impl Fn(Point, Colour) -> Colour) {
        let scale = self.height as f32;
        let first_row = (top * scale).max(0.0) as usize;
        let rows = ((bottom * scale).max(0.0) as usize)
            .saturating_add(1)
            .saturating_sub(first_row);
        let first = (left * scale).max(0.0) as usize;
        let columns = ((right * scale).max(0.0) as usize)
            .saturating_add(1)
            .saturating_sub(first);
        let width = self.width;
        let lines = self.pixels.chunks_exact_mut(width).enumerate();
        for (y, line) in lines.skip(first_row).take(rows) {
            let v = (y as f32 + 0.5) / scale;
            for (x, pixel) in line.iter_mut().enumerate().skip(first).take(columns) {
                *pixel = ink(((x as f32 + 0.5) / scale, v), *pixel);
            }
        }
    }

    /// The finished picture: a little grain, darker corners, hues turned by a share of the circle.
    pub fn finish(mut self, name: String, seed: u64, hue_turn: f32) -> Picture {
        let (aspect, grain, scale) = (self.aspect(), Noise(seed ^ 0x9137), self.height as f32);
        self.glaze(|(x, y), colour| {
            let (dx, dy) = (x / aspect - 0.5, y - 0.5);
            let corner = 1.0 - 0.28 * (dx * dx + dy * dy) * 2.0;
            let speck = 0.985 + 0.03 * grain.at(x * scale * 0.7, y * scale * 0.7);
            colour.turned(hue_turn).lit(corner * speck)
        });
        let bytes = |c: &Colour| [c.r, c.g, c.b].map(|part| (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8);
        Picture {
            name,
            width_px: self.width as u32,
            height_px: self.height as u32,
            rgb: self.pixels.iter().flat_map(bytes).collect(),
        }
    }
}
