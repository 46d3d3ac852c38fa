//! The session itself: every event in, the next state and what is wanted done out.
//!
//! Here is what happens to the block, the curtain and the focus; the cases in hand are in `hand`, rulings
//! in `ruling`, looks in `look`, what may be done in `may`. Time is only what comes with an event: whatever has run out by
//! then is ended first, whichever event it is.

use crate::{
    ids::{CaseId, QueueId, VerdictId},
    rung::Rung,
    session::{
        event::{Effect, Event, Released},
        held::{InHand, RestPicture},
        looking::{Ask, How, Look, Looking, Painted},
        supply::Supply,
        undo::Undo,
        view::Blocked,
    },
    time::{Span, Time},
    wellness::{Allowance, DECIDE_GRACE, Rule, State},
};
use std::collections::VecDeque;

/// How long the leases are kept behind a dropped curtain.
pub const CURTAIN_KEEPS: Span = Span::minutes(2);

/// A person's review, from opening it to the break or to leaving.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub(super) queue: Option<QueueId>,
    /// The first is on the screen.
    pub(super) hand: VecDeque<InHand>,
    pub(super) supply: Supply,
    pub(super) looking: Looking,
    pub(super) in_flight: Option<Ask>,
    pub(super) refused: Option<Blocked>,
    pub(super) undo: Undo,
    pub(super) phase: Phase,
    pub(super) curtain: Curtain,
    pub(super) focused: bool,
    pub(super) online: bool,
    pub(super) allowance: Allowance,
    pub(super) looks_in_block: u32,
}

/// How far the review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Work goes on.
    Working,
    /// A limit was reached, by this rule: the case on the screen may be decided veiled, nothing else.
    LastCase { until: Time, rule: Rule },
    /// Left, or on a break: nothing is held any more. A new session starts over.
    Over,
}

/// The curtain of a panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curtain {
    /// Nothing is hidden by it.
    Up,
    /// It was lifted: every case stays at the label until the person chooses otherwise.
    Lifted,
    /// It is down, the leases are kept.
    Down { since: Time },
    /// It stayed down, the leases are given back.
    StayedDown,
}

impl Session {
    /// Opens a review of one queue, or of whatever the hub gives, and asks for the first cases: for one by its name
    /// before any other, where one is named. The
    /// window is taken to have the focus, since the person has just opened it there.
    pub fn open(
        (queue, first): (Option<QueueId>, Option<CaseId>),
        allowance: Allowance,
        now: Time,
    ) -> (Self, Vec<Effect>) {
        let mut session = Self {
            queue,
            hand: VecDeque::new(),
            supply: Supply::beginning_with(first),
            looking: Looking::Rest,
            in_flight: None,
            refused: None,
            undo: Undo::default(),
            phase: Phase::Working,
            curtain: Curtain::Up,
            focused: true,
            online: true,
            allowance: allowance.clone(),
            looks_in_block: 0,
        };
        let mut fx = Vec::new();
        session.allow(allowance, now, &mut fx);
        (session, fx)
    }

    /// Takes one event. The effects are to be carried out in their order.
    #[must_use = "the effects must be carried out"]
    pub fn apply(mut self, event: Event, now: Time) -> (Self, Vec<Effect>) {
        let mut fx = Vec::new();
        self.pass_time(now, &mut fx);
        self.take(event, now, &mut fx);
        (self, fx)
    }

    fn take(&mut self, event: Event, now: Time, fx: &mut Vec<Effect>) {
        match event {
            Event::HoldLook { aim } => self.wish(aim, How::Held, now, fx),
            Event::ToggleLook { aim } => self.wish(aim, How::Toggled, now, fx),
            Event::EndLook => self.let_go(now, fx),
            Event::MoveLens { at } => self.move_lens(at, fx),
            Event::ShowPart { part } => self.show_part(part, fx),
            Event::Choose { choice, reason } => self.choose(choice, reason),
            Event::Classify { classification } => self.classify(classification),
            Event::Explain { text } => self.explain(&text),
            Event::LeaveNote { text } => self.leave_note(&text, fx),
            Event::AskLead { text } => self.ask_lead(&text, now, fx),
            Event::MarkUrgent { reason } => self.mark_urgent(reason, now, fx),
            Event::FocusPair { at } => self.focus_pair(at),
            Event::Submit => self.submit(now, fx),
            Event::Undo => fx.extend(take_back(self.undo.wanted(now))),
            Event::Skip => self.skip(now, fx),
            Event::BreakNow => self.finish(&[Effect::StartBreak, Effect::ShowBreak], now, fx),
            Event::Leave => self.finish(&[], now, fx),
            Event::Panic => self.panic(now, fx),
            Event::LiftCurtain => self.lift_curtain(fx),
            Event::Focus { focused } => self.focus(focused, now, fx),
            Event::Tick => {
                self.supply.tick(now);
                self.refill(fx);
            }
            heard => self.hear(heard, now, fx),
        }
    }

