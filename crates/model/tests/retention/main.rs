//! Laws of keeping that hold whatever is set and whenever: every doubt keeps.

use proptest::prelude::*;
use scrim_model::{
    retention::{
        DaysOutOfBounds, Keeping, KeptFor, KeptPicture, LEAP, MOST_DAYS, NOTICE, Need, RetentionPolicy, Stays, Watch,
        explains,
    },
    time::{Span, Time},
};

const DAY: Span = Span::hours(24);

fn time() -> impl Strategy<Value = Time> {
    let around = 1_700_000_000_000_i64..1_700_000_000_000 + 20 * 365 * DAY.0;
    prop_oneof![8 => around, 1 => Just(0), 1 => Just(i64::MAX), 1 => Just(i64::MIN)].prop_map(Time)
}

fn keeping() -> impl Strategy<Value = Keeping> {
    prop_oneof![
        Just(Keeping::Keep),
        (1..=MOST_DAYS).prop_map(|after_days| Keeping::Destroy { after_days })
    ]
}

fn policy() -> impl Strategy<Value = RetentionPolicy> {
    [keeping(), keeping(), keeping(), keeping()].prop_map(|[confirmed, cleared, stopped, unreadable]| RetentionPolicy {
        confirmed,
        cleared,
        stopped,
        unreadable,
    })
}

fn need() -> impl Strategy<Value = Need> {
    let settled = (proptest::sample::select(&KeptFor::ALL[..]), time());
    prop_oneof![
        1 => Just(Need::Open),
        4 => settled.prop_map(|(kept_for, since)| Need::Settled { kept_for, since })
    ]
}

fn picture() -> impl Strategy<Value = KeptPicture> {
    (need(), any::<bool>()).prop_map(|(need, held)| KeptPicture { need, held })
}

fn watch() -> impl Strategy<Value = Watch> {
    (proptest::option::of(time()), time()).prop_map(|(looked_at, rests_until)| Watch { looked_at, rests_until })
}

/// Every rule one day longer, or kept.
fn laxer(policy: RetentionPolicy) -> RetentionPolicy {
    let longer = |keeping| match keeping {
        Keeping::Destroy { after_days } if after_days < MOST_DAYS => Keeping::Destroy {
            after_days: after_days + 1,
        },
        Keeping::Destroy { .. } | Keeping::Keep => Keeping::Keep,
    };
    RetentionPolicy {
        confirmed: longer(policy.confirmed),
        cleared: longer(policy.cleared),
        stopped: longer(policy.stopped),
        unreadable: longer(policy.unreadable),
    }
}

