//! A signed-in person: access tokens kept fresh, the refresh token in the keyring.
//!
//! A refresh token is good for one use, so there is one refresh at a time and its successor is kept
//! before anything else happens. Knows nothing of what is asked on the person's behalf.

use crate::{
    directory::{self, DataDirectory},
    keyring::Secrets,
};
use scrim_hub_client::{ClientError, HubAddress, HubClient, Signed};
use scrim_wire::{
    Code,
    http::session::{Refresh, SignIn, Tokens},
};
use serde::{Deserialize, Serialize};
use std::{fmt, fs, path::Path, sync::Arc};
use tokio::{sync::Mutex, task::spawn_blocking};
use zeroize::{Zeroize, Zeroizing};

/// The file that remembers who signed in last; no secret in it.
const FILE: &str = "last-sign-in.json";

/// Who signed in last, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remembered {
    /// The hub's address.
    pub hub: String,
    /// The name.
    pub name: String,
}

/// A call on a person's behalf came to nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Failed {
    /// The call itself.
    #[error(transparent)]
    Call(#[from] ClientError),
    /// The hub no longer takes the refresh token: only a new sign-in helps.
    #[error("the session ended")]
    SessionEnded(Code),
}

/// A session with one hub.
pub(crate) struct Account {
    client: HubClient,
    who: Remembered,
    secrets: Arc<dyn Secrets>,
    tokens: Mutex<Held>,
}

struct Held {
    access: Zeroizing<String>,
    refresh: Zeroizing<String>,
}

impl Remembered {
    /// Whoever signed in last on this machine.
    pub(crate) fn load(folder: &DataDirectory) -> Option<Self> {
        Self::peek(folder.path())
    }