    /// What the driver, the window and the hub have to say.
    fn hear(&mut self, event: Event, now: Time, fx: &mut Vec<Effect>) {
        match event {
            Event::FrameReady { case, rung, frame } => self.frame_ready(case, rung, frame, fx),
            Event::FrameFailed { case, rung } => self.frame_failed(case, rung, now, fx),
            Event::TileReady { grant, tile, frame } => self.tile_answered(grant, tile, Some(frame), fx),
            Event::TileFailed { grant, tile } => self.tile_answered(grant, tile, None, fx),
            Event::Painted {
                name,
                width_px,
                height_px,
            } => self.painted(&name, Painted::at(now, width_px, height_px)),
            Event::Leased { cases } => self.leased(cases, now, fx),
            Event::LeaseRefused { why } => self.supply.refused(why, now),
            Event::LookGranted {
                case,
                grant,
                rung,
                full_size,
                lasts,
            } => {
                let look = Look::granted(grant, (rung, full_size), (now, lasts));
                self.granted(case, look, fx);
            }
            Event::LookRefused { case, why } => self.look_refused(case, why, fx),
            Event::VerdictTaken {
                case,
                verdict,
                grace_ends,
            } => fx.extend(take_back(self.undo.taken(case, verdict, grace_ends))),
            Event::VerdictRefused { case } => self.undo.refused(case),
            Event::Undone { case } => self.undone(case, fx),
            Event::Notes { case, notes } => self.noted(case, notes),
            Event::LeaseGone { case } => self.lease_gone(case, now, fx),
            Event::Renewed { case, max_rung } => self.renewed(case, max_rung, now, fx),
            Event::Allowance {
                allowance,
                looks_in_block,
            } => self.limited(allowance, looks_in_block, now, fx),
            Event::Online { online } => self.connection(online, fx),
            // Named, so that a new event cannot be forgotten here.
            Event::HoldLook { .. }
            | Event::EndLook
            | Event::MoveLens { .. }
            | Event::ShowPart { .. }
            | Event::ToggleLook { .. }
            | Event::Choose { .. }
            | Event::Classify { .. }
            | Event::Explain { .. }
            | Event::LeaveNote { .. }
            | Event::AskLead { .. }
            | Event::MarkUrgent { .. }
            | Event::FocusPair { .. }
            | Event::Submit
            | Event::Undo
            | Event::Skip
            | Event::BreakNow
            | Event::Leave
            | Event::Panic
            | Event::LiftCurtain
            | Event::Focus { .. }
            | Event::Tick => {}
        }
    }

    fn limited(&mut self, allowance: Allowance, looks_in_block: u32, now: Time, fx: &mut Vec<Effect>) {
        self.looks_in_block = looks_in_block;
        self.allow(allowance, now, fx);
    }

    /// Ends whatever has run out, by the same rules as the hub and without waiting for it.
    fn pass_time(&mut self, now: Time, fx: &mut Vec<Effect>) {
        if self.looking.look().is_some_and(|look| look.is_over(now)) {
            self.end_look(now, fx);
        }
        if let Curtain::Down { since } = self.curtain
            && now.since(since) >= CURTAIN_KEEPS
        {
            self.curtain = Curtain::StayedDown;
            fx.extend(self.release_all(Released::Panicked));
        }
        if let Some((ended, rule)) = self.allowance.work_ends().filter(|(ends, _rule)| *ends <= now)
            && self.phase == Phase::Working
        {
            self.wind_down(ended + DECIDE_GRACE, rule, now, fx);
        }
        if let Phase::LastCase { until, .. } = self.phase
            && until <= now
        {
            self.finish(&[Effect::ShowBreak], now, fx);
        }
    }

