//! What is known of a picture beside its pixels. Knows neither decoders nor renditions.

/// EXIF orientation: how stored rows and columns lie before the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// 1: as stored.
    #[default]
    Normal,
    /// 2: mirrored left to right.
    MirroredHorizontally,
    /// 3: turned by 180°.
    Turned180,
    /// 4: mirrored top to bottom.
    MirroredVertically,
    /// 5: mirrored at the main diagonal.
    Transposed,
    /// 6: to be turned clockwise by 90°.
    Turned90,
    /// 7: mirrored at the other diagonal.
    Transversed,
    /// 8: to be turned clockwise by 270°.
    Turned270,
}

impl Orientation {
    const ALL: [Self; 8] = [
        Self::Normal,
        Self::MirroredHorizontally,
        Self::Turned180,
        Self::MirroredVertically,
        Self::Transposed,
        Self::Turned90,
        Self::Transversed,
        Self::Turned270,
    ];

    /// The EXIF value, 1 to 8.
    pub const fn exif(self) -> u8 {
        match self {
            Self::Normal => 1,
            Self::MirroredHorizontally => 2,
            Self::Turned180 => 3,
            Self::MirroredVertically => 4,
            Self::Transposed => 5,
            Self::Turned90 => 6,
            Self::Transversed => 7,
            Self::Turned270 => 8,
        }
    }

    /// The orientation of an EXIF value, `None` outside 1 to 8.
    pub fn from_exif(value: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|orientation| orientation.exif() == value)
    }

    /// Whether width and height change places for the eye.
    pub const fn swaps_sides(self) -> bool {
        matches!(
            self,
            Self::Transposed | Self::Turned90 | Self::Transversed | Self::Turned270
        )
    }
}

/// One thing about a source that 8-bit RGB no longer tells. HMA hashes some of these differently,
/// so whoever hashes must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceTrait {
    /// Colours by index (all GIF, some PNG).
    Palette,
    /// Four ink channels.
    Cmyk,
    /// One bit a pixel, black or white.
    Bilevel,
    /// Sixteen bits a channel, of which the high byte was kept.
    SixteenBit,
    /// A channel or colour of transparency.
    Alpha,
    /// More than one frame.
    Animated,
    /// The file ended early or is damaged; what was missing is grey.
    Truncated,
    /// More frames than are read; the first of them were.
    FramesLeftOut,
    /// A colour profile that makes no sense, or is not of this picture's colours; it was not applied.
    ProfileIgnored,
}

impl SourceTrait {
    /// Every trait.
    pub const ALL: [Self; 9] = [
        Self::Palette,
        Self::Cmyk,
        Self::Bilevel,
        Self::SixteenBit,
        Self::Alpha,
        Self::Animated,
        Self::Truncated,
        Self::FramesLeftOut,
        Self::ProfileIgnored,
    ];

    /// The stable name kept with an item.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Palette => "palette",
            Self::Cmyk => "cmyk",
            Self::Bilevel => "bilevel",
            Self::SixteenBit => "sixteen_bit",
            Self::Alpha => "alpha",
            Self::Animated => "animated",
            Self::Truncated => "truncated",
            Self::FramesLeftOut => "frames_left_out",
            Self::ProfileIgnored => "profile_ignored",
        }
    }

    const fn bit(self) -> u16 {
        match self {
            Self::Palette => 1,
            Self::Cmyk => 1 << 1,
            Self::Bilevel => 1 << 2,
            Self::SixteenBit => 1 << 3,
            Self::Alpha => 1 << 4,
            Self::Animated => 1 << 5,
            Self::Truncated => 1 << 6,
            Self::FramesLeftOut => 1 << 7,
            Self::ProfileIgnored => 1 << 8,
        }
    }
}

/// A set of [`SourceTrait`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SourceTraits(u16);

impl SourceTraits {
    /// Whether the source has this trait.
    pub const fn contains(self, one: SourceTrait) -> bool {
        self.0 & one.bit() != 0
    }

    /// This set and one more.
    #[must_use]
    pub const fn with(self, one: SourceTrait) -> Self {
        Self(self.0 | one.bit())
    }

    /// This set, and one more if `holds`.
    #[must_use]
    pub const fn with_if(self, one: SourceTrait, holds: bool) -> Self {
        if holds { self.with(one) } else { self }
    }

    /// The traits in it, in the order of [`SourceTrait::ALL`].
    pub fn iter(self) -> impl Iterator<Item = SourceTrait> {
        SourceTrait::ALL.into_iter().filter(move |one| self.contains(*one))
    }

    /// As bits, for the wire between worker and parent and for a column.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// From bits; `None` when a bit is set that means nothing.
    pub fn from_bits(bits: u16) -> Option<Self> {
        let known = SourceTrait::ALL.into_iter().fold(0, |all, one| all | one.bit());
        (bits & !known == 0).then_some(Self(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_survive_their_bits() {
        let set = SourceTraits::default()
            .with(SourceTrait::Alpha)
            .with(SourceTrait::Truncated);
        assert_eq!(SourceTraits::from_bits(set.bits()), Some(set));
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [SourceTrait::Alpha, SourceTrait::Truncated]
        );
        assert_eq!(SourceTraits::from_bits(0x8000), None);
    }

    #[test]
    fn orientations_survive_their_exif_value() {
        for value in 1..=8 {
            assert_eq!(Orientation::from_exif(value).map(Orientation::exif), Some(value));
        }
        assert_eq!(Orientation::from_exif(0), None);
        assert_eq!(Orientation::from_exif(9), None);
    }
}
