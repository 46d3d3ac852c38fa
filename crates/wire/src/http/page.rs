//! Asking for a part of a list.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many rows one answer holds, where it is not said and at most.
pub const MOST_ROWS: u32 = 500;

/// The query of a list whose rows have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Only what comes after the row of this id; from the first on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Uuid>,
    /// How many at most, 1 to 500; 500 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

impl Page {
    /// How many at most.
    pub fn most(&self) -> usize {
        let most = self.most.unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS);
        usize::try_from(most).unwrap_or(usize::MAX)
    }
}
