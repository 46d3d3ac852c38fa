//! Signing in, as the window draws it.

use crate::{error::Code, http::session::SignInWays};
use serde::{Deserialize, Serialize};

/// Signing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SignInView {
    /// The hub of last time, or the default.
    pub hub: String,
    /// The name of last time.
    pub name: String,
    /// The hub has been asked.
    pub busy: bool,
    /// Why the last try failed, or the session ended.
    pub problem: Option<Code>,
    /// What is the matter with this hub, before anybody signs in.
    pub oddity: Option<HubOddity>,
    /// How one can sign in at this hub, once it has said so.
    pub ways: Option<SignInWays>,
    /// How far a sign-in in the browser is.
    pub browser: Browser,
}

/// How far a sign-in in the system's browser is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Browser {
    /// None is under way.
    #[default]
    Unused,
    /// It is open, and is waited for.
    Awaited,
    /// It could not be opened.
    NotOpened,
}

/// What keeps anybody from signing in at a hub, whatever they type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum HubOddity {
    /// Its certificate is not one that this system trusts for its address.
    Certificate,
    /// It is older than this desk can work with.
    TooOld,
    /// It is newer than this desk can work with.
    TooNew,
}
