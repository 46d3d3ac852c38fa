//! Shapes as distances: negative inside, positive outside, in units of the canvas' height.

use std::f32::consts::TAU;

/// A point: `y` from 0 at the top to 1 at the bottom, `x` from 0 to the canvas' aspect.
pub type Point = (f32, f32);

/// Something that can be filled.
pub trait Shape {
    /// How far a point is from the outline; negative inside.
    fn distance(&self, at: Point) -> f32;
    /// Left, top, right and bottom of a box that holds it.
    fn bounds(&self) -> [f32; 4];
}

/// A circle or, with two radii and a turn, an ellipse.
#[derive(Debug, Clone, Copy)]
pub struct Ellipse {
    /// The middle.
    pub centre: Point,
    /// Half its width before turning.
    pub wide: f32,
    /// Half its height before turning.
    pub high: f32,
    /// Sine and cosine of how far it is turned.
    turn: (f32, f32),
}

/// A circle.
pub fn circle(centre: Point, radius: f32) -> Ellipse {
    ellipse(centre, radius, radius)
}

/// An upright ellipse.
pub fn ellipse(centre: Point, wide: f32, high: f32) -> Ellipse {
    Ellipse {
        centre,
        wide,
        high,
        turn: (0.0, 1.0),
    }
}

impl Ellipse {
    /// The same, turned.
    #[must_use]
    pub fn turned(mut self, turn: f32) -> Self {
        self.turn = turn.sin_cos();
        self
    }

    /// A point as the ellipse sees it: 1 on the outline.
    pub fn local(&self, at: Point) -> Point {
        let (sin, cos) = self.turn;
        let (dx, dy) = (at.0 - self.centre.0, at.1 - self.centre.1);
        ((dx * cos + dy * sin) / self.wide, (dy * cos - dx * sin) / self.high)
    }
}

impl Shape for Ellipse {
    fn distance(&self, at: Point) -> f32 {
        let (u, v) = self.local(at);
        let k = length(u, v);
        let slope = length(u / self.wide, v / self.high).max(1e-6);
        if k < 1e-6 {
            return -self.wide.min(self.high);
        }
        (k - 1.0) * k / slope
    }

    fn bounds(&self) -> [f32; 4] {
        let r = self.wide.max(self.high);
        let (x, y) = self.centre;
        [x - r, y - r, x + r, y + r]
    }
}

/// A closed outline of straight edges.
#[derive(Debug, Clone)]
pub struct Polygon(pub Vec<Point>);

impl Polygon {
    /// A rectangle.
    pub fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self(vec![(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// A shape around a middle whose radius depends on the direction.
    pub fn radial(centre: Point, corners: u32, radius: impl Fn(f32) -> f32) -> Self {
        let corner = |at: u32| {
            let angle = TAU * at as f32 / corners as f32;
            let r = radius(angle);
            (centre.0 + r * angle.cos(), centre.1 + r * angle.sin())
        };
        Self((0..corners).map(corner).collect())
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        let next = self.0.iter().skip(1).chain(self.0.first());
        self.0.iter().copied().zip(next.copied())
    }
}

impl Shape for Polygon {
    fn distance(&self, at: Point) -> f32 {
        let (mut nearest, mut inside) = (f32::MAX, false);
        for (a, b) in self.edges() {
            nearest = nearest.min(to_segment_squared(at, a, b));
            let crosses = (a.1 > at.1) != (b.1 > at.1);
            if crosses && at.0 < (b.0 - a.0) * (at.1 - a.1) / (b.1 - a.1) + a.0 {
                inside = !inside;
            }
        }
        if inside { -nearest.sqrt() } else { nearest.sqrt() }
    }

    fn bounds(&self) -> [f32; 4] {
        let start = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        self.0.iter().fold(start, |[l, t, r, b], (x, y)| {
            [l.min(*x), t.min(*y), r.max(*x), b.max(*y)]
        })
    }
}

/// Everything below a line.
#[derive(Debug, Clone)]
pub struct Ground {
    aspect: f32,
    heights: Vec<f32>,
}

impl Ground {
    /// From the line's height for each `x` up to `aspect`.
    pub fn below(aspect: f32, height: impl Fn(f32) -> f32) -> Self {
        const STEPS: u32 = 800;
        let heights = (0..=STEPS).map(|step| height(step as f32 / STEPS as f32 * aspect));
        Self {
            aspect,
            heights: heights.collect(),
        }
    }

    /// The line's height at `x`.
    pub fn line(&self, x: f32) -> f32 {
        let (before, share) = self.place(x);
        let height = |at: usize| self.heights.get(at).copied().unwrap_or(1.0);
        height(before) * (1.0 - share) + height(before + 1) * share
    }

    fn place(&self, x: f32) -> (usize, f32) {
        let last = self.heights.len() - 2;
        let at = (x / self.aspect).clamp(0.0, 1.0) * (last + 1) as f32;
        let before = (at as usize).min(last);
        (before, at - before as f32)
    }
}

impl Shape for Ground {
    fn distance(&self, at: Point) -> f32 {
        let near = 0.004;
        let slope = (self.line(at.0 + near) - self.line(at.0 - near)) / (2.0 * near);
        (self.line(at.0) - at.1) / (1.0 + slope * slope).sqrt()
    }

    fn bounds(&self) -> [f32; 4] {
        let top = self.heights.iter().copied().fold(1.0, f32::min);
        [-0.1, top, self.aspect + 0.1, 1.1]
    }
}

/// A stroke with round ends that may get thinner on its way.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Half its thickness at the start.
    pub thick: f32,
    /// Half its thickness at the end.
    pub thin: f32,
}

/// A stroke of one thickness.
pub fn stroke(from: Point, to: Point, half: f32) -> Stroke {
    Stroke {
        from,
        to,
        thick: half,
        thin: half,
    }
}

impl Shape for Stroke {
    fn distance(&self, at: Point) -> f32 {
        let t = along(at, self.from, self.to);
        to_segment(at, self.from, self.to) - (self.thick + (self.thin - self.thick) * t)
    }

    fn bounds(&self) -> [f32; 4] {
        let r = self.thick.max(self.thin);
        let (a, b) = (self.from, self.to);
        [a.0.min(b.0) - r, a.1.min(b.1) - r, a.0.max(b.0) + r, a.1.max(b.1) + r]
    }
}

fn along(p: Point, a: Point, b: Point) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = (dx * dx + dy * dy).max(1e-12);
    (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0)
}

fn to_segment(p: Point, a: Point, b: Point) -> f32 {
    to_segment_squared(p, a, b).sqrt()
}

fn to_segment_squared(p: Point, a: Point, b: Point) -> f32 {
    let t = along(p, a, b);
    let (dx, dy) = (p.0 - a.0 - (b.0 - a.0) * t, p.1 - a.1 - (b.1 - a.1) * t);
    dx * dx + dy * dy
}

/// `hypot` without its care for extremes, which no canvas has.
fn length(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}
