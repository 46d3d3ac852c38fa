//! The exposure ledger as it is told: to the person themselves day by day, to whoever opens another's record with a
//! reason, and by case with nobody's name.
//!
//! What is written into it is in [`crate::looks`].

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    days::{Day, Offset},
    grant::Grant,
    ids::{CaseId, GrantId, ItemId, PersonId, SessionId},
    opt_out::OptOuts,
    time::Time,
    viewed::{Facts, SeenPair},
    wellness::{Interval, Rest, WeeklyHours},
};
use uuid::Uuid;

/// Some days of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SomeDays {
    /// Whose.
    pub person: PersonId,
    /// A time of the first day.
    pub from: Time,
    /// How many.
    pub count: u8,
    /// Where midnight is.
    pub offset: Offset,
}

/// One row of the ledger: a grant, and what stood beside it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The grant.
    pub grant: Grant,
    /// The nearest pair; none where nothing matched that is listed by a hash, and in rows without a session.
    pub pair: Option<SeenPair>,
    /// By which sign-in; none in a row of a version that kept neither.
    pub session: Option<SessionId>,
}

/// What is kept of somebody for themselves alone, beside looks and settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFacts {
    /// When they reviewed: all of it, the oldest first.
    pub reviewed: Vec<Interval>,
    /// Every break, the oldest first.
    pub breaks: Vec<Rest>,
    /// When they work; none where nobody has said.
    pub hours: Option<WeeklyHours>,
    /// What they leave out.
    pub opt_outs: OptOuts,
}

/// Somebody else's record, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Whose.
    pub person: PersonId,
    /// By whom; none where that is at the machine itself.
    pub by: Option<PersonId>,
    /// Why, in words.
    pub reason: String,
    /// Only grants before this one of theirs.
    pub before: Option<GrantId>,
    /// How many at most.
    pub most: u32,
}

/// That somebody opened a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Time,
    /// The name of whoever did; none where that was at the machine itself.
    pub by: Option<String>,
    /// Why, in their words.
    pub reason: String,
}

/// Why a record was not opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// There is no such person.
    #[error("there is no such person")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How clearly one upload of a case was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemFacts {
    /// Which upload.
    pub item: ItemId,
    /// How clearly.
    pub facts: Facts,
}

/// An export that the chain tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Of which case; none where it is of a person.
    pub case: Option<CaseId>,
    /// Of which person.
    pub person: Option<PersonId>,
    /// Who exported; none where that was at the machine itself.
    pub by: Option<PersonId>,
    /// SHA-256 of what was exported, hex.
    pub sha256: String,
}

impl Store {
    /// Some days of one person, one after the other.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn days(&self, of: SomeDays) -> Result<Vec<Day>, StoreError> {
        self.read(move |db| sql::ledger::days(db, of)).await
    }

    /// A person's rows, newest first, at most `most`: those before one of their grants, or the newest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ledger(
        &self,
        person: PersonId,
        before: Option<GrantId>,
        most: u32,
    ) -> Result<Vec<LedgerRow>, StoreError> {
        self.read(move |db| sql::looks::of_person(db, person, before, most))
            .await
    }

    /// What is a person's own beside looks and settings.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn own_facts(&self, person: PersonId) -> Result<OwnFacts, StoreError> {
        self.read(move |db| sql::ledger::own_facts(db, person)).await
    }

    /// Opens somebody's record, which the chain and the person are told of in the same commit.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub async fn open_record(&self, opening: Opening) -> Result<Vec<LedgerRow>, NotOpened> {
        self.write(Alone::not(), move |tx| sql::ledger::open(tx, &opening))
            .await
    }

    /// Who opened a person's record, the newest first, at most `most`: those before one of them, or the newest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn accesses(&self, person: PersonId, before: Option<Uuid>, most: u32) -> Result<Vec<Access>, StoreError> {
        self.read(move |db| sql::ledger::accesses(db, person, before, most))
            .await
    }

    /// How clearly each upload of a case was seen; nothing where there is no such case.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn case_facts(&self, case: CaseId) -> Result<Option<Vec<ItemFacts>>, StoreError> {
        self.read(move |db| sql::ledger::of_case(db, case)).await
    }

    /// Writes into the chain that something was exported, so that a receipt of it proves what was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_export(&self, exported: Exported) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::ledger::exported(tx, &exported);
            Ok(())
        })
        .await
    }

    /// Writes into the chain that somebody took their own record along, and neither who nor what: what it came to alone,
    /// so that a receipt proves it, and nobody who reads the log learns that they did.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_taken(&self, sha256: String) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::ledger::taken(tx, &sha256);
            Ok(())
        })
        .await
    }
}