    /// What the person may do has changed.
    fn allow(&mut self, allowance: Allowance, now: Time, fx: &mut Vec<Effect>) {
        let state = allowance.state;
        let block_runs = allowance.work_ends().is_none_or(|(ends, _rule)| ends > now);
        self.allowance = allowance;
        match (state, self.phase) {
            (_, Phase::Over) => return,
            (State::OnBreak { .. } | State::DayDone { .. } | State::OffShift { .. }, _) => {
                self.finish(&[Effect::ShowBreak], now, fx);
            }
            (State::DecideVeiled { until, rule }, _) => self.wind_down(until, rule, now, fx),
            // The hub's word: the block that was over by the countdown here goes on.
            (State::Working, Phase::LastCase { .. }) if block_runs => self.phase = Phase::Working,
            (State::Working, _) => {}
        }
        self.pass_time(now, fx);
        self.end_look_unless_allowed(now, fx);
        self.prepare(fx);
        self.refill(fx);
    }

    /// A limit was reached: hide, keep the case on the screen until `until`, give the others back.
    fn wind_down(&mut self, until: Time, rule: Rule, now: Time, fx: &mut Vec<Effect>) {
        self.phase = Phase::LastCase { until, rule };
        self.end_look_unless_allowed(now, fx);
        let ahead = self.hand.split_off(self.hand.len().min(1));
        fx.extend(ahead.iter().map(|card| card.released(Released::Unseen)));
        if self.hand.is_empty() || until <= now {
            self.finish(&[Effect::ShowBreak], now, fx);
        }
    }

    /// The review is over: nothing is kept, and `last` is wanted.
    pub(super) fn finish(&mut self, last: &[Effect], now: Time, fx: &mut Vec<Effect>) {
        if self.phase == Phase::Over {
            return;
        }
        self.end_look(now, fx);
        self.phase = Phase::Over;
        fx.push(Effect::DropAllFrames);
        fx.extend(self.release_all(Released::Unseen));
        fx.extend_from_slice(last);
    }

    fn release_all(&mut self, why: Released) -> Vec<Effect> {
        self.refused = None;
        self.hand.drain(..).map(|card| card.released(why)).collect()
    }

    fn connection(&mut self, online: bool, fx: &mut Vec<Effect>) {
        self.online = online;
        if online {
            self.supply.reconnected();
            self.refill(fx);
        }
    }

    fn panic(&mut self, now: Time, fx: &mut Vec<Effect>) {
        self.end_look(now, fx);
        self.refused = None;
        fx.push(Effect::DropAllFrames);
        for card in &mut self.hand {
            card.picture = RestPicture::Nowhere;
        }
        if !self.curtain.is_down() {
            self.curtain = Curtain::Down { since: now };
        }
    }

    fn lift_curtain(&mut self, fx: &mut Vec<Effect>) {
        if !self.curtain.is_down() {
            return;
        }
        self.curtain = Curtain::Lifted;
        for card in &mut self.hand {
            card.rest = Rung::Label;
        }
        self.prepare(fx);
        self.refill(fx);
    }

    fn focus(&mut self, focused: bool, now: Time, fx: &mut Vec<Effect>) {
        let was = std::mem::replace(&mut self.focused, focused);
        if !focused {
            self.end_look(now, fx);
            fx.push(Effect::DropLook);
            // A picture is fetched once by its name. The window has let go of those it drew, so they
            // are made anew for its return.
            for card in self.hand.iter_mut().take(2) {
                if let RestPicture::Ready(..) = card.picture {
                    card.picture = RestPicture::Nowhere;
                }
            }
        } else if !was {
            self.prepare(fx);
        }
    }
}

impl Curtain {
    /// Whether it hides everything.
    pub(super) fn is_down(self) -> bool {
        matches!(self, Self::Down { .. } | Self::StayedDown)
    }
}

fn take_back(verdict: Option<VerdictId>) -> Option<Effect> {
    verdict.map(|verdict| Effect::TakeBack { verdict })
}
