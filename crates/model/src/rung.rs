//! The ladder: how much of a picture is on the screen, from a label alone to full colour.
//!
//! Knows nothing of how a rung is drawn, only of their order and what counts as a look.

use serde::{Deserialize, Serialize};

/// A step of the ladder. On the wire it is its number, 0 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", ts(type = "0 | 1 | 2 | 3 | 4 | 5 | 6"))]
#[serde(into = "u8", try_from = "u8")]
pub enum Rung {
    /// No picture: list, kind of match, category, distance.
    Label,
    /// Grey, blurred by about 8 % of the long edge.
    HeavyVeil,
    /// Grey, blurred by about 3 % of the long edge.
    LightVeil,
    /// A contour or reduced-detail drawing in grey.
    Outline,
    /// Light veil with one round region clear in grey.
    Lens,
    /// The whole picture in grey.
    Grey,
    /// The whole picture in colour.
    Colour,
}

/// A number that names no rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no rung {0}: rungs are 0 to 6")]
pub struct NoSuchRung(pub u8);

impl Rung {
    /// Every rung, lowest first.
    pub const ALL: [Self; 7] = [
        Self::Label,
        Self::HeavyVeil,
        Self::LightVeil,
        Self::Outline,
        Self::Lens,
        Self::Grey,
        Self::Colour,
    ];

    /// Whether showing it is a look: something a person has seen, and that is charged.
    pub fn is_look(self) -> bool {
        self >= Self::Outline
    }

    /// The rung whose rendition carries the pixels of this one: the lens is cut from grey. A label has
    /// none.
    pub fn rendition(self) -> Option<Self> {
        match self {
            Self::Label => None,
            Self::Lens => Some(Self::Grey),
            other => Some(other),
        }
    }
}

impl From<Rung> for u8 {
    fn from(rung: Rung) -> Self {
        match rung {
            Rung::Label => 0,
            Rung::HeavyVeil => 1,
            Rung::LightVeil => 2,
            Rung::Outline => 3,
            Rung::Lens => 4,
            Rung::Grey => 5,
            Rung::Colour => 6,
        }
    }
}

impl TryFrom<u8> for Rung {
    type Error = NoSuchRung;
    fn try_from(number: u8) -> Result<Self, NoSuchRung> {
        Self::ALL.get(usize::from(number)).copied().ok_or(NoSuchRung(number))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::Rung;
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

    impl utoipa::PartialSchema for Rung {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(0))
                .maximum(Some(6))
                .description(Some(
                    "0 label, 1 heavy veil, 2 light veil, 3 outline, 4 lens, 5 grey, 6 colour",
                ))
                .into()
        }
    }

    impl utoipa::ToSchema for Rung {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rung_survives_its_number() {
        for rung in Rung::ALL {
            assert_eq!(Rung::try_from(u8::from(rung)), Ok(rung));
        }
        assert_eq!(Rung::try_from(7), Err(NoSuchRung(7)));
    }

    #[test]
    fn only_a_lens_is_drawn_from_another_rungs_picture() {
        let others = Rung::ALL.into_iter().filter(|rung| rung.rendition() != Some(*rung));
        assert_eq!(others.collect::<Vec<_>>(), [Rung::Label, Rung::Lens]);
        assert_eq!(Rung::Lens.rendition(), Some(Rung::Grey));
    }
}
