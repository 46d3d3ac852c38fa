//! One's own verdicts, one by one, for whoever gave them and for nobody else.

use crate::{Store, error::StoreError, sql};
use scrim_model::{
    case::Stage,
    history::Fate,
    ids::{CaseId, EntryId, PersonId, QueueId, VerdictId},
    matching::MatchKind,
    rung::Rung,
    time::Time,
    verdict::{Content, Verdict},
};

/// One verdict that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnVerdict {
    /// Which.
    pub verdict: VerdictId,
    /// On which case.
    pub case: CaseId,
    /// In which queue the case is.
    pub queue: QueueId,
    /// That queue's name.
    pub queue_name: String,
    /// When it was given.
    pub at: Time,
    /// What the case had waited for.
    pub stage: Stage,
    /// What was said.
    pub said: Verdict,
    /// The case's closest match; none where it has none any more.
    pub nearest: Option<Nearest>,
    /// The clearest that its author had before their eyes; none where it was decided as it rests.
    pub clearest: Option<Rung>,
    /// What became of it.
    pub fate: Fate,
    /// Until when it can be taken back.
    pub grace_ends: Time,
}

/// A case's closest match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// With which entry.
    pub entry: EntryId,
    /// The list's name.
    pub list: String,
    /// Exact, or how near.
    pub kind: MatchKind,
}

/// Which of them are wanted; everything where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Given then or later.
    pub from: Option<Time>,
    /// Given before.
    pub to: Option<Time>,
    /// In this queue.
    pub queue: Option<QueueId>,
    /// That said this of the content.
    pub content: Option<Content>,
    /// Given without a look, or with one.
    pub without_look: Option<bool>,
    /// Of which this became.
    pub fate: Option<Fate>,
}

impl Store {
    /// One person's own verdicts, the newest first, before one of them, at most `most`. `now` is what the hub's clock
    /// said to whoever asks.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn history(
        &self,
        person: PersonId,
        wanted: Wanted,
        (before, most): (Option<VerdictId>, u32),
        now: Time,
    ) -> Result<Vec<OwnVerdict>, StoreError> {
        self.read(move |db| sql::history::page(db, (person, now), &wanted, (before, most)))
            .await
    }
}
