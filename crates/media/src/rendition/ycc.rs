//! Luma at full size and colour at half of it, as most JPEGs have them. Knows no file.

use super::plane::Plane;
use super::{RenditionError, scale};

/// Three planes as JFIF defines them (BT.601, full range); sides of luma are even.
pub(crate) struct Ycc {
    pub(crate) luma: Plane<u8>,
    pub(crate) blue: Plane<u8>,
    pub(crate) red: Plane<u8>,
}

impl Ycc {
    /// Reads the planes where they lie one behind the other.
    pub(super) fn of_bytes((width, height): (u32, u32), bytes: &[u8]) -> Option<Self> {
        let (luma, colour) = bytes.split_at_checked(length(width, height))?;
        let half = (width / 2, height / 2);
        let (blue, red) = colour.split_at_checked(length(half.0, half.1))?;
        (red.len() == blue.len()).then(|| Self {
            luma: Plane::of((width, height), luma.to_vec()),
            blue: Plane::of(half, blue.to_vec()),
            red: Plane::of(half, red.to_vec()),
        })
    }

    /// The planes one behind the other.
    #[cfg(feature = "decode")]
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.luma.pixels;
        bytes.extend_from_slice(&self.blue.pixels);
        bytes.extend_from_slice(&self.red.pixels);
        bytes
    }

    /// The same in RGB, colour enlarged to luma's size.
    pub(crate) fn joined(self) -> Result<Plane<[u8; 3]>, RenditionError> {
        let size = (self.luma.width, self.luma.height);
        let (blue, red) = (scale::to_size(&self.blue, size)?, scale::to_size(&self.red, size)?);
        Ok(join(&self.luma, &blue, &red))
    }

    /// Each plane by itself.
    #[cfg(feature = "decode")]
    pub(crate) fn map(self, turned: impl Fn(Plane<u8>) -> Plane<u8>) -> Self {
        Self {
            luma: turned(self.luma),
            blue: turned(self.blue),
            red: turned(self.red),
        }
    }
}

/// Luma and colour of the same size.
pub(crate) fn join(luma: &Plane<u8>, blue: &Plane<u8>, red: &Plane<u8>) -> Plane<[u8; 3]> {
    let colour = blue.pixels.iter().zip(&red.pixels);
    let pixels = luma.pixels.iter().zip(colour).map(|(y, (cb, cr))| rgb(*y, *cb, *cr));
    Plane::of((luma.width, luma.height), pixels.collect())
}

/// 16 bits behind the point: 1.402, 0.344136, 0.714136, 1.772.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (
        (i32::from(y) << 16) + (1 << 15),
        i32::from(cb) - 128,
        i32::from(cr) - 128,
    );
    let byte = |value: i32| u8::try_from((value >> 16).clamp(0, 255)).unwrap_or_default();
    [
        byte(y + 91_881 * cr),
        byte(y - 22_554 * cb - 46_802 * cr),
        byte(y + 116_130 * cb),
    ]
}

fn length(width: u32, height: u32) -> usize {
    usize::try_from(u64::from(width) * u64::from(height)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_joined_as_jfif_defines_it() {
        assert_eq!(rgb(76, 85, 255), [254, 0, 0]);
        assert_eq!(rgb(150, 44, 21), [0, 255, 1]);
        assert_eq!(rgb(29, 255, 107), [0, 0, 254]);
        assert_eq!(rgb(200, 128, 128), [200; 3]);
    }

    #[test]
    fn planes_lie_one_behind_the_other() {
        let bytes = [9, 9, 9, 9, 120, 140];
        let ycc = Ycc::of_bytes((2, 2), &bytes).unwrap();
        assert_eq!((ycc.blue.pixels[0], ycc.red.pixels[0]), (120, 140));
        assert!(Ycc::of_bytes((2, 2), &bytes[1..]).is_none());
        #[cfg(feature = "decode")]
        assert_eq!(ycc.into_bytes(), bytes);
    }
}
