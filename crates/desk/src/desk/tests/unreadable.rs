//! What could not be read: for leads, page by page.

use super::{
    Stage,
    hub::{FakeHub, NOW, item_id},
};
use scrim_wire::{
    http::{
        items::Unreadable,
        unreadable::{UnreadableCount, UnreadableList, UnreadableUpload},
    },
    ipc::{
        commands::Intent,
        view::{DeskView, Screen, UnreadableView},
    },
};

/// Three uploads that could not be read, two on the first page.
pub(super) fn page(asked: &str) -> UnreadableList {
    let first = !asked.contains("before");
    let upload = |number| UnreadableUpload {
        item_id: item_id(number),
        reason: Unreadable::Corrupt,
        source: "platform".into(),
        reference: None,
        received_at: NOW,
        bytes: 100,
        lists: Vec::new(),
    };
    let numbers = if first { 2..=3 } else { 1..=1 };
    UnreadableList {
        counts: vec![UnreadableCount {
            reason: Unreadable::Corrupt,
            uploads: 3,
        }],
        uploads: numbers.rev().map(upload).collect(),
        more: first,
    }
}

fn list(view: &DeskView) -> Option<&UnreadableView> {
    match &view.screen {
        Screen::Unreadable(list) if !list.busy => Some(list),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_lead_sees_how_many_there_are_and_reads_on_page_by_page() {
    let hub = FakeHub::default();
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    let counted = |screen: &Screen| matches!(screen, Screen::Home(home) if home.unreadable == Some(3));
    assert!(counted(&stage.desk.view().screen));
    stage.want(Intent::OpenUnreadable);
    let first = stage.until(|view| list(view).is_some()).await;
    let first = list(&first).unwrap();
    assert_eq!((first.uploads.len(), first.more), (2, true));
    assert_eq!(first.counts[0].uploads, 3);
    // Twice in one breath is one question.
    stage.want(Intent::MoreUnreadable);
    stage.want(Intent::MoreUnreadable);
    let all = stage.until(|view| list(view).is_some_and(|list| !list.more)).await;
    let ids: Vec<_> = list(&all)
        .unwrap()
        .uploads
        .iter()
        .map(|upload| upload.item_id)
        .collect();
    assert_eq!(ids, [3, 2, 1].map(item_id));
    assert_eq!(stage.hub.heard("Get /v1/unreadable?before="), 1);
    stage.want(Intent::MoreUnreadable);
    stage.want(Intent::GoHome);
    stage.until(|view| counted(&view.screen)).await;
    assert_eq!(stage.hub.heard("Get /v1/unreadable"), 2, "nothing older was asked for");
}

#[tokio::test(start_paused = true)]
async fn to_a_moderator_the_list_is_not_even_asked_for() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenUnreadable);
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(stage.hub.heard("Get /v1/unreadable"), 0);
}
