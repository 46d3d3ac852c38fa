//! A case as the hub leased it: what a session needs to know of it, and nothing of what others have said
//! of it.

use crate::{
    case::Stage,
    full_size::FullSize,
    ids::{CaseId, ItemId, LeaseId},
    lens::Cleared,
    picture::PictureTrait,
    precedent::Precedent,
    queue::QueuePolicy,
    routing::CameBy,
    rung::Rung,
    session::view::PairView,
    wellness::RungReason,
};
use serde::{Deserialize, Serialize};

/// A case in hand, as the hub leased it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The case.
    pub case: CaseId,
    /// The lease it is held by.
    pub lease: LeaseId,
    /// The upload that stands for it.
    pub item: ItemId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// Its pairs, each without a ruling, closest first.
    pub pairs: Vec<PairView>,
    /// How many uploads are folded into it.
    pub uploads: u32,
    /// The highest rung that may be looked at.
    pub max_rung: Rung,
    /// Why that is lower than the person's own limits allow, where it is.
    #[serde(default)]
    pub max_reason: Option<RungReason>,
    /// The rung it rests at.
    pub resting_rung: Rung,
    /// The rungs of which there are renditions, lowest first.
    pub renditions: Vec<Rung>,
    /// What they show otherwise than the file would.
    pub traits: Vec<PictureTrait>,
    /// Where the person's lens has been at this case under earlier leases.
    pub cleared: Cleared,
    /// The picture in its full size, where that can be had.
    pub full_size: Option<FullSize>,
    /// How many frames were read of it; none where nobody has said.
    pub frames: Option<u32>,
    /// What may be said of it in its queue.
    pub policy: QueuePolicy,
    /// What whoever sent it here has asked.
    pub asked: Option<String>,
    /// By what it came to its queue.
    pub came: Option<CameBy>,
    /// Earlier decided cases with the same bytes.
    pub seen_before: Vec<Precedent>,
}

impl Held {
    /// Whether it is shown as a sheet of its frames. Where nobody has said how many there are, one beyond
    /// the first that came near tells as much.
    pub fn is_animated(&self) -> bool {
        let beyond_first = |pair: &PairView| pair.frame.is_some_and(|frame| frame.number > 1);
        self.frames
            .map_or_else(|| self.pairs.iter().any(beyond_first), |frames| frames > 1)
    }
}
