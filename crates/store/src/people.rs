//! People, sources and who they are.
//!
//! Knows no password and no token in clear: callers hand in what argon2 made, and SHA-256 of tokens.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{PersonId, SessionId},
    opt_out::OptOuts,
    person::{AdminsProblem, Permission, Preferences, Role},
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// SHA-256 of a random token.
pub type TokenHash = [u8; 32];

/// Failed tries before signing in is locked for a while.
pub const TRIES_BEFORE_LOCK: u32 = 5;

/// For how long it is locked.
pub const LOCKED_FOR: Span = Span::minutes(5);

/// For how long a failed try counts, if no other follows.
pub const TRIES_KEPT_FOR: Span = Span::hours(1);

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
    /// Whether they are used to the work: then nothing is halved in their first days.
    pub experienced: bool,
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
    /// Whether somebody said that they are used to the work.
    pub experienced: bool,
}

/// What a sign-in checks against.
#[derive(Debug, Clone)]
pub struct PasswordRow {
    /// Who.
    pub person: Person,
    /// argon2's text.
    pub password: String,
}

/// A password of somebody's that is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPassword {
    /// argon2's text.
    pub text: String,
    /// Somebody else gave it to them, and knows it.
    pub given: bool,
}

/// One's own password, and the one that takes its place; each as argon2's text.
#[derive(Debug, Clone)]
pub struct OwnPassword {
    /// The one that was shown to be known.
    pub before: String,
    /// The one from now on.
    pub after: String,
}

/// Whether a password may be tried under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// This try is counted, and may go on.
    Goes,
    /// There were too many; none before then.
    Locked(Time),
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedWhy {
    /// Whoever held it signed out.
    SignedOut,
    /// Somebody ended all sessions of the person: they, or an admin.
    Everywhere,
    /// The person was switched off.
    SwitchedOff,
    /// It lasted as long as one may.
    Over,
    /// No group of the person's gives anything here any more.
    NoGroup,
    /// A refresh token of it was used twice.
    Reused,
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
    /// What their role allows now.
    pub permissions: BTreeSet<Permission>,
    /// They signed in with a password that somebody gave them, and have still to choose one of their own.
    pub given_password: bool,
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
    /// Its session was ended, and why.
    #[error("the session has ended")]
    Ended(EndedWhy),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is to be changed of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// What they are here for from now on.
    pub role: Option<Role>,
    /// Whether signing in is switched off.
    pub disabled: Option<bool>,
    /// Whether they are used to the work.
    pub experienced: Option<bool>,
}

/// Why somebody was not changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// There is nobody of that id.
    #[error("there is no such person")]
    NoSuch,
    /// A source stays one, and nobody becomes one.
    #[error("a source has a key and a person signs in: neither becomes the other")]
    Source,
    /// What they are here for follows from their groups.
    #[error("their role follows their groups at the identity provider: change what a group gives")]
    FollowsGroups,
    /// They sign in elsewhere, or nobody is left to sign in.
    #[error("they have no password here")]
    NoPassword,
    /// Another password was set since theirs was looked at.
    #[error("the password was changed in between")]
    PasswordSince,
    /// Nobody would be left to undo a mistake, or they would do it to themselves.
    #[error(transparent)]
    Admins(#[from] AdminsProblem),
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
        self.write(Alone::not(), move |tx| sql::people::set_preferences(tx, who, &wanted))
            .await
    }

    /// What a person leaves out, and every category that a case was ever about.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn opt_outs(&self, who: PersonId) -> Result<(OptOuts, BTreeSet<String>), StoreError> {
        self.read(move |db| Ok((sql::subjects::opt_outs(db, who)?, sql::subjects::categories(db)?)))
            .await
    }

    /// Keeps what a person leaves out, from now on; what they hold of it goes back unseen. The chain has no word of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_opt_outs(&self, who: PersonId, wanted: OptOuts) -> Result<(), StoreError> {
        self.write(Alone::on(who), move |tx| sql::subjects::set_opt_outs(tx, who, &wanted))
            .await
    }

    /// Adds somebody, as whoever is at the machine asks.
    ///
    /// # Errors
    /// [`NotAdded`].
    pub async fn add_person(&self, new: NewPerson) -> Result<PersonId, NotAdded> {
        self.add_person_by(None, new).await
    }

    /// Adds somebody, as somebody else asks. A password that is given so is known to two, until its holder has chosen
    /// another.
    ///
    /// # Errors
    /// [`NotAdded`].
    pub async fn add_person_by(&self, by: Option<PersonId>, new: NewPerson) -> Result<PersonId, NotAdded> {
        self.write(Alone::not(), move |tx| sql::people::add(tx, by, &new)).await
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
        self.read(move |db| sql::people::password(db, &name)).await
    }

    /// Counts a try under a name, whether anybody has it or not, before the password is looked at. The fifth that is
    /// not followed by a right one locks the name for a while.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_try(&self, name: TokenHash) -> Result<Try, StoreError> {
        self.write(Alone::not(), move |tx| sql::attempts::count(tx, name)).await
    }

    /// The password was right: earlier tries are forgotten.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_tries(&self, name: TokenHash) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::attempts::forget(tx, name))
            .await
    }

    /// Writes down that somebody's password was not right.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_failed_try(&self, person: PersonId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::people::failed(tx, person);
            Ok(())
        })
        .await
    }

    /// Gives somebody another role, or switches them off or on; whoever is switched off is out at once.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn change_person(
        &self,
        by: Option<PersonId>,
        who: PersonId,
        change: Change,
    ) -> Result<Person, NotChanged> {
        self.write(Alone::on(who), move |tx| sql::people::change(tx, by, who, change))
            .await
    }

    /// Gives somebody who has a password another one, as argon2's text. Every session of theirs ends: whoever had the one
    /// before may be signed in with it. One that another person gives is to be changed by its holder.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn set_password(&self, by: Option<PersonId>, who: PersonId, password: String) -> Result<(), NotChanged> {
        self.write(Alone::on(who), move |tx| {
            sql::people::set_password(tx, by, who, &password)
        })
        .await
    }

    /// The password that is kept of somebody; none of whoever signs in elsewhere, and of a source.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn kept_password(&self, who: PersonId) -> Result<Option<KeptPassword>, StoreError> {
        self.read(move |db| sql::people::kept_password(db, who)).await
    }

    /// Changes one's own password, where it is still the one that was shown to be known. Every other session of theirs
    /// ends, and what was held in one goes back.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn change_own_password(
        &self,
        (who, session): (PersonId, SessionId),
        wanted: OwnPassword,
    ) -> Result<(), NotChanged> {
        self.write(Alone::on(who), move |tx| {
            sql::people::change_own_password(tx, (who, session), &wanted)
        })
        .await
    }

    /// Takes everything away that says who a person is, and signs them out for good. What they did stays, under an id
    /// that leads to nobody. The database's own log of changes is written over too ([`Store::forget_log`]): answers
    /// whether nothing older is left in it.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn erase_person(&self, by: Option<PersonId>, who: PersonId) -> Result<bool, NotChanged> {
        self.write(Alone::on(who), move |tx| sql::people::erase(tx, by, who))
            .await?;
        Ok(self.forget_log().await?)
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
