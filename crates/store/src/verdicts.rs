//! Giving, taking back and reversing verdicts: verdict, state and effects are one commit.

use crate::{
    Store,
    engine::{About, Alone, CaseOf, Joint, Lists, Outcome, Tx},
    error::StoreError,
    leases::{LeaseRefused, Proof},
    sql,
};
use scrim_model::{
    effect::Effect,
    evidence::BelowRequiredRung,
    ids::{CaseId, PersonId, VerdictId},
    queue::AgainstPolicy,
    quorum::NotTaken,
    scheme::NotOffered,
    second_looks::Draw,
    time::{Span, Time},
    verdict::{Contradiction, Verdict},
};

/// For how long an author comes first after taking a verdict back.
pub const HELD_AFTER_UNDO: Span = Span::minutes(2);

/// For how long after its lease was taken a verdict is still accepted, if nobody has been given the
/// case since: a verdict given while the hub was away is not lost, and the fence keeps it single.
pub const LATE_VERDICT: Span = Span::hours(8);

/// A verdict on its way in.
#[derive(Debug, Clone)]
pub struct NewVerdict {
    /// On which case.
    pub case: CaseId,
    /// Under which lease.
    pub proof: Proof,
    /// That lease's fence.
    pub fence: u64,
    /// What is said.
    pub verdict: Verdict,
    /// Why, in words; they never leave the hub.
    pub reason: Option<String>,
    /// Whether its author settles splits.
    pub as_lead: bool,
    /// Makes sending it twice harmless.
    pub idempotency_key: String,
    /// SHA-256 of the request, to tell a repetition from another request under the same key.
    pub request_hash: [u8; 32],
    /// How long it can be taken back.
    pub grace: Span,
    /// This case's throw of the dice, where only a share of such verdicts is looked at twice.
    pub draw: Draw,
}

/// A verdict that is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Its id.
    pub verdict: VerdictId,
    /// On which case.
    pub case: CaseId,
    /// Whether the case is decided with it.
    pub confirmed: bool,
    /// Until when it can be taken back.
    pub grace_ends: Time,
}

/// The case went to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FenceLost {
    /// It is with somebody else, or was.
    #[error("the case has been leased again since")]
    LeasedAgain {
        /// The fence that holds now.
        winner: u64,
    },
    /// It is decided.
    #[error("the case is already decided")]
    Decided {
        /// The fence under which it was.
        winner: u64,
    },
}

/// Why a verdict is not taken.
#[derive(Debug, thiserror::Error)]
pub enum VerdictRefused {
    /// The lease is not theirs, or lost.
    #[error(transparent)]
    Lease(#[from] LeaseRefused),
    /// Too little has been seen for it.
    #[error(transparent)]
    Evidence(#[from] BelowRequiredRung),
    /// Its axes contradict each other.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
    /// It names other pairs than the case has.
    #[error("the verdict does not name the case's pairs")]
    OtherPairs,
    /// The person may not decide this case.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// Its queue does not offer it, or asks for words.
    #[error(transparent)]
    Policy(#[from] AgainstPolicy),
    /// Its class is none that may be given.
    #[error(transparent)]
    Class(#[from] NotOffered),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    IdempotencyConflict,
}

/// Why a verdict is not taken back or reversed.
#[derive(Debug, thiserror::Error)]
pub enum UndoRefused {
    /// No such verdict of this person.
    #[error("there is no such verdict")]
    NoSuch,
    /// The grace time is over, or somebody has built on it.
    #[error("the grace time is over")]
    GraceOver,
    /// Only a confirmed verdict can be reversed.
    #[error("the verdict is not confirmed")]
    NotConfirmed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a reversal did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversed {
    /// The case.
    pub case: CaseId,
    /// The effects that were undone.
    pub reverted: Vec<Effect>,
    /// Uploads settled at the door by it and by nothing else, which wait again.
    pub reopened: u64,
    /// The case's picture was destroyed: its effects are undone, and nobody can look again.
    pub blind: bool,
}

impl From<StoreError> for VerdictRefused {
    fn from(error: StoreError) -> Self {
        Self::Lease(error.into())
    }
}

impl Joint for NewVerdict {
    type Done = Taken;
    type Refused = VerdictRefused;

    fn about(&self) -> About {
        About {
            person: Some(self.proof.person),
            case: Some(self.case),
        }
    }

    fn alone(these: &[Self]) -> Alone {
        let leases = these.iter().map(|new| CaseOf::Lease(new.proof.lease));
        Alone::on_all(these.iter().map(|new| new.proof.person)).at_all(leases)
    }

    fn perform(tx: &Tx<'_>, these: &[Self]) -> Result<Vec<Outcome<Self>>, StoreError> {
        sql::giving::give(tx, these)
    }
}

impl Store {
    /// Takes a verdict. Sending it again under the same key answers the same.
    ///
    /// # Errors
    /// [`VerdictRefused`].
    pub async fn give_verdict(&self, new: NewVerdict) -> Result<Taken, VerdictRefused> {
        self.write_jointly(&self.lanes.verdicts, new).await
    }

    /// Takes a verdict back within its grace time.
    ///
    /// # Errors
    /// [`UndoRefused`].
    pub async fn undo_verdict(&self, verdict: VerdictId, by: PersonId) -> Result<CaseId, UndoRefused> {
        self.write(Alone::on(by).at(CaseOf::Verdict(verdict)), move |tx| {
            sql::verdicts::undo(tx, verdict, by)
        })
        .await
    }

    /// Reverses a confirmed verdict, at once: undoes its effects, and re-opens its case for a lead with what
    /// nothing else would have settled.
    ///
    /// # Errors
    /// [`UndoRefused`].
    pub async fn reverse_verdict(&self, verdict: VerdictId, by: PersonId) -> Result<Reversed, UndoRefused> {
        self.write(Alone::with(Lists::Changed).at(CaseOf::Verdict(verdict)), move |tx| {
            sql::verdicts::reverse(tx, verdict, by)
        })
        .await
    }
}
