//! What a reader can do without when a newer hub says it: a permission that opens nothing here, a note beside a case.
//! What decides how a case is looked at is not among it.

use serde::{Deserialize, Deserializer, de::IgnoredAny};

#[derive(Deserialize)]
#[serde(untagged)]
enum Said<T> {
    Known(T),
    Unknown(IgnoredAny),
}

impl<T> Said<T> {
    fn known(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown(_newer) => None,
        }
    }
}

/// Those of a list that are known.
pub(crate) fn each<'de, D: Deserializer<'de>, T: Deserialize<'de>>(list: D) -> Result<Vec<T>, D::Error> {
    let said = Vec::<Said<T>>::deserialize(list)?;
    Ok(said.into_iter().filter_map(Said::known).collect())
}

/// A note, where it is known.
pub(crate) fn note<'de, D: Deserializer<'de>, T: Deserialize<'de>>(note: D) -> Result<Option<T>, D::Error> {
    Ok(Option::<Said<T>>::deserialize(note)?.and_then(Said::known))
}
