//! Laws of a fair share that hold whatever comes: nobody idle, nothing overtaken for ever, and exposure by share.

use proptest::{collection::vec, prelude::*};
use scrim_model::{
    sharing::{Account, Lean, Load, MOST_OVERTAKEN, Part, Share, Standing, Unevenness, WINDOW, Waiting, choose},
    time::Span,
};

fn waiting() -> impl Strategy<Value = Waiting> {
    let overtaken = prop_oneof![0..=MOST_OVERTAKEN, Just(u32::MAX)];
    (any::<i64>(), overtaken, any::<bool>()).prop_map(|(pull, overtaken, scarce)| Waiting {
        pull,
        overtaken,
        scarce,
    })
}

fn account() -> impl Strategy<Value = Account> {
    let numbers = prop_oneof![any::<i64>(), 0..100_000_000_i64];
    (any::<u16>(), numbers.clone(), numbers.clone(), numbers).prop_map(|(share, worked, carried, in_hand)| Account {
        share: Share(share),
        worked: Span(worked),
        carried: Load(carried),
        in_hand: Load(in_hand),
    })
}

/// How everybody stands in a queue whose cases are all for everybody.
fn standings(queue: &[Account]) -> Vec<Standing> {
    let load = queue.iter().map(|account| account.carried + account.in_hand).sum();
    let part = Part::of(load, queue);
    queue.iter().map(|account| account.standing([&part])).collect()
}

proptest! {
    #[test]
    fn nobody_is_idle_while_something_waits_for_them(waiting in vec(waiting(), 0..100)) {
        let chosen = choose(&waiting);
        prop_assert_eq!(chosen.is_some(), !waiting.is_empty());
        prop_assert!(chosen.is_none_or(|place| place < waiting.len()));
        prop_assert_eq!(chosen, choose(&waiting));
    }

    /// People with any balance at all take cases of any weight, and new ones keep coming.
    #[test]
    fn no_case_is_overtaken_more_often_than_is_promised(
        takers in vec((any::<i64>(), any::<bool>()), 1..8),
        weights in vec(0..1_000_i64, 1..8),
    ) {
        let mut queue: Vec<(i64, u32)> = Vec::new();
        let mut comes = weights.iter().cycle();
        let mut most = 0;
        for (lean, scarce) in takers.iter().cycle().take(2_000) {
            queue.extend(comes.by_ref().take(if queue.len() < WINDOW { 2 } else { 1 }).map(|weight| (*weight, 0)));
            let window: Vec<Waiting> = queue.iter().take(WINDOW).zip(0..).map(|((weight, overtaken), place)| Waiting {
                pull: Lean(*lean).pull(Load(*weight), Load(100)),
                overtaken: *overtaken,
                scarce: *scarce && place % 2 == 0,
            }).collect();
            let place = choose(&window).expect("something waits");
            queue.iter_mut().take(place).for_each(|(_, overtaken)| *overtaken += 1);
            most = most.max(queue.remove(place).1);
        }
        prop_assert!(most <= MOST_OVERTAKEN, "{most} times");
        prop_assert!(queue.iter().all(|(_, overtaken)| *overtaken <= MOST_OVERTAKEN));
    }

    #[test]
    fn no_value_is_too_large_and_a_balance_is_the_same_again(
        queue in vec(account(), 0..12), own in account(), a_case in any::<i64>(), expected in any::<i64>(),
    ) {
        let all = standings(&queue);
        let own = own.standing([&Part::of(Load(a_case), &queue)]);
        let lean = Unevenness::of(&all, Load(a_case)).lean(&own);
        prop_assert_eq!(lean, Unevenness::of(&all, Load(a_case)).lean(&own));
        let pull = lean.pull(Load(expected), Load(a_case));
        prop_assert!(expected <= 0 || pull == 0 || (pull > 0) == (lean.0 > 0), "{lean:?} pulls {pull}");
    }

    #[test]
    fn fair_parts_add_up_to_what_there_is_and_are_as_the_shares_say(
        people in vec((1..=1_000_u16, 1..100_000_000_i64, 0..100_000_000_i64), 1..20),
    ) {
        let account = |(share, worked, carried): &(u16, i64, i64)| Account {
            share: Share(*share),
            worked: Span(*worked),
            carried: Load(*carried),
            in_hand: Load::ZERO,
        };
        let queue: Vec<Account> = people.iter().map(account).collect();
        let fair: Vec<i64> = standings(&queue).iter().map(|standing| standing.fair.0).collect();
        let there_is: i64 = people.iter().map(|(_, _, carried)| carried).sum();
        let off = there_is - fair.iter().sum::<i64>();
        prop_assert!((0..=40).contains(&off), "{off} ms are nobody's");
        for (one, other) in queue.iter().zip(&fair).zip(queue.iter().zip(&fair).skip(1)) {
            prop_assert!(one.0.weight() > other.0.weight() || one.1 <= other.1);
        }
    }
}

