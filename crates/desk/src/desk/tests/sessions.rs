//! How the made-up hub lets people in.

use super::hub::{Book, NOW, json, parse, refused};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use scrim_hub_client::{Method, Reply, Request};
use scrim_wire::{
    Code,
    http::session::{BeginOidc, FinishOidc, OidcBegun, Refresh, SignIn, SignInWays, Tokens},
};
use sha2::{Digest, Sha256};

impl Book {
    pub(super) fn session(&mut self, request: &Request, path: &[&str]) -> Reply {
        match (request.method, path) {
            (Method::Post, []) => self.sign_in(&parse(request)),
            (Method::Post, ["refresh"]) => self.refresh(&parse(request)),
            (Method::Get, ["ways"]) => json(&SignInWays {
                passwords: self.organisation.is_none(),
                organisation: self.organisation.is_some(),
                contract: self.contract,
            }),
            (Method::Post, ["oidc", "begin"]) => self.begin_oidc(parse(request)),
            (Method::Post, ["oidc"]) => self.finish_oidc(&parse(request)),
            _ => json(&()),
        }
    }

    fn sign_in(&mut self, who: &SignIn) -> Reply {
        if who.password == "right" {
            self.new_tokens()
        } else {
            refused(Code::WrongPassword)
        }
    }

    fn begin_oidc(&mut self, begin: BeginOidc) -> Reply {
        let page = self.organisation.unwrap_or_default();
        self.begun = Some(begin);
        json(&OidcBegun {
            authorization_url: page.into(),
            state: "the state".into(),
            expires_at: NOW,
        })
    }

    fn finish_oidc(&mut self, finish: &FinishOidc) -> Reply {
        let hashed = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(finish.code_verifier.as_bytes()));
        let begun = self.begun.take().filter(|begun| begun.code_challenge == hashed);
        match (begun, finish.state.as_str(), finish.code.as_str()) {
            (Some(_), "the state", "the code") => self.new_tokens(),
            _ => refused(Code::SignInFailed),
        }
    }

    fn refresh(&mut self, refresh: &Refresh) -> Reply {
        if let Some(code) = self.ended {
            return refused(code);
        }
        let newest = refresh.refresh_token == format!("refresh {}", self.tokens);
        if newest && !self.forgot_us {
            self.new_tokens()
        } else {
            refused(Code::Unauthenticated)
        }
    }

    fn new_tokens(&mut self) -> Reply {
        self.tokens += 1;
        json(&Tokens {
            access_token: self.tokens.to_string(),
            refresh_token: format!("refresh {}", self.tokens),
            expires_at: NOW,
        })
    }
}
