//! Where a hub is: parsed once, so that nothing is ever sent in clear over a network.

use reqwest::Url;
use std::{fmt, net::IpAddr, str::FromStr};

/// A hub's address: `https://…`, or `http://…` on this machine alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HubAddress(Url);

/// Why an address is not usable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It does not parse, or names no host.
    #[error("a hub's address looks like https://hub.example")]
    NotAnAddress,
    /// Passwords and pictures would travel in clear.
    #[error("{host} is not this machine: use https")]
    PlainHttp {
        /// The host.
        host: String,
    },
    /// It carries a name, a password, a query or a fragment.
    #[error("a hub's address has a host and perhaps a port and a path, nothing else")]
    TooMuch,
    /// Nobody vouches for any server here, so none can be reached.
    #[error("this system names no authority that it trusts: install its certificates (ca-certificates)")]
    NobodyTrusted,
}

impl HubAddress {
    /// The address of one operation; `path` begins with a slash.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }

    /// Without a slash at its end.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_loopback)
    }
}

impl FromStr for HubAddress {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let url = Url::parse(text.trim()).map_err(|_syntax| BadAddress::NotAnAddress)?;
        let host = url.host_str().ok_or(BadAddress::NotAnAddress)?;
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.query().is_some() || url.fragment().is_some() {
            return Err(BadAddress::TooMuch);
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host) => Ok(Self(url)),
            "http" => Err(BadAddress::PlainHttp { host: host.into() }),
            _ => Err(BadAddress::NotAnAddress),
        }
    }
}

impl fmt::Display for HubAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Only names and numbers that no resolver can send elsewhere; browsers hold `localhost` to be one.
pub(crate) fn is_loopback(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_reaches_this_machine_and_no_other() {
        for here in ["http://127.0.0.1:7410", "http://localhost:1", "http://[::1]:7410/"] {
            assert!(here.parse::<HubAddress>().unwrap().is_loopback(), "{here}");
        }
        for elsewhere in ["http://hub.example", "http://10.0.0.7", "http://localhost.example"] {
            let refused = elsewhere.parse::<HubAddress>();
            assert!(matches!(refused, Err(BadAddress::PlainHttp { .. })), "{elsewhere}");
        }
        assert!(!"https://hub.example".parse::<HubAddress>().unwrap().is_loopback());
    }

    #[test]
    fn an_address_carries_no_secrets_and_no_query() {
        for more in [
            "https://a:b@hub.example",
            "https://hub.example/?a=b",
            "https://hub.example/#a",
        ] {
            assert_eq!(more.parse::<HubAddress>(), Err(BadAddress::TooMuch), "{more}");
        }
        for none in ["", "hub.example", "file:///etc", "ftp://hub.example"] {
            assert_eq!(none.parse::<HubAddress>(), Err(BadAddress::NotAnAddress), "{none}");
        }
    }

    #[test]
    fn an_operation_is_joined_whatever_the_address_ends_in() {
        for address in ["https://hub.example/scrim", "https://hub.example/scrim/"] {
            let joined = address.parse::<HubAddress>().unwrap().join("/v1/me");
            assert_eq!(joined, "https://hub.example/scrim/v1/me");
        }
    }
}
