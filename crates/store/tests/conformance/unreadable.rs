//! What could not be read is kept with its reason, listed newest first, and shown to nobody as a picture.

use crate::world::{Picture, World, every_engine};
use scrim_model::{ids::ItemId, picture::PictureTrait};
use scrim_store::{
    items::{Door, Near, NewItem},
    unreadable::{UnreadablePage, Wanted},
};
use uuid::Uuid;

/// The upload with this number could not be read.
async fn unreadable(world: &World, number: u128, reason: &str) -> ItemId {
    let picture = Picture::new(u8::try_from(number).expect("small"));
    let new = NewItem {
        id: ItemId(Uuid::from_u128(number)),
        reference: Some(format!("upload {number}")),
        unreadable: Some(reason.to_owned()),
        hashes: Vec::new(),
        near: Near::default(),
        ..world.new_item(picture).await
    };
    let accepted = world.store.accept(new).await.expect("accepted");
    assert_eq!(accepted.door, Door::Unreadable);
    accepted.item
}

async fn page(world: &World, before: Option<ItemId>, reason: Option<&str>, most: u32) -> UnreadablePage {
    let reason = reason.map(str::to_owned);
    let wanted = Wanted { before, reason, most };
    world.store.unreadable(wanted).await.expect("a page")
}

fn items(page: &UnreadablePage) -> Vec<u128> {
    page.rows.iter().map(|row| row.item.0.as_u128()).collect()
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap_and_counts_are_of_all() {
    every_engine(async |world: World| {
        assert_eq!(page(&world, None, None, 10).await, UnreadablePage::default());
        for (number, reason) in [
            (1, "corrupt"),
            (2, "deadline"),
            (3, "corrupt"),
            (4, "corrupt"),
            (5, "deadline"),
        ] {
            unreadable(&world, number, reason).await;
        }
        world.upload(Picture::new(9)).await;
        let first = page(&world, None, None, 2).await;
        assert_eq!((items(&first), first.more), (vec![5, 4], true));
        let last = first.rows.last().map(|row| row.item);
        let second = page(&world, last, None, 3).await;
        assert_eq!((items(&second), second.more), (vec![3, 2, 1], false));
        let counts = [("corrupt".to_owned(), 3), ("deadline".to_owned(), 2)];
        assert_eq!((&first.counts[..], &second.counts[..]), (&counts[..], &counts[..]));
        assert_eq!(world.store.unreadable_count().await.expect("a sum"), 5);
        let slow = page(&world, None, Some("deadline"), 10).await;
        assert_eq!((items(&slow), slow.counts.len()), (vec![5, 2], 2));
    })
    .await;
}

#[tokio::test]
async fn a_row_says_whose_it_is_and_which_lists_know_its_bytes() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let known = unreadable(&world, 1, "truncated").await;
        let strange = unreadable(&world, 2, "unsupported_heic").await;
        let world = world.reopened();
        let page = page(&world, None, None, 10).await;
        let [newest, oldest] = &page.rows[..] else {
            panic!("two rows: {page:?}")
        };
        assert_eq!((newest.item, oldest.item), (strange, known));
        assert!(newest.lists.is_empty());
        assert_eq!(oldest.lists, ["Other list"]);
        assert_eq!((oldest.source, oldest.source_name.as_str()), (world.source, "platform"));
        assert_eq!(oldest.reference.as_deref(), Some("upload 1"));
        assert_eq!((oldest.received_at, oldest.bytes), (world.now(), 1_000));
    })
    .await;
}

#[tokio::test]
async fn what_is_shown_otherwise_than_in_its_file_is_on_the_case() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        let traits = vec![PictureTrait::Truncated, PictureTrait::ProfileIgnored];
        let new = NewItem {
            traits: traits.clone(),
            ..world.new_item(Picture::new(1)).await
        };
        world.store.accept(new).await.expect("accepted");
        let world = world.reopened();
        assert_eq!(world.take_one(one).await.case.traits, traits);
    })
    .await;
}
