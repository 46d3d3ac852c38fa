//! The life of one delivery: planned → sending → waiting → … → delivered, dead, or withdrawn before it left.
//!
//! A delivery keeps its id, whatever becomes of an attempt, so that a destination that gets it twice can tell. Whether it
//! has arrived can be *in doubt*: sent, and nothing came back. Doubt stays until an attempt is answered.

use super::{Failure, wait};
use crate::time::{Span, Time};

/// A delivery as far as it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// Where it stands.
    pub state: State,
    /// How often it was tried, since it was planned or somebody had it sent again.
    pub attempts: u32,
    /// Whether an attempt may have arrived with no answer to tell.
    pub in_doubt: bool,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was never tried.
    Planned,
    /// A hub is at it, until then: after that it has died over it, and another one takes it on.
    Sending {
        /// Until when nobody else may.
        until: Time,
    },
    /// An attempt failed; the next one is due then.
    Waiting {
        /// Not before.
        at: Time,
    },
    /// The destination took it.
    Delivered {
        /// When.
        at: Time,
    },
    /// It is tried no more; a person has to look.
    Dead {
        /// Since when.
        at: Time,
        /// Why.
        why: Failure,
    },
    /// What it says held no more before it left.
    Withdrawn {
        /// Since when.
        at: Time,
    },
}

/// A step that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a delivery that is in this state cannot take this step")]
pub struct InvalidStep;

impl Delivery {
    /// One that was never tried.
    pub const PLANNED: Self = Self {
        state: State::Planned,
        attempts: 0,
        in_doubt: false,
    };

    /// One that is not due before a moment.
    pub fn not_before(at: Time) -> Self {
        Self {
            state: State::Waiting { at },
            ..Self::PLANNED
        }
    }

    /// One that has not left, and is not due before a moment since what it comes behind has become doubtful.
    #[must_use]
    pub fn held_back(self, until: Time) -> Self {
        let state = match self.state {
            State::Planned => State::Waiting { at: until },
            State::Waiting { at } => State::Waiting { at: at.max(until) },
            settled => settled,
        };
        Self { state, ..self }
    }

    /// One that cannot be sent at all.
    pub fn impossible(at: Time, why: Failure) -> Self {
        Self {
            state: State::Dead { at, why },
            ..Self::PLANNED
        }
    }

    /// Whether nothing more becomes of it by itself.
    pub fn is_settled(&self) -> bool {
        match self.state {
            State::Delivered { .. } | State::Dead { .. } | State::Withdrawn { .. } => true,
            State::Planned | State::Sending { .. } | State::Waiting { .. } => false,
        }
    }

    /// A hub takes it on for so long.
    ///
    /// # Errors
    /// [`InvalidStep`] where it is not due, or somebody else is at it.
    pub fn claimed(self, now: Time, lasts: Span) -> Result<Self, InvalidStep> {
        let in_doubt = match self.state {
            State::Planned => self.in_doubt,
            State::Waiting { at } if at <= now => self.in_doubt,
            // Whoever was at it is gone, and nobody knows how far it came.
            State::Sending { until } if until <= now => true,
            State::Waiting { .. }
            | State::Sending { .. }
            | State::Delivered { .. }
            | State::Dead { .. }
            | State::Withdrawn { .. } => return Err(InvalidStep),
        };
        Ok(Self {
            state: State::Sending { until: now + lasts },
            attempts: self.attempts.saturating_add(1),
            in_doubt,
        })
    }

    /// The destination took it.
    ///
    /// # Errors
    /// [`InvalidStep`] where nobody was at it.
    pub fn taken(self, now: Time) -> Result<Self, InvalidStep> {
        self.sending()?;
        Ok(Self {
            state: State::Delivered { at: now },
            in_doubt: false,
            ..self
        })
    }

    /// The attempt failed. `chance` is any number, evenly drawn; `settles` is how long the destination may take until it
    /// can tell whether an attempt whose end is open has arrived, which is waited for before the next one.
    ///
    /// # Errors
    /// [`InvalidStep`] where nobody was at it.
    pub fn failed(self, now: Time, why: Failure, chance: u64, settles: Span) -> Result<Self, InvalidStep> {
        self.sending()?;
        let further = wait(self.attempts, chance).filter(|_wait| why.may_pass());
        let least = if why.leaves_doubt() { settles } else { Span::ms(0) };
        Ok(Self {
            state: match further {
                Some(wait) => State::Waiting {
                    at: now + wait.max(least),
                },
                None => State::Dead { at: now, why },
            },
            in_doubt: self.in_doubt || why.leaves_doubt(),
            ..self
        })
    }

    /// What it says holds no more, and it has surely not arrived.
    ///
    /// # Errors
    /// [`InvalidStep`] where it may have arrived, or is on its way.
    pub fn withdrawn(self, now: Time) -> Result<Self, InvalidStep> {
        match self.state {
            State::Planned | State::Waiting { .. } | State::Dead { .. } if !self.in_doubt => Ok(Self {
                state: State::Withdrawn { at: now },
                ..self
            }),
            _ => Err(InvalidStep),
        }
    }

