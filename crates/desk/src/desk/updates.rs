//! Updates of this desk, step by step: asked for once a day, brought here and handed over when its person says so.
//!
//! Never beside a review, a look or a break: whoever goes on to one of them ends what is under way. What may be asked when,
//! and what an answer means, is the model's.

use super::{
    core::{Core, Place},
    job::Job,
};
use crate::updating::{UpdateWish, Updater, WishFile};
use scrim_model::update::{Doing, NoUpdate, Offer, Standing};
use scrim_wire::{
    http::me::PasswordKept,
    ipc::updates::{UpdateStep, UpdatesAct, UpdatesView},
};
use std::sync::Arc;
use tokio::{sync::oneshot, task::spawn_blocking};

/// All that is known of them.
pub(super) struct Updating {
    /// Whether this build can.
    can: bool,
    wish: UpdateWish,
    /// How often another wish was to be kept.
    wishes: u64,
    step: Step,
}

/// How far one has come. Work under way ends where its `stop` is dropped.
enum Step {
    Waiting,
    Asking {
        #[expect(dead_code, reason = "it is there to be dropped")]
        stop: oneshot::Sender<()>,
    },
    Nothing(NoUpdate),
    Offered(Offer, Option<NoUpdate>),
    Fetching {
        offer: Offer,
        #[expect(dead_code, reason = "it is there to be dropped")]
        stop: oneshot::Sender<()>,
    },
    Ready(Offer, Option<NoUpdate>),
    HandedOver(Offer),
}

/// Something to do about them.
pub(crate) enum UpdatesJob {
    Ask { wait: oneshot::Receiver<()> },
    Fetch { offer: Offer, wait: oneshot::Receiver<()> },
    HandOver(Offer),
    Clear,
    Keep(u64, UpdateWish),
}

/// What came of that.
pub(crate) enum UpdatesOutcome {
    Asked(Result<Offer, NoUpdate>),
    Fetched(Result<(), NoUpdate>),
    HandedOver(Result<(), NoUpdate>),
}

impl Updating {
    pub(super) fn new(can: bool, wish: UpdateWish) -> Self {
        Self {
            can,
            wish,
            wishes: 0,
            step: Step::Waiting,
        }
    }

    /// Ends what is under way, and keeps what has been found out.
    fn stop(&mut self) {
        self.step = match std::mem::replace(&mut self.step, Step::Waiting) {
            Step::Asking { .. } => Step::Waiting,
            Step::Fetching { offer, .. } => Step::Offered(offer, None),
            other => other,
        };
    }

    fn keep(&mut self) -> Job {
        self.wishes += 1;
        Job::Updates(UpdatesJob::Keep(self.wishes, self.wish))
    }
}

impl Core {
    fn updates_standing(&self) -> Standing {
        // Who has yet to choose a password is nowhere.
        let comes_in = self
            .person
            .as_ref()
            .is_some_and(|person| person.me.password != PasswordKept::Given);
        let between = matches!(self.place, Place::Home | Place::Settings { .. }) && self.session.is_none();
        Standing {
            policy: self.person.as_ref().map(|person| person.me.desk_updates),
            wished: self.updating.wish.on,
            doing: if comes_in && between {
                Doing::Between
            } else {
                Doing::SomethingElse
            },
            asked_at: self.updating.wish.asked_at,
        }
    }

    /// After everything that happens: what is under way goes on only where it may, and the day's question is asked.
    pub(super) fn tend_updates(&mut self) {
        if !self.updating.can {
            return;
        }
        let standing = self.updates_standing();
        let is_forbidden = standing.policy.is_some_and(|policy| policy.is_forbidden());
        if is_forbidden || !standing.wished {
            self.forget_updates();
        } else if !standing.may_have() {
            self.updating.stop();
        }
        let is_free = matches!(
            self.updating.step,
            Step::Waiting | Step::Nothing(_) | Step::Offered(..) | Step::HandedOver(_)
        );
        let now = self.now();
        if is_free && self.link.is_up() && standing.may_ask(now) {
            let (stop, wait) = oneshot::channel();
            self.updating.wish.asked_at = Some(now);
            self.updating.step = Step::Asking { stop };
            let keep = self.updating.keep();
            self.jobs.extend([keep, Job::Updates(UpdatesJob::Ask { wait })]);
        }
    }

    fn forget_updates(&mut self) {
        let before = std::mem::replace(&mut self.updating.step, Step::Waiting);
        if !matches!(before, Step::Waiting | Step::Nothing(_)) {
            self.jobs.push(Job::Updates(UpdatesJob::Clear));
        }
    }

