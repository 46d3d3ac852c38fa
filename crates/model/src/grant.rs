//! The grant: one permission to see one rung of one case for a few seconds, written before its key
//! leaves the hub, closed with what was really presented.
//!
//! Knows nothing of keys but which rendition's was released. A grant that is never closed counts in full.

use crate::{
    ids::{CaseId, GrantId, ItemId, LeaseId, PersonId},
    lens::amounts_to,
    rung::Rung,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// How long a look lasts at most.
pub const LOOK_LIFE: Span = Span::seconds(10);

/// Presses on the same case within this time are one look.
pub const SAME_LOOK: Span = Span::seconds(10);

/// How long after a look's end its closing may be on its way, before what nobody has said counts in full
/// against another look through the lens.
pub const CLOSING_TIME: Span = Span::seconds(10);

/// How late a closing may say that the picture was still up: the grant's end plus one frame's slack.
pub const CLOSING_SLACK: Span = Span::ms(250);

/// A permission to see one rung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Under which lease.
    pub lease: LeaseId,
    /// Of which case.
    pub case: CaseId,
    /// Of which upload.
    pub item: ItemId,
    /// To whom.
    pub person: PersonId,
    /// Which rung.
    pub rung: Rung,
    /// Whose rendition's key it released: the clearest that it can have shown.
    pub released: Rung,
    /// Whether it also opens the picture in its full size, in tiles.
    pub full_size: bool,
    /// When it was written.
    pub granted_at: Time,
    /// When it ends.
    pub until: Time,
    /// Whether it was charged as a look of its own.
    pub charged: bool,
    /// What was presented, once the desk has said so.
    pub closed: Option<Presented>,
    /// Through the lens: the share of the picture, in thousandths, that all looks of this person at this case
    /// had cleared when this one was closed, as far as they said where.
    pub union_permille: Option<u16>,
    /// Whether the case was of a category that the organisation calls severe, when it was written.
    pub severe: bool,
    /// When the closing came, by the hub's clock, and never later than its end.
    pub ended_at: Option<Time>,
}

/// What was really on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Presented {
    /// Milliseconds on the screen, 0 when it never came up.
    pub shown_ms: u32,
    /// The share of the picture that was clear, in thousandths.
    pub region_permille: u16,
    /// Width on the screen, px.
    pub width_px: u32,
    /// Height on the screen, px.
    pub height_px: u32,
}

/// What one grant counts as in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// The rung it counts as.
    pub rung: Rung,
    /// For how long.
    pub shown: Span,
}

impl Grant {
    /// The rung that was shown, for a verdict to rest on: a lens that was moved over more than its share of
    /// the picture, over all leases, has shown the grey one. Where the union is known, a mere claim is not
    /// enough.
    pub fn shown_rung(&self) -> Rung {
        match (self.rung, self.closed) {
            (Rung::Lens, Some(presented)) => amounts_to(self.union_permille.unwrap_or(presented.region_permille)),
            (rung, _) => rung,
        }
    }

    /// The rung that was shown, for a limit to count: of claim and union the larger.
    fn counted_rung(&self, presented: Presented) -> Rung {
        let union = self.union_permille.unwrap_or_default();
        match self.rung {
            Rung::Lens => amounts_to(presented.region_permille.max(union)),
            rung => rung,
        }
    }

    /// Whether a look through the lens went nobody knows where: not closed in time, or closed with something
    /// on the screen and no word of where (`told`) it was clear.
    pub fn is_untold(&self, told: bool, now: Time) -> bool {
        let untold = match self.closed {
            Some(presented) => presented.shown_ms > 0 && !told,
            None => now >= self.until + CLOSING_TIME,
        };
        self.rung == Rung::Lens && untold
    }

