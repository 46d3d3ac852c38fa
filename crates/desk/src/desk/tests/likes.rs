//! What a person likes holds at once and everywhere.

use super::{Stage, hub::FakeHub};
use scrim_model::person::{Preferences, Tone};
use scrim_wire::ipc::{
    commands::Intent,
    view::{Connection, Screen},
};

const SEPIA: Preferences = Preferences { tone: Tone::Sepia };

#[tokio::test(start_paused = true)]
async fn a_tone_holds_at_once_and_after_a_restart_for_the_hub_keeps_it() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    assert_eq!(stage.desk.view().tone, Tone::AsIs);
    stage.want(Intent::SetPreferences { preferences: SEPIA });
    stage.until(|view| view.tone == Tone::Sepia).await;
    stage.until_heard(|hub| hub.book().preferences == SEPIA).await;
    let stage = stage.restart().await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(stage.desk.view().tone, Tone::Sepia);
    stage.want(Intent::SignOut);
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    assert_eq!(stage.desk.view().tone, Tone::AsIs, "nobody is there who likes anything");
}

#[tokio::test(start_paused = true)]
async fn what_a_silent_hub_has_not_heard_it_hears_once_it_is_back() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.hub.book().silent = true;
    stage.want(Intent::SetPreferences { preferences: SEPIA });
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    assert_eq!(stage.desk.view().tone, Tone::Sepia);
    stage.hub.book().silent = false;
    stage.until_heard(|hub| hub.book().preferences == SEPIA).await;
    stage.until(|view| view.connection == Connection::Online).await;
    assert_eq!(stage.desk.view().tone, Tone::Sepia);
}
