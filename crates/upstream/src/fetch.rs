//! A picture by its address: from hosts that somebody named, over https, from public addresses alone, in bounds.
//!
//! A source chooses the address, so the hub must not be made to reach what only it can reach. Each name is resolved
//! once, every address it has is judged, and the connection goes to those very addresses.

pub mod address;

use crate::call::{Bounds, Failure};
use reqwest::{
    Certificate, Client, Response, StatusCode, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header,
    redirect::Policy,
};
use std::{
    error::Error,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    sync::Arc,
};

/// How often an address may point elsewhere.
const MOST_REDIRECTS: usize = 3;

/// Says of an address whether it may be fetched from: [`address::is_public`] wherever a hub serves.
pub type AddressRule = fn(IpAddr) -> bool;

/// A host that may be fetched from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    name: String,
    port: u16,
}

/// What cannot be a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a host is a name as in `pictures.example`, or with a port as in `pictures.example:8443`")]
pub struct NoHost;

impl FromStr for AllowedHost {
    type Err = NoHost;

    fn from_str(text: &str) -> Result<Self, NoHost> {
        // Read as addresses are, so that both are written alike.
        let url = Url::parse(&format!("https://{text}/")).map_err(|_not_it| NoHost)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        match (url.host_str(), url.port_or_known_default()) {
            (Some(name), Some(port)) if bare && nobody && !text.contains('/') => Ok(Self {
                name: without_dot(name).to_owned(),
                port,
            }),
            _ => Err(NoHost),
        }
    }
}

/// Fetches pictures.
#[derive(Debug, Clone)]
pub struct Fetcher {
    client: Client,
    hosts: Vec<AllowedHost>,
    rule: AddressRule,
    bounds: Bounds,
}

/// Why nothing was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFetched {
    /// No address, or not https, or one with a name or a password in it.
    #[error("it is no https address that can be fetched")]
    Address,
    /// A host that nobody named.
    #[error("its host is not among those that may be fetched from")]
    Host,
    /// It lies within a network that is not the public internet.
    #[error("it leads to an address that is not public")]
    Inner,
    /// It points elsewhere, again and again.
    #[error("it points elsewhere too often")]
    Redirects,
    /// It has nothing at all.
    #[error("there is nothing at it")]
    Empty,
    /// The host.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl Fetcher {
    /// Fetches from these hosts, within the bounds. `rule` judges addresses, and `vouching` are further authorities
    /// whose word for a host's name is taken.
    ///
    /// # Errors
    /// When the system offers no TLS.
    pub fn new(
        hosts: Vec<AllowedHost>,
        bounds: Bounds,
        rule: AddressRule,
        vouching: Vec<Certificate>,
    ) -> reqwest::Result<Self> {
        let client = Client::builder()
            .redirect(Policy::none())
            .https_only(true)
            // A proxy would resolve the name itself.
            .no_proxy()
            .referer(false)
            .connect_timeout(bounds.connecting)
            .timeout(bounds.whole)
            .dns_resolver(Arc::new(Judging(rule)))
            .tls_certs_merge(vouching)
            .build()?;
        Ok(Self {
            client,
            hosts,
            rule,
            bounds,
        })
    }

    /// The bytes at an address.
    ///
    /// # Errors
    /// [`NotFetched`].
    pub async fn fetch(&self, address: &str) -> Result<Vec<u8>, NotFetched> {
        let whole = tokio::time::timeout(self.bounds.whole, self.follow(address));
        whole.await.unwrap_or(Err(NotFetched::Failure(Failure::TooLate)))
    }

    async fn follow(&self, address: &str) -> Result<Vec<u8>, NotFetched> {
        let mut url = Url::parse(address).map_err(|_not_it| NotFetched::Address)?;
        for _hop in 0..=MOST_REDIRECTS {
            self.judge(&url)?;
            let response = self.client.get(url.clone()).send().await;
            let response = response.map_err(|error| why(&error))?;
            match elsewhere(&response) {
                Some(location) => url = url.join(&location).map_err(|_not_it| NotFetched::Address)?,
                None => return self.read(response).await,
            }
        }
        Err(NotFetched::Redirects)
    }

    /// Whether an address may be asked at all, as far as it can be seen from its text.
    fn judge(&self, url: &Url) -> Result<(), NotFetched> {
        let nobody = url.username().is_empty() && url.password().is_none();
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(NotFetched::Address);
        };
        if url.scheme() != "https" || !nobody {
            return Err(NotFetched::Address);
        }
        let name = without_dot(host);
        let known = |allowed: &AllowedHost| allowed.port == port && allowed.name == name;
        if !self.hosts.iter().any(known) {
            return Err(NotFetched::Host);
        }
        // Numbers are never resolved, and so never judged there.
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        match bare.parse::<IpAddr>() {
            Ok(number) if !(self.rule)(number) => Err(NotFetched::Inner),
            _ => Ok(()),
        }
    }

    async fn read(&self, mut response: Response) -> Result<Vec<u8>, NotFetched> {
        if let Some(failure) = Failure::of(response.status()) {
            return Err(failure.into());
        }
        let most = self.bounds.most_bytes;
        let declared = response.content_length().and_then(|bytes| usize::try_from(bytes).ok());
        if declared.is_some_and(|bytes| bytes > most) {
            return Err(Failure::TooLong.into());
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| why(&error))? {
            if body.len().saturating_add(piece.len()) > most {
                return Err(Failure::TooLong.into());
            }
            body.extend_from_slice(&piece);
        }
        if body.is_empty() {
            return Err(NotFetched::Empty);
        }
        Ok(body)
    }
}

/// A name with the dot that ends it is the same name.
fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

/// Where an answer points to, if it does.
fn elsewhere(response: &Response) -> Option<String> {
    let points = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(header::LOCATION).filter(|_| points)?;
    location.to_str().ok().map(str::to_owned)
}

/// Resolves a name once, and gives out its addresses only if every one of them may be fetched from.
struct Judging(AddressRule);

/// A name with an address that may not be fetched from.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct InnerAddress;

impl Resolve for Judging {
    fn resolve(&self, name: Name) -> Resolving {
        let rule = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.iter().all(|address| rule(address.ip())) {
                let addresses: Addrs = Box::new(found.into_iter());
                Ok(addresses)
            } else {
                Err(InnerAddress.into())
            }
        })
    }
}

fn why(error: &reqwest::Error) -> NotFetched {
    let mut deeper: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = deeper {
        if cause.is::<InnerAddress>() {
            return NotFetched::Inner;
        }
        deeper = cause.source();
    }
    Failure::silence(error).into()
}

#[cfg(test)]
mod tests;
