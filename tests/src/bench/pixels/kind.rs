//! The kinds of files that are measured. Knows their sizes and names, not what is in them.

use std::fmt;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As cameras write: little loss, colour at half the size both ways.
    Baseline,
    /// The same in several scans.
    Progressive,
    /// Adaptive filters, the usual effort.
    Png,
    /// With loss, quality 90.
    WebP,
}

impl Coding {
    /// What a file of it is called.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Baseline => "jpg",
            Self::Progressive => "progressive.jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline JPEG",
            Self::Progressive => "progressive JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
        }
    }
}

/// One kind of files: a size and a coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Width and height, px.
    pub size_px: (u32, u32),
    /// How they are written.
    pub coding: Coding,
}

impl Kind {
    /// 1, 2, 12, 24 and 48 megapixels as cameras write them, and 12 otherwise.
    pub const ALL: [Self; 8] = [
        Self::baseline(1152, 864),
        Self::baseline(1632, 1224),
        Self::TWELVE,
        Self::baseline(5656, 4242),
        Self::baseline(8000, 6000),
        Self::twelve(Coding::Progressive),
        Self::twelve(Coding::Png),
        Self::twelve(Coding::WebP),
    ];

    /// A megapixel as cameras write it.
    pub const ONE: Self = Self::baseline(1152, 864);

    /// 12 megapixels as cameras write them: what most budgets are about.
    pub const TWELVE: Self = Self::baseline(4000, 3000);

    /// A baseline JPEG of some size.
    pub const fn baseline(width: u32, height: u32) -> Self {
        Self {
            size_px: (width, height),
            coding: Coding::Baseline,
        }
    }

    const fn twelve(coding: Coding) -> Self {
        Self {
            size_px: (4000, 3000),
            coding,
        }
    }

    /// How many million pixels.
    pub fn megapixels(self) -> f64 {
        f64::from(self.size_px.0) * f64::from(self.size_px.1) / 1e6
    }

    /// The longer side, px.
    pub fn long_edge_px(self) -> u32 {
        self.size_px.0.max(self.size_px.1)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.0} MP {}", self.megapixels(), self.coding.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_by_their_megapixels() {
        let names = Kind::ALL.map(|kind| kind.to_string());
        assert_eq!(names[2], "12 MP baseline JPEG");
        assert_eq!(
            (names[0].as_str(), names[3].as_str()),
            ("1 MP baseline JPEG", "24 MP baseline JPEG")
        );
    }
}
