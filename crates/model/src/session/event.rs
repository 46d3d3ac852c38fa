//! What happens to a review session, and what it wants done.
//!
//! Whoever drives a session feeds it every event in the order it happened and carries out every
//! effect in the order given. An effect that concerns a case names it, so that a late answer about an
//! earlier case is told apart.

use crate::{
    full_size::{FullSize, Part, Tile},
    grant::Presented,
    ids::{CaseId, GrantId, LeaseId, QueueId, VerdictId},
    lens::{Cleared, LensPoint},
    rung::Rung,
    session::{
        leased::Held,
        view::{Blocked, Choice, FrameView, NoteView},
    },
    time::{Span, Time},
    urgent::UrgentReason,
    verdict::{Classification, DisputeReason, Verdict},
    wellness::Allowance,
};
use serde::{Deserialize, Serialize};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Aim {
    /// The picture as a rung shows it.
    Rung {
        /// Which.
        rung: Rung,
    },
    /// The picture in colour and in its full size, part by part.
    FullSize,
}

impl Aim {
    /// The rung it counts as.
    pub fn rung(self) -> Rung {
        match self {
            Self::Rung { rung } => rung,
            Self::FullSize => Rung::Colour,
        }
    }
}

impl From<Rung> for Aim {
    fn from(rung: Rung) -> Self {
        Self::Rung { rung }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A look key went down.
    HoldLook {
        /// What it stands for.
        aim: Aim,
    },
    /// The look key went up, or a dialog opened.
    EndLook,
    /// Press once to show, again to hide.
    ToggleLook {
        /// What it stands for.
        aim: Aim,
    },
    /// The lens is moved.
    MoveLens {
        /// Where to.
        at: LensPoint,
    },
    /// Another part of the full size is in the window.
    ShowPart {
        /// Which.
        part: Part,
    },
    /// A ruling for the focused pair.
    Choose {
        /// Which.
        choice: Choice,
        /// Why, where it is a dispute.
        reason: Option<DisputeReason>,
    },
    /// A class for the case, or none.
    Classify {
        /// Which.
        classification: Option<Classification>,
    },
    /// Why, in words; nothing takes them away.
    Explain {
        /// The words.
        text: String,
    },
    /// A note is left on the content of the case, for whoever meets it again.
    LeaveNote {
        /// The words.
        text: String,
    },
    /// What was noted on the content of a case.
    Notes {
        /// Of which case.
        case: CaseId,
        /// Newest first.
        notes: Vec<NoteView>,
    },
    /// A lead is asked: the case goes to them, with the words that explain it.
    AskLead {
        /// The words; may be none.
        text: String,
    },
    /// A child may be at immediate risk: the hub is told, and the case stays until it has taken the mark.
    MarkUrgent {
        /// What speaks for it.
        reason: UrgentReason,
    },
    /// Another pair.
    FocusPair {
        /// Its place.
        at: usize,
    },
    /// The verdict is given.
    Submit,
    /// The last verdict is taken back.
    Undo,
    /// Not this one.
    Skip,
    /// A break, now.
    BreakNow,
    /// Review ends: home, or sign-out.
    Leave,
    /// The curtain drops.
    Panic,
    /// The curtain lifts.
    LiftCurtain,
    /// The window gained or lost the focus.
    Focus {
        /// Whether it has it.
        focused: bool,
    },
    /// Time passed.
    Tick,
    /// A picture is ready under a single-use name.
    FrameReady {
        /// Of which case.
        case: CaseId,
        /// At which rung.
        rung: Rung,
        /// Its name and size.
        frame: FrameView,
    },
    /// A picture cannot be made: its bytes did not open.
    FrameFailed {
        /// Of which case.
        case: CaseId,
        /// At which rung.
        rung: Rung,
    },
    /// A tile of the full size is ready under a single-use name.
    TileReady {
        /// By which grant.
        grant: GrantId,
        /// Which.
        tile: Tile,
        /// Its name and size.
        frame: FrameView,
    },
    /// A tile of the full size cannot be had.
    TileFailed {
        /// By which grant.
        grant: GrantId,
        /// Which.
        tile: Tile,
    },
    /// The window painted a picture.
    Painted {
        /// Its name.
        name: String,
        /// Width on the screen, px.
        width_px: u32,
        /// Height on the screen, px.
        height_px: u32,
    },
    /// The hub leased cases; none when nothing waits.
    Leased {
        /// Them.
        cases: Vec<Held>,
    },
    /// The hub refused to lease.
    LeaseRefused {
        /// Why.
        why: Blocked,
    },
    /// The hub granted a look.
    LookGranted {
        /// At which case.
        case: CaseId,
        /// The grant.
        grant: GrantId,
        /// Which rung was asked for.
        rung: Rung,
        /// The picture in its full size, where that was asked for.
        full_size: Option<FullSize>,
        /// For how long from now: a length, so that the two clocks need not agree.
        lasts: Span,
    },
    /// The hub refused a look, or could not be asked.
    LookRefused {
        /// At which case.
        case: CaseId,
        /// Why.
        why: Blocked,
    },
    /// The hub took a verdict.
    VerdictTaken {
        /// On which case.
        case: CaseId,
        /// Its id.
        verdict: VerdictId,
        /// Until when it can be taken back.
        grace_ends: Time,
    },
    /// The hub refused a verdict for good.
    VerdictRefused {
        /// On which case.
        case: CaseId,
    },
    /// The hub took a verdict back.
    Undone {
        /// The case, which waits again.
        case: CaseId,
    },
    /// A lease is gone: it ran out, or the case was decided elsewhere.
    LeaseGone {
        /// Of which case.
        case: CaseId,
    },
    /// A lease was renewed, perhaps with another limit.
    Renewed {
        /// Of which case.
        case: CaseId,
        /// The highest rung from now on.
        max_rung: Rung,
    },
    /// What the person may do has changed.
    Allowance {
        /// By the hub's rules, or by the same rules here.
        allowance: Allowance,
        /// Looks in this block, for the view.
        looks_in_block: u32,
    },
    /// Whether the hub answers.
    Online {
        /// It does.
        online: bool,
    },
}

/// What the session wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the hub for cases.
    Lease {
        /// From which queue.
        queue: Option<QueueId>,
        /// This one and no other.
        case: Option<CaseId>,
        /// How many.
        want: u32,
    },
    /// The case that the review was opened for is not to be had: the person is told.
    NotToBeHad,
    /// Make a picture of a rendition that needs no grant, answer with `FrameReady`.
    PrepareRest {
        /// Of which case.
        case: CaseId,
        /// At which rung; never above the resting one.
        rung: Rung,
    },
    /// Ask the hub for a look; answer with `LookGranted` and then `FrameReady`, or `LookRefused`.
    AskLook {
        /// At which case.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// At what.
        aim: Aim,
    },
    /// Fetch a tile of the full size; answer with `TileReady` or `TileFailed`.
    FetchTile {
        /// By which grant, which is open.
        grant: GrantId,
        /// Which.
        tile: Tile,
    },
    /// Draw the picture of the open look through the lens there; answer with `FrameReady` each time. Asked
    /// for as soon as the look is granted.
    DrawLens {
        /// Where.
        at: LensPoint,
    },
    /// Forget every picture and key of a look, zeroed; resting pictures stay.
    DropLook,
    /// Forget every picture and key, zeroed.
    DropAllFrames,
    /// Tell the hub what a look presented.
    CloseLook {
        /// The grant.
        grant: GrantId,
        /// What was on the screen.
        presented: Presented,
        /// Through the lens, and where something was on the screen: where it has been at the case so far.
        cleared: Option<Cleared>,
    },
    /// Write the verdict to the journal and send it until the hub has taken it.
    SendVerdict {
        /// On which case.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// What is said.
        verdict: Verdict,
        /// Why, in words.
        reason: Option<String>,
    },
    /// Leave a note on the content of a case; answer with `Notes`.
    LeaveNote {
        /// Of which case.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// The words.
        text: String,
    },
    /// Send a case to the leads.
    Escalate {
        /// Which.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// Why, in words.
        reason: Option<String>,
    },
    /// Mark a case as urgent; answer with `LeaseGone` once the hub has taken the mark.
    MarkUrgent {
        /// Which.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// What speaks for it.
        reason: UrgentReason,
    },
    /// Take a verdict back.
    TakeBack {
        /// Which.
        verdict: VerdictId,
    },
    /// Give a case back.
    Release {
        /// Which.
        case: CaseId,
        /// Under which lease.
        lease: LeaseId,
        /// Why.
        why: Released,
    },
    /// Ask the hub for a break now.
    StartBreak,
    /// The block is over or a break is on: leave the review for the break screen.
    ShowBreak,
}

/// Why a case goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// Not this one.
    Skipped,
    /// Unseen.
    Unseen,
    /// The curtain stayed down.
    Panicked,
}
