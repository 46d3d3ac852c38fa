//! One's own password: what is asked for before anything else, and what is said of a change.

use super::{Stage, hub::FakeHub};
use scrim_wire::{
    Code,
    http::me::PasswordKept,
    ipc::{
        commands::Intent,
        setting_up::PasswordView,
        view::{DeskView, Message, Screen},
    },
};

fn change(current: &str) -> Intent {
    Intent::ChangePassword {
        current: current.into(),
        new: "eleven herons at dusk".into(),
    }
}

fn to_choose(view: &DeskView) -> Option<&PasswordView> {
    match &view.screen {
        Screen::NewPassword(view) => Some(&view.password),
        _ => None,
    }
}

fn in_settings(view: &DeskView) -> Option<&PasswordView> {
    match &view.screen {
        Screen::Settings(settings) => settings.password.as_ref(),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_came_in_with_a_given_password_chooses_one_before_anything_else() {
    let hub = FakeHub::default();
    hub.book().password = PasswordKept::Given;
    let stage = Stage::new(hub);
    stage.sign_in("right").await;
    stage.until(|view| to_choose(view).is_some()).await;
    assert_eq!(stage.hub.heard("Get /v1/events"), 0, "there is nothing to hear yet");
    stage.want(Intent::OpenRecord);
    stage.want(change("another"));
    let view = stage
        .until(|view| to_choose(view).is_some_and(|shown| shown.refused.is_some()))
        .await;
    let refused = to_choose(&view).and_then(|shown| shown.refused.clone());
    assert_eq!(refused.and_then(|refused| refused.code), Some(Code::WrongPassword));
    stage.want(change("given"));
    let view = stage.until(|view| to_choose(view).is_none()).await;
    assert_eq!(view.message, Some(Message::Saved));
    stage.want(Intent::OpenSettings);
    let view = stage.until(|view| in_settings(view).is_some()).await;
    assert_eq!(in_settings(&view).map(|shown| shown.changed), Some(1));
}

#[tokio::test(start_paused = true)]
async fn whoever_signs_in_elsewhere_is_offered_no_change_and_asks_for_none() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenSettings);
    let view = stage.until(|view| matches!(view.screen, Screen::Settings(_))).await;
    assert_eq!(in_settings(&view), None);
    stage.want(change("given"));
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(stage.hub.heard("Put /v1/me/password"), 0);
}

#[test]
fn no_debug_line_holds_a_password() {
    let line = format!("{:?}", change("the one before"));
    assert!(!line.contains("before") && !line.contains("herons"), "{line}");
}
