//! What a person likes holds at once and everywhere.

use super::{Stage, hub::FakeHub, look_frame, resting_frame, review};
use scrim_model::{
    ids::QueueId,
    person::{FirstLookLine, Preferences, Tone},
    rung::Rung,
};
use scrim_wire::{
    http::me::Queue,
    ipc::{
        appearance::{Appearance, Theme},
        commands::Intent,
        view::{Connection, DeskView, Screen},
    },
};

const SEPIA: Preferences = Preferences {
    tone: Tone::Sepia,
    favourites: Vec::new(),
    first_look_line: FirstLookLine::Shown,
};

#[tokio::test(start_paused = true)]
async fn a_tone_holds_at_once_and_after_a_restart_for_the_hub_keeps_it() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    assert_eq!(stage.desk.view().tone, Tone::AsIs);
    stage.want(Intent::SetTone { tone: Tone::Sepia });
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
async fn a_line_is_read_before_the_first_look_of_a_block_unless_its_person_wants_none() {
    let stage = Stage::reviewing(FakeHub::with_cases(2)).await;
    let line = |view: &DeskView| {
        review(view)
            .and_then(|review| review.case.as_ref())
            .map(|case| case.first_look)
    };
    stage.until(|view| line(view) == Some(true)).await;
    let off = FirstLookLine::Off;
    stage.want(Intent::SetFirstLookLine { line: off });
    stage.until(|view| line(view) == Some(false)).await;
    stage
        .until_heard(|hub| hub.book().preferences.first_look_line == off)
        .await;
    let line_is_read = FirstLookLine::Shown;
    stage.want(Intent::SetFirstLookLine { line: line_is_read });
    stage.until(|view| line(view) == Some(true)).await;
    stage.want(Intent::HoldLook { rung: Rung::Grey });
    stage.hub.book().limits.looked = true;
    stage
        .until(|view| look_frame(view).is_some() && line(view) == Some(false))
        .await;
    stage.want(Intent::EndLook);
    stage.want(Intent::Skip);
    stage.until(|view| resting_frame(view).is_some()).await;
    assert_eq!(line(&stage.desk.view()), Some(false), "once a block");
}

#[tokio::test(start_paused = true)]
async fn a_marked_queue_comes_first_at_once_and_stays_marked_whatever_else_is_liked() {
    let queue = |number: u128, name: &str| Queue {
        id: QueueId(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        waiting: 1,
        oldest: None,
    };
    let hub = FakeHub::default();
    hub.book().queues = vec![queue(1, "Far"), queue(2, "Near")];
    let stage = Stage::signed_in(hub).await;
    let near = QueueId(uuid::Uuid::from_u128(2));
    let names = |view: &DeskView| -> Vec<String> {
        match &view.screen {
            Screen::Home(home) => home.queues.iter().map(|queue| queue.name.clone()).collect(),
            _ => Vec::new(),
        }
    };
    assert_eq!(names(&stage.desk.view()), ["Far", "Near"]);
    stage.want(Intent::MarkQueue {
        queue: near,
        marked: true,
    });
    stage.until(|view| names(view) == ["Near", "Far"]).await;
    stage.want(Intent::SetTone { tone: Tone::Sepia });
    let both = Preferences {
        tone: Tone::Sepia,
        favourites: vec![near],
        ..Preferences::default()
    };
    stage.until_heard(|hub| hub.book().preferences == both).await;
    let stage = stage.restart().await;
    stage.until(|view| names(view) == ["Near", "Far"]).await;
    stage.want(Intent::MarkQueue {
        queue: near,
        marked: false,
    });
    stage.until(|view| names(view) == ["Far", "Near"]).await;
}

#[tokio::test(start_paused = true)]
async fn what_a_silent_hub_has_not_heard_it_hears_once_it_is_back() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.hub.book().silent = true;
    stage.want(Intent::SetTone { tone: Tone::Sepia });
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    assert_eq!(stage.desk.view().tone, Tone::Sepia);
    stage.hub.book().silent = false;
    stage.until_heard(|hub| hub.book().preferences == SEPIA).await;
    stage.until(|view| view.connection == Connection::Online).await;
    assert_eq!(stage.desk.view().tone, Tone::Sepia);
}

#[tokio::test(start_paused = true)]
async fn the_machine_keeps_how_its_window_looks_whoever_signs_in() {
    let mut wanted = Appearance {
        theme: Theme::HighContrast,
        text_percent: 175,
        ..Appearance::default()
    };
    wanted.keys.insert("settle".into(), "G".into());
    let stage = Stage::new(FakeHub::default());
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    assert_eq!(stage.desk.view().appearance, Appearance::default());
    // Before anybody has signed in, and twice in a row: the last wish is the one that stays.
    let light = Appearance {
        theme: Theme::Light,
        ..Appearance::default()
    };
    stage.want(Intent::SetAppearance { appearance: light });
    stage.want(Intent::SetAppearance {
        appearance: wanted.clone(),
    });
    stage.until(|view| view.appearance == wanted).await;
    stage.until_kept("appearance.json", &wanted).await;
    let stage = stage.restart().await;
    assert_eq!(stage.desk.view().appearance, wanted, "from the first view on");
    stage.sign_in("right").await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(stage.desk.view().appearance, wanted);
}

#[tokio::test(start_paused = true)]
async fn a_look_beyond_the_limits_is_brought_within_them() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    let appearance = Appearance {
        text_percent: 1_000,
        ..Appearance::default()
    };
    stage.want(Intent::SetAppearance { appearance });
    stage.until(|view| view.appearance.text_percent == 200).await;
}
