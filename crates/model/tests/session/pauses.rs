//! Hiding and pausing: focus, curtain, breaks, the end of a block, lower limits.

use crate::desk::{Desk, START, case, closed, held, in_state, lease, released, showing_grey, working};
use scrim_model::{
    rung::Rung,
    session::{
        Effect, Event, Released, Session,
        view::{Blocked, Choice, LastCaseView, Reached},
    },
    time::Span,
    wellness::{RestKind, Rule, RungReason, State},
};

#[test]
fn losing_the_focus_hides_even_the_veil_and_gaining_it_goes_back_to_rest() {
    let mut desk = showing_grey();
    let effects = desk.tell(Event::Focus { focused: false });
    assert_eq!(effects, [Effect::DropLook, closed(9, 1_000), Effect::DropLook]);
    assert_eq!(desk.frame_name(), None);
    assert_eq!(desk.view().preload, None);
    assert_eq!(desk.hold(Rung::Colour), []);
    assert_eq!(desk.refused(), Some(Blocked::Hidden));
    desk.tell(Event::Focus { focused: true });
    desk.picture_all();
    assert_eq!(desk.on_screen().shown.rung, Rung::HeavyVeil);
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
}

#[test]
fn the_curtain_drops_everything_and_lifts_at_the_label() {
    let mut desk = showing_grey();
    let effects = desk.tell(Event::Panic);
    assert_eq!(effects, [Effect::DropLook, closed(9, 1_000), Effect::DropAllFrames]);
    let view = desk.view();
    assert_eq!((view.case, view.waiting_for, view.preload), (None, None, None));
    desk.after(Span::seconds(119)).tell(Event::LiftCurtain);
    desk.picture_all();
    assert_eq!(desk.on_screen().shown.rung, Rung::Label);
    assert_eq!(desk.frame_name(), None);
    desk.hold(Rung::HeavyVeil);
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
}

#[test]
fn the_veil_chosen_after_the_curtain_is_there_for_the_next_case_too() {
    let mut desk = Desk::with_four();
    desk.tell(Event::Panic);
    desk.tell(Event::LiftCurtain);
    desk.picture_all();
    desk.tell(Event::Skip);
    assert_eq!(desk.on_screen().shown.rung, Rung::Label, "nothing was chosen yet");
    desk.hold(Rung::HeavyVeil);
    desk.tell(Event::Skip);
    desk.picture_all();
    assert_eq!(desk.on_screen().shown.rung, Rung::HeavyVeil);
}

#[test]
fn a_curtain_that_stays_down_gives_the_cases_back() {
    let mut desk = Desk::with_four();
    desk.tell(Event::Panic);
    let effects = desk.after(Span::minutes(2)).tell(Event::Tick);
    let all: Vec<_> = (0..4).map(|n| released(n, Released::Panicked)).collect();
    assert_eq!(effects, all);
    assert_eq!(desk.tell(Event::LiftCurtain), [lease(4)]);
    desk.tell(Event::Leased { cases: vec![held(5)] });
    desk.picture_all();
    assert_eq!(desk.on_screen().shown.rung, Rung::Label);
}

#[test]
fn a_break_gives_everything_back() {
    let mut desk = Desk::with_four();
    let effects = desk.tell(Event::BreakNow);
    let mut expected = vec![Effect::DropAllFrames];
    expected.extend((0..4).map(|n| released(n, Released::Unseen)));
    expected.extend([Effect::StartBreak, Effect::ShowBreak]);
    assert_eq!(effects, expected);
    assert_eq!(desk.view().case, None);
    let until = Some(START + Span::minutes(10));
    let kind = RestKind::Forced;
    let allowance = in_state(State::OnBreak { until, kind }, Rung::Label);
    assert_eq!(
        desk.tell(Event::Allowance {
            allowance,
            looks_in_block: 0
        }),
        []
    );
}

#[test]
fn opening_during_a_break_shows_the_break() {
    let kind = RestKind::Chosen;
    let allowance = in_state(State::OnBreak { until: None, kind }, Rung::Label);
    let (session, effects) = Session::open((None, None), allowance, START);
    assert_eq!(effects, [Effect::DropAllFrames, Effect::ShowBreak]);
    assert_eq!(session.view(START).case, None);
}

#[test]
fn at_the_end_of_a_block_the_case_on_the_screen_can_still_be_decided_veiled() {
    let mut desk = showing_grey();
    let until = desk.now + Span::seconds(60);
    let rule = Rule::BlockOver;
    let allowance = in_state(State::DecideVeiled { until, rule }, Rung::LightVeil);
    let effects = desk.tell(Event::Allowance {
        allowance,
        looks_in_block: 3,
    });
    let mut expected = vec![Effect::DropLook, closed(9, 1_000)];
    expected.extend((1..4).map(|n| released(n, Released::Unseen)));
    assert_eq!(effects, expected);
    desk.tell(Event::EndLook);
    desk.hold(Rung::Grey);
    let until = Some(until);
    assert_eq!(desk.refused(), Some(Blocked::BlockOver { until }));
    desk.choose(Choice::Undetermined);
    let effects = desk.tell(Event::Submit);
    assert!(matches!(effects[0], Effect::SendVerdict { .. }));
    assert_eq!(effects[1..], [Effect::DropAllFrames, Effect::ShowBreak]);
}

