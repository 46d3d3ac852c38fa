//! Whether a hub can be worked with from here, before anybody signs in.

use scrim_hub_client::{HubAddress, HubClient};

/// What a hub is like from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HubState {
    /// Nothing may be sent there.
    BadAddress {
        /// Why.
        why: String,
    },
    /// It does not answer as a hub does that is well.
    Silent {
        /// Which kind of silence.
        why: String,
    },
    /// It does.
    Answers {
        /// Its version.
        version: String,
    },
}

/// Asks the hub at an address whether it is ready, and which version it is.
pub async fn hub_state(address: &str) -> HubState {
    let address = address.parse::<HubAddress>();
    let client = match address.and_then(|address| HubClient::connect(&address)) {
        Ok(client) => client,
        Err(error) => return HubState::BadAddress { why: error.to_string() },
    };
    let version = match client.ready().await {
        Ok(()) => client.version().await,
        Err(error) => Err(error),
    };
    match version {
        Ok(version) => HubState::Answers { version },
        Err(error) => HubState::Silent { why: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[tokio::test]
    async fn a_hub_that_is_not_there_is_silent_and_a_bad_address_is_never_called() {
        let bad = hub_state("http://hub.example").await;
        assert!(matches!(bad, HubState::BadAddress { .. }), "{bad:?}");
        // Nothing listens on a port that was just given back.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let silent = hub_state(&format!("http://127.0.0.1:{port}")).await;
        assert!(matches!(silent, HubState::Silent { .. }), "{silent:?}");
    }
}