    pub(super) fn update(&mut self, act: UpdatesAct) {
        let standing = self.updates_standing();
        let is_allowed = standing.policy.is_some_and(|policy| !policy.is_forbidden());
        if !self.updating.can || !is_allowed || standing.doing != Doing::Between {
            return;
        }
        match act {
            UpdatesAct::Set { on } => {
                self.updating.wish.on = on;
                let keep = self.updating.keep();
                self.jobs.push(keep);
            }
            UpdatesAct::Fetch => {
                if let Step::Offered(offer, _) = &self.updating.step {
                    let (offer, (stop, wait)) = (offer.clone(), oneshot::channel());
                    let job = UpdatesJob::Fetch {
                        offer: offer.clone(),
                        wait,
                    };
                    self.updating.step = Step::Fetching { offer, stop };
                    self.jobs.push(Job::Updates(job));
                }
            }
            UpdatesAct::HandOver => {
                if let Step::Ready(offer, _) = &self.updating.step {
                    self.jobs.push(Job::Updates(UpdatesJob::HandOver(offer.clone())));
                }
            }
        }
    }

    /// What comes of something that was ended meanwhile is nobody's.
    pub(super) fn updates_heard(&mut self, outcome: UpdatesOutcome) {
        let before = std::mem::replace(&mut self.updating.step, Step::Waiting);
        self.updating.step = match (before, outcome) {
            (Step::Asking { .. }, UpdatesOutcome::Asked(Ok(offer))) => Step::Offered(offer, None),
            (Step::Asking { .. }, UpdatesOutcome::Asked(Err(why))) => Step::Nothing(why),
            (Step::Fetching { offer, .. }, UpdatesOutcome::Fetched(Ok(()))) => Step::Ready(offer, None),
            (Step::Ready(offer, _), UpdatesOutcome::HandedOver(Ok(()))) => Step::HandedOver(offer),
            // It still lies here.
            (Step::Ready(offer, _), UpdatesOutcome::HandedOver(Err(why @ NoUpdate::NotHandedOver))) => {
                Step::Ready(offer, Some(why))
            }
            (Step::Fetching { offer, .. }, UpdatesOutcome::Fetched(Err(why)))
            | (Step::Ready(offer, _), UpdatesOutcome::HandedOver(Err(why))) => Step::Offered(offer, Some(why)),
            (before, _) => before,
        };
    }

    /// Nothing while nobody is signed in: nobody knows then what the organisation wants.
    pub(super) fn updates_view(&self) -> Option<UpdatesView> {
        let policy = self.updates_standing().policy?;
        let why = match (self.updating.can, policy.is_forbidden()) {
            (false, _) => Some(NoUpdate::NoKey),
            (true, true) => Some(NoUpdate::Forbidden),
            (true, false) => None,
        };
        Some(match why {
            Some(why) => UpdatesView::Never { why },
            None if !self.updating.wish.on => UpdatesView::Off,
            None => UpdatesView::On {
                step: self.updating.step.view(),
            },
        })
    }
}

impl Step {
    fn view(&self) -> UpdateStep {
        let version = |offer: &Offer| offer.version.to_string();
        match self {
            Self::Waiting => UpdateStep::Waiting,
            Self::Asking { .. } => UpdateStep::Asking,
            Self::Nothing(why) => UpdateStep::Nothing { why: *why },
            Self::Offered(offer, failed) => UpdateStep::Offered {
                version: version(offer),
                failed: *failed,
            },
            Self::Fetching { offer, .. } => UpdateStep::Fetching {
                version: version(offer),
            },
            Self::Ready(offer, failed) => UpdateStep::Ready {
                version: version(offer),
                failed: *failed,
            },
            Self::HandedOver(offer) => UpdateStep::HandedOver {
                version: version(offer),
            },
        }
    }
}

/// Does it. Nothing comes of what nobody waits for any longer.
pub(super) async fn tend(updater: Option<Updater>, wish: Arc<WishFile>, job: UpdatesJob) -> Option<UpdatesOutcome> {
    match (job, updater) {
        (UpdatesJob::Keep(number, kept), _) => {
            let kept = spawn_blocking(move || wish.keep(number, kept)).await;
            if let Ok(Err(error)) = kept {
                tracing::warn!(%error, "whether updates are wanted is kept for this run only");
            }
            None
        }
        (_, None) => None,
        (UpdatesJob::Ask { wait }, Some(updater)) => tokio::select! {
            answer = updater.ask() => Some(UpdatesOutcome::Asked(answer)),
            _dropped = wait => None,
        },
        (UpdatesJob::Fetch { offer, wait }, Some(updater)) => tokio::select! {
            answer = updater.fetch(&offer) => Some(UpdatesOutcome::Fetched(answer)),
            _dropped = wait => {
                updater.clear();
                None
            }
        },
        (UpdatesJob::HandOver(offer), Some(updater)) => {
            let handing = spawn_blocking(move || updater.hand_over(&offer)).await;
            Some(UpdatesOutcome::HandedOver(
                handing.unwrap_or(Err(NoUpdate::NotHandedOver)),
            ))
        }
        (UpdatesJob::Clear, Some(updater)) => {
            updater.clear();
            None
        }
    }
}
