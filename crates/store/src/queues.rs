//! Queues, the rules by which cases come to them, and sending a case elsewhere by hand.

use crate::{
    Store,
    engine::{Alone, CaseOf},
    error::StoreError,
    leases::{LeaseRefused, Proof},
    sql,
};
use scrim_model::{
    case::Stage,
    ids::{CaseId, PersonId, QueueId},
    person::Role,
    queue::{QueueSettings, SettingsProblem},
    redirect::Destination,
    routing::{CameBy, Rule, RuleProblem},
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// The most uploads that one dry run of rules walks through.
pub const MOST_TRIED: u32 = 20_000;

/// A queue as leads see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueInfo {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
    /// What holds in it.
    pub settings: QueueSettings,
    /// The lists whose matches come here unless a rule says otherwise.
    pub lists: Vec<String>,
    /// What is in it.
    pub counts: QueueCounts,
}

/// How many open cases of a queue are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueCounts {
    /// Waiting, and given to whoever comes.
    pub waiting: u64,
    /// With somebody.
    pub leased: u64,
    /// Held back, or still within the grace time of a first verdict.
    pub later: u64,
    /// Asked of the leads: escalated, or split.
    pub for_leads: u64,
    /// That nobody may take: whoever could has passed on them or has spoken, or nobody could.
    pub stranded: u64,
    /// Since when the oldest of all waits.
    pub oldest: Option<Time>,
}

/// The rules, and how often they have been changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleBook {
    /// Grows by one with every change.
    pub revision: u64,
    /// In their order.
    pub rules: Vec<Rule>,
}

/// Why a queue is not made or its settings not taken.
#[derive(Debug, thiserror::Error)]
pub enum QueueRefused {
    /// There is none of that id.
    #[error("there is no such queue")]
    NoSuch,
    /// There is one of that name.
    #[error("there is a queue of that name")]
    NameTaken,
    /// The settings cannot be meant.
    #[error(transparent)]
    Settings(#[from] SettingsProblem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why rules are not taken.
#[derive(Debug, thiserror::Error)]
pub enum RulesRefused {
    /// Somebody else changed them in between.
    #[error("the rules have been changed since")]
    Stale,
    /// They cannot be meant.
    #[error(transparent)]
    Rules(#[from] RuleProblem),
    /// One names what there is not.
    #[error("rule {at} names a {what} that there is not")]
    NoSuch {
        /// Its place, counted from 1.
        at: usize,
        /// A queue, a list or a source.
        what: &'static str,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where uploads would have gone by other rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DryRun {
    /// How many cases were opened in that time.
    pub cases: u64,
    /// There were more than [`MOST_TRIED`]: only the newest were tried.
    pub capped: bool,
    /// For each rule in its order, how many it would have decided.
    pub by_rule: Vec<u64>,
    /// From where to where, and how many; the same queue twice for those that would have stayed.
    pub moves: Vec<(QueueId, QueueId, u64)>,
}

/// Who sends a case elsewhere.
#[derive(Debug, Clone, Copy)]
pub enum Sender {
    /// Whoever holds it.
    Holder(Proof),
    /// A lead, whoever holds it.
    Lead(PersonId),
}

/// Why a case is not sent elsewhere.
#[derive(Debug, thiserror::Error)]
pub enum RedirectRefused {
    /// There is no such case.
    #[error("there is no such case")]
    NoSuch,
    /// It is decided, or was never readable.
    #[error("the case is not open")]
    NotOpen,
    /// That is for leads.
    #[error("only a lead sends a case there")]
    ForLeads,
    /// There is no such queue.
    #[error("there is no such queue")]
    NoSuchQueue,
    /// That person could not be given it.
    #[error("this person cannot be given the case")]
    NotForThem,
    /// The hold ends in the past or too late.
    #[error("a hold ends in the future, and within thirty days")]
    Untimely,
    /// The lease is not theirs, or lost.
    #[error(transparent)]
    Lease(#[from] LeaseRefused),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a case came to be where it is, by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Time,
    /// Why, in words; they never leave the hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whom it was handed to, where it was handed to somebody who has not passed it on since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
}

/// Somebody whom a case can be handed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are here for.
    pub role: Role,
    /// They take cases from its queue.
    pub of_queue: bool,
}

/// A case that was handed to somebody and waits for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Which.
    pub case: CaseId,
    /// The name of its queue.
    pub queue: String,
    /// From when on it waits for everybody again.
    pub until: Time,
    /// The name of whoever handed it over.
    pub by: String,
    /// Why, in their words.
    pub reason: Option<String>,
}

/// An open case as leads see it: no picture, no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Which.
    pub id: CaseId,
    /// Its queue.
    pub queue: QueueId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// Higher is taken first.
    pub priority: i16,
    /// Since when it waits.
    pub since: Time,
    /// Who has it now.
    pub with: Option<PersonId>,
    /// Who is given it first, and until when.
    pub handed_to: Option<(PersonId, Time)>,
    /// Not given to anybody before.
    pub not_before: Option<Time>,
    /// Who has sent it there, and why.
    pub sent: Option<Sent>,
    /// By what it came there; none of cases from before that was kept.
    pub came: Option<CameBy>,
    /// Asked of the leads.
    pub escalated: bool,
    /// How many people have passed it on.
    pub passed_on: u32,
    /// How many uploads are folded into it.
    pub uploads: u32,
    /// Nobody may take it.
    pub stranded: bool,
}

impl Store {
    /// Makes a queue to which cases come by rules and by hand.
    ///
    /// # Errors
    /// [`QueueRefused`].
    pub async fn make_queue(&self, by: PersonId, name: String) -> Result<QueueId, QueueRefused> {
        self.write(Alone::not(), move |tx| sql::queues::make(tx, by, &name))
            .await
    }

    /// Sets what holds in a queue; for leases and verdicts from now on.
    ///
    /// # Errors
    /// [`QueueRefused`].
    pub async fn set_queue(&self, by: PersonId, queue: QueueId, settings: QueueSettings) -> Result<(), QueueRefused> {
        self.write(Alone::not(), move |tx| sql::queues::set(tx, by, queue, &settings))
            .await
    }

    /// Every queue with what holds and waits in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all_queues(&self) -> Result<Vec<QueueInfo>, StoreError> {
        self.write(Alone::not(), sql::queues::all).await
    }

    /// Looks whether cases wait that nobody may take, and has leads told of each queue in which that is new; answers in
    /// how many. Done now and then, and not when somebody leaves something out: who did would show by when leads hear.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_untaken(&self) -> Result<u32, StoreError> {
        self.write(Alone::not(), sql::queues::note_untaken).await
    }

