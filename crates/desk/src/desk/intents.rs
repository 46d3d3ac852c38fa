//! What a person wants, intent by intent.

use super::{
    core::{Core, Place},
    job::{BreakWish, Job},
    noticing::Window,
    refusal::may_start,
};
use scrim_model::{
    ids::{CaseId, QueueId},
    person::Preferences,
    session::{Aim, Event, Session, view::Allowed},
};
use scrim_wire::{
    http::{people::ChangePassword, session::SignIn},
    ipc::{
        commands::Intent,
        history::HistoryAct,
        links::case_of,
        view::{Browser, Message},
    },
};

impl Core {
    pub(super) fn intend(&mut self, intent: Intent) {
        if self.curtain && !reaches_behind_the_curtain(&intent) {
            return;
        }
        if is_a_step(&intent) {
            self.message = self.message.filter(|message| !message.is_passing());
        }
        match intent {
            Intent::SignIn { hub, name, password } => self.want_sign_in(hub, SignIn { name, password }),
            Intent::AskWays { hub } => self.ask_ways(hub),
            Intent::SignInWithOrganisation { hub } => self.want_browser(hub),
            Intent::CancelSignIn => self.cancel_browser(),
            Intent::SignOut => self.sign_out(),
            Intent::SignOutEverywhere => self.sign_out_everywhere(),
            Intent::ChangePassword { current, new } => self.change_password(ChangePassword { current, new }),
            Intent::GoHome => self.go(Place::Home),
            Intent::OpenRecord => self.open_record(),
            Intent::OpenHistory => self.open_history(),
            Intent::InHistory { act } => self.do_in_history(act),
            Intent::OpenSettings => self.open_settings(),
            Intent::OpenUnreadable => self.open_unreadable(),
            Intent::MoreUnreadable => self.more_unreadable(),
            Intent::OpenQueues => self.open_queues(),
            Intent::OpenCare => self.open_care(),
            Intent::SetCare { change } => self.set_care(change),
            Intent::ShowHours { person } => self.show_hours(person),
            Intent::OpenOversight { page } => self.open_oversight(page),
            Intent::Oversee { act } => self.oversee(act),
            Intent::OpenAdministration { section } => self.open_administration(section),
            Intent::Administer { act } => self.administer(act),
            Intent::SetTone { tone } => self.prefer(|likes| Preferences { tone, ..likes }),
            Intent::SetFirstLookLine { line } => self.prefer(|likes| Preferences {
                first_look_line: line,
                ..likes
            }),
            Intent::MarkQueue { queue, marked } => self.prefer(|likes| likes.marking(queue, marked)),
            Intent::SetAppearance { appearance } => self.look_like(appearance),
            Intent::Update { act } => self.update(act),
            Intent::StartReview { queue } => self.start_review((queue, None)),
            Intent::OpenCase { link } => self.open_case(&link),
            Intent::Notify { words } => self.notify(&words),
            Intent::Focus { focused } => self.focus(focused),
            Intent::BreakNow => self.break_now(),
            Intent::TakeMarkBack => self.take_mark_back(),
            Intent::EndBreak => self.end_break(),
            Intent::Panic => self.panic(),
            Intent::LiftCurtain => {
                self.curtain = false;
                self.feed(Event::LiftCurtain);
            }
            Intent::SetWellness { settings } => self.save_settings(Job::SaveWellness(settings)),
            Intent::SetOptOuts { opt_outs } => self.save_settings(Job::SaveOptOuts(opt_outs)),
            Intent::Retry => self.link.hurry(self.elapsed),
            Intent::Dismiss => self.dismiss(),
            other => {
                let other = self.manage_queues(other).and_then(|other| self.manage_record(other));
                if let Some(other) = other {
                    self.review(other);
                }
            }
        }
    }

    /// Everything that the session answers to.
    fn review(&mut self, intent: Intent) {
        self.feed(match intent {
            Intent::HoldLook { rung } => Event::HoldLook { aim: rung.into() },
            Intent::EndLook => Event::EndLook,
            Intent::ToggleLook { rung } => Event::ToggleLook { aim: rung.into() },
            Intent::HoldFullSize => Event::HoldLook { aim: Aim::FullSize },
            Intent::ToggleFullSize => Event::ToggleLook { aim: Aim::FullSize },
            Intent::ShowPart { part } => Event::ShowPart { part },
            Intent::MoveLens { at } => Event::MoveLens { at },
            Intent::Choose { choice, reason } => Event::Choose { choice, reason },
            Intent::Classify { classification } => Event::Classify { classification },
            Intent::Explain { text } => Event::Explain { text },
            Intent::LeaveNote { text } => Event::LeaveNote { text },
            Intent::AskLead { text } => Event::AskLead { text },
            Intent::MarkUrgent { reason } => Event::MarkUrgent { reason },
            Intent::FocusPair { at } => Event::FocusPair {
                at: usize::try_from(at).unwrap_or(usize::MAX),
            },
            Intent::Submit => Event::Submit,
            Intent::Undo => Event::Undo,
            Intent::Skip => Event::Skip,
            _ => return,
        });
    }

