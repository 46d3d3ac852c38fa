//! One case in hand: its lease, its resting picture, what has been ruled and what was seen.
//!
//! Knows nothing of the person, of budgets or of looks under a grant; those are handed in as a rung.

use crate::{
    ids::CaseId,
    lens::{Cleared, LensPoint},
    rung::Rung,
    session::{
        event::{Effect, Released},
        leased::Held,
        view::{FrameView, NoteView, Ruling},
    },
    verdict::Classification,
};

/// A case in hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct InHand {
    /// As the hub leased it, with the rulings so far in its pairs.
    pub(super) held: Held,
    /// The rung the person lets it rest at; never shown above [`InHand::limit`].
    pub(super) rest: Rung,
    /// Its resting picture.
    pub(super) picture: RestPicture,
    /// Renditions whose bytes did not open.
    pub(super) failed: Vec<Rung>,
    /// The highest rung that was painted on the screen.
    pub(super) seen: Rung,
    /// The pair the next ruling is for.
    pub(super) focused_pair: usize,
    /// The class given to the case.
    pub(super) classification: Option<Classification>,
    /// Why, in the person's words.
    pub(super) reason: Option<String>,
    /// What was noted on its content.
    pub(super) notes: Vec<NoteView>,
    /// Where the lens is over its picture, and where it has been.
    pub(super) lens: Lens,
}

/// The lens over one case's picture. It stays where it was from one look to the next, and begins in the
/// middle with every lease: a place that every earlier lease has cleared too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lens {
    pub(super) at: LensPoint,
    pub(super) cleared: Cleared,
}

/// Where the resting picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RestPicture {
    /// Not asked for.
    Nowhere,
    /// On its way.
    Asked(Rung),
    /// There.
    Ready(Rung, FrameView),
}

impl InHand {
    /// A case just leased, resting where the hub says, or lower.
    pub(super) fn new(held: Held, rest: Rung) -> Self {
        let lens = Lens {
            at: LensPoint::MIDDLE,
            cleared: held.cleared.clone(),
        };
        Self {
            held,
            rest,
            picture: RestPicture::Nowhere,
            failed: Vec::new(),
            seen: Rung::Label,
            focused_pair: 0,
            classification: None,
            reason: None,
            notes: Vec::new(),
            lens,
        }
    }

    /// Which case.
    pub(super) fn case(&self) -> CaseId {
        self.held.case
    }

    /// Whether a rung can be drawn.
    pub(super) fn has(&self, rung: Rung) -> bool {
        rung.rendition()
            .is_none_or(|rendition| self.held.renditions.contains(&rendition) && !self.failed.contains(&rendition))
    }

    /// The highest rung that may be shown without a grant, where `max` is the person's highest.
    pub(super) fn limit(&self, max: Rung) -> Rung {
        self.highest_to(self.held.resting_rung.min(self.held.max_rung).min(max))
    }

    /// The rung it rests at.
    pub(super) fn resting(&self, max: Rung) -> Rung {
        self.highest_to(self.limit(max).min(self.rest))
    }

    /// Nothing that counts as a look is ever shown at rest, whatever the lease says.
    fn highest_to(&self, top: Rung) -> Rung {
        let drawable = [Rung::LightVeil, Rung::HeavyVeil];
        drawable
            .into_iter()
            .find(|rung| *rung <= top && self.has(*rung))
            .unwrap_or(Rung::Label)
    }

    /// The picture to show at rest, if it is there.
    pub(super) fn resting_frame(&self, max: Rung) -> Option<&FrameView> {
        match &self.picture {
            RestPicture::Ready(rung, frame) if *rung == self.resting(max) => Some(frame),
            _ => None,
        }
    }

    /// Asks for the resting picture unless it is there or on its way.
    ///
    /// A case kept at the label has its picture made ahead all the same, so that choosing the veil
    /// shows it at once.
    pub(super) fn prepare(&mut self, max: Rung) -> Option<Effect> {
        let rung = self.prepared_rung(max);
        let under_way = match &self.picture {
            RestPicture::Nowhere => false,
            RestPicture::Asked(at) | RestPicture::Ready(at, _) => *at == rung,
        };
        if under_way || rung == Rung::Label {
            return None;
        }
        self.picture = RestPicture::Asked(rung);
        Some(Effect::PrepareRest {
            case: self.case(),
            rung,
        })
    }

    /// The rung of which a resting picture is wanted.
    pub(super) fn prepared_rung(&self, max: Rung) -> Rung {
        match self.resting(max) {
            Rung::Label => self.limit(max),
            resting => resting,
        }
    }

    /// The next pair without a ruling, from the focused one on and around.
    pub(super) fn next_undecided(&self) -> Option<usize> {
        let undecided = |at: &usize| {
            let pair = self.held.pairs.get(*at);
            pair.is_some_and(|pair| pair.ruling.is_none())
        };
        let after = self.focused_pair..self.held.pairs.len();
        after.chain(0..self.focused_pair).find(undecided)
    }

    /// Whether the queue asks for a reason in words for one of the rulings so far.
    pub(super) fn asks_reason(&self) -> bool {
        let ruled = self.held.pairs.iter().filter_map(|pair| pair.ruling.as_ref());
        let mut choices = ruled.map(Ruling::choice);
        choices.any(|choice| self.held.policy.explained.contains(&choice))
    }

    /// Notes that a rung was on the screen.
    pub(super) fn saw(&mut self, rung: Rung) {
        self.seen = self.seen.max(rung);
    }

    /// The effect that gives it back.
    pub(super) fn released(&self, why: Released) -> Effect {
        Effect::Release {
            case: self.held.case,
            lease: self.held.lease,
            why,
        }
    }
}
