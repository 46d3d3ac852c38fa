//! What the core wants done elsewhere, and what came of it.
//!
//! The core never waits: it hands out jobs and hears of each by one outcome, in whatever order.

mod named;

use super::{
    administration::{AdministrationJob, AdministrationOutcome},
    history::{HistoryJob, HistoryOutcome},
    oversight::{Asker, OversightJob, OversightOutcome},
    queue_flow::ToldFlow,
    queues::QueuesPage,
    updates::{UpdatesJob, UpdatesOutcome},
};
use crate::{
    account::{Account, Failed},
    journal::{Addressee, Letter},
    notices::Sentence,
};
use scrim_hub_client::LeaseProof;
use scrim_model::{
    full_size::Tile,
    ids::{CaseId, GrantId, ItemId, LeaseId, PersonId, QueueId, VerdictId},
    opt_out::OptOuts,
    person::Preferences,
    queue::QueueSettings,
    rung::Rung,
    session::Aim,
    setup::Setup,
    time::Time,
    urgent::UrgentReason,
    wellness::Settings,
};
use scrim_wire::{
    Code,
    http::{
        alarms::Alarm,
        events::News,
        exposures::ExposureRow,
        flow::QueueFlow,
        leases::{Leased, ReleaseReason, Renewed},
        ledger::{AccessRow, DayRow, ListDays},
        looks::LookGranted,
        me::{Floor, Me},
        people::ChangePassword,
        queues::{DryRun, MakeQueue, Note, OpenCases, Recipient, Redirect, RuleBook, TryRules},
        session::{SignIn, SignInWays},
        settling::Feedback,
        teams::PersonHours,
        unreadable::UnreadableList,
        urgent::MarkedUrgent,
        verdicts::{VerdictTaken, VerdictUndone},
    },
    ipc::{
        appearance::Appearance,
        commands::CareChange,
        oversight::SaveForm,
        record::{Exported, RecordFormat},
        view::{Aside, CarePage, HubOddity, Keyring},
    },
    missing::Missing,
};
use std::sync::Arc;
use tokio::sync::oneshot;
use uuid::Uuid;

/// Something to do.
pub(crate) enum Job {
    OpenJournal,
    Restore,
    SignIn {
        hub: String,
        sign_in: SignIn,
    },
    AskWays(String),
    SignInByBrowser {
        hub: String,
        /// Ends where nobody waits any longer.
        wait: oneshot::Receiver<()>,
    },
    SignOut,
    SignOutEverywhere,
    ForgetAccount,
    /// To hear what is new, from now on.
    Listen,
    FetchMe,
    FetchFloor,
    Record(RecordJob),
    History(HistoryJob),
    FetchUnreadable {
        before: Option<ItemId>,
    },
    Queues(QueuesJob),
    Care(CareJob),
    Oversight(Asker, OversightJob),
    Administration(AdministrationJob),
    /// What the hub has of what a first case needs.
    FetchSetup,
    /// What the hub cannot do yet.
    AskMissing,
    ChangePassword(ChangePassword),
    SaveWellness(Settings),
    SaveOptOuts(OptOuts),
    SavePreferences(Preferences),
    /// Kept by this machine; the number says which wish is the last.
    KeepAppearance(u64, Appearance),
    /// Of this desk itself.
    Updates(UpdatesJob),
    /// Through the system.
    Notify(Sentence),
    Break(BreakWish),
    Lease {
        queue: Option<QueueId>,
        case: Option<CaseId>,
        want: u32,
    },
    Rendition {
        of: Rendition,
        max_bytes: usize,
    },
    AskLook {
        case: CaseId,
        proof: LeaseProof,
        aim: Aim,
        fence: u64,
    },
    Tile {
        proof: LeaseProof,
        of: TileOf,
    },
    Renew {
        case: CaseId,
        proof: LeaseProof,
    },
    Release {
        proof: LeaseProof,
        why: ReleaseReason,
    },
    Notes {
        case: CaseId,
        proof: LeaseProof,
        /// To be left first.
        leave: Option<String>,
    },
    Escalate {
        case: CaseId,
        proof: LeaseProof,
        reason: Option<String>,
    },
    Urgent(UrgentJob),
    KeepLetter(Letter),
    StrikeOut(Uuid),
    Send(Letter),
    TakeBack(VerdictId),
}

/// One rendition of one held case.
#[derive(Clone)]
pub(crate) struct Rendition {
    pub(crate) case: CaseId,
    pub(crate) proof: LeaseProof,
    pub(crate) rung: Rung,
}

/// One tile of one look at the full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TileOf {
    pub(crate) grant: GrantId,
    pub(crate) tile: Tile,
}

/// What the person wants of a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreakWish {
    Begin,
    End,
}

/// Something to do about a case that is urgent.
pub(crate) enum UrgentJob {
    Mark {
        case: CaseId,
        proof: LeaseProof,
        reason: UrgentReason,
    },
    Lift(CaseId),
}

