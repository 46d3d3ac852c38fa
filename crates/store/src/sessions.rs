//! Sessions: how they begin, go on and end.

use crate::{
    Store,
    engine::Alone,
    error::StoreError,
    people::{EndedWhy, TokenHash, TokenPair, TokenRefused},
    sql,
};
use scrim_model::{
    ids::{PersonId, SessionId},
    time::Time,
};

impl Store {
    /// Starts a session and answers when its access token runs out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn start_session(&self, person: PersonId, tokens: TokenPair) -> Result<Time, StoreError> {
        self.write(Alone::not(), move |tx| sql::sessions::start(tx, person, tokens, None))
            .await
    }

    /// Changes a refresh token for a fresh pair.
    ///
    /// # Errors
    /// [`TokenRefused`]; a token used twice ends its session, and so does one whose session has lasted too long.
    pub async fn refresh_session(&self, used: TokenHash, tokens: TokenPair) -> Result<Time, TokenRefused> {
        self.write(Alone::not(), move |tx| sql::sessions::refresh(tx, used, tokens))
            .await?
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_session(&self, session: SessionId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::sessions::end(tx, session, EndedWhy::SignedOut)
        })
        .await
    }

    /// Ends every session of a person, and gives back what they hold. What they were shown counts as it stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_sessions_of(&self, person: PersonId, by: PersonId) -> Result<(), StoreError> {
        self.write(Alone::on(person), move |tx| {
            sql::sessions::end_all(tx, person, Some(by), EndedWhy::Everywhere)
        })
        .await
    }

    /// Ends every session that began with a password: this hub takes none any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_password_sessions(&self) -> Result<(), StoreError> {
        self.write(Alone::not(), sql::sessions::end_of_passwords).await
    }
}
