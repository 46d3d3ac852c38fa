//! Time: a clock that only goes forward, and the hub's time told by it.
//!
//! No deadline rests on this machine's wall clock. It is read once, for something to show before a
//! hub has said what time it is.

use scrim_model::time::{Span, Time};
use std::time::Duration;

/// A clock that never goes back.
pub trait Clock: Send + Sync {
    /// How long since some fixed moment, time asleep included where the system can tell.
    fn elapsed(&self) -> Duration;
    /// What this machine takes the time to be; a first guess and nothing more.
    fn wall(&self) -> Time;
}

/// The system's.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock(system::Ticks);

impl SystemClock {
    /// The one that runs here.
    #[expect(clippy::new_without_default, reason = "a clock is read at the edge, on purpose")]
    pub fn new() -> Self {
        Self(system::Ticks::new())
    }
}

impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    fn wall(&self) -> Time {
        let now = std::time::SystemTime::now();
        let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Time(millis(since))
    }
}

/// The clock that goes on while the machine sleeps: a look must not outlive a closed lid. Which one does differs by
/// system, and the standard library promises neither.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod system {
    use rustix::time::{ClockId, clock_gettime};
    use std::time::Duration;

    #[cfg(target_os = "linux")]
    const ASLEEP_TOO: ClockId = ClockId::Boottime;
    /// By clock_gettime(3) of macOS; what `Instant` reads there stands still in sleep.
    #[cfg(target_os = "macos")]
    const ASLEEP_TOO: ClockId = ClockId::Monotonic;

    #[derive(Debug, Clone, Copy)]
    pub(super) struct Ticks;

    impl Ticks {
        pub(super) fn new() -> Self {
            Self
        }

        #[expect(
            clippy::unused_self,
            reason = "the system has one such clock, and counts from when it likes"
        )]
        pub(super) fn elapsed(self) -> Duration {
            Duration::try_from(clock_gettime(ASLEEP_TOO)).unwrap_or_default()
        }
    }
}

/// On Windows `Instant` is the performance counter, which by Microsoft's word counts sleep; on what is left,
/// whatever it is.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod system {
    use std::time::{Duration, Instant};

    #[derive(Debug, Clone, Copy)]
    pub(super) struct Ticks(Instant);

    impl Ticks {
        pub(super) fn new() -> Self {
            Self(Instant::now())
        }

        pub(super) fn elapsed(self) -> Duration {
            self.0.elapsed()
        }
    }
}

/// The hub's time as far as this desk knows it; never goes back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HubTime {
    anchor: Time,
    read_at: Duration,
    heard: bool,
}

impl HubTime {
    /// A guess, until a hub says better.
    pub(crate) fn guessed(wall: Time, elapsed: Duration) -> Self {
        Self {
            anchor: wall,
            read_at: elapsed,
            heard: false,
        }
    }

    /// The time now.
    pub(crate) fn now(&self, elapsed: Duration) -> Time {
        self.anchor + Span(millis(elapsed.saturating_sub(self.read_at)))
    }

    /// The hub said what time it is. What it says was true a moment ago, so the later of the two is
    /// the better guess; the first word of a hub replaces the guess whatever it was.
    pub(crate) fn hear(&mut self, hub: Time, elapsed: Duration) {
        let ours = self.now(elapsed);
        self.anchor = if self.heard { ours.max(hub) } else { hub };
        self.read_at = elapsed;
        self.heard = true;
    }
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_hubs_word_replaces_a_guess_and_then_time_never_goes_back() {
        let mut time = HubTime::guessed(Time(9_000_000), SECOND);
        assert_eq!(time.now(2 * SECOND), Time(9_001_000));
        time.hear(Time(5_000), 2 * SECOND);
        assert_eq!(time.now(3 * SECOND), Time(6_000));
        time.hear(Time(5_500), 3 * SECOND);
        assert_eq!(time.now(3 * SECOND), Time(6_000));
        time.hear(Time(7_000), 3 * SECOND);
        assert_eq!(time.now(4 * SECOND), Time(8_000));
    }

    #[test]
    fn the_systems_clock_goes_forward() {
        let clock = SystemClock::new();
        let (earlier, later) = (clock.elapsed(), clock.elapsed());
        assert!(earlier <= later);
        assert!(clock.wall() > Time(1_700_000_000_000));
    }
}
