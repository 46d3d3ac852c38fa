//! What must hold whatever happens: any order of keys, answers, delays, refusals and clock jumps.

use crate::world::{World, limits};
use proptest::prelude::*;
use scrim_model::{
    full_size::Part,
    lens::LensPoint,
    rung::Rung,
    scheme::IndustryClass,
    session::{Aim, Event, view::Choice},
    time::Span,
    urgent::UrgentReason,
    verdict::DisputeReason,
    wellness::{RestKind, Rule, State},
};

#[derive(Debug, Clone)]
enum Step {
    Tell(Event),
    Answer {
        which: usize,
        well: bool,
        size: u32,
    },
    /// A whole look at the case on the screen, as far as hub and window play along.
    Look {
        aim: Aim,
    },
    Paint,
    Pass {
        ms: i64,
    },
    Gone {
        which: usize,
    },
    Renewed {
        which: usize,
        max: Rung,
    },
    Working {
        max: Rung,
        ends_in: Option<i64>,
        looks_left: u32,
    },
    DecideVeiled {
        ends_in: i64,
    },
    OnBreak,
    DayDone,
}

fn rung() -> impl Strategy<Value = Rung> {
    prop::sample::select(Rung::ALL.to_vec())
}

fn aim() -> impl Strategy<Value = Aim> {
    prop_oneof![4 => rung().prop_map(Aim::from), 1 => Just(Aim::FullSize)]
}

fn part() -> impl Strategy<Value = Part> {
    (0_u32..3_500, 0_u32..2_500, 1_u32..1_500, 1_u32..1_500).prop_map(|(left, top, width, height)| Part {
        left,
        top,
        width,
        height,
    })
}

fn reason() -> impl Strategy<Value = DisputeReason> {
    let other = DisputeReason::Other { text: String::new() };
    prop::sample::select(vec![DisputeReason::Adult, DisputeReason::Artefact, other])
}

fn press() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => aim().prop_map(|aim| Event::HoldLook { aim }),
        3 => aim().prop_map(|aim| Event::ToggleLook { aim }),
        4 => Just(Event::EndLook),
        6 => (0_u16..1_100, 0_u16..1_100).prop_map(|(x, y)| Event::MoveLens { at: LensPoint { x, y } }),
        6 => part().prop_map(|part| Event::ShowPart { part }),
        8 => (prop::sample::select(Choice::ALL.to_vec()), prop::option::of(reason()))
            .prop_map(|(choice, reason)| Event::Choose { choice, reason }),
        1 => prop::option::of(Just(IndustryClass::A1.into()))
            .prop_map(|classification| Event::Classify { classification }),
        2 => (0_usize..3).prop_map(|at| Event::FocusPair { at }),
        6 => Just(Event::Submit),
        3 => Just(Event::Undo),
        1 => Just(Event::Skip),
        1 => Just(Event::AskLead { text: String::new() }),
        1 => Just(Event::MarkUrgent { reason: UrgentReason::Other }),
        1 => Just(Event::LeaveNote { text: "words".to_owned() }),
        1 => Just(Event::Explain { text: "words".to_owned() }),
    ]
}

fn world_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => any::<bool>().prop_map(|focused| Event::Focus { focused }),
        2 => Just(Event::Focus { focused: true }),
        1 => any::<bool>().prop_map(|online| Event::Online { online }),
        1 => Just(Event::Online { online: true }),
        2 => Just(Event::Panic),
        4 => Just(Event::LiftCurtain),
        4 => Just(Event::Tick),
    ]
}

fn ending() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Tell(Event::BreakNow)),
        Just(Step::Tell(Event::Leave)),
        Just(Step::OnBreak),
        Just(Step::DayDone),
    ]
}