/// What came of that.
pub(crate) enum UrgentOutcome {
    Marked {
        case: CaseId,
        lease: LeaseId,
        answer: Result<MarkedUrgent, Failed>,
    },
    Lifted(CaseId, Result<(), Failed>),
}

/// Something to do about one's own record.
pub(crate) enum RecordJob {
    Rows {
        before: Option<GrantId>,
    },
    Days(ListDays),
    Accesses,
    Feedback {
        before: Option<VerdictId>,
    },
    Alarms,
    Export {
        format: RecordFormat,
        name: String,
        at: Time,
    },
}

/// What came of that.
pub(crate) enum RecordOutcome {
    Rows {
        before: Option<GrantId>,
        answer: Result<Vec<ExposureRow>, Failed>,
    },
    Days(Result<Vec<DayRow>, Failed>),
    Accesses(Result<Vec<AccessRow>, Failed>),
    Feedback {
        before: Option<VerdictId>,
        answer: Result<Vec<Feedback>, Failed>,
    },
    Alarms(Result<Vec<Alarm>, Failed>),
    Exported(Exported),
}

/// Something to do about queues.
pub(crate) enum QueuesJob {
    Fetch,
    Make(MakeQueue),
    Set(QueueId, QueueSettings),
    SetRules(RuleBook),
    Try(TryRules),
    Cases(QueueId, Option<CaseId>),
    Recipients(CaseId),
    Send(CaseId, Redirect),
    Flow(QueueId),
    SaveFlow(SaveForm, Box<ToldFlow>),
}

/// What came of that.
pub(crate) enum QueuesOutcome {
    All(Result<Box<QueuesPage>, Failed>),
    /// A queue was made or set, or a case sent.
    Changed(Result<(), Failed>),
    RulesSet(Result<RuleBook, Failed>),
    Tried(Result<DryRun, Failed>),
    Cases(QueueId, Option<CaseId>, Result<OpenCases, Failed>),
    Recipients(CaseId, Result<Vec<Recipient>, Failed>),
    Flow(QueueId, Result<QueueFlow, Failed>),
    Exported(Exported),
}

/// Something to do about what is set for other people.
pub(crate) enum CareJob {
    Fetch,
    Set(CareChange),
    Hours(PersonId),
}

/// What came of that.
pub(crate) enum CareOutcome {
    All(Result<Box<CarePage>, Failed>),
    Hours(PersonId, Result<PersonHours, Failed>),
    Changed(Result<(), Failed>),
}

/// What came of a job.
pub(crate) enum Outcome {
    JournalOpen {
        letters: Vec<Letter>,
        keyring: Keyring,
        aside: Option<Aside>,
    },
    Restored(Result<Option<Entered>, Failed>),
    SignedIn(Result<Entered, SignInFailed>),
    /// How one can sign in at a hub; none where it does not say.
    Ways(String, Result<SignInWays, Option<HubOddity>>),
    BrowserFailed,
    SignedOutEverywhere(Result<(), Failed>),
    /// The session was ended at the hub, and why.
    Ended(Code),
    News(News),
    Me(Result<Box<Me>, Failed>),
    Floor(Result<Floor, Failed>),
    Record(RecordOutcome),
    History(HistoryOutcome),
    Unreadable {
        before: Option<ItemId>,
        answer: Result<UnreadableList, Failed>,
    },
    Queues(QueuesOutcome),
    Care(CareOutcome),
    Oversight(OversightOutcome),
    Administration(AdministrationOutcome),
    Setup(Result<Setup, Failed>),
    Missing(Result<Vec<Missing>, Failed>),
    PasswordChanged(Result<(), Failed>),
    WellnessSaved(Result<(), Failed>),
    PreferencesSaved(Preferences, Result<(), Failed>),
    Updates(UpdatesOutcome),
    Break(BreakWish, Result<(), Failed>),
    Leased(Result<Vec<Leased>, Failed>),
    Rendition(Rendition, Result<Vec<u8>, Failed>),
    Look {
        case: CaseId,
        lease: LeaseId,
        aim: Aim,
        answer: Result<LookGranted, Failed>,
    },
    Tile(TileOf, Result<Vec<u8>, Failed>),
    Renewed {
        case: CaseId,
        lease: LeaseId,
        answer: Result<Renewed, Failed>,
    },
    Escalated(Result<(), Failed>),
    Urgent(UrgentOutcome),
    Notes {
        case: CaseId,
        /// One was left.
        left: bool,
        answer: Result<Vec<Note>, Failed>,
    },
    LetterKept(Uuid),
    Sent(Uuid, Result<Option<VerdictTaken>, Failed>),
    TakenBack(Result<VerdictUndone, Failed>),
}

/// Somebody is signed in.
pub(crate) struct Entered {
    pub(crate) account: Arc<Account>,
    pub(crate) me: Box<Me>,
}

impl Entered {
    /// Whose letters can be sent now.
    pub(crate) fn addressee(&self) -> Addressee {
        Addressee {
            hub: self.account.hub().to_owned(),
            person: self.me.id,
        }
    }
}

/// Signing in came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignInFailed {
    pub(crate) code: Code,
}
