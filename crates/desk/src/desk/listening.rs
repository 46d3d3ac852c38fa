//! Hears what is new at the hub, for as long as somebody is signed in.
//!
//! What is heard is only ever a reason to ask now what is asked now and then anyway: a desk that hears nothing,
//! since a hub is older or something in between holds back what has no end, is late and not wrong.

use super::{
    core::{Core, Place},
    job::{Job, Outcome},
    link::LONGEST,
    refusal::is_of_an_older_hub,
    runner::Answer,
};
use crate::account::{Account, Failed};
use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use scrim_wire::{
    http::events::News,
    ipc::{oversight::OversightPage, view::Message},
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, sleep},
};

/// Whoever listens on behalf of the session.
#[derive(Default)]
pub(super) struct Listening(Mutex<Option<AbortHandle>>);

impl Listening {
    /// Listens for a session, and no longer for one before.
    pub(super) fn start(&self, account: Arc<Account>, answers: mpsc::UnboundedSender<Answer>, epoch: u64) {
        let task = tokio::spawn(listen(account, answers, epoch));
        self.put(Some(task.abort_handle()));
    }

    pub(super) fn stop(&self) {
        self.put(None);
    }

    fn put(&self, task: Option<AbortHandle>) {
        let mut before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = std::mem::replace(&mut *before, task) {
            before.abort();
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn listen(account: Arc<Account>, answers: mpsc::UnboundedSender<Answer>, epoch: u64) {
    let (mut last, mut waits) = (None, pauses());
    loop {
        let opened = Instant::now();
        match account.call(|hub| async move { hub.events(last).await }).await {
            Ok(mut events) => {
                while let Some(heard) = events.next().await {
                    last = Some(heard.id);
                    let outcome = Outcome::News(heard.about);
                    if answers.send(Answer { epoch, outcome }).is_err() {
                        return;
                    }
                }
            }
            Err(Failed::SessionEnded(code)) => {
                // The desk may have ended meanwhile.
                let outcome = Outcome::Ended(code);
                drop(answers.send(Answer { epoch, outcome }));
                return;
            }
            Err(error) if is_of_an_older_hub(&error) => {
                tracing::info!("this hub does not say what is new; it is asked now and then");
                return;
            }
            Err(error) => tracing::debug!(%error, "nothing is heard of what is new"),
        }
        if opened.elapsed() > LONGEST {
            waits = pauses();
        }
        sleep(waits.next().unwrap_or(LONGEST)).await;
    }
}

/// Apart by chance: when a hub starts again, not all desks come back at once.
fn pauses() -> ExponentialBackoff {
    ExponentialBuilder::new()
        .with_max_delay(LONGEST)
        .with_jitter()
        .without_max_times()
        .build()
}

impl Core {
    /// The hub says that something is not as it was.
    pub(super) fn news(&mut self, about: News) {
        match about {
            News::Everything => {
                self.ask_me_soon();
                self.heartbeat();
                self.oversight_changed(&[OversightPage::Splits, OversightPage::Alarms, OversightPage::Checks]);
            }
            // Nobody who is in the middle of a case has to know how many wait.
            News::Queues | News::Urgent if matches!(self.place, Place::Home) => self.ask_me_soon(),
            News::Queues | News::Urgent => {
                self.queues_changed();
                self.oversight_changed(&[OversightPage::Splits, OversightPage::Checks]);
            }
            News::Leases => self.heartbeat(),
            News::Wellness => {
                self.ask_me_soon();
                if matches!(self.place, Place::Settings { .. }) {
                    self.jobs.push(Job::FetchFloor);
                }
            }
            News::Verdicts => {
                self.say(Some(Message::Reversed));
                self.ask_me_soon();
                self.ask_of_history();
            }
            News::Untaken => {
                self.say(Some(Message::NobodyLeft));
                self.queues_changed();
            }
            News::Alarms => {
                self.read_alarms_again();
                self.oversight_changed(&[OversightPage::Alarms]);
            }
        }
    }
}
