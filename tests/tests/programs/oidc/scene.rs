//! A hub and its provider, and a desk between them that is made of HTTP.

use reqwest::{Client, Method, StatusCode};
use scrim_tests::harness::{HubOptions, Provider, TestHub, browser::Browser, provider::can_run};
use scrim_wire::{
    Code, Problem,
    http::{
        me::Me,
        session::{OidcBegun, Tokens},
    },
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// SHA-256 of `VERIFIER`, in base64 for addresses: the example of RFC 7636.
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Where a desk would wait.
pub(crate) const REDIRECT: &str = "http://127.0.0.1:49152/callback";

/// A hub and its provider, spoken to as a desk does.
pub(crate) struct Scene {
    pub(crate) hub: TestHub,
    pub(crate) provider: Provider,
    pub(crate) client: Client,
}

/// What came back with the browser.
pub(crate) struct Back {
    pub(crate) state: String,
    pub(crate) code: String,
}

impl Scene {
    pub(crate) async fn set(more: &[&str]) -> anyhow::Result<Option<Self>> {
        if !can_run()? {
            return Ok(None);
        }
        let provider = Provider::start()?;
        let mut words = provider.words()?;
        words.extend(more.iter().map(|word| (*word).to_owned()));
        let hub = TestHub::start_with(HubOptions::default(), words)?;
        hub.command(&["group", "set", "moderators", "--role", "moderator"])?;
        provider.groups(&json!({"robin": ["moderators", "cooking"]})).await?;
        let client = Client::builder().build()?;
        Ok(Some(Self { hub, provider, client }))
    }

    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: &Value,
    ) -> anyhow::Result<Result<T, (StatusCode, Problem)>> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.hub.url))
            .json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await?;
        let status = response.status();
        Ok(if status.is_success() {
            Ok(response.json().await?)
        } else {
            Err((status, response.json().await?))
        })
    }

    pub(crate) async fn begin(&self) -> anyhow::Result<Result<OidcBegun, (StatusCode, Problem)>> {
        let body = json!({"code_challenge": CHALLENGE, "redirect_uri": REDIRECT});
        self.ask(Method::POST, "/v1/session/oidc/begin", None, &body).await
    }

    /// Begins, and signs in at the provider.
    pub(crate) async fn go(&self, name: &str) -> anyhow::Result<Back> {
        let begun = self.begin().await?.map_err(told)?;
        let landed = Browser::new()?.sign_in(&begun.authorization_url, name).await?;
        anyhow::ensure!(landed.starts_with(REDIRECT), "{landed}");
        let back = back(&landed)?;
        assert_eq!(back.state, begun.state);
        Ok(back)
    }

    pub(crate) async fn finish(
        &self,
        back: &Back,
        verifier: &str,
    ) -> anyhow::Result<Result<Tokens, (StatusCode, Problem)>> {
        let body = json!({"state": back.state, "code": back.code, "code_verifier": verifier});
        self.ask(Method::POST, "/v1/session/oidc", None, &body).await
    }

    pub(crate) async fn sign_in(&self, name: &str) -> anyhow::Result<Result<Tokens, (StatusCode, Problem)>> {
        self.finish(&self.go(name).await?, VERIFIER).await
    }

    pub(crate) async fn me(&self, tokens: &Tokens) -> anyhow::Result<Me> {
        let me = self
            .ask(Method::GET, "/v1/me", Some(&tokens.access_token), &json!({}))
            .await?;
        me.map_err(told)
    }
}

pub(crate) fn back(landed: &str) -> anyhow::Result<Back> {
    let url = reqwest::Url::parse(landed)?;
    let value = |wanted: &str| {
        let found = url.query_pairs().find(|(name, _)| name == wanted);
        found
            .map(|(_, value)| value.into_owned())
            .ok_or_else(|| anyhow::anyhow!("no {wanted} in {landed}"))
    };
    Ok(Back {
        state: value("state")?,
        code: value("code")?,
    })
}

pub(crate) fn told((status, problem): (StatusCode, Problem)) -> anyhow::Error {
    anyhow::anyhow!("{status}: {}", problem.message)
}

/// The refusal has this code, and these words are in its sentence.
#[track_caller]
pub(crate) fn refused<T>(answer: Result<T, (StatusCode, Problem)>, code: Code, words: &str) {
    let (status, problem) = answer.err().expect(words);
    assert_eq!(
        (problem.code, status.as_u16()),
        (code, code.status()),
        "{}",
        problem.message
    );
    assert!(
        problem.message.contains(words),
        "{:?} says nothing of {words:?}",
        problem.message
    );
}
