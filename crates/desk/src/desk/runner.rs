//! Does the jobs: calls the hub, the keyring and the disk, and answers each with one outcome.
//!
//! Letters, returns, asking for a case by its name and the sign-out go one after the other, in the order given; the rest
//! side by side. Decides nothing.

mod letters;

use super::{
    Connect, Setup, administration, care,
    full_size::fetch_tile,
    history,
    job::{Job, Outcome, Rendition},
    likes,
    listening::Listening,
    oversight, own_password, queues, record,
    telling::{give_back, in_words, send, tell_break},
    updates,
};
use crate::{
    account::{Account, Failed, Remembered},
    appearance::AppearanceFile,
    browser::Browser,
    directory::DataDirectory,
    journal::Journal,
    keyring::Secrets,
    notices::Notices,
    random::Random,
    updating::{Updater, WishFile},
};
use backon::{ExponentialBuilder, Retryable};
use scrim_hub_client::ClientError;
use scrim_model::session::Aim;
use scrim_wire::{
    http::{leases::TakeLeases, looks::AskLook, me::OwnWellness, unreadable::ListUnreadable},
    ipc::view::Capture,
};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    sync::{Semaphore, mpsc, oneshot},
    task::spawn_blocking,
};

/// Renditions fetched side by side: enough to fill a line, few enough that a look's own call is not
/// kept waiting behind them.
const RENDITIONS_AT_ONCE: usize = 4;

/// What came of a job, and in whose session it was begun.
pub(super) struct Answer {
    pub(super) epoch: u64,
    pub(super) outcome: Outcome,
}

/// Does jobs.
pub(super) struct Runner {
    world: Arc<World>,
    lane: mpsc::UnboundedSender<InOrder>,
    listening: Listening,
}

pub(super) struct World {
    pub(super) connect: Connect,
    pub(super) browser: Arc<dyn Browser>,
    notices: Arc<dyn Notices>,
    pub(super) random: Arc<dyn Random>,
    pub(super) secrets: Arc<dyn Secrets>,
    pub(super) folder: DataDirectory,
    downloads: Option<PathBuf>,
    capture: Capture,
    /// The hub that was asked for at the start goes before the one of last time.
    pub(super) remembered: Remembered,
    journal: Mutex<Option<Journal>>,
    appearance: Arc<AppearanceFile>,
    updater: Option<Updater>,
    update_wish: Arc<WishFile>,
    renditions: Semaphore,
    answers: mpsc::UnboundedSender<Answer>,
}

enum InOrder {
    Job {
        job: Box<Job>,
        account: Arc<Account>,
        epoch: u64,
    },
    Told(oneshot::Sender<()>),
}

/// Who signed in last, unless another hub is asked for.
pub(super) fn remembered(folder: &DataDirectory, hub: Option<&str>) -> Remembered {
    let last = Remembered::load(folder).unwrap_or_default();
    match hub.map(|hub| hub.trim_end_matches('/')) {
        Some(hub) if hub != last.hub => Remembered {
            hub: hub.to_owned(),
            name: String::new(),
        },
        _ => last,
    }
}

impl Runner {
    pub(super) fn start(setup: Setup) -> (Self, mpsc::UnboundedReceiver<Answer>) {
        let (answers, answered) = mpsc::unbounded_channel();
        let world = Arc::new(World {
            remembered: remembered(&setup.folder, setup.hub.as_deref()),
            connect: setup.connect,
            browser: setup.browser,
            notices: setup.notices,
            random: setup.random,
            secrets: setup.secrets,
            appearance: Arc::new(AppearanceFile::of(&setup.folder)),
            updater: setup.updates.map(|updates| Updater::new(updates, setup.folder.path())),
            update_wish: Arc::new(WishFile::of(&setup.folder)),
            folder: setup.folder,
            downloads: setup.downloads,
            capture: setup.capture,
            journal: Mutex::new(None),
            renditions: Semaphore::new(RENDITIONS_AT_ONCE),
            answers,
        });
        let (lane, jobs) = mpsc::unbounded_channel();
        tokio::spawn(in_order(world.clone(), jobs));
        let listening = Listening::default();
        let runner = Self { world, lane, listening };
        (runner, answered)
    }

