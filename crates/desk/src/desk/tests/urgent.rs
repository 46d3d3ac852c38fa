//! A child at immediate risk: the mark, what the hub makes of it, and taking it back.

use super::{
    Stage,
    hub::{FakeHub, NOW, case_id, json, parse, refused},
    review,
};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    ids::CaseId,
    time::Time,
    urgent::{UNDO, UrgentReason},
};
use scrim_wire::{
    Code,
    http::urgent::{MarkUrgent, MarkedUrgent},
    ipc::{
        commands::Intent,
        urgent::UrgentView,
        view::{DeskView, Message, Screen},
    },
};

/// What the made-up hub answers to a mark, and to taking one back.
pub(super) fn answer(request: &Request, case: &str, refuses: Option<Code>) -> Reply {
    let _: CaseId = case.parse().unwrap();
    if let Some(code) = refuses {
        return refused(code);
    }
    if request.method == Method::Delete {
        return json(&());
    }
    assert!(request.lease_token.is_some(), "a mark proves its lease");
    assert_eq!(parse::<MarkUrgent>(request).reason, UrgentReason::Place);
    json(&MarkedUrgent { undo_until: until() })
}

fn until() -> Time {
    NOW + UNDO
}

const MARK: Intent = Intent::MarkUrgent {
    reason: UrgentReason::Place,
};

fn on_screen(view: &DeskView) -> Option<CaseId> {
    Some(review(view)?.case.as_ref()?.id)
}

fn is_marked(view: &DeskView) -> bool {
    view.urgent == Some(UrgentView::Marked { until: until() })
}

async fn marked() -> Stage {
    let stage = Stage::reviewing(FakeHub::with_cases(3)).await;
    stage.want(MARK);
    stage.until(is_marked).await;
    stage
}

#[tokio::test(start_paused = true)]
async fn a_mark_needs_no_look_and_the_next_case_comes_once_the_hub_has_it() {
    let stage = marked().await;
    let view = stage
        .until(|view| on_screen(view).is_some_and(|case| case != case_id(1)))
        .await;
    assert_eq!(on_screen(&view), Some(case_id(2)));
    assert_eq!(stage.hub.heard(&format!("Post /v1/cases/{}/urgent", case_id(1))), 1);
    assert_eq!(
        stage.hub.heard("Delete /v1/leases"),
        0,
        "the mark itself ends the lease"
    );
    let looks = stage
        .hub
        .book()
        .calls
        .iter()
        .filter(|call| call.ends_with("/looks"))
        .count();
    assert_eq!(looks, 0);
}

#[tokio::test(start_paused = true)]
async fn a_mark_is_taken_back_by_one_act_and_the_hub_is_asked_for_its_case_again() {
    let stage = marked().await;
    let leases = stage.hub.heard("Post /v1/leases");
    stage.want(Intent::TakeMarkBack);
    stage.want(Intent::TakeMarkBack);
    let view = stage.until(|view| view.message == Some(Message::MarkTakenBack)).await;
    assert_eq!(view.urgent, None);
    assert_eq!(stage.hub.heard(&format!("Delete /v1/cases/{}/urgent", case_id(1))), 1);
    stage.until_heard(|hub| hub.heard("Post /v1/leases") > leases).await;
}

