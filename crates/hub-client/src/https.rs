//! The real transport: reqwest with time-outs, no redirects and a bound on every reply.

use crate::{
    address::HubAddress,
    error::UNTRUSTED,
    transport::{Answering, Listening, Method, Reply, Request, Streamed, Transport, Unreachable},
};
use futures_util::{StreamExt as _, stream};
use reqwest::{
    ClientBuilder, RequestBuilder, Response,
    header::{ACCEPT, CONTENT_TYPE},
    redirect::Policy,
};
use scrim_wire::http::{IDEMPOTENCY_KEY, LEASE_TOKEN};
use std::{error::Error as _, io, time::Duration};

/// How long a connection may take: a desk that waits longer should say so and go on veiled.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long silence within a reply may last.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a whole call may take.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a connection over which a picture came may stay open with nothing to do. What a connection has
/// read last stays in its buffer until it reads again or ends; the next tile mostly follows within this.
const IDLE_AFTER_PICTURE: Duration = Duration::from_secs(1);

/// Where a reader of events stopped.
const LAST_EVENT: &str = "last-event-id";

/// Talks to one hub.
#[derive(Debug, Clone)]
pub struct Https {
    address: HubAddress,
    client: reqwest::Client,
    /// Connections of their own, ended soon after.
    pictures: reqwest::Client,
    /// Replies that have no end, and signs of life in between.
    listening: reqwest::Client,
}

/// The system offers no way to make TLS connections.
#[derive(Debug, thiserror::Error)]
#[error("no TLS on this system: {0}")]
pub struct NoTls(#[from] reqwest::Error);

impl Https {
    /// A transport to `address`. Connects on the first call.
    ///
    /// # Errors
    /// [`NoTls`] where the system's certificates cannot be used.
    pub fn new(address: HubAddress) -> Result<Self, NoTls> {
        let client = common(&address).timeout(TOTAL_TIMEOUT).build()?;
        let pictures = common(&address).timeout(TOTAL_TIMEOUT);
        let pictures = pictures.pool_idle_timeout(IDLE_AFTER_PICTURE).build()?;
        let listening = common(&address).pool_max_idle_per_host(0).build()?;
        Ok(Self {
            address,
            client,
            pictures,
            listening,
        })
    }

    fn request(&self, client: &reqwest::Client, request: Request) -> RequestBuilder {
        let address = self.address.join(&request.path);
        let mut builder = match request.method {
            Method::Get => client.get(address),
            Method::Post => client.post(address),
            Method::Put => client.put(address),
            Method::Patch => client.patch(address),
            Method::Delete => client.delete(address),
        }
        .header(
            ACCEPT,
            "application/json, application/octet-stream, image/*, text/event-stream",
        );
        if let Some(bearer) = request.bearer {
            builder = builder.bearer_auth(bearer.as_str());
        }
        if let Some(token) = request.lease_token {
            builder = builder.header(LEASE_TOKEN, token.as_str());
        }
        if let Some(id) = request.last_event {
            builder = builder.header(LAST_EVENT, id);
        }
        if let Some(key) = request.idempotency_key {
            builder = builder.header(IDEMPOTENCY_KEY, key.to_string());
        }
        match request.body {
            Some(body) => builder.header(CONTENT_TYPE, request.body_is).body(body),
            None => builder,
        }
    }
}

/// What holds for every connection to a hub.
fn common(address: &HubAddress) -> ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        // What connections keep of a picture was measured with it; a build may bring the other for others.
        .http1_only()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .referer(false);
    if address.is_loopback() {
        // A proxy would see what must not leave this machine.
        builder.no_proxy()
    } else {
        builder.https_only(true)
    }
}

impl Transport for Https {
    fn send(&self, request: Request) -> Answering<'_> {
        let max_bytes = request.max_reply_bytes;
        let client = if request.picture_in_reply {
            &self.pictures
        } else {
            &self.client
        };
        let request = self.request(client, request);
        Box::pin(async move {
            let response = request.send().await.map_err(|error| silence(&error))?;
            let status = response.status().as_u16();
            let body = read(response, max_bytes).await?;
            Ok(Reply { status, body })
        })
    }

    fn listen(&self, request: Request) -> Listening<'_> {
        let request = self.request(&self.listening, request);
        Box::pin(async move {
            let response = request.send().await.map_err(|error| silence(&error))?;
            let status = response.status().as_u16();
            let pieces = stream::try_unfold(response, async |mut response| {
                let piece = response.chunk().await.map_err(|error| silence(&error))?;
                Ok(piece.map(|piece| (piece.to_vec(), response)))
            });
            let pieces = pieces.boxed();
            Ok(Streamed { status, pieces })
        })
    }
}

/// Reads piece by piece, so that an endless reply costs `max_bytes` and no more.
async fn read(mut response: Response, max_bytes: usize) -> Result<Option<Vec<u8>>, Unreachable> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| silence(&error))? {
        if body.len().saturating_add(piece.len()) > max_bytes {
            return Ok(None);
        }
        body.extend_from_slice(&piece);
    }
    Ok(Some(body))
}

/// Whether the connection ended over the hub's certificate.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = cause.downcast_ref() {
            return true;
        }
        // An error of input and output hands on the cause of what is in it, and not that itself.
        let within = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match within {
            Some(within) => Some(within),
            None => cause.source(),
        };
    }
    false
}

/// The kind of failure, without the address that reqwest's own words would carry.
pub(crate) fn silence(error: &reqwest::Error) -> Unreachable {
    let reason = if is_untrusted(error) {
        UNTRUSTED
    } else if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else if error.is_body() || error.is_decode() {
        "the connection broke off"
    } else {
        "the call failed"
    };
    Unreachable { reason }
}
