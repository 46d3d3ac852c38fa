//! Days of one person: nothing is lost between two midnights.

use crate::{grant, grants};
use proptest::prelude::*;
use scrim_model::{
    days::{Offset, days},
    rung::Rung,
    time::{Span, Time},
    wellness::{DAY, Interval},
};

const WEEK: i64 = 7 * DAY.0;

fn stretch() -> impl Strategy<Value = Interval> {
    (-WEEK..2 * WEEK, 0..DAY.0 * 2).prop_map(|(start, ms)| Interval {
        start: Time(start),
        end: Time(start + ms),
    })
}

proptest! {
    #[test]
    fn days_follow_each_other_and_lose_nothing(
        work in proptest::collection::vec(stretch(), 0..10),
        grants in grants(-WEEK..2 * WEEK),
        minutes in -840..=840_i32,
    ) {
        let offset = Offset::minutes(minutes).expect("within bounds");
        let days = days(Time(0), 7, offset, &work, &grants);
        prop_assert_eq!(days.len(), 7);
        let (first, ends) = (days[0].starts, days[6].starts + DAY);
        prop_assert!(first <= Time(0) && Time(0) < first + DAY);
        prop_assert_eq!((first.0 + i64::from(minutes) * 60_000).rem_euclid(DAY.0), 0);
        prop_assert!(days.windows(2).all(|two| two[0].starts + DAY == two[1].starts));

        let within = |at: Time| first <= at && at < ends;
        let charged = grants.iter().filter(|grant| within(grant.granted_at) && grant.charged).count();
        let looks: u32 = days.iter().map(|day| day.looks).sum();
        prop_assert_eq!(usize::try_from(looks).expect("few"), charged);
        let shown: Span = grants.iter().filter(|grant| within(grant.granted_at)).map(|grant| grant.exposure().shown).sum();
        let told: Span = days.iter().flat_map(|day| day.looking.values().copied()).sum();
        prop_assert_eq!(told, shown);
        let worked: Span = Interval::merged(work)
            .iter()
            .map(|work| work.end.min(ends).since(work.start.max(first)))
            .sum();
        prop_assert_eq!(days.iter().map(|day| day.reviewing).sum::<Span>(), worked);
        prop_assert!(days.iter().all(|day| day.reviewing <= DAY));
    }
}

#[test]
fn work_over_midnight_counts_on_both_days_and_midnight_is_the_persons() {
    let work = [Interval {
        start: Time(0) - Span::minutes(90),
        end: Time(0) + Span::minutes(30),
    }];
    let looks = [grant(Rung::Grey, -60_000, Some(500)), grant(Rung::Grey, 0, None)];
    let [before, after] = &days(Time(-1), 2, Offset::default(), &work, &looks)[..] else {
        panic!("two days");
    };
    assert_eq!((before.reviewing, before.looks), (Span::minutes(90), 1));
    assert_eq!((after.reviewing, after.looks), (Span::minutes(30), 1));
    assert_eq!(
        after.looking.get(&Rung::Grey),
        Some(&Span::seconds(10)),
        "nobody closed it"
    );
    let east = Offset::minutes(60).expect("an offset");
    assert_eq!(east.midnight(Time(0)), Time(0) - Span::hours(1));
    assert!(Offset::minutes(841).is_err());
}
