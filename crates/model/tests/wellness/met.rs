//! Which of the limits that are met is told, and until when.

use crate::moment::{STEP, looked_at, now, told, worked};
use scrim_model::{
    rung::Rung,
    time::{Span, Time},
    wellness::{Interval, LookFact, Origin, REACH, Record, Rule, RungReason, Settings, State, block, combine},
};

fn shifts(record: Record, all: &[(Time, Time)]) -> Record {
    let shifts = all.iter().map(|&(start, end)| Interval { start, end });
    Record {
        shifts: Some(shifts.collect()),
        ..record
    }
}

fn look(at: Time, charged: bool) -> LookFact {
    let shown = Span::seconds(1);
    LookFact {
        at,
        charged,
        rung: Rung::Grey,
        shown,
        ends_at: at + shown,
        severe: false,
    }
}

/// Settings of a break of so many seconds.
fn rest(seconds: i64) -> Settings {
    Settings {
        rest: Span::seconds(seconds),
        ..Settings::LOOSEST
    }
}

fn veiled(seconds: i64, rule: Rule) -> State {
    State::DecideVeiled {
        until: now() + Span::seconds(seconds),
        rule,
    }
}

#[test]
fn a_block_s_grace_ends_where_somebody_is_rested_before() {
    let over = worked(Settings::LOOSEST.block);
    assert_eq!(told(rest(600), &over).state, veiled(60, Rule::BlockOver));
    assert_eq!(told(rest(30), &over).state, veiled(30, Rule::BlockOver));
}

#[test]
fn after_a_shift_the_grace_of_a_block_that_ran_out_before_counts_unless_one_is_rested_by_then() {
    let worked = worked(Settings::LOOSEST.block + Span::seconds(50));
    let over = shifts(worked, &[(now() - Span::hours(3), now() - Span::seconds(10))]);
    assert_eq!(told(rest(600), &over).state, veiled(10, Rule::ShiftOver));
    assert_eq!(told(rest(11), &over).state, veiled(10, Rule::ShiftOver));
    assert_eq!(told(rest(10), &over).state, veiled(50, Rule::ShiftOver));
    assert_eq!(told(rest(5), &over).state, veiled(50, Rule::ShiftOver));
}

#[test]
fn after_a_shift_the_grace_of_a_day_counts_however_short_a_break_is() {
    let settings = Settings {
        review_per_day: Span::minutes(20) - Span::seconds(50),
        ..rest(5)
    };
    let worked = worked(Span::minutes(20));
    let over = shifts(worked, &[(now() - Span::hours(3), now() - Span::seconds(10))]);
    assert_eq!(told(settings, &over).state, veiled(10, Rule::ShiftOver));
}

#[test]
fn looks_end_where_the_last_part_of_the_shift_begins_and_the_next_shift_is_told() {
    let until = now() + Span::minutes(40);
    let on = shifts(worked(Span::minutes(5)), &[(now() - Span::hours(3), until)]);
    let veiled_from = until - Settings::DEFAULT.veiled_end;
    assert_eq!(told(Settings::DEFAULT, &on).looks_end_at, Some(veiled_from));
    let next = now() + Span::hours(9);
    let off = shifts(Record::default(), &[(next, next + Span::hours(8))]);
    let told = told(Settings::DEFAULT, &off);
    assert_eq!(
        (told.next_shift_at, told.state),
        (Some(next), State::OffShift { until: Some(next) })
    );
}

#[test]
fn a_clock_that_went_back_before_a_shift_does_not_begin_it() {
    let begins = now() + Span::minutes(5);
    let later = Interval {
        start: now() + Span::minutes(10),
        end: now() + Span::minutes(20),
    };
    let record = Record {
        work: vec![later],
        ..Record::default()
    };
    let off = shifts(record, &[(begins, begins + Span::hours(8))]);
    let expected = State::OffShift { until: Some(begins) };
    assert_eq!(told(Settings::DEFAULT, &off).state, expected);
}

#[test]
fn a_block_counts_the_looks_of_its_own_that_are_charged() {
    let ago = |minutes| now() - Span::minutes(minutes);
    let looks = vec![look(ago(120), true), look(ago(10), true), look(ago(5), false)];
    let record = looked_at(looks, worked(Span::minutes(20)));
    let effective = combine(&Settings::DEFAULT, &Settings::LOOSEST);
    assert_eq!(block(&record, &effective, now()).looks, 1);
}

#[test]
fn a_spent_budget_frees_a_day_after_the_look_with_which_it_was_spent_and_none_of_zero_ever_does() {
    let hours = |hours| Span::hours(hours);
    let looks = [3, 2, 1].map(|ago| look(now() - hours(ago), true)).to_vec();
    let free = |settings| told(settings, &looked_at(looks.clone(), Record::default())).looks_free_at;
    let often = |looks_per_day| Settings {
        looks_per_day,
        ..Settings::DEFAULT
    };
    let long = |seconds| Settings {
        looking_per_day: Span::seconds(seconds),
        ..Settings::DEFAULT
    };
    let (second, oldest) = (Some(now() + hours(22)), Some(now() + hours(21)));
    assert_eq!((free(often(2)), free(often(3)), free(often(4))), (second, oldest, None));
    assert_eq!((free(long(2)), free(long(3)), free(long(4))), (second, oldest, None));
    assert_eq!((free(often(0)), free(long(0))), (None, None));
}

#[test]
fn the_highest_rung_is_of_whoever_set_that_and_no_other_setting() {
    let grey = Settings {
        max_rung: Rung::Grey,
        ..Settings::DEFAULT
    };
    let reason = told(grey, &Record::default()).rung_reason;
    assert_eq!(reason, RungReason::Setting { from: Origin::Floor });
    let short = Settings {
        block: Span::minutes(20),
        ..Settings::DEFAULT
    };
    let reason = told(short, &Record::default()).rung_reason;
    assert_eq!(reason, RungReason::Setting { from: Origin::Default });
}

#[test]
fn a_record_keeps_what_a_rule_may_still_reach_to_the_moment() {
    let oldest = now() - REACH;
    let work = |end| Interval {
        start: oldest - Span::hours(1),
        end,
    };
    let looks = vec![look(oldest - STEP, true), look(oldest, true)];
    let kept = |end| {
        let record = Record {
            work: vec![work(end)],
            looks: looks.clone(),
            ..Record::default()
        };
        record.trimmed(now())
    };
    assert_eq!(kept(oldest).work.len(), 1);
    assert_eq!(kept(oldest - STEP).work.len(), 0);
    assert_eq!(kept(oldest).looks, [look(oldest, true)]);
}

#[test]
fn settings_that_were_kept_before_there_were_some_are_read_with_the_defaults() {
    let mut kept = serde_json::to_value(Settings::DEFAULT).expect("settings");
    for newer in ["veiled_end", "first_days", "cool_down"] {
        kept.as_object_mut()
            .and_then(|kept| kept.remove(newer))
            .expect("a field");
    }
    let read: Settings = serde_json::from_value(kept).expect("an older form");
    assert_eq!(read, Settings::DEFAULT);
}

#[test]
fn a_floor_may_allow_five_hours_of_review_and_no_more() {
    let hours = |review_per_day| Settings {
        review_per_day,
        ..Settings::DEFAULT
    };
    assert!(hours(Span::hours(5)).checked().is_ok());
    assert!(hours(Span::hours(5) + STEP).checked().is_err());
}
