//! Values to columns and back.

use crate::error::StoreError;
use scrim_hashing::pdq::PdqHash;
use scrim_model::rung::Rung;
use serde::{Serialize, de::DeserializeOwned};

/// A value as JSON text.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain values of the model always serialise")
}

/// A value from JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, column: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_error| StoreError::Corrupt { column })
}

/// A unit variant as its bare wire name.
pub(crate) fn code<T: Serialize>(value: &T) -> String {
    json(value).trim_matches('"').to_owned()
}

/// A unit variant from its bare wire name.
pub(crate) fn from_code<T: DeserializeOwned>(text: &str, column: &'static str) -> Result<T, StoreError> {
    from_json(&format!("\"{text}\""), column)
}

/// A rung from its number.
pub(crate) fn rung(number: u8) -> Result<Rung, StoreError> {
    Rung::try_from(number).map_err(|_error| StoreError::Corrupt { column: "rung" })
}

/// A hash from its column.
pub(crate) fn hash(bytes: &[u8]) -> Result<PdqHash, StoreError> {
    bytes
        .try_into()
        .map(PdqHash)
        .map_err(|_error| StoreError::Corrupt { column: "pdq" })
}

/// An unsigned number for a signed column. Counts and byte lengths stay far below the limit.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
