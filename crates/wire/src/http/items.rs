//! Uploads: what a source sends and what it is told.

use scrim_model::{
    appeal::AppealOutcome,
    ids::{CaseId, ItemId},
    matching::MatchKind,
    time::Time,
};
use serde::{Deserialize, Serialize};

/// The `context` part of `POST /v1/items`: the source's own words about an upload. All optional.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Context {
    /// The source's own id of the upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where it was uploaded, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// What became of an upload at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
// What a verdict means for an upload is another one, and the contract has one name for each.
#[schema(as = DoorOutcome)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A person decides.
    Queued,
    /// Confirmed content, stopped with nobody looking.
    Stopped,
    /// Cleared content.
    Passed,
    /// Nothing known.
    NoMatch,
    /// It could not be decoded: kept, and shown to nobody as a picture.
    Unreadable,
    /// Nothing known so far, and a list elsewhere has still to answer: it is kept and asked about again, and
    /// `GET /v1/items/{id}` says what became of it. Never to be taken for `no_match`.
    Unverified,
}

/// `201` of `POST /v1/items`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Submitted {
    /// Its id.
    pub item_id: ItemId,
    /// What became of it.
    pub outcome: Outcome,
    /// The case it opened or joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// The lists that recognised it, without distances: they would tell an evader how far to go.
    pub matches: Vec<MatchedList>,
    /// Why it is unreadable, or could be matched only in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Unreadable>,
}

/// Why an upload, or a part of it, could not be matched. A closed set: the desk has a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    // The bytes.
    /// There are none.
    Empty,
    /// No kind of picture that is known.
    UnsupportedFormat,
    /// AVIF, which is not decoded here.
    UnsupportedAvif,
    /// HEIC, which is not decoded here.
    UnsupportedHeic,
    /// A film, which is not looked at here.
    UnsupportedVideo,
    /// A variant of its format that no decoder here reads.
    UnsupportedVariant,
    /// It ends early; what there is of it was matched.
    Truncated,
    /// It breaks its format's rules.
    Corrupt,
    // Limits.
    /// More bytes than allowed.
    TooManyBytes,
    /// More pixels than allowed.
    TooManyPixels,
    /// Wider or higher than allowed.
    TooLargeSide,
    /// It would need more memory than allowed.
    TooMuchMemory,
    /// More scans than any real picture has.
    TooManyScans,
    /// More frames than are matched; the first ones were.
    FramesBeyondLimit,
    /// It took longer than allowed.
    Deadline,
    /// It needed more memory than a worker may have.
    MemoryCap,
    /// No memory was to be had.
    OutOfMemory,
    /// The worker died over it.
    Crashed,
    /// It waits again, and its picture was destroyed meanwhile.
    PictureDestroyed,
    /// A list elsewhere cannot answer about it, however often it is asked.
    Unverified,
}

impl Unreadable {
    /// Every reason.
    pub const ALL: [Self; 20] = [
        Self::Empty,
        Self::UnsupportedFormat,
        Self::UnsupportedAvif,
        Self::UnsupportedHeic,
        Self::UnsupportedVideo,
        Self::UnsupportedVariant,
        Self::Truncated,
        Self::Corrupt,
        Self::TooManyBytes,
        Self::TooManyPixels,
        Self::TooLargeSide,
        Self::TooMuchMemory,
        Self::TooManyScans,
        Self::FramesBeyondLimit,
        Self::Deadline,
        Self::MemoryCap,
        Self::OutOfMemory,
        Self::Crashed,
        Self::PictureDestroyed,
        Self::Unverified,
    ];

    /// Its name, as it is kept and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnsupportedFormat => "unsupported_format",
            Self::UnsupportedAvif => "unsupported_avif",
            Self::UnsupportedHeic => "unsupported_heic",
            Self::UnsupportedVideo => "unsupported_video",
            Self::UnsupportedVariant => "unsupported_variant",
            Self::Truncated => "truncated",
            Self::Corrupt => "corrupt",
            Self::TooManyBytes => "too_many_bytes",
            Self::TooManyPixels => "too_many_pixels",
            Self::TooLargeSide => "too_large_side",
            Self::TooMuchMemory => "too_much_memory",
            Self::TooManyScans => "too_many_scans",
            Self::FramesBeyondLimit => "frames_beyond_limit",
            Self::Deadline => "deadline",
            Self::MemoryCap => "memory_cap",
            Self::OutOfMemory => "out_of_memory",
            Self::Crashed => "crashed",
            Self::PictureDestroyed => "picture_destroyed",
            Self::Unverified => "unverified",
        }
    }

    /// The reason of this name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// A list that recognised an upload, as a source is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct MatchedList {
    /// The list's name.
    pub bank: String,
    /// Whether the bytes were equal.
    pub exact: bool,
}

impl MatchedList {
    /// Leaves the distance behind.
    pub fn new(bank: String, kind: MatchKind) -> Self {
        Self {
            bank,
            exact: kind == MatchKind::Exact,
        }
    }
}

/// `GET /v1/items/{id}`: an upload's state, for its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct ItemState {
    /// Its id.
    pub item_id: ItemId,
    /// What became of it at the door.
    pub outcome: Outcome,
    /// Where it stands now.
    pub decision: ItemDecision,
    /// When it came in.
    pub received_at: Time,
    /// When the hub destroyed its picture, if it did; hashes and decision stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub picture_destroyed_at: Option<Time>,
}

/// `POST /v1/items/{id}/removal`: the platform has taken an upload down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TellRemoval {
    /// When, by the platform's clock.
    pub removed_at: Time,
}

/// That a platform has taken an upload down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Removal {
    /// Which.
    pub item_id: ItemId,
    /// When, by the platform's clock.
    pub removed_at: Time,
    /// When the hub was told first.
    pub told_at: Time,
}

/// `POST /v1/items/{id}/appeal`: the platform asks that what was decided on an upload be decided anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeAppeal {
    /// The platform's own word for it, of 1 to 200 characters on one line. Nobody who decides is shown it.
    pub reference: String,
}

/// An appeal of what is decided on an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Appeal {
    /// Which upload.
    pub item_id: ItemId,
    /// The platform's own word for it, as it was given first.
    pub reference: String,
    /// When it was made.
    pub asked_at: Time,
    /// What became of it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<AppealOutcome>,
}

/// Where an upload stands, in the words a source acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemDecision {
    /// People are still deciding.
    Pending,
    /// Confirmed: take it down.
    Remove,
    /// Cleared, or recognised wrongly: leave it.
    Keep,
    /// Nothing to decide.
    None,
}
