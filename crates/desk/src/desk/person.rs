//! Whoever is signed in: coming, going, what the hub says they may do, and their break.

use super::{
    core::{Core, Person, Place},
    job::{BreakWish, Entered, Job, SignInFailed},
    refusal::{is_silence, refusal},
};
use crate::account::Failed;
use scrim_model::{
    person::Permission,
    session::Event,
    time::{Span, Time},
    wellness::{Allowance, RestKind, State},
};
use scrim_wire::{
    Code,
    http::me::{Me, PasswordKept},
    ipc::{
        setting_up::PasswordView,
        view::{Browser, Message},
    },
};
use std::time::Duration;

/// How soon the hub is asked again after something that changes what may be done. Several changes
/// within it are one question.
const SOON: Duration = Duration::from_millis(300);

/// How often it is asked during a review and on a break.
const CLOSELY: Duration = Duration::from_secs(15);

/// How often it is asked anywhere else.
const NOW_AND_THEN: Duration = Duration::from_secs(30);

/// After a moment that changes things, so that the hub's clock has passed it too.
const JUST_AFTER: Span = Span::ms(500);

/// What ends or loosens a limit while there is work: whichever comes first.
fn working_changes_at(allowance: &Allowance, now: Time) -> Option<Time> {
    let changes = [allowance.rung_until, allowance.looks_end_at, allowance.shift_ends_at];
    changes.into_iter().flatten().filter(|at| *at > now).min()
}

/// What is said beside that a session ended; nothing where there is no more to say.
fn why(code: Code) -> Option<Code> {
    Some(code).filter(|code| *code != Code::Unauthenticated)
}

impl Core {
    pub(super) fn signed_in(&mut self, answer: Result<Entered, SignInFailed>) {
        self.sign_in.busy = false;
        self.sign_in.browser = Browser::Unused;
        self.browser_wait = None;
        match answer {
            Ok(entered) => self.enter(entered),
            Err(failed) => self.sign_in.problem = Some(failed.code),
        }
    }

    /// An earlier session was taken up, or there is none, or the hub does not answer.
    pub(super) fn restored(&mut self, answer: Result<Option<Entered>, Failed>) {
        match answer {
            Ok(Some(entered)) => self.enter(entered),
            Ok(None) => self.stay_out(None),
            Err(Failed::SessionEnded(code)) => {
                self.stay_out(why(code));
                // What was set aside is said nowhere else.
                self.message.get_or_insert(Message::SignedOut);
            }
            Err(error) if is_silence(&error) => {
                self.stay_out(Some(Code::Unavailable));
                self.link.lost(self.now(), self.elapsed);
                self.restoring = true;
            }
            Err(error) => self.stay_out(super::refusal::code(&error)),
        }
    }

    fn stay_out(&mut self, problem: Option<Code>) {
        self.restoring = false;
        self.place = Place::SignIn;
        self.sign_in.problem = problem;
        self.ask_ways(self.sign_in.hub.clone());
    }

    fn enter(&mut self, entered: Entered) {
        self.restoring = false;
        self.link.found();
        self.sign_in.problem = None;
        self.place = Place::Home;
        let addressee = entered.addressee();
        let me = entered.me;
        self.person = Some(Person {
            account: entered.account,
            addressee,
            me: me.clone(),
            floor: None,
            likes_untold: None,
            urgent: super::urgent::Urgent::default(),
            password: PasswordView::default(),
            setup: None,
            missing: None,
            break_wish: None,
            me_asked: false,
            me_stale: false,
            me_due: self.elapsed,
        });
        if me.password != PasswordKept::Given {
            self.begin();
        }
        self.me_heard(me);
    }

    /// What is begun once somebody may do more than choose a password.
    pub(super) fn begin(&mut self) {
        self.jobs.push(Job::Listen);
        self.jobs.push(Job::AskMissing);
        let manages = self.person.as_ref();
        if manages.is_some_and(|person| person.me.permissions.contains(&Permission::ManagePeople)) {
            self.jobs.push(Job::FetchSetup);
        }
    }

    pub(super) fn sign_out(&mut self) {
        if self.person.is_none() {
            return;
        }
        self.leave_review();
        self.hand_in();
        self.jobs.push(Job::SignOut);
        self.leave_desk();
    }

    /// The hub no longer takes the refresh token.
    pub(super) fn session_ended(&mut self, code: Code) {
        if self.person.is_none() {
            return;
        }
        self.leave_review();
        self.jobs.push(Job::ForgetAccount);
        self.leave_desk();
        self.sign_in.problem = why(code);
        self.message = Some(Message::SignedOut);
    }

    pub(super) fn sign_out_everywhere(&mut self) {
        if self.person.is_none() {
            return;
        }
        self.leave_review();
        self.hand_in();
        self.jobs.push(Job::SignOutEverywhere);
    }

