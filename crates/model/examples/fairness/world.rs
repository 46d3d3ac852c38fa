//! Who works, in which queues, when and how; and what comes in. Drawn once, and the same for every way of sharing out.

use crate::chance::Chance;
use scrim_model::{
    sharing::{Assignment, Band, Class, Share},
    time::{Span, Time},
};

/// How many people there are.
pub(crate) const PEOPLE: usize = 20;

/// What nobody knows of a real team, and is set twice: as we take it to be, and harder than that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Assumed {
    /// What is said of it.
    pub(crate) name: &'static str,
    /// How long the quickest take for a case, and how long the shortest looks last, beside others; the slowest and the
    /// longest are as far off on the other side.
    quickest: f64,
    /// The share of three of the people; the others have 100.
    smaller_share: u16,
}

impl Assumed {
    pub(crate) const USUAL: Self = Self {
        name: "usual",
        quickest: 0.8,
        smaller_share: 75,
    };
    pub(crate) const HARD: Self = Self {
        name: "hard",
        quickest: 0.7,
        smaller_share: 50,
    };
}

/// The queues, and what comes to each: kinds of match, how many move, and categories, from the mildest to the worst.
pub(crate) const QUEUES: [Mix; 5] = [
    Mix {
        name: "equal bytes",
        bands: [0.9, 0.1, 0.0],
        moving: 0.05,
        categories: [0.25, 0.4, 0.25, 0.1],
    },
    Mix {
        name: "near copies",
        bands: [0.0, 0.6, 0.4],
        moving: 0.1,
        categories: [0.3, 0.4, 0.2, 0.1],
    },
    Mix {
        name: "far matches",
        bands: [0.0, 0.1, 0.9],
        moving: 0.1,
        categories: [0.4, 0.3, 0.2, 0.1],
    },
    Mix {
        name: "animations",
        bands: [0.3, 0.3, 0.4],
        moving: 1.0,
        categories: [0.4, 0.3, 0.2, 0.1],
    },
    Mix {
        name: "anything else",
        bands: [0.4, 0.3, 0.3],
        moving: 0.3,
        categories: [0.3, 0.3, 0.2, 0.2],
    },
];

/// A day, ms.
const DAY_MS: i64 = 24 * 3_600_000;

/// How much longer cases of a category are looked at than those of the second.
const CATEGORIES: [(&str, f64); 4] = [("A", 0.5), ("B", 1.0), ("C", 2.0), ("D", 4.0)];

/// How long a still of category B is looked at in the mean, ms: equal bytes, twins, farther ones.
const LOOKED_AT_MS: [(Band, f64); 3] = [(Band::Equal, 1_000.0), (Band::Twin, 1_700.0), (Band::Far, 2_500.0)];

/// The longest that a case is looked at, beside the mean of its class.
const MOST_TIMES_THE_MEAN: f64 = 30.0;

/// The part of the hours of the people on a queue that what comes to it takes.
///
/// More than all of them, since nobody works alone in each of their queues: nearly always something waits, and what was
/// left of a night is worked off by noon of the day after. Where nothing waits there is nothing to choose.
const USED: f64 = 1.1;

/// What comes to a queue.
pub(crate) struct Mix {
    pub(crate) name: &'static str,
    bands: [f64; 3],
    moving: f64,
    categories: [f64; 4],
}

/// Somebody who works.
pub(crate) struct Person {
    /// Their queues.
    pub(crate) queues: Vec<(usize, Assignment)>,
    /// How long they take for a case beside others.
    pub(crate) pace: f64,
    /// How long they look beside others.
    pub(crate) gaze: f64,
    /// What they are never given.
    pub(crate) opted_out: Option<OptedOut>,
    shift: Shift,
}

/// What people opt out of, as far as a case is it. Who may have one case of a kind may have all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    moves: bool,
    worst: bool,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [
        Self::of_flags(false, false),
        Self::of_flags(true, false),
        Self::of_flags(false, true),
        Self::of_flags(true, true),
    ];

    const fn of_flags(moves: bool, worst: bool) -> Self {
        Self { moves, worst }
    }

    pub(crate) fn of(class: &Class) -> Self {
        Self::of_flags(class.moves, class.category.as_deref() == Some("D"))
    }
}

/// What somebody is never given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OptedOut {
    Moving,
    Worst,
}

struct Shift {
    starts: Span,
    lasts: Span,
    /// Their days off, as days of 14.
    off: Vec<i64>,
}

/// A case as it came in.
pub(crate) struct Case {
    pub(crate) queue: usize,
    pub(crate) came: Time,
    pub(crate) class: Class,
    /// How long somebody looks who looks as long as others, ms.
    pub(crate) looked_at_ms: f64,
}

/// Everything that is the same whoever is given what.
pub(crate) struct World {
    pub(crate) people: Vec<Person>,
    /// In the order in which they came.
    pub(crate) cases: Vec<Case>,
    pub(crate) ends: Time,
}

impl World {
    pub(crate) fn draw(assumed: Assumed, seed: u64, days: i64) -> Self {
        let mut chance = Chance::of(seed);
        let people: Vec<Person> = (0..PEOPLE)
            .map(|number| Person::draw(&mut chance.apart(), assumed, number))
            .collect();
        let mut cases = Vec::new();
        for (queue, mix) in QUEUES.iter().enumerate() {
            let on: Vec<&Person> = people.iter().filter(|person| person.is_on(queue)).collect();
            let gap = DAY_MS as f64 / (on.iter().map(|person| person.cases_a_day()).sum::<f64>() * USED);
            let mut chance = chance.apart();
            cases.extend(
                come(&mut chance, gap, days)
                    .into_iter()
                    .map(|at| mix.draw(&mut chance, queue, at)),
            );
        }
        cases.sort_by_key(|case| (case.came, case.queue));
        let ends = Time(days * DAY_MS);
        Self { people, cases, ends }
    }
}

