//! Ruling on the case on the screen: choices, the class, and the verdict going out.
//!
//! What a ruling says on the three axes is `draft`'s.

use crate::{
    ids::CaseId,
    queue::MAX_WORDS,
    session::{
        event::{Effect, Released},
        held::InHand,
        machine::Session,
        view::{Allowed, Choice, NoteView},
    },
    time::Time,
    urgent::UrgentReason,
    verdict::{Classification, DisputeReason},
};

impl Session {
    /// A ruling for the focused pair; the next one without a ruling gets the focus.
    pub(super) fn choose(&mut self, choice: Choice, reason: Option<DisputeReason>) {
        let allowed = self.hand.front().map(|card| self.may_choose(card, choice).0);
        let (Some(Allowed::Yes), Some(ruling)) = (allowed, choice.ruling(reason)) else {
            return;
        };
        let Some(card) = self.workable() else {
            return;
        };
        let at = card.focused_pair;
        if let Some(pair) = card.held.pairs.get_mut(at) {
            pair.ruling = Some(ruling);
        }
        card.focused_pair = card.next_undecided().unwrap_or(at);
    }

    pub(super) fn classify(&mut self, classification: Option<Classification>) {
        if let Some(card) = self.workable() {
            card.classification = classification;
        }
    }

    pub(super) fn explain(&mut self, text: &str) {
        if let Some(card) = self.workable() {
            card.reason = words(text);
        }
    }

    pub(super) fn leave_note(&mut self, text: &str, fx: &mut Vec<Effect>) {
        if let (Some(card), Some(text)) = (self.workable(), words(text)) {
            let (case, lease) = (card.case(), card.held.lease);
            fx.push(Effect::LeaveNote { case, lease, text });
        }
    }

    pub(super) fn noted(&mut self, case: CaseId, notes: Vec<NoteView>) {
        if let Some(card) = self.hand.iter_mut().find(|card| card.case() == case) {
            card.notes = notes;
        }
    }

    /// The case leaves for the leads; what was ruled on it is forgotten. As with a verdict, who asks is done
    /// looking, also where nothing can be asked at the moment.
    pub(super) fn ask_lead(&mut self, text: &str, now: Time, fx: &mut Vec<Effect>) {
        self.end_look(now, fx);
        let may = self.hand.front().map(|card| self.may_ask_lead(card));
        if may != Some(Allowed::Yes) {
            return;
        }
        if let Some(card) = self.hand.pop_front() {
            let (case, lease) = (card.case(), card.held.lease);
            let reason = words(text).or(card.reason);
            fx.push(Effect::Escalate { case, lease, reason });
        }
        self.next_case(now, fx);
    }

    /// The case stays where it is, since a mark that did not arrive must not look like one that did. A look
    /// ends by it either way.
    pub(super) fn mark_urgent(&mut self, reason: UrgentReason, now: Time, fx: &mut Vec<Effect>) {
        self.end_look(now, fx);
        let card = self.hand.front().filter(|_| self.may_mark_urgent() == Allowed::Yes);
        let Some((case, lease)) = card.map(|card| (card.case(), card.held.lease)) else {
            return;
        };
        fx.push(Effect::MarkUrgent { case, lease, reason });
    }

    pub(super) fn focus_pair(&mut self, at: usize) {
        if let Some(card) = self.workable()
            && at < card.held.pairs.len()
        {
            card.focused_pair = at;
        }
    }

    /// Optimistic: the next case is on the screen before the hub has answered.
    pub(super) fn submit(&mut self, now: Time, fx: &mut Vec<Effect>) {
        // The hub counts a look only once it is closed, so it is closed before the verdict leaves.
        self.end_look(now, fx);
        let Some(Ok(verdict)) = self.hand.front().map(|card| self.may_submit(card)) else {
            return;
        };
        if let Some(card) = self.hand.pop_front() {
            let (case, lease, reason) = (card.case(), card.held.lease, card.reason);
            self.undo.sent(case);
            fx.push(Effect::SendVerdict {
                case,
                lease,
                verdict,
                reason,
            });
        }
        self.next_case(now, fx);
    }

    pub(super) fn skip(&mut self, now: Time, fx: &mut Vec<Effect>) {
        if self.workable().is_none() {
            return;
        }
        self.end_look(now, fx);
        let skipped = self.hand.pop_front();
        fx.extend(skipped.map(|card| card.released(Released::Skipped)));
        self.next_case(now, fx);
    }

    /// The case on the screen, unless the screen shows nothing.
    pub(super) fn workable(&mut self) -> Option<&mut InHand> {
        match self.hidden() {
            Some(_) => None,
            None => self.hand.front_mut(),
        }
    }
}

/// What somebody wrote, as far as the hub takes it; nothing where it is empty.
fn words(text: &str) -> Option<String> {
    let kept: String = text.trim().chars().filter(|c| *c != '\0').take(MAX_WORDS).collect();
    (!kept.is_empty()).then_some(kept)
}
