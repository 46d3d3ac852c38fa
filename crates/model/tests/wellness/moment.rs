//! What somebody is told of one moment: when work and looks end by themselves, and what they should know.

use crate::any::START;
use scrim_model::{
    grant::LOOK_LIFE,
    rung::Rung,
    time::{Span, Time},
    wellness::{Allowance, Interval, LookFact, Notice, Record, Rest, RestKind, Rule, Settings, assess, block, combine},
};

/// The smallest step of the clock.
pub(crate) const STEP: Span = Span::ms(1);

const BEFORE: Span = Span::hours(1_000);

/// A moment long after anything else.
pub(crate) fn now() -> Time {
    START + BEFORE
}

/// Somebody who has worked without a break for so long, until now.
pub(crate) fn worked(long: Span) -> Record {
    let work = Interval {
        start: now() - long,
        end: now(),
    };
    Record {
        work: vec![work],
        ..Record::default()
    }
}

/// Looks of a second each, charged, in this block.
fn looked(many: u32) -> Record {
    let at = |place: u32| now() - Span::seconds(10 * i64::from(place) + 10);
    let looks = (0..many).map(|place| LookFact {
        at: at(place),
        charged: true,
        rung: Rung::Grey,
        shown: Span::seconds(1),
        ends_at: at(place) + Span::seconds(1),
        severe: false,
    });
    looked_at(looks.collect(), worked(Span::minutes(20)))
}

/// The same, with these looks and no others.
pub(crate) fn looked_at(looks: Vec<LookFact>, record: Record) -> Record {
    Record { looks, ..record }
}

pub(crate) fn told(settings: Settings, record: &Record) -> Allowance {
    assess(&combine(&settings, &Settings::LOOSEST), record, now())
}

fn shift(record: Record, ends: Time) -> Record {
    let shift = Interval {
        start: now() - Span::hours(3),
        end: ends,
    };
    Record {
        shifts: Some(vec![shift]),
        ..record
    }
}

#[test]
fn looks_end_with_the_block_or_with_the_day_whichever_comes_first() {
    let record = worked(Span::minutes(20));
    let effective = combine(&Settings::DEFAULT, &Settings::LOOSEST);
    let ends = block(&record, &effective, now()).ends_at;
    assert_eq!(told(Settings::DEFAULT, &record).looks_end_at, Some(ends));
    let day = Settings {
        review_per_day: Span::minutes(22),
        ..Settings::DEFAULT
    };
    let left = now() + Span::minutes(2);
    assert_eq!(
        told(day, &record).looks_end_at,
        Some(left),
        "two minutes of the day are left"
    );
}

#[test]
fn work_ends_with_the_shift_or_with_the_block_and_by_whose_rule_is_said() {
    let record = worked(Span::minutes(20));
    let effective = combine(&Settings::DEFAULT, &Settings::LOOSEST);
    let ends = block(&record, &effective, now()).ends_at;
    let by = |record: &Record| told(Settings::DEFAULT, record).work_ends();
    assert_eq!(by(&record), Some((ends, Rule::BlockOver)));
    let early = ends - Span::minutes(5);
    assert_eq!(by(&shift(record.clone(), early)), Some((early, Rule::ShiftOver)));
    let late = ends + Span::minutes(5);
    assert_eq!(by(&shift(record.clone(), late)), Some((ends, Rule::BlockOver)));
    assert_eq!(
        by(&shift(record.clone(), ends)),
        Some((ends, Rule::ShiftOver)),
        "both at once"
    );
    let day = Settings {
        review_per_day: Span::minutes(22),
        ..Settings::DEFAULT
    };
    let spent_at = now() + Span::minutes(2);
    let by_day = |record: &Record| told(day, record).work_ends();
    assert_eq!(by_day(&record), Some((spent_at, Rule::DaySpent)));
    assert_eq!(
        by_day(&shift(record.clone(), spent_at)),
        Some((spent_at, Rule::ShiftOver)),
        "both at once"
    );
    let break_on = Rest {
        started_at: now(),
        ends_at: None,
        kind: RestKind::Chosen,
    };
    let resting = Record {
        rest: Some(break_on),
        ..record
    };
    assert_eq!(by(&resting), None, "nothing ends while nothing goes on");
}

#[test]
fn a_look_ends_by_its_own_length_by_the_budget_or_by_the_next_limit() {
    let fresh = told(Settings::DEFAULT, &Record::default());
    assert_eq!(fresh.look_ends_at(now()), now() + LOOK_LIFE);
    let scarce = Settings {
        looking_per_day: Span::seconds(4),
        ..Settings::DEFAULT
    };
    assert_eq!(
        told(scarce, &looked(1)).look_ends_at(now()),
        now() + Span::seconds(3),
        "three seconds of the day's looking are left"
    );
    let record = worked(Settings::DEFAULT.block - Span::seconds(2));
    let ending = told(Settings::DEFAULT, &record);
    assert_eq!(ending.look_ends_at(now()), now() + Span::seconds(2), "the block ends");
    let late = now() + Span::minutes(1);
    assert_eq!(ending.look_ends_at(late), late, "never before it begins");
}

#[test]
fn notices_say_what_holds_and_nothing_else() {
    let notices = |settings, record: &Record| told(settings, record).notices;
    let few = Settings {
        looks_notice: 3,
        ..Settings::DEFAULT
    };
    assert_eq!(notices(few, &worked(Span::minutes(5))), [Notice::FirstLook]);
    assert_eq!(notices(few, &looked(2)), []);
    assert_eq!(notices(few, &looked(3)), [Notice::ManyLooks]);
    assert_eq!(notices(few, &looked(4)), [Notice::ManyLooks]);
    let two = Settings {
        looks_per_day: 2,
        ..Settings::DEFAULT
    };
    assert_eq!(notices(two, &looked(1)), []);
    assert_eq!(notices(two, &looked(2)), [Notice::LooksSpent]);
    let seconds = Settings {
        looking_per_day: Span::seconds(2),
        ..Settings::DEFAULT
    };
    assert_eq!(notices(seconds, &looked(1)), []);
    assert_eq!(notices(seconds, &looked(2)), [Notice::LookingTimeSpent]);
    let veiled = Settings {
        max_rung: Rung::LightVeil,
        ..Settings::DEFAULT
    };
    assert_eq!(
        notices(veiled, &worked(Span::minutes(5))),
        [],
        "there is no first look to come"
    );
    let over = worked(Settings::DEFAULT.block);
    assert_eq!(notices(Settings::DEFAULT, &over), [], "the block is over");
}
