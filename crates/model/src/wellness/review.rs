//! Review per rolling day: whether it is spent, since when, and when the window frees some again.
//!
//! Knows nothing of blocks.

use super::record::{DAY, Interval};
use crate::time::{Span, Time};

/// A day's review that is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spent {
    /// When it was reached; unknown where the clock went back past it.
    pub(super) reached_at: Option<Time>,
    /// The first moment with less than the limit in the window, if nothing more is done.
    pub(super) frees_at: Time,
}

/// Whether the work in the 24 h before `now` has reached `limit`.
pub(super) fn spent(activity: &[Interval], limit: Span, now: Time) -> Option<Spent> {
    let limit = limit.max(Span::ms(1));
    let frees_at = frees_at(activity, limit).filter(|frees_at| now < *frees_at)?;
    // Work later than now, from a clock that went back, has happened: it is counted up to its end.
    let seen = activity.last().map_or(now, |last| now.max(last.end));
    Some(Spent {
        reached_at: reached_at(activity, limit, seen),
        frees_at,
    })
}

/// How much of a day's review is left: what the 24 h before `now` leave of `limit`.
pub(super) fn left(activity: &[Interval], limit: Span, now: Time) -> Span {
    let opens = now - DAY;
    let worked = activity.iter().map(|work| work.end.since(work.start.max(opens)));
    limit - worked.sum()
}

/// When a day's review is spent if work goes on from `now` without a pause: whatever leaves the window meanwhile makes
/// room for as much.
pub(super) fn ends_at(activity: &[Interval], limit: Span, now: Time) -> Time {
    let mut left = left(activity, limit.max(Span::ms(1)), now);
    let mut at = now;
    for stretch in activity.iter().filter(|stretch| stretch.end + DAY > now) {
        let leaves = (stretch.start + DAY).max(at);
        if leaves.since(at) >= left {
            break;
        }
        left = left - leaves.since(at);
        at = (stretch.end + DAY).max(leaves);
    }
    at + left
}

/// Just after the moment since which exactly `limit` was worked has left the window.
fn frees_at(activity: &[Interval], limit: Span) -> Option<Time> {
    let mut left = limit;
    for stretch in activity.iter().rev() {
        if stretch.length() >= left {
            return Some(stretch.end - left + DAY + Span::ms(1));
        }
        left = left - stretch.length();
    }
    None
}

/// Since when the work in the window has been at `limit` without falling below it, as of `now`.
///
/// The sum over the window is piecewise linear: it grows while a stretch is being worked and shrinks
/// while one leaves 24 h later.
fn reached_at(activity: &[Interval], limit: Span, now: Time) -> Option<Time> {
    let mut bends: Vec<(Time, i64)> = activity.iter().flat_map(bends).filter(|(at, _)| *at < now).collect();
    bends.sort_unstable();
    let ends = bends.iter().skip(1).map(|(at, _)| *at).chain([now]).collect::<Vec<_>>();
    let (mut total, mut slope, mut reached) = (0_i64, 0_i64, None);
    for ((from, bend), to) in bends.into_iter().zip(ends) {
        slope += bend;
        let grown = total.saturating_add(to.since(from).0.saturating_mul(slope));
        if grown < limit.0 {
            reached = None;
        } else if reached.is_none() {
            reached = Some(from + (limit - Span(total)));
        }
        total = grown;
    }
    reached
}

fn bends(stretch: &Interval) -> [(Time, i64); 4] {
    let Interval { start, end } = *stretch;
    [(start, 1), (end, -1), (start + DAY, -1), (end + DAY, 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stretch(start: i64, end: i64) -> Interval {
        Interval {
            start: Time(start),
            end: Time(end),
        }
    }

    #[test]
    fn a_day_is_spent_from_the_limit_until_the_window_frees() {
        let activity = [stretch(0, 600), stretch(1_000, 1_500)];
        let limit = Span::ms(1_000);
        let found = spent(&activity, limit, Time(1_400)).expect("1 000 ms were worked");
        assert_eq!(found.reached_at, Some(Time(1_400)));
        assert_eq!(found.frees_at, Time(101) + DAY);
        assert!(spent(&activity, limit, Time(100) + DAY).is_some());
        assert_eq!(spent(&activity, limit, Time(101) + DAY), None);
    }

    #[test]
    fn work_that_goes_on_spends_the_day_at_the_moment_it_is_spent() {
        let limit = Span::ms(1_000);
        // 400 ms of yesterday leave the window from 100 ms on, while as much is done.
        let activity = [stretch(100, 500), stretch(40_000, 40_400)];
        let now = Time(50) + DAY;
        let ends = ends_at(&activity, limit, now);
        assert_eq!(ends, Time(650) + DAY);
        let until = |end: Time| [activity[0], activity[1], stretch(now.0, end.0)];
        assert_eq!(spent(&until(ends - Span::ms(1)), limit, ends - Span::ms(1)), None);
        let found = spent(&until(ends), limit, ends).expect("1 000 ms were worked");
        assert_eq!(found.reached_at, Some(ends));
        assert_eq!(ends_at(&until(ends), limit, ends), ends, "nothing is left");
        assert_eq!(ends_at(&[], limit, now), now + limit);
        let tight = [stretch(200, 1_100)];
        assert_eq!(
            ends_at(&tight, limit, now),
            Time(150) + DAY,
            "spent before any of it leaves"
        );
    }

    proptest! {
        #[test]
        fn a_day_is_spent_at_the_moment_that_was_named_and_not_before(
            done in prop::collection::vec((0..2_880_i64, 1..200_i64), 0..8),
            limit in 1..600_i64,
        ) {
            const MINUTE: i64 = 60_000;
            let now = Time(2_880 * MINUTE);
            let done = done.into_iter().map(|(start, long)| stretch(start * MINUTE, now.0.min((start + long) * MINUTE)));
            let done = Interval::merged(done);
            let limit = Span::ms(limit * MINUTE);
            prop_assume!(spent(&done, limit, now).is_none());
            let ends = ends_at(&done, limit, now);
            let going_on = |to: Time| Interval::merged(done.iter().copied().chain([stretch(now.0, to.0)]));
            let before = ends - Span::ms(1);
            prop_assert_eq!(spent(&going_on(before), limit, before), None);
            prop_assert!(spent(&going_on(ends), limit, ends).is_some());
        }
    }

    #[test]
    fn less_than_the_limit_is_never_spent() {
        assert_eq!(spent(&[stretch(0, 999)], Span::ms(1_000), Time(999)), None);
    }
}
