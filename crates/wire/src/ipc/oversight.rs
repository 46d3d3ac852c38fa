//! What leads and admins watch over, page by page, as the window draws it: no picture, no hash and no figure of anybody.

use super::{
    handoff::{HandoffAct, HandoffView},
    record::Exported,
    services::{ServiceChange, SettingView},
};
use crate::http::{
    deliveries::DeliveryInfo,
    destinations::DestinationInfo,
    false_matches::FalseMatches,
    matchers::{CheckedList, MatcherInfo},
    metrics::Metrics,
    queues::{ListName, Named},
    reconciling::PassesInfo,
    settling::{QueueAgreement, Split},
    transparency::Transparency,
    verdicts::DecisionInfo,
};
use scrim_model::{
    alarm::Rise,
    ids::{AlarmId, CaseId, DeliveryId, DestinationId, MatcherId, QueueId, VerdictId},
    second_looks::Permille,
    session::view::Allowed,
    time::Time,
};
use serde::{Deserialize, Serialize};

/// A page of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum OversightPage {
    /// Cases on which people disagree.
    Splits,
    /// Decisions that stand, to be reversed where one was wrong, or handed over for a report.
    Decisions,
    /// How far people agree, how often lists are wrong, what was stopped.
    Figures,
    /// What rose, so that somebody asks.
    Alarms,
    /// Checks of what was stopped with nobody looking.
    Checks,
    /// Matchers that are asked, destinations that are told.
    Services,
    /// What the outside is told.
    Transparency,
}

/// The page that is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct OversightView {
    /// Which it is.
    pub page: OversightPage,
    /// Those that are open to whoever is signed in, in their order.
    pub pages: Vec<OversightPage>,
    /// What is on it, once it has come.
    pub content: Option<PageContent>,
    /// The last time it was asked for, it did not come.
    pub failed: bool,
    /// The hub is being asked.
    pub busy: bool,
    /// What became of the last file.
    pub exported: Option<Exported>,
}

/// What is on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PageContent {
    /// Cases on which people disagree.
    Splits(SplitsView),
    /// Decisions that stand.
    Decisions(DecisionsView),
    /// Figures.
    Figures(FiguresView),
    /// Alarms.
    Alarms(AlarmsView),
    /// Checks of stops.
    Checks(ChecksView),
    /// Matchers and destinations.
    Services(ServicesView),
    /// A transparency report.
    Transparency(TransparencyView),
}

/// Cases that a lead settles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SplitsView {
    /// Those that wait longest first.
    pub splits: Vec<Split>,
    /// The queues they can be in, by name.
    pub queues: Vec<QueueName>,
    /// Whether one of them can be taken now, and why not.
    pub start: Allowed,
}

/// Decisions that stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DecisionsView {
    /// The newest first.
    pub decisions: Vec<DecisionInfo>,
    /// There are older ones.
    pub more: bool,
    /// The queues they can be of, by name.
    pub queues: Vec<QueueName>,
    /// Of which queue alone they are.
    pub queue: Option<QueueId>,
    /// Of which case alone.
    pub case: Option<CaseId>,
    /// What the last reversal undid.
    pub reversed: Option<ReversedView>,
    /// Whoever reads them may reverse one.
    pub may_reverse: bool,
    /// They may hand one over for a report.
    pub may_report: bool,
    /// The case that is being handed over.
    pub handoff: Option<HandoffView>,
}

/// What a reversal undid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReversedView {
    /// On which case: a lead settles it now.
    pub case: CaseId,
    /// So many effects on lists and uploads.
    pub effects: u32,
    /// So many uploads wait again.
    pub reopened: u64,
    /// Nobody can look again, since the picture was destroyed.
    pub picture_destroyed: bool,
}

/// A queue by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QueueName {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
}

/// Sums over everybody, never over one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct FiguresView {
    /// How far people agree, queue by queue.
    pub agreement: Vec<AgreementRow>,
    /// Sums over all that the hub has seen.
    pub sums: Metrics,
    /// How often lists are wrong, by how close what they recognised was.
    pub distances: FalseMatches,
    /// The last whole months, oldest first; none for whoever does not read what the outside is told.
    pub months: Option<Vec<Transparency>>,
}

/// How far people agree in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgreementRow {
    /// Which queue.
    pub queue: QueueName,
    /// What may be told of it.
    pub agreement: QueueAgreement,
}

/// Alarms of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AlarmsView {
    /// The newest first.
    pub alarms: Vec<RaisedView>,
    /// Also those that somebody has taken up.
    pub all: bool,
}

