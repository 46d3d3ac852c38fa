//! Signing in and out, and sessions that end by themselves.

use super::{Stage, hub::FakeHub};
use scrim_wire::{
    Code,
    contract::Contract,
    ipc::{
        commands::Intent,
        view::{HubOddity, Keyring, Message, Screen},
    },
};

#[tokio::test(start_paused = true)]
async fn a_wrong_password_is_told_by_its_code() {
    let stage = Stage::new(FakeHub::default());
    stage.sign_in("wrong").await;
    let told = |screen: &Screen| matches!(screen, Screen::SignIn(form) if form.problem == Some(Code::WrongPassword) && !form.busy);
    stage.until(|view| told(&view.screen)).await;
}

#[tokio::test(start_paused = true)]
async fn an_address_that_would_leak_the_password_is_never_called() {
    let stage = Stage::new(FakeHub::default());
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    stage.want(Intent::SignIn {
        hub: "http://hub.example".into(),
        name: "sam".into(),
        password: "right".into(),
    });
    let told = |screen: &Screen| matches!(screen, Screen::SignIn(form) if form.problem == Some(Code::BadRequest));
    stage.until(|view| told(&view.screen)).await;
    assert!(stage.hub.book().calls.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_hub_that_is_too_far_apart_is_named_as_such_and_the_session_stays_for_another_version() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    let later = Contract { oldest: 7, newest: 9 };
    stage.hub.book().contract = later;
    let stage = stage.restart().await;
    let odd = |screen: &Screen| matches!(screen, Screen::SignIn(form) if form.oddity == Some(HubOddity::TooNew));
    stage.until(|view| odd(&view.screen)).await;
    assert_eq!(stage.hub.heard("Post /v1/session/refresh"), 0);
    stage.hub.book().contract = Contract::OURS;
    let stage = stage.restart().await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn a_session_is_taken_up_again_with_the_kept_token() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    assert_eq!(stage.desk.view().keyring, Keyring::Kept);
    let stage = stage.restart().await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(stage.hub.heard("Post /v1/session/refresh"), 1);
    let stage = stage.restart().await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(stage.hub.heard("Post /v1/session/refresh"), 2, "the successor was kept");
}

#[tokio::test(start_paused = true)]
async fn an_expired_token_is_refreshed_once_for_all_calls() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    let before = stage.hub.heard("Put /v1/leases/");
    stage.hub.book().fresh_from = 2;
    stage.until_heard(|hub| hub.heard("Put /v1/leases/") > before + 3).await;
    assert_eq!(stage.hub.heard("Post /v1/session/refresh"), 1);
    assert!(matches!(stage.desk.view().screen, Screen::Review(_)));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_the_hub_ended_leaves_nothing_on_the_screen_or_in_memory() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    {
        let mut book = stage.hub.book();
        book.fresh_from = 2;
        book.forgot_us = true;
    }
    let view = stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    assert_eq!(view.message, Some(Message::SignedOut));
    assert!(stage.desk.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_session_that_was_ended_elsewhere_says_why() {
    for code in [
        Code::SignedOutEverywhere,
        Code::SwitchedOff,
        Code::SessionOver,
        Code::NoGroup,
    ] {
        let stage = Stage::signed_in(FakeHub::default()).await;
        {
            let mut book = stage.hub.book();
            book.fresh_from = 2;
            book.ended = Some(code);
        }
        let view = stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
        assert_eq!(view.message, Some(Message::SignedOut));
        assert!(matches!(view.screen, Screen::SignIn(form) if form.problem == Some(code)));
    }
}

#[tokio::test(start_paused = true)]
async fn signing_out_everywhere_is_done_when_the_hub_has_said_so() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.hub.book().silent = true;
    stage.want(Intent::SignOutEverywhere);
    let told = Some(Message::Refused {
        code: Code::Unavailable,
        until: None,
    });
    stage
        .until(|view| view.message == told && matches!(view.screen, Screen::Home(_)))
        .await;
    stage.hub.book().silent = false;
    stage.want(Intent::SignOutEverywhere);
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    assert_eq!(stage.hub.heard("Delete /v1/session/all"), 1);
    stage
        .until_heard(|_| {
            !stage
                .keyring
                .kept
                .lock()
                .unwrap()
                .contains_key("https://hub.example sam")
        })
        .await;
}

#[tokio::test(start_paused = true)]
async fn signing_out_gives_the_cases_back_and_then_ends_the_session() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(Intent::SignOut);
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    stage.until_heard(|hub| hub.heard("Delete /v1/session") == 1).await;
    assert!(stage.hub.when("Delete /v1/leases/") < stage.hub.when("Delete /v1/session"));
    let account = "https://hub.example sam";
    stage
        .until_heard(|_| !stage.keyring.kept.lock().unwrap().contains_key(account))
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_hub_that_is_away_at_the_start_is_tried_until_it_answers() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.hub.book().silent = true;
    let stage = stage.restart().await;
    let told = |screen: &Screen| matches!(screen, Screen::SignIn(form) if form.problem == Some(Code::Unavailable));
    stage.until(|view| told(&view.screen)).await;
    stage.hub.book().silent = false;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}