    pub(super) fn start_job(&self, job: Job, account: Option<Arc<Account>>, epoch: u64) {
        match (&job, &account) {
            (Job::Listen, Some(account)) => {
                let answers = self.world.answers.clone();
                self.listening.start(account.clone(), answers, epoch);
                return;
            }
            (Job::SignOut | Job::ForgetAccount, _) => self.listening.stop(),
            _ => {}
        }
        let ordered = matches!(
            job,
            Job::Send(_)
                | Job::Release { .. }
                | Job::Escalate { .. }
                | Job::Urgent(_)
                | Job::SignOut
                | Job::SignOutEverywhere
                // One that is named may be one that was just given back.
                | Job::Lease { case: Some(_), .. }
        );
        if let (true, Some(account)) = (ordered, &account) {
            let job = InOrder::Job {
                job: Box::new(job),
                account: account.clone(),
                epoch,
            };
            // The lane ends with the desk; then nobody waits for this job.
            drop(self.lane.send(job));
            return;
        }
        let world = self.world.clone();
        tokio::spawn(async move {
            let outcome = match account {
                Some(account) => world.on_behalf(job, account).await,
                None => world.alone(job).await,
            };
            world.answer(epoch, outcome);
        });
    }

    /// Says so once everything that goes in order has gone.
    pub(super) fn when_told(&self, done: oneshot::Sender<()>) {
        drop(self.lane.send(InOrder::Told(done)));
    }
}

async fn in_order(world: Arc<World>, mut jobs: mpsc::UnboundedReceiver<InOrder>) {
    while let Some(next) = jobs.recv().await {
        match next {
            InOrder::Job { job, account, epoch } => {
                let outcome = world.on_behalf(*job, account).await;
                world.answer(epoch, outcome);
            }
            // Whoever asked may have stopped waiting.
            InOrder::Told(done) => drop(done.send(())),
        }
    }
}

impl World {
    fn answer(&self, epoch: u64, outcome: Option<Outcome>) {
        if let Some(outcome) = outcome {
            // The desk may have ended meanwhile.
            drop(self.answers.send(Answer { epoch, outcome }));
        }
    }

    /// Jobs that need nobody signed in.
    async fn alone(self: &Arc<Self>, job: Job) -> Option<Outcome> {
        match job {
            Job::OpenJournal => Some(self.open_journal().await),
            Job::Restore => Some(Outcome::Restored(self.restore().await)),
            Job::SignIn { hub, sign_in } => Some(Outcome::SignedIn(self.sign_in(&hub, sign_in).await)),
            Job::AskWays(hub) => Some(self.ask_ways(hub).await),
            Job::SignInByBrowser { hub, wait } => self.sign_in_by_browser(&hub, wait).await,
            Job::KeepLetter(letter) => Some(self.keep_letter(letter).await),
            Job::StrikeOut(id) => {
                self.with_journal(move |journal| journal.strike_out(id)).await;
                None
            }
            Job::KeepAppearance(number, appearance) => {
                let file = self.appearance.clone();
                let kept = spawn_blocking(move || file.keep(number, &appearance)).await;
                if let Ok(Err(error)) = kept {
                    tracing::warn!(%error, "how the window looks is kept for this run only");
                }
                None
            }
            Job::Updates(job) => {
                let outcome = updates::tend(self.updater.clone(), self.update_wish.clone(), job).await;
                outcome.map(Outcome::Updates)
            }
            Job::Notify(sentence) => {
                let notices = self.notices.clone();
                let shown = spawn_blocking(move || notices.show(&sentence)).await;
                if let Ok(Err(error)) = shown {
                    tracing::info!(%error, "something was said to nobody");
                }
                None
            }
            other => {
                tracing::debug!(job = ?other, "nobody is signed in any more");
                None
            }
        }
    }