    fn want_sign_in(&mut self, hub: String, sign_in: SignIn) {
        if self.begin_sign_in(&hub) {
            self.sign_in.name.clone_from(&sign_in.name);
            self.jobs.push(Job::SignIn { hub, sign_in });
        }
    }

    /// Whether a sign-in can begin; if so, it has.
    pub(super) fn begin_sign_in(&mut self, hub: &str) -> bool {
        if self.person.is_some() || self.sign_in.busy {
            return false;
        }
        // A sign-in goes before the taking up of an earlier session that is still being tried.
        self.epoch += 1;
        self.restoring = false;
        self.link.found();
        self.place = Place::SignIn;
        hub.clone_into(&mut self.sign_in.hub);
        self.sign_in.busy = true;
        self.sign_in.browser = Browser::Unused;
        self.sign_in.problem = None;
        self.message = None;
        true
    }

    /// Leaves the review, if any, for another place; a break is not left this way.
    pub(super) fn go(&mut self, place: Place) {
        if self.person.is_none() || matches!(self.place, Place::Break { .. }) {
            return;
        }
        self.leave_review();
        self.place = place;
        self.ask_me_soon();
    }

    fn save_settings(&mut self, job: Job) {
        if let Place::Settings { busy } = &mut self.place {
            *busy = true;
            self.jobs.push(job);
        }
    }

    fn open_settings(&mut self) {
        self.go(Place::Settings { busy: false });
        if let Place::Settings { .. } = self.place {
            self.jobs.push(Job::FetchFloor);
        }
    }

    fn open_case(&mut self, link: &str) {
        match case_of(link) {
            Some(case) => self.start_review((None, Some(case))),
            None => self.message = Some(Message::NoLink),
        }
    }

    pub(super) fn start_review(&mut self, of: (Option<QueueId>, Option<CaseId>)) {
        let Some(person) = &self.person else {
            return;
        };
        let elsewhere = matches!(self.place, Place::Break { .. } | Place::Review);
        if elsewhere || may_start(&person.me, self.link.is_up()) != Allowed::Yes {
            return;
        }
        let allowance = person.me.allowance.clone();
        let looks_in_block = person.me.block_looks;
        let (session, effects) = Session::open(of, allowance.clone(), self.now());
        self.session = Some(session);
        self.place = Place::Review;
        for effect in effects {
            self.carry_out(effect);
        }
        self.feed(Event::Allowance {
            allowance,
            looks_in_block,
        });
    }

    /// Gives every case back and forgets every picture.
    pub(super) fn leave_review(&mut self) {
        self.feed(Event::Leave);
        self.end_session();
    }

    fn break_now(&mut self) {
        if self.session.is_some() {
            self.feed(Event::BreakNow);
        } else if self.person.is_some() && !matches!(self.place, Place::Break { .. }) {
            self.wish_break(BreakWish::Begin);
            self.show_break();
        }
    }

    /// A break that was due runs to its end, whatever key is pressed; the hub would refuse it too.
    fn end_break(&mut self) {
        if self.may_end_break() {
            self.wish_break(BreakWish::End);
        }
    }

    /// Tells the hub of a break, now or as soon as it answers again.
    pub(super) fn wish_break(&mut self, wish: BreakWish) {
        if let Some(person) = &mut self.person {
            person.break_wish = Some(wish);
            self.jobs.push(Job::Break(wish));
        }
    }

    fn focus(&mut self, focused: bool) {
        self.window = if focused { Window::InFront } else { Window::Behind };
        self.feed(Event::Focus { focused });
    }

    fn panic(&mut self) {
        if !self.curtain {
            // That it happened, and nothing of whom or at what: this is nobody's figure.
            tracing::info!("the curtain is down");
        }
        self.curtain = true;
        self.feed(Event::Panic);
        self.drop_all_frames();
    }
}

/// Whether the person goes on: to another screen, a break or the next case.
fn is_a_step(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::SignOut
            | Intent::SignOutEverywhere
            | Intent::GoHome
            | Intent::OpenRecord
            | Intent::OpenHistory
            | Intent::InHistory {
                act: HistoryAct::Filter { .. } | HistoryAct::Older | HistoryAct::Newer
            }
            | Intent::OpenSettings
            | Intent::OpenUnreadable
            | Intent::OpenQueues
            | Intent::OpenCare
            | Intent::ShowHours { .. }
            | Intent::OpenOversight { .. }
            | Intent::StartReview { .. }
            | Intent::OpenCase { .. }
            | Intent::BreakNow
            | Intent::Panic
            | Intent::Submit
            | Intent::Skip
            | Intent::TryRules { .. }
            | Intent::ShowCases { .. }
            | Intent::InQueues { .. }
            | Intent::AskLead { .. }
    )
}

/// With the curtain down, hiding works, lifting it works, and nothing else does.
fn reaches_behind_the_curtain(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::LiftCurtain | Intent::Panic | Intent::EndLook | Intent::Focus { .. }
    )
}
