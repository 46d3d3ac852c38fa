//! Whether the hub answers, and when to try it again.

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use scrim_model::time::Time;
use scrim_wire::ipc::view::Connection;
use std::time::Duration;

/// The first try after silence.
const FIRST: Duration = Duration::from_millis(500);

/// The longest pause between two tries: nobody waits longer than this for a hub that is back.
pub(super) const LONGEST: Duration = Duration::from_secs(10);

/// The line to the hub.
pub(crate) struct Link {
    away: Option<Away>,
}

struct Away {
    since: Time,
    pauses: ExponentialBackoff,
    try_at: Duration,
}

impl Link {
    /// Taken to answer until it does not.
    pub(crate) fn new() -> Self {
        Self { away: None }
    }

    /// What the window is told.
    pub(crate) fn view(&self) -> Connection {
        match &self.away {
            None => Connection::Online,
            Some(away) => Connection::Offline { since: away.since },
        }
    }

    /// Whether it answers.
    pub(crate) fn is_up(&self) -> bool {
        self.away.is_none()
    }

    /// A call met silence; answers whether that is news.
    pub(crate) fn lost(&mut self, now: Time, elapsed: Duration) -> bool {
        let news = self.away.is_none();
        if news {
            let mut pauses = pauses();
            let pause = pauses.next().unwrap_or(LONGEST);
            self.away = Some(Away {
                since: now,
                pauses,
                try_at: elapsed + pause,
            });
        }
        news
    }

    /// A call was answered; answers whether that is news.
    pub(crate) fn found(&mut self) -> bool {
        self.away.take().is_some()
    }

    /// Whether it is time to try again; counts as the try.
    pub(crate) fn is_due(&mut self, elapsed: Duration) -> bool {
        let Some(away) = self.away.as_mut().filter(|away| away.try_at <= elapsed) else {
            return false;
        };
        away.try_at = elapsed + away.pauses.next().unwrap_or(LONGEST);
        true
    }

    /// The person wants it tried now.
    pub(crate) fn hurry(&mut self, elapsed: Duration) {
        if let Some(away) = &mut self.away {
            away.try_at = elapsed;
        }
    }
}

/// Half a second, doubling up to [`LONGEST`], without end.
pub(crate) fn pauses() -> ExponentialBackoff {
    ExponentialBuilder::new()
        .with_min_delay(FIRST)
        .with_max_delay(LONGEST)
        .with_factor(2.0)
        .without_max_times()
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_further_apart_and_stay_bounded() {
        let mut link = Link::new();
        assert!(link.lost(Time(7), Duration::ZERO));
        assert!(!link.lost(Time(9), Duration::ZERO), "silence is news once");
        assert_eq!(link.view(), Connection::Offline { since: Time(7) });
        let mut tries = Vec::new();
        for ms in 0..60_000 {
            if link.is_due(Duration::from_millis(ms)) {
                tries.push(ms);
            }
        }
        assert_eq!(&tries[..5], &[500, 1_500, 3_500, 7_500, 15_500]);
        assert!(tries.windows(2).all(|pair| pair[1] - pair[0] <= 10_000));
        assert!(link.found());
        assert!(!link.found());
        assert!(!link.is_due(Duration::MAX));
    }

    #[test]
    fn a_person_who_asks_is_not_kept_waiting() {
        let mut link = Link::new();
        link.lost(Time(0), Duration::ZERO);
        link.hurry(Duration::from_millis(1));
        assert!(link.is_due(Duration::from_millis(1)));
    }
}