    async fn on_behalf(self: &Arc<Self>, job: Job, account: Arc<Account>) -> Option<Outcome> {
        Some(match job {
            Job::FetchMe => Outcome::Me(account.call(|hub| async move { hub.me().await }).await.map(Box::new)),
            Job::FetchFloor => Outcome::Floor(account.call(|hub| async move { hub.floor().await }).await),
            Job::History(job) => Outcome::History(history::ask(&account, job, self.downloads.clone()).await),
            Job::Record(job) => Outcome::Record(record::ask(&account, job, self.downloads.clone()).await),
            Job::FetchUnreadable { before } => {
                let wanted = &ListUnreadable {
                    before,
                    ..ListUnreadable::default()
                };
                let answer = account.call(|hub| async move { hub.unreadable(wanted).await }).await;
                Outcome::Unreadable { before, answer }
            }
            Job::Queues(job) => Outcome::Queues(queues::ask(&account, job, self.downloads.clone()).await),
            Job::Care(job) => Outcome::Care(care::ask(&account, job).await),
            Job::Oversight(asker, job) => {
                Outcome::Oversight(oversight::ask(&account, asker, job, self.downloads.clone()).await)
            }
            Job::Administration(job) => {
                Outcome::Administration(administration::ask(&account, job, self.downloads.clone()).await)
            }
            Job::SavePreferences(wanted) => likes::save(&account, wanted).await,
            Job::FetchSetup => Outcome::Setup(account.call(|hub| async move { hub.setup().await }).await),
            Job::AskMissing => Outcome::Missing(account.call(|hub| async move { hub.missing().await }).await),
            Job::ChangePassword(wanted) => own_password::change(&account, wanted).await,
            Job::SaveWellness(settings) => {
                let own = &OwnWellness {
                    settings: settings.into(),
                };
                Outcome::WellnessSaved(account.call(|hub| async move { hub.set_wellness(own).await }).await)
            }
            Job::SaveOptOuts(ref wanted) => {
                Outcome::WellnessSaved(account.call(|hub| async move { hub.set_opt_outs(wanted).await }).await)
            }
            Job::Break(wish) => Outcome::Break(wish, tell_break(&account, wish).await),
            Job::Lease { queue, case, want } => {
                let want = &TakeLeases {
                    queue_id: queue,
                    case_id: case,
                    want,
                };
                Outcome::Leased(account.call(|hub| async move { hub.take_leases(want).await }).await)
            }
            Job::SignOut => {
                account.sign_out().await;
                return None;
            }
            Job::SignOutEverywhere => Outcome::SignedOutEverywhere(account.sign_out_everywhere().await),
            Job::ForgetAccount => {
                account.forget().await;
                return None;
            }
            other => return self.about_a_case(other, account).await,
        })
    }

    async fn about_a_case(self: &Arc<Self>, job: Job, account: Arc<Account>) -> Option<Outcome> {
        Some(match job {
            Job::Rendition { of, max_bytes } => {
                let answer = self.rendition(&account, &of, max_bytes).await;
                Outcome::Rendition(of, answer)
            }
            Job::AskLook {
                case,
                proof,
                aim,
                fence,
            } => {
                let (ask, held) = (
                    AskLook {
                        rung: aim.rung(),
                        fence: Some(fence),
                        full_size: aim == Aim::FullSize,
                        capture_excluded: self.capture == Capture::Excluded,
                    },
                    &proof,
                );
                let answer = account.call(|hub| async move { hub.ask_look(held, ask).await }).await;
                Outcome::Look {
                    case,
                    lease: proof.lease,
                    aim,
                    answer,
                }
            }
            Job::Tile { proof, of } => {
                let answer = fetch_tile(&account, &proof, of).await;
                Outcome::Tile(of, answer)
            }
            Job::Renew { case, proof } => {
                let held = &proof;
                let answer = account.call(|hub| async move { hub.renew(held).await }).await;
                Outcome::Renewed {
                    case,
                    lease: proof.lease,
                    answer,
                }
            }
            Job::Release { proof, why } => {
                give_back(&account, &proof, why).await;
                return None;
            }
            Job::Send(letter) => Outcome::Sent(letter.id, send(&account, &letter).await),
            Job::TakeBack(verdict) => {
                Outcome::TakenBack(account.call(|hub| async move { hub.take_back(verdict).await }).await)
            }
            other => match in_words(other, &account).await {
                Ok(outcome) => outcome,
                Err(other) => return self.alone(other).await,
            },
        })
    }

    async fn rendition(&self, account: &Account, of: &Rendition, max_bytes: usize) -> Result<Vec<u8>, Failed> {
        let _turn = self.renditions.acquire().await;
        let fetch = || account.call(|hub| async move { hub.rendition(&of.proof, of.rung, max_bytes).await });
        fetch.retry(a_few_more_times()).when(is_the_hubs_trouble).await
    }
}

/// A hub in trouble gets three more tries; silence is told at once.
pub(super) fn a_few_more_times() -> ExponentialBuilder {
    ExponentialBuilder::new()
        .with_min_delay(Duration::from_millis(200))
        .with_max_times(3)
}

pub(super) fn is_the_hubs_trouble(error: &Failed) -> bool {
    matches!(error, Failed::Call(call @ ClientError::Refused(_)) if call.is_transient())
}
