//! The desk's state and its one entrance: an input in, jobs out, never a wait.
//!
//! What each input does is in the files beside this one: a person's wishes in `intents`, the
//! session's in `effects` and `looks`, the hub's answers in `answers`, `person` and `letters`.

use super::{
    actor::Input,
    administration::AdministrationPlace,
    care::CarePlace,
    full_size::OpenTiles,
    history::HistoryPlace,
    job::{BreakWish, Job},
    lens::Lens,
    link::Link,
    looks::{OpenLook, SecondLook},
    noticing::Window,
    outbox::Outbox,
    oversight::OversightPlace,
    queues::QueuesPlace,
    record::RecordPlace,
    summoned::Linked,
    updates::Updating,
    urgent::Urgent,
};
use crate::{
    account::{Account, Remembered},
    clock::HubTime,
    frames::FrameStore,
    holding::Holdings,
    journal::Addressee,
    random::Random,
    updating::UpdateWish,
};
use scrim_hub_client::LeaseProof;
use scrim_model::{
    ids::GrantId,
    person::Preferences,
    session::{Event, Session},
    setup::Setup,
    time::Time,
    wellness::Settings,
};
use scrim_wire::{
    http::{me::Me, unreadable::UnreadableList},
    ipc::{
        appearance::Appearance,
        setting_up::PasswordView,
        view::{Aside, Browser, Capture, GlobalCurtain, Keyring, Message, SignInView},
    },
    missing::Missing,
};
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};
use tokio::sync::oneshot;

/// How often a held lease is renewed; it lives four times as long.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// What the core is given once.
pub(crate) struct World {
    pub(crate) frames: Arc<FrameStore>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) capture: Capture,
    pub(crate) global_curtain: GlobalCurtain,
    pub(crate) remembered: Remembered,
    /// As this machine has it.
    pub(crate) appearance: Appearance,
    /// Why that is not what was kept.
    pub(crate) settings_aside: Option<Aside>,
    /// What this machine's person wants of updates; none where this build takes none.
    pub(crate) updates: Option<UpdateWish>,
}

/// All there is.
pub(crate) struct Core {
    pub(super) world: World,
    pub(super) time: HubTime,
    pub(super) elapsed: Duration,
    pub(super) jobs: Vec<Job>,
    pub(super) epoch: u64,
    pub(super) place: Place,
    pub(super) sign_in: SignInView,
    pub(super) restoring: bool,
    /// Dropped where nobody waits for the browser any longer.
    pub(super) browser_wait: Option<oneshot::Sender<()>>,
    pub(super) person: Option<Person>,
    pub(super) session: Option<Session>,
    pub(super) events: VecDeque<Event>,
    pub(super) feeding: bool,
    pub(super) held: Holdings,
    pub(super) open_look: Option<OpenLook>,
    /// A wish for the full size that waits until the hub has been told of the look before.
    pub(super) second_look: Option<SecondLook>,
    /// The look whose tiles may be kept, while it is open.
    pub(super) tiles_of: Option<OpenTiles>,
    pub(super) lens: Lens,
    pub(super) grants: HashMap<GrantId, LeaseProof>,
    pub(super) outbox: Outbox,
    pub(super) link: Link,
    pub(super) curtain: bool,
    pub(super) window: Window,
    pub(super) keyring: Keyring,
    /// How often another look of the window was wished for.
    pub(super) appearance_wishes: u64,
    pub(super) message: Option<Message>,
    pub(super) linked: Option<Linked>,
    pub(super) updating: Updating,
    pub(super) beat_at: Duration,
}

/// Where in the window one is.
pub(super) enum Place {
    Starting,
    SignIn,
    Home,
    Review,
    Break {
        since: Time,
        /// The person began it, so the person may end it, also before the hub has said as much.
        chosen: bool,
    },
    Record(Box<RecordPlace>),
    History(Box<HistoryPlace>),
    Settings {
        busy: bool,
    },
    Unreadable {
        list: UnreadableList,
        busy: bool,
    },
    Queues(Box<QueuesPlace>),
    Care(Box<CarePlace>),
    Oversight(Box<OversightPlace>),
    Administration(Box<AdministrationPlace>),
}

/// Whoever is signed in.
pub(super) struct Person {
    pub(super) account: Arc<Account>,
    pub(super) addressee: Addressee,
    pub(super) me: Box<Me>,
    pub(super) floor: Option<Settings>,
    /// What the hub has not yet been told of what they like.
    pub(super) likes_untold: Option<Preferences>,
    pub(super) urgent: Urgent,
    pub(super) password: PasswordView,
    /// What the hub has of what a first case needs, for whom that is.
    pub(super) setup: Option<Setup>,
    /// What the hub cannot do yet, once it has said what it can.
    pub(super) missing: Option<Vec<Missing>>,
    /// What the hub has not yet been told of a break.
    pub(super) break_wish: Option<BreakWish>,
    pub(super) me_asked: bool,
    /// The answer on its way is older than what has happened since.
    pub(super) me_stale: bool,
    pub(super) me_due: Duration,
}

