//! Smooth noise: clouds, rock, water, wood grain.

/// A field of smooth noise.
#[derive(Debug, Clone, Copy)]
pub struct Noise(pub u64);

impl Noise {
    /// From 0 to 1, smooth over a distance of 1.
    pub fn at(self, x: f32, y: f32) -> f32 {
        let (fx, fy) = (x.floor(), y.floor());
        let (tx, ty) = (ease(x - fx), ease(y - fy));
        let (ix, iy) = (fx as i64, fy as i64);
        let top = blend(self.corner(ix, iy), self.corner(ix + 1, iy), tx);
        let bottom = blend(self.corner(ix, iy + 1), self.corner(ix + 1, iy + 1), tx);
        blend(top, bottom, ty)
    }

    /// Noise over noise, each finer by half: from 0 to 1.
    pub fn layered(self, x: f32, y: f32, layers: u32) -> f32 {
        let (mut sum, mut weight, mut scale, mut whole) = (0.0, 1.0, 1.0, 0.0);
        for layer in 0..layers {
            let shift = layer as f32 * 17.3;
            sum += weight * self.at(x * scale + shift, y * scale - shift);
            whole += weight;
            weight *= 0.5;
            scale *= 2.03;
        }
        sum / whole
    }

    fn corner(self, x: i64, y: i64) -> f32 {
        let mut z = self
            .0
            .wrapping_add((x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .wrapping_add((y as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

fn ease(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

fn blend(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}
