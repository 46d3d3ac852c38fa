//! The hub goes away and comes back: no verdict is lost, none is given twice.

use super::{Stage, hub::FakeHub, look_frame, review, review::decide_after_a_look};
use crate::keyring::fake::Mood;
use scrim_model::{
    rung::Rung,
    session::view::{Blocked, Choice},
};
use scrim_wire::{
    Code,
    ipc::{
        commands::Intent,
        view::{Aside, Connection, Keyring, Message, Screen},
    },
};

/// Decides the case on the screen while the hub is away.
async fn decide_in_silence(stage: &Stage) {
    stage.want(Intent::HoldLook { rung: Rung::Grey });
    let view = stage.until(|view| look_frame(view).is_some()).await;
    stage.paint(&look_frame(&view).unwrap());
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    stage.hub.book().silent = true;
    stage.want(Intent::EndLook);
    stage.want(Intent::Choose {
        choice: Choice::Different,
        reason: None,
    });
    stage.want(Intent::Submit);
    stage.until(|view| view.unsent == 1).await;
}

#[tokio::test(start_paused = true)]
async fn verdicts_wait_for_the_hub_and_arrive_once() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    decide_in_silence(&stage).await;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.hub.book().silent = false;
    let view = stage
        .until(|view| view.message == Some(Message::Caught { verdicts: 1 }))
        .await;
    assert_eq!(view.connection, Connection::Online);
    assert_eq!(view.unsent, 0);
    assert_eq!(stage.hub.book().keys.len(), 1);
    assert!(stage.hub.when("Put /v1/looks/") < stage.hub.when("Post /v1/cases/"));
}

#[tokio::test(start_paused = true)]
async fn a_hub_with_a_full_disk_is_told_of_and_verdicts_wait_until_it_has_room() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.hub.book().full = true;
    stage.want(Intent::Choose {
        choice: Choice::Undetermined,
        reason: None,
    });
    stage.want(Intent::Submit);
    let full = |message: Option<Message>| matches!(message, Some(Message::Refused { code: Code::NoRoom, .. }));
    stage.until(|view| full(view.message) && view.unsent == 1).await;
    assert!(stage.hub.book().keys.is_empty());
    stage.hub.book().full = false;
    let view = stage.until(|view| view.unsent == 0).await;
    assert_eq!(stage.hub.book().keys.len(), 1, "taken once");
    assert!(!full(view.message), "it is no longer so");
}

#[tokio::test(start_paused = true)]
async fn without_a_hub_there_is_no_look_and_veiled_work_goes_on() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    stage.hub.book().silent = true;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.want(Intent::HoldLook { rung: Rung::Grey });
    let view = stage
        .until(|view| {
            let case = review(view).and_then(|review| review.case.as_ref());
            case.is_some_and(|case| case.shown.refused == Some(Blocked::Offline))
        })
        .await;
    assert!(look_frame(&view).is_none());
    assert_eq!(stage.hub.heard("Post /v1/leases/"), 0, "the hub was not even asked");
}

#[tokio::test(start_paused = true)]
async fn a_verdict_left_by_a_crash_is_sent_by_the_next_run_under_its_key() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    decide_in_silence(&stage).await;
    let unsent = stage.folder.path().join("unsent.journal");
    stage
        .until_heard(|_| std::fs::metadata(&unsent).is_ok_and(|file| file.len() > 500))
        .await;
    let stage = stage.restart().await;
    stage.until(|view| view.unsent == 1).await;
    stage.hub.book().silent = false;
    let caught = Some(Message::Caught { verdicts: 1 });
    stage
        .until(|view| view.message == caught && matches!(view.screen, Screen::Home(_)))
        .await;
    let first = stage.hub.book().keys.clone();
    assert_eq!(first.len(), 1);
    let again = stage.restart().await;
    again.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(again.hub.book().keys, first, "what was acknowledged is not sent again");
}

#[tokio::test(start_paused = true)]
async fn without_a_keyring_verdicts_still_go_and_no_file_is_left() {
    let stage = Stage::with_keyring(FakeHub::with_cases(1), Mood::Locked);
    stage.sign_in("right").await;
    let view = stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(view.keyring, Keyring::ThisRunOnly);
    stage.want(Intent::StartReview { queue: None });
    stage.until(|view| super::resting_frame(view).is_some()).await;
    decide_after_a_look(&stage).await;
    stage.until_heard(|hub| hub.book().keys.len() == 1).await;
    assert!(!stage.folder.path().join("unsent.journal").exists());
}

#[tokio::test(start_paused = true)]
async fn what_a_newer_desk_left_is_set_aside_and_the_person_is_told() {
    let stage = Stage::new(FakeHub::with_cases(1));
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    let left: [(&str, &[u8]); 2] = [
        ("unsent.journal", b"\x0f\0\0\0scrim journal 9later"),
        ("appearance.json", b"{\"version\":9}"),
    ];
    for (name, bytes) in left {
        std::fs::write(stage.folder.path().join(name), bytes).unwrap();
    }
    let stage = stage.restart().await;
    let newer = Some(Aside::Newer);
    let said = Message::SetAside {
        unsent: newer,
        settings: newer,
    };
    stage.until(|view| view.message == Some(said)).await;
    for ((_name, bytes), aside) in left.into_iter().zip(["unsent.set-aside", "appearance.set-aside"]) {
        assert_eq!(std::fs::read(stage.folder.path().join(aside)).unwrap(), bytes);
    }
}

#[tokio::test(start_paused = true)]
async fn somebody_elses_hub_gets_no_letter_of_ours() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    decide_in_silence(&stage).await;
    stage.want(Intent::SignOut);
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    stage.hub.book().silent = false;
    stage.want(Intent::SignIn {
        hub: "https://elsewhere.example".into(),
        name: "sam".into(),
        password: "right".into(),
    });
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    stage.until_heard(|hub| hub.heard("Get /v1/me") >= 4).await;
    assert!(stage.hub.book().keys.is_empty());
    assert_eq!(stage.desk.view().unsent, 1);
}
