//! Looking through the lens: where it is, how much of the picture it has cleared, how far it may go.
//!
//! A region counts from the moment its picture is asked for. Knows nothing of how it is drawn.

use crate::{
    grant::Presented,
    lens::{Cleared, LENS_LIMIT_PERMILLE, LensPoint, Proportions, amounts_to},
    rung::Rung,
    session::{
        event::Effect,
        held::InHand,
        looking::{Look, Looking},
        machine::Session,
        view::{FrameView, LensView},
    },
};

impl Session {
    /// The lens is moved; before a look through it is open, nothing happens.
    pub(super) fn move_lens(&mut self, at: LensPoint, fx: &mut Vec<Effect>) {
        let at = at.within();
        let of = match &self.looking {
            Looking::Showing { look, shown, .. } if look.rung() == Rung::Lens => proportions(&shown.frame),
            _ => return,
        };
        let person = self.allowance.max_rung;
        let Some(card) = self.hand.front() else {
            return;
        };
        let max = card.held.max_rung.min(person);
        let cleared = card.lens.cleared.with(at, of);
        // Who may not see the grey picture may not see it piece by piece either.
        if amounts_to(cleared.permille()) > max.max(Rung::Lens) {
            self.refused = Some(self.not_allowed(max));
            return;
        }
        if let Some(card) = self.hand.front_mut() {
            card.lens.at = at;
            card.lens.cleared = cleared;
        }
        fx.push(Effect::DrawLens { at });
    }

    /// A look was granted: through the lens, its picture is wanted where the lens was left.
    pub(super) fn lens_granted(&self, look: Look, fx: &mut Vec<Effect>) {
        if let (Rung::Lens, Some(card)) = (look.rung(), self.hand.front()) {
            fx.push(Effect::DrawLens { at: card.lens.at });
        }
    }

    /// How much of the picture is clear in the open look, in thousandths.
    pub(super) fn region_permille(&self, look: Look) -> u16 {
        match (look.size, &self.looking) {
            (Some(size), Looking::Showing { shown, .. }) => shown.tiles.region_permille(size),
            _ if look.rung() == Rung::Lens => self.hand.front().map_or(0, |card| card.lens.cleared.permille()),
            _ => 1_000,
        }
    }

    /// A picture through the lens is there.
    pub(super) fn lens_ready(&mut self, frame: &FrameView) {
        if let Some(card) = self.hand.front_mut() {
            card.lens.cleared = card.lens.cleared.with(card.lens.at, proportions(frame));
        }
    }
}

impl InHand {
    /// Where the lens has been so far, at the end of a look through it that was on the screen.
    pub(super) fn cleared_in(&self, look: Look, presented: Presented) -> Option<Cleared> {
        (look.rung() == Rung::Lens && presented.shown_ms > 0).then(|| self.lens.cleared.clone())
    }

    /// Whether looking through the lens is open to somebody who may see `max` at most.
    pub(super) fn may_use_lens(&self, max: Rung) -> bool {
        max >= Rung::Grey || amounts_to(self.lens.cleared.permille()) == Rung::Lens
    }

    /// The rung a look has shown so far.
    pub(super) fn shown_rung(&self, look: Look) -> Rung {
        match look.rung() {
            Rung::Lens => amounts_to(self.lens.cleared.permille()),
            rung => rung,
        }
    }

    /// The lens, as the window draws it.
    pub(super) fn lens_view(&self, look: Look) -> Option<LensView> {
        (look.rung() == Rung::Lens).then(|| LensView {
            at: self.lens.at,
            cleared_permille: self.lens.cleared.permille(),
            limit_permille: LENS_LIMIT_PERMILLE,
        })
    }
}

fn proportions(frame: &FrameView) -> Proportions {
    Proportions {
        width: frame.width_px,
        height: frame.height_px,
    }
}
