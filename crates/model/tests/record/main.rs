//! Laws of what is told of looking: to the person, to those who lead, and in a report.

mod days;
mod disclosure;
mod viewed;

use proptest::prelude::*;
use scrim_model::{
    grant::{Grant, Presented},
    ids::{CaseId, GrantId, ItemId, LeaseId, PersonId},
    rung::Rung,
    time::{Span, Time},
};
use uuid::Uuid;

/// A grant at `at`, closed after `shown_ms`, or never where nothing is said.
pub(crate) fn grant(rung: Rung, at: i64, shown_ms: Option<u32>) -> Grant {
    let id = Uuid::from_u128(7);
    Grant {
        id: GrantId(id),
        lease: LeaseId(id),
        case: CaseId(id),
        item: ItemId(id),
        person: PersonId(id),
        rung,
        released: rung.rendition().unwrap_or(rung),
        full_size: false,
        granted_at: Time(at),
        until: Time(at) + Span::seconds(10),
        charged: rung.is_look(),
        closed: shown_ms.map(|shown_ms| Presented {
            shown_ms,
            region_permille: 1_000,
            width_px: 640,
            height_px: 480,
        }),
        union_permille: None,
        severe: false,
        ended_at: shown_ms.map(|shown_ms| Time(at) + Span::ms(i64::from(shown_ms))),
    }
}

pub(crate) fn grants(within: std::ops::Range<i64>) -> impl Strategy<Value = Vec<Grant>> {
    let rung = proptest::sample::select(Rung::ALL.as_slice());
    let shown = proptest::option::of(0..10_000_u32);
    let one = (rung, within, shown).prop_map(|(rung, at, shown)| grant(rung, at, shown));
    proptest::collection::vec(one, 0..40)
}
