//! Signing in at an organisation. The browser and the way back are real sockets, so time is real too.

use super::{Stage, hub::FakeHub};
use crate::browser::{Browser, NotOpened, SafeAddress};
use scrim_wire::{
    Code,
    contract::Contract,
    http::session::SignInWays,
    ipc::{
        commands::Intent,
        view::{self, Screen, SignInView},
    },
};
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Comes back at once, with what the path of the page it was sent to says.
pub(super) struct TestBrowser(pub(super) Arc<FakeHub>);

impl Browser for TestBrowser {
    fn open(&self, address: &SafeAddress) -> Result<(), NotOpened> {
        let (_, query) = address.as_str().split_once("/back?").ok_or(NotOpened)?;
        let begun = self.0.book().begun.clone().ok_or(NotOpened)?;
        let back = begun.redirect_uri.strip_prefix("http://").ok_or(NotOpened)?.to_owned();
        let query = query.to_owned();
        tokio::spawn(async move {
            let (host, path) = back.split_once('/').unwrap();
            let mut line = TcpStream::connect(host).await.unwrap();
            let ask = format!("GET /{path}?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            line.write_all(ask.as_bytes()).await.unwrap();
            let mut answer = String::new();
            line.read_to_string(&mut answer).await.unwrap();
        });
        Ok(())
    }
}

const RIGHT: &str = "https://id.example/back?code=the%20code&state=the+state";
const DENIED: &str = "https://id.example/back?error=access_denied&state=the+state";
const OTHER_CODE: &str = "https://id.example/back?code=another&state=the+state";
const NEVER: &str = "https://id.example/back?code=the%20code&state=another";
const NO_BROWSER: &str = "https://id.example/nowhere";
const IN_CLEAR: &str = "http://id.example/back?code=the%20code&state=the+state";

async fn begun(page: &'static str) -> Stage {
    let hub = FakeHub::default();
    hub.book().organisation = Some(page);
    let stage = Stage::new(hub);
    stage.until(|view| form(&view.screen).is_some()).await;
    stage.want(Intent::SignInWithOrganisation {
        hub: "https://hub.example".into(),
    });
    stage
}

fn form(screen: &Screen) -> Option<&SignInView> {
    match screen {
        Screen::SignIn(form) => Some(form),
        _ => None,
    }
}

#[tokio::test]
async fn whoever_comes_back_with_the_code_is_in_and_stays_so_over_a_restart() {
    let stage = begun(RIGHT).await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    let kept = stage
        .keyring
        .kept
        .lock()
        .unwrap()
        .contains_key("https://hub.example sam");
    assert!(kept, "under the name that the hub knows");
    let stage = stage.restart().await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test]
async fn what_does_not_come_to_a_sign_in_is_said() {
    for (page, problem, browser) in [
        (DENIED, Some(Code::SignInFailed), view::Browser::Unused),
        (OTHER_CODE, Some(Code::SignInFailed), view::Browser::Unused),
        (IN_CLEAR, Some(Code::SignInFailed), view::Browser::Unused),
        (NO_BROWSER, None, view::Browser::NotOpened),
    ] {
        let stage = begun(page).await;
        let told = |form: &SignInView| form.problem == problem && form.browser == browser && !form.busy;
        stage.until(|view| form(&view.screen).is_some_and(told)).await;
    }
}

#[tokio::test]
async fn a_browser_that_does_not_come_back_is_waited_for_until_somebody_has_enough_of_it() {
    let stage = begun(NEVER).await;
    let waits = |form: &SignInView| form.browser == view::Browser::Awaited && form.busy;
    stage.until(|view| form(&view.screen).is_some_and(waits)).await;
    stage.until_heard(|hub| hub.book().begun.is_some()).await;
    stage.want(Intent::CancelSignIn);
    let free = |form: &SignInView| form.browser == view::Browser::Unused && !form.busy && form.problem.is_none();
    stage.until(|view| form(&view.screen).is_some_and(free)).await;
    stage.hub.book().organisation = Some(RIGHT);
    stage.want(Intent::SignInWithOrganisation {
        hub: "https://hub.example".into(),
    });
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
}

#[tokio::test(start_paused = true)]
async fn how_one_can_sign_in_is_asked_of_the_hub_that_is_named() {
    let hub = FakeHub::default();
    hub.book().organisation = Some(RIGHT);
    let stage = Stage::new(hub);
    stage
        .until(|view| form(&view.screen).is_some_and(|form| form.ways.is_none()))
        .await;
    stage.want(Intent::AskWays {
        hub: "https://hub.example".into(),
    });
    let ways = Some(SignInWays {
        passwords: false,
        organisation: true,
        contract: Contract::OURS,
    });
    stage
        .until(|view| form(&view.screen).is_some_and(|form| form.ways == ways))
        .await;
    stage.want(Intent::AskWays {
        hub: "http://leaky.example".into(),
    });
    stage
        .until(|view| form(&view.screen).is_some_and(|form| form.ways.is_none()))
        .await;
}
