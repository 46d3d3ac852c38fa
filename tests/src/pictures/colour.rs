//! Colours as three numbers from 0 to 1, and a few ways to make and mix them.

/// Red, green and blue from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
}

/// A colour from its parts.
pub const fn rgb(r: f32, g: f32, b: f32) -> Colour {
    Colour { r, g, b }
}

/// A colour from hue (0 to 1, round), saturation and lightness.
pub fn hsl(hue: f32, saturation: f32, lightness: f32) -> Colour {
    let chroma = saturation * lightness.min(1.0 - lightness);
    let part = |n: f32| {
        let k = (n + hue.rem_euclid(1.0) * 12.0) % 12.0;
        lightness - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    };
    rgb(part(0.0), part(8.0), part(4.0))
}

impl Colour {
    /// Somewhere between two colours: 0 is this one, 1 the other.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let t = share.clamp(0.0, 1.0);
        rgb(
            self.r + (other.r - self.r) * t,
            self.g + (other.g - self.g) * t,
            self.b + (other.b - self.b) * t,
        )
    }

    /// Brighter (above 1) or darker (below 1).
    #[must_use]
    pub fn lit(self, factor: f32) -> Self {
        rgb(self.r * factor, self.g * factor, self.b * factor)
    }

    /// What the eye and PDQ take for brightness.
    pub fn luma(self) -> f32 {
        0.299 * self.r + 0.587 * self.g + 0.114 * self.b
    }

    /// The same brightness in another hue: turns the colour difference by a share of the circle.
    #[must_use]
    pub fn turned(self, share: f32) -> Self {
        let (sin, cos) = (share * std::f32::consts::TAU).sin_cos();
        let y = self.luma();
        let (u, v) = ((self.b - y) * 0.492, (self.r - y) * 0.877);
        let (u, v) = (u * cos - v * sin, u * sin + v * cos);
        rgb(y + v / 0.877, y - 0.395 * u - 0.581 * v, y + u / 0.492)
    }
}
