//! How long a delivery waits before it is tried again.
//!
//! Doubled from attempt to attempt and then cut in half by chance, so that a destination that comes back is not met by
//! everything at once. The numbers reach over a weekend: all attempts together take between forty hours and four days.

use crate::time::Span;

/// The wait after the first attempt, before chance.
pub const FIRST_WAIT: Span = Span::seconds(5);

/// The longest wait, before chance.
pub const LONGEST_WAIT: Span = Span::hours(6);

/// After so many attempts a person has to look.
pub const MOST_ATTEMPTS: u32 = 26;

/// The wait after so many attempts; none where there is no further one. `chance` is any number, evenly drawn.
pub fn wait(attempts: u32, chance: u64) -> Option<Span> {
    if attempts >= MOST_ATTEMPTS {
        return None;
    }
    let doubled = FIRST_WAIT.0.saturating_mul(1 << attempts.saturating_sub(1).min(32));
    let whole = doubled.min(LONGEST_WAIT.0);
    let half = whole / 2;
    let drawn = chance % u64::try_from(half.saturating_add(1)).unwrap_or(1);
    Some(Span(half.saturating_add(i64::try_from(drawn).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_waits_double_and_end() {
        let longest = |attempts| wait(attempts, u64::MAX - 1).map(|span| span.0 <= LONGEST_WAIT.0);
        assert!((1..MOST_ATTEMPTS).all(|attempts| longest(attempts) == Some(true)));
        assert_eq!(wait(1, 0), Some(Span::ms(2_500)));
        assert_eq!(wait(2, 0), Some(Span::seconds(5)));
        assert_eq!(wait(MOST_ATTEMPTS - 1, 0), Some(Span::hours(3)));
        assert_eq!(wait(MOST_ATTEMPTS, 0), None);
        assert_eq!(wait(u32::MAX, 0), None);
    }

    #[test]
    fn all_waits_together_reach_over_a_weekend_and_not_over_a_week() {
        let all = |chance| -> Span { (1..MOST_ATTEMPTS).filter_map(|attempts| wait(attempts, chance)).sum() };
        assert!(all(0) > Span::hours(40), "{:?}", all(0));
        assert!(all(u64::MAX) < Span::hours(24 * 4));
    }

    proptest! {
        #[test]
        fn chance_keeps_at_least_half_of_a_wait(attempts in 1..MOST_ATTEMPTS, chance: u64) {
            let waited = wait(attempts, chance).expect("there is a further attempt").0;
            let least = wait(attempts, 0).expect("there is a further attempt").0;
            prop_assert!(waited >= least && waited <= least * 2 + 1);
        }
    }
}
