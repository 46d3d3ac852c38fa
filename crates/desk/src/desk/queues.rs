//! Running queues: what holds in them, the rules, and where cases are. Fetched when opened, after every change here, and when the hub
//! tells of others.

use super::{
    core::{Core, Place},
    job::{Job, QueuesJob, QueuesOutcome},
    queue_flow,
    refusal::refusal,
};
use crate::account::{Account, Failed};
use scrim_hub_client::LeaseProof;
use scrim_model::{
    ids::{CaseId, QueueId},
    person::Permission,
};
use scrim_wire::{
    Code,
    http::{
        queues::{
            Directory, DryRun, LeaveNote, ListCases, MakeQueue, Note, OpenCases, QueueInfo, Redirect, RuleBook,
            TryRules,
        },
        team::TeamWeek,
    },
    ipc::{
        commands::Intent,
        view::{FlowView, Message, QueueCases, QueuesView},
    },
};
use std::{path::PathBuf, time::Duration};

/// How many hours a dry run looks back.
const DRY_RUN_HOURS: u32 = 24;

/// What the screen is drawn from, once it has come.
#[derive(Debug, Clone, Default)]
pub(crate) struct QueuesPage {
    pub(crate) queues: Vec<QueueInfo>,
    pub(crate) book: RuleBook,
    pub(crate) directory: Directory,
    pub(crate) weeks: Vec<TeamWeek>,
}

/// How long it is waited for further changes before a list is read again: under load there are many a second.
const CHANGES_GATHER: Duration = Duration::from_millis(800);

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct QueuesPlace {
    pub(super) page: QueuesPage,
    tried: Option<DryRun>,
    pub(super) cases: Option<QueueCases>,
    pub(super) flow: Option<FlowView>,
    busy: bool,
    /// When it is read again because something has changed.
    due: Option<Duration>,
}

impl QueuesPlace {
    pub(super) fn view(&self) -> QueuesView {
        QueuesView {
            queues: self.page.queues.clone(),
            book: self.page.book.clone(),
            directory: self.page.directory.clone(),
            weeks: self.page.weeks.clone(),
            tried: self.tried.clone(),
            cases: self.cases.clone(),
            flow: self.flow.clone(),
            busy: self.busy,
        }
    }
}

impl Core {
    pub(super) fn open_queues(&mut self) {
        let may = |permissions: &[Permission]| permissions.contains(&Permission::ManageQueues);
        if !self.person.as_ref().is_some_and(|person| may(&person.me.permissions)) {
            return;
        }
        self.go(Place::Queues(Box::default()));
        self.ask_of_queues(QueuesJob::Fetch);
    }

    /// Carries out an intent of this screen; hands back any other.
    pub(super) fn manage_queues(&mut self, intent: Intent) -> Option<Intent> {
        let Place::Queues(place) = &mut self.place else {
            return Some(intent);
        };
        let job = match intent {
            Intent::MakeQueue { name } => QueuesJob::Make(MakeQueue { name }),
            Intent::SetQueue { queue, settings } => QueuesJob::Set(queue, settings),
            Intent::SetRules { book } => QueuesJob::SetRules(book),
            Intent::TryRules { rules } => QueuesJob::Try(TryRules {
                rules,
                hours: DRY_RUN_HOURS,
            }),
            Intent::ShowCases { queue } => {
                place.cases = Some(QueueCases {
                    queue,
                    cases: Vec::new(),
                    more: false,
                    sending: None,
                });
                QueuesJob::Cases(queue, None)
            }
            Intent::InQueues { act } => {
                self.look_into_queues(act);
                return None;
            }
            Intent::SendCase {
                case,
                destination,
                reason,
            } => {
                let to = Redirect {
                    destination,
                    lease: None,
                    reason,
                };
                QueuesJob::Send(case, to)
            }
            other => return Some(other),
        };
        self.ask_of_queues(job);
        None
    }

    /// Something in the queues has changed.
    pub(super) fn queues_changed(&mut self) {
        let due = self.elapsed + CHANGES_GATHER;
        if let Place::Queues(place) = &mut self.place {
            place.due.get_or_insert(due);
        }
    }

    /// Reads the screen again, where it is time. Nothing waits for that, so nothing says that the desk is busy.
    pub(super) fn read_queues_again(&mut self) {
        if let Place::Queues(place) = &mut self.place
            && place.due.is_some_and(|due| due <= self.elapsed)
        {
            place.due = None;
            self.jobs.push(Job::Queues(QueuesJob::Fetch));
        }
    }

    pub(super) fn ask_of_queues(&mut self, job: QueuesJob) {
        if let Place::Queues(place) = &mut self.place {
            place.busy = true;
            self.jobs.push(Job::Queues(job));
        }
    }

