//! Everything the window may ask of the desk. Each is one Tauri command of a few lines.

use super::{
    administration::{AdministrationAct, AdministrationSection},
    appearance::Appearance,
    history::HistoryAct,
    oversight::{OversightAct, OversightPage},
    queues::QueuesAct,
    record::RecordFormat,
    updates::UpdatesAct,
};
use crate::http::{org::DeskPolicy, queues::RuleBook, teams::SetTeam};
use scrim_model::{
    full_size::Part,
    ids::{CaseId, PersonId, QueueId, TeamId},
    lens::LensPoint,
    opt_out::OptOuts,
    person::{FirstLookLine, Tone},
    queue::QueueSettings,
    redirect::Destination,
    routing::Rule,
    rung::Rung,
    session::view::Choice,
    support::Support,
    time::Time,
    urgent::UrgentReason,
    verdict::{Classification, DisputeReason},
    wellness::{Settings, Severe, WeeklyHours},
};
use serde::{Deserialize, Serialize};

/// The names of the commands, in the order of their sections in the window.
pub const COMMANDS: [&str; 6] = ["view", "intend", "presented", "guard", "uncover", "say"];

/// The event by which the desk tells the window that the view changed; its payload is the view.
pub const VIEW_EVENT: &str = "scrim-view";

/// Something that is set for other people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "sets", rename_all = "snake_case")]
pub enum CareChange {
    /// The floor of everybody.
    Floor {
        /// All of it.
        settings: Settings,
    },
    /// A team that is to be.
    NewTeam {
        /// All of it.
        team: SetTeam,
    },
    /// A team that is.
    Team {
        /// Which.
        id: TeamId,
        /// All of it.
        team: SetTeam,
    },
    /// A team that is to be no more.
    NoTeam {
        /// Which.
        id: TeamId,
    },
    /// When somebody works.
    Hours {
        /// Whose.
        person: PersonId,
        /// All of them; nothing where no shift is to limit them.
        hours: Option<WeeklyHours>,
    },
    /// Severe categories.
    Severe {
        /// All of them.
        severe: Severe,
    },
    /// Whom people can turn to.
    Support {
        /// All of them.
        support: Support,
    },
    /// What a desk has to be for looks.
    Desks {
        /// All of it.
        desks: DeskPolicy,
    },
}

