//! Whether a matcher is asked at all after it has failed: so that one that cannot be reached does not cost every upload
//! the whole wait.

use crate::time::{Span, Time};

/// So many failures one after another, with no answer between, and it is not asked for a while. One or two are a
/// connection that broke.
pub const FAILURES: u32 = 3;

/// For how long it is not asked then, the first time. Each trial that fails doubles it.
pub const FIRST_REST: Span = Span::seconds(5);

/// The longest rest: what was down for hours is asked again within a minute of its return.
pub const LONGEST_REST: Span = Span::minutes(1);

/// For how long one question is the only one, when a rest is over; after that another may try.
pub const TRIAL: Span = Span::seconds(10);

/// What one hub has seen of a matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circuit {
    /// It is asked.
    Closed {
        /// The last so many questions failed; less than [`FAILURES`].
        failures: u32,
    },
    /// It is not asked.
    Open {
        /// Until when.
        until: Time,
        /// For how long in all.
        rest: Span,
    },
    /// One question is under way, and no other.
    Trying {
        /// Until when no other is.
        until: Time,
        /// How long it had rested before.
        rest: Span,
    },
}

impl Default for Circuit {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Circuit {
    /// Whether a question may be asked at `now`, and how it stands then.
    #[must_use]
    pub fn asked(self, now: Time) -> (Self, bool) {
        match self {
            Self::Closed { .. } => (self, true),
            Self::Open { until, .. } | Self::Trying { until, .. } if now < until => (self, false),
            Self::Open { rest, .. } | Self::Trying { rest, .. } => {
                let until = now + TRIAL;
                (Self::Trying { until, rest }, true)
            }
        }
    }

    /// How many questions may be asked at `now`: one alone where it may have come back.
    pub fn room(self, now: Time, most: u32) -> u32 {
        match self {
            Self::Closed { .. } => most,
            Self::Open { .. } | Self::Trying { .. } => u32::from(self.asked(now).1).min(most),
        }
    }

    /// It has answered.
    #[must_use]
    pub fn answered(self) -> Self {
        Self::default()
    }

    /// A question to it failed at `now`. One that was under way when it opened says nothing new.
    #[must_use]
    pub fn failed(self, now: Time) -> Self {
        let rested = |rest: Span| Self::Open {
            until: now + rest,
            rest,
        };
        match self {
            Self::Closed { failures } if failures + 1 < FAILURES => Self::Closed { failures: failures + 1 },
            Self::Closed { .. } => rested(FIRST_REST),
            Self::Open { .. } => self,
            Self::Trying { rest, .. } => rested(Span(rest.0.saturating_mul(2).min(LONGEST_REST.0))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Time = Time(1_000_000);

    fn after_failures(many: u32) -> Circuit {
        (0..many).fold(Circuit::default(), |circuit, _| circuit.failed(NOW))
    }

    #[test]
    fn a_few_failures_in_a_row_open_it_and_an_answer_between_does_not_let_it_come_to_that() {
        assert_eq!(after_failures(FAILURES - 1).room(NOW, 8), 8);
        assert_eq!(after_failures(FAILURES).room(NOW, 8), 0);
        let answered = after_failures(FAILURES - 1).answered().failed(NOW);
        assert_eq!(answered.room(NOW, 8), 8);
    }

    #[test]
    fn when_a_rest_is_over_one_question_tries_and_the_others_wait_for_what_becomes_of_it() {
        let over = NOW + FIRST_REST;
        assert_eq!(after_failures(FAILURES).room(over, 8), 1);
        let (trying, may) = after_failures(FAILURES).asked(over);
        assert!(may);
        assert!(!trying.asked(over).1, "another waits");
        assert_eq!(trying.answered().room(over, 8), 8);
        let again = trying.failed(over);
        assert!(!again.asked(over + FIRST_REST).1, "it rests twice as long");
        assert!(again.asked(over + FIRST_REST + FIRST_REST).1);
        assert!(trying.asked(over + TRIAL).1, "whoever tried may never come back");
    }

    /// What happens next.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        Asks,
        Fails,
        Answers,
        Passes(i64),
    }

    fn events() -> impl Strategy<Value = Vec<Event>> {
        let event = prop_oneof![
            4 => Just(Event::Asks),
            4 => Just(Event::Fails),
            1 => Just(Event::Answers),
            3 => (0_i64..90_000).prop_map(Event::Passes),
        ];
        prop::collection::vec(event, 0..60)
    }

    proptest! {
        #[test]
        fn nothing_that_happens_keeps_it_from_being_asked_for_longer_than_the_longest_rest(events in events()) {
            let (mut circuit, mut now) = (Circuit::default(), NOW);
            for event in events {
                match event {
                    Event::Asks => circuit = circuit.asked(now).0,
                    Event::Fails => circuit = circuit.failed(now),
                    Event::Answers => circuit = circuit.answered(),
                    Event::Passes(ms) => now = now + Span::ms(ms),
                }
                prop_assert!(circuit.asked(now + LONGEST_REST).1);
                prop_assert!(circuit.room(now, 8) == 8 || circuit.room(now, 8) <= 1);
            }
        }

        #[test]
        fn one_that_never_answers_is_asked_few_questions_however_many_come(gaps in prop::collection::vec(0_i64..500, 1..400)) {
            let (mut circuit, mut now, mut asked) = (Circuit::default(), NOW, 0_i64);
            for gap in gaps {
                now = now + Span::ms(gap);
                let (then, may) = circuit.asked(now);
                circuit = then;
                if may {
                    asked += 1;
                    circuit = circuit.failed(now);
                }
            }
            let most = i64::from(FAILURES) + now.since(NOW).0 / FIRST_REST.0;
            prop_assert!(asked <= most, "{asked} questions");
        }
    }
}
