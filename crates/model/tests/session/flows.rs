//! The main ways through a review.

use crate::desk::{Desk, START, case, frame, grant, held, in_state, uuid, verdict_id, working};
use scrim_model::{
    grant::Presented,
    ids::LeaseId,
    rung::Rung,
    session::{
        Effect, Event, Released, Session,
        view::{Blocked, Choice, WaitingFor},
    },
    time::{Span, Time},
    wellness::{RestKind, Rule, State},
};

fn closed(id: u32, shown_ms: u32) -> Effect {
    let up = shown_ms > 0;
    Effect::CloseLook {
        grant: grant(id),
        presented: Presented {
            shown_ms,
            region_permille: if up { 1_000 } else { 0 },
            width_px: if up { 800 } else { 0 },
            height_px: if up { 600 } else { 0 },
        },
    }
}

fn released(n: u32, why: Released) -> Effect {
    Effect::Release {
        case: case(n),
        lease: LeaseId(uuid(n)),
        why,
    }
}

fn lease(want: u32) -> Effect {
    Effect::Lease { queue: None, want }
}

/// A look at case 0 in grey is on the screen since one second.
fn showing_grey() -> Desk {
    let mut desk = Desk::with_four();
    desk.hold(Rung::Grey);
    desk.grant_look(0, Rung::Grey, 9);
    desk.tell(Event::FrameReady {
        case: case(0),
        rung: Rung::Grey,
        frame: frame("look"),
    });
    desk.paint();
    desk.after(Span::seconds(1));
    desk
}

#[test]
fn opening_asks_for_four_cases_and_their_resting_pictures() {
    let mut desk = Desk::opened();
    assert_eq!(desk.effects, [lease(4)]);
    assert_eq!(desk.view().waiting_for, Some(WaitingFor::Hub));
    let cases = (0..4).map(held).collect();
    let rest = |n| Effect::PrepareRest {
        case: case(n),
        rung: Rung::HeavyVeil,
    };
    assert_eq!(desk.tell(Event::Leased { cases }), [rest(0), rest(1), rest(2), rest(3)]);
    desk.picture_all();
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
    let view = desk.view();
    assert_eq!(view.ready_next, 3);
    assert_eq!(view.preload, Some(frame("rest-1")));
}

#[test]
fn an_empty_queue_is_asked_again_after_five_seconds() {
    let mut desk = Desk::opened();
    desk.tell(Event::Leased { cases: vec![] });
    assert_eq!(desk.view().waiting_for, Some(WaitingFor::EmptyQueue));
    assert_eq!(desk.after(Span::ms(4_999)).tell(Event::Tick), []);
    assert_eq!(desk.after(Span::ms(1)).tell(Event::Tick), [lease(4)]);
    assert_eq!(desk.after(Span::seconds(9)).tell(Event::Tick), []);
}

#[test]
fn a_verdict_brings_the_next_case_in_the_same_step() {
    let mut desk = Desk::with_four();
    desk.choose(Choice::Undetermined);
    let effects = desk.tell(Event::Submit);
    assert!(matches!(effects[0], Effect::SendVerdict { .. }));
    assert_eq!(effects[1..], [lease(1)]);
    assert_eq!(desk.on_screen().id, case(1));
    assert_eq!(desk.frame_name().as_deref(), Some("rest-1"));
}

#[test]
fn holding_shows_and_letting_go_closes_with_what_was_presented() {
    let mut desk = Desk::with_four();
    let ask = Effect::AskLook {
        case: case(0),
        lease: LeaseId(uuid(0)),
        rung: Rung::Grey,
    };
    assert_eq!(desk.hold(Rung::Grey), [ask]);
    assert_eq!(desk.hold(Rung::Grey), [], "a repeating key is no input");
    assert_eq!(desk.on_screen().shown.asking, Some(Rung::Grey));
    let mut desk = showing_grey();
    let shown = desk.on_screen().shown;
    assert_eq!(shown.rung, Rung::Grey);
    assert_eq!(shown.frame, Some(frame("look")));
    assert_eq!(shown.until, Some(START + Span::seconds(10)));
    assert_eq!(desk.on_screen().seen, Rung::Label);
    assert_eq!(desk.tell(Event::EndLook), [Effect::DropLook, closed(9, 1_000)]);
    assert_eq!(desk.on_screen().shown.rung, Rung::HeavyVeil);
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
    assert_eq!(desk.on_screen().seen, Rung::Grey);
}

