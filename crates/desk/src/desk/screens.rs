//! The view: everything the window draws, made from the state and nothing else.

use super::{
    administration::open_sections,
    core::{Core, Person, Place},
    oversight::open_pages,
    own_password::{of_settings, to_choose},
    record::block,
    refusal::may_start,
};
use crate::memory::memory_lock;
use scrim_model::{
    person::{FirstLookLine, Permission, Preferences, Tone},
    session::{Session, view::ReviewView},
    time::Time,
    wellness::{RestKind, Settings, State},
};
use scrim_wire::{
    http::{
        me::{Me, Queue},
        unreadable::UnreadableList,
    },
    ipc::view::{BreakView, DeskView, HomeView, LeftOutView, Screen, SettingsView, UnreadableView},
};

impl Core {
    /// The view now; its revision is whoever publishes it's to say.
    pub(crate) fn view(&self) -> DeskView {
        DeskView {
            revision: 0,
            now: self.now(),
            screen: self.screen(),
            curtain: self.curtain,
            connection: self.link.view(),
            unsent: self.outbox.unsent(),
            keyring: self.keyring,
            capture: self.world.capture,
            looks_need_capture_protection: self.me().is_some_and(|me| me.looks_need_capture_protection),
            support: self.me().map(|me| me.support.clone()),
            scheme: self.me().map(|me| me.scheme.clone()).unwrap_or_default(),
            global_curtain: self.world.global_curtain,
            tone: self.likes().map_or(Tone::default(), |likes| likes.tone),
            first_look_line: self.first_look_line(),
            appearance: self.world.appearance.clone(),
            memory: memory_lock(),
            missing: self.missing(),
            updates: self.updates_view(),
            urgent: self.person.as_ref().and_then(|person| person.urgent.view(self.now())),
            message: self.message,
        }
    }

    /// Whether a break is on that its person may end.
    pub(super) fn may_end_break(&self) -> bool {
        match (&self.place, &self.person) {
            (Place::Break { since, chosen }, Some(person)) => on_break(person, *since, *chosen).may_end,
            _ => false,
        }
    }

    fn likes(&self) -> Option<&Preferences> {
        self.me().map(|me| &me.preferences)
    }

    fn first_look_line(&self) -> FirstLookLine {
        self.likes()
            .map_or(FirstLookLine::default(), |likes| likes.first_look_line)
    }

    /// The session knows when a line belongs before a look, and not whether it is wanted.
    fn review_view(&self, session: &Session) -> ReviewView {
        let mut view = session.view(self.now());
        let wanted = self.first_look_line().is_shown();
        if let Some(case) = &mut view.case {
            case.first_look &= wanted;
        }
        view
    }

    fn me(&self) -> Option<&Me> {
        self.person.as_ref().map(|person| person.me.as_ref())
    }

    fn screen(&self) -> Screen {
        let Some(person) = &self.person else {
            return match self.place {
                Place::Starting => Screen::Starting,
                _ => Screen::SignIn(self.sign_in.clone()),
            };
        };
        if let Some(view) = to_choose(person) {
            return Screen::NewPassword(view);
        }
        match (&self.place, &self.session) {
            (Place::Review, Some(session)) => Screen::Review(Box::new(self.review_view(session))),
            (Place::Break { since, chosen }, _) => Screen::Break(on_break(person, *since, *chosen)),
            (Place::Record(place), _) => Screen::Record(place.view(&person.me)),
            (Place::History(place), _) => Screen::History(Box::new(place.view())),
            (Place::Settings { busy }, _) => Screen::Settings(self.settings(person, *busy)),
            (Place::Unreadable { list, busy }, _) => Screen::Unreadable(unreadable(list, *busy)),
            (Place::Queues(place), _) => Screen::Queues(Box::new(place.view())),
            (Place::Care(place), _) => Screen::Care(Box::new(place.view(&person.me))),
            (Place::Oversight(place), _) => Screen::Oversight(Box::new(self.oversight_view(place))),
            (Place::Administration(place), _) => Screen::Administration(Box::new(self.administration_view(place))),
            (Place::Starting | Place::SignIn | Place::Home | Place::Review, _) => {
                Screen::Home(home(&person.me, self.link.is_up()))
            }
        }
    }

    fn settings(&self, person: &Person, busy: bool) -> SettingsView {
        let floor = self.known_floor();
        SettingsView {
            effective: person.me.wellness.clone(),
            floor: floor.unwrap_or(Settings::TIGHTEST),
            left_out: person
                .me
                .permissions
                .contains(&Permission::Review)
                .then(|| LeftOutView {
                    categories: &person.me.categories | &person.me.opt_outs.categories,
                    opt_outs: person.me.opt_outs.clone(),
                }),
            password: of_settings(person),
            busy: busy || floor.is_none(),
        }
    }
}

fn on_break(person: &Person, since: Time, chosen: bool) -> BreakView {
    let (until, kind) = match person.me.allowance.state {
        State::OnBreak { until, kind } => (until, kind),
        // The hub has not heard of a chosen one yet, or is a moment behind with one that is due.
        State::Working | State::DecideVeiled { .. } | State::DayDone { .. } | State::OffShift { .. } => {
            let kind = if chosen { RestKind::Chosen } else { RestKind::Forced };
            (None, kind)
        }
    };
    BreakView {
        until,
        since,
        may_end: kind == RestKind::Chosen,
        team: person.me.team,
    }
}

fn unreadable(list: &UnreadableList, busy: bool) -> UnreadableView {
    UnreadableView {
        counts: list.counts.clone(),
        uploads: list.uploads.clone(),
        more: list.more,
        busy,
    }
}

fn home(me: &Me, online: bool) -> HomeView {
    let mut queues = me.queues.clone();
    me.preferences.order(&mut queues, |queue| queue.id);
    let marked = |queue: &&Queue| me.preferences.favourites.contains(&queue.id);
    HomeView {
        favourites: queues.iter().filter(marked).map(|queue| queue.id).collect(),
        name: me.name.clone(),
        role: me.role,
        queues,
        block: block(me),
        reviewing_today_ms: me.reviewing_today_ms,
        team: me.team,
        handed: me.handed.clone(),
        start: may_start(me, online),
        unreadable: me.unreadable,
        manages_queues: me.permissions.contains(&Permission::ManageQueues),
        sets_limits: me.permissions.contains(&Permission::SetFloors),
        oversees: !open_pages(&me.permissions).is_empty(),
        administers: !open_sections(&me.permissions, None).is_empty(),
    }
}
