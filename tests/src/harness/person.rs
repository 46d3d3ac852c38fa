//! A person who reviews over HTTP, by the product's own client.

use super::{
    rulings::Ruling,
    source::{Answer, answer},
    wait::eventually,
};
use anyhow::Context as _;
use reqwest::{Client, Method};
use scrim_hub_client::{HubClient, LeaseProof, Signed};
use scrim_model::{grant::Presented, ids::CaseId, rung::Rung, verdict::Verdict};
use scrim_wire::http::{
    leases::{Leased, Release, ReleaseReason, TakeLeases},
    looks::{AskLook, CloseLook, LookGranted},
    session::{SignIn, Tokens},
    verdicts::{GiveVerdict, VerdictTaken},
};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Somebody who has signed in.
#[derive(Clone)]
pub struct Reviewer {
    /// Their name.
    pub name: String,
    /// Their password, made for this run.
    pub password: String,
    /// The product's client, signed in.
    pub signed: Signed,
    url: String,
    token: String,
    raw: Client,
}

/// A case in somebody's hands.
#[derive(Clone)]
pub struct Held {
    /// The lease with the case.
    pub leased: Leased,
}

impl Held {
    /// The proof that it is held.
    pub fn proof(&self) -> LeaseProof {
        LeaseProof {
            lease: self.leased.lease_id,
            token: Zeroizing::new(self.leased.token.clone()),
        }
    }

    /// Which case.
    pub fn case(&self) -> CaseId {
        self.leased.case.id
    }

    /// The body of a verdict under this lease.
    pub fn giving(&self, verdict: Verdict) -> GiveVerdict {
        GiveVerdict {
            reason: None,
            lease: self.leased.lease_id,
            fence: self.leased.fence,
            verdict,
        }
    }
}

impl Reviewer {
    /// Signs in.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn sign_in(url: &str, name: &str, password: &str) -> anyhow::Result<Self> {
        let client = HubClient::connect(&url.parse()?)?;
        let who = SignIn {
            name: name.to_owned(),
            password: password.to_owned(),
        };
        let Tokens { access_token, .. } = client.sign_in(&who).await?;
        Ok(Self {
            name: who.name,
            password: who.password,
            signed: client.signed(&access_token),
            url: url.to_owned(),
            token: access_token,
            raw: Client::builder().timeout(Duration::from_secs(30)).build()?,
        })
    }

    /// The access token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Any request, as the contract has it and no client of ours would stop it.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> anyhow::Result<Answer<T>> {
        self.call_with(method, path, body, &[]).await
    }

    /// Any request with further headers.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn call_with<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        headers: &[(&str, &str)],
    ) -> anyhow::Result<Answer<T>> {
        let mut request = self.raw.request(method, format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request.bearer_auth(&self.token).json(body).send().await?).await
    }

    /// Takes away what is at a path.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn delete(&self, path: &str) -> anyhow::Result<()> {
        let request = self.raw.delete(format!("{}{path}", self.url));
        request.bearer_auth(&self.token).send().await?.error_for_status()?;
        Ok(())
    }

    /// Reads a path.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn read<T: DeserializeOwned + std::fmt::Debug>(&self, path: &str) -> anyhow::Result<T> {
        let request = self.raw.get(format!("{}{path}", self.url));
        answer(request.bearer_auth(&self.token).send().await?).await?.done()
    }

    /// Takes up to `want` cases.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn take(&self, want: u32) -> anyhow::Result<Vec<Held>> {
        let cases = self
            .signed
            .take_leases(&TakeLeases {
                queue_id: None,
                case_id: None,
                want,
            })
            .await?;
        Ok(cases.into_iter().map(|leased| Held { leased }).collect())
    }

    /// Waits until one certain case comes, and gives the others back unseen.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn take_case(&self, case: CaseId) -> anyhow::Result<Held> {
        eventually(format!("case {case} for {}", self.name), async || {
            let mut wanted = None;
            for held in self.take(8).await? {
                if held.case() == case {
                    wanted = Some(held);
                } else {
                    self.give_back(&held).await?;
                }
            }
            Ok(wanted)
        })
        .await
    }

    /// Gives a case back unseen.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn give_back(&self, held: &Held) -> anyhow::Result<()> {
        let reason = ReleaseReason::Unseen;
        Ok(self.signed.release(&held.proof(), Release { reason }).await?)
    }

    /// Asks for a look.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn ask_look(&self, held: &Held, rung: Rung) -> anyhow::Result<LookGranted> {
        let ask = AskLook {
            rung,
            fence: Some(held.leased.fence),
            full_size: false,
            capture_excluded: false,
        };
        Ok(self.signed.ask_look(&held.proof(), ask).await?)
    }

    /// Looks for a moment, and says what was presented.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn look(&self, held: &Held, rung: Rung) -> anyhow::Result<LookGranted> {
        let granted = self.ask_look(held, rung).await?;
        let presented = Presented {
            shown_ms: 400,
            region_permille: 1_000,
            width_px: 1_200,
            height_px: 900,
        };
        let cleared = None;
        let close = CloseLook { presented, cleared };
        self.signed.close_look(&held.proof(), granted.grant_id, &close).await?;
        Ok(granted)
    }

    /// Gives a verdict.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn say(&self, held: &Held, verdict: Verdict) -> anyhow::Result<VerdictTaken> {
        let token = Zeroizing::new(held.leased.token.clone());
        let give = held.giving(verdict);
        Ok(self
            .signed
            .give_verdict(held.case(), &give, &token, Uuid::now_v7())
            .await?)
    }

    /// Takes a certain case, looks at it in grey and rules on it.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn decide(&self, case: CaseId, ruling: Ruling) -> anyhow::Result<VerdictTaken> {
        let held = self.take_case(case).await?;
        self.look(&held, Rung::Grey).await?;
        self.say(&held, ruling.on(&held.leased.case))
            .await
            .with_context(|| format!("{} rules {ruling:?} on {case}", self.name))
    }
}
