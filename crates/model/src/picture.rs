//! What an upload's picture shows otherwise than its file would: for whoever looks at it to know.
//!
//! Knows nothing of decoding; traits that change nothing for eyes are not here.

use serde::{Deserialize, Serialize};

/// One thing about a picture that the person who looks at it should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PictureTrait {
    /// The file ends early or is damaged; what was missing is grey.
    Truncated,
    /// It moves; what is shown are some of its frames, side by side.
    Animated,
    /// It has more frames than are read; only the first ones were.
    FramesLeftOut,
    /// Its colour profile makes no sense and was not applied: its colours may be off.
    ProfileIgnored,
    /// It has transparent parts, which are shown on neutral grey.
    Alpha,
    /// It is made for print; its inks were turned into screen colours.
    Cmyk,
}
