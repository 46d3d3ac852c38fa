//! The session as the window draws it.
//!
//! A picture gets into the view in two places only: [`Session::shown`] and the next case's resting one.

use crate::{
    rung::Rung,
    session::{
        event::Aim,
        held::InHand,
        looking::Looking,
        machine::{Phase, Session},
        view::{
            Allowed, BlockView, CaseView, Choice, ChoiceView, FrameView, LastCaseView, Reached, ReviewView, RungView,
            ShownView,
        },
    },
    time::Time,
    wellness::{Notice, Rule},
};

impl Session {
    /// What the window draws at `now`. A look that has run out is not in it, whether or not anybody has
    /// told the session so.
    pub fn view(&self, now: Time) -> ReviewView {
        let open = self.phase != Phase::Over && !self.curtain.is_down();
        let card = self.hand.front().filter(|_| open);
        let waiting = open && card.is_none();
        ReviewView {
            case: card.map(|card| self.case_view(card, now)),
            waiting_for: waiting.then(|| self.supply.waiting_for(self.online)),
            ready_next: u32::try_from(self.ready_next()).unwrap_or(u32::MAX),
            preload: self.preload().cloned(),
            undo: self.undo.view(now),
            last_case: self.last_case_view().filter(|_| card.is_some()),
            block: self.block_view(),
        }
    }

    fn last_case_view(&self) -> Option<LastCaseView> {
        let Phase::LastCase { until, rule } = self.phase else {
            return None;
        };
        let reached = match rule {
            Rule::ShiftOver => Reached::Shift,
            Rule::DaySpent => Reached::Day,
            // No other ends work with a case in hand.
            Rule::BlockOver
            | Rule::OnBreak
            | Rule::BudgetSpent
            | Rule::RungNotAllowed
            | Rule::ShiftEnding
            | Rule::CoolDown => Reached::Block,
        };
        Some(LastCaseView { until, reached })
    }

    /// Cases ahead whose resting picture is there, or that have none to wait for.
    fn ready_next(&self) -> usize {
        let max = self.allowance.max_rung;
        let is_ready = |card: &&InHand| card.resting(max) == Rung::Label || card.resting_frame(max).is_some();
        self.hand.iter().skip(1).filter(is_ready).count()
    }

    fn preload(&self) -> Option<&FrameView> {
        let next = self.hand.get(1).filter(|_| self.hidden().is_none())?;
        next.resting_frame(self.allowance.max_rung)
    }

    fn case_view(&self, card: &InHand, now: Time) -> CaseView {
        let held = &card.held;
        CaseView {
            id: held.case,
            stage: held.stage,
            pairs: held.pairs.clone(),
            focused_pair: u32::try_from(card.focused_pair).unwrap_or(u32::MAX),
            uploads: held.uploads,
            traits: held.traits.clone(),
            first_look: self.is_first_look(card),
            shown: self.shown(card, now),
            ladder: Rung::ALL.map(|rung| self.rung_view(card, rung)).into(),
            full_size: self.may_look(card, Aim::FullSize),
            choices: self.choices(card),
            classification: card.classification.clone(),
            asked: held.asked.clone(),
            came: held.came.clone(),
            seen_before: held.seen_before.clone(),
            notes: card.notes.clone(),
            policy: held.policy.text.clone(),
            asks_reason: card.asks_reason(),
            reason: card.reason.clone(),
            ask_lead: self.may_ask_lead(card),
            mark_urgent: self.may_mark_urgent(),
            submit: match self.may_submit(card) {
                Ok(_) => Allowed::Yes,
                Err(why) => Allowed::No { why },
            },
            seen: card.seen,
        }
    }

    /// Only where a look can be had: a line that stands there for nothing is soon not read.
    fn is_first_look(&self, card: &InHand) -> bool {
        let ahead = self.allowance.notices.contains(&Notice::FirstLook);
        ahead && self.phase == Phase::Working && self.online && card.held.max_rung.is_look()
    }

    fn rung_view(&self, card: &InHand, rung: Rung) -> RungView {
        let allowed = self.may_look(card, rung.into());
        RungView { rung, allowed }
    }

    fn choices(&self, card: &InHand) -> Vec<ChoiceView> {
        let offered = |choice: &Choice| !card.held.policy.hidden.contains(choice);
        let views = Choice::ALL.into_iter().filter(offered);
        views.map(|choice| self.choice_view(card, choice)).collect()
    }

    fn choice_view(&self, card: &InHand, choice: Choice) -> ChoiceView {
        let (allowed, needs) = self.may_choose(card, choice);
        ChoiceView { choice, allowed, needs }
    }

    fn shown(&self, card: &InHand, now: Time) -> ShownView {
        let max = self.allowance.max_rung;
        let hidden = self.hidden().is_some();
        let resting = ShownView {
            rung: card.resting(max),
            frame: card.resting_frame(max).filter(|_| !hidden).cloned(),
            until: None,
            lens: None,
            full_size: None,
            asking: None,
            refused: self.refused,
        };
        match &self.looking {
            Looking::Asking { aim, .. } => ShownView {
                asking: Some(*aim),
                ..resting
            },
            Looking::Granted { look, .. } if !look.is_over(now) => ShownView {
                asking: Some(look.aim),
                ..resting
            },
            Looking::Showing { look, shown, .. } if !look.is_over(now) && !hidden => ShownView {
                rung: look.rung(),
                frame: Some(shown.frame.clone()),
                until: Some(look.until),
                lens: card.lens_view(*look),
                full_size: look.size.map(|size| shown.tiles.view(size)),
                ..resting
            },
            Looking::Rest | Looking::Spent { .. } | Looking::Granted { .. } | Looking::Showing { .. } => resting,
        }
    }

    fn block_view(&self) -> BlockView {
        let allowance = &self.allowance;
        BlockView {
            ends_at: allowance.block_ends_at,
            looks_left: allowance.looks_left,
            looking_left: allowance.looking_left,
            looks_in_block: self.looks_in_block,
            notice: allowance.notices.contains(&Notice::ManyLooks),
        }
    }
}
