//! Looking, from the person's wish to the closing of the grant, and the pictures on their way.
//!
//! Whatever ends a look comes through [`Session::end_look`], so that every grant is closed once and no
//! key outlives its look.

use crate::{
    ids::CaseId,
    rung::Rung,
    session::{
        event::{Aim, Effect},
        held::RestPicture,
        looking::{Ask, How, Look, Looking, Painted, Shown, closed_unseen},
        machine::{Curtain, Phase, Session},
        view::{Allowed, Blocked, FrameView},
    },
    time::{Span, Time},
    wellness::Notice,
};

impl Session {
    /// A look key went down, or was pressed to show or hide.
    pub(super) fn wish(&mut self, aim: Aim, how: How, now: Time, fx: &mut Vec<Effect>) {
        let wished = self.looking.wish().map(|(aim, _)| aim) == Some(aim);
        match how {
            How::Toggled if wished => return self.let_go(now, fx),
            // A key that repeats is no input, also once its look is over.
            How::Held if wished || self.looking.is_spent(aim) => return,
            How::Held | How::Toggled => {}
        }
        self.end_look(now, fx);
        self.refused = None;
        self.looking = Looking::Asking { aim, how };
        let Some(card) = self.hand.front() else {
            self.looking = self.looking.ended();
            return;
        };
        let at_rest = aim.rung() <= card.limit(self.allowance.max_rung);
        match self.may_look(card, aim) {
            Allowed::No { why } => self.refuse(why),
            Allowed::Yes if at_rest => self.rest_at(aim.rung(), fx),
            Allowed::Yes => self.ask(fx),
        }
    }

    /// The key went up.
    pub(super) fn let_go(&mut self, now: Time, fx: &mut Vec<Effect>) {
        self.end_look(now, fx);
        self.looking = Looking::Rest;
    }

    /// Back to rest: the picture and its key are dropped, the grant is closed with what was presented.
    pub(super) fn end_look(&mut self, now: Time, fx: &mut Vec<Effect>) {
        if let Some(look) = self.looking.look() {
            let region = self.region_permille(look);
            let presented = self.looking.presented(now, region);
            if let (Some(card), true) = (self.hand.front_mut(), presented.shown_ms > 0) {
                card.saw(card.shown_rung(look));
            }
            let cleared = self.hand.front().and_then(|card| card.cleared_in(look, presented));
            let close = Effect::CloseLook {
                grant: look.grant,
                presented,
                cleared,
            };
            fx.extend([Effect::DropLook, close]);
        }
        self.looking = self.looking.ended();
    }

    /// Back to rest where a limit has come down upon an open look.
    pub(super) fn end_look_unless_allowed(&mut self, now: Time, fx: &mut Vec<Effect>) {
        if let Some((aim, _)) = self.looking.wish()
            && !self.may_go_on(aim.rung())
        {
            self.end_look(now, fx);
        }
    }

    /// Whether a look the hub has allowed may still be shown.
    ///
    /// Being granted, the last look of the day is what spends the budget; it is not cut short for that.
    fn may_go_on(&self, rung: Rung) -> bool {
        let Some(card) = self.hand.front() else {
            return false;
        };
        let spent = self.allowance.looks_left == 0 || self.allowance.looking_left == Span::ZERO;
        let max = if spent {
            card.held.max_rung
        } else {
            card.held.max_rung.min(self.allowance.max_rung)
        };
        let within = rung <= max && (rung != Rung::Lens || card.may_use_lens(max));
        let over = match self.phase {
            Phase::Working => false,
            Phase::LastCase { .. } => rung.is_look(),
            Phase::Over => true,
        };
        within && !over && self.hidden().is_none()
    }

    /// The person chose a rung that needs no grant.
    fn rest_at(&mut self, rung: Rung, fx: &mut Vec<Effect>) {
        self.looking = self.looking.ended();
        if let Some(card) = self.hand.front_mut() {
            card.rest = rung;
        }
        if rung > Rung::Label && self.curtain == Curtain::Lifted {
            self.curtain = Curtain::Up;
            // One deliberate choice ends what the curtain began: the cases behind rest as they would.
            for card in self.hand.iter_mut().skip(1) {
                card.rest = card.held.resting_rung;
            }
        }
        self.prepare(fx);
    }

    fn refuse(&mut self, why: Blocked) {
        self.refused = Some(why);
        self.looking = self.looking.ended();
    }

    /// Asks the hub for the look that is wished for. One question at a time, so that an answer always
    /// belongs to the one that is open; a wish for the same look takes over the question of an earlier
    /// press.
    fn ask(&mut self, fx: &mut Vec<Effect>) {
        let (Looking::Asking { aim, .. }, None) = (&self.looking, self.in_flight) else {
            return;
        };
        let (aim, Some(card)) = (*aim, self.hand.front()) else {
            return;
        };
        let (case, lease) = (card.case(), card.held.lease);
        match self.may_look(card, aim) {
            Allowed::No { why } => self.refuse(why),
            Allowed::Yes => {
                self.in_flight = Some(Ask { case, aim });
                fx.push(Effect::AskLook { case, lease, aim });
            }
        }
    }