#[test]
fn whoever_is_alone_in_a_queue_is_given_its_cases_in_their_order() {
    let alone = Account {
        worked: Span::hours(3),
        carried: Load(500_000),
        in_hand: Load(20_000),
        ..Account::default()
    };
    let all = standings(&[alone]);
    let lean = Unevenness::of(&all, Load(10_000)).lean(&all[0]);
    let window = [40_000, 90_000, 1_000].map(|expected| Waiting {
        pull: lean.pull(Load(expected), Load(10_000)),
        overtaken: 0,
        scarce: true,
    });
    assert_eq!(choose(&window), Some(0));
    assert_eq!(Unevenness::of(&[], Load::ZERO).lean(&Standing::default()), Lean(0));
}

#[test]
fn whoever_is_behind_is_given_the_heaviest_and_whoever_is_ahead_the_lightest() {
    let after = |carried| Account {
        worked: Span::hours(10),
        carried: Load(carried),
        ..Account::default()
    };
    let all = standings(&[after(400_000), after(600_000)]);
    let given = |one: &Standing| {
        let lean = Unevenness::of(&all, Load(10_000)).lean(one);
        let cases = [9_000, 2_000, 60_000];
        choose(&cases.map(|expected| Waiting {
            pull: lean.pull(Load(expected), Load(10_000)),
            overtaken: 0,
            scarce: false,
        }))
    };
    assert_eq!((given(&all[0]), given(&all[1])), (Some(2), Some(1)));
}

#[test]
fn a_short_queue_is_left_to_those_who_have_no_other() {
    let case = |pull, overtaken, scarce| Waiting {
        pull,
        overtaken,
        scarce,
    };
    let short = case(5_000, 0, true);
    assert_eq!(choose(&[short, case(-5_000, 0, false)]), Some(1));
    assert_eq!(choose(&[short, case(4_000, 0, true)]), Some(0));
    let overdue = case(-5_000, MOST_OVERTAKEN, true);
    assert_eq!(choose(&[short, case(9_000, 0, false), overdue]), Some(2));
}

#[test]
fn what_somebody_opted_out_of_is_shared_by_the_others_and_made_up_for_with_nothing() {
    let worked = Account {
        worked: Span::hours(10),
        ..Account::default()
    };
    let everybody = [worked; 3];
    let common = Part::of(Load(300), &everybody);
    let opted_out_of = Part::of(Load(100), &everybody[1..]);
    assert_eq!(worked.standing([&common]).fair, Load(99));
    assert_eq!(worked.standing([&common, &opted_out_of]).fair, Load(149));
}

/// Two people with everything the same but their shares, and cases of two weights: what they carry comes to be as
/// their shares are.
#[test]
fn twice_the_share_is_twice_the_exposure() {
    let mut queue = [100, 200].map(|share| Account {
        share: Share(share),
        ..Account::default()
    });
    let mut weights = [2_000, 20_000].into_iter().cycle();
    let mut waiting: Vec<(i64, u32)> = Vec::new();
    for turn in 0..4_000 {
        while waiting.len() < WINDOW {
            waiting.push((weights.next().expect("they never end"), 0));
        }
        let all = standings(&queue);
        let a_case = Load(11_000);
        let lean = Unevenness::of(&all, a_case).lean(&all[turn % 2]);
        let window: Vec<Waiting> = waiting
            .iter()
            .map(|(weight, overtaken)| Waiting {
                pull: lean.pull(Load(*weight), a_case),
                overtaken: *overtaken,
                scarce: false,
            })
            .collect();
        let place = choose(&window).expect("something waits");
        waiting
            .iter_mut()
            .take(place)
            .for_each(|(_, overtaken)| *overtaken += 1);
        let account = &mut queue[turn % 2];
        account.carried = account.carried + Load(waiting.remove(place).0);
        account.worked = account.worked + Span::minutes(1);
    }
    let [one, two] = queue.map(|account| account.carried.0);
    let off = (two - 2 * one).abs() * 100 / two;
    assert!(off < 3, "{one} and {two} ms: {off} % off");
}
