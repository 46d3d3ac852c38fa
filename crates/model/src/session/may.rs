//! What may be done now, and if not, why: asked by the machine before it acts and told by the view.
//!
//! The limits themselves are [`crate::wellness`]'s and the evidence a verdict needs is
//! [`crate::evidence`]'s; here they meet the case on the screen.

use crate::{
    case::Stage,
    queue::AgainstPolicy,
    rung::Rung,
    session::{
        draft::{self, NoVerdict},
        event::Aim,
        held::InHand,
        machine::{Phase, Session},
        view::{Allowed, Blocked, Choice, Kept},
    },
    time::Time,
    verdict::Verdict,
    wellness::{Refusal, Rule, RungReason, State},
};

impl Session {
    /// Why nothing may be on the screen at all.
    pub(super) fn hidden(&self) -> Option<Blocked> {
        if self.phase == Phase::Over {
            let until = match self.allowance.state {
                State::OnBreak { until, .. } => until,
                State::DayDone { until } => return Some(Blocked::DaySpent { until: Some(until) }),
                State::OffShift { until } => return Some(Blocked::ShiftOver { until }),
                State::Working | State::DecideVeiled { .. } => None,
            };
            return Some(Blocked::OnBreak { until });
        }
        (self.curtain.is_down() || !self.focused).then_some(Blocked::Hidden)
    }

    /// Whether this may be shown of a case.
    pub(super) fn may_look(&self, card: &InHand, aim: Aim) -> Allowed {
        let against = || match aim {
            Aim::Rung { rung } => self.against_looking(card, rung),
            Aim::FullSize => self.against_full_size(card),
        };
        match self.hidden().or_else(against) {
            Some(why) => Allowed::No { why },
            None => Allowed::Yes,
        }
    }

    fn against_looking(&self, card: &InHand, rung: Rung) -> Option<Blocked> {
        let max = card.held.max_rung.min(self.allowance.max_rung);
        let by_pieces = rung == Rung::Lens && !card.may_use_lens(max);
        if rung > card.held.max_rung && card.held.max_reason == Some(RungReason::Check) {
            return Some(Blocked::OnlyVeiled { max });
        }
        if rung > card.held.max_rung || by_pieces {
            return Some(self.not_allowed(max));
        }
        if !card.has(rung) {
            return Some(card.why_missing(rung));
        }
        if rung <= card.limit(self.allowance.max_rung) {
            return None;
        }
        if !self.online {
            return Some(Blocked::Offline);
        }
        if let Phase::LastCase { until, rule } = self.phase
            && rung.is_look()
        {
            return Some(self.last_case(until, rule));
        }
        let refusal = self.allowance.may_look(rung).err()?;
        Some(self.blocked(refusal, max))
    }

    /// A rung above what is allowed, with who set it so.
    pub(super) fn not_allowed(&self, max: Rung) -> Blocked {
        let from = match self.allowance.rung_reason {
            RungReason::Setting { from } => Some(from),
            _ => None,
        };
        Blocked::RungNotAllowed { max, from }
    }

    fn last_case(&self, until: Time, rule: Rule) -> Blocked {
        match rule {
            Rule::ShiftOver => Blocked::ShiftOver {
                until: self.allowance.next_shift_at,
            },
            Rule::DaySpent => Blocked::DaySpent { until: None },
            _ => Blocked::BlockOver { until: Some(until) },
        }
    }

    /// A refusal by the wellness rules, in the view's words.
    fn blocked(&self, refusal: Refusal, max: Rung) -> Blocked {
        let until = refusal.until;
        match refusal.rule {
            Rule::OnBreak => Blocked::OnBreak { until },
            Rule::DaySpent => Blocked::DaySpent { until },
            Rule::BudgetSpent => Blocked::BudgetSpent { until },
            Rule::BlockOver => Blocked::BlockOver { until },
            Rule::ShiftOver => Blocked::ShiftOver { until },
            Rule::ShiftEnding => Blocked::ShiftEnding { until },
            Rule::CoolDown => Blocked::CoolDown { until },
            Rule::RungNotAllowed => self.not_allowed(max),
        }
    }

