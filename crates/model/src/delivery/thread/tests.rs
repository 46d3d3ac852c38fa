//! Any order of verdicts, reversals and failures, against a destination that keeps what it takes.

mod matcher;

use super::*;
use crate::{
    delivery::{Failure, Outcome},
    time::{Span, Time},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const LEASE: Span = Span::minutes(1);
const CONFIRMED: Says = Says::Outcome(Outcome::Confirmed);
const CLEARED: Says = Says::Outcome(Outcome::Cleared);

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A case's verdict is confirmed; none: it says that the destination is to know nothing.
    Confirm { case: u8, says: Option<Says> },
    /// A case's verdict is reversed.
    Reverse { case: u8 },
    /// A hub takes on what is due.
    Claim,
    /// The attempt arrives, and its answer comes back or does not.
    Arrives { answered: bool },
    /// The attempt does not arrive, which can be told or cannot.
    Fails { why: Failure },
    /// The hub dies over it, with or without the message having arrived.
    Dies { arrived: bool },
    /// Somebody has the last dead letter sent again.
    Again,
    /// Time passes.
    Passes,
}

/// The destination: what it took, once per id.
#[derive(Default)]
struct World {
    letters: Vec<Letter>,
    /// What each case says now, the latest last.
    claims: Vec<(u8, Option<Says>)>,
    accepted: Vec<(usize, Option<Says>)>,
    attempted: BTreeMap<usize, u32>,
    now: Time,
}

impl World {
    fn wanted(&self) -> Option<Says> {
        let is_kept_off = self.claims.iter().any(|(_case, says)| says.is_none());
        wanted(self.claims.last().and_then(|(_case, says)| *says), is_kept_off)
    }

    fn follow(&mut self) {
        let turn = turn(&self.letters, self.wanted());
        for place in turn.withdraw {
            let withdrawn = self.letters[place].delivery.withdrawn(self.now);
            self.letters[place].delivery = withdrawn.expect("only what can be is withdrawn");
        }
        if let Some(says) = turn.plan {
            let delivery = turn.not_before.map_or(Delivery::PLANNED, Delivery::not_before);
            self.letters.push(Letter { says, delivery });
        }
    }

    fn under_way(&self) -> Option<usize> {
        let sending = |letter: &Letter| matches!(letter.delivery.state, State::Sending { until } if until > self.now);
        self.letters.iter().position(sending)
    }

    fn arrive(&mut self, place: usize) {
        if !self.accepted.iter().any(|(known, _says)| *known == place) {
            self.accepted.push((place, self.letters[place].says));
        }
    }

    fn set(&mut self, place: usize, step: impl FnOnce(Delivery) -> Delivery) {
        self.letters[place].delivery = step(self.letters[place].delivery);
    }

    fn claim(&mut self) {
        let now = self.now;
        for place in 0..self.letters.len() {
            if may_go(&self.letters, place)
                && let Ok(claimed) = self.letters[place].delivery.claimed(now, LEASE)
            {
                self.letters[place].delivery = claimed;
                *self.attempted.entry(place).or_default() += 1;
                return;
            }
        }
    }

    fn again(&mut self) {
        for place in 0..self.letters.len() {
            if may_go_again(&self.letters, place)
                && let Ok(again) = self.letters[place].delivery.again(self.now, Span::ZERO)
            {
                self.letters[place].delivery = again;
            }
        }
    }

    fn happens(&mut self, event: Event) {
        let now = self.now;
        match event {
            Event::Confirm { case, says } => {
                // A case is decided once until it is reversed.
                if self.claims.iter().all(|(known, _says)| *known != case) {
                    self.claims.push((case, says));
                    self.follow();
                }
            }
            Event::Reverse { case } => {
                self.claims.retain(|(known, _says)| *known != case);
                self.follow();
            }
            Event::Claim => self.claim(),
            Event::Again => self.again(),
            Event::Passes => self.now = now + Span::hours(7),
            Event::Arrives { .. } | Event::Fails { .. } | Event::Dies { .. } => self.attempt_ends(event),
        }
    }

    fn attempt_ends(&mut self, event: Event) {
        let (now, Some(place)) = (self.now, self.under_way()) else {
            return;
        };
        match event {
            Event::Arrives { answered: true } => {
                self.arrive(place);
                self.set(place, |delivery| delivery.taken(now).expect("it was under way"));
            }
            Event::Arrives { answered: false } => {
                self.arrive(place);
                self.set(place, |d| {
                    d.failed(now, Failure::TooLate, 3, Span::ZERO)
                        .expect("it was under way")
                });
            }
            Event::Fails { why } => self.set(place, |d| d.failed(now, why, 3, Span::ZERO).expect("it was under way")),
            Event::Dies { arrived } => {
                if arrived {
                    self.arrive(place);
                }
                self.now = now + LEASE;
            }
            _ => {}
        }
    }

    /// The destination comes back, and somebody sends again what is dead.
    fn recovers(&mut self) {
        for _round in 0..self.letters.len() * 2 + 2 {
            self.happens(Event::Again);
            self.happens(Event::Passes);
            self.happens(Event::Claim);
            self.happens(Event::Arrives { answered: true });
        }
    }
}