fn limit() -> impl Strategy<Value = Step> {
    let ends_in = prop::option::of(1_000_i64..600_000);
    prop_oneof![
        4 => (rung(), ends_in, 0_u32..3)
            .prop_map(|(max, ends_in, looks_left)| Step::Working { max, ends_in, looks_left }),
        3 => Just(Step::Working { max: Rung::Colour, ends_in: None, looks_left: 9 }),
        1 => (0_i64..90_000).prop_map(|ends_in| Step::DecideVeiled { ends_in }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let answer = (any::<usize>(), prop::bool::weighted(0.9), 0_u32..5);
    let looked = prop::sample::select(vec![
        Rung::LightVeil.into(),
        Rung::Outline.into(),
        Rung::Lens.into(),
        Rung::Grey.into(),
        Rung::Colour.into(),
        Aim::FullSize,
    ]);
    prop_oneof![
        30 => press().prop_map(Step::Tell),
        30 => answer.prop_map(|(which, well, size)| Step::Answer { which, well, size }),
        8 => world_event().prop_map(Step::Tell),
        8 => looked.prop_map(|aim| Step::Look { aim }),
        15 => Just(Step::Paint),
        6 => (-5_000_i64..12_000).prop_map(|ms| Step::Pass { ms }),
        1 => (12_000_i64..200_000).prop_map(|ms| Step::Pass { ms }),
        1 => (0_usize..4).prop_map(|which| Step::Gone { which }),
        1 => (0_usize..4, rung()).prop_map(|(which, max)| Step::Renewed { which, max }),
        2 => limit(),
    ]
}

/// Some steps, and in half of all cases an end with more steps after it.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let many = |most| prop::collection::vec(step(), 0..most);
    let end = prop::option::of((ending(), many(15)));
    (many(120), end).prop_map(|(mut steps, end)| {
        if let Some((ending, more)) = end {
            steps.push(ending);
            steps.extend(more);
        }
        steps
    })
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Tell(event) => world.tell(event),
        Step::Answer { which, well, size } => world.answer(which, well, size),
        Step::Look { aim } => look(world, aim),
        Step::Paint => world.paint(),
        Step::Pass { ms } => world.pass(ms),
        Step::Gone { which } => {
            if let Some(case) = world.some_case(which) {
                world.tell(Event::LeaseGone { case });
            }
        }
        Step::Renewed { which, max } => {
            if let Some(case) = world.some_case(which) {
                world.tell(Event::Renewed { case, max_rung: max });
            }
        }
        Step::Working {
            max,
            ends_in,
            looks_left,
        } => {
            let ends_at = ends_in.map(|ms| world.now() + Span::ms(ms));
            world.tell(limits(State::Working, max, ends_at, looks_left));
        }
        Step::DecideVeiled { ends_in } => {
            let until = world.now() + Span::ms(ends_in);
            let state = State::DecideVeiled {
                until,
                rule: Rule::BlockOver,
            };
            world.tell(limits(state, Rung::LightVeil, None, 9));
        }
        Step::OnBreak => {
            let state = State::OnBreak {
                until: None,
                kind: RestKind::Chosen,
            };
            world.tell(limits(state, Rung::Label, None, 9));
        }
        Step::DayDone => {
            let state = State::DayDone { until: world.now() };
            world.tell(limits(state, Rung::Label, None, 9));
        }
    }
}

fn look(world: &mut World, aim: Aim) {
    world.tell(Event::HoldLook { aim });
    let part = Part {
        left: 1_000,
        top: 0,
        width: 700,
        height: 400,
    };
    for _ in 0..6 {
        world.answer(usize::MAX, true, 4);
        world.paint();
        world.tell(Event::MoveLens {
            at: LensPoint { x: 100, y: 900 },
        });
        world.tell(Event::ShowPart { part });
    }
    world.pass(700);
    world.tell(Event::EndLook);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_breaks_a_rule(steps in steps()) {
        let mut world = World::open();
        for step in steps {
            take(&mut world, step);
        }
        world.leave();
    }
}

/// The books above would hold for a session that never shows anything; this one does.
#[test]
fn the_made_up_world_gets_as_far_as_looking() {
    let mut world = World::open();
    world.answer(0, true, 4);
    while world.looks_shown() == 0 {
        assert!(world.now() < crate::desk::START + Span::minutes(1), "no look came up");
        look(&mut world, Rung::Grey.into());
    }
    world.leave();
}

#[test]
fn the_made_up_world_gets_as_far_as_tiles_of_the_full_size() {
    let mut world = World::open();
    world.answer(0, true, 4);
    while world.tiles_shown() == 0 {
        assert!(world.now() < crate::desk::START + Span::minutes(2), "no tile came up");
        look(&mut world, Rung::Colour.into());
        look(&mut world, Aim::FullSize);
    }
    world.leave();
}
