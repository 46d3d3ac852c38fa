//! What must hold whatever happens: any order of keys, answers, delays, refusals and clock jumps, at two desks of one
//! person that start again, with a hub that does.

use crate::{
    sequences::{EVENTS, Least, Met, each},
    world::{World, limits},
};
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
        how: How,
    },
    /// The draft is filled in and sent.
    Decide {
        choice: Choice,
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
    DeskRestarts,
    HubRestarts,
}

/// By which key somebody looks, and how it ends.
#[derive(Debug, Clone, Copy)]
struct How {
    pressed: bool,
    end: End,
}

#[derive(Debug, Clone, Copy)]
enum End {
    /// They end it.
    LetGo,
    /// They do nothing until it ends by itself.
    RunOut,
    /// Their desk starts again.
    Restart,
}

fn how() -> impl Strategy<Value = How> {
    let end = prop_oneof![8 => Just(End::LetGo), 2 => Just(End::RunOut), 1 => Just(End::Restart)];
    (any::<bool>(), end).prop_map(|(pressed, end)| How { pressed, end })
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
        12 => (looked, how()).prop_map(|(aim, how)| Step::Look { aim, how }),
        4 => prop::sample::select(Choice::ALL.to_vec()).prop_map(|choice| Step::Decide { choice }),
        15 => Just(Step::Paint),
        6 => (-5_000_i64..12_000).prop_map(|ms| Step::Pass { ms }),
        1 => (12_000_i64..200_000).prop_map(|ms| Step::Pass { ms }),
        1 => (0_usize..4).prop_map(|which| Step::Gone { which }),
        1 => (0_usize..4, rung()).prop_map(|(which, max)| Step::Renewed { which, max }),
        2 => limit(),
        1 => Just(Step::DeskRestarts),
        1 => Just(Step::HubRestarts),
    ]
}

/// Steps at two desks, and in half of all cases an end with more steps after it.
fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let at = |step| (prop::bool::weighted(0.25).prop_map(usize::from), step);
    let many = |many| prop::collection::vec(at(step().boxed()), many);
    let end = prop::option::of((at(ending().boxed()), many(0..15)));
    (many(EVENTS), end).prop_map(|(mut steps, end)| {
        if let Some((ending, more)) = end {
            steps.push(ending);
            steps.extend(more);
        }
        steps
    })
}

/// Two desks of one person: one clock, and one hub that tells both of their limits.
struct Desks([World; 2]);

impl Desks {
    fn open() -> Self {
        Self([World::open(), World::open_at(1_000_000)])
    }

    fn take(&mut self, (at, step): (usize, Step)) {
        let rests = matches!(step, Step::Tell(Event::BreakNow));
        let both = &mut self.0;
        let before = both[at].now();
        match step {
            Step::HubRestarts | Step::Working { .. } | Step::DecideVeiled { .. } | Step::OnBreak | Step::DayDone => {
                for world in both.iter_mut() {
                    take(world, step.clone());
                }
            }
            _ => take(&mut both[at], step),
        }
        let passed = both[at].now().0 - before.0;
        both[1 - at].pass(passed);
        // What was begun at one desk holds at the other.
        if rests {
            take(&mut both[1 - at], Step::OnBreak);
        }
    }

    fn leave(self, met: &mut Met) {
        for world in self.0 {
            for (what, times) in world.met() {
                *met.entry(what).or_default() += times;
            }
            world.leave();
        }
    }
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Tell(event) => world.tell(event),
        Step::Answer { which, well, size } => world.answer(which, well, size),
        Step::Look { aim, how } => look(world, aim, how),
        Step::Decide { choice } => {
            let reason = Some(DisputeReason::Adult);
            world.tell(Event::Choose { choice, reason });
            world.tell(Event::Submit);
            world.answer(usize::MAX, true, 4);
        }
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
        Step::DeskRestarts => world.desk_restarts(),
        Step::HubRestarts => world.hub_restarts(),
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

fn look(world: &mut World, aim: Aim, how: How) {
    let toggle = Event::ToggleLook { aim };
    world.tell(if how.pressed { toggle } else { Event::HoldLook { aim } });
    let part = Part {
        left: 1_000,
        top: 0,
        width: 700,
        height: 400,
    };
    for _ in 0..5 {
        world.answer(usize::MAX, true, 4);
        world.paint();
        world.tell(Event::MoveLens {
            at: LensPoint { x: 100, y: 900 },
        });
        world.tell(Event::ShowPart { part });
    }
    match how.end {
        End::LetGo => {
            world.pass(700);
            world.tell(Event::EndLook);
        }
        End::RunOut => world.pass(10_000),
        End::Restart => world.desk_restarts(),
    }
}

const EXPECTED: &Least = &[
    ("working", 100_000),
    ("deciding", 1_000),
    ("looks spent", 1_000),
    ("over", 10_000),
    ("behind the curtain", 10_000),
    ("without the focus", 10_000),
    ("a look granted", 10_000),
    ("a look refused", 200),
    ("a look by a key that is held", 4_000),
    ("a look by one press", 4_000),
    ("a held look that ended by itself", 500),
    ("a pressed look that ended by itself", 500),
    ("a look through the lens", 1_000),
    ("a look at the full size", 100),
    ("the full size granted", 100),
    ("a verdict taken", 1_000),
    ("a verdict refused", 100),
    ("a verdict taken back", 100),
    ("a case that went elsewhere", 1_000),
    ("the hub away", 5_000),
    ("a hub that started again", 5_000),
    ("a desk that started again", 2_000),
    ("a desk that started again in a look", 300),
];

#[test]
fn no_order_of_events_breaks_a_rule() {
    each(&steps(), EXPECTED, |steps, met| {
        let mut desks = Desks::open();
        for step in steps {
            desks.take(step);
        }
        desks.leave(met);
        Ok(())
    });
}

const HELD: How = How {
    pressed: false,
    end: End::LetGo,
};

/// The books above would hold for a session that never shows anything; this one does.
#[test]
fn the_made_up_world_gets_as_far_as_looking() {
    let mut world = World::open();
    world.answer(0, true, 4);
    while world.looks_shown() == 0 {
        assert!(world.now() < crate::desk::START + Span::minutes(1), "no look came up");
        look(&mut world, Rung::Grey.into(), HELD);
    }
    world.leave();
}

#[test]
fn the_made_up_world_gets_as_far_as_tiles_of_the_full_size() {
    let mut world = World::open();
    world.answer(0, true, 4);
    while world.tiles_shown() == 0 {
        assert!(world.now() < crate::desk::START + Span::minutes(2), "no tile came up");
        look(&mut world, Rung::Colour.into(), HELD);
        look(&mut world, Aim::FullSize, HELD);
    }
    world.leave();
}
