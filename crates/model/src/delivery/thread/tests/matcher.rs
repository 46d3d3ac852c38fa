//! Any order of verdicts, reversals, failures and what others do, against a matcher of the HMA kind: it knows no
//! message by its id, finds what was banked only after a while, and forgets what was disabled when an exchange deletes it
//! and adds it again.

use super::*;

/// The longest attempt, and how long a hub has a delivery to itself.
const ATTEMPT: Span = Span::seconds(60);
const CLAIM: Span = Span::minutes(3);

/// One number of the matcher's.
#[derive(Debug, Clone, Copy)]
struct Content {
    number: usize,
    /// The case in the note; none: somebody else's.
    note: Option<u8>,
    /// Since when the index has it.
    found_from: Time,
    is_gone: bool,
}

/// What a matcher holds of one hash, and of one entry.
#[derive(Debug, Default)]
struct There {
    banked: Vec<Content>,
    is_disabled: bool,
    removed_of_others: u32,
    most_of_ours: usize,
}

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Confirm {
        case: u8,
        keeps_off: bool,
    },
    Reverse {
        case: u8,
    },
    Claim,
    /// The attempt does what it does there, and its answer comes back or does not.
    Done {
        answered: bool,
    },
    Fails {
        why: Failure,
    },
    Dies {
        done: bool,
    },
    Again,
    Passes {
        seconds: i64,
    },
    /// Somebody else banks the same hash.
    Theirs,
    /// An exchange deletes what was disabled and adds it again.
    ComesBack,
    Reconciles,
}

struct Thread {
    says: Says,
    letters: Vec<Letter>,
    cases: Vec<u8>,
    receipts: BTreeMap<usize, (usize, bool)>,
    claims: Vec<(u8, Option<Says>)>,
    there: There,
    now: Time,
}

impl There {
    fn found(&self, now: Time) -> impl Iterator<Item = Content> + '_ {
        let known = move |content: &&Content| !content.is_gone && content.found_from <= now;
        self.banked.iter().filter(known).copied()
    }

    fn ours(&self) -> usize {
        let ours = |content: &&Content| !content.is_gone && content.note.is_some();
        self.banked.iter().filter(ours).count()
    }

    fn bank(&mut self, note: Option<u8>, at: Time) -> usize {
        let number = self.banked.len();
        self.banked.push(Content {
            number,
            note,
            found_from: at + Says::Bank.settles_after(),
            is_gone: false,
        });
        self.most_of_ours = self.most_of_ours.max(self.ours());
        number
    }

    fn remove(&mut self, number: usize) {
        let content = &mut self.banked[number];
        content.is_gone = true;
        self.removed_of_others += u32::from(content.note.is_none());
    }
}

impl Thread {
    fn new(says: Says) -> Self {
        Self {
            says,
            letters: Vec::new(),
            cases: Vec::new(),
            receipts: BTreeMap::new(),
            claims: Vec::new(),
            there: There::default(),
            now: Time(0),
        }
    }

    fn wanted(&self) -> Option<Says> {
        let is_kept_off = self.claims.iter().any(|(_case, says)| says.is_none());
        wanted(self.claims.last().and_then(|(_case, says)| *says), is_kept_off)
    }

    fn follow(&mut self, case: u8) {
        let turn = turn(&self.letters, self.wanted());
        for place in turn.withdraw {
            let withdrawn = self.letters[place].delivery.withdrawn(self.now);
            self.letters[place].delivery = withdrawn.expect("only what can be is withdrawn");
        }
        if let Some(says) = turn.plan {
            let delivery = turn.not_before.map_or(Delivery::PLANNED, Delivery::not_before);
            self.letters.push(Letter { says, delivery });
            self.cases.push(case);
        }
    }

    /// What an attempt does there at `at`, and the receipt of it.
    fn attempt(&mut self, place: usize, at: Time) -> Option<(usize, bool)> {
        let run = run(&self.letters, place)?;
        let note = self.cases[*run.start()];
        let known = run.rev().find_map(|place| self.receipts.get(&place).copied());
        match (self.says, self.letters[place].says) {
            // By its number it is known at once.
            (Says::Bank, Some(_bank))
                if known.is_some_and(|(number, ours)| ours && !self.there.banked[number].is_gone) =>
            {
                known
            }
            (Says::Bank, Some(_bank)) => {
                let ours = self.there.found(at).find(|content| content.note == Some(note));
                let theirs = self.there.found(at).find(|content| content.note.is_none());
                match (ours, theirs) {
                    (Some(ours), _) => Some((ours.number, true)),
                    (None, Some(theirs)) => Some((theirs.number, false)),
                    (None, None) => Some((self.there.bank(Some(note), at), true)),
                }
            }
            (Says::Bank, None) => {
                let by_note = || self.there.found(at).find(|content| content.note == Some(note));
                let number = match known {
                    Some((number, ours)) => ours.then_some(number),
                    None => by_note().map(|content| content.number),
                };
                if let Some(number) = number {
                    self.there.remove(number);
                }
                number.map(|number| (number, true))
            }
            (_disable, says) => {
                self.there.is_disabled = says.is_some();
                Some((0, false))
            }
        }
    }

