//! The life of one delivery: planned → sending → waiting → … → delivered, dead, or withdrawn before it left.
//!
//! A delivery keeps its id, whatever becomes of an attempt, so that a destination that gets it twice can tell. Whether it
//! has arrived can be *in doubt*: sent, and nothing came back. Doubt stays until an attempt is answered.

use super::wait;
use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

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

/// Why an attempt brought nothing. A closed set: each has a sentence that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    // Of the way there.
    /// No connection, or one that broke off.
    Silent,
    /// It took longer than it may.
    TooLate,
    /// The answer is longer than is read.
    TooLong,
    /// The answer is something else than it should be.
    Unintelligible,
    /// The destination fails.
    Fails,
    /// It is told too often.
    TooOften,
    /// It points elsewhere.
    Redirects,
    /// It refuses the credential.
    Credential,
    /// It does not have what the message is about.
    Missing,
    /// It refuses the message.
    Refused,
    // Of what is sent.
    /// Nobody has chosen the destination's word for a reason.
    NoReason,
    /// The destination's word that was chosen for a reason is none of its words any more.
    ReasonGone,
    /// Nobody knows by which name the destination knows the entry.
    NoOrigin,
    /// The destination's secret does not open.
    Secret,
    /// The destination's address, or its secret, is none that it can be called by.
    NotSetUp,
    /// The destination cannot be told that something holds no more.
    CannotTakeBack,
}

/// A step that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a delivery that is in this state cannot take this step")]
pub struct InvalidStep;

impl Failure {
    /// Every way to fail.
    pub const ALL: [Self; 16] = [
        Self::Silent,
        Self::TooLate,
        Self::TooLong,
        Self::Unintelligible,
        Self::Fails,
        Self::TooOften,
        Self::Redirects,
        Self::Credential,
        Self::Missing,
        Self::Refused,
        Self::NoReason,
        Self::ReasonGone,
        Self::NoOrigin,
        Self::Secret,
        Self::NotSetUp,
        Self::CannotTakeBack,
    ];

    /// Whether the same attempt may succeed later with nobody changing anything.
    pub fn may_pass(self) -> bool {
        match self {
            Self::Silent | Self::TooLate | Self::TooLong | Self::Unintelligible | Self::Fails | Self::TooOften => true,
            Self::Redirects
            | Self::Credential
            | Self::Missing
            | Self::Refused
            | Self::NoReason
            | Self::ReasonGone
            | Self::NoOrigin
            | Self::Secret
            | Self::NotSetUp
            | Self::CannotTakeBack => false,
        }
    }

    /// Whether the destination may have taken it all the same.
    pub fn leaves_doubt(self) -> bool {
        match self {
            Self::Silent | Self::TooLate | Self::TooLong | Self::Unintelligible | Self::Fails => true,
            Self::TooOften
            | Self::Redirects
            | Self::Credential
            | Self::Missing
            | Self::Refused
            | Self::NoReason
            | Self::ReasonGone
            | Self::NoOrigin
            | Self::Secret
            | Self::NotSetUp
            | Self::CannotTakeBack => false,
        }
    }

    /// What is wrong and what to do, for whoever looks at what was not delivered.
    pub fn says(self) -> &'static str {
        match self {
            Self::Silent => {
                "the destination does not answer: see that it runs and that its address is right, then send again"
            }
            Self::TooLate => "the destination does not answer in time: see what holds it up, then send again",
            Self::TooLong => "the destination answers more than is read: have it answer briefly, then send again",
            Self::Unintelligible => {
                "something else answers at the destination's address: check the address, then send again"
            }
            Self::Fails => "the destination fails (status 500 or more): have whoever runs it look, then send again",
            Self::TooOften => "the destination says that it is told too often: wait, then send again",
            Self::Redirects => "the destination points elsewhere: add it again with the address it points to",
            Self::Credential => "the destination refuses the credential: add it again with one that it takes",
            Self::Missing => {
                "the destination does not have what this is about: it may have been taken off there; nothing to do, or check the address"
            }
            Self::Refused => "the destination refuses the message: have whoever runs it say why, then send again",
            Self::NoReason => {
                "no reason of the destination's is chosen for this: choose one with `scrim-hub destination reason`, then send again"
            }
            Self::ReasonGone => {
                "the reason that was chosen is none of the destination's any more: choose another with `scrim-hub destination reason`, then send again"
            }
            Self::NoOrigin => {
                "nobody knows by which name the destination knows this entry: say it with `scrim-hub destination origin`, then send again"
            }
            Self::Secret => {
                "the destination's secret does not open with this hub's master key: add the destination again"
            }
            Self::NotSetUp => {
                "the destination's address or secret is none that it can be called by: add the destination again"
            }
            Self::CannotTakeBack => {
                "the destination cannot be told by machine that this holds no more: tell whoever runs it, by its own form or by mail"
            }
        }
    }
}

