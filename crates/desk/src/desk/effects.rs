//! What the session wants done, effect by effect.

use super::{
    core::{Core, Place},
    job::{BreakWish, Job, Rendition, TileOf},
};
use crate::holding::{Holding, Stock};
use crate::{
    frames::{Frame, FrameKind},
    journal::Says,
    random::draw,
};
use scrim_media::clear::ClearPicture;
use scrim_model::{
    ids::{CaseId, LeaseId},
    rung::Rung,
    session::{
        Effect, Event, Released,
        view::{Blocked, FrameView},
    },
    verdict::Verdict,
};
use scrim_wire::{
    http::{leases::ReleaseReason, verdicts::GiveVerdict},
    ipc::view::Message,
};

impl Core {
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Lease { queue, case, want } => self.jobs.push(Job::Lease { queue, case, want }),
            Effect::NotToBeHad => {
                self.go(Place::Home);
                self.message = Some(Message::NotToBeHad);
            }
            Effect::PrepareRest { case, rung } => self.prepare(case, rung),
            Effect::AskLook { case, lease, aim } => self.ask_look(case, lease, aim),
            Effect::FetchTile { grant, tile } => self.fetch_tile(TileOf { grant, tile }),
            Effect::DrawLens { at } => self.draw_lens(at),
            Effect::DropLook => self.drop_look(),
            Effect::DropAllFrames => self.drop_all_frames(),
            Effect::CloseLook {
                grant,
                presented,
                cleared,
            } => self.close_look(grant, presented, cleared),
            Effect::SendVerdict {
                case,
                lease,
                verdict,
                reason,
            } => self.send_verdict((case, lease), verdict, reason),
            Effect::LeaveNote { case, lease, text } => self.note(case, lease, Some(text)),
            Effect::Escalate { case, lease, reason } => self.escalate(case, lease, reason),
            Effect::MarkUrgent { case, lease, reason } => self.mark_urgent(case, lease, reason),
            Effect::TakeBack { verdict } => self.jobs.push(Job::TakeBack(verdict)),
            Effect::Release { case, lease, why } => self.release(case, lease, why),
            Effect::StartBreak => self.wish_break(BreakWish::Begin),
            Effect::ShowBreak => self.show_break(),
        }
    }

    /// Makes a picture at rest, now or once its bytes are here.
    fn prepare(&mut self, case: CaseId, rung: Rung) {
        let Some(holding) = self.held.of(case) else {
            return self.feed(Event::FrameFailed { case, rung });
        };
        if !holding.is_at_rest(rung) || holding.card(rung).is_none() {
            return self.feed(Event::FrameFailed { case, rung });
        }
        if let Some(Stock::Clear(_)) = holding.stock(rung) {
            self.make_rest_frame(case, rung);
        } else {
            holding.wanted.insert(rung);
            self.fetch(case, rung);
        }
    }

    /// Puts a picture at rest where the window can fetch it, once. Its bytes stay: the window lets go
    /// of what it drew whenever it hides.
    pub(super) fn make_rest_frame(&mut self, case: CaseId, rung: Rung) {
        let picture = self.held.of(case).and_then(|holding| {
            holding.wanted.remove(&rung);
            clear_picture(holding, rung)
        });
        let Some((bytes, width_px, height_px)) = picture else {
            return self.feed(Event::FrameFailed { case, rung });
        };
        let kind = FrameKind::Rest { case, rung };
        let name = self.keep(Frame { bytes, kind });
        let frame = FrameView {
            name,
            width_px,
            height_px,
        };
        self.feed(Event::FrameReady { case, rung, frame });
    }

    pub(super) fn keep(&self, frame: Frame) -> String {
        let name = draw(self.world.random.as_ref());
        self.world.frames.keep(name, frame)
    }

    /// Asks for a rendition that is not on its way yet.
    pub(super) fn fetch(&mut self, case: CaseId, rung: Rung) {
        if !self.link.is_up() {
            return;
        }
        let asked = self.held.of(case).and_then(|holding| {
            let max_bytes = holding.ask(rung)?;
            Some((holding.proof.clone(), max_bytes))
        });
        if let Some((proof, max_bytes)) = asked {
            let of = Rendition { case, proof, rung };
            self.jobs.push(Job::Rendition { of, max_bytes });
        }
    }

    /// Fetches what is worth having of every case in hand: pictures at rest before sealed ones.
    pub(super) fn fetch_ahead(&mut self) {
        let mut ahead: Vec<(bool, Rung, CaseId)> = Vec::new();
        for (case, holding) in self.held.iter() {
            let sealed = |rung| !holding.is_at_rest(rung);
            ahead.extend(holding.ahead().into_iter().map(|rung| (sealed(rung), rung, case)));
        }
        ahead.sort_unstable();
        for (sealed, rung, case) in ahead {
            // In clear, nothing comes to a desk that hides.
            if sealed || !self.curtain {
                self.fetch(case, rung);
            }
        }
    }

    fn drop_look(&mut self) {
        self.open_look = None;
        self.tiles_of = None;
        self.lens.plate = None;
        self.world.frames.drop_looks();
    }

    pub(super) fn drop_all_frames(&mut self) {
        self.open_look = None;
        self.tiles_of = None;
        self.lens.plate = None;
        self.world.frames.drop_all();
        self.held.forget_clear();
    }

    /// Lets a case go where it is still held by this lease; a later lease of the same case stays.
    pub(super) fn let_go(&mut self, case: CaseId, lease: LeaseId) -> Option<Holding> {
        self.held.under(case, lease)?;
        self.world.frames.drop_case(case);
        self.held.let_go(case)
    }

    fn send_verdict(&mut self, (case, lease): (CaseId, LeaseId), verdict: Verdict, reason: Option<String>) {
        let Some(holding) = self.let_go(case, lease) else {
            return self.feed(Event::VerdictRefused { case });
        };
        let give = GiveVerdict {
            lease,
            fence: holding.fence,
            reason,
            verdict,
        };
        self.write_letter(holding.proof, Says::Verdict { case, give });
    }

    /// Leaves a note, where there is one, and reads what was noted.
    pub(super) fn note(&mut self, case: CaseId, lease: LeaseId, words: Option<String>) {
        if let Some(holding) = self.held.under(case, lease) {
            let proof = holding.proof.clone();
            self.jobs.push(Job::Notes {
                case,
                proof,
                leave: words,
            });
        }
    }

    fn escalate(&mut self, case: CaseId, lease: LeaseId, reason: Option<String>) {
        if let Some(holding) = self.let_go(case, lease) {
            let proof = holding.proof;
            self.jobs.push(Job::Escalate { case, proof, reason });
        }
    }

    fn release(&mut self, case: CaseId, lease: LeaseId, why: Released) {
        if let Some(holding) = self.let_go(case, lease) {
            self.jobs.push(Job::Release {
                proof: holding.proof,
                why: reason(why),
            });
        }
    }

    /// From the review, or from anywhere, to the break.
    pub(super) fn show_break(&mut self) {
        self.end_session();
        if !matches!(self.place, Place::Break { .. }) {
            let chosen = self.break_wish() == Some(BreakWish::Begin);
            let since = self.now();
            self.place = Place::Break { since, chosen };
        }
        self.ask_me_soon();
    }

    /// Nothing of a review is left in memory.
    pub(super) fn end_session(&mut self) {
        self.session = None;
        self.drop_all_frames();
        self.held.clear();
    }

    /// The session is told what it cannot find out by itself.
    pub(super) fn refuse_look(&mut self, case: CaseId, why: Blocked) {
        self.feed(Event::LookRefused { case, why });
    }
}

fn clear_picture(holding: &Holding, rung: Rung) -> Option<(ClearPicture, u32, u32)> {
    let card = holding.card(rung)?;
    match holding.stock(rung)? {
        Stock::Clear(bytes) if scrim_media::sniff(bytes).is_some() => {
            Some((bytes.clone(), card.width_px, card.height_px))
        }
        _ => None,
    }
}

fn reason(why: Released) -> ReleaseReason {
    match why {
        Released::Skipped => ReleaseReason::Skip,
        Released::Unseen => ReleaseReason::Unseen,
        Released::Panicked => ReleaseReason::Panic,
    }
}