#[test]
fn a_grant_that_comes_after_the_key_went_up_is_closed_unseen() {
    let mut desk = Desk::with_four();
    desk.hold(Rung::Grey);
    desk.tell(Event::EndLook);
    let effects = desk.grant_look(0, Rung::Grey, 9);
    assert_eq!(effects, [Effect::DropLook, closed(9, 0)]);
    let late = Event::FrameReady {
        case: case(0),
        rung: Rung::Grey,
        frame: frame("late"),
    };
    assert_eq!(desk.tell(late), [Effect::DropLook]);
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
    assert_eq!(desk.on_screen().seen, Rung::Label);
}

#[test]
fn a_second_press_takes_over_the_question_of_the_first() {
    let mut desk = Desk::with_four();
    desk.hold(Rung::Grey);
    desk.tell(Event::EndLook);
    assert_eq!(desk.hold(Rung::Grey), []);
    assert_eq!(desk.grant_look(0, Rung::Grey, 9), []);
    assert_eq!(desk.on_screen().shown.asking, Some(Rung::Grey));
}

#[test]
fn a_press_for_another_rung_waits_for_the_answer_to_the_first() {
    let mut desk = Desk::with_four();
    desk.hold(Rung::Grey);
    assert_eq!(desk.hold(Rung::Colour), []);
    let effects = desk.grant_look(0, Rung::Grey, 9);
    let ask = Effect::AskLook {
        case: case(0),
        lease: LeaseId(uuid(0)),
        rung: Rung::Colour,
    };
    assert_eq!(effects, [Effect::DropLook, closed(9, 0), ask]);
}

#[test]
fn holding_past_the_end_hides_and_asks_again_only_after_release() {
    let mut desk = showing_grey();
    desk.after(Span::seconds(9));
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"), "also before any tick");
    assert_eq!(desk.tell(Event::Tick), [Effect::DropLook, closed(9, 10_000)]);
    assert_eq!(desk.hold(Rung::Grey), []);
    desk.tell(Event::EndLook);
    assert!(matches!(desk.hold(Rung::Grey), [Effect::AskLook { .. }]));
}

#[test]
fn a_toggle_shows_and_hides() {
    let mut desk = Desk::with_four();
    let toggle = || Event::ToggleLook { rung: Rung::Grey };
    assert!(matches!(desk.tell(toggle()), [Effect::AskLook { .. }]));
    desk.grant_look(0, Rung::Grey, 9);
    assert_eq!(desk.tell(toggle()), [Effect::DropLook, closed(9, 0)]);
    assert!(matches!(desk.tell(toggle()), [Effect::AskLook { .. }]));
}

#[test]
fn the_light_veil_above_rest_goes_by_grant_and_the_label_does_not() {
    let mut desk = Desk::with_four();
    assert!(matches!(desk.hold(Rung::LightVeil), [Effect::AskLook { .. }]));
    assert_eq!(desk.hold(Rung::Label), []);
    assert_eq!(desk.on_screen().shown.rung, Rung::Label);
    assert_eq!(desk.frame_name(), None);
    assert_eq!(desk.hold(Rung::HeavyVeil), []);
    assert_eq!(desk.frame_name().as_deref(), Some("rest-0"));
}

#[test]
fn submitting_during_a_look_closes_it_before_the_verdict_leaves() {
    let mut desk = Desk::with_four();
    desk.look(0, Rung::Grey, 8);
    desk.choose(Choice::Agree);
    desk.hold(Rung::Grey);
    desk.grant_look(0, Rung::Grey, 9);
    let effects = desk.tell(Event::Submit);
    assert_eq!(effects[..2], [Effect::DropLook, closed(9, 0)]);
    assert!(matches!(effects[2], Effect::SendVerdict { .. }));
    assert_eq!(desk.on_screen().seen, Rung::Label, "nothing carries over");
}

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
    let (session, effects) = Session::open(None, allowance, START);
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
    assert_eq!(desk.after(Span::ms(59_999)).tell(Event::Tick), []);
    assert_eq!(
        desk.after(Span::ms(1)).tell(Event::Tick),
        [Effect::DropAllFrames, released(0, Released::Unseen), Effect::ShowBreak]
    );
}