    /// Somebody has looked, and has it sent again. One that is in doubt waits out what is left of `settles`, as in
    /// [`Self::failed`].
    ///
    /// # Errors
    /// [`InvalidStep`] where it is not dead.
    pub fn again(self, now: Time, settles: Span) -> Result<Self, InvalidStep> {
        match self.state {
            State::Dead { at, .. } => Ok(Self {
                state: State::Waiting {
                    at: if self.in_doubt { now.max(at + settles) } else { now },
                },
                attempts: 0,
                ..self
            }),
            _ => Err(InvalidStep),
        }
    }

    fn sending(&self) -> Result<(), InvalidStep> {
        match self.state {
            State::Sending { .. } => Ok(()),
            _ => Err(InvalidStep),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_000);
    const LEASE: Span = Span::minutes(1);
    const NONE: Span = Span::ms(0);

    fn sending() -> Delivery {
        Delivery::PLANNED.claimed(NOW, LEASE).expect("it is due")
    }

    #[test]
    fn two_hubs_are_never_at_one_delivery_and_a_dead_hubs_is_taken_on_in_doubt() {
        let first = sending();
        assert_eq!(first.claimed(NOW + LEASE - Span::ms(1), LEASE), Err(InvalidStep));
        let second = first.claimed(NOW + LEASE, LEASE).expect("the first hub is gone");
        assert_eq!((second.attempts, second.in_doubt), (2, true));
    }

    #[test]
    fn what_surely_did_not_arrive_is_withdrawn_and_what_may_have_is_not() {
        assert!(Delivery::PLANNED.withdrawn(NOW).is_ok());
        assert_eq!(sending().withdrawn(NOW), Err(InvalidStep));
        for why in Failure::ALL {
            let failed = sending().failed(NOW, why, 0, NONE).expect("it was tried");
            assert_eq!(failed.withdrawn(NOW).is_err(), why.leaves_doubt(), "{why:?}");
            assert_eq!(matches!(failed.state, State::Waiting { .. }), why.may_pass(), "{why:?}");
        }
        assert_eq!(sending().taken(NOW).expect("taken").withdrawn(NOW), Err(InvalidStep));
    }

    #[test]
    fn doubt_stays_until_an_answer_and_a_certain_refusal_does_not_end_it() {
        let doubtful = sending().failed(NOW, Failure::TooLate, 0, NONE).expect("it was tried");
        let State::Waiting { at } = doubtful.state else {
            panic!("it is tried again")
        };
        assert_eq!(doubtful.claimed(at - Span::ms(1), LEASE), Err(InvalidStep));
        let again = doubtful.claimed(at, LEASE).expect("it is due");
        let refused = again.failed(at, Failure::Refused, 0, NONE).expect("it was tried");
        assert!(matches!(refused.state, State::Dead { .. }) && refused.in_doubt);
        assert!(!again.taken(at).expect("taken").in_doubt);
    }

    #[test]
    fn the_last_attempt_kills_it_and_a_person_revives_it() {
        let (mut delivery, mut now) = (Delivery::PLANNED, NOW);
        while !delivery.is_settled() {
            delivery = delivery.claimed(now, LEASE).expect("it is due");
            delivery = delivery.failed(now, Failure::TooOften, 7, NONE).expect("it was tried");
            if let State::Waiting { at } = delivery.state {
                now = at;
            }
        }
        assert_eq!(delivery.attempts, super::super::MOST_ATTEMPTS);
        let again = delivery.again(now, NONE).expect("it is dead");
        assert_eq!((again.attempts, again.claimed(now, LEASE).is_ok()), (0, true));
        assert_eq!(again.again(now, NONE), Err(InvalidStep));
    }

    #[test]
    fn what_cannot_tell_yet_whether_it_arrived_is_given_time_to() {
        let settles = Span::seconds(100);
        for why in Failure::ALL {
            let failed = sending().failed(NOW, why, 0, settles).expect("it was tried");
            if let State::Waiting { at } = failed.state {
                assert_eq!(at >= NOW + settles, why.leaves_doubt(), "{why:?}");
            }
        }
        // Dead and in doubt: somebody who has it sent again at once does not make it twice.
        let doubtful = sending()
            .failed(NOW, Failure::TooLate, 0, settles)
            .expect("it was tried");
        let State::Waiting { at } = doubtful.state else {
            panic!("it is tried again")
        };
        let dead = doubtful.claimed(at, LEASE).expect("due");
        let dead = dead.failed(at, Failure::Credential, 0, settles).expect("it was tried");
        assert_eq!(
            dead.again(at, settles).expect("dead").state,
            State::Waiting { at: at + settles }
        );
        let later = at + settles + settles;
        assert_eq!(
            dead.again(later, settles).expect("dead").state,
            State::Waiting { at: later }
        );
    }
}