/// One alarm, as a lead reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RaisedView {
    /// Which.
    pub id: AlarmId,
    /// Whom it is about; none where their name is not there any more, or not for whoever reads.
    pub who: Option<String>,
    /// It is about whoever reads.
    pub own: bool,
    /// In which queue; none where it is gone.
    pub queue: Option<String>,
    /// What rose.
    pub rose: Rise,
    /// From which midnight UTC on.
    pub since: Time,
    /// Until which.
    pub until: Time,
    /// Who has taken it up, and what they say.
    pub taken_up: Option<TakenUpView>,
}

/// That somebody has taken an alarm up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TakenUpView {
    /// When.
    pub at: Time,
    /// Who, by name.
    pub by: Option<String>,
    /// What they say to it.
    pub words: String,
}

/// Checks of what was stopped with nobody looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChecksView {
    /// Of how many stops, in thousandths; none for whoever does not set it.
    pub share: Option<Permille>,
    /// Sums over all that the hub has seen; none for whoever does not see them.
    pub sums: Option<Metrics>,
    /// Those that a lead has to settle; none for whoever settles nothing.
    pub splits: Option<SplitsView>,
}

/// Services outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ServicesView {
    /// Those that are asked; none for whoever does not set them.
    pub matchers: Option<Vec<MatcherView>>,
    /// Those that are told.
    pub destinations: Vec<DestinationInfo>,
    /// Messages that a person has to look at, the last first.
    pub dead: Vec<DeliveryInfo>,
    /// There are older ones.
    pub more: bool,
    /// The hub's lists and sources by name, as far as whoever reads may know them.
    pub lists: Vec<ListName>,
    /// Who sends uploads.
    pub sources: Vec<Named>,
    /// What has become of what was set here.
    pub setting: SettingView,
}

/// A matcher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MatcherView {
    /// What it is, and what it has still to answer.
    pub info: MatcherInfo,
    /// How far the passes over what it lists have come.
    pub passes: PassesInfo,
    /// What it said when it was asked from here.
    pub check: Option<CheckView>,
}

/// What came of asking a matcher how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CheckView {
    /// It is being asked.
    UnderWay,
    /// It answers.
    Answers {
        /// Look-ups are answered as they should be.
        ready: bool,
        /// What to know of it, in sentences.
        says: Vec<String>,
        /// Every list there, and those that are mapped and are not there.
        lists: Vec<CheckedList>,
    },
    /// It does not.
    Silent {
        /// Why, in the hub's words; none where the hub itself did not answer.
        says: Option<String>,
    },
}

/// What the outside is told of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TransparencyView {
    /// The report.
    pub report: Transparency,
}

/// Something that is done there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum OversightAct {
    /// Ask for the page again.
    Again,
    /// Show alarms that somebody has taken up, or put them away.
    ShowAlarms {
        /// Also those.
        all: bool,
    },
    /// Show decisions of one queue alone, or of one case, by its link or its id.
    ShowDecisions {
        /// Of all queues where none is named.
        queue: Option<QueueId>,
        /// Of all cases where it is empty.
        case: String,
    },
    /// Fetch older decisions.
    MoreDecisions,
    /// Reverse one.
    Reverse {
        /// The verdict that decided it.
        verdict: VerdictId,
    },
    /// Hand a decided case over for a report.
    Handoff {
        /// What is done about it.
        act: HandoffAct,
    },
    /// Take an alarm up.
    TakeUp {
        /// Which.
        alarm: AlarmId,
        /// What there is to say to it; whom it is about reads it.
        words: String,
    },
    /// Set of how many stops somebody checks whether they are right.
    SetChecks {
        /// In thousandths.
        share: Permille,
    },
    /// Ask a matcher how it stands.
    CheckMatcher {
        /// Which.
        matcher: MatcherId,
    },
    /// Set a service.
    SetService {
        /// What is to be otherwise.
        change: ServiceChange,
    },
    /// Ask a destination how it stands.
    CheckDestination {
        /// Which.
        destination: DestinationId,
    },
    /// Show what a destination is still to be told.
    ShowLeaving {
        /// Which.
        destination: DestinationId,
    },
    /// Put away what was shown beside the page: what is to be told, a secret that is shown once, and why a change was
    /// refused.
    PutAway,
    /// Have a pass over what a matcher lists begin.
    Reconcile {
        /// Which.
        matcher: MatcherId,
    },
    /// Have a dead message sent again.
    SendAgain {
        /// Which.
        delivery: DeliveryId,
    },
    /// Fetch older dead messages.
    MoreDead,
    /// Report on other months.
    ShowMonths {
        /// The first midnight of the first month, UTC.
        from: Time,
        /// The first midnight after the last one.
        until: Time,
    },
    /// Write what is shown into a file.
    Save {
        /// Of which kind.
        form: SaveForm,
    },
}

/// What kind of file figures are written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SaveForm {
    /// Lines of values, for a spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// A page to be printed; of a transparency report alone.
    Page,
}