impl Person {
    fn draw(chance: &mut Chance, assumed: Assumed, number: usize) -> Self {
        let opted_out = match number % 10 {
            4 => Some(OptedOut::Moving),
            2 | 7 => Some(OptedOut::Worst),
            _ => None,
        };
        let first = number % QUEUES.len();
        let mut on = vec![first];
        for further in 1..QUEUES.len() {
            let queue = (first + further) % QUEUES.len();
            let all_of_it = opted_out == Some(OptedOut::Moving) && QUEUES[queue].moving >= 1.0;
            if on.len() < 3 && !all_of_it && chance.one_in(3.0) {
                on.push(queue);
            }
        }
        // An hour's exposure comes from all of somebody's queues, so their share is divided among them.
        let share = if number % 7 == 3 { assumed.smaller_share } else { 100 };
        let each = Assignment {
            share: Share(share / u16::try_from(on.len()).unwrap_or(1)),
            ..Assignment::default()
        };
        Self {
            queues: on.into_iter().map(|queue| (queue, each)).collect(),
            pace: chance.between(assumed.quickest, 1.0 / assumed.quickest),
            gaze: chance.between(assumed.quickest, 1.0 / assumed.quickest),
            opted_out,
            shift: Shift::of(number),
        }
    }

    pub(crate) fn may_have(&self, part: Kind) -> bool {
        match self.opted_out {
            Some(OptedOut::Moving) => !part.moves,
            Some(OptedOut::Worst) => !part.worst,
            None => true,
        }
    }

    /// When the shift ends that they are in.
    pub(crate) fn at_work(&self, now: Time) -> Option<Time> {
        let today = now.0.div_euclid(DAY_MS);
        [today - 1, today]
            .into_iter()
            .filter_map(|day| self.shift_of(day))
            .find(|(from, to)| *from <= now && now < *to)
            .map(|(_, to)| to)
    }

    /// When they next come to work.
    pub(crate) fn comes(&self, now: Time) -> Option<Time> {
        let today = now.0.div_euclid(DAY_MS);
        (today..today + 14)
            .filter_map(|day| self.shift_of(day))
            .map(|(from, _)| from)
            .find(|from| *from > now)
    }

    fn shift_of(&self, day: i64) -> Option<(Time, Time)> {
        let from = Time(day * DAY_MS) + self.shift.starts;
        (!self.shift.off.contains(&day.rem_euclid(14))).then_some((from, from + self.shift.lasts))
    }

    fn is_on(&self, queue: usize) -> bool {
        self.queues.iter().any(|(on, _)| *on == queue)
    }

    /// How many cases a day they do in each of their queues, as far as shifts and the day's limit go.
    fn cases_a_day(&self) -> f64 {
        let on = (14 - self.shift.off.len()) as f64 / 14.0;
        let hours = (self.shift.lasts.0 as f64 / 3_600_000.0 * 50.0 / 60.0).min(4.0) * on;
        hours * 3_600_000.0 / takes_ms(self.pace, 5_000.0) / self.queues.len() as f64
    }
}

impl Shift {
    /// Mornings, afternoons and nights of 4, 6 or 8 hours, two days off a week, and for every sixth two more in the first.
    fn of(number: usize) -> Self {
        let first_off = i64::try_from(number % 7).unwrap_or_default();
        let mut off: Vec<i64> = [0, 1, 7, 8].map(|day| (first_off + day) % 14).to_vec();
        if number % 6 == 5 {
            off.extend([3, 4].map(|day| (first_off + day) % 7));
        }
        Self {
            starts: Span::hours([6, 7, 8, 9, 13, 14, 21][number % 7]),
            lasts: Span::hours([4, 6, 8][number % 3]),
            off,
        }
    }
}

/// How long somebody takes for a case that is looked at for so long.
pub(crate) fn takes_ms(pace: f64, looked_at_ms: f64) -> f64 {
    60_000.0 * pace + 1.5 * looked_at_ms
}

/// When cases come that are `gap` ms apart in the mean, more of them by day.
fn come(chance: &mut Chance, gap: f64, days: i64) -> Vec<f64> {
    let mut come = Vec::new();
    let mut at = 0.0;
    loop {
        let hour = at / 3_600_000.0 % 24.0;
        let rush = if (8.0..22.0).contains(&hour) { 1.3 } else { 0.58 };
        at += chance.gap(gap / rush);
        if at >= (days * DAY_MS) as f64 {
            return come;
        }
        come.push(at);
    }
}

impl Mix {
    fn draw(&self, chance: &mut Chance, queue: usize, at: f64) -> Case {
        let bands: Vec<_> = LOOKED_AT_MS.into_iter().zip(self.bands).collect();
        let (band, looked_at) = chance.weighed(&bands).unwrap_or((Band::Far, 0.0));
        let categories: Vec<_> = CATEGORIES.into_iter().zip(self.categories).collect();
        let (category, worse) = chance.weighed(&categories).unwrap_or(("A", 0.0));
        let moves = chance.unit() < self.moving;
        let longer = if moves { 2.0 } else { 1.0 };
        Case {
            queue,
            came: Time(at as i64),
            class: Class {
                band,
                moves,
                category: Some(category.to_owned()),
            },
            looked_at_ms: looked_at * worse * longer * chance.heavy_tailed(MOST_TIMES_THE_MEAN),
        }
    }
}