/// What a person wants. The desk answers by a new view, never by a value.
#[derive(Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "intent", rename_all = "snake_case")]
pub enum Intent {
    /// Sign in to a hub.
    SignIn {
        /// The hub's address.
        hub: String,
        /// The person's name.
        name: String,
        /// The password; dropped as soon as it is sent.
        password: String,
    },
    /// Find out how one can sign in at a hub.
    AskWays {
        /// The hub's address.
        hub: String,
    },
    /// Sign in at the organisation, in the system's browser.
    SignInWithOrganisation {
        /// The hub's address.
        hub: String,
    },
    /// Do not wait for the browser any longer.
    CancelSignIn,
    /// Sign out, here and in the keyring.
    SignOut,
    /// Sign out at every desk.
    SignOutEverywhere,
    /// Have another password from now on.
    ChangePassword {
        /// The one that holds; dropped as soon as it is sent.
        current: String,
        /// The one that is to hold; likewise.
        new: String,
    },
    /// Go to the home screen; the leases go back unseen.
    GoHome,
    /// Open one's own record.
    OpenRecord,
    /// Fetch older rows of it.
    MoreRecord,
    /// Fetch older rows of what became of it.
    MoreFeedback,
    /// Show a week of it, day by day.
    ShowDays {
        /// A time of the first day.
        from: Time,
        /// How many minutes the clock on the wall is ahead of UTC there.
        offset_minutes: i32,
    },
    /// Write all of it into a file.
    ExportRecord {
        /// Of which kind.
        format: RecordFormat,
    },
    /// Open one's own verdicts.
    OpenHistory,
    /// Do something there.
    InHistory {
        /// What.
        act: HistoryAct,
    },
    /// Open the settings.
    OpenSettings,
    /// Open the list of uploads that could not be read.
    OpenUnreadable,
    /// Fetch older ones of them.
    MoreUnreadable,
    /// Open the screen of those who run queues.
    OpenQueues,
    /// Open the screen of those who set limits.
    OpenCare,
    /// Set something there.
    SetCare {
        /// What.
        change: CareChange,
    },
    /// Show somebody's hours there.
    ShowHours {
        /// Whose.
        person: PersonId,
    },
    /// Open what leads and admins watch over.
    OpenOversight {
        /// Which page; the first that is open where none is named.
        page: Option<OversightPage>,
    },
    /// Do something there.
    Oversee {
        /// What.
        act: OversightAct,
    },
    /// Open what an admin sets up.
    OpenAdministration {
        /// Which section; the first that is open where none is named.
        section: Option<AdministrationSection>,
    },
    /// Do something there.
    Administer {
        /// What.
        act: AdministrationAct,
    },
    /// Make a queue.
    MakeQueue {
        /// Its name.
        name: String,
    },
    /// Set what holds in a queue.
    SetQueue {
        /// Which.
        queue: QueueId,
        /// All of it.
        settings: QueueSettings,
    },
    /// Replace the rules; refused where somebody else was faster.
    SetRules {
        /// All of them, with the revision they were made from.
        book: RuleBook,
    },
    /// See where the cases of the last day would have gone by other rules.
    TryRules {
        /// All of them.
        rules: Vec<Rule>,
    },
    /// List the open cases of a queue.
    ShowCases {
        /// Which.
        queue: QueueId,
    },
    /// Look at how a queue does, or at whom a case can be handed to.
    InQueues {
        /// What.
        act: QueuesAct,
    },
    /// Send a case elsewhere.
    SendCase {
        /// Which.
        case: CaseId,
        /// Where to.
        destination: Destination,
        /// Why, in words.
        reason: Option<String>,
    },
    /// Start reviewing a queue.
    StartReview {
        /// Which; any of one's own where none is named.
        queue: Option<QueueId>,
    },
    /// Start reviewing with one case, as its link names it.
    OpenCase {
        /// `scrim-desk://case/ID`, or the id alone.
        link: String,
    },
    /// The look key went down: show this rung while it is held.
    HoldLook {
        /// Which rung.
        rung: Rung,
    },
    /// The look key went up, or the window hid itself: back to rest.
    EndLook,
    /// Press once to show, press again to hide.
    ToggleLook {
        /// Which rung.
        rung: Rung,
    },
    /// The key of the full size went down: show it while it is held.
    HoldFullSize,
    /// The same by pressing once, and again to hide.
    ToggleFullSize,
    /// Another part of the full size is in the window.
    ShowPart {
        /// Which.
        part: Part,
    },
    /// Move the lens, while one is looked through.
    MoveLens {
        /// Where to.
        at: LensPoint,
    },
    /// Choose for the focused pair.
    Choose {
        /// Which ruling.
        choice: Choice,
        /// The reason, where the ruling is a dispute.
        reason: Option<DisputeReason>,
    },
    /// Give the case a class, or take it away.
    Classify {
        /// Which.
        classification: Option<Classification>,
    },
    /// Say why, in words; nothing takes what was said away.
    Explain {
        /// The words.
        text: String,
    },
    /// Leave a note on this content, for whoever meets it again.
    LeaveNote {
        /// The words.
        text: String,
    },
    /// Ask a lead to take the case over.
    AskLead {
        /// Why; may be nothing.
        text: String,
    },
    /// Mark the case: a child may be at immediate risk. Nothing has to have been seen for it.
    MarkUrgent {
        /// What speaks for it.
        reason: UrgentReason,
    },
    /// Take the mark back, within half a minute.
    TakeMarkBack,
    /// Focus another pair.
    FocusPair {
        /// Its place.
        at: u32,
    },
    /// Send the verdict.
    Submit,
    /// Take the last verdict back.
    Undo,
    /// Give the case back, no reason asked.
    Skip,
    /// Take a break now.
    BreakNow,
    /// End a break that one chose; a break that was due runs to its end.
    EndBreak,
    /// Drop the curtain.
    Panic,
    /// Lift the curtain; starts at the label.
    LiftCurtain,
    /// The window lost or gained the focus.
    Focus {
        /// Whether it has it now.
        focused: bool,
    },
    /// Change one's own wellness settings; the hub refuses what is looser than the floor.
    SetWellness {
        /// All of them.
        settings: Settings,
    },
    /// Say what one is never to be given. No reason is asked.
    SetOptOuts {
        /// All of it.
        opt_outs: OptOuts,
    },
    /// Say in which tone one likes looks without colour; holds at once.
    SetTone {
        /// Which.
        tone: Tone,
    },
    /// Say whether one reads a line before the first look of a block; holds at once.
    SetFirstLookLine {
        /// Whether.
        line: FirstLookLine,
    },
    /// Mark a queue, so that it comes first, or take the mark away; holds at once.
    MarkQueue {
        /// Which.
        queue: QueueId,
        /// Whether it is marked from now on.
        marked: bool,
    },
    /// Say how the window is to look on this machine, and which keys it hears; holds at once.
    SetAppearance {
        /// All of it.
        appearance: Appearance,
    },
    /// Do something about updates of this desk.
    Update {
        /// What.
        act: UpdatesAct,
    },
    /// Say something through the system to whoever has another window in front; the desk knows whether to.
    Notify {
        /// One sentence of the window's own, in its language; never of a case.
        words: String,
    },
    /// Try the hub again now.
    Retry,
    /// Put a message away.
    Dismiss,
}

impl std::fmt::Debug for Intent {
    /// A password, a credential or somebody's name must not reach a log by way of a debug line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SignIn { hub, .. } => f.debug_struct("SignIn").field("hub", hub).finish_non_exhaustive(),
            Self::ChangePassword { .. } => f.write_str("ChangePassword"),
            Self::Oversee {
                act: OversightAct::SetService { change },
            } => write!(f, "{change:?}"),
            Self::Administer {
                act: AdministrationAct::Change { change },
            } => write!(f, "{change:?}"),
            other => f.write_str(&serde_json::to_string(other).unwrap_or_default()),
        }
    }
}

/// The window has painted a frame: from here its time on the screen counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Painted {
    /// The frame's name.
    pub frame: String,
    /// Width on the screen, px.
    pub width_px: u32,
    /// Height on the screen, px.
    pub height_px: u32,
}
