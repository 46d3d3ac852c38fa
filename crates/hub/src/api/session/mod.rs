//! Signing in, refreshing, signing out.

pub(super) mod oidc_begin;
pub(super) mod oidc_finish;
pub(super) mod refresh;
pub(super) mod sign_in;
pub(super) mod sign_out;
pub(super) mod ways;

use crate::{api::ApiProblem, tokens};
use scrim_model::time::{Span, Time};
use scrim_store::people::TokenPair;
use scrim_wire::{Code, http::session::Tokens};
use zeroize::Zeroizing;

/// How long an access token lives.
const ACCESS_LASTS: Span = Span::minutes(10);

/// Said only to whoever has proven who they are.
fn switched_off() -> ApiProblem {
    ApiProblem::new(Code::SwitchedOff, "an admin has switched you off: ask them")
}

/// A fresh pair in clear, to be shown once.
struct Fresh {
    access: Zeroizing<String>,
    refresh: Zeroizing<String>,
}

impl Fresh {
    fn draw() -> Result<Self, tokens::NoEntropy> {
        Ok(Self {
            access: tokens::fresh()?,
            refresh: tokens::fresh()?,
        })
    }

    fn pair(&self) -> TokenPair {
        TokenPair {
            access: tokens::hash(&self.access),
            access_lasts: ACCESS_LASTS,
            refresh: tokens::hash(&self.refresh),
        }
    }

    fn shown(&self, expires_at: Time) -> Tokens {
        Tokens {
            access_token: self.access.to_string(),
            refresh_token: self.refresh.to_string(),
            expires_at,
        }
    }
}