impl Core {
    /// Before anything has happened.
    pub(crate) fn new(world: World, wall: Time, elapsed: Duration) -> Self {
        let sign_in = SignInView {
            hub: world.remembered.hub.clone(),
            name: world.remembered.name.clone(),
            busy: false,
            problem: None,
            oddity: None,
            ways: None,
            browser: Browser::Unused,
        };
        let updating = Updating::new(world.updates.is_some(), world.updates.unwrap_or_default());
        Self {
            world,
            time: HubTime::guessed(wall, elapsed),
            elapsed,
            jobs: Vec::new(),
            epoch: 0,
            place: Place::Starting,
            sign_in,
            restoring: false,
            browser_wait: None,
            person: None,
            session: None,
            events: VecDeque::new(),
            feeding: false,
            held: Holdings::default(),
            open_look: None,
            second_look: None,
            tiles_of: None,
            lens: Lens::default(),
            grants: HashMap::new(),
            outbox: Outbox::new(),
            link: Link::new(),
            curtain: false,
            window: Window::InFront,
            keyring: Keyring::ThisRunOnly,
            appearance_wishes: 0,
            message: None,
            linked: None,
            updating,
            beat_at: elapsed,
        }
    }

    /// Takes one input and answers what is to be done about it.
    pub(crate) fn take(&mut self, input: Input, elapsed: Duration) -> Vec<Job> {
        self.elapsed = elapsed;
        match input {
            Input::Intent(intent) => self.intend(intent),
            Input::Painted(painted) => self.feed(Event::Painted {
                name: painted.frame,
                width_px: painted.width_px,
                height_px: painted.height_px,
            }),
            Input::Summoned(summons) => self.summoned(summons),
            Input::Tick => self.tick(),
            Input::Answer { epoch, outcome } => self.hear(epoch, outcome),
            Input::Close(_) => {}
        }
        self.follow_link();
        self.send_letters();
        self.ask_second_look();
        self.tend_updates();
        std::mem::take(&mut self.jobs)
    }

    /// The window closes: cases go back, looks are closed.
    pub(crate) fn close(&mut self, elapsed: Duration) -> Vec<Job> {
        self.elapsed = elapsed;
        self.leave_review();
        self.hand_in();
        std::mem::take(&mut self.jobs)
    }

    /// On whose behalf jobs are done.
    pub(crate) fn account(&self) -> Option<Arc<Account>> {
        self.person.as_ref().map(|person| person.account.clone())
    }

    /// Grows with every sign-in and sign-out, so that late answers are told apart.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The hub's time now.
    pub(super) fn now(&self) -> Time {
        self.time.now(self.elapsed)
    }

    /// Gives the session an event and carries out what it wants, in order. What that brings about is
    /// an event after this one.
    pub(super) fn feed(&mut self, event: Event) {
        self.events.push_back(event);
        if self.feeding {
            return;
        }
        self.feeding = true;
        while let Some(event) = self.events.pop_front() {
            let Some(session) = self.session.take() else {
                continue;
            };
            let (session, effects) = session.apply(event, self.now());
            self.session = Some(session);
            for effect in effects {
                self.carry_out(effect);
            }
        }
        self.feeding = false;
    }

    fn tick(&mut self) {
        self.feed(Event::Tick);
        if self.restoring && self.link.is_due(self.elapsed) {
            self.jobs.push(Job::Restore);
        }
        let Some(person) = &mut self.person else {
            return;
        };
        let up = self.link.is_up();
        let me_due = if up {
            person.me_due <= self.elapsed
        } else {
            self.link.is_due(self.elapsed)
        };
        if me_due && !person.me_asked {
            person.me_asked = true;
            self.jobs.push(Job::FetchMe);
        }
        if up && self.beat_at <= self.elapsed {
            self.heartbeat();
        }
        if up {
            self.read_queues_again();
            self.read_oversight_again();
        }
    }

    /// Renews every lease in hand.
    pub(super) fn heartbeat(&mut self) {
        self.beat_at = self.elapsed + HEARTBEAT;
        let renew = |(case, holding): (_, &crate::holding::Holding)| Job::Renew {
            case,
            proof: holding.proof.clone(),
        };
        self.jobs.extend(self.held.iter().map(renew));
    }
}
