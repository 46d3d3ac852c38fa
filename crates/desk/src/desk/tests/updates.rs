//! Updates of the desk, as its person meets them. Where they are is a real socket, so time is real too.

use super::{Stage, hub::FakeHub};
use crate::updating::{
    Updates,
    tests::{
        TestInstaller,
        shelf::{FILE, Maker, Served, Shelf},
    },
};
use scrim_model::update::{DeskUpdates, NoUpdate};
use scrim_wire::ipc::{
    commands::Intent,
    updates::{UpdateStep, UpdatesAct, UpdatesView},
    view::{DeskView, Screen},
};
use std::{sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

const PACKAGE: &[u8] = b"a package";

/// A hub whose desks know where updates are.
fn hub(shelf: &Shelf, maker: &Maker, policy: DeskUpdates) -> (FakeHub, Arc<TestInstaller>) {
    let installer = Arc::new(TestInstaller::default());
    let hub = FakeHub::default();
    let mut book = hub.book();
    book.desk_updates = policy;
    book.updates = Some(Updates {
        channel: shelf.channel(maker),
        installer: installer.clone(),
    });
    drop(book);
    (hub, installer)
}

fn step(view: &DeskView) -> Option<&UpdateStep> {
    match &view.updates {
        Some(UpdatesView::On { step }) => Some(step),
        _ => None,
    }
}

/// The disk is as it is to be, within a minute.
async fn until(holds: impl Fn() -> bool) {
    let waited = timeout(Duration::from_mins(1), async {
        while !holds() {
            sleep(Duration::from_millis(5)).await;
        }
    });
    waited.await.expect("in time");
}

impl Stage {
    fn update(&self, act: UpdatesAct) {
        self.want(Intent::Update { act });
    }

    async fn at_step(&self, holds: impl Fn(&UpdateStep) -> bool) {
        self.until(|view| step(view).is_some_and(&holds)).await;
    }

    /// At the settings, with updates turned on.
    async fn with_updates(hub: FakeHub) -> Self {
        let stage = Self::signed_in(hub).await;
        stage.want(Intent::OpenSettings);
        stage.update(UpdatesAct::Set { on: true });
        stage
    }
}

#[tokio::test]
async fn a_desk_asks_for_nothing_until_its_person_turns_it_on_and_installs_nothing_until_they_say_so() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", PACKAGE).await;
    let (hub, installer) = hub(&shelf, &maker, DeskUpdates::Offered);
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenSettings);
    let view = stage.until(|view| matches!(view.screen, Screen::Settings(_))).await;
    assert_eq!(view.updates, Some(UpdatesView::Off));
    assert!(shelf.heads().is_empty());

    stage.update(UpdatesAct::Set { on: true });
    stage
        .at_step(|step| matches!(step, UpdateStep::Offered { version, failed: None } if version == "0.2.0"))
        .await;
    assert_eq!(shelf.heads().len(), 2, "a manifest and its signature");
    stage.update(UpdatesAct::Fetch);
    stage.at_step(|step| matches!(step, UpdateStep::Ready { .. })).await;
    assert!(installer.taken.lock().unwrap().is_empty());
    stage.update(UpdatesAct::HandOver);
    stage
        .at_step(|step| matches!(step, UpdateStep::HandedOver { .. }))
        .await;
    assert_eq!(installer.taken.lock().unwrap()[0].1, PACKAGE);
}

#[tokio::test]
async fn what_the_organisation_forbids_nobody_turns_on() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", PACKAGE).await;
    let (hub, _installer) = hub(&shelf, &maker, DeskUpdates::default());
    let stage = Stage::with_updates(hub).await;
    let why = NoUpdate::Forbidden;
    stage
        .until(|view| view.updates == Some(UpdatesView::Never { why }))
        .await;
    stage.want(Intent::GoHome);
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert!(shelf.heads().is_empty());
}

#[tokio::test]
async fn a_policy_that_changes_takes_back_what_was_offered() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", PACKAGE).await;
    let (hub, _installer) = hub(&shelf, &maker, DeskUpdates::Offered);
    let stage = Stage::with_updates(hub).await;
    stage.at_step(|step| matches!(step, UpdateStep::Offered { .. })).await;
    stage.update(UpdatesAct::Fetch);
    stage.at_step(|step| matches!(step, UpdateStep::Ready { .. })).await;
    let package = stage.folder.path().join("update").join(FILE);
    assert!(package.exists());
    stage.hub.book().desk_updates = DeskUpdates::Forbidden;
    stage.want(Intent::GoHome);
    let why = NoUpdate::Forbidden;
    stage
        .until(|view| view.updates == Some(UpdatesView::Never { why }))
        .await;
    until(|| !package.exists()).await;
}

#[tokio::test]
async fn a_build_without_a_key_says_so() {
    let hub = FakeHub::default();
    hub.book().desk_updates = DeskUpdates::Offered;
    let stage = Stage::with_updates(hub).await;
    let why = NoUpdate::NoKey;
    stage
        .until(|view| view.updates == Some(UpdatesView::Never { why }))
        .await;
}

#[tokio::test]
async fn it_is_asked_once_a_day_also_by_a_desk_that_is_started_again() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.1.0", PACKAGE).await;
    let (hub, _installer) = hub(&shelf, &maker, DeskUpdates::Offered);
    let stage = Stage::with_updates(hub).await;
    let why = NoUpdate::NotNewer;
    stage.at_step(|step| *step == UpdateStep::Nothing { why }).await;
    let asked = shelf.heads().len();
    stage.update(UpdatesAct::Set { on: false });
    stage.update(UpdatesAct::Set { on: true });
    stage.at_step(|step| *step == UpdateStep::Waiting).await;
    let stage = stage.restart().await;
    stage.until(|view| step(view) == Some(&UpdateStep::Waiting)).await;
    stage.want(Intent::OpenSettings);
    stage.until(|view| matches!(view.screen, Screen::Settings(_))).await;
    assert_eq!(shelf.heads().len(), asked);
}

#[tokio::test]
async fn whoever_goes_on_to_a_review_ends_what_is_under_way_and_nothing_of_it_stays() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", PACKAGE).await;
    shelf.put(FILE, Served::Silence);
    let (hub, _installer) = hub(&shelf, &maker, DeskUpdates::Offered);
    let stage = Stage::with_updates(hub).await;
    stage.at_step(|step| matches!(step, UpdateStep::Offered { .. })).await;
    stage.update(UpdatesAct::Fetch);
    stage.at_step(|step| matches!(step, UpdateStep::Fetching { .. })).await;
    let folder = stage.folder.path().join("update");
    until(|| folder.exists()).await;
    stage.want(Intent::GoHome);
    stage.want(Intent::StartReview { queue: None });
    stage
        .at_step(|step| matches!(step, UpdateStep::Offered { failed: None, .. }))
        .await;
    until(|| !folder.exists()).await;
    stage.update(UpdatesAct::Fetch);
    stage.want(Intent::GoHome);
    let home = stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    let untouched = matches!(step(&home), Some(UpdateStep::Offered { .. }));
    assert!(untouched && !folder.exists(), "nothing is begun beside a review");
}
