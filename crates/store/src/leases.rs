//! Holding cases: in batches, by token and fence, ended by time alone.

use crate::{
    Store,
    engine::{About, Alone, CaseOf, Joint, Outcome, Tx},
    error::StoreError,
    people::TokenHash,
    sharing::{Handed, Sharing},
    sql,
    verdicts::FenceLost,
};
use scrim_model::{
    case::Stage,
    effect::PairFacts,
    ids::{BankId, CaseId, EntryId, ItemId, LeaseId, PersonId, QueueId, SessionId},
    lease::{Lease, LeaseLost},
    lens::Cleared,
    look_alike::Dice,
    matching::{HarmType, ListTrust, MatchKind, TRUSTED_QUALITY},
    person::Role,
    picture::PictureTrait,
    precedent::{EntryRecord, Precedent},
    provenance::Provenance,
    queue::QueuePolicy,
    routing::CameBy,
    rung::Rung,
    sheet::SheetCell,
    time::Time,
    votes::MemberVotes,
    wellness::{Refusal, Rule, RungLimit},
};
use std::collections::HashMap;

/// Who asks for cases.
#[derive(Debug, Clone)]
pub struct Taker {
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub session: SessionId,
    /// What they are here for.
    pub role: Role,
    /// Whether split cases may be given to them.
    pub may_settle: bool,
    /// Whether they are given a look-alike, and which.
    pub dice: Dice,
}

/// A lease with its case, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// The lease.
    pub lease: Lease,
    /// The case.
    pub case: CaseRow,
    /// Where the holder's lens has been at it, under earlier leases too.
    pub cleared: Cleared,
    /// The highest rung just now, which may be lower than the lease's, and why.
    pub limit: RungLimit,
}

/// A lease that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The lease.
    pub lease: Lease,
    /// The highest rung just now, which may be lower than the lease's, and why.
    pub limit: RungLimit,
}

/// What a decision needs of a case: nothing of earlier verdicts on it or of their authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Which.
    pub id: CaseId,
    /// Its queue.
    pub queue: QueueId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// The upload that stands for it.
    pub item: ItemId,
    /// How many uploads are folded into it.
    pub uploads: u32,
    /// Since when it waits.
    pub since: Time,
    /// Its matches, closest first.
    pub pairs: Vec<PairRow>,
    /// Its renditions: rung, width, height, length.
    pub renditions: Vec<(Rung, u32, u32, u64)>,
    /// What they show otherwise than the file would.
    pub traits: Vec<PictureTrait>,
    /// Width and height of the upload in its full size, px, where that can be drawn.
    pub full_size_px: Option<(u32, u32)>,
    /// How many frames were read of it; none of uploads from before they were counted.
    pub frames: Option<u32>,
    /// What may be said of it in its queue.
    pub policy: QueuePolicy,
    /// What whoever sent it to its holder has asked.
    pub asked: Option<String>,
    /// By what it came to its queue; none of cases from before that was kept.
    pub came: Option<CameBy>,
    /// What is known here of the entries of its pairs.
    pub of_entries: HashMap<EntryId, OfEntry>,
    /// Earlier decided cases with the same bytes, the newest first.
    pub seen_before: Vec<Precedent>,
    /// It is a check of what was stopped, which is shown behind a veil alone.
    pub veiled: bool,
}

/// What is known here of an entry beside its list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfEntry {
    /// Where it comes from.
    pub provenance: Option<Provenance>,
    /// How members of its list's exchange have voted on it.
    pub votes: Option<MemberVotes>,
    /// What was decided of it in other cases.
    pub record: EntryRecord,
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// The entry.
    pub entry: EntryId,
    /// Its list.
    pub bank: BankId,
    /// The list's name.
    pub bank_name: String,
    /// What the list is about.
    pub harm: HarmType,
    /// How far it is trusted.
    pub trust: ListTrust,
    /// Exact or near.
    pub kind: MatchKind,
    /// The hash that matched is an altered copy's.
    pub via_variant: bool,
    /// The entry's category code.
    pub category: Option<String>,
    /// Which frame of the upload came near; none where its bytes are equal.
    pub frame: Option<u32>,
    /// The cell of the sheet that stands for it.
    pub cell: Option<SheetCell>,
    /// The PDQ quality of that frame, or of the first.
    pub quality: Option<u8>,
}

impl PairRow {
    /// What the hub knows of the pair beside a verdict on it.
    pub(crate) fn facts(&self) -> PairFacts {
        PairFacts {
            kind: self.kind,
            trust: self.trust,
            via_variant: self.via_variant,
            hash_trusted: self.quality.is_some_and(|quality| quality >= TRUSTED_QUALITY),
        }
    }
}

/// A queue with what waits in it for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
    /// Cases waiting that this person could be given.
    pub waiting: u32,
    /// Since when the oldest of them waits.
    pub oldest: Option<Time>,
}

/// How a lease is proven: by its token, or by the very sign-in it was given to.
#[derive(Debug, Clone, Copy)]
pub struct Proof {
    /// The lease.
    pub lease: LeaseId,
    /// Who says so.
    pub person: PersonId,
    /// By which sign-in.
    pub session: SessionId,
    /// SHA-256 of its token, where it was shown.
    pub token: Option<TokenHash>,
}

