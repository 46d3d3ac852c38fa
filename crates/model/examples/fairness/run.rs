//! Some days of one way of sharing out: who is given what, what they see of it, and how long it waited.

use crate::{
    books::Books,
    world::{Kind, QUEUES, World, takes_ms},
};
use scrim_model::{
    grant::LOOK_LIFE,
    rung::Rung,
    sharing::{Load, WINDOW, Waiting, choose},
    time::{Span, Time},
    wellness::{Effective, Interval, LookFact, Record, Settings, assess, combine},
};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, VecDeque},
};

/// How many cases a desk holds: the one on the screen and those behind it.
const HELD: usize = 4;

/// When somebody asks again where nothing waits.
const ASK_AGAIN: Span = Span::seconds(30);

/// What somebody would look at for less than this they decide veiled, ms.
const VEILED_MS: f64 = 1_500.0;

/// How the next case is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The oldest of all queues.
    Fifo,
    /// By the rule of the model.
    Fair,
}

/// What came of it.
pub(crate) struct Outcome {
    /// By queue.
    pub(crate) books: Vec<Books>,
    /// By person: how long they were at work, allowed to work, and nothing waited for them.
    pub(crate) idle: Vec<Span>,
    /// How long each case waited until somebody was given it, in the order of cases; nothing where nobody was.
    pub(crate) waited: Vec<Option<Span>>,
    /// How often each was overtaken.
    pub(crate) overtaken: Vec<u32>,
    /// How many cases were decided veiled because no look was left that day.
    pub(crate) spent: u32,
}

struct Run<'a> {
    world: &'a World,
    way: Way,
    effective: Effective,
    come: usize,
    /// By queue; cases are numbered as they came.
    waiting: Vec<BTreeSet<usize>>,
    desks: Vec<Desk>,
    outcome: Outcome,
}

#[derive(Default)]
struct Desk {
    record: Record,
    held: VecDeque<Held>,
    at: Option<Seen>,
}

/// A case that somebody holds.
struct Held {
    case: usize,
    expected: Load,
}

/// What they are at, and what they will have seen of it.
struct Seen {
    held: Held,
    took: Span,
    load: Load,
}

/// Lets the days go by.
pub(crate) fn run(world: &World, way: Way) -> Outcome {
    let mut run = Run::new(world, way);
    let everybody = 0..world.people.len();
    let mut due: BinaryHeap<Reverse<(Time, usize)>> = everybody.map(|person| Reverse((Time(0), person))).collect();
    while let Some(Reverse((now, person))) = due.pop() {
        if now < world.ends {
            run.arrive(now);
            due.extend(run.turn(person, now).map(|next| Reverse((next, person))));
        }
    }
    for person in 0..world.people.len() {
        run.give_back(person);
    }
    run.outcome
}

impl<'a> Run<'a> {
    fn new(world: &'a World, way: Way) -> Self {
        Self {
            world,
            way,
            effective: combine(&Settings::DEFAULT, &Settings::LOOSEST),
            come: 0,
            waiting: QUEUES.iter().map(|_| BTreeSet::new()).collect(),
            desks: world.people.iter().map(|_| Desk::default()).collect(),
            outcome: Outcome {
                books: (0..QUEUES.len()).map(|queue| Books::of(world, queue)).collect(),
                idle: vec![Span::ZERO; world.people.len()],
                waited: vec![None; world.cases.len()],
                overtaken: vec![0; world.cases.len()],
                spent: 0,
            },
        }
    }

    fn arrive(&mut self, now: Time) {
        while let Some(case) = self.world.cases.get(self.come).filter(|case| case.came <= now) {
            self.waiting[case.queue].insert(self.come);
            self.come += 1;
        }
    }

    /// One person's next step; when the one after it is.
    fn turn(&mut self, person: usize, now: Time) -> Option<Time> {
        self.finish(person);
        let working = &self.world.people[person];
        let Some(shift_ends) = working.at_work(now) else {
            self.give_back(person);
            return working.comes(now);
        };
        let desk = &mut self.desks[person];
        desk.record = std::mem::take(&mut desk.record).trimmed(now);
        let allowance = assess(&self.effective, &desk.record, now);
        if let Err(refusal) = allowance.may_lease() {
            self.give_back(person);
            let until = refusal.until.unwrap_or(now + ASK_AGAIN).max(now + Span::seconds(1));
            return Some(until.min(shift_ends));
        }
        while self.desks[person].held.len() < HELD && self.take(person, now) {}
        let next = if let Some(held) = self.desks[person].held.pop_front() {
            self.begin(person, held, allowance.max_rung.is_look(), now)
        } else {
            self.outcome.idle[person] = self.outcome.idle[person] + ASK_AGAIN;
            ASK_AGAIN
        };
        Some(now + next)
    }