#[test]
fn the_last_look_of_the_day_is_not_cut_short_by_having_spent_the_budget() {
    let mut desk = showing_grey();
    let mut allowance = in_state(State::Working, Rung::LightVeil);
    allowance.looks_left = 0;
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

#[test]
fn a_case_whose_lease_is_gone_makes_way_for_the_next() {
    let mut desk = showing_grey();
    let effects = desk.tell(Event::LeaseGone { case: case(0) });
    assert_eq!(effects, [Effect::DropLook, closed(9, 1_000), lease(1)]);
    assert_eq!(desk.on_screen().id, case(1));
    assert_eq!(desk.hold(Rung::Grey), [], "the key is still down from before");
}

#[test]
fn without_the_hub_there_are_no_looks_but_veiled_work_goes_on() {
    let mut desk = Desk::with_four();
    desk.tell(Event::Online { online: false });
    assert_eq!(desk.hold(Rung::Grey), []);
    assert_eq!(desk.refused(), Some(Blocked::Offline));
    desk.choose(Choice::Undetermined);
    assert!(matches!(desk.tell(Event::Submit), [Effect::SendVerdict { .. }]));
    assert_eq!(desk.tell(Event::Online { online: true }), [lease(1)]);
}

#[test]
fn a_verdict_can_be_taken_back_before_the_hub_has_acknowledged_it() {
    let mut desk = Desk::with_four();
    desk.choose(Choice::Undetermined);
    desk.tell(Event::Submit);
    assert_eq!(desk.tell(Event::Undo), []);
    assert_eq!(desk.tell(Event::Undo), [], "only once");
    let taken = Event::VerdictTaken {
        case: case(0),
        verdict: verdict_id(4),
        grace_ends: desk.now + Span::seconds(60),
    };
    let verdict = verdict_id(4);
    assert_eq!(desk.tell(taken), [Effect::TakeBack { verdict }]);
    assert_eq!(desk.view().undo, None);
}

#[test]
fn a_case_taken_back_comes_first_and_without_a_picture() {
    let mut desk = Desk::with_four();
    desk.choose(Choice::Undetermined);
    desk.tell(Event::Submit);
    desk.tell(Event::Leased { cases: vec![held(4)] });
    let grace_ends = desk.now + Span::seconds(60);
    desk.tell(Event::VerdictTaken {
        case: case(0),
        verdict: verdict_id(4),
        grace_ends,
    });
    assert_eq!(desk.view().undo.map(|undo| undo.until), Some(grace_ends));
    let verdict = verdict_id(4);
    assert_eq!(desk.tell(Event::Undo), [Effect::TakeBack { verdict }]);
    assert_eq!(desk.tell(Event::Undone { case: case(0) }), [lease(1)]);
    desk.tell(Event::Leased { cases: vec![held(0)] });
    desk.picture_all();
    assert_eq!(desk.on_screen().id, case(0));
    assert_eq!(desk.on_screen().shown.rung, Rung::Label);
    assert_eq!(desk.frame_name(), None);
    assert_eq!(desk.on_screen().pairs[0].ruling, None);
}

#[test]
fn the_grace_ends_by_time() {
    let mut desk = Desk::with_four();
    desk.choose(Choice::Undetermined);
    desk.tell(Event::Submit);
    desk.tell(Event::VerdictTaken {
        case: case(0),
        verdict: verdict_id(4),
        grace_ends: Time(START.0 + 5),
    });
    assert!(desk.view().undo.is_some());
    desk.after(Span::ms(5));
    assert_eq!(desk.view().undo, None);
    assert_eq!(desk.tell(Event::Undo), []);
}

#[test]
fn a_picture_that_cannot_be_made_is_said_and_a_lower_veil_tried() {
    let mut light = held(0);
    light.resting_rung = Rung::LightVeil;
    let mut desk = Desk::opened();
    desk.tell(Event::Leased { cases: vec![light] });
    let failed = |rung| Event::FrameFailed { case: case(0), rung };
    let lower = Effect::PrepareRest {
        case: case(0),
        rung: Rung::HeavyVeil,
    };
    assert_eq!(desk.tell(failed(Rung::LightVeil)), [lower]);
    assert_eq!(desk.tell(failed(Rung::HeavyVeil)), []);
    assert_eq!(desk.on_screen().shown.rung, Rung::Label);
    desk.hold(Rung::Grey);
    desk.grant_look(0, Rung::Grey, 9);
    let effects = desk.tell(failed(Rung::Grey));
    assert_eq!(effects, [Effect::DropLook, closed(9, 0)]);
    assert_eq!(desk.refused(), Some(Blocked::NoPicture));
}
