//! What a window draws of a review: every picture, choice and reason as values.
//!
//! The window decides nothing. What may be done now, and why not, is computed here and travels with
//! the view, so that a disabled button can say why. Texts are the window's: here are only codes.

mod blocked;

pub use blocked::{Blocked, Kept};

use crate::{
    case::Stage,
    full_size::{FullSize, Tile},
    ids::{BankId, CaseId, EntryId, ItemId, VerdictId},
    lens::LensPoint,
    matching::{ListTrust, MatchKind},
    picture::PictureTrait,
    precedent::{EntryRecord, Precedent},
    provenance::Provenance,
    routing::CameBy,
    rung::Rung,
    session::event::Aim,
    sheet::MatchedFrame,
    time::{Span, Time},
    verdict::{Classification, DisputeReason},
    votes::MemberVotes,
};
use serde::{Deserialize, Serialize};

/// The review screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct ReviewView {
    /// The case on the screen; none while the queue is empty or the next case is on its way.
    pub case: Option<CaseView>,
    /// Why there is none.
    pub waiting_for: Option<WaitingFor>,
    /// How many further cases are held and ready.
    pub ready_next: u32,
    /// The resting picture of the next case, for the window to decode ahead. Never above rest.
    pub preload: Option<FrameView>,
    /// The last verdict, while it can still be taken back.
    pub undo: Option<UndoView>,
    /// A limit was reached: the case on the screen is the last, and is decided veiled.
    pub last_case: Option<LastCaseView>,
    /// Where the person's block and budgets stand.
    pub block: BlockView,
}

/// Why no case is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The hub has been asked.
    Hub,
    /// Nothing waits in this queue.
    EmptyQueue,
    /// The hub cannot be reached.
    Connection,
}

/// The case on the screen is the last one, since a limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct LastCaseView {
    /// Until when it can be decided.
    pub until: Time,
    /// Which limit.
    pub reached: Reached,
}

/// A limit after which the case on the screen is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// The block's end.
    Block,
    /// The day's.
    Day,
    /// The shift's.
    Shift,
}

/// One case on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct CaseView {
    /// Which.
    pub id: CaseId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// The entries it was recognised as, closest first, each with what has been chosen for it.
    pub pairs: Vec<PairView>,
    /// The pair that the next choice is for, an index into `pairs`.
    pub focused_pair: u32,
    /// How many uploads are folded into this case, itself included.
    pub uploads: u32,
    /// What its pictures show otherwise than the file would.
    pub traits: Vec<PictureTrait>,
    /// A look at it would be the block's first: a line is read before.
    pub first_look: bool,
    /// What is on the screen.
    pub shown: ShownView,
    /// Every rung, with its state.
    pub ladder: Vec<RungView>,
    /// Whether the picture may be looked at in its full size now.
    pub full_size: Allowed,
    /// What may be chosen for the focused pair, of what the queue offers.
    pub choices: Vec<ChoiceView>,
    /// The chosen class, where one was given.
    pub classification: Option<Classification>,
    /// What whoever sent the case here has asked.
    pub asked: Option<String>,
    /// By what it came to its queue; none of cases from before that was kept.
    pub came: Option<CameBy>,
    /// Earlier decided cases with the same bytes, the newest first.
    pub seen_before: Vec<Precedent>,
    /// What was noted on this content, newest first, as far as it has come.
    pub notes: Vec<NoteView>,
    /// What to go by in this queue; empty where nothing was written.
    pub policy: String,
    /// The queue asks for a reason in words for what has been chosen.
    pub asks_reason: bool,
    /// That reason, or one that nobody asked for.
    pub reason: Option<String>,
    /// Whether a lead can be asked to take the case over.
    pub ask_lead: Allowed,
    /// Whether it can be marked that a child may be at immediate risk.
    pub mark_urgent: Allowed,
    /// Whether the verdict can be sent.
    pub submit: Allowed,
    /// The highest rung seen, on which a verdict may rest.
    pub seen: Rung,
}

/// A note on content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct NoteView {
    /// When it was left.
    pub at: Time,
    /// By whoever reads it.
    pub own: bool,
    /// The words.
    pub text: String,
}

