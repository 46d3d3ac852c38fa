//! The one place of the hub that reads the system's clocks.

use scrim_model::time::{Span, Time};
use std::{
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Instant, UNIX_EPOCH},
};

/// The hub's own time, of this process.
static STEADY: LazyLock<Mutex<Steady>> = LazyLock::new(|| Mutex::new(Steady::at(by_the_clock(), Instant::now())));

/// Time that goes on as the system's clock says, and by a clock that only goes forward while the system's is behind: a
/// clock that was set forward and back again would otherwise let time stand still until it has caught up, with every
/// break, limit and lease.
#[derive(Debug, Clone, Copy)]
struct Steady {
    last: Time,
    told: Instant,
}

impl Steady {
    fn at(time: Time, now: Instant) -> Self {
        Self { last: time, told: now }
    }

    fn next(&mut self, clock: Time, now: Instant) -> Time {
        let passed = now.saturating_duration_since(self.told).as_millis();
        let without_it = self.last + Span(i64::try_from(passed).unwrap_or(i64::MAX));
        if clock >= without_it {
            *self = Self::at(clock, now);
        }
        // Else counted from the same moment on, so that no part of a millisecond is lost.
        clock.max(without_it)
    }
}

/// The hub's clock. The store makes it never run backwards, over restarts too.
pub fn system() -> scrim_store::Clock {
    Arc::new(now)
}

/// What time it is.
pub fn now() -> Time {
    let mut steady = STEADY.lock().unwrap_or_else(PoisonError::into_inner);
    steady.next(by_the_clock(), Instant::now())
}

/// Time goes on from here, whatever the system's clock says: from the last that an earlier run wrote down.
pub fn not_before(time: Time) {
    let mut steady = STEADY.lock().unwrap_or_else(PoisonError::into_inner);
    steady.next(time, Instant::now());
}

/// What the system's clock says; 1970 where it is set before that.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge where the hub reads its clock"
)]
pub fn by_the_clock() -> Time {
    let since = std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn time_follows_the_clock_and_goes_on_without_it_where_it_is_set_back() {
        let began = Instant::now();
        let after = |seconds| began + Duration::from_secs(seconds);
        let mut steady = Steady::at(Time(1_000_000), began);
        assert_eq!(steady.next(Time(1_005_000), after(5)), Time(1_005_000));
        let ahead = steady.next(Time(9_000_000), after(6));
        assert_eq!(ahead, Time(9_000_000), "set forward: nobody knows that it is wrong");
        assert_eq!(steady.next(Time(1_007_000), after(7)), Time(9_001_000));
        for part in 1..=100 {
            steady.next(Time(1_007_000), after(7) + Duration::from_micros(part * 100));
        }
        assert_eq!(steady.next(Time(1_067_000), after(67)), Time(9_061_000));
        assert_eq!(
            steady.next(Time(9_062_000), after(68)),
            Time(9_062_000),
            "it has caught up"
        );
    }

    #[test]
    fn no_moment_is_too_far() {
        let began = Instant::now();
        let mut steady = Steady::at(Time(i64::MAX), began);
        assert_eq!(steady.next(Time(0), began + Duration::from_secs(1)), Time(i64::MAX));
    }
}
