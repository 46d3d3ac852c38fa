//! The cases in hand: their leases, and what of their pictures has been fetched.
//!
//! Pictures at rest are here in clear, all others sealed: their keys come one by one, with a grant.
//! Knows nothing of when a picture may be shown.

use scrim_hub_client::LeaseProof;
use scrim_media::{clear::ClearPicture, sealed::sealed_bytes};
use scrim_model::{
    ids::{CaseId, LeaseId},
    rung::Rung,
    session::{Held, view::PairView},
    sheet::MatchedFrame,
};
use scrim_wire::http::leases::{Leased, PairCard, RenditionCard};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// The longest rendition a desk takes, bytes; a colour one of 1,600 px is far below.
pub(crate) const MAX_RENDITION_BYTES: usize = 32 * 1024 * 1024;

/// The cases in hand.
#[derive(Default)]
pub(crate) struct Holdings {
    held: BTreeMap<CaseId, Holding>,
}

/// One case in hand.
pub(crate) struct Holding {
    /// The lease and its proof.
    pub(crate) proof: LeaseProof,
    /// The lease's fence.
    pub(crate) fence: u64,
    leased: Held,
    cards: Vec<RenditionCard>,
    stock: BTreeMap<Rung, Stock>,
    /// Resting pictures that the session waits for.
    pub(crate) wanted: BTreeSet<Rung>,
}

/// How far one rendition has come.
pub(crate) enum Stock {
    /// It was asked for.
    Asked,
    /// A picture at rest.
    Clear(ClearPicture),
    /// Anything above, as it came.
    Sealed(Vec<u8>),
}

impl Holdings {
    /// Takes a lease in hand and answers how the session knows it.
    pub(crate) fn take(&mut self, leased: Leased) -> Held {
        let held = as_held(&leased);
        let holding = Holding {
            proof: LeaseProof {
                lease: leased.lease_id,
                token: Zeroizing::new(leased.token),
            },
            fence: leased.fence,
            leased: held.clone(),
            cards: leased.case.renditions,
            stock: BTreeMap::new(),
            wanted: BTreeSet::new(),
        };
        self.held.insert(held.case, holding);
        held
    }

    /// One case in hand.
    pub(crate) fn of(&mut self, case: CaseId) -> Option<&mut Holding> {
        self.held.get_mut(&case)
    }

    /// One case in hand, by this very lease: a late answer about an earlier one finds nothing.
    pub(crate) fn under(&mut self, case: CaseId, lease: LeaseId) -> Option<&mut Holding> {
        self.of(case).filter(|holding| holding.proof.lease == lease)
    }

    /// Lets a case go, and with it every picture of it.
    pub(crate) fn let_go(&mut self, case: CaseId) -> Option<Holding> {
        self.held.remove(&case)
    }

    /// Lets every case go.
    pub(crate) fn clear(&mut self) {
        self.held.clear();
    }

    /// Every case in hand.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (CaseId, &Holding)> {
        self.held.iter().map(|(case, holding)| (*case, holding))
    }

    /// Forgets every picture in clear; sealed ones stay.
    pub(crate) fn forget_clear(&mut self) {
        for holding in self.held.values_mut() {
            holding.wanted.clear();
            holding.stock.retain(|_, stock| !matches!(stock, Stock::Clear(_)));
        }
    }
}

impl Holding {
    /// The upload that stands for the case.
    pub(crate) fn item(&self) -> scrim_model::ids::ItemId {
        self.leased.item
    }

    /// Whether a rung is at rest: it comes in clear and needs no grant.
    pub(crate) fn is_at_rest(&self, rung: Rung) -> bool {
        rung <= self.leased.resting_rung
    }

    /// A rendition's size, where there is such a rendition.
    pub(crate) fn card(&self, rung: Rung) -> Option<RenditionCard> {
        self.cards.iter().copied().find(|card| card.rung == rung)
    }

    /// What has come of a rendition.
    pub(crate) fn stock(&self, rung: Rung) -> Option<&Stock> {
        self.stock.get(&rung)
    }

    /// A rendition came.
    pub(crate) fn store(&mut self, rung: Rung, bytes: Vec<u8>) {
        let stock = if self.is_at_rest(rung) {
            Stock::Clear(bytes.into())
        } else {
            Stock::Sealed(bytes)
        };
        self.stock.insert(rung, stock);
    }

    /// A rendition did not come.
    pub(crate) fn missed(&mut self, rung: Rung) {
        self.stock.remove(&rung);
    }

    /// Notes that a rendition is asked for, and answers how many bytes it may have; none where it is
    /// on its way or here already, or does not exist.
    pub(crate) fn ask(&mut self, rung: Rung) -> Option<usize> {
        let card = self.card(rung)?;
        if self.stock.contains_key(&rung) {
            return None;
        }
        self.stock.insert(rung, Stock::Asked);
        let clear = usize::try_from(card.bytes).unwrap_or(usize::MAX);
        Some(sealed_bytes(clear).min(MAX_RENDITION_BYTES))
    }

    /// The renditions worth having ahead: those at rest, and sealed ones that may be looked at.
    pub(crate) fn ahead(&self) -> Vec<Rung> {
        let worth = |rung: &Rung| {
            let sealed = matches!(rung, Rung::LightVeil | Rung::Grey | Rung::Colour);
            self.is_at_rest(*rung) || (sealed && *rung <= self.leased.max_rung)
        };
        self.cards.iter().map(|card| card.rung).filter(worth).collect()
    }
}

fn as_held(leased: &Leased) -> Held {
    let case = &leased.case;
    Held {
        case: case.id,
        lease: leased.lease_id,
        item: case.item,
        stage: case.stage,
        pairs: case.pairs.iter().map(|card| pair(card, case.frames)).collect(),
        uploads: case.uploads,
        max_rung: leased.max_rung,
        max_reason: leased.max_reason,
        resting_rung: leased.resting_rung,
        renditions: case.renditions.iter().map(|card| card.rung).collect(),
        traits: case.traits.clone(),
        cleared: leased.cleared.clone(),
        full_size: case.full_size,
        frames: case.frames,
        policy: case.policy.clone(),
        asked: case.asked.clone(),
        came: case.came.clone(),
        seen_before: case.seen_before.clone(),
    }
}

fn pair(card: &PairCard, frames: Option<u32>) -> PairView {
    PairView {
        item: card.item,
        entry: card.entry,
        bank: card.bank,
        bank_name: card.bank_name.clone(),
        trust: card.trust,
        kind: card.kind,
        category: card.category.clone(),
        provenance: card.provenance.clone(),
        votes: card.votes,
        variant: card.variant,
        record: card.record,
        frame: card
            .frame
            .and_then(|frame| MatchedFrame::of_animation(frame, frames, card.cell)),
        quality: card.quality,
        ruling: None,
    }
}
