//! Who calls, and whether they may: one extractor for every operation.

use super::ApiProblem;
use crate::{clock, hub::Hub, tokens};
use axum::{
    extract::FromRequestParts,
    http::{header::AUTHORIZATION, request::Parts},
};
use scrim_model::{
    ids::{LeaseId, SessionId},
    person::Permission,
};
use scrim_store::{
    leases::Proof,
    people::{Caller, TokenHash, TokenRefused},
};
use scrim_wire::{Code, http::LEASE_TOKEN};
use std::{marker::PhantomData, sync::Arc};

/// A permission as a type, so that a handler's signature says what it needs.
pub trait Needs: Send + Sync {
    /// Which; none for what everybody may who signed in.
    const PERMISSION: Option<Permission>;
    /// Another one that is as good.
    const OR: Option<Permission> = None;
    /// Whether it is open to whoever has still to choose a password of their own.
    const WITH_GIVEN_PASSWORD: bool = false;
    /// Whether it is for people alone, and not for a source's key.
    const FOR_PEOPLE: bool = false;
}

/// Everybody who signed in, also with a password that they have still to change.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ComesIn {}

impl Needs for ComesIn {
    const PERMISSION: Option<Permission> = None;
    const WITH_GIVEN_PASSWORD: bool = true;
}

/// A person who signed in, also with a password that they have still to change.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Oneself {}

impl Needs for Oneself {
    const PERMISSION: Option<Permission> = None;
    const WITH_GIVEN_PASSWORD: bool = true;
    const FOR_PEOPLE: bool = true;
}

/// Decisions that stand: whoever reverses one has to find it, and so has whoever hands one over for a report.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SeesDecisions {}

impl Needs for SeesDecisions {
    const PERMISSION: Option<Permission> = Some(Permission::Reverse);
    const OR: Option<Permission> = Some(Permission::ReadAudit);
}

macro_rules! needs {
    ($($(#[$doc:meta])* $name:ident => $permission:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub(crate) enum $name {}
        impl Needs for $name {
            const PERMISSION: Option<Permission> = $permission;
        }
    )+};
}

needs! {
    /// Everybody who signed in.
    SignedIn => None;
    /// Reviewing.
    Reviews => Some(Permission::Review);
    /// Settling.
    Settles => Some(Permission::Settle);
    /// Reversing.
    Reverses => Some(Permission::Reverse);
    /// Queues and rules.
    ManagesQueues => Some(Permission::ManageQueues);
    /// Setting floors.
    SetsFloors => Some(Permission::SetFloors);
    /// Seeing sums.
    SeesMetrics => Some(Permission::SeeMetrics);
    /// Seeing what could not be read.
    SeesUnreadable => Some(Permission::SeeUnreadable);
    /// People and sources.
    ManagesPeople => Some(Permission::ManagePeople);
    /// Lists.
    ManagesBanks => Some(Permission::ManageBanks);
    /// The audit.
    ReadsAudit => Some(Permission::ReadAudit);
    /// Holding.
    Holds => Some(Permission::Hold);
    /// Destroying, and what leads to it.
    Destroys => Some(Permission::Destroy);
    /// Sending uploads.
    Submits => Some(Permission::Submit);
}

/// A caller who may do `P`.
pub struct May<P> {
    /// Who.
    pub caller: Caller,
    token: Option<TokenHash>,
    needs: PhantomData<P>,
}

impl<P> May<P> {
    /// The sign-in of a person.
    ///
    /// # Errors
    /// When a source's key was used where a person must have signed in.
    pub fn session(&self) -> Result<SessionId, ApiProblem> {
        self.caller.session.ok_or_else(not_a_person)
    }

    /// What proves that the caller holds a lease: its token where it was sent, else the sign-in.
    ///
    /// # Errors
    /// As [`Self::session`].
    pub fn proof(&self, lease: LeaseId) -> Result<Proof, ApiProblem> {
        Ok(Proof {
            lease,
            person: self.caller.person.id,
            session: self.session()?,
            token: self.token,
        })
    }

    /// Whether the caller may also do something else.
    pub fn also(&self, permission: Permission) -> bool {
        self.caller.permissions.contains(&permission)
    }
}

impl<P: Needs> FromRequestParts<Arc<Hub>> for May<P> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, ApiProblem> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let bearer = text(AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
        let unknown = || {
            ApiProblem::new(
                Code::Unauthenticated,
                "sign in first: the request carries no valid token",
            )
        };
        let may = Self::with_token(hub, bearer.ok_or_else(unknown)?.trim()).await?;
        Ok(Self {
            token: text(LEASE_TOKEN).map(tokens::hash),
            ..may
        })
    }
}

impl<P: Needs> May<P> {
    /// Whoever has that token, however it came, if they may.
    pub(super) async fn with_token(hub: &Hub, token: &str) -> Result<Self, ApiProblem> {
        let caller = hub.store.caller(tokens::hash(token), clock::now()).await;
        let caller = caller.map_err(refused)?;
        if caller.given_password && !P::WITH_GIVEN_PASSWORD {
            return Err(ApiProblem::new(
                Code::PasswordGiven,
                "somebody gave you this password, and so knows it: choose one of your own first",
            ));
        }
        if P::FOR_PEOPLE && caller.session.is_none() {
            return Err(not_a_person());
        }
        let has = |permission| caller.permissions.contains(&permission);
        let allowed = P::PERMISSION.is_none_or(has) || P::OR.is_some_and(has);
        if !allowed {
            return Err(ApiProblem::new(Code::Forbidden, "your role does not allow this"));
        }
        Ok(Self {
            caller,
            token: None,
            needs: PhantomData,
        })
    }
}

fn not_a_person() -> ApiProblem {
    ApiProblem::new(Code::Forbidden, "this needs a person who signed in, not a source's key")
}

fn refused(refused: TokenRefused) -> ApiProblem {
    match refused {
        TokenRefused::Expired => ApiProblem::new(Code::TokenExpired, "the access token has run out: refresh it"),
        TokenRefused::Unknown | TokenRefused::Reused | TokenRefused::Ended(_) => ApiProblem::new(
            Code::Unauthenticated,
            "sign in first: the token is unknown or was ended",
        ),
        TokenRefused::Store(error) => error.into(),
    }
}
