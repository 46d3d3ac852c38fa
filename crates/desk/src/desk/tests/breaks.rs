//! Breaks: nothing of a case is left, and a break one wants needs nobody's leave.

use super::{
    Stage,
    hub::{FakeHub, NOW},
    start,
};
use crate::keyring::fake::{FakeKeyring, Mood};
use scrim_model::{
    session::view::{Allowed, Blocked},
    time::{Span, Time},
    wellness::{RestKind, Settings, State},
};
use scrim_wire::ipc::{
    commands::Intent,
    view::{Connection, DeskView, Message, Screen},
};
use std::sync::Arc;

fn on_break(screen: &Screen) -> bool {
    matches!(screen, Screen::Break(_))
}

#[tokio::test(start_paused = true)]
async fn a_break_now_hides_everything_and_gives_the_cases_back() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.want(Intent::BreakNow);
    let view = stage.until(|view| on_break(&view.screen)).await;
    assert!(matches!(view.screen, Screen::Break(now) if now.may_end));
    assert!(stage.desk.frames().is_empty());
    stage.until_heard(|hub| hub.heard("Post /v1/me/break") == 1).await;
    stage.until_heard(|hub| hub.heard("Delete /v1/leases/") == 2).await;
}

#[tokio::test(start_paused = true)]
async fn a_chosen_break_stays_until_one_ends_it() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::BreakNow);
    stage.until(|view| on_break(&view.screen)).await;
    stage.want(Intent::GoHome);
    let asked = stage.hub.heard("Get /v1/me");
    stage.until_heard(|hub| hub.heard("Get /v1/me") > asked + 4).await;
    assert!(on_break(&stage.desk.view().screen));
    stage.want(Intent::EndBreak);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn a_break_without_a_hub_begins_at_once_and_the_hub_hears_of_it_later() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.hub.book().silent = true;
    stage.want(Intent::BreakNow);
    stage.until(|view| on_break(&view.screen)).await;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.hub.book().silent = false;
    stage.until_heard(|hub| hub.heard("Post /v1/me/break") == 1).await;
    assert!(on_break(&stage.desk.view().screen));
}

const ENDS: Time = Time(NOW.0 + 600_000);

/// The hub finds that a break is due, and how long it lasts.
fn due(stage: &Stage) {
    stage.hub.book().limits.state = Some(State::OnBreak {
        until: Some(ENDS),
        kind: RestKind::Forced,
    });
}

fn forced(view: &DeskView) -> bool {
    matches!(view.screen, Screen::Break(now) if !now.may_end && now.until == Some(ENDS))
}

/// Everything that leads away from other screens.
fn try_to_leave(stage: &Stage) {
    for intent in [
        Intent::EndBreak,
        Intent::GoHome,
        Intent::StartReview { queue: None },
        Intent::OpenSettings,
        Intent::OpenRecord,
        Intent::BreakNow,
        Intent::EndBreak,
    ] {
        stage.want(intent);
    }
}

/// Still there once the hub was asked so often again.
async fn stays(stage: &Stage) {
    let asked = stage.hub.heard("Get /v1/me");
    stage.until_heard(|hub| hub.heard("Get /v1/me") > asked + 4).await;
    assert!(forced(&stage.desk.view()));
    assert_eq!(stage.hub.heard("Delete /v1/me/break"), 0, "the hub is not even asked");
    assert_eq!(stage.hub.heard("Post /v1/me/break"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_break_that_is_due_hides_everything_and_nobody_ends_it_before_its_time() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    due(&stage);
    stage.until(forced).await;
    assert!(stage.desk.frames().is_empty());
    stage.until_heard(|hub| hub.heard("Delete /v1/leases/") == 2).await;
    let leases = stage.hub.heard("Post /v1/leases");
    try_to_leave(&stage);
    stays(&stage).await;
    assert_eq!(stage.hub.heard("Post /v1/leases"), leases);
    stage.hub.book().limits.state = None;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn a_break_that_is_due_goes_on_after_a_restart_with_and_without_a_hub() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    due(&stage);
    stage.until(forced).await;
    stage.hub.book().silent = true;
    let stage = stage.restart().await;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.want(Intent::StartReview { queue: None });
    stage.want(Intent::EndBreak);
    stage.hub.book().silent = false;
    stage.until(forced).await;
    assert!(stage.desk.frames().is_empty());
    try_to_leave(&stage);
    stays(&stage).await;
}

#[tokio::test(start_paused = true)]
async fn a_break_that_is_due_is_on_at_every_device() {
    let one = Stage::reviewing(FakeHub::with_cases(2)).await;
    let (keyring, folder) = (
        Arc::new(FakeKeyring::new(Mood::Open)),
        Arc::new(tempfile::tempdir().unwrap()),
    );
    let other = Stage {
        desk: start(&one.hub, &keyring, &one.notices, folder.path()),
        hub: one.hub.clone(),
        keyring,
        notices: one.notices.clone(),
        folder,
    };
    due(&one);
    one.until(forced).await;
    other.sign_in("right").await;
    other.until(forced).await;
    try_to_leave(&other);
    stays(&other).await;
    one.hub.book().limits.state = None;
    for device in [&one, &other] {
        device.until(|view| matches!(view.screen, Screen::Home(_))).await;
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_hub_the_desk_itself_stops_at_the_day_s_limit() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.hub.book().limits.day_ends_at = Some(NOW + Span::minutes(2));
    let asked = stage.hub.heard("Get /v1/me");
    stage.until_heard(|hub| hub.heard("Get /v1/me") > asked + 1).await;
    stage.hub.book().silent = true;
    let view = stage.until(|view| on_break(&view.screen)).await;
    assert!(
        view.now >= NOW + Span::minutes(3),
        "a minute to decide the case on the screen"
    );
    assert!(stage.desk.frames().is_empty());
    try_to_leave(&stage);
    tokio::time::sleep(std::time::Duration::from_mins(1)).await;
    assert!(matches!(stage.desk.view().screen, Screen::Break(now) if !now.may_end));
    let until = NOW + Span::hours(9);
    stage.hub.book().limits.state = Some(State::DayDone { until });
    stage.hub.book().silent = false;
    let spent = Allowed::No {
        why: Blocked::DaySpent { until: Some(until) },
    };
    stage
        .until(|view| matches!(&view.screen, Screen::Home(home) if home.start == spent))
        .await;
}

#[tokio::test(start_paused = true)]
async fn settings_are_saved_and_said_to_be() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenSettings);
    let ready = |screen: &Screen| matches!(screen, Screen::Settings(settings) if !settings.busy && settings.floor == Settings::DEFAULT);
    stage.until(|view| ready(&view.screen)).await;
    stage.want(Intent::SetWellness {
        settings: Settings::DEFAULT,
    });
    stage.until(|view| view.message == Some(Message::Saved)).await;
    stage.want(Intent::GoHome);
    stage.until(|view| view.message.is_none()).await;
    assert_eq!(stage.hub.heard("Put /v1/me/wellness"), 1);
    stage.want(Intent::OpenRecord);
    stage
        .until(|view| matches!(&view.screen, Screen::Record(record) if !record.busy))
        .await;
}
