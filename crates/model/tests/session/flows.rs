//! The main ways through a review.

use crate::desk::{Desk, START, case, closed, frame, held, lease, showing_grey, uuid, verdict_id};
use scrim_model::{
    ids::LeaseId,
    rung::Rung,
    session::{
        Effect, Event,
        view::{Blocked, Choice, WaitingFor},
    },
    time::{Span, Time},
};

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
fn a_review_that_is_opened_for_a_case_asks_for_it_alone_and_then_for_others() {
    let mut desk = Desk::opened_for(Some(case(7)));
    let named = Effect::Lease {
        queue: None,
        case: Some(case(7)),
        want: 1,
    };
    assert_eq!(desk.effects, std::slice::from_ref(&named));
    desk.tell(Event::LeaseRefused { why: Blocked::Offline });
    assert_eq!(
        desk.after(Span::seconds(5)).tell(Event::Tick),
        [named],
        "it is still wanted"
    );
    let effects = desk.tell(Event::Leased { cases: vec![held(7)] });
    assert_eq!(effects.last(), Some(&lease(3)));
    assert!(!effects.contains(&Effect::NotToBeHad));
    assert_eq!(desk.on_screen().id, case(7));
    let mut desk = Desk::opened_for(Some(case(7)));
    assert!(desk.tell(Event::Leased { cases: vec![] }).contains(&Effect::NotToBeHad));
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
        aim: Rung::Grey.into(),
    };
    assert_eq!(desk.hold(Rung::Grey), [ask]);
    assert_eq!(desk.hold(Rung::Grey), [], "a repeating key is no input");
    assert_eq!(desk.on_screen().shown.asking, Some(Rung::Grey.into()));
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
    assert_eq!(desk.on_screen().shown.asking, Some(Rung::Grey.into()));
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
        aim: Rung::Colour.into(),
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
    let toggle = || Event::ToggleLook { aim: Rung::Grey.into() };
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
    let again = desk.tell(Event::Leased { cases: vec![held(0)] });
    let made_way = Effect::PrepareRest {
        case: case(1),
        rung: Rung::HeavyVeil,
    };
    assert!(again.contains(&made_way), "its picture needs a new name: {again:?}");
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