    pub(super) fn queues_answered(&mut self, outcome: QueuesOutcome) {
        let Place::Queues(place) = &mut self.place else {
            return;
        };
        place.busy = false;
        let problem = match place.made_up_for(outcome) {
            QueuesOutcome::All(Ok(page)) => {
                place.page = *page;
                return;
            }
            QueuesOutcome::Changed(Ok(())) => {
                self.message = Some(Message::Saved);
                let shown = place.cases.as_mut().map(|cases| {
                    cases.sending = None;
                    cases.queue
                });
                self.ask_of_queues(QueuesJob::Fetch);
                if let Some(queue) = shown {
                    self.ask_of_queues(QueuesJob::Cases(queue, None));
                }
                return;
            }
            QueuesOutcome::RulesSet(Ok(book)) => {
                place.page.book = book;
                place.tried = None;
                self.message = Some(Message::Saved);
                return;
            }
            QueuesOutcome::Tried(Ok(run)) => {
                place.tried = Some(run);
                return;
            }
            QueuesOutcome::Cases(queue, after, Ok(page)) => return place.cases_came(queue, after, page),
            QueuesOutcome::Recipients(case, Ok(people)) => return place.recipients_came(case, people),
            QueuesOutcome::Flow(queue, Ok(told)) => return place.flow_came(queue, told),
            QueuesOutcome::Exported(exported) => return place.flow_saved(exported),
            QueuesOutcome::All(Err(error))
            | QueuesOutcome::Changed(Err(error))
            | QueuesOutcome::RulesSet(Err(error))
            | QueuesOutcome::Tried(Err(error))
            | QueuesOutcome::Cases(_, _, Err(error))
            | QueuesOutcome::Recipients(_, Err(error))
            | QueuesOutcome::Flow(_, Err(error)) => error,
        };
        self.message = refusal(&problem).or(self.message);
        if super::refusal::code(&problem) == Some(Code::ChangedSince) {
            self.ask_of_queues(QueuesJob::Fetch);
        }
    }
}

impl QueuesPlace {
    /// What has to be asked for the next ones, where there are further ones and nothing is being asked.
    pub(super) fn more_cases(&self) -> Option<QueuesJob> {
        let cases = self.cases.as_ref().filter(|cases| cases.more && !self.busy)?;
        Some(QueuesJob::Cases(cases.queue, cases.cases.last().map(|case| case.id)))
    }

    fn cases_came(&mut self, queue: QueueId, after: Option<CaseId>, page: OpenCases) {
        let OpenCases { cases, more } = page;
        // Where another list is open by now, or none, it came too late.
        let Some(shown) = self.cases.as_mut().filter(|shown| shown.queue == queue) else {
            return;
        };
        match after {
            None => {
                let sending = shown.sending.take();
                *shown = QueueCases {
                    queue,
                    cases,
                    more,
                    sending,
                };
            }
            Some(_) if after == shown.cases.last().map(|case| case.id) => {
                shown.cases.extend(cases);
                shown.more = more;
            }
            // It belongs behind another end: the list was fetched anew meanwhile.
            Some(_) => {}
        }
    }
}

/// Leaves a note, where there is one, and reads what was noted on the content of a case.
pub(super) async fn notes(account: &Account, held: &LeaseProof, leave: Option<String>) -> Result<Vec<Note>, Failed> {
    if let Some(text) = leave {
        let note = &LeaveNote { text };
        account
            .call(|hub| async move { hub.leave_note(held, note).await })
            .await?;
    }
    account.call(|hub| async move { hub.notes(held).await }).await
}

/// Asks the hub.
pub(super) async fn ask(account: &Account, job: QueuesJob, downloads: Option<PathBuf>) -> QueuesOutcome {
    match job {
        QueuesJob::Fetch => QueuesOutcome::All(fetch(account).await.map(Box::new)),
        QueuesJob::Make(new) => {
            let new = &new;
            let made = account.call(|hub| async move { hub.make_queue(new).await }).await;
            QueuesOutcome::Changed(made.map(drop))
        }
        QueuesJob::Set(queue, settings) => {
            let settings = &settings;
            let set = |hub: scrim_hub_client::Signed| async move { hub.set_queue(queue, settings).await };
            QueuesOutcome::Changed(account.call(set).await)
        }
        QueuesJob::SetRules(book) => {
            let book = &book;
            QueuesOutcome::RulesSet(account.call(|hub| async move { hub.set_rules(book).await }).await)
        }
        QueuesJob::Try(rules) => {
            let rules = &rules;
            QueuesOutcome::Tried(account.call(|hub| async move { hub.try_rules(rules).await }).await)
        }
        QueuesJob::Cases(queue, after) => {
            let wanted = ListCases { after, most: None };
            let answer = account.call(|hub| async move { hub.open_cases(queue, wanted).await });
            QueuesOutcome::Cases(queue, after, answer.await)
        }
        QueuesJob::Recipients(case) => {
            let answer = account.call(|hub| async move { hub.recipients(case).await });
            QueuesOutcome::Recipients(case, answer.await)
        }
        QueuesJob::Flow(queue) => {
            let answer = account.call(|hub| async move { hub.flow(queue).await });
            QueuesOutcome::Flow(queue, answer.await)
        }
        QueuesJob::SaveFlow(form, told) => QueuesOutcome::Exported(queue_flow::save(&told, form, downloads).await),
        QueuesJob::Send(case, to) => {
            let to = &to;
            let sent = account.call(|hub| async move { hub.redirect(case, None, to).await });
            QueuesOutcome::Changed(sent.await)
        }
    }
}

async fn fetch(account: &Account) -> Result<QueuesPage, Failed> {
    Ok(QueuesPage {
        queues: account.call(|hub| async move { hub.all_queues().await }).await?,
        book: account.call(|hub| async move { hub.rules().await }).await?,
        directory: account.call(|hub| async move { hub.directory().await }).await?,
        weeks: weeks(account).await?,
    })
}

/// The team's weeks; none for whoever runs queues and may not see sums.
async fn weeks(account: &Account) -> Result<Vec<TeamWeek>, Failed> {
    match account.call(|hub| async move { hub.team_weeks().await }).await {
        Err(error) if super::refusal::code(&error) == Some(Code::Forbidden) => Ok(Vec::new()),
        answer => answer,
    }
}
