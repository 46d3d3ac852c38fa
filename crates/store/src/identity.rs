//! People who sign in by their organisation's identity provider, and what its groups give.
//!
//! Knows no token of the provider and no signature: what it is told has been verified.

use crate::{
    Store,
    engine::Alone,
    error::StoreError,
    people::{TokenHash, TokenPair},
    sql,
};
use scrim_model::{
    identity::{GroupGives, GroupProblem},
    ids::{PersonId, QueueId},
    person::AdminsProblem,
    time::{Span, Time},
};

/// The most groups that can be given something.
pub const MOST_GROUPS: u32 = 1_000;

/// A sign-in at the provider that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// SHA-256 of what comes back with the browser.
    pub state: TokenHash,
    /// What has to be in the identity token.
    pub nonce: String,
    /// SHA-256 of what only whoever began it knows, in base64 for addresses.
    pub challenge: String,
    /// Where the browser was told to come back to.
    pub redirect: String,
}

/// Why an attempt cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum NoAttempt {
    /// This hub began none of the kind, or it is long over.
    #[error("no such sign-in was begun")]
    Unknown,
    /// It was taken up before.
    #[error("the sign-in was used before")]
    Used,
    /// It took too long.
    #[error("the sign-in took too long")]
    Expired,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who somebody is, as their provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Which provider.
    pub issuer: String,
    /// Who that is there; never an address or a name, which can pass to somebody else.
    pub subject: String,
    /// What they are to be called here, if they are new.
    pub name: String,
    /// Their groups.
    pub groups: Vec<String>,
}

/// What came of a sign-in. What is refused is written down all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// They are in; when the access token runs out.
    In(Time),
    /// No group of theirs gives anything here. Whatever sessions they had are over.
    NoGroup,
    /// An admin has switched them off.
    SwitchedOff,
    /// Their groups make them something else now, and nobody else could undo a mistake.
    LastAdmin,
}

/// A group and what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name, as the provider writes it.
    pub name: String,
    /// What whoever is in it becomes here.
    pub gives: GroupGives,
    /// How many people were in it when they signed in last.
    pub people: u64,
}

/// Why a group is not taken.
#[derive(Debug, thiserror::Error)]
pub enum GroupRefused {
    /// It cannot be meant.
    #[error(transparent)]
    Group(#[from] GroupProblem),
    /// It names a queue that there is not.
    #[error("there is no queue {0}")]
    NoSuchQueue(QueueId),
    /// There is none of that name.
    #[error("no group of that name gives anything")]
    NoSuch,
    /// There are too many.
    #[error("at most {MOST_GROUPS} groups can be given something")]
    TooMany,
    /// Nobody would be left to undo a mistake, or they would do it to themselves.
    #[error(transparent)]
    Admins(#[from] AdminsProblem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Keeps a sign-in that has begun, and answers until when it can be taken up.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_attempt(&self, attempt: Attempt) -> Result<Time, StoreError> {
        self.write(Alone::not(), move |tx| sql::attempts::begin(tx, &attempt))
            .await
    }

    /// Takes up the sign-in of this state, which nobody can do again.
    ///
    /// # Errors
    /// [`NoAttempt`].
    pub async fn take_attempt(&self, state: TokenHash) -> Result<Attempt, NoAttempt> {
        self.write(Alone::not(), move |tx| sql::attempts::take(tx, state)).await
    }

    /// Lets somebody in as what their groups make of them, for `longest` at most; adds them where they are new.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn arrive(&self, claimed: Claimed, tokens: TokenPair, longest: Span) -> Result<Arrival, StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::identity::arrive(tx, &claimed, tokens, longest)
        })
        .await
    }

    /// Groups in the order of their names, after `after`, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn groups(&self, after: Option<String>, most: u32) -> Result<Vec<Group>, StoreError> {
        self.read(move |db| sql::groups::page(db, after.as_deref(), most)).await
    }

    /// Says what a group gives; for whoever is in it at once.
    ///
    /// # Errors
    /// [`GroupRefused`].
    pub async fn set_group(&self, by: Option<PersonId>, name: String, gives: GroupGives) -> Result<(), GroupRefused> {
        self.write(Alone::not(), move |tx| sql::groups::set(tx, by, &name, &gives))
            .await
    }

    /// A group gives nothing any more. Whoever came by it alone is out at once.
    ///
    /// # Errors
    /// [`GroupRefused`].
    pub async fn remove_group(&self, by: Option<PersonId>, name: String) -> Result<(), GroupRefused> {
        self.write(Alone::not(), move |tx| sql::groups::remove(tx, by, &name))
            .await
    }
}