/// One pair of upload and entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct PairView {
    /// The upload.
    pub item: ItemId,
    /// The entry.
    pub entry: EntryId,
    /// The list.
    pub bank: BankId,
    /// The list's name.
    pub bank_name: String,
    /// How far the list is trusted.
    pub trust: ListTrust,
    /// Exact or near, with the distance.
    pub kind: MatchKind,
    /// The list's category code, where it has one.
    pub category: Option<String>,
    /// Where the entry comes from, where the hub says so.
    pub provenance: Option<Provenance>,
    /// How members of the list's exchange have voted on the entry, where the list says so.
    pub votes: Option<MemberVotes>,
    /// The hash that matched is an altered copy's, which a case here had confirmed.
    pub variant: bool,
    /// What was decided of the entry in other cases.
    pub record: EntryRecord,
    /// Which frame of an animation came near; none of a still picture, and where the bytes are equal.
    pub frame: Option<MatchedFrame>,
    /// The upload's PDQ quality, 0 to 100, where it has a hash.
    pub quality: Option<u8>,
    /// What has been chosen for it.
    pub ruling: Option<Ruling>,
}

/// What a person says about one pair: each is one key, and stands for one combination of the axes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "ruling", rename_all = "snake_case")]
pub enum Ruling {
    /// The same picture; the list is taken at its word. Settles the upload, is never a vote.
    Settle,
    /// The same picture, and it belongs on the list.
    Agree,
    /// Another picture; nothing is said about the entry.
    Different,
    /// The same picture, and it should not be listed.
    Dispute {
        /// Why.
        reason: DisputeReason,
    },
    /// Another picture, and abusive itself.
    NewMaterial,
    /// Cannot be told; a lead decides.
    Undetermined,
}

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct ShownView {
    /// The rung now.
    pub rung: Rung,
    /// The picture, by its single-use name; none at the label, or while it is on its way.
    pub frame: Option<FrameView>,
    /// When it falls back by itself.
    pub until: Option<Time>,
    /// Where the lens is, while one is looked through.
    pub lens: Option<LensView>,
    /// The full size, while the picture is looked at in it: its tiles lie over the frame, enlarged.
    pub full_size: Option<FullSizeView>,
    /// The grant asked for and not yet answered.
    pub asking: Option<Aim>,
    /// Why the last wish to look was refused, until the next.
    pub refused: Option<Blocked>,
}

/// The lens over the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct LensView {
    /// Where it is.
    pub at: LensPoint,
    /// The share of the picture that was clear so far, in thousandths.
    pub cleared_permille: u16,
    /// Past this share the look is one at the grey picture.
    pub limit_permille: u16,
}

/// The picture in its full size, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct FullSizeView {
    /// How large it is and in which tiles it comes.
    pub size: FullSize,
    /// The share of it that was looked at so far, in thousandths.
    pub seen_permille: u16,
    /// The tiles of the part that is looked at, and those that came before.
    pub tiles: Vec<TileView>,
}

/// One tile of the full size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct TileView {
    /// Which.
    pub at: Tile,
    /// How far it has come.
    pub state: TileState,
}

/// How far a tile has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TileState {
    /// It is on its way, or will be.
    Coming,
    /// It is there.
    Ready {
        /// Its single-use name.
        frame: FrameView,
    },
    /// It cannot be had in this look.
    Failed,
}

/// One picture for the window, to be fetched once by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct FrameView {
    /// A random name, good for one fetch.
    pub name: String,
    /// Width of the picture, px.
    pub width_px: u32,
    /// Height of the picture, px.
    pub height_px: u32,
}

/// One rung of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct RungView {
    /// Which.
    pub rung: Rung,
    /// Whether it may be shown now.
    pub allowed: Allowed,
}

/// One possible ruling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct ChoiceView {
    /// Which.
    pub choice: Choice,
    /// Whether it may be chosen now.
    pub allowed: Allowed,
    /// The rung it needs.
    pub needs: Rung,
}

/// A ruling without its reason: what a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// See [`Ruling::Settle`].
    Settle,
    /// See [`Ruling::Agree`].
    Agree,
    /// See [`Ruling::Different`].
    Different,
    /// See [`Ruling::Dispute`].
    Dispute,
    /// See [`Ruling::NewMaterial`].
    NewMaterial,
    /// See [`Ruling::Undetermined`].
    Undetermined,
}

/// Whether something may be done now, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "may", rename_all = "snake_case")]
pub enum Allowed {
    /// It may.
    Yes,
    /// It may not.
    No {
        /// Why.
        why: Blocked,
    },
}

/// The last verdict, which can still be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct UndoView {
    /// Which.
    pub verdict: VerdictId,
    /// Until when.
    pub until: Time,
}

/// Where a person's block and budgets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct BlockView {
    /// When the block ends and the break starts, while one runs.
    pub ends_at: Option<Time>,
    /// Looks left of the rolling 24 hours.
    pub looks_left: u32,
    /// Looking time left of the rolling 24 hours.
    pub looking_left: Span,
    /// Looks in this block.
    pub looks_in_block: u32,
    /// The number of looks in this block has reached the notice.
    pub notice: bool,
}