    /// The full size is a second look in colour. The hub would also count one from an earlier lease; here
    /// only what was seen in this one is known, which is the stricter.
    fn against_full_size(&self, card: &InHand) -> Option<Blocked> {
        let never = || card.has(Rung::Colour).then(|| card.without_full_size()).flatten();
        let early = || (card.seen < Rung::Colour).then_some(Blocked::ColourFirst);
        never()
            .or_else(|| self.against_looking(card, Rung::Colour))
            .or_else(early)
    }

    /// Whether a ruling may be chosen for the focused pair of a case, and the rung it needs.
    ///
    /// One that needs more than was seen cannot be chosen: better said at once than at the end.
    pub(super) fn may_choose(&self, card: &InHand, choice: Choice) -> (Allowed, Rung) {
        let Some(pair) = card.held.pairs.get(card.focused_pair) else {
            let why = Blocked::Undecided;
            return (Allowed::No { why }, Rung::Grey);
        };
        let rung = draft::needs(pair, choice);
        let offered = !card.held.policy.hidden.contains(&choice);
        let elsewhere = (!offered).then_some(Blocked::NotInThisQueue);
        let short = (rung > card.seen).then_some(Blocked::NeedsRung { rung });
        match self.hidden().or(elsewhere).or(short) {
            Some(why) => (Allowed::No { why }, rung),
            None => (Allowed::Yes, rung),
        }
    }

    /// The verdict on a case, where it can be sent.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn may_submit(&self, card: &InHand) -> Result<Verdict, Blocked> {
        if let Some(why) = self.hidden() {
            return Err(why);
        }
        let pairs = &card.held.pairs;
        let verdict = match draft::verdict(pairs, card.classification.clone()) {
            Ok(verdict) => verdict,
            Err(NoVerdict::Undecided) => return Err(Blocked::Undecided),
            Err(NoVerdict::Contradiction) => return Err(Blocked::Contradiction),
        };
        let rung = draft::required(&verdict, pairs);
        if rung > card.seen {
            return Err(Blocked::NeedsRung { rung });
        }
        match card.held.policy.allows(&verdict, card.reason.as_deref()) {
            Ok(()) => Ok(verdict),
            Err(AgainstPolicy::NotOffered { .. }) => Err(Blocked::NotInThisQueue),
            Err(AgainstPolicy::Unexplained { .. }) => Err(Blocked::NeedsReason),
        }
    }

    /// Whether a lead can be asked to take a case over. One that is a lead's already goes nowhere.
    pub(super) fn may_ask_lead(&self, card: &InHand) -> Allowed {
        let theirs = (card.held.stage == Stage::Settle).then_some(Blocked::NotOffered);
        let silent = (!self.online).then_some(Blocked::Offline);
        match self.hidden().or(theirs).or(silent) {
            Some(why) => Allowed::No { why },
            None => Allowed::Yes,
        }
    }

    /// Whether the case on the screen can be marked as urgent. Nothing has to have been seen for it.
    pub(super) fn may_mark_urgent(&self) -> Allowed {
        match self.hidden().or((!self.online).then_some(Blocked::Offline)) {
            Some(why) => Allowed::No { why },
            None => Allowed::Yes,
        }
    }
}

impl InHand {
    /// Why a rung cannot be drawn: outlines came later than the other renditions.
    fn why_missing(&self, rung: Rung) -> Blocked {
        let renditions = &self.held.renditions;
        if rung == Rung::Outline && !renditions.contains(&rung) && renditions.contains(&Rung::Grey) {
            let what = Kept::Outline;
            return Blocked::NotKept { what };
        }
        Blocked::NoPicture
    }
}