#[test]
fn the_desk_ends_the_block_by_itself_when_the_hub_is_silent() {
    let mut desk = Desk::with_four();
    let mut allowance = working();
    allowance.block_ends_at = Some(START + Span::minutes(5));
    desk.tell(Event::Allowance {
        allowance,
        looks_in_block: 0,
    });
    assert_eq!(desk.after(Span::ms(299_999)).tell(Event::Tick), []);
    let effects = desk.after(Span::ms(1)).tell(Event::Tick);
    assert_eq!(effects.len(), 3);
    assert_eq!(effects[0], released(1, Released::Unseen));
    let until = START + Span::minutes(6);
    let reached = Reached::Block;
    assert_eq!(desk.view().last_case, Some(LastCaseView { until, reached }));
    assert_eq!(desk.after(Span::ms(59_999)).tell(Event::Tick), []);
    assert_eq!(
        desk.after(Span::ms(1)).tell(Event::Tick),
        [Effect::DropAllFrames, released(0, Released::Unseen), Effect::ShowBreak]
    );
}

#[test]
fn the_desk_goes_past_the_day_s_limit_no_more_than_past_the_block_when_the_hub_is_silent() {
    let mut desk = Desk::with_four();
    let mut allowance = working();
    allowance.block_ends_at = Some(START + Span::minutes(20));
    allowance.day_ends_at = Some(START + Span::minutes(5));
    desk.tell(Event::Allowance {
        allowance,
        looks_in_block: 0,
    });
    desk.tell(Event::Online { online: false });
    assert_eq!(desk.after(Span::ms(299_999)).tell(Event::Tick), []);
    assert_eq!(desk.view().last_case, None);
    let effects = desk.after(Span::ms(1)).tell(Event::Tick);
    let unseen: Vec<_> = (1..4).map(|n| released(n, Released::Unseen)).collect();
    assert_eq!(effects, unseen);
    desk.tell(Event::Online { online: true });
    desk.hold(Rung::Grey);
    assert_eq!(desk.refused(), Some(Blocked::DaySpent { until: None }));
    assert_eq!(desk.view().last_case.map(|last| last.reached), Some(Reached::Day));
    desk.tell(Event::Panic);
    assert_eq!(desk.view().last_case, None, "behind the curtain there is no case");
    assert_eq!(
        desk.after(Span::seconds(60)).tell(Event::Tick),
        [Effect::DropAllFrames, released(0, Released::Unseen), Effect::ShowBreak]
    );
    assert_eq!(desk.view().last_case, None);
}

#[test]
fn what_ended_by_the_countdown_here_is_what_the_desk_names() {
    let (five, next) = (START + Span::minutes(5), Some(START + Span::hours(16)));
    for (block, shift, said) in [
        (
            five,
            five + Span::ms(1),
            Blocked::BlockOver {
                until: Some(five + Span::seconds(60)),
            },
        ),
        (five, five, Blocked::ShiftOver { until: next }),
        (five + Span::ms(1), five, Blocked::ShiftOver { until: next }),
    ] {
        let mut desk = Desk::with_four();
        let mut allowance = working();
        (allowance.block_ends_at, allowance.shift_ends_at) = (Some(block), Some(shift));
        allowance.next_shift_at = next;
        desk.tell(Event::Allowance {
            allowance,
            looks_in_block: 0,
        });
        desk.after(Span::minutes(5)).tell(Event::Tick);
        desk.hold(Rung::Grey);
        assert_eq!(desk.refused(), Some(said));
    }
}

#[test]
fn the_last_look_of_the_day_is_not_cut_short_by_having_spent_the_budget() {
    let mut desk = showing_grey();
    let mut allowance = in_state(State::Working, Rung::LightVeil);
    allowance.looks_left = 0;
    allowance.rung_reason = RungReason::Budget;
    let spent = Event::Allowance {
        allowance,
        looks_in_block: 60,
    };
    assert_eq!(desk.tell(spent), []);
    assert_eq!(desk.frame_name().as_deref(), Some("look"));
    desk.tell(Event::EndLook);
    desk.hold(Rung::Grey);
    assert_eq!(desk.refused(), Some(Blocked::BudgetSpent { until: None }));
}

#[test]
fn a_lower_limit_ends_an_open_look() {
    let mut desk = showing_grey();
    let renewed = Event::Renewed {
        case: case(0),
        max_rung: Rung::LightVeil,
    };
    assert_eq!(desk.tell(renewed), [Effect::DropLook, closed(9, 1_000)]);
    let mut desk = showing_grey();
    let allowance = in_state(State::Working, Rung::LightVeil);
    let lower = Event::Allowance {
        allowance,
        looks_in_block: 1,
    };
    assert_eq!(desk.tell(lower), [Effect::DropLook, closed(9, 1_000)]);
}
