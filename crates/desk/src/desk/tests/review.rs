//! Reviewing: pictures come and go as the session wants, letters leave in order.

use super::{
    Stage,
    hub::{FakeHub, GREY, VEIL},
    look_frame, resting_frame, review,
};
use scrim_model::{
    lens::{Cleared, LensPoint, Proportions},
    rung::Rung,
    session::view::{Blocked, Choice},
};
use scrim_wire::{
    Code,
    http::looks::CloseLook,
    ipc::{
        commands::Intent,
        view::{DeskView, Message, Screen},
    },
};
use std::time::Duration;

const GREY_LOOK: Intent = Intent::HoldLook { rung: Rung::Grey };

#[tokio::test(start_paused = true)]
async fn a_case_comes_up_at_rest_and_nothing_clearer_is_in_memory() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    let name = resting_frame(&stage.desk.view()).unwrap();
    assert_eq!(stage.desk.frames().len(), 1);
    assert_eq!(stage.paint(&name), VEIL);
    assert_eq!(stage.desk.frames().len(), 1, "the resting picture and nothing clearer");
}

#[tokio::test(start_paused = true)]
async fn a_look_shows_the_opened_picture_until_the_key_goes_up() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(GREY_LOOK);
    let view = stage.until(|view| look_frame(view).is_some()).await;
    assert_eq!(stage.paint(&look_frame(&view).unwrap()), *GREY);
    stage.want(Intent::EndLook);
    stage.until(|view| look_frame(view).is_none()).await;
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_picture_that_nobody_fetched_is_gone_when_the_look_ends() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(GREY_LOOK);
    let view = stage.until(|view| look_frame(view).is_some()).await;
    stage.want(Intent::EndLook);
    stage.until(|view| look_frame(view).is_none()).await;
    assert!(stage.desk.frames().take(&look_frame(&view).unwrap()).is_none());
}

#[tokio::test(start_paused = true)]
async fn the_lens_moves_within_one_look_and_leaves_nothing_behind() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(Intent::HoldLook { rung: Rung::Lens });
    let first = look_frame(&stage.until(|view| look_frame(view).is_some()).await).unwrap();
    let drawn = stage.paint(&first);
    assert!(
        drawn.starts_with(&[0xFF, 0xD8]) && drawn != *GREY,
        "a picture of its own"
    );
    let at = LensPoint { x: 100, y: 900 };
    stage.want(Intent::MoveLens { at });
    let moved = |view: &DeskView| look_frame(view).is_some_and(|name| name != first);
    let second = look_frame(&stage.until(moved).await).unwrap();
    stage.want(Intent::MoveLens { at: LensPoint::MIDDLE });
    stage
        .until(|view| moved(view) && look_frame(view).is_some_and(|name| name != second))
        .await;
    assert_eq!(
        stage.desk.frames().len(),
        2,
        "the resting picture, and the lens where it is now"
    );
    tokio::time::advance(Duration::from_millis(500)).await;
    stage.want(Intent::EndLook);
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
    assert_eq!(stage.hub.heard("Post /v1/leases/"), 1, "one grant for all of it");
    assert_eq!(stage.desk.frames().len(), 1);
    let region: serde_json::Value = serde_json::from_str(&stage.hub.book().closings[0]).unwrap();
    let region = region["presented"]["region_permille"].as_u64().unwrap();
    assert!((40..120).contains(&region), "the union of three places: {region}");
}

#[tokio::test(start_paused = true)]
async fn where_the_lens_was_goes_to_the_hub_with_what_it_had_said_itself() {
    let of = Proportions {
        width: 400,
        height: 300,
    };
    let before = Cleared::default().with(LensPoint { x: 0, y: 0 }, of);
    let hub = FakeHub::with_cases(1);
    hub.book().cleared = before.clone();
    let stage = Stage::reviewing(hub).await;
    stage.want(Intent::HoldLook { rung: Rung::Lens });
    let shown = look_frame(&stage.until(|view| look_frame(view).is_some()).await).unwrap();
    stage.paint(&shown);
    // Asleep, and not only advanced: what was painted has to arrive before time passes.
    tokio::time::sleep(Duration::from_millis(500)).await;
    stage.want(Intent::EndLook);
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
    let closing: CloseLook = serde_json::from_str(&stage.hub.book().closings[0]).unwrap();
    let told = closing.cleared.expect("regions");
    assert_eq!(told.permille(), closing.presented.region_permille);
    assert_eq!(told.joined(&before), told, "what was clear before is clear still");
    assert!(told.permille() > before.permille());
}

#[tokio::test(start_paused = true)]
async fn a_look_ends_by_itself_with_its_grant() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(GREY_LOOK);
    stage.until(|view| look_frame(view).is_some()).await;
    stage.until(|view| look_frame(view).is_none()).await;
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_grant_that_comes_too_late_shows_nothing_and_is_closed_unseen() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(GREY_LOOK);
    stage.want(Intent::EndLook);
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
    assert!(stage.hub.book().closings[0].contains("\"shown_ms\":0"));
    assert!(look_frame(&stage.desk.view()).is_none());
    assert_eq!(stage.desk.frames().len(), 1, "the resting picture alone");
}

