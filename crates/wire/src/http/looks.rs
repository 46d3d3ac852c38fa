//! Looks: asking for a grant and its key, and saying what was presented.

pub use scrim_model::full_size::{FullSize, TILE_PX};
use scrim_model::{grant::Presented, ids::GrantId, lens::Cleared, rung::Rung, time::Time};
use serde::{Deserialize, Serialize};

/// `POST /v1/leases/{id}/looks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskLook {
    /// Which rung; above the resting one.
    pub rung: Rung,
    /// The lease's fence, for whoever wants it checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fence: Option<u64>,
    /// Also the picture in its full size, in tiles: at rung 6, after a look in colour at the same case that
    /// was on the screen and is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full_size: bool,
    /// The desk's window is left out of screen captures, as far as its system says. Some organisations grant looks to no
    /// other desk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub capture_excluded: bool,
}

/// The grant with the key of one rendition and of no other.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LookGranted {
    /// The grant, written before this answer left.
    pub grant_id: GrantId,
    /// The rendition the key opens.
    pub rendition: Rung,
    /// The rendition's key, 256 bits, hex.
    pub key: String,
    /// When the look ends.
    pub until: Time,
    /// The hub's time now, so that the desk counts down without trusting its own clock.
    pub now: Time,
    /// Looks left of the rolling 24 hours.
    pub looks_left: u32,
    /// The picture in its full size, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_size: Option<FullSize>,
}

/// `PUT /v1/looks/{grant_id}`: the look is over. May be sent again with the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseLook {
    /// What was on the screen.
    pub presented: Presented,
    /// Through the lens: where it has been at the case so far, this look's regions included. Kept, and handed
    /// back with the person's next lease of the case. Where it is missing, nobody knows where the lens was, and
    /// whoever may not see the grey picture is granted no other look through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
}