    /// What it counts as: of what was claimed and of the time until the hub heard of its end the longer, never
    /// more than the grant allowed; while nobody has said, the whole grant at the clearest that its key opens.
    pub fn exposure(&self) -> Exposure {
        match self.closed {
            Some(presented) => Exposure {
                rung: self.counted_rung(presented),
                shown: self.claimed().max(self.open_for()),
            },
            None => Exposure {
                rung: self.released,
                shown: self.whole(),
            },
        }
    }

    /// How long its desk says that the picture was on the screen, within what the grant allowed: what a report
    /// may rest on, and never what a limit counts. Nothing while nobody has said.
    pub fn claimed(&self) -> Span {
        let claimed = self
            .closed
            .map(|presented| Span(i64::from(presented.shown_ms)).min(self.whole() + CLOSING_SLACK));
        claimed.unwrap_or(Span::ZERO)
    }

    /// How long its key was out before the closing came, by the hub's clock. Rows from before that was written
    /// down have none.
    fn open_for(&self) -> Span {
        let ended_at = self.ended_at.unwrap_or(self.granted_at).min(self.until);
        ended_at.since(self.granted_at)
    }

    fn whole(&self) -> Span {
        self.until.since(self.granted_at)
    }

    /// Whether a verdict may rest on it: it was closed, and something was on the screen.
    pub fn supports_verdict(&self) -> bool {
        self.closed.is_some_and(|presented| presented.shown_ms > 0)
    }
}

/// The highest rung that a verdict under a lease may rest on.
pub fn seen<'a>(resting: Rung, grants: impl IntoIterator<Item = &'a Grant>) -> Rung {
    let looked = grants
        .into_iter()
        .filter(|g| g.supports_verdict())
        .map(Grant::shown_rung);
    looked.chain([resting]).max().unwrap_or(resting)
}

/// Whether someone may ask for a case's picture in its full size: a second look in colour, after a first
/// one of theirs at the same case that is over and was on the screen.
pub fn earns_full_size<'a>(on_case: impl IntoIterator<Item = &'a Grant>) -> bool {
    on_case
        .into_iter()
        .any(|grant| grant.rung == Rung::Colour && grant.supports_verdict())
}

/// Whether a grant at `now` is a look of its own, given when the last charged look at the same case
/// was granted.
pub fn charges(rung: Rung, last_charged: Option<Time>, now: Time) -> bool {
    rung.is_look() && last_charged.is_none_or(|last| now.since(last) >= SAME_LOOK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn closed(shown_ms: u32, ended_at: Option<i64>) -> Grant {
        let id = Uuid::from_u128(7);
        Grant {
            id: GrantId(id),
            lease: LeaseId(id),
            case: CaseId(id),
            item: ItemId(id),
            person: PersonId(id),
            rung: Rung::Grey,
            released: Rung::Grey,
            full_size: false,
            granted_at: Time(1_000),
            until: Time(1_000) + LOOK_LIFE,
            charged: true,
            closed: Some(Presented {
                shown_ms,
                region_permille: 1_000,
                width_px: 8,
                height_px: 8,
            }),
            union_permille: None,
            severe: false,
            ended_at: ended_at.map(Time),
        }
    }

    #[test]
    fn a_look_counts_as_long_as_its_key_was_out_whatever_is_claimed_and_never_longer_than_it_was_granted() {
        let counts = |shown_ms, ended_at| {
            let grant = closed(shown_ms, ended_at);
            (grant.exposure().shown.0, grant.claimed().0)
        };
        assert_eq!(counts(0, Some(8_000)), (7_000, 0), "a claim of nothing");
        assert_eq!(
            counts(900, Some(8_000)),
            (7_000, 900),
            "a claim of less, or a closing that was long on its way"
        );
        assert_eq!(
            counts(900, Some(99_000)),
            (10_000, 900),
            "one that came after the grant's end"
        );
        assert_eq!(counts(3_000, Some(2_000)), (3_000, 3_000), "a claim of more");
        assert_eq!(counts(99_000, Some(2_000)), (10_250, 10_250), "within what was granted");
        assert_eq!(counts(900, None), (900, 900), "from before the hub wrote that down");
    }
}
