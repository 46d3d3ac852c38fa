//! What the hub says by itself is acted upon at once; what it does not say is asked now and then.

use super::{Stage, hub::FakeHub};
use futures_util::{StreamExt as _, stream};
use scrim_hub_client::{Request, Streamed, Unreachable};
use scrim_wire::ipc::{
    commands::Intent,
    view::{Message, Screen},
};
use std::time::Duration;
use tokio::{sync::mpsc, time::sleep};

/// What is said to whoever listens; nobody may.
#[derive(Default)]
pub(super) struct Line {
    listener: Option<mpsc::UnboundedSender<Vec<u8>>>,
    /// From where on each was told who came to listen.
    begun: Vec<Option<u64>>,
}

/// Takes up a listener, where the hub says anything at all.
pub(super) fn open(hub: &FakeHub, request: &Request) -> Result<Streamed, Unreachable> {
    let mut book = hub.book();
    let reason = "no connection";
    let silent = book.silent;
    let line = book
        .line
        .as_mut()
        .filter(|_line| !silent)
        .ok_or(Unreachable { reason })?;
    let (listener, told) = mpsc::unbounded_channel();
    line.listener = Some(listener);
    line.begun.push(request.last_event);
    let pieces = stream::unfold(told, async |mut told| Some((Ok(told.recv().await?), told)));
    let pieces = pieces.boxed();
    Ok(Streamed { status: 200, pieces })
}

/// Says something to whoever listens; in two pieces, as a network may.
fn say(hub: &FakeHub, id: u64, about: &str) {
    let event = format!("id: {id}\ndata: {{\"about\":\"{about}\"}}\n\n");
    let (first, rest) = event.split_at(event.len() / 2);
    let book = hub.book();
    let listener = book.line.as_ref().and_then(|line| line.listener.as_ref());
    for piece in [first, rest] {
        listener.expect("somebody listens").send(piece.into()).unwrap();
    }
}

fn begun(hub: &FakeHub) -> Vec<Option<u64>> {
    hub.book()
        .line
        .as_ref()
        .map(|line| line.begun.clone())
        .unwrap_or_default()
}

fn speaking(cases: u128) -> FakeHub {
    let hub = FakeHub::with_cases(cases);
    hub.book().line = Some(Line::default());
    hub
}

#[tokio::test(start_paused = true)]
async fn a_lead_at_the_queues_sees_what_changes_there_and_many_changes_are_read_once() {
    let hub = speaking(1);
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenQueues);
    stage.until(|view| matches!(view.screen, Screen::Queues(_))).await;
    sleep(Duration::from_secs(5)).await;
    let before = stage.hub.heard("Get /v1/queues/all");
    for id in 7..12 {
        say(&stage.hub, id, "queues");
    }
    sleep(Duration::from_millis(1_500)).await;
    assert_eq!(stage.hub.heard("Get /v1/queues/all"), before + 1);
}

#[tokio::test(start_paused = true)]
async fn at_home_what_waits_is_asked_again_as_soon_as_it_changes() {
    let stage = Stage::signed_in(speaking(1)).await;
    // Past whatever is asked right after signing in, and well before it is asked again by itself.
    sleep(Duration::from_secs(5)).await;
    let before = stage.hub.heard("Get /v1/me");
    say(&stage.hub, 7, "queues");
    sleep(Duration::from_secs(1)).await;
    assert_eq!(stage.hub.heard("Get /v1/me"), before + 1);
    // Several in a row are one question.
    for id in 8..12 {
        say(&stage.hub, id, "queues");
    }
    sleep(Duration::from_secs(1)).await;
    assert_eq!(stage.hub.heard("Get /v1/me"), before + 2);
}

#[tokio::test(start_paused = true)]
async fn a_case_that_a_lead_took_away_is_gone_at_once() {
    let stage = Stage::reviewing(speaking(2)).await;
    sleep(Duration::from_secs(5)).await;
    stage.hub.book().leases_lost = true;
    let renewals = stage.hub.heard("Put /v1/leases");
    say(&stage.hub, 7, "queues");
    sleep(Duration::from_secs(1)).await;
    assert_eq!(
        stage.hub.heard("Put /v1/leases"),
        renewals,
        "not in the middle of a case"
    );
    say(&stage.hub, 8, "leases");
    sleep(Duration::from_secs(1)).await;
    assert!(stage.hub.heard("Put /v1/leases") > renewals);
    assert_eq!(stage.desk.view().message, Some(Message::CaseGone));
}

#[tokio::test(start_paused = true)]
async fn a_person_is_told_that_a_verdict_of_theirs_was_reversed() {
    let stage = Stage::signed_in(speaking(1)).await;
    sleep(Duration::from_secs(5)).await;
    say(&stage.hub, 7, "verdicts");
    stage.until(|view| view.message == Some(Message::Reversed)).await;
}

#[tokio::test(start_paused = true)]
async fn a_line_that_broke_is_taken_up_where_it_broke_and_ends_with_the_session() {
    let stage = Stage::signed_in(speaking(1)).await;
    stage.until_heard(|hub| begun(hub) == [None]).await;
    say(&stage.hub, 7, "wellness");
    sleep(Duration::from_secs(1)).await;
    let broken = stage.hub.book().line.as_mut().and_then(|line| line.listener.take());
    drop(broken);
    stage.until_heard(|hub| begun(hub) == [None, Some(7)]).await;
    stage.want(Intent::SignOut);
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    sleep(Duration::from_secs(1)).await;
    let book = stage.hub.book();
    let listener = book.line.as_ref().and_then(|line| line.listener.as_ref());
    assert!(
        listener.is_some_and(mpsc::UnboundedSender::is_closed),
        "nobody listens any more"
    );
}

#[tokio::test(start_paused = true)]
async fn with_a_hub_that_says_nothing_it_is_asked_now_and_then() {
    let stage = Stage::signed_in(FakeHub::with_cases(1)).await;
    let before = stage.hub.heard("Get /v1/me");
    sleep(Duration::from_mins(2)).await;
    let asked = stage.hub.heard("Get /v1/me") - before;
    assert!((3..=6).contains(&asked), "{asked}");
}

#[tokio::test(start_paused = true)]
async fn what_was_raised_about_somebody_is_read_again_when_it_changes() {
    let stage = Stage::signed_in(speaking(0)).await;
    stage.want(Intent::OpenRecord);
    stage.until_heard(|hub| hub.heard("Get /v1/me/alarms") == 1).await;
    stage.until_heard(|hub| !begun(hub).is_empty()).await;
    say(&stage.hub, 7, "alarms");
    stage.until_heard(|hub| hub.heard("Get /v1/me/alarms") == 2).await;
}
