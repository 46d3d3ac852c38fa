//! Signing in and out.

use crate::contract::Contract;
use scrim_model::time::Time;
use serde::{Deserialize, Serialize};

/// `POST /v1/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The name the admin gave.
    pub name: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// `GET /v1/session/ways`: how somebody can sign in here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct SignInWays {
    /// With a name and a password.
    pub passwords: bool,
    /// At the identity provider of an organisation.
    pub organisation: bool,
    /// Which versions of this contract the hub speaks.
    #[serde(default)]
    pub contract: Contract,
}

/// `POST /v1/session/oidc/begin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginOidc {
    /// SHA-256 of the verifier, in base64 for addresses (RFC 7636, `S256`): 43 characters.
    pub code_challenge: String,
    /// `http://127.0.0.1:PORT/callback`, where the desk waits for the browser to come back.
    pub redirect_uri: String,
}

/// `200` of `POST /v1/session/oidc/begin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OidcBegun {
    /// To be opened in the system's browser.
    pub authorization_url: String,
    /// Comes back with the browser.
    pub state: String,
    /// Until when the sign-in can be finished.
    pub expires_at: Time,
}

/// `POST /v1/session/oidc`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishOidc {
    /// As it came back.
    pub state: String,
    /// As it came back.
    pub code: String,
    /// What only whoever began it knows: 43 to 128 characters.
    pub code_verifier: String,
}

impl std::fmt::Debug for FinishOidc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FinishOidc").finish_non_exhaustive()
    }
}

/// `POST /v1/session/refresh`. A refresh token is good for one use; using one twice ends the session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The newest refresh token.
    pub refresh_token: String,
}

/// What a sign-in or a refresh answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Tokens {
    /// Sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// Good for one refresh.
    pub refresh_token: String,
    /// When the access token runs out.
    pub expires_at: Time,
}
