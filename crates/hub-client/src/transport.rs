//! The one seam between the typed client and the network, so that whoever tests a caller can stand in
//! for a hub without opening a port.

use futures_util::stream::BoxStream;
use std::{fmt, future::Future, pin::Pin};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Carries one request to a hub and its reply back.
pub trait Transport: Send + Sync {
    /// Sends it; never follows a redirect, never retries.
    fn send(&self, request: Request) -> Answering<'_>;

    /// Sends it, and answers its body as it comes, for as long as it comes.
    fn listen(&self, request: Request) -> Listening<'_> {
        drop(request);
        let reason = "it cannot be listened to";
        Box::pin(std::future::ready(Err(Unreachable { reason })))
    }
}

/// A reply that goes on.
pub type Listening<'a> = Pin<Box<dyn Future<Output = Result<Streamed, Unreachable>> + Send + 'a>>;

/// The beginning of a reply, and the pieces of its body to come.
pub struct Streamed {
    /// The status.
    pub status: u16,
    /// Pieces; the last is followed by nothing, or by why there are no more.
    pub pieces: BoxStream<'static, Result<Vec<u8>, Unreachable>>,
}

/// A reply on its way.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Reply, Unreachable>> + Send + 'a>>;

/// Nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unreachable {
    /// What kind of silence; nothing of address or content.
    pub reason: &'static str,
}

/// One request.
#[derive(Clone)]
pub struct Request {
    /// The operation's name, for errors.
    pub operation: &'static str,
    /// How.
    pub method: Method,
    /// Where, from the hub's root: `/v1/…`.
    pub path: String,
    /// The access token.
    pub bearer: Option<Zeroizing<String>>,
    /// The token of the lease it is about.
    pub lease_token: Option<Zeroizing<String>>,
    /// Makes sending it twice harmless.
    pub idempotency_key: Option<Uuid>,
    /// The last event that was heard.
    pub last_event: Option<u64>,
    /// What is sent.
    pub body: Option<Vec<u8>>,
    /// What that is, as its media type.
    pub body_is: &'static str,
    /// The longest reply that is read, bytes.
    pub max_reply_bytes: usize,
    /// The reply is a picture: nothing of it may stay behind in the transport.
    pub picture_in_reply: bool,
}

/// How a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes.
    Post,
    /// Sets; the same words twice change nothing.
    Put,
    /// Changes what is named and leaves the rest.
    Patch,
    /// Ends.
    Delete,
}

/// What came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The bytes; none at all where there were more than the request wanted.
    pub body: Option<Vec<u8>>,
}

impl fmt::Debug for Request {
    /// Neither tokens nor bodies reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({:?} {})", self.method, self.operation)
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({})", self.status)
    }
}