#[tokio::test(start_paused = true)]
async fn after_half_a_minute_nothing_offers_to_take_a_mark_back_and_nothing_does() {
    let stage = marked().await;
    stage.until(|view| view.urgent.is_none()).await;
    assert!(stage.desk.view().now >= until());
    stage.want(Intent::TakeMarkBack);
    stage.want(Intent::GoHome);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    stage.until_heard(|hub| hub.heard("Delete /v1/leases") > 0).await;
    assert_eq!(stage.hub.heard("Delete /v1/cases"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_mark_can_be_taken_back_from_any_screen() {
    let stage = marked().await;
    stage.want(Intent::GoHome);
    let home = stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert!(is_marked(&home));
    stage.want(Intent::TakeMarkBack);
    stage.until(|view| view.message == Some(Message::MarkTakenBack)).await;
}

#[tokio::test(start_paused = true)]
async fn a_case_that_was_marked_before_stays_in_hand_and_the_person_is_told() {
    let stage = Stage::reviewing(FakeHub::with_cases(3)).await;
    let code = Code::ChangedSince;
    stage.hub.book().no_mark = Some(code);
    stage.want(MARK);
    let view = stage
        .until(|view| view.message == Some(Message::NotMarked { code: Some(code) }))
        .await;
    assert_eq!((on_screen(&view), view.urgent), (Some(case_id(1)), None));
}

#[tokio::test(start_paused = true)]
async fn a_mark_on_a_case_that_is_lost_is_never_passed_over_in_silence() {
    let stage = Stage::reviewing(FakeHub::with_cases(3)).await;
    let code = Code::LeaseLost;
    stage.hub.book().no_mark = Some(code);
    stage.want(MARK);
    let view = stage
        .until(|view| view.message == Some(Message::NotMarked { code: Some(code) }))
        .await;
    assert_ne!(on_screen(&view), Some(case_id(1)));
}

#[tokio::test(start_paused = true)]
async fn a_mark_that_no_hub_heard_says_so_and_keeps_the_case() {
    let stage = Stage::reviewing(FakeHub::with_cases(3)).await;
    stage.hub.book().silent = true;
    stage.want(MARK);
    let view = stage
        .until(|view| view.message == Some(Message::NotMarked { code: None }))
        .await;
    assert_eq!((on_screen(&view), view.urgent), (Some(case_id(1)), None));
    stage.hub.book().silent = false;
    let may = |view: &DeskView| {
        let case = review(view).and_then(|review| review.case.as_ref());
        case.is_some_and(|case| case.mark_urgent == scrim_model::session::view::Allowed::Yes)
    };
    stage.until(may).await;
    stage.want(MARK);
    let view = stage
        .until(|view| matches!(view.urgent, Some(UrgentView::Marked { .. })))
        .await;
    assert_eq!(view.message, None, "what was said before is over");
}

#[tokio::test(start_paused = true)]
async fn a_second_mark_while_the_first_is_on_its_way_is_refused_and_never_looks_made() {
    let stage = Stage::reviewing(FakeHub::with_cases(3)).await;
    // A hub in trouble is asked a few more times, and until then the first mark is on its way.
    stage.hub.book().no_mark = Some(Code::Unavailable);
    stage.want(MARK);
    let asked = Some(UrgentView::Asked);
    stage.until(|view| view.urgent == asked).await;
    stage.want(Intent::Skip);
    stage.until(|view| on_screen(view) == Some(case_id(2))).await;
    stage.want(MARK);
    let refused = Some(Message::NotMarked { code: None });
    let view = stage
        .until(|view| view.message == refused && view.urgent == asked)
        .await;
    assert_eq!(on_screen(&view), Some(case_id(2)));
    assert_eq!(stage.hub.heard(&format!("Post /v1/cases/{}/urgent", case_id(2))), 0);
}

#[tokio::test(start_paused = true)]
async fn taking_back_too_late_says_that_the_mark_stays() {
    let stage = marked().await;
    let code = Code::GraceOver;
    stage.hub.book().no_mark = Some(code);
    stage.want(Intent::TakeMarkBack);
    let view = stage
        .until(|view| view.message == Some(Message::MarkStays { code: Some(code) }))
        .await;
    assert_eq!(view.urgent, None);
}

#[tokio::test(start_paused = true)]
async fn taking_back_while_the_hub_is_silent_can_be_tried_again() {
    let stage = marked().await;
    stage.hub.book().silent = true;
    stage.want(Intent::TakeMarkBack);
    let view = stage
        .until(|view| view.message == Some(Message::MarkStays { code: None }))
        .await;
    assert!(is_marked(&view));
}
