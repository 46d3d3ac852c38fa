//! Signing in at an organisation: the browser goes there, comes back to this machine, and the hub does the rest.
//!
//! No token of the organisation's is ever here. What is here for as long as it takes is a secret, of which the hub
//! and the provider know the hash: it proves that whoever finishes the sign-in is whoever began it.

use super::{
    core::Core,
    entering::{enter, sign_in_failed},
    job::{Entered, Job, Outcome, SignInFailed},
    runner::World,
};
use crate::{
    account::{Account, Remembered},
    browser::SafeAddress,
    callback::{Callback, Landed},
    random::draw,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use scrim_hub_client::ClientError;
use scrim_wire::{
    Code,
    contract::{Contract, Gap},
    http::session::{BeginOidc, FinishOidc, SignInWays, Tokens},
    ipc::view::{Browser, HubOddity},
};
use sha2::{Digest, Sha256};
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, time::timeout};
use zeroize::Zeroizing;

/// How long the browser is waited for; the hub waits no longer either.
const PATIENCE: Duration = Duration::from_mins(10);

/// Why there is no session.
enum NotIn {
    Failed(SignInFailed),
    NoBrowser,
}

impl Core {
    /// Finds out how one can sign in at a hub, before anybody has.
    pub(super) fn ask_ways(&mut self, hub: String) {
        if self.person.is_some() || self.sign_in.busy || hub.is_empty() {
            return;
        }
        if self.sign_in.hub != hub {
            self.sign_in.ways = None;
            self.sign_in.oddity = None;
            self.sign_in.hub.clone_from(&hub);
        }
        self.jobs.push(Job::AskWays(hub));
    }

    pub(super) fn ways_told(&mut self, hub: &str, told: Result<SignInWays, Option<HubOddity>>) {
        if self.sign_in.hub == hub {
            self.sign_in.ways = told.ok();
            self.sign_in.oddity = match told {
                Ok(ways) => ways.contract.gap(Contract::OURS).map(odd),
                Err(oddity) => oddity,
            };
        }
    }

    pub(super) fn want_browser(&mut self, hub: String) {
        if self.begin_sign_in(&hub) {
            let (keep, wait) = oneshot::channel();
            self.browser_wait = Some(keep);
            self.sign_in.browser = Browser::Awaited;
            self.jobs.push(Job::SignInByBrowser { hub, wait });
        }
    }

    pub(super) fn cancel_browser(&mut self) {
        if self.browser_wait.take().is_some() {
            // What comes of it all the same is about a sign-in that nobody waits for.
            self.epoch += 1;
            self.sign_in.busy = false;
            self.sign_in.browser = Browser::Unused;
        }
    }

    pub(super) fn browser_failed(&mut self) {
        self.browser_wait = None;
        self.sign_in.busy = false;
        self.sign_in.browser = Browser::NotOpened;
    }
}

impl World {
    pub(super) async fn ask_ways(&self, hub: String) -> Outcome {
        let told = match self.reach(&hub) {
            Ok((_address, client)) => client.ways().await.map_err(|error| {
                let untrusted = error.is_untrusted();
                untrusted.then_some(HubOddity::Certificate)
            }),
            Err(_said) => Err(None),
        };
        Outcome::Ways(hub, told)
    }

    /// None where nobody waits any longer.
    pub(super) async fn sign_in_by_browser(&self, hub: &str, wait: oneshot::Receiver<()>) -> Option<Outcome> {
        let signed_in = tokio::select! {
            signed_in = self.by_browser(hub) => signed_in,
            _dropped = wait => return None,
        };
        Some(match signed_in {
            Ok(entered) => Outcome::SignedIn(Ok(entered)),
            Err(NotIn::NoBrowser) => Outcome::BrowserFailed,
            Err(NotIn::Failed(failed)) => Outcome::SignedIn(Err(failed)),
        })
    }

    async fn by_browser(&self, hub: &str) -> Result<Entered, NotIn> {
        let (address, client) = self.reach(hub)?;
        let callback = Callback::open().await.map_err(|error| {
            tracing::warn!(%error, "the browser has nothing to come back to");
            NotIn::NoBrowser
        })?;
        let verifier = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(draw::<32>(self.random.as_ref())));
        let asked = BeginOidc {
            code_challenge: BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())),
            redirect_uri: callback.address(),
        };
        let begun = client.begin_oidc(&asked).await?;
        let Some(page) = SafeAddress::of(&begun.authorization_url) else {
            tracing::warn!("the hub names an address that no browser is sent to");
            return Err(failed(Code::SignInFailed));
        };
        self.browser.open(&page).map_err(|_none| NotIn::NoBrowser)?;
        let landed = timeout(PATIENCE, callback.landed(begun.state.clone())).await;
        let Ok(Ok(Landed::Code(code))) = landed else {
            return Err(failed(Code::SignInFailed));
        };
        let finish = FinishOidc {
            state: begun.state,
            code,
            code_verifier: verifier.to_string(),
        };
        let tokens: Tokens = client.finish_oidc(&finish).await?;
        let me = client.signed(&tokens.access_token).me().await?;
        let who = Remembered {
            hub: address.to_string(),
            name: me.name,
        };
        let keep = (self.secrets.clone(), self.folder.clone());
        let account = Account::begin(client, who, tokens, keep).await;
        enter(Arc::new(account))
            .await
            .map_err(|error| sign_in_failed(&error).into())
    }
}

fn odd(gap: Gap) -> HubOddity {
    match gap {
        Gap::HubTooOld => HubOddity::TooOld,
        Gap::HubTooNew => HubOddity::TooNew,
    }
}

fn failed(code: Code) -> NotIn {
    NotIn::Failed(SignInFailed { code })
}

impl From<SignInFailed> for NotIn {
    fn from(failed: SignInFailed) -> Self {
        Self::Failed(failed)
    }
}

impl From<ClientError> for NotIn {
    fn from(error: ClientError) -> Self {
        sign_in_failed(&error.into()).into()
    }
}
