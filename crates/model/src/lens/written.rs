//! The union of what was clear, as it is written: for the wire in hexadecimal digits, for a column in bytes.
//!
//! Always the same length, so that a reader knows before it begins how much there is to read.

use super::{CELLS, Cleared};

/// Bytes of one row: a bit a cell.
const ROW_BYTES: usize = 16;

/// Length in bytes: 2,048.
pub(super) const BYTES: usize = CELLS as usize * ROW_BYTES;

/// Something else than a written union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("where the lens has been is written in {} hexadecimal digits", 2 * BYTES)]
pub struct NotCleared;

impl Cleared {
    /// As bytes: rows from the top, in each the highest bit at the right edge.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.rows.iter().flat_map(|row| row.to_be_bytes()).collect()
    }

    /// From what [`Cleared::to_bytes`] has made, and from nothing else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<ROW_BYTES>();
        let whole = rest.is_empty() && rows.len() == usize::from(CELLS);
        whole.then(|| Self {
            rows: rows.iter().map(|row| u128::from_be_bytes(*row)).collect(),
        })
    }
}

impl From<Cleared> for String {
    fn from(cleared: Cleared) -> Self {
        let digits =
            |byte: u8| [byte >> 4, byte & 0xF].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'));
        cleared.to_bytes().into_iter().flat_map(digits).collect()
    }
}

impl TryFrom<String> for Cleared {
    type Error = NotCleared;

    fn try_from(text: String) -> Result<Self, NotCleared> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if !rest.is_empty() || pairs.len() != BYTES {
            return Err(NotCleared);
        }
        let bytes: Option<Vec<u8>> = pairs
            .iter()
            .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
            .collect();
        bytes.and_then(|bytes| Self::from_bytes(&bytes)).ok_or(NotCleared)
    }
}

fn digit(letter: u8) -> Option<u8> {
    let value = char::from(letter).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(feature = "schema")]
mod schema {
    use super::{BYTES, Cleared};
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

    impl utoipa::PartialSchema for Cleared {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .min_length(Some(2 * BYTES))
                .max_length(Some(2 * BYTES))
                .pattern(Some("^[0-9a-fA-F]*$"))
                .description(Some(
                    "where the lens has been: 128 rows of 128 cells from the top, a bit a cell, the highest at the right",
                ))
                .into()
        }
    }

    impl utoipa::ToSchema for Cleared {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lens::{LensPoint, Proportions};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_union_survives_being_written(
            places in proptest::collection::vec((0_u16..=1_000, 0_u16..=1_000), 0..6),
            width in 1_u32..5_000,
        ) {
            let of = Proportions { width, height: 700 };
            let places = places.into_iter().map(|(x, y)| LensPoint { x, y });
            let seen = places.fold(Cleared::default(), |seen, at| seen.with(at, of));
            let text = String::from(seen.clone());
            prop_assert_eq!(text.len(), 4_096);
            prop_assert_eq!(Cleared::try_from(text.to_uppercase()), Ok(seen.clone()));
            prop_assert_eq!(Cleared::from_bytes(&seen.to_bytes()), Some(seen));
        }

        #[test]
        fn what_is_no_union_is_refused_and_never_a_fault(text in ".{0,64}", bytes in proptest::collection::vec(0_u8..255, 0..64)) {
            prop_assert_eq!(Cleared::try_from(text), Err(NotCleared));
            prop_assert_eq!(Cleared::from_bytes(&bytes), None);
        }
    }

    #[test]
    fn a_digit_too_few_too_many_or_that_is_none_is_refused() {
        let whole = "0".repeat(4_096);
        assert_eq!(Cleared::try_from(whole.clone()), Ok(Cleared::default()));
        for wrong in [
            String::new(),
            whole[1..].to_owned(),
            format!("{whole}0"),
            format!("{whole}{whole}"),
            format!("+{}", &whole[1..]),
            format!("é{}", &whole[2..]),
        ] {
            assert_eq!(Cleared::try_from(wrong), Err(NotCleared));
        }
    }
}