impl Delivery {
    /// One that was never tried.
    pub const PLANNED: Self = Self {
        state: State::Planned,
        attempts: 0,
        in_doubt: false,
    };

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

    /// The attempt failed. `chance` is any number, evenly drawn.
    ///
    /// # Errors
    /// [`InvalidStep`] where nobody was at it.
    pub fn failed(self, now: Time, why: Failure, chance: u64) -> Result<Self, InvalidStep> {
        self.sending()?;
        let further = wait(self.attempts, chance).filter(|_wait| why.may_pass());
        Ok(Self {
            state: match further {
                Some(wait) => State::Waiting { at: now + wait },
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

    /// Somebody has looked, and has it sent again.
    ///
    /// # Errors
    /// [`InvalidStep`] where it is not dead.
    pub fn again(self, now: Time) -> Result<Self, InvalidStep> {
        match self.state {
            State::Dead { .. } => Ok(Self {
                state: State::Waiting { at: now },
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
            let failed = sending().failed(NOW, why, 0).expect("it was tried");
            assert_eq!(failed.withdrawn(NOW).is_err(), why.leaves_doubt(), "{why:?}");
            assert_eq!(matches!(failed.state, State::Waiting { .. }), why.may_pass(), "{why:?}");
        }
        assert_eq!(sending().taken(NOW).expect("taken").withdrawn(NOW), Err(InvalidStep));
    }

    #[test]
    fn doubt_stays_until_an_answer_and_a_certain_refusal_does_not_end_it() {
        let doubtful = sending().failed(NOW, Failure::TooLate, 0).expect("it was tried");
        let State::Waiting { at } = doubtful.state else {
            panic!("it is tried again")
        };
        assert_eq!(doubtful.claimed(at - Span::ms(1), LEASE), Err(InvalidStep));
        let again = doubtful.claimed(at, LEASE).expect("it is due");
        let refused = again.failed(at, Failure::Refused, 0).expect("it was tried");
        assert!(matches!(refused.state, State::Dead { .. }) && refused.in_doubt);
        assert!(!again.taken(at).expect("taken").in_doubt);
    }

    #[test]
    fn the_last_attempt_kills_it_and_a_person_revives_it() {
        let (mut delivery, mut now) = (Delivery::PLANNED, NOW);
        while !delivery.is_settled() {
            delivery = delivery.claimed(now, LEASE).expect("it is due");
            delivery = delivery.failed(now, Failure::TooOften, 7).expect("it was tried");
            if let State::Waiting { at } = delivery.state {
                now = at;
            }
        }
        assert_eq!(delivery.attempts, super::super::MOST_ATTEMPTS);
        let again = delivery.again(now).expect("it is dead");
        assert_eq!((again.attempts, again.claimed(now, LEASE).is_ok()), (0, true));
        assert_eq!(again.again(now), Err(InvalidStep));
    }

    #[test]
    fn every_way_to_fail_has_a_sentence_of_its_own() {
        let says: std::collections::BTreeSet<_> = Failure::ALL.into_iter().map(Failure::says).collect();
        assert_eq!(says.len(), Failure::ALL.len());
    }
}
