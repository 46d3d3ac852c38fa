//! Marking a case as urgent, and taking the mark back within its moment.
//!
//! A case leaves the screen only once the hub has the mark: what did not arrive must not look as if it had.

use super::{
    core::Core,
    job::{Job, UrgentJob, UrgentOutcome},
    refusal::{code, is_gone, is_silence},
    runner::{a_few_more_times, is_the_hubs_trouble},
};
use crate::account::{Account, Failed};
use backon::Retryable;
use scrim_hub_client::LeaseProof;
use scrim_model::{
    ids::{CaseId, LeaseId},
    session::Event,
    time::Time,
    urgent::UrgentReason,
};
use scrim_wire::{
    Code,
    ipc::{urgent::UrgentView, view::Message},
};

/// What somebody has marked lately.
#[derive(Debug, Default)]
pub(super) struct Urgent {
    /// The case whose mark is on its way to the hub.
    asked: Option<CaseId>,
    marked: Option<Marked>,
}

/// A mark that the hub has.
#[derive(Debug, Clone, Copy)]
struct Marked {
    case: CaseId,
    until: Time,
    taking_back: bool,
}

impl Urgent {
    pub(super) fn view(&self, now: Time) -> Option<UrgentView> {
        if self.asked.is_some() {
            return Some(UrgentView::Asked);
        }
        self.marked.and_then(|marked| match marked {
            Marked { taking_back: true, .. } => Some(UrgentView::TakingBack),
            Marked { until, .. } => (now < until).then_some(UrgentView::Marked { until }),
        })
    }
}

impl Core {
    /// Says something, unless what stands there is about a mark that did not arrive, or that stays: that is the person's to
    /// put away.
    pub(super) fn say(&mut self, message: Option<Message>) {
        let pressing = |said: &Message| matches!(said, Message::NotMarked { .. } | Message::MarkStays { .. });
        self.message = self.message.filter(pressing).or(message);
    }

    pub(super) fn mark_urgent(&mut self, case: CaseId, lease: LeaseId, reason: UrgentReason) {
        let held = self.held.under(case, lease).map(|holding| holding.proof.clone());
        let (Some(proof), Some(person)) = (held, &mut self.person) else {
            return;
        };
        match person.urgent.asked {
            Some(asked) if asked == case => return,
            // One at a time: the hub has not answered for another case, and this one must not look as if it were marked.
            Some(_other) => {
                self.message = Some(Message::NotMarked { code: None });
                return;
            }
            None => person.urgent.asked = Some(case),
        }
        self.jobs.push(Job::Urgent(UrgentJob::Mark { case, proof, reason }));
    }

    pub(super) fn take_mark_back(&mut self) {
        let now = self.now();
        let urgent = self.person.as_mut().map(|person| &mut person.urgent);
        let marked = urgent.and_then(|urgent| urgent.marked.as_mut());
        if let Some(marked) = marked.filter(|marked| !marked.taking_back && now < marked.until) {
            marked.taking_back = true;
            self.jobs.push(Job::Urgent(UrgentJob::Lift(marked.case)));
        }
    }

    pub(super) fn urgent_answered(&mut self, outcome: UrgentOutcome) {
        match outcome {
            UrgentOutcome::Marked { case, lease, answer } => {
                self.listen(&answer);
                self.marked(case, lease, answer.map(|marked| marked.undo_until));
            }
            UrgentOutcome::Lifted(case, answer) => {
                self.listen(&answer);
                self.lifted(case, &answer);
            }
        }
    }

    fn marked(&mut self, case: CaseId, lease: LeaseId, answer: Result<Time, Failed>) {
        if let Some(person) = &mut self.person {
            person.urgent.asked = None;
        }
        match answer {
            Ok(until) => {
                if let Some(person) = &mut self.person {
                    let taking_back = false;
                    person.urgent.marked = Some(Marked {
                        case,
                        until,
                        taking_back,
                    });
                }
                self.message = self
                    .message
                    .filter(|message| !matches!(message, Message::NotMarked { .. }));
                if self.let_go(case, lease).is_some() {
                    self.feed(Event::LeaseGone { case });
                }
                self.ask_me_soon();
            }
            Err(error) => {
                if is_gone(&error) {
                    self.lease_gone(case, lease);
                }
                self.message = Some(Message::NotMarked { code: told(&error) });
            }
        }
    }

    /// Where nobody answered, it can be tried again while its moment lasts.
    fn lifted(&mut self, case: CaseId, answer: &Result<(), Failed>) {
        let urgent = self.person.as_mut().map(|person| &mut person.urgent);
        let Some(urgent) = urgent.filter(|urgent| urgent.marked.is_some_and(|marked| marked.case == case)) else {
            return;
        };
        match answer {
            Ok(()) => {
                urgent.marked = None;
                self.message = Some(Message::MarkTakenBack);
                self.feed(Event::Undone { case });
                self.ask_me_soon();
            }
            Err(error) => {
                let again = |marked| Marked {
                    taking_back: false,
                    ..marked
                };
                urgent.marked = urgent.marked.filter(|_| is_silence(error)).map(again);
                self.message = Some(Message::MarkStays { code: told(error) });
            }
        }
    }
}

/// The code of a refusal; none where nobody answered.
fn told(error: &Failed) -> Option<Code> {
    (!is_silence(error)).then(|| code(error).unwrap_or(Code::Internal))
}

/// Asks the hub; one that is in trouble is asked a few more times, since nothing here should wait for a person.
pub(super) async fn ask(account: &Account, job: UrgentJob) -> UrgentOutcome {
    match job {
        UrgentJob::Mark { case, proof, reason } => UrgentOutcome::Marked {
            case,
            lease: proof.lease,
            answer: {
                let held: &LeaseProof = &proof;
                let mark = || account.call(|hub| async move { hub.mark_urgent(case, held, reason).await });
                mark.retry(a_few_more_times()).when(is_the_hubs_trouble).await
            },
        },
        UrgentJob::Lift(case) => {
            let lift = || account.call(|hub| async move { hub.lift_urgent(case).await });
            UrgentOutcome::Lifted(case, lift.retry(a_few_more_times()).when(is_the_hubs_trouble).await)
        }
    }
}