    /// Gives them one more case; whether there was any.
    fn take(&mut self, person: usize, now: Time) -> bool {
        let first = self.first(person);
        let window: Vec<Waiting> = first.iter().map(|(_, _, waiting)| *waiting).collect();
        let place = match self.way {
            Way::Fifo => (!window.is_empty()).then_some(0),
            Way::Fair => choose(&window),
        };
        let Some(place) = place else { return false };
        for (passed, _, _) in first.iter().take(place) {
            self.outcome.overtaken[*passed] += 1;
        }
        let (case, expected, _) = first[place];
        let given = &self.world.cases[case];
        self.waiting[given.queue].remove(&case);
        self.outcome.waited[case].get_or_insert(now.since(given.came));
        self.outcome.books[given.queue].hold(person, Kind::of(&given.class), expected);
        self.desks[person].held.push_back(Held { case, expected });
        true
    }

    /// The first cases of each of their queues that they may have, oldest first.
    fn first(&self, person: usize) -> Vec<(usize, Load, Waiting)> {
        let working = &self.world.people[person];
        let mut first = Vec::new();
        for (queue, _) in &working.queues {
            let books = &self.outcome.books[*queue];
            let (lean, a_case) = (books.lean(&self.world.people, person), books.a_case());
            let class = |case: usize| &self.world.cases[case].class;
            let mays = self.waiting[*queue].iter().copied();
            let mays = mays.filter(|case| working.may_have(Kind::of(class(*case))));
            let window: Vec<usize> = mays.take(WINDOW).collect();
            first.extend(window.iter().map(|case| {
                let expected = books.expected(class(*case));
                let waiting = Waiting {
                    pull: lean.pull(expected, a_case),
                    overtaken: self.outcome.overtaken[*case],
                    scarce: window.len() < WINDOW,
                };
                (*case, expected, waiting)
            }));
        }
        first.sort_by_key(|(case, _, _)| *case);
        first
    }

    /// They begin with a case; how long it takes them.
    fn begin(&mut self, person: usize, held: Held, may_look: bool, now: Time) -> Span {
        let working = &self.world.people[person];
        let wants = self.world.cases[held.case].looked_at_ms * working.gaze;
        let looks = wants >= VEILED_MS;
        self.outcome.spent += u32::from(looks && !may_look);
        let seen = if looks && may_look { wants } else { 0.0 };
        let took = Span(takes_ms(working.pace, seen) as i64);
        let record = &mut self.desks[person].record;
        record.work.push(Interval {
            start: now,
            end: now + took,
        });
        let (mut left, mut at, mut load) = (seen as i64, now + Span::seconds(10), Load::ZERO);
        while left > 0 {
            let shown = Span(left.min(LOOK_LIFE.0));
            let look = LookFact {
                at,
                charged: true,
                rung: Rung::Grey,
                shown,
                ends_at: at + shown,
                severe: false,
            };
            load = load + Load::of(&look);
            record.looks.push(look);
            (left, at) = (left - shown.0, at + LOOK_LIFE);
        }
        self.desks[person].at = Some(Seen { held, took, load });
        took
    }

    fn finish(&mut self, person: usize) {
        let Some(Seen { held, took, load }) = self.desks[person].at.take() else {
            return;
        };
        let case = &self.world.cases[held.case];
        let books = &mut self.outcome.books[case.queue];
        books.hold(person, Kind::of(&case.class), Load::ZERO - held.expected);
        books.done(person, &case.class, load);
        for (queue, _) in &self.world.people[person].queues {
            self.outcome.books[*queue].worked(person, took);
        }
    }

    /// What they hold goes back unseen, to where it was; what they were at is done.
    fn give_back(&mut self, person: usize) {
        self.finish(person);
        for held in std::mem::take(&mut self.desks[person].held) {
            let case = &self.world.cases[held.case];
            self.waiting[case.queue].insert(held.case);
            self.outcome.books[case.queue].hold(person, Kind::of(&case.class), Load::ZERO - held.expected);
        }
    }
}