/// Why a case goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenBack {
    /// Passed on; not given to this person again.
    Skipped,
    /// Unseen; it may come back to them.
    Unseen,
}

/// Why nothing is leased, or a lease cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LeaseRefused {
    /// A wellness rule.
    #[error("a wellness rule is against it")]
    Wellness(Refusal),
    /// No such lease.
    #[error("there is no such lease")]
    NoSuch,
    /// It is lost.
    #[error(transparent)]
    Lost(#[from] LeaseLost),
    /// The case went to somebody else.
    #[error(transparent)]
    Fence(#[from] FenceLost),
    /// The picture of its case was destroyed since.
    #[error("the picture was destroyed")]
    PictureDestroyed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One request for cases.
#[derive(Debug, Clone)]
pub(crate) struct Take {
    pub(crate) taker: Taker,
    pub(crate) from: Source,
    /// One for each case that is wanted.
    pub(crate) tokens: Vec<TokenHash>,
    /// What fair shares go by.
    pub(crate) sharing: Sharing,
}

impl Take {
    /// Whether it is one case and no other that is wanted.
    pub(crate) fn names_a_case(&self) -> bool {
        matches!(self.from, Source::Case(_))
    }
}

/// Where cases are taken from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// Any queue of theirs.
    Any,
    /// This queue.
    Queue(QueueId),
    /// Nowhere but here.
    Case(CaseId),
}

impl Joint for Take {
    type Done = Handed;
    type Refused = LeaseRefused;

    fn about(&self) -> About {
        About {
            person: Some(self.taker.person),
            case: None,
        }
    }

    fn alone(these: &[Self]) -> Alone {
        Alone::on_all(these.iter().map(|take| take.taker.person))
    }

    fn perform(tx: &Tx<'_>, these: &[Self]) -> Result<Vec<Outcome<Self>>, StoreError> {
        sql::taking::take(tx, these)
    }
}

impl Proof {
    /// What a unit on this lease has to itself: its holder's record, and its case.
    pub(crate) fn alone(self) -> Alone {
        Alone::on(self.person).at(CaseOf::Lease(self.lease))
    }
}

impl Store {
    /// Leases up to one case a token from one queue, or from any: of those with the highest priority, which one is
    /// the queue's [`scrim_model::queue::Order`].
    ///
    /// # Errors
    /// [`LeaseRefused::Wellness`] when the person may not take cases now.
    pub async fn take_leases(
        &self,
        taker: Taker,
        queue: Option<QueueId>,
        tokens: Vec<TokenHash>,
    ) -> Result<Vec<Leased>, LeaseRefused> {
        let from = queue.map_or(Source::Any, Source::Queue);
        self.take(taker, from, tokens).await
    }

    async fn take(&self, taker: Taker, from: Source, tokens: Vec<TokenHash>) -> Result<Vec<Leased>, LeaseRefused> {
        let sharing = self.sharing.clone();
        let take = Take {
            taker,
            from,
            tokens,
            sharing,
        };
        let person = take.taker.person;
        let handed = self.write_jointly(&self.lanes.leases, take).await;
        if let Err(LeaseRefused::Wellness(Refusal {
            rule: Rule::OnBreak, ..
        })) = handed
        {
            self.write(Alone::on(person), move |tx| sql::tried::lease_on_break(tx, person))
                .await?;
        }
        let handed = handed?;
        self.sharing.note(&handed);
        Ok(handed.leased)
    }

    /// Leases one case by its name; nothing where it does not wait, or not for them.
    ///
    /// # Errors
    /// [`LeaseRefused::Wellness`] when the person may not take cases now.
    pub async fn take_case(
        &self,
        taker: Taker,
        case: CaseId,
        token: TokenHash,
    ) -> Result<Option<Leased>, LeaseRefused> {
        let mut leased = self.take(taker, Source::Case(case), vec![token]).await?;
        Ok(leased.pop())
    }

    /// Renews a lease by a heartbeat.
    ///
    /// # Errors
    /// [`LeaseRefused`].
    pub async fn renew_lease(&self, proof: Proof) -> Result<Renewed, LeaseRefused> {
        self.write(proof.alone(), move |tx| sql::leases::renew(tx, proof)).await
    }

    /// Gives a case back.
    ///
    /// # Errors
    /// [`LeaseRefused`].
    pub async fn release_lease(&self, proof: Proof, why: GivenBack) -> Result<(), LeaseRefused> {
        self.write(proof.alone(), move |tx| sql::leases::release(tx, proof, why))
            .await
    }

    /// A lease that its holder may use now, to see its picture.
    ///
    /// # Errors
    /// [`LeaseRefused`].
    pub async fn usable_lease(&self, proof: Proof) -> Result<Lease, LeaseRefused> {
        self.write(proof.alone(), move |tx| sql::leases::shown(tx, proof)).await
    }

    /// The queues with what waits for a person.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queues(&self, person: PersonId, role: Role) -> Result<Vec<QueueRow>, StoreError> {
        self.write(Alone::not(), move |tx| sql::waiting::queues(tx, person, role))
            .await
    }
}
