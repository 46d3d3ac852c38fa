//! Desks and hubs that start again, and what of it all was met.

use super::World;
use crate::{
    desk::working,
    sequences::{Met, count},
};
use scrim_model::{
    grant::LOOK_LIFE,
    rung::Rung,
    session::{Event, Session, view::ReviewView},
    wellness::State,
};

/// What a world counts of what it met.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) met: Met,
    /// Whether the last wish for a look was one press, and not a key that is held.
    pub(super) by_press: bool,
    /// Whether the look that is on the screen is there by one press.
    up: Option<bool>,
}

impl World {
    pub(crate) fn met(&self) -> &Met {
        &self.counted.met
    }

    pub(super) fn count(&mut self, what: &'static str, holds: bool) {
        count(&mut self.counted.met, what, holds);
    }

    /// The desk's process ends without a word and another begins: nothing that was open is ever closed, no answer on
    /// its way finds anybody, and the hub gives out again what was held.
    pub(crate) fn desk_restarts(&mut self) {
        self.count("a desk that started again in a look", self.counted.up.is_some());
        self.count("a desk that started again", true);
        let (session, effects) = Session::open((None, None), working(), self.now);
        self.session = session;
        self.pending.clear();
        self.taken_back.extend(std::mem::take(&mut self.leases).into_keys());
        self.grants.retain(|_grant, told| told.closed > 0);
        self.asked.clear();
        self.looked_at.clear();
        (self.painted_look, self.wish, self.on_screen) = (None, None, None);
        (self.curtain, self.unfocused, self.over) = (false, false, false);
        self.counted.up = None;
        self.allowance = working();
        self.carry_out(effects);
        self.check_view();
    }

    /// The hub is away and comes back: what was asked meanwhile is refused, and what it knew it still knows.
    pub(crate) fn hub_restarts(&mut self) {
        self.count("a hub that started again", true);
        self.tell(Event::Online { online: false });
        for _ in 0..self.pending.len() {
            self.answer(0, false, 0);
        }
        self.tell(Event::Online { online: true });
    }

    /// What is in the view. A look stands there for ten seconds at most, by whichever key.
    pub(super) fn count_view(&mut self, view: &ReviewView) {
        let shown = view.case.as_ref().filter(|case| case.shown.frame.is_some());
        let look = shown.filter(|case| case.shown.rung > self.limit(case.id));
        let full_size = look.is_some_and(|case| case.shown.full_size.is_some());
        let lens = look.is_some_and(|case| case.shown.rung == Rung::Lens);
        let open = self.grants.values().filter(|told| told.closed == 0);
        let until = look.and_then(|_| { open }.map(|told| (told.at, told.until)).max());
        assert!(until.is_none_or(|(at, until)| until.since(at) <= LOOK_LIFE));
        let (pressed, was) = (self.counted.by_press, self.counted.up);
        self.counted.up = look.map(|_| was.unwrap_or(pressed));
        let began = was.is_none().then_some(self.counted.up).flatten();
        self.count("a look by a key that is held", began == Some(false));
        self.count("a look by one press", began == Some(true));
        let ended = was.filter(|_| self.counted.up.is_none() && self.run_out());
        self.count("a held look that ended by itself", ended == Some(false));
        self.count("a pressed look that ended by itself", ended == Some(true));
        self.count("a look through the lens", lens);
        self.count("a look at the full size", full_size);
        self.count("behind the curtain", self.curtain);
        self.count("without the focus", self.unfocused);
        self.count("over", self.over);
        let state = self.allowance.state;
        self.count("working", !self.over && state == State::Working);
        self.count("deciding", !self.over && matches!(state, State::DecideVeiled { .. }));
        self.count("looks spent", !self.over && self.allowance.looks_left == 0);
    }

    /// Whether a look that nobody has ended has come to its end.
    fn run_out(&self) -> bool {
        let ends = self.grants.values().map(|told| told.until);
        self.wish.is_some() && ends.max().is_some_and(|until| until <= self.now)
    }

    pub(super) fn count_event(&mut self, event: &Event) {
        match event {
            Event::HoldLook { .. } => self.counted.by_press = false,
            Event::ToggleLook { .. } => self.counted.by_press = true,
            Event::VerdictTaken { .. } => self.count("a verdict taken", true),
            Event::VerdictRefused { .. } => self.count("a verdict refused", true),
            Event::Undone { .. } => self.count("a verdict taken back", true),
            Event::Online { online: false } => self.count("the hub away", true),
            Event::LeaseGone { .. } => self.count("a case that went elsewhere", true),
            Event::LookGranted { full_size, .. } => {
                self.count("a look granted", true);
                self.count("the full size granted", full_size.is_some());
            }
            Event::LookRefused { .. } => self.count("a look refused", true),
            _ => {}
        }
    }
}
