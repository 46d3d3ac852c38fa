//! Signing in by an organisation's identity provider (OpenID Connect): the hub is the one who asks, and the only one
//! who ever has a token of the provider.
//!
//! Knows what a provider says of somebody, and not what that makes of them here: that is the model's and the store's.

mod claims;
mod failure;
mod http;
mod provider;

pub use failure::ProviderError;
pub use provider::{Asked, Provider};

use openidconnect::IssuerUrl;
use reqwest::Url;
use scrim_model::{identity::SESSION_LASTS, time::Span};
use std::{fmt, net::IpAddr};
use zeroize::Zeroizing;

/// What a hub is told of its provider.
#[derive(Clone)]
pub struct IdentitySettings {
    /// Where the provider is, and its name: to the letter, since it has to say the same of itself.
    pub issuer: IssuerUrl,
    /// Under what name the provider knows this hub.
    pub client_id: String,
    /// What proves that; none for a client that has no secret.
    pub client_secret: Option<Zeroizing<String>>,
    /// Which claim holds somebody's groups.
    pub groups_claim: String,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// How long a session lasts, however often it is refreshed.
    pub longest: Span,
}

impl fmt::Debug for IdentitySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentitySettings({})", self.issuer.as_str())
    }
}

/// An address that a provider cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identity provider is at https://…, or at http://… on this machine alone, without a query")]
pub struct BadIssuer;

impl IdentitySettings {
    /// A provider and what it is commonly asked for.
    ///
    /// # Errors
    /// [`BadIssuer`].
    pub fn of(issuer: &str, client_id: String) -> Result<Self, BadIssuer> {
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|_syntax| BadIssuer)?;
        let url = issuer.url();
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !bare || !is_safe(url) {
            return Err(BadIssuer);
        }
        Ok(Self {
            issuer,
            client_id,
            client_secret: None,
            groups_claim: "groups".to_owned(),
            scopes: vec!["profile".to_owned()],
            longest: SESSION_LASTS,
        })
    }
}

/// Whether what is sent there is read by nobody else: encrypted, or on this machine.
fn is_safe(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost" || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_reached_in_the_clear_on_this_machine_alone() {
        let of = |issuer: &str| IdentitySettings::of(issuer, "scrim".to_owned()).map(drop);
        for good in [
            "https://id.example/realms/team",
            "http://127.0.0.1:4000",
            "http://[::1]:1/",
            "http://localhost:1",
        ] {
            assert_eq!(of(good), Ok(()), "{good}");
        }
        for bad in [
            "http://id.example",
            "http://127.0.0.1.example",
            "https://id.example/?a=b",
            "https://id.example/#a",
            "https://me@id.example/",
            "id.example",
            "ftp://127.0.0.1/",
        ] {
            assert_eq!(of(bad), Err(BadIssuer), "{bad}");
        }
    }
}
