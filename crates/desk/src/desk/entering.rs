//! How somebody comes to be signed in: by a password, or by the token of an earlier time.

use super::{
    job::{Entered, SignInFailed},
    runner::World,
};
use crate::account::{Account, Failed};
use scrim_hub_client::{ClientError, HubAddress, HubClient};
use scrim_wire::{Code, contract::Contract, http::session::SignIn};
use std::sync::Arc;

impl World {
    pub(super) async fn sign_in(&self, hub: &str, sign_in: SignIn) -> Result<Entered, SignInFailed> {
        let (address, client) = self.reach(hub)?;
        let keep = (self.secrets.clone(), self.folder.clone());
        let account = Account::sign_in(client, &address, sign_in, keep).await;
        let account = Arc::new(account.map_err(|error| sign_in_failed(&error.into()))?);
        enter(account).await.map_err(|error| sign_in_failed(&error))
    }

    /// A hub by its address, if nothing sent there can be read on its way.
    pub(super) fn reach(&self, hub: &str) -> Result<(HubAddress, HubClient), SignInFailed> {
        let bad = |error: scrim_hub_client::BadAddress| {
            tracing::warn!(%error, "no sign-in there");
            SignInFailed { code: Code::BadRequest }
        };
        let address: HubAddress = hub.parse().map_err(bad)?;
        let client = (self.connect)(&address).map_err(bad)?;
        Ok((address, client))
    }

    pub(super) async fn restore(&self) -> Result<Option<Entered>, Failed> {
        let who = self.remembered.clone();
        if who.name.is_empty() {
            return Ok(None);
        }
        let address = who.hub.parse::<HubAddress>().ok();
        let Some(client) = address.and_then(|address| (self.connect)(&address).ok()) else {
            return Ok(None);
        };
        // Too far apart to work together: the sign-in screen says so, and the session stays for another version.
        if let Ok(ways) = client.ways().await
            && ways.contract.gap(Contract::OURS).is_some()
        {
            return Ok(None);
        }
        let account = Account::take_up(client, who, self.secrets.clone()).await?;
        match account {
            Some(account) => enter(Arc::new(account)).await.map(Some),
            None => Ok(None),
        }
    }
}

pub(super) async fn enter(account: Arc<Account>) -> Result<Entered, Failed> {
    let me = account.call(|hub| async move { hub.me().await }).await?;
    Ok(Entered {
        account,
        me: Box::new(me),
    })
}

pub(super) fn sign_in_failed(error: &Failed) -> SignInFailed {
    let code = match error {
        Failed::Call(ClientError::Refused(problem)) => problem.code,
        Failed::Call(ClientError::Unreachable { .. }) => Code::Unavailable,
        Failed::Call(error @ ClientError::Protocol { .. }) => error.code().unwrap_or(Code::Internal),
        Failed::SessionEnded(code) => *code,
    };
    SignInFailed { code }
}