    /// The rules.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rules(&self) -> Result<RuleBook, StoreError> {
        self.read(sql::routing::book).await
    }

    /// Replaces the rules `book.revision` by others; for what comes in from now on.
    ///
    /// # Errors
    /// [`RulesRefused`].
    pub async fn set_rules(&self, by: PersonId, book: RuleBook) -> Result<RuleBook, RulesRefused> {
        self.write(Alone::not(), move |tx| sql::routing::set(tx, by, &book))
            .await
    }

    /// Where the cases of the last `span` would have waited by other rules. Changes nothing.
    ///
    /// # Errors
    /// [`RulesRefused`] where the rules could not be taken.
    pub async fn try_rules(&self, rules: Vec<Rule>, span: Span) -> Result<DryRun, RulesRefused> {
        self.write(Alone::not(), move |tx| sql::routing::dry_run(tx, &rules, span))
            .await
    }

    /// Sends a case elsewhere, with a reason in words where one is given. Whoever held it holds it no more.
    ///
    /// # Errors
    /// [`RedirectRefused`].
    pub async fn redirect(
        &self,
        case: CaseId,
        by: Sender,
        to: Destination,
        reason: Option<String>,
    ) -> Result<(), RedirectRefused> {
        let alone = match by {
            Sender::Holder(proof) => proof.alone(),
            Sender::Lead(_) => Alone::not().at(CaseOf::Itself(case)),
        };
        self.write(alone, move |tx| {
            sql::redirect::send(tx, case, by, to, reason.as_deref())
        })
        .await
    }

    /// Whom an open case can be handed to, in the order of their names; nothing where there is no such case. Who of them
    /// may not have this one after all is told when it is handed over, and not why.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn recipients(&self, case: CaseId) -> Result<Option<Vec<Recipient>>, StoreError> {
        self.read(move |db| sql::redirect::recipients(db, case)).await
    }

    /// What was handed to somebody and waits for them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn handed_to(&self, person: PersonId) -> Result<Vec<Handed>, StoreError> {
        self.write(Alone::not(), move |tx| sql::redirect::handed_to(tx, person))
            .await
    }

    /// Open cases of a queue in the order of their ids, after `after`, at most `most`.
    ///
    /// # Errors
    /// [`QueueRefused::NoSuch`].
    pub async fn open_cases(
        &self,
        queue: QueueId,
        after: Option<CaseId>,
        most: u32,
    ) -> Result<Vec<OpenCase>, QueueRefused> {
        self.write(Alone::not(), move |tx| sql::queues::open_cases(tx, queue, after, most))
            .await
    }
}
