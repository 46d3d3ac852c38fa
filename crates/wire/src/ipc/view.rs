//! All that the window draws, as one value.

mod sign_in;

pub use super::queues::{FlowView, QueueCases, QueuesView, SendingView};
pub use sign_in::{Browser, HubOddity, SignInView};

use super::{
    administration::AdministrationView,
    appearance::Appearance,
    history::HistoryView,
    oversight::OversightView,
    record::RecordView,
    setting_up::{NewPasswordView, PasswordView},
    updates::UpdatesView,
    urgent::UrgentView,
};
use crate::{
    error::Code,
    http::{
        me::{Handed, Queue, TeamEffect},
        org::DeskPolicy,
        queues::Reviewer,
        teams::{PersonHours, Team},
        unreadable::{UnreadableCount, UnreadableUpload},
    },
    missing::Missing,
};
use scrim_model::{
    ids::{PersonId, QueueId},
    opt_out::OptOuts,
    person::{FirstLookLine, Role, Tone},
    scheme::Scheme,
    session::view::{Allowed, BlockView, ReviewView},
    support::Support,
    time::Time,
    wellness::{Effective, Settings, Severe},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The whole window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct DeskView {
    /// Grows with every view, so that a late one is dropped.
    pub revision: u64,
    /// The hub's time when this view was made; counting down starts here.
    pub now: Time,
    /// What is on the screen under the curtain.
    pub screen: Screen,
    /// The curtain is down: nothing else may be drawn.
    pub curtain: bool,
    /// Whether the hub answers.
    pub connection: Connection,
    /// Verdicts given and not yet acknowledged by the hub.
    pub unsent: u32,
    /// Where the refresh token and the journal's key are kept.
    pub keyring: Keyring,
    /// What the system does against screen capture.
    pub capture: Capture,
    /// Whether a key drops the curtain while another window is in front.
    pub global_curtain: GlobalCurtain,
    /// Whether looks are granted to no desk but one that is left out of captures.
    pub looks_need_capture_protection: bool,
    /// Whom one can turn to; none while nobody is signed in.
    pub support: Option<Support>,
    /// The classes that verdicts can give, and by which decisions name them.
    pub scheme: Scheme,
    /// The tone of looks without colour, as whoever is signed in likes it.
    pub tone: Tone,
    /// Whether they read a line before the first look of a block.
    pub first_look_line: FirstLookLine,
    /// How the window looks on this machine, and which keys it hears.
    pub appearance: Appearance,
    /// Whether pictures in clear are kept from being swapped out.
    pub memory: MemoryLock,
    /// What the hub cannot do yet, since it is older than this desk, and whoever is signed in could.
    pub missing: Vec<Missing>,
    /// Whether this desk takes updates, and how far one has come; none while nobody is signed in.
    pub updates: Option<UpdatesView>,
    /// That a case was marked as urgent, from the act until it can no longer be taken back.
    pub urgent: Option<UrgentView>,
    /// One message at a time, the newest.
    pub message: Option<Message>,
}

/// One screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Screen {
    /// Looking for an earlier sign-in.
    Starting,
    /// Signing in.
    SignIn(SignInView),
    /// Choosing a password in place of one that somebody gave.
    NewPassword(NewPasswordView),
    /// Queues, the day, the team.
    Home(HomeView),
    /// One case.
    Review(Box<ReviewView>),
    /// A break.
    Break(BreakView),
    /// One's own record.
    Record(RecordView),
    /// One's own verdicts.
    History(Box<HistoryView>),
    /// One's own settings.
    Settings(SettingsView),
    /// Uploads that could not be read.
    Unreadable(UnreadableView),
    /// Queues, for those who run them.
    Queues(Box<QueuesView>),
    /// Limits and support, for those who set them.
    Care(Box<CareView>),
    /// What leads and admins watch over.
    Oversight(Box<OversightView>),
    /// What an admin sets up.
    Administration(Box<AdministrationView>),
}

/// The home screen.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a place of its own that somebody may go to"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct HomeView {
    /// My name.
    pub name: String,
    /// What I am here for.
    pub role: Role,
    /// My queues, those that I have marked first.
    pub queues: Vec<Queue>,
    /// Which of them I have marked.
    pub favourites: Vec<QueueId>,
    /// My block and budgets.
    pub block: BlockView,
    /// Milliseconds of reviewing in the rolling 24 hours.
    pub reviewing_today_ms: i64,
    /// What the team achieved.
    pub team: TeamEffect,
    /// What was handed to me and waits for me.
    pub handed: Vec<Handed>,
    /// Whether a review can be started, and why not.
    pub start: Allowed,
    /// How many uploads could not be read; none for whom that is not.
    pub unreadable: Option<u64>,
    /// Whether queues are mine to run.
    pub manages_queues: bool,
    /// I set limits for others.
    pub sets_limits: bool,
    /// There is something for me to watch over.
    pub oversees: bool,
    /// There is something for me to set up.
    pub administers: bool,
}

/// A break.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct BreakView {
    /// When it ends; none for a break one chose, which ends when one ends it.
    pub until: Option<Time>,
    /// When it began.
    pub since: Time,
    /// Whether it may be ended by oneself.
    pub may_end: bool,
    /// What the team achieved.
    pub team: TeamEffect,
}