fn event() -> impl Strategy<Value = Event> {
    let says = prop_oneof![3 => Just(Some(CONFIRMED)), 3 => Just(Some(CLEARED)), 1 => Just(None)];
    let failures = prop_oneof![
        Just(Failure::Silent),
        Just(Failure::Fails),
        Just(Failure::TooOften),
        Just(Failure::Refused),
        Just(Failure::Credential),
    ];
    prop_oneof![
        3 => (0_u8..3, says).prop_map(|(case, says)| Event::Confirm { case, says }),
        3 => (0_u8..3).prop_map(|case| Event::Reverse { case }),
        6 => Just(Event::Claim),
        3 => any::<bool>().prop_map(|answered| Event::Arrives { answered }),
        3 => failures.prop_map(|why| Event::Fails { why }),
        1 => any::<bool>().prop_map(|arrived| Event::Dies { arrived }),
        1 => Just(Event::Again),
        2 => Just(Event::Passes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, ..ProptestConfig::default() })]

    #[test]
    fn what_a_destination_took_comes_to_what_the_verdicts_say(events in prop::collection::vec(event(), 1..48)) {
        let mut world = World::default();
        for event in events {
            world.happens(event);
        }
        world.recovers();
        let known = world.accepted.last().and_then(|(_place, says)| *says);
        prop_assert_eq!(known, world.wanted(), "{:?}", world.letters);
        // In the order in which it was planned, each once.
        let places: Vec<usize> = world.accepted.iter().map(|(place, _says)| *place).collect();
        let mut sorted = places.clone();
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(&places, &sorted);
        // Nothing is said for nothing: an inverse follows something that was tried, and nothing that was withdrawn arrived.
        for (place, says) in &world.accepted {
            prop_assert!(!world.letters[*place].is_withdrawn());
            if says.is_none() {
                let earlier = world.letters.iter().take(*place).zip(0..);
                let tried = earlier.filter(|(letter, at)| letter.says.is_some() && world.attempted.contains_key(at));
                prop_assert!(tried.count() > 0, "{:?}", world.letters);
            }
        }
    }
}

fn letter(says: Option<Says>, delivery: Delivery) -> Letter {
    Letter { says, delivery }
}

fn sent() -> Delivery {
    Delivery::PLANNED.claimed(Time(0), LEASE).expect("due")
}

#[test]
fn what_never_left_is_withdrawn_and_nothing_leaves() {
    let planned = [letter(Some(CONFIRMED), Delivery::PLANNED)];
    let turn = turn(&planned, None);
    assert_eq!((turn.withdraw, turn.plan), (vec![0], None));
}

#[test]
fn what_arrived_is_taken_back_by_its_inverse() {
    let delivered = [letter(Some(CONFIRMED), sent().taken(Time(1)).expect("taken"))];
    let turn = turn(&delivered, None);
    assert_eq!((turn.withdraw, turn.plan), (vec![], Some(None)));
}

#[test]
fn what_is_in_doubt_is_settled_first_and_its_inverse_waits_behind_it() {
    for doubtful in [
        sent(),
        sent().failed(Time(1), Failure::Silent, 0, Span::ZERO).expect("tried"),
    ] {
        let mut letters = vec![letter(Some(CONFIRMED), doubtful)];
        let turn = turn(&letters, None);
        assert_eq!((turn.withdraw, turn.plan), (vec![], Some(None)));
        letters.push(letter(None, Delivery::PLANNED));
        assert!(may_go(&letters, 0) && !may_go(&letters, 1));
        letters[0].delivery = Delivery {
            state: State::Delivered { at: Time(2) },
            ..doubtful
        };
        assert!(may_go(&letters, 1));
    }
}

#[test]
fn two_cases_that_say_the_same_are_one_message_and_one_of_them_reversed_is_none() {
    let delivered = [letter(Some(CONFIRMED), sent().taken(Time(1)).expect("taken"))];
    assert_eq!(turn(&delivered, Some(CONFIRMED)), Turn::default());
}

#[test]
fn a_dead_letter_that_another_has_overtaken_is_not_sent_again() {
    let dead = sent().failed(Time(1), Failure::Refused, 0, Span::ZERO).expect("tried");
    let letters = [letter(Some(CONFIRMED), dead), letter(Some(CLEARED), Delivery::PLANNED)];
    assert!(!may_go_again(&letters, 0));
    assert!(may_go_again(&letters[..1], 0));
}

#[test]
fn a_letter_carries_on_what_said_the_same_before_it_and_takes_back_the_last_that_said_anything() {
    let delivered = sent().taken(Time(1)).expect("taken");
    let withdrawn = Delivery::PLANNED.withdrawn(Time(1)).expect("never tried");
    let letters = [
        letter(Some(CONFIRMED), delivered),
        letter(Some(CLEARED), withdrawn),
        letter(Some(CONFIRMED), delivered),
        letter(None, delivered),
        letter(Some(CLEARED), delivered),
        letter(None, Delivery::PLANNED),
    ];
    assert_eq!(run(&letters, 2), Some(0..=2));
    assert_eq!(run(&letters, 3), Some(0..=2));
    assert_eq!(run(&letters, 5), Some(4..=4));
    assert_eq!(run(&letters[3..4], 0), None);
    // What was to be taken back and was not may still stand there.
    let refused = sent().failed(Time(1), Failure::Credential, 0, Span::ZERO);
    let refused = refused.expect("it was tried");
    let kept = [
        letter(Some(CONFIRMED), delivered),
        letter(None, refused),
        letter(Some(CONFIRMED), Delivery::PLANNED),
    ];
    assert_eq!(run(&kept, 2), Some(0..=2));
}
