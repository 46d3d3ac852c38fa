//! The cases in hand: how they come, change and go, and what is made ready ahead of them.
//!
//! Knows nothing of rulings or looks beyond ending a look before its case leaves the screen.

use crate::{
    ids::CaseId,
    rung::Rung,
    session::{
        event::{Effect, Released},
        held::{InHand, RestPicture},
        leased::Held,
        machine::{Curtain, Phase, Session},
        supply::Ask,
    },
    time::Time,
};

impl Session {
    pub(super) fn leased(&mut self, cases: Vec<Held>, now: Time, fx: &mut Vec<Effect>) {
        let (again, new): (Vec<_>, Vec<_>) = cases.into_iter().partition(|held| self.holds(held.case));
        let ids: Vec<CaseId> = new.iter().map(|held| held.case).collect();
        if self.supply.answered(&ids, now) {
            fx.push(Effect::NotToBeHad);
        }
        for held in again {
            self.leased_again(&held);
        }
        for held in new {
            self.take_in_hand(held, now, fx);
        }
        self.prepare(fx);
        self.refill(fx);
    }

    fn take_in_hand(&mut self, held: Held, now: Time, fx: &mut Vec<Effect>) {
        let reopened = self.supply.is_reopened(held.case);
        let at_label = reopened || self.curtain != Curtain::Up;
        let rest = if at_label { Rung::Label } else { held.resting_rung };
        let card = InHand::new(held, rest);
        match (self.phase, self.curtain) {
            (Phase::LastCase { .. } | Phase::Over, _) => fx.push(card.released(Released::Unseen)),
            (Phase::Working, Curtain::StayedDown) => fx.push(card.released(Released::Panicked)),
            (Phase::Working, _) if reopened => {
                self.end_look(now, fx);
                self.refused = None;
                self.makes_way();
                self.hand.push_front(card);
            }
            (Phase::Working, _) => self.hand.push_back(card),
        }
    }

    /// The case on the screen is put back. The window has fetched its picture, and lets go of what it does
    /// not draw: it needs one of a new name when it comes again.
    fn makes_way(&mut self) {
        if let Some(card) = self.hand.front_mut() {
            card.picture = RestPicture::Nowhere;
        }
    }

    /// The hub leased a case that is in hand: the work on it stays, the new lease counts.
    fn leased_again(&mut self, held: &Held) {
        for card in self.hand.iter_mut().filter(|card| card.case() == held.case) {
            card.held.lease = held.lease;
            card.held.max_rung = held.max_rung;
            card.held.max_reason = held.max_reason;
        }
    }

    pub(super) fn renewed(&mut self, case: CaseId, max_rung: Rung, now: Time, fx: &mut Vec<Effect>) {
        for card in self.hand.iter_mut().filter(|card| card.case() == case) {
            card.held.max_rung = max_rung;
        }
        self.end_look_unless_allowed(now, fx);
        self.prepare(fx);
    }

    pub(super) fn lease_gone(&mut self, case: CaseId, now: Time, fx: &mut Vec<Effect>) {
        let on_screen = self.hand.front().is_some_and(|card| card.case() == case);
        if on_screen {
            self.end_look(now, fx);
        }
        self.hand.retain(|card| card.case() != case);
        if on_screen {
            self.next_case(now, fx);
        } else {
            self.refill(fx);
        }
    }

    /// Another case is on the screen; nothing carries over.
    pub(super) fn next_case(&mut self, now: Time, fx: &mut Vec<Effect>) {
        self.refused = None;
        if let Phase::LastCase { .. } = self.phase {
            self.finish(&[Effect::ShowBreak], now, fx);
        }
        self.prepare(fx);
        self.refill(fx);
    }

    /// Asks for the resting pictures that are missing.
    pub(super) fn prepare(&mut self, fx: &mut Vec<Effect>) {
        if self.phase == Phase::Over || self.curtain.is_down() {
            return;
        }
        let max = self.allowance.max_rung;
        fx.extend(self.hand.iter_mut().filter_map(|card| card.prepare(max)));
    }

    /// Asks for cases where some are missing.
    pub(super) fn refill(&mut self, fx: &mut Vec<Effect>) {
        if self.phase != Phase::Working || self.curtain.is_down() || !self.online {
            return;
        }
        let ask = self.supply.ask(self.hand.len());
        let queue = self.queue;
        fx.extend(ask.map(|Ask { case, want }| Effect::Lease { queue, case, want }));
    }

    /// A verdict was taken back; the hub gives its case to the same person first.
    pub(super) fn undone(&mut self, case: CaseId, fx: &mut Vec<Effect>) {
        self.supply.reopen(case);
        self.refill(fx);
    }

    fn holds(&self, case: CaseId) -> bool {
        self.hand.iter().any(|card| card.case() == case)
    }
}
