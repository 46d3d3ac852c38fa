//! The load: people who decide cases and a platform that sends uploads, each by whichever hub answers.

use anyhow::Context as _;
use scrim_hub_client::{ClientError, HubClient, LeaseProof, Signed};
use scrim_model::ids::{CaseId, ItemId, VerdictId};
use scrim_tests::{
    harness::{Held, Source, rulings::Ruling, source::Answer},
    pictures::{File, dice::Dice},
};
use scrim_wire::{
    Code,
    http::{
        items::Outcome,
        leases::TakeLeases,
        session::SignIn,
        verdicts::{GiveVerdict, VerdictTaken},
    },
};
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};
use tokio::time::{sleep, timeout};
use uuid::Uuid;
use zeroize::Zeroizing;

/// How long anybody waits for an answer before asking the next hub.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Between two tries.
const BREATH: Duration = Duration::from_millis(60);

/// Cases held at once.
const BATCH: u32 = 3;

/// What a verdict may be refused for that came too late.
const TOO_LATE: [Code; 3] = [Code::LeaseLost, Code::LeaseFenced, Code::AlreadyDecided];

/// Somebody who decides.
pub(crate) struct Desk {
    hubs: Vec<Signed>,
    at: usize,
    dice: Dice,
    pub(crate) said: Vec<Said>,
}

/// A verdict that was sent.
pub(crate) struct Said {
    pub(crate) case: CaseId,
    give: GiveVerdict,
    proof: LeaseProof,
    key: Uuid,
    /// What was answered: taken, or refused as too late. None while no answer came.
    pub(crate) answer: Option<Result<VerdictId, Code>>,
}

impl Desk {
    /// Signs in once, and knows every hub.
    pub(crate) async fn sign_in(urls: &[String], name: &str, password: &str, seed: u64) -> anyhow::Result<Self> {
        let first = HubClient::connect(&urls.first().context("a hub")?.parse()?)?;
        let who = SignIn {
            name: name.to_owned(),
            password: password.to_owned(),
        };
        let token = first.sign_in(&who).await?.access_token;
        let hubs = urls
            .iter()
            .map(|url| Ok(HubClient::connect(&url.parse()?)?.signed(&token)));
        Ok(Self {
            hubs: hubs.collect::<anyhow::Result<_>>()?,
            at: 0,
            dice: Dice::new(seed, 1),
            said: Vec::new(),
        })
    }

    /// Decides case after case, some at once and some after a while, until it is over.
    pub(crate) async fn review(mut self, over: &AtomicBool) -> anyhow::Result<Self> {
        while !over.load(Ordering::Relaxed) {
            let taken = timeout(PATIENCE, self.take()).await;
            let Ok(Ok(cases)) = taken else {
                self.elsewhere().await;
                continue;
            };
            if cases.is_empty() {
                sleep(BREATH).await;
            }
            for held in cases {
                self.consider().await;
                let mut said = Said::of(&held);
                while said.answer.is_none() && !over.load(Ordering::Relaxed) {
                    self.send(&mut said).await?;
                }
                self.said.push(said);
            }
        }
        Ok(self)
    }

    /// Says everything again: what was taken is answered as it was, and what was never answered is now.
    pub(crate) async fn say_all_again(&mut self) -> anyhow::Result<()> {
        let mut said = std::mem::take(&mut self.said);
        for one in &mut said {
            match one.answer.take() {
                Some(Ok(before)) => {
                    while one.answer.is_none() {
                        self.send(one).await?;
                    }
                    let again = one.answer;
                    anyhow::ensure!(
                        again == Some(Ok(before)),
                        "a verdict that was acknowledged as {before} is now {again:?}"
                    );
                }
                Some(Err(code)) => one.answer = Some(Err(code)),
                None => {
                    while one.answer.is_none() {
                        self.send(one).await?;
                    }
                }
            }
        }
        self.said = said;
        Ok(())
    }

    async fn take(&self) -> Result<Vec<Held>, ClientError> {
        let want = TakeLeases {
            queue_id: None,
            case_id: None,
            want: BATCH,
        };
        let cases = self.hub().take_leases(&want).await?;
        Ok(cases.into_iter().map(|leased| Held { leased }).collect())
    }

    /// Sends a verdict, under the same key as ever.
    async fn send(&mut self, said: &mut Said) -> anyhow::Result<()> {
        let sent = self
            .hub()
            .give_verdict(said.case, &said.give, &said.proof.token, said.key);
        match timeout(PATIENCE, sent).await {
            Ok(Ok(VerdictTaken { verdict_id, .. })) => said.answer = Some(Ok(verdict_id)),
            Ok(Err(error)) => match error.code() {
                Some(code) if TOO_LATE.contains(&code) => said.answer = Some(Err(code)),
                _ if error.is_transient() => self.elsewhere().await,
                _ => return Err(error).context("a verdict was refused for no reason that this test knows"),
            },
            Err(_too_slow) => self.elsewhere().await,
        }
        Ok(())
    }

    fn hub(&self) -> &Signed {
        let at = self.at % self.hubs.len();
        self.hubs.get(at).expect("a remainder is below the length")
    }

    async fn elsewhere(&mut self) {
        self.at += 1;
        sleep(BREATH).await;
    }

    /// Some are quick; the others may be overtaken by whoever is given the case next.
    async fn consider(&mut self) {
        let ms = if self.dice.chance(0.4) {
            self.dice.count(300, 2_000)
        } else {
            self.dice.count(5, 60)
        };
        sleep(Duration::from_millis(ms.into())).await;
    }
}

impl Said {
    fn of(held: &Held) -> Self {
        Self {
            case: held.case(),
            give: held.giving(Ruling::Settle.on(&held.leased.case)),
            proof: LeaseProof {
                lease: held.leased.lease_id,
                token: Zeroizing::new(held.leased.token.clone()),
            },
            key: Uuid::now_v7(),
            answer: None,
        }
    }
}

/// A platform with files to send, each once.
pub(crate) struct Uploads<'files> {
    pub(crate) doors: Vec<Source>,
    pub(crate) files: &'files [File],
    pub(crate) next: AtomicUsize,
    /// Between one upload and the next of the same sender.
    pub(crate) pause: Duration,
}

impl Uploads<'_> {
    /// Sends one file after the other until it is over, and answers what was acknowledged.
    pub(crate) async fn stream(&self, over: &AtomicBool) -> anyhow::Result<Vec<(ItemId, Outcome)>> {
        let (mut acknowledged, mut door) = (Vec::new(), 0);
        while !over.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::SeqCst);
            let Some(file) = self.files.get(at) else { break };
            while !over.load(Ordering::Relaxed) {
                let source = self.doors.get(door % self.doors.len()).context("a door")?;
                match timeout(PATIENCE, source.send(file)).await {
                    Ok(Ok(Answer::Done(told))) => {
                        acknowledged.push((told.item_id, told.outcome));
                        break;
                    }
                    Ok(Ok(Answer::Refused { problem, .. })) => anyhow::ensure!(
                        matches!(problem.code, Code::Unavailable | Code::Internal),
                        "an upload was refused: {problem:?}"
                    ),
                    Ok(Err(_)) | Err(_) => {}
                }
                door += 1;
                sleep(BREATH).await;
            }
            sleep(self.pause).await;
        }
        Ok(acknowledged)
    }
}