/// One's own settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SettingsView {
    /// As they hold, each with who set it.
    pub effective: Effective,
    /// What the floor is.
    pub floor: Settings,
    /// What they leave out, for those who review.
    pub left_out: Option<LeftOutView>,
    /// My password, where one is kept at the hub.
    pub password: Option<PasswordView>,
    /// Being saved.
    pub busy: bool,
}

/// What somebody is never given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct LeftOutView {
    /// As it holds.
    pub opt_outs: OptOuts,
    /// The categories that there are to choose from, in order: those of cases so far, and those left out.
    pub categories: BTreeSet<String>,
}

/// Uploads that could not be read, or only in part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct UnreadableView {
    /// How many there are of each reason, most first.
    pub counts: Vec<UnreadableCount>,
    /// Those fetched so far, newest first.
    pub uploads: Vec<UnreadableUpload>,
    /// There are older ones.
    pub more: bool,
    /// The hub is being asked.
    pub busy: bool,
}

/// Limits and support, for those who set them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CareView {
    /// What holds, once it has come.
    pub page: Option<CarePage>,
    /// Whose hours were asked for, and what they are.
    pub hours: Option<HoursView>,
    /// Who I am: my own limits I only make stricter.
    pub me: PersonId,
    /// Whether I set whom people can turn to; limits I set in any case.
    pub sets_support: bool,
    /// The hub is being asked.
    pub busy: bool,
}

/// Somebody's hours, for whoever sets them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct HoursView {
    /// Whose.
    pub person: PersonId,
    /// What they are, and come to; nothing until they have come.
    pub shown: Option<PersonHours>,
}

/// What an organisation sets for its people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CarePage {
    /// The floor of everybody.
    pub floor: Settings,
    /// Teams, each with a floor of its own.
    pub teams: Vec<Team>,
    /// Who can be in a team.
    pub people: Vec<Reviewer>,
    /// Categories after which there is a cool-down.
    pub severe: Severe,
    /// Whom people can turn to.
    pub support: Support,
    /// What a desk has to be for looks.
    pub desks: DeskPolicy,
}

/// Whether the hub answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Connection {
    /// It does.
    Online,
    /// It does not: no looks; veiled work and verdicts go on.
    Offline {
        /// Since when.
        since: Time,
    },
}

/// Where secrets are kept on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Keyring {
    /// In the system's keyring.
    Kept,
    /// There is none, or it is locked: kept for this run only. Unsent verdicts would be lost with it.
    ThisRunOnly,
}

/// What the system does against screen capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Capture {
    /// The window is left out of captures.
    Excluded,
    /// This system has nothing of the kind.
    NotOffered,
}

/// Whether a key drops the curtain while another window is in front: Ctrl+Alt+Space, where the system hands it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum GlobalCurtain {
    /// It does.
    Held,
    /// Another program has that key.
    Taken,
    /// Wayland hands keys to the window in front alone.
    Wayland,
    /// Not built for this system.
    NotOffered,
}

/// Whether what the desk itself holds in clear is kept from being swapped out: the least that has been
/// true since it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum MemoryLock {
    /// All of it.
    Locked,
    /// As far as the limit on locked memory allows.
    Partly {
        /// Bytes that were locked then.
        locked_bytes: u64,
        /// Bytes that were held then.
        held_bytes: u64,
    },
    /// None of it.
    NotLocked,
}

/// Why a file of the desk's own is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// A newer desk wrote it.
    Newer,
    /// It is damaged, or sealed under another key.
    Unreadable,
}

/// One message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Message {
    /// The hub refused something.
    Refused {
        /// Why.
        code: Code,
        /// When it may work again.
        until: Option<Time>,
    },
    /// The case on the screen was lost: its lease ran out, or it was decided elsewhere.
    CaseGone,
    /// The last verdict was taken back.
    Undone,
    /// Verdicts given before the hub went away have arrived.
    Caught {
        /// How many.
        verdicts: u32,
    },
    /// The session ended; sign in again.
    SignedOut,
    /// The settings are saved.
    Saved,
    /// The hub was told to do something, and does it in a moment.
    Told,
    /// The hub is older than this desk, and cannot do yet what `missing` names.
    OlderHub,
    /// A lead was asked to take a case over.
    Escalated,
    /// A verdict of one's own was reversed.
    Reversed,
    /// Cases wait that nobody may take: told to leads.
    NobodyLeft,
    /// A case was not marked as urgent.
    NotMarked {
        /// Why; none where the hub did not answer, so that the case is still in hand.
        code: Option<Code>,
    },
    /// A mark was taken back.
    MarkTakenBack,
    /// A mark was not taken back.
    MarkStays {
        /// Why; none where the hub did not answer.
        code: Option<Code>,
    },
    /// A case that was asked for by its link is not to be had.
    NotToBeHad,
    /// The case of a link from elsewhere is opened as soon as the person is home and can review; putting this away
    /// leaves it.
    LinkWaits,
    /// What was given is no link to a case.
    NoLink,
    /// Files of the desk's own are set aside, since they cannot be read here.
    SetAside {
        /// What was not sent yet, where it is among them.
        unsent: Option<Aside>,
        /// How the window looks on this machine, where that is.
        settings: Option<Aside>,
    },
}

impl Message {
    /// Whether it tells only of something done, so that it may go with the person's next step.
    pub fn is_passing(self) -> bool {
        matches!(
            self,
            Self::Undone
                | Self::Caught { .. }
                | Self::Saved
                | Self::Told
                | Self::Escalated
                | Self::Reversed
                | Self::MarkTakenBack
        )
    }
}