    /// The hub granted a look, for so long from now. One that nobody waits for any more is closed at
    /// once, never shown.
    pub(super) fn granted(&mut self, case: CaseId, look: Look, fx: &mut Vec<Effect>) {
        let ask = Ask { case, aim: look.aim };
        let answered = self.in_flight.take_if(|asked| *asked == ask).is_some();
        let how = self.awaits(ask).filter(|_| answered && self.may_go_on(look.rung()));
        if let Some(how) = how {
            self.looking = Looking::Granted { look, how };
            if look.rung().is_look() {
                // The hub will say so too, a moment later.
                self.allowance.notices.retain(|notice| *notice != Notice::FirstLook);
            }
            self.lens_granted(look, fx);
            return;
        }
        // Were another look open, its pictures would be dropped with this one's; it drops both itself.
        if self.looking.look().is_none() {
            fx.push(Effect::DropLook);
        }
        fx.push(closed_unseen(look.grant));
        self.ask(fx);
    }

    /// How the person looks, where they are waiting for the answer to just this question.
    fn awaits(&self, ask: Ask) -> Option<How> {
        let on_screen = self.hand.front().is_some_and(|card| card.case() == ask.case);
        match self.looking {
            Looking::Asking { aim, how } if on_screen && aim == ask.aim => Some(how),
            _ => None,
        }
    }

    pub(super) fn look_refused(&mut self, case: CaseId, why: Blocked, fx: &mut Vec<Effect>) {
        let Some(ask) = self.in_flight.take_if(|asked| asked.case == case) else {
            return;
        };
        match self.awaits(ask) {
            Some(_) => self.refuse(why),
            None => self.ask(fx),
        }
    }

    /// A picture is there. One that may not exist any more is dropped.
    pub(super) fn frame_ready(&mut self, case: CaseId, rung: Rung, frame: FrameView, fx: &mut Vec<Effect>) {
        if self.phase == Phase::Over || self.curtain.is_down() {
            fx.push(Effect::DropAllFrames);
            return;
        }
        let on_screen = self.hand.front().is_some_and(|card| card.case() == case);
        if let (Rung::Lens, true) = (rung, on_screen) {
            self.lens_ready(&frame);
        }
        match self.looking {
            Looking::Showing {
                look, ref mut shown, ..
            } if on_screen && look.rung() == Rung::Lens && rung == Rung::Lens => shown.frame = frame,
            Looking::Granted { look, how } if on_screen && look.rung() == rung => {
                let shown = Shown::new(frame);
                self.looking = Looking::Showing { look, how, shown };
            }
            _ => self.rest_ready(case, rung, frame, fx),
        }
    }

    fn rest_ready(&mut self, case: CaseId, rung: Rung, frame: FrameView, fx: &mut Vec<Effect>) {
        let max = self.allowance.max_rung;
        let card = self.hand.iter_mut().find(|card| card.case() == case);
        match card {
            Some(card) if rung == card.prepared_rung(max) => {
                card.picture = RestPicture::Ready(rung, frame);
            }
            // Late for its look. Were another open, this would drop that one's picture too.
            _ if self.looking.look().is_none() => fx.push(Effect::DropLook),
            _ => {}
        }
    }

    /// A picture cannot be made: its rung is not offered for this case any more.
    pub(super) fn frame_failed(&mut self, case: CaseId, rung: Rung, now: Time, fx: &mut Vec<Effect>) {
        let on_screen = self.hand.front().is_some_and(|card| card.case() == case);
        let wished = self.looking.look().is_some_and(|look| look.rung() == rung);
        if on_screen && wished {
            self.end_look(now, fx);
            self.refused = Some(Blocked::NoPicture);
        }
        if let Some(card) = self.hand.iter_mut().find(|card| card.case() == case) {
            card.failed.extend(rung.rendition());
            if card.picture == RestPicture::Asked(rung) {
                card.picture = RestPicture::Nowhere;
            }
        }
        self.prepare(fx);
    }

    /// The window painted a picture; one that should not be on the screen by now counts for nothing.
    pub(super) fn painted(&mut self, name: &str, painted: Painted) {
        if self.hidden().is_some() || self.looking.painted(name, painted) {
            return;
        }
        let max = self.allowance.max_rung;
        let Some(card) = self.hand.front_mut() else {
            return;
        };
        if card.resting_frame(max).is_some_and(|frame| frame.name == name) {
            card.saw(card.resting(max));
        }
    }
}