    fn happens(&mut self, step: Step) {
        let now = self.now;
        match step {
            Step::Confirm { case, keeps_off } => {
                let says = (!keeps_off || self.says != Says::Bank).then_some(self.says);
                if self.claims.iter().all(|(known, _says)| *known != case) {
                    self.claims.push((case, says));
                    self.follow(case);
                }
            }
            Step::Reverse { case } => {
                self.claims.retain(|(known, _says)| *known != case);
                self.follow(case);
            }
            Step::Claim => self.claim(),
            Step::Again => self.again(),
            Step::Passes { seconds } => self.now = now + Span::seconds(seconds),
            Step::Theirs => {
                self.there.bank(None, now);
            }
            Step::ComesBack => self.there.is_disabled = false,
            Step::Reconciles => self.reconcile(),
            Step::Done { .. } | Step::Fails { .. } | Step::Dies { .. } => self.attempt_ends(step),
        }
    }

    fn reconcile(&mut self) {
        let is_back = self.says == Says::Disable && !self.there.is_disabled;
        if is_back && told_again(&self.letters, self.wanted()) {
            self.letters.push(Letter {
                says: self.wanted(),
                delivery: Delivery::PLANNED,
            });
            self.cases.push(0);
        }
    }

    fn claim(&mut self) {
        for place in 0..self.letters.len() {
            if may_go(&self.letters, place)
                && let Ok(claimed) = self.letters[place].delivery.claimed(self.now, CLAIM)
            {
                self.letters[place].delivery = claimed;
                return;
            }
        }
    }

    fn again(&mut self) {
        for place in 0..self.letters.len() {
            let settles = self.letters[place].settles_after();
            if may_go_again(&self.letters, place)
                && let Ok(again) = self.letters[place].delivery.again(self.now, settles)
            {
                self.letters[place].delivery = again;
            }
        }
    }

    fn attempt_ends(&mut self, step: Step) {
        let now = self.now;
        let sending = |letter: &Letter| match letter.delivery.state {
            State::Sending { until } => (until > now).then_some(until),
            _ => None,
        };
        let mut under_way = self.letters.iter().enumerate();
        let found = under_way.find_map(|(place, letter)| Some((place, sending(letter)?)));
        let Some((place, until)) = found else { return };
        // No attempt goes on for longer than it may.
        let ends = now.min(until - CLAIM + ATTEMPT);
        let (delivery, settles) = (self.letters[place].delivery, self.letters[place].settles_after());
        let failed = |why| delivery.failed(ends, why, 3, settles).expect("it was under way");
        match step {
            Step::Done { answered } => {
                let receipt = self.attempt(place, ends);
                if answered {
                    self.receipts.extend(receipt.map(|receipt| (place, receipt)));
                    self.letters[place].delivery = delivery.taken(ends).expect("it was under way");
                } else {
                    self.letters[place].delivery = failed(Failure::TooLate);
                }
            }
            Step::Fails { why } => self.letters[place].delivery = failed(why),
            Step::Dies { done } => {
                if done {
                    self.attempt(place, until - CLAIM + ATTEMPT);
                }
                self.now = until;
            }
            _ => {}
        }
    }

    /// The matcher comes back, somebody sends again what is dead, and everything is reconciled.
    fn recovers(&mut self) {
        for _twice in 0..2 {
            for _round in 0..self.letters.len() * 2 + 2 {
                self.happens(Step::Again);
                self.happens(Step::Passes { seconds: 7 * 3_600 });
                self.happens(Step::Claim);
                self.happens(Step::Done { answered: true });
            }
            self.happens(Step::Reconciles);
        }
        self.happens(Step::Claim);
        self.happens(Step::Done { answered: true });
    }
}

fn step() -> impl Strategy<Value = Step> {
    let failures = prop_oneof![
        Just(Failure::Silent),
        Just(Failure::Fails),
        Just(Failure::TooOften),
        Just(Failure::Credential),
        Just(Failure::NoBank),
    ];
    let seconds = prop_oneof![Just(1_i64), Just(10), Just(100), Just(25_000)];
    prop_oneof![
        3 => (0_u8..3, prop::bool::weighted(0.2)).prop_map(|(case, keeps_off)| Step::Confirm { case, keeps_off }),
        3 => (0_u8..3).prop_map(|case| Step::Reverse { case }),
        6 => Just(Step::Claim),
        4 => any::<bool>().prop_map(|answered| Step::Done { answered }),
        2 => failures.prop_map(|why| Step::Fails { why }),
        1 => any::<bool>().prop_map(|done| Step::Dies { done }),
        1 => Just(Step::Again),
        3 => seconds.prop_map(|seconds| Step::Passes { seconds }),
        1 => Just(Step::Theirs),
        1 => Just(Step::ComesBack),
        1 => Just(Step::Reconciles),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, ..ProptestConfig::default() })]

    #[test]
    fn a_hash_is_banked_as_the_verdicts_say_never_twice_and_nobody_elses_is_removed(
        steps in prop::collection::vec(step(), 1..48)
    ) {
        let mut thread = Thread::new(Says::Bank);
        for step in steps {
            thread.happens(step);
        }
        thread.recovers();
        prop_assert!(thread.there.most_of_ours <= 1, "{:?}", thread.there);
        prop_assert_eq!(thread.there.removed_of_others, 0);
        if thread.wanted().is_some() {
            let stands = |content: &Content| !content.is_gone;
            prop_assert!(thread.there.banked.iter().any(stands), "{:?}", thread.letters);
        } else {
            prop_assert_eq!(thread.there.ours(), 0, "{:?}", thread.letters);
        }
    }

    #[test]
    fn an_entry_is_disabled_as_the_verdicts_say_however_often_it_comes_back(
        steps in prop::collection::vec(step(), 1..48)
    ) {
        let mut thread = Thread::new(Says::Disable);
        for step in steps {
            thread.happens(step);
        }
        thread.recovers();
        prop_assert_eq!(thread.there.is_disabled, thread.wanted().is_some(), "{:?}", thread.letters);
    }
}
