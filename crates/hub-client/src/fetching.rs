//! Files from elsewhere than a hub: each under a bound of bytes and of time, and by redirects that go nowhere in clear.
//!
//! Sends nothing but the address that is asked for: no token, no cookie, no name of a program. Knows nothing of what the
//! files are.

use crate::{
    address::{HubAddress, is_loopback},
    https::{NoTls, silence},
    transport::Unreachable,
};
use reqwest::{
    Client, Response,
    redirect::{Attempt, Policy},
};
use std::time::Duration;

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long silence within a file may last.
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// How often a file may be somewhere else: whoever keeps releases sends on to where the bytes are.
const MOST_REDIRECTS: usize = 4;

/// Fetches files that lie beside each other.
#[derive(Debug, Clone)]
pub struct Files {
    at: HubAddress,
    client: Client,
}

/// How much a file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Its longest length.
    pub bytes: u64,
    /// For how long it may take to come, all of it.
    pub within: Duration,
}

/// A file did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFetched {
    /// It is not there, or whoever has it does not answer.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// It is longer than it may be.
    #[error("it is longer than it may be")]
    TooLarge,
}

/// A file on its way.
#[derive(Debug)]
pub struct Coming {
    response: Response,
    left: u64,
}

impl Files {
    /// Those at an address, over the network. Connects on the first call.
    ///
    /// # Errors
    /// [`NoTls`] where the system's certificates cannot be used.
    pub fn at(at: HubAddress) -> Result<Self, NoTls> {
        let here = at.is_loopback();
        let builder = Client::builder()
            .redirect(Policy::custom(move |attempt| send_on(attempt, here)))
            .http1_only()
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .pool_max_idle_per_host(0)
            .referer(false);
        let builder = if here {
            builder.no_proxy()
        } else {
            builder.https_only(true)
        };
        let client = builder.build()?;
        Ok(Self { at, client })
    }

    /// A file by its name, which is one segment of a path.
    ///
    /// # Errors
    /// [`NotFetched`].
    pub async fn fetch(&self, name: &str, bounds: Bounds) -> Result<Coming, NotFetched> {
        let request = self
            .client
            .get(self.at.join(&format!("/{name}")))
            .timeout(bounds.within);
        let response = request.send().await.map_err(|error| silence(&error))?;
        if !response.status().is_success() {
            let reason = "it is not there";
            return Err(Unreachable { reason }.into());
        }
        if response.content_length().is_some_and(|length| length > bounds.bytes) {
            return Err(NotFetched::TooLarge);
        }
        let left = bounds.bytes;
        Ok(Coming { response, left })
    }

    /// The same, all of it at once.
    ///
    /// # Errors
    /// [`NotFetched`].
    pub async fn fetch_whole(&self, name: &str, bounds: Bounds) -> Result<Vec<u8>, NotFetched> {
        let mut coming = self.fetch(name, bounds).await?;
        let mut whole = Vec::new();
        while let Some(piece) = coming.next().await? {
            whole.extend_from_slice(&piece);
        }
        Ok(whole)
    }
}

impl Coming {
    /// The next piece; none after the last. An endless file costs its bound and no more.
    ///
    /// # Errors
    /// [`NotFetched`].
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, NotFetched> {
        let piece = self.response.chunk().await.map_err(|error| silence(&error))?;
        let Some(piece) = piece else { return Ok(None) };
        let taken = self.left.checked_sub(piece.len() as u64);
        self.left = taken.ok_or(NotFetched::TooLarge)?;
        Ok(Some(piece.to_vec()))
    }
}

/// On to what is encrypted, and from this machine to itself. What is not followed is no success.
fn send_on(attempt: Attempt<'_>, here: bool) -> reqwest::redirect::Action {
    let safe = attempt.url().scheme() == "https" || (here && attempt.url().host_str().is_some_and(is_loopback));
    if safe && attempt.previous().len() <= MOST_REDIRECTS {
        attempt.follow()
    } else {
        attempt.stop()
    }
}
