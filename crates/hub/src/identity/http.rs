//! The way to a provider: time-outs, no redirects, a bound on every reply, and nothing in the clear but on this
//! machine.

use super::is_safe;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use reqwest::{Url, redirect::Policy};
use std::{future::Future, pin::Pin, time::Duration};

/// For a connection.
const CONNECTING: Duration = Duration::from_secs(3);

/// For a request. A sign-in takes three of them, and has to be through within the minute that a request of the hub
/// may take.
const REQUEST: Duration = Duration::from_secs(8);

/// The longest reply that is read: keys and tokens have some kilobytes.
const MOST_BYTES: usize = 512 * 1024;

/// Talks to a provider.
#[derive(Debug, Clone)]
pub(super) struct Line(reqwest::Client);

/// Why no reply came.
#[derive(Debug, thiserror::Error)]
pub enum NoReply {
    /// The network, or the provider.
    #[error("the identity provider does not answer")]
    Silent(#[from] reqwest::Error),
    /// It names an address of its own that would be asked in the clear.
    #[error("the identity provider names an address that is not encrypted")]
    InTheClear,
    /// More than it can have to say.
    #[error("the identity provider answers more than is read")]
    TooLong,
    /// What would be sent or was answered is no HTTP.
    #[error("the identity provider's answer is none")]
    Malformed(#[from] http::Error),
}

impl Line {
    /// A way to the provider of this name.
    pub(super) fn to(issuer: &Url) -> reqwest::Result<Self> {
        let builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECTING)
            .timeout(REQUEST);
        let builder = if issuer.scheme() == "https" {
            builder.https_only(true)
        } else {
            builder.no_proxy()
        };
        Ok(Self(builder.build()?))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoReply> {
        let request = reqwest::Request::try_from(request)?;
        if !is_safe(request.url()) {
            return Err(NoReply::InTheClear);
        }
        let mut response = self.0.execute(request).await?;
        let mut reply = http::Response::builder().status(response.status());
        if let Some(headers) = reply.headers_mut() {
            *headers = std::mem::take(response.headers_mut());
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await? {
            if body.len().saturating_add(piece.len()) > MOST_BYTES {
                return Err(NoReply::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(reply.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Line {
    type Error = NoReply;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoReply>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
