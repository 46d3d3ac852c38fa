//! The client before anybody has signed in, and the reading of every reply.

use crate::{
    address::{BadAddress, HubAddress},
    error::{ClientError, Oddity},
    https::Https,
    older::is_of_the_operation,
    reading::{Unread, read},
    signed::Signed,
    transport::{Method, Reply, Request, Streamed, Transport},
};
use futures_util::StreamExt as _;
use scrim_wire::{
    Problem,
    http::session::{BeginOidc, FinishOidc, OidcBegun, Refresh, SignIn, SignInWays, Tokens},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// The longest JSON reply that is read; the longest real one is a page of one's own record.
pub(crate) const MAX_JSON_BYTES: usize = 4 * 1024 * 1024;

/// One hub, nobody signed in.
#[derive(Clone)]
pub struct HubClient {
    transport: Arc<dyn Transport>,
}

impl HubClient {
    /// A client of the hub at `address`, over the network.
    ///
    /// # Errors
    /// [`BadAddress`] where nothing can be sent there safely.
    pub fn connect(address: &HubAddress) -> Result<Self, BadAddress> {
        let https = Https::new(address.clone()).map_err(|_no_tls| BadAddress::NobodyTrusted)?;
        Ok(Self::over(Arc::new(https)))
    }

    /// A client over any transport.
    pub fn over(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }

    /// `GET /readyz`: it answers, and its database does.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn ready(&self) -> Result<(), ClientError> {
        self.ok(Request::to("readyz", Method::Get, "/readyz")).await.map(drop)
    }

    /// The version that `GET /openapi.json` says of itself.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn version(&self) -> Result<String, ClientError> {
        let document: Document = self.json(Request::to("document", Method::Get, "/openapi.json")).await?;
        Ok(document.info.version)
    }

    /// `POST /v1/session`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_in(&self, who: &SignIn) -> Result<Tokens, ClientError> {
        let request = Request::to("sign in", Method::Post, "/v1/session").json(who)?;
        self.json(request).await
    }

    /// `GET /v1/session/ways`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn ways(&self) -> Result<SignInWays, ClientError> {
        self.json(Request::to("ways", Method::Get, "/v1/session/ways")).await
    }

    /// `POST /v1/session/oidc/begin`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn begin_oidc(&self, begin: &BeginOidc) -> Result<OidcBegun, ClientError> {
        let request = Request::to("begin a sign-in", Method::Post, "/v1/session/oidc/begin").json(begin)?;
        self.json(request).await
    }

    /// `POST /v1/session/oidc`. A state is good for one try.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn finish_oidc(&self, finish: &FinishOidc) -> Result<Tokens, ClientError> {
        let request = Request::to("finish a sign-in", Method::Post, "/v1/session/oidc").json(finish)?;
        self.json(request).await
    }

    /// `POST /v1/session/refresh`. Sending the same token twice ends the session.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn refresh(&self, refresh: &Refresh) -> Result<Tokens, ClientError> {
        let request = Request::to("refresh", Method::Post, "/v1/session/refresh").json(refresh)?;
        self.json(request).await
    }

    /// The same hub, on behalf of whoever `access_token` is of.
    pub fn signed(&self, access_token: &str) -> Signed {
        Signed::new(self.clone(), Zeroizing::new(access_token.to_owned()))
    }

    /// The pieces of a reply that goes on.
    pub(crate) async fn listen(&self, request: Request) -> Result<Streamed, ClientError> {
        let asked = Asked::by(&request);
        let streamed = self.transport.listen(request).await;
        let streamed = streamed.map_err(|silence| ClientError::Unreachable { reason: silence.reason })?;
        if (200..300).contains(&streamed.status) {
            return Ok(streamed);
        }
        let status = streamed.status;
        let mut body = Vec::new();
        let mut pieces = streamed.pieces;
        while let Some(Ok(piece)) = pieces.next().await {
            body.extend_from_slice(&piece);
            if body.len() > MAX_JSON_BYTES {
                break;
            }
        }
        Err(asked.refused(status, &body))
    }

    pub(crate) async fn json<T: DeserializeOwned>(&self, request: Request) -> Result<T, ClientError> {
        let operation = request.operation;
        let reply = self.ok(request).await?;
        read(&reply.1).map_err(|unread| ClientError::Protocol {
            operation,
            status: reply.0,
            oddity: match unread {
                Unread::Shape => Oddity::Unparsable,
                Unread::Word => Oddity::TooNew,
            },
        })
    }

    /// The status and bytes of a success.
    pub(crate) async fn ok(&self, request: Request) -> Result<(u16, Vec<u8>), ClientError> {
        let asked = Asked::by(&request);
        let reply = self.transport.send(request).await;
        let Reply { status, body } = reply.map_err(|silence| ClientError::Unreachable { reason: silence.reason })?;
        let body = body.ok_or(asked.odd(status, Oddity::TooLong))?;
        if (200..300).contains(&status) {
            return Ok((status, body));
        }
        Err(asked.refused(status, &body))
    }
}

/// What was asked, for whoever reads the reply.
#[derive(Clone, Copy)]
struct Asked {
    operation: &'static str,
    /// By somebody who is signed in, so that there is a hub.
    signed: bool,
}

impl Asked {
    fn by(request: &Request) -> Self {
        Self {
            operation: request.operation,
            signed: request.bearer.is_some(),
        }
    }

    fn odd(self, status: u16, oddity: Oddity) -> ClientError {
        ClientError::Protocol {
            operation: self.operation,
            status,
            oddity,
        }
    }

    /// What a reply says that is no success.
    fn refused(self, status: u16, body: &[u8]) -> ClientError {
        match read::<Problem>(body) {
            Ok(problem) if is_of_the_operation(&problem) => self.odd(status, Oddity::TooOld),
            Ok(problem) => ClientError::Refused(problem),
            // Something before the hub lets through what it knows of, and says so in words of its own.
            Err(_not_ours) if self.signed && matches!(status, 404 | 405) => self.odd(status, Oddity::TooOld),
            Err(_not_ours) => self.odd(status, Oddity::NoProblem),
        }
    }
}

/// What is read of the API's document.
#[derive(Deserialize)]
struct Document {
    info: About,
}

#[derive(Deserialize)]
struct About {
    version: String,
}

impl fmt::Debug for HubClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HubClient")
    }
}

/// The media type of almost everything that is sent.
const JSON: &str = "application/json";

/// What parts of a form are told apart by.
const BOUNDARY: &str = "scrim-f5b1c2a09e7d4863";

/// The media type of a form with that boundary.
const FORM: &str = "multipart/form-data; boundary=scrim-f5b1c2a09e7d4863";

impl Request {
    pub(crate) fn to(operation: &'static str, method: Method, path: impl Into<String>) -> Self {
        Self {
            operation,
            method,
            path: path.into(),
            bearer: None,
            lease_token: None,
            idempotency_key: None,
            last_event: None,
            body: None,
            body_is: JSON,
            max_reply_bytes: MAX_JSON_BYTES,
            picture_in_reply: false,
        }
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, ClientError> {
        let body = serde_json::to_vec(body).map_err(|_unserialisable| ClientError::Protocol {
            operation: self.operation,
            status: 0,
            oddity: Oddity::Unparsable,
        })?;
        self.body = Some(body);
        Ok(self)
    }

    /// A form with one picture in it.
    pub(crate) fn picture(mut self, picture: &[u8]) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"picture\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let tail = format!("\r\n--{BOUNDARY}--\r\n");
        self.body = Some([head.as_bytes(), picture, tail.as_bytes()].concat());
        self.body_is = FORM;
        self
    }
}
