//! What the books say of a view and of a verdict.

use super::World;
use scrim_model::{
    evidence::{self, Ground},
    ids::CaseId,
    rung::Rung,
    session::{
        Aim, Effect, Event,
        view::{Allowed, CaseView, FrameView, ReviewView, TileState},
    },
    verdict::{PairVerdict, Verdict},
};

impl World {
    pub(super) fn check_view(&mut self) {
        let view = self.session.view(self.now);
        let on_screen = view.case.as_ref().map(|case| case.id);
        if on_screen != self.on_screen {
            // Nothing carries over: a press belongs to the case it was for.
            (self.on_screen, self.wish) = (on_screen, None);
        }
        if self.curtain || self.over {
            assert_eq!(view.case, None);
        }
        if self.curtain || self.over || self.unfocused {
            assert!(frames(&view).is_empty(), "a picture behind the curtain");
            assert_eq!(view.case.iter().flat_map(tiles).count(), 0, "a tile behind the curtain");
        }
        self.check_shown(&view);
        self.count_view(&view);
        self.tiles_shown += view.case.iter().flat_map(tiles).count();
        self.check_later();
        self.check_submit(&view);
    }

    fn check_shown(&self, view: &ReviewView) {
        if let Some(preload) = &view.preload {
            let (case, rung) = self.pictures[&preload.name];
            assert!(rung <= self.limit(case) && !rung.is_look());
        }
        let Some(case) = &view.case else { return };
        assert!(case.seen <= self.leases[&case.id].painted, "seen but not painted");
        let Some(shown) = &case.shown.frame else { return };
        let (of, rung) = self.pictures[&shown.name];
        assert_eq!((of, rung), (case.id, case.shown.rung));
        if rung > self.limit(of) {
            let full_size = case.shown.full_size.is_some();
            let aim = if full_size { Aim::FullSize } else { rung.into() };
            assert_eq!(self.wish, Some(aim), "nobody wished to look");
            assert!(self.open_grant(of, aim), "no open grant");
        }
        for tile in tiles(case) {
            let told = self.grants[&self.tiles[&tile.name]];
            assert_eq!((told.case, told.closed), (case.id, 0), "a tile of another look");
        }
    }

    fn open_grant(&self, case: CaseId, aim: Aim) -> bool {
        self.grants.values().any(|told| {
            let for_it = told.case == case && told.aim == aim && told.closed == 0;
            for_it && told.at <= self.now && self.now < told.until
        })
    }

    /// Without a word to the session, a look is out of the view once its grant is over.
    fn check_later(&self) {
        let ends = self.grants.values().map(|told| told.until);
        let Some(end) = ends.max() else { return };
        let later = self.session.view(end);
        assert_eq!(
            later.case.iter().flat_map(tiles).count(),
            0,
            "a tile outlives its grant"
        );
        for shown in frames(&later) {
            let (case, rung) = self.pictures[&shown.name];
            assert!(rung <= self.limit(case), "a look outlives its grant");
        }
    }

    /// A verdict that may be sent is one that can be: tried on a copy.
    fn check_submit(&self, view: &ReviewView) {
        let Some(case) = &view.case else { return };
        if case.submit != Allowed::Yes {
            return;
        }
        let (_, effects) = self.session.clone().apply(Event::Submit, self.now);
        for effect in effects {
            if let Effect::SendVerdict { case, verdict, .. } = effect {
                self.sufficient(case, &verdict);
            }
        }
    }

    /// What was painted is enough for the verdict.
    pub(super) fn sufficient(&self, case: CaseId, verdict: &Verdict) {
        let leased = &self.leases[&case];
        let ground = |ruled: &PairVerdict| {
            let pairs = &leased.held.pairs;
            let pair = pairs.iter().find(|pair| pair.entry == ruled.entry);
            pair.map(|pair| Ground::of(pair.kind, pair.trust))
                .expect("a pair of the case")
        };
        assert_eq!(evidence::check(verdict, leased.painted, ground), Ok(()));
        assert_eq!(verdict.consistent(), Ok(()));
        assert_eq!(verdict.pairs.len(), leased.held.pairs.len());
    }

    pub(super) fn limit(&self, case: CaseId) -> Rung {
        let leased = self.leases.get(&case).expect("a held case");
        leased
            .held
            .resting_rung
            .min(leased.held.max_rung)
            .min(self.allowance.max_rung)
    }
}

fn frames(view: &ReviewView) -> Vec<&FrameView> {
    let shown = view.case.as_ref().and_then(|case| case.shown.frame.as_ref());
    shown.into_iter().chain(&view.preload).collect()
}

fn tiles(case: &CaseView) -> Vec<&FrameView> {
    let tiles = case.shown.full_size.iter().flat_map(|full| &full.tiles);
    let ready = tiles.filter_map(|tile| match &tile.state {
        TileState::Ready { frame } => Some(frame),
        TileState::Coming | TileState::Failed => None,
    });
    ready.collect()
}