proptest! {
    #[test]
    fn what_is_held_or_waits_for_somebody_is_destroyed_neither_by_time_nor_on_request(
        policy in policy(), picture in picture(), watch in watch(), now in time(),
    ) {
        let held = KeptPicture { held: true, ..picture };
        prop_assert_eq!(policy.due(held, watch, now), None);
        prop_assert_eq!(held.on_request(), Err(Stays::Held));
        let open = KeptPicture { need: Need::Open, held: false };
        prop_assert_eq!(policy.due(open, watch, now), None);
        prop_assert_eq!(open.on_request(), Err(Stays::Open));
    }

    #[test]
    fn nothing_is_due_before_its_days_are_over_and_everything_is_after(
        policy in policy(), picture in picture(), days in 0..MOST_DAYS + 100,
    ) {
        if let Need::Settled { kept_for, since } = picture.need {
            let now = since + Span::hours(24 * i64::from(days));
            let over = matches!(policy.of(kept_for), Keeping::Destroy { after_days } if after_days <= days);
            // At the far end of time a sum stands still, and nothing is over.
            prop_assume!(now.since(since).0 == 24 * 3_600_000 * i64::from(days));
            let due = policy.due(picture, Watch::default(), now.max(Time(0)));
            prop_assume!(now >= Time(0));
            prop_assert_eq!(due, (over && !picture.held).then_some(kept_for));
        }
    }

    #[test]
    fn a_policy_that_keeps_longer_never_destroys_sooner(
        policy in policy(), picture in picture(), watch in watch(), now in time(),
    ) {
        let longer = laxer(policy);
        if longer.due(picture, watch, now).is_some() {
            prop_assert!(policy.due(picture, watch, now).is_some());
        }
        prop_assert_eq!(RetentionPolicy::KEEP_ALL.due(picture, watch, now), None);
    }

    #[test]
    fn time_that_goes_back_makes_nothing_due(
        policy in policy(), picture in picture(), watch in watch(), now in time(), back in 0..i64::MAX,
    ) {
        let earlier = now - Span(back);
        if policy.due(picture, watch, earlier).is_some() {
            prop_assert!(policy.due(picture, watch, now).is_some());
        }
        prop_assert!(watch.look(now).look(earlier).looked_at >= Some(now), "and is no leap when it returns");
    }

    #[test]
    fn nothing_is_destroyed_within_a_day_of_a_policy_or_of_a_leap(
        policy in policy(), picture in picture(), watch in watch(), now in time(), later in 0..NOTICE.0,
    ) {
        prop_assume!(now.0 > 0 && now.0 < i64::MAX / 2);
        let soon = now + Span(later);
        prop_assert_eq!(policy.due(picture, watch.set(now), soon), None);
        let leapt = Watch { looked_at: Some(now - LEAP - Span(1)), ..watch }.look(now);
        prop_assert_eq!(policy.due(picture, leapt, soon), None);
    }

    #[test]
    fn a_hub_that_looks_every_day_is_never_made_to_rest(start in 0..1_800_000_000_000_i64, steps in proptest::collection::vec(0..=LEAP.0, 1..50)) {
        let mut now = Time(start);
        let mut watch = Watch::default().set(now);
        let rests_until = watch.rests_until;
        for step in steps {
            now = now + Span(step);
            watch = watch.look(now);
            prop_assert_eq!(watch.rests_until, rests_until);
        }
    }

    #[test]
    fn no_upload_is_due_before_the_soonest_of_all_rules(policy in policy(), picture in picture()) {
        if let (Some(due_at), Need::Settled { since, .. }) = (policy.due_at(picture), picture.need) {
            let soonest = policy.soonest();
            prop_assert!(soonest.is_some_and(|soonest| since + soonest <= due_at));
        }
    }

    #[test]
    fn days_are_one_to_ten_years(after_days in any::<u16>()) {
        let policy = RetentionPolicy { cleared: Keeping::Destroy { after_days }, ..RetentionPolicy::KEEP_ALL };
        let wanted = if (1..=3_650).contains(&after_days) { Ok(policy) } else { Err(DaysOutOfBounds { after_days }) };
        prop_assert_eq!(policy.checked(), wanted);
    }
}

#[test]
fn what_nobody_set_is_kept_and_what_is_not_known_is_refused() {
    let read = serde_json::from_str::<RetentionPolicy>;
    assert_eq!(read("{}").ok(), Some(RetentionPolicy::KEEP_ALL));
    let cleared = read(r#"{"cleared":{"destroy":{"after_days":30}}}"#).expect("one rule");
    assert_eq!(cleared.cleared, Keeping::Destroy { after_days: 30 });
    assert_eq!(cleared.confirmed, Keeping::Keep);
    for wrong in [
        r#"{"claered":"keep"}"#,
        r#"{"cleared":"destroy"}"#,
        r#"{"cleared":{"destroy":{"after_days":1,"at":2}}}"#,
        r#"{"cleared":{"destroy":{"after_days":-1}}}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn words_explain_when_they_are_one_line_of_some_length() {
    for good in ["order of a court, file 7", &"ä".repeat(500)] {
        assert!(explains(good), "{good}");
    }
    for bad in ["", " ", " before", "after ", "two\nlines", "a\0b", &"ä".repeat(501)] {
        assert!(!explains(bad), "{bad:?}");
    }
}