#[tokio::test(start_paused = true)]
async fn a_rendition_that_was_tampered_with_is_never_shown() {
    let hub = FakeHub::with_cases(1);
    hub.book().tampered = true;
    let stage = Stage::reviewing(hub).await;
    stage.want(GREY_LOOK);
    let refused = Some(Blocked::NoPicture);
    stage
        .until(|view| {
            let case = review(view).and_then(|review| review.case.as_ref());
            case.is_some_and(|case| case.shown.refused == refused)
        })
        .await;
    assert_eq!(stage.desk.frames().len(), 1, "the resting picture alone");
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_look_for_which_there_is_no_picture_costs_the_look_and_not_the_case() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.hub.book().no_look = Some(Code::NotFound);
    stage.want(GREY_LOOK);
    let refused = Some(Blocked::NoPicture);
    let view = stage
        .until(|view| {
            let case = review(view).and_then(|review| review.case.as_ref());
            case.is_some_and(|case| case.shown.refused == refused)
        })
        .await;
    assert!(resting_frame(&view).is_some());
    assert_eq!(view.message, None);
}

#[tokio::test(start_paused = true)]
async fn a_case_whose_picture_was_destroyed_leaves_the_screen_and_memory() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.hub.book().no_look = Some(Code::PictureDestroyed);
    stage.want(GREY_LOOK);
    stage.until(|view| view.message == Some(Message::CaseGone)).await;
    assert!(stage.desk.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_verdict_leaves_after_the_closing_it_rests_on() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    decide_after_a_look(&stage).await;
    stage.until_heard(|hub| hub.heard("Post /v1/cases/") == 1).await;
    assert!(stage.hub.when("Put /v1/looks/") < stage.hub.when("Post /v1/cases/"));
    stage.until(|view| view.unsent == 0).await;
    let view = stage
        .until(|view| review(view).is_some_and(|review| review.undo.is_some()))
        .await;
    assert!(review(&view).unwrap().case.is_none());
    let unsent = stage.folder.path().join("unsent.journal");
    stage
        .until_heard(|_| std::fs::read(&unsent).is_ok_and(|kept| kept == b"\x0f\0\0\0scrim journal 2"))
        .await;
}

#[tokio::test(start_paused = true)]
async fn the_curtain_leaves_no_picture_and_lifts_to_the_label() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.want(GREY_LOOK);
    stage.until(|view| look_frame(view).is_some()).await;
    stage.want(Intent::Panic);
    stage.until(|view| view.curtain).await;
    assert!(stage.desk.frames().is_empty());
    stage.want(GREY_LOOK);
    stage.want(Intent::LiftCurtain);
    let view = stage.until(|view| !view.curtain).await;
    let case = review(&view).unwrap().case.as_ref().unwrap();
    assert_eq!(case.shown.rung, Rung::Label);
    assert!(case.shown.frame.is_none());
    let veil = Intent::ToggleLook { rung: Rung::HeavyVeil };
    stage.want(veil);
    let view = stage.until(|view| resting_frame(view).is_some()).await;
    assert_eq!(stage.paint(&resting_frame(&view).unwrap()), VEIL);
}

#[tokio::test(start_paused = true)]
async fn a_case_whose_lease_is_gone_leaves_the_screen_and_memory() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.hub.book().leases_lost = true;
    stage.until(|view| view.message == Some(Message::CaseGone)).await;
    assert!(stage.desk.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn held_cases_are_kept_alive_and_go_back_when_one_goes_home() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.until_heard(|hub| hub.heard("Put /v1/leases/") >= 4).await;
    stage.want(Intent::GoHome);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    stage.until_heard(|hub| hub.heard("Delete /v1/leases/") == 2).await;
    assert!(stage.desk.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_window_that_closes_gives_its_cases_back_first() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage
        .until(|view| review(view).is_some_and(|review| review.ready_next == 1))
        .await;
    stage.desk.close().await;
    assert_eq!(stage.hub.heard("Delete /v1/leases/"), 2);
    assert!(stage.desk.frames().is_empty());
}

/// Looks, closes the look, says that it is another picture, sends the verdict.
pub(super) async fn decide_after_a_look(stage: &Stage) {
    stage.want(GREY_LOOK);
    let view = stage.until(|view| look_frame(view).is_some()).await;
    stage.paint(&look_frame(&view).unwrap());
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    stage.want(Intent::EndLook);
    stage.want(Intent::Choose {
        choice: Choice::Different,
        reason: None,
    });
    stage.want(Intent::Submit);
    stage
        .until(|view| view.unsent > 0 || stage.hub.heard("Post /v1/cases/") > 0)
        .await;
}