    /// The same from a folder that somebody else may hold.
    pub fn peek(folder: &Path) -> Option<Self> {
        let bytes = fs::read(folder.join(FILE)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    fn save(&self, folder: &DataDirectory) {
        let kept = serde_json::to_vec(self)
            .map_err(std::io::Error::other)
            .and_then(|bytes| directory::replace(&folder.file(FILE), &bytes));
        if let Err(error) = kept {
            tracing::warn!(%error, "the last sign-in is not remembered");
        }
    }

    fn keyring_account(&self) -> String {
        format!("{} {}", self.hub, self.name)
    }
}

impl Account {
    /// Signs in with a password, which is zeroed before this answers.
    pub(crate) async fn sign_in(
        client: HubClient,
        address: &HubAddress,
        mut sign_in: SignIn,
        keep: (Arc<dyn Secrets>, DataDirectory),
    ) -> Result<Self, ClientError> {
        let tokens = client.sign_in(&sign_in).await;
        sign_in.password.zeroize();
        let who = Remembered {
            hub: address.to_string(),
            name: sign_in.name,
        };
        Ok(Self::begin(client, who, tokens?, keep).await)
    }

    /// Somebody who has just signed in otherwise, and whom the hub knows by this name.
    pub(crate) async fn begin(
        client: HubClient,
        who: Remembered,
        tokens: Tokens,
        (secrets, folder): (Arc<dyn Secrets>, DataDirectory),
    ) -> Self {
        let account = Self::with(client, who, secrets, tokens);
        account.keep_refresh_token().await;
        account.who.save(&folder);
        account
    }

    /// Takes up an earlier session; none where no refresh token is kept.
    pub(crate) async fn take_up(
        client: HubClient,
        who: Remembered,
        secrets: Arc<dyn Secrets>,
    ) -> Result<Option<Self>, Failed> {
        let name = who.keyring_account();
        let reader = secrets.clone();
        let kept = spawn_blocking(move || reader.read(&name)).await;
        let kept = kept.ok().and_then(Result::ok).flatten();
        let Some(refresh) = kept.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()) else {
            return Ok(None);
        };
        let held = Held {
            access: Zeroizing::default(),
            refresh: Zeroizing::new(refresh),
        };
        let account = Self {
            client,
            who,
            secrets,
            tokens: Mutex::new(held),
        };
        account.refresh("").await?;
        Ok(Some(account))
    }

    /// Makes one call, with a fresh token where the hub wants one.
    pub(crate) async fn call<T, F>(&self, call: impl Fn(Signed) -> F) -> Result<T, Failed>
    where
        F: Future<Output = Result<T, ClientError>>,
    {
        let access = self.tokens.lock().await.access.clone();
        match call(self.client.signed(&access)).await {
            Err(error) if wants_refresh(&error) => {}
            answer => return Ok(answer?),
        }
        self.refresh(&access).await?;
        let access = self.tokens.lock().await.access.clone();
        match call(self.client.signed(&access)).await {
            Err(error) if wants_refresh(&error) => Err(Failed::SessionEnded(Code::Unauthenticated)),
            answer => Ok(answer?),
        }
    }

    /// Where this session is.
    pub(crate) fn hub(&self) -> &str {
        &self.who.hub
    }

    /// Ends the session at the hub and forgets the refresh token here.
    pub(crate) async fn sign_out(&self) {
        if let Err(error) = self.call(|signed| async move { signed.sign_out().await }).await {
            tracing::warn!(%error, "the hub was not told of the sign-out");
        }
        self.forget().await;
    }

    /// Ends every session of this person at the hub.
    pub(crate) async fn sign_out_everywhere(&self) -> Result<(), Failed> {
        self.call(|signed| async move { signed.sign_out_everywhere().await })
            .await
    }

    /// Forgets the refresh token.
    pub(crate) async fn forget(&self) {
        let (secrets, name) = (self.secrets.clone(), self.who.keyring_account());
        // The keyring says in the log what it would not do.
        drop(spawn_blocking(move || secrets.forget(&name)).await);
    }

    fn with(client: HubClient, who: Remembered, secrets: Arc<dyn Secrets>, tokens: Tokens) -> Self {
        Self {
            client,
            who,
            secrets,
            tokens: Mutex::new(Held::from(tokens)),
        }
    }

    /// One at a time: whoever comes second finds that `stale` is not the newest any more.
    async fn refresh(&self, stale: &str) -> Result<(), Failed> {
        let mut held = self.tokens.lock().await;
        if held.access.as_str() != stale {
            return Ok(());
        }
        let mut refresh = Refresh {
            refresh_token: held.refresh.to_string(),
        };
        let answer = self.client.refresh(&refresh).await;
        refresh.refresh_token.zeroize();
        match answer {
            Ok(tokens) => *held = Held::from(tokens),
            Err(error) => {
                let ended = error.code().filter(|code| is_final(*code)).map(Failed::SessionEnded);
                return Err(ended.unwrap_or(Failed::Call(error)));
            }
        }
        drop(held);
        self.keep_refresh_token().await;
        Ok(())
    }

    async fn keep_refresh_token(&self) {
        let refresh = self.tokens.lock().await.refresh.clone();
        let (secrets, name) = (self.secrets.clone(), self.who.keyring_account());
        // Without a keyring the session ends with the program; the view says so.
        drop(spawn_blocking(move || secrets.write(&name, refresh.as_bytes())).await);
    }
}

impl From<Tokens> for Held {
    fn from(tokens: Tokens) -> Self {
        Self {
            access: Zeroizing::new(tokens.access_token),
            refresh: Zeroizing::new(tokens.refresh_token),
        }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account")
    }
}

fn wants_refresh(error: &ClientError) -> bool {
    matches!(error.code(), Some(Code::TokenExpired | Code::Unauthenticated))
}

/// Whether asking again with the same refresh token is pointless.
fn is_final(code: Code) -> bool {
    !matches!(
        code,
        Code::Unavailable
            | Code::NoRoom
            | Code::Internal
            | Code::TooManyTries
            | Code::NoSuchOperation
            | Code::HubTooNew
    )
}
