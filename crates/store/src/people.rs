//! People, sources and sign-ins.
//!
//! Knows no password and no token in clear: callers hand in what argon2 made, and SHA-256 of tokens.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{PersonId, SessionId},
    person::{Preferences, Role},
    time::{Span, Time},
};

/// SHA-256 of a random token.
pub type TokenHash = [u8; 32];

/// Failed tries before signing in is locked for a while.
pub const TRIES_BEFORE_LOCK: u32 = 5;

/// For how long it is locked.
pub const LOCKED_FOR: Span = Span::minutes(5);

/// How somebody proves who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// argon2's own text form of a password.
    Password(String),
    /// The hash of a source's key.
    Key(TokenHash),
}

/// Somebody new.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The name to sign in with.
    pub name: String,
    /// What for.
    pub role: Role,
    /// How they prove it.
    pub credential: Credential,
}

/// One row of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name to sign in with.
    pub name: String,
    /// What for.
    pub role: Role,
    /// Since when.
    pub added_at: Time,
    /// Whether signing in is switched off.
    pub disabled: bool,
}

/// What a sign-in checks against.
#[derive(Debug, Clone)]
pub struct PasswordRow {
    /// Who.
    pub person: Person,
    /// argon2's text.
    pub password: String,
    /// Locked until then by failed tries, where later than now.
    pub locked_until: Time,
    /// The hub's time.
    pub now: Time,
}

/// A pair of fresh tokens, as hashes.
#[derive(Debug, Clone, Copy)]
pub struct TokenPair {
    /// The access token's.
    pub access: TokenHash,
    /// How long it lives.
    pub access_lasts: Span,
    /// The refresh token's.
    pub refresh: TokenHash,
}

/// Who calls, by a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub person: Person,
    /// By which sign-in; none for a source's key.
    pub session: Option<SessionId>,
}

/// Why a token opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum TokenRefused {
    /// Nobody has it, or its session has ended.
    #[error("the token is unknown")]
    Unknown,
    /// It has run out; refresh it.
    #[error("the token has run out")]
    Expired,
    /// It was used before; its session is ended.
    #[error("the refresh token was used before")]
    Reused,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The name is taken.
    #[error("the name is taken")]
    NameTaken,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What a person likes, as they last said; the default where they never did.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn preferences(&self, who: PersonId) -> Result<Preferences, StoreError> {
        self.read(move |db| sql::people::preferences(db, who)).await
    }

    /// Keeps what a person likes. It limits nothing, so nothing is checked and the chain has no word of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_preferences(&self, who: PersonId, wanted: Preferences) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::people::set_preferences(tx, who, wanted))
            .await
    }

    /// Adds somebody.
    ///
    /// # Errors
    /// [`NotAdded`].
    pub async fn add_person(&self, new: NewPerson) -> Result<PersonId, NotAdded> {
        self.write(Alone::not(), move |tx| sql::people::add(tx, &new)).await
    }

    /// Everybody.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.read(sql::people::all).await
    }

    /// What a sign-in under `name` checks against.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn password_of(&self, name: String) -> Result<Option<PasswordRow>, StoreError> {
        self.write(Alone::not(), move |tx| sql::people::password(tx, &name))
            .await
    }

    /// Counts a failed try; the fifth locks signing in for a while.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_failed_try(&self, person: PersonId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::people::failed(tx, person))
            .await
    }

    /// Starts a session and answers when its access token runs out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn start_session(&self, person: PersonId, tokens: TokenPair) -> Result<Time, StoreError> {
        self.write(Alone::not(), move |tx| sql::people::start_session(tx, person, tokens))
            .await
    }

    /// Changes a refresh token for a fresh pair.
    ///
    /// # Errors
    /// [`TokenRefused`]; a token used twice ends its session.
    pub async fn refresh_session(&self, used: TokenHash, tokens: TokenPair) -> Result<Time, TokenRefused> {
        let answered = self
            .write(Alone::not(), move |tx| sql::people::refresh(tx, used, tokens))
            .await?;
        answered.ok_or(TokenRefused::Reused)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_session(&self, session: SessionId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::people::end_session(tx, session))
            .await
    }

    /// Who calls with this access token or source key.
    ///
    /// # Errors
    /// [`TokenRefused`].
    pub async fn caller(&self, token: TokenHash, now: Time) -> Result<Caller, TokenRefused> {
        let ask = (token, now);
        self.read_jointly(&self.lanes.callers, ask, sql::callers::these).await
    }

    /// The source of that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn person_named(&self, name: String) -> Result<Option<Person>, StoreError> {
        self.read(move |db| sql::people::named(db, &name)).await
    }
}