    /// Said to be done only where it is: else somebody would rely on it.
    pub(super) fn signed_out_everywhere(&mut self, answer: &Result<(), Failed>) {
        match answer {
            Ok(()) => {
                self.jobs.push(Job::ForgetAccount);
                self.leave_desk();
            }
            Err(error) => {
                let code = Code::Unavailable;
                let silent = Message::Refused { code, until: None };
                self.message = Some(refusal(error).unwrap_or(silent));
            }
        }
    }

    fn leave_desk(&mut self) {
        self.person = None;
        self.epoch += 1;
        self.place = Place::SignIn;
        self.sign_in.busy = false;
        self.sign_in.problem = None;
        self.sign_in.browser = Browser::Unused;
        self.message = None;
        self.linked = None;
        self.ask_ways(self.sign_in.hub.clone());
        self.link.found();
        self.grants.clear();
        self.outbox.nothing_under_way();
    }

    /// What may be done may have changed.
    pub(super) fn ask_me_soon(&mut self) {
        let soon = self.elapsed + SOON;
        if let Some(person) = &mut self.person {
            person.me_due = person.me_due.min(soon);
        }
    }

    pub(super) fn me_answered(&mut self, answer: Result<Box<Me>, Failed>) {
        let Some(person) = &mut self.person else {
            return;
        };
        person.me_asked = false;
        person.me_due = self.elapsed + NOW_AND_THEN;
        if std::mem::take(&mut person.me_stale) {
            // Asked before the hub knew of a break that it knows of now.
            person.me_due = self.elapsed;
            return;
        }
        match answer {
            Ok(me) => self.me_heard(me),
            Err(error) => self.message = refusal(&error).or(self.message),
        }
    }

    fn me_heard(&mut self, me: Box<Me>) {
        self.time.hear(me.now, self.elapsed);
        let allowance = me.allowance.clone();
        let looks_in_block = me.block_looks;
        if let Some(person) = &mut self.person {
            person.me = me;
            // What was said here goes before what the hub has not heard yet.
            if let Some(untold) = &person.likes_untold {
                person.me.preferences.clone_from(untold);
            }
        }
        self.feed(Event::Allowance {
            allowance: allowance.clone(),
            looks_in_block,
        });
        self.follow(allowance.state);
        let due = self.elapsed + self.until_next_me(&allowance);
        if let Some(person) = &mut self.person {
            person.me_due = due;
        }
    }

    /// To the break screen or away from it, as the hub's rules have it.
    fn follow(&mut self, state: State) {
        let on_break = matches!(self.place, Place::Break { .. });
        let beginning = self.break_wish() == Some(BreakWish::Begin);
        match state {
            State::OnBreak { until, kind } if !on_break => {
                self.end_session();
                self.place = Place::Break {
                    since: self.began(until, kind),
                    chosen: kind == RestKind::Chosen,
                };
            }
            // The hub has not heard of the break yet: it stays.
            State::Working | State::DayDone { .. } | State::OffShift { .. } if on_break && !beginning => {
                self.place = Place::Home;
            }
            State::OnBreak { .. }
            | State::DecideVeiled { .. }
            | State::Working
            | State::DayDone { .. }
            | State::OffShift { .. } => {}
        }
    }

    /// When a break began: exact for one that was due, from now on for one that was chosen, since the
    /// hub does not say.
    fn began(&self, until: Option<Time>, kind: RestKind) -> Time {
        let rest = self.person.as_ref().map(|person| person.me.wellness.settings.rest);
        match (kind, until, rest) {
            (RestKind::Forced, Some(until), Some(rest)) => until - rest,
            _ => self.now(),
        }
    }

    fn until_next_me(&self, allowance: &Allowance) -> Duration {
        let regular = match self.place {
            Place::Review | Place::Break { .. } => CLOSELY,
            _ => NOW_AND_THEN,
        };
        let changes_at = match allowance.state {
            State::Working => working_changes_at(allowance, self.now()),
            State::OnBreak { until, .. } | State::OffShift { until } => until,
            State::DecideVeiled { until, .. } | State::DayDone { until } => Some(until),
        };
        let changes_in = changes_at.map(|at| (at + JUST_AFTER).since(self.now()).max(JUST_AFTER));
        changes_in.map_or(regular, |span| {
            regular.min(Duration::from_millis(u64::try_from(span.0).unwrap_or(u64::MAX)))
        })
    }

    pub(super) fn break_wish(&self) -> Option<BreakWish> {
        self.person.as_ref().and_then(|person| person.break_wish)
    }

    pub(super) fn break_answered(&mut self, wish: BreakWish, answer: &Result<(), Failed>) {
        let Some(person) = &mut self.person else {
            return;
        };
        if answer.as_ref().is_err_and(is_silence) {
            // Kept, and told as soon as the hub answers again.
            return;
        }
        person.break_wish.take_if(|pending| *pending == wish);
        person.me_stale = person.me_asked;
        person.me_due = self.elapsed;
        if let Err(error) = answer {
            self.message = refusal(error).or(self.message);
        }
    }
}
