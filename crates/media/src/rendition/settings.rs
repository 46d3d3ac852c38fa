//! Sizes and strengths of renditions. Knows no pixel.

/// A veil's size and strength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VeilSettings {
    /// The long edge of every veil, in pixels. Smaller pictures are enlarged to it first, so that
    /// the blur hides as much of them as of any other.
    pub long_edge_px: u32,
    /// Standard deviation of the blur as a share of the long edge.
    pub blur_share: f32,
}

/// Sizes and strengths of renditions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RenditionSettings {
    /// Rung 1.
    pub heavy: VeilSettings,
    /// Rung 2.
    pub light: VeilSettings,
    /// Rung 3: the long edge of the drawing, in pixels; smaller pictures are enlarged to it.
    pub outline_long_edge_px: u32,
    /// The long edge of grey and colour at most, in pixels; smaller pictures stay as they are.
    pub look_long_edge_px: u32,
    /// JPEG quality of grey and colour, 1 to 100.
    pub jpeg_quality: u8,
}

impl RenditionSettings {
    /// The ladder's figures. Blur of 3 to 5 % of the long edge hides detail and keeps layout, 7 %
    /// and more loses layout too (`BubbleView` measured 30, 50 and 70 px on browser-sized pictures).
    pub const fn recommended() -> Self {
        Self {
            heavy: VeilSettings {
                long_edge_px: 400,
                blur_share: 0.08,
            },
            light: VeilSettings {
                long_edge_px: 800,
                blur_share: 0.03,
            },
            outline_long_edge_px: 800,
            look_long_edge_px: 1600,
            jpeg_quality: 85,
        }
    }
}
