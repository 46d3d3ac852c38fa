//! Why somebody is not in, as far as it lies with the provider; sorted by what helps.

use super::http::NoReply;
use openidconnect::{ClaimsVerificationError, DiscoveryError, RequestTokenError, UserInfoError};
use std::error::Error;

/// What failed.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It does not answer, or not as a provider does; it may later.
    #[error("the identity provider cannot be used")]
    Away(#[source] Box<dyn Error + Send + Sync>),
    /// It was asked a moment ago and did not answer.
    #[error("the identity provider did not answer a moment ago")]
    AwayStill,
    /// It knows nothing of the code: it was used, took too long, is another client's, or somebody else's.
    #[error("the identity provider did not take the code")]
    Code,
    /// It does not know this hub by what it was told.
    #[error("the identity provider refuses this hub: {0}")]
    Client(String),
    /// It answered without an identity token, or with one that names nobody.
    #[error("the identity provider did not say who it is")]
    Nobody,
    /// The token is for another sign-in.
    #[error("the identity token is for another sign-in")]
    Nonce,
    /// The token is for another program.
    #[error("the identity token is for another program")]
    Audience,
    /// The token is of another provider.
    #[error("the identity token is of another provider")]
    Issuer,
    /// The token has run out.
    #[error("the identity token has run out")]
    Expired,
    /// The token is not signed by a key of the provider, or in no way that is taken.
    #[error("the identity token is not signed by the provider")]
    Signature(#[source] ClaimsVerificationError),
    /// Anything else about the token.
    #[error("the identity token is not what it should be")]
    Token(#[source] ClaimsVerificationError),
}

impl From<DiscoveryError<NoReply>> for ProviderError {
    fn from(error: DiscoveryError<NoReply>) -> Self {
        Self::Away(Box::new(error))
    }
}

impl From<UserInfoError<NoReply>> for ProviderError {
    fn from(error: UserInfoError<NoReply>) -> Self {
        match error {
            UserInfoError::ClaimsVerification(error) => error.into(),
            other => Self::Away(Box::new(other)),
        }
    }
}

/// What a token endpoint answers instead of a token.
pub(super) type NoToken =
    RequestTokenError<NoReply, openidconnect::StandardErrorResponse<openidconnect::core::CoreErrorResponseType>>;

impl From<NoToken> for ProviderError {
    fn from(error: NoToken) -> Self {
        use openidconnect::core::CoreErrorResponseType::InvalidGrant;
        match error {
            RequestTokenError::ServerResponse(told) if *told.error() == InvalidGrant => Self::Code,
            RequestTokenError::ServerResponse(told) => Self::Client(told.error().to_string()),
            // What would not parse may hold a token: only where it broke is kept.
            RequestTokenError::Parse(at, _body) => Self::Away(at.to_string().into()),
            other => Self::Away(Box::new(other)),
        }
    }
}

impl From<ClaimsVerificationError> for ProviderError {
    fn from(error: ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::InvalidAudience(_) => Self::Audience,
            ClaimsVerificationError::InvalidIssuer(_) => Self::Issuer,
            ClaimsVerificationError::InvalidNonce(_) => Self::Nonce,
            error @ ClaimsVerificationError::SignatureVerification(_) => Self::Signature(error),
            error => Self::Token(error),
        }
    }
}
