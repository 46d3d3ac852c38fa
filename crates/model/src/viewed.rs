//! How clearly a picture was seen by people, as a report asks: derived from grants and their closings, and from nothing
//! else.
//!
//! What is proposed here is confirmed by somebody authorised to. A grant that was never closed counts in full for the
//! person's limits, and proves nothing of the picture: nobody said that it came up. Knows nothing of who looked.

use crate::{grant::Grant, ids::EntryId, matching::MatchKind, rung::Rung, time::Span};
use serde::{Deserialize, Serialize};

/// The whole of a picture, in thousandths.
const WHOLE_PERMILLE: u16 = 1_000;

/// Whether a person saw the content of a file, as far as the ledger bears it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Viewed {
    /// Nobody did.
    No,
    /// A look was granted, and nobody ever said what of it came up.
    Untold,
    /// A part, an outline, or some frames of several.
    InPart,
    /// All of it, without a veil.
    Whole,
}

impl Viewed {
    /// What is proposed for a report's "was the file viewed".
    pub fn proposes(self) -> bool {
        self == Self::Whole
    }
}

/// What was shown beside a picture when a look was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct SeenPair {
    /// The entry that stood first beside it.
    pub entry: EntryId,
    /// How alike the two were, with the distance where there was one.
    #[serde(flatten)]
    pub kind: MatchKind,
}

/// How clearly, how often and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Facts {
    /// The clearest rung that was on a screen; nothing where none was.
    pub clearest: Option<Rung>,
    /// Whether the whole frame was, at rung 5 or 6.
    pub whole_frame: bool,
    /// Whether it was in colour.
    pub colour: bool,
    /// Whether it was in its full size; else in the reduced one.
    pub full_size: bool,
    /// The largest it was on a screen, width and height in pixels.
    pub largest_px: Option<(u32, u32)>,
    /// Grants of rung 3 or more.
    pub grants: u32,
    /// Those of them that nobody closed.
    pub untold: u32,
    /// How long it was on screens at rung 3 or more, over all who looked.
    pub shown: Span,
    /// What follows for a report.
    pub viewed: Viewed,
}

/// The facts of one upload, from every grant on it; `frames` is how many it has, where it has several.
pub fn facts<'a>(grants: impl IntoIterator<Item = &'a Grant>, frames: Option<u32>) -> Facts {
    let mut facts = Facts {
        clearest: None,
        whole_frame: false,
        colour: false,
        full_size: false,
        largest_px: None,
        grants: 0,
        untold: 0,
        shown: Span::ZERO,
        viewed: Viewed::No,
    };
    for grant in grants.into_iter().filter(|grant| grant.rung.is_look()) {
        facts.grants = facts.grants.saturating_add(1);
        add(&mut facts, grant);
    }
    facts.viewed = viewed(&facts, frames);
    facts
}

fn add(facts: &mut Facts, grant: &Grant) {
    let Some(presented) = grant.closed else {
        facts.untold = facts.untold.saturating_add(1);
        return;
    };
    if presented.shown_ms == 0 {
        return;
    }
    facts.clearest = facts.clearest.max(Some(grant.shown_rung()));
    facts.whole_frame |= match grant.rung {
        Rung::Grey | Rung::Colour => true,
        Rung::Lens => grant.union_permille.unwrap_or_default() >= WHOLE_PERMILLE,
        Rung::Label | Rung::HeavyVeil | Rung::LightVeil | Rung::Outline => false,
    };
    facts.colour |= grant.rung == Rung::Colour;
    facts.full_size |= grant.full_size;
    let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    let size = (presented.width_px, presented.height_px);
    if facts.largest_px.is_none_or(|largest| area(size) > area(largest)) {
        facts.largest_px = Some(size);
    }
    facts.shown = facts.shown + grant.claimed();
}

fn viewed(facts: &Facts, frames: Option<u32>) -> Viewed {
    match facts.clearest {
        Some(_) if facts.whole_frame && frames.unwrap_or(1) <= 1 => Viewed::Whole,
        Some(_) => Viewed::InPart,
        None if facts.untold > 0 => Viewed::Untold,
        None => Viewed::No,
    }
}
