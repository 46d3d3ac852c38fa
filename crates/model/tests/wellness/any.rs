//! Random settings and records, small enough that every limit is met often; and what is counted of them.

use proptest::{collection::vec, option, prelude::*};
use scrim_model::{
    rung::Rung,
    time::{Span, Time},
    wellness::{Interval, LookFact, Record, Rest, RestKind, Rule, Settings, State},
};

/// Where every history begins.
pub(crate) const START: Time = Time(0);

pub(crate) fn rung() -> impl Strategy<Value = Rung> {
    proptest::sample::select(Rung::ALL.as_slice())
}

/// Settings within their bounds, a minute being the smallest step.
pub(crate) fn settings() -> impl Strategy<Value = Settings> {
    let times = (1..=12_i64, 1..=8_i64, 3..=60_i64, 0..=40_i64);
    (times, 0..=4_u32, 0..=6_u32, rung(), rung()).prop_map(|(times, looks_notice, looks, resting, max)| {
        let (block, rest, review, looking) = times;
        let settings = Settings {
            block: Span::minutes(block),
            rest: Span::minutes(rest),
            review_per_day: Span::minutes(review),
            looks_notice,
            looks_per_day: looks,
            looking_per_day: Span::seconds(looking),
            resting_rung: resting.min(max).min(Rung::LightVeil),
            max_rung: max,
            ..Settings::DEFAULT
        };
        settings.checked().expect("made within the bounds")
    })
}

/// Settings anywhere, bounds or not.
pub(crate) fn wild_settings() -> impl Strategy<Value = Settings> {
    let spans = (any::<i64>(), any::<i64>(), any::<i64>(), any::<i64>());
    (spans, any::<u32>(), any::<u32>(), rung(), rung()).prop_map(|(spans, notice, looks, resting, max)| Settings {
        block: Span(spans.0),
        rest: Span(spans.1),
        review_per_day: Span(spans.2),
        looks_notice: notice,
        looks_per_day: looks,
        looking_per_day: Span(spans.3),
        resting_rung: resting,
        max_rung: max,
        veiled_end: Span(spans.0),
        first_days: looks,
        cool_down: Span(spans.3),
    })
}

/// Any facts at all within `reach` of each other, in any order.
pub(crate) fn record(reach: std::ops::Range<i64>) -> impl Strategy<Value = Record> {
    let time = move || reach.clone().prop_map(Time);
    let interval = (time(), 0..600_000_i64).prop_map(|(start, ms)| Interval {
        start,
        end: start + Span(ms),
    });
    let look = (time(), any::<bool>(), rung(), 0..10_250_i64);
    let look = look.prop_map(|(at, charged, rung, ms)| LookFact {
        at,
        charged,
        rung,
        shown: Span(ms),
        ends_at: at + Span(ms),
        severe: false,
    });
    let rest = (time(), option::of(0..900_000_i64), any::<bool>()).prop_map(|(started_at, ms, forced)| Rest {
        started_at,
        ends_at: ms.map(|ms| started_at + Span(ms)),
        kind: if forced { RestKind::Forced } else { RestKind::Chosen },
    });
    (vec(interval, 0..12), vec(look, 0..12), option::of(rest)).prop_map(|(work, looks, rest)| Record {
        work,
        looks,
        rest,
        ..Record::default()
    })
}

/// Facts anywhere in time, ends before starts included.
pub(crate) fn wild_record() -> impl Strategy<Value = Record> {
    let interval = (any::<i64>(), any::<i64>()).prop_map(|(start, end)| Interval {
        start: Time(start),
        end: Time(end),
    });
    let look = (any::<i64>(), any::<i64>(), any::<bool>(), rung());
    let look = look.prop_map(|(at, ms, charged, rung)| LookFact {
        at: Time(at),
        charged,
        rung,
        shown: Span(ms),
        ends_at: Time(at) + Span(ms),
        severe: charged,
    });
    (vec(interval, 0..8), vec(look, 0..8)).prop_map(|(work, looks)| Record {
        work,
        looks,
        ..Record::default()
    })
}

/// What a state is counted as.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Working => "working",
        State::DecideVeiled {
            rule: Rule::BlockOver, ..
        } => "deciding: block_over",
        State::DecideVeiled {
            rule: Rule::DaySpent, ..
        } => "deciding: day_spent",
        State::DecideVeiled { .. } => "deciding: shift_over",
        State::OnBreak {
            kind: RestKind::Chosen, ..
        } => "on a chosen break",
        State::OnBreak { .. } => "on a forced break",
        State::DayDone { .. } => "the day done",
        State::OffShift { .. } => "off shift",
    }
}
