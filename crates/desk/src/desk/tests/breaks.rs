//! Breaks: nothing of a case is left, and a break one wants needs nobody's leave.

use super::{Stage, hub::FakeHub};
use scrim_model::wellness::Settings;
use scrim_wire::ipc::{
    commands::Intent,
    view::{Connection, Message, Screen},
};

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
