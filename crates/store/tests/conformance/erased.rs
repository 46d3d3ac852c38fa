//! A key that is gone is gone from the file as well, wherever pages were split and rows were moved before, and so is
//! whoever is erased. Of a server's files nothing is said: they are its own.

use crate::world::{Picture, World, every_engine};
use scrim_model::{
    ids::ItemId,
    wellness::{Settings, Weekday, WeeklyHours, Window},
};
use scrim_store::items::{Door, NewItem, NewMedia, NewRendition};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};
use uuid::Uuid;

/// A key as long as a wrapped one, unlike any other.
fn key(item: ItemId, part: u8) -> Vec<u8> {
    let half = |half: u8| Sha256::digest([item.0.as_bytes().as_slice(), &[part, half]].concat());
    [half(0).as_slice(), half(1).as_slice(), &[part; 3]].concat()
}

/// An upload that is stopped, with keys of its own.
async fn stopped(world: &World, id: Uuid) -> ItemId {
    let new = world.new_item(Picture::new(1)).await;
    let item = ItemId(id);
    let media = new.media.expect("it has media");
    let renditions = media.renditions.into_iter().map(|rendition| NewRendition {
        wrapped_key: key(item, u8::from(rendition.rung)),
        ..rendition
    });
    let media = Some(NewMedia {
        renditions: renditions.collect(),
        original_key: key(item, 0),
    });
    let new = NewItem { id: item, media, ..new };
    assert_eq!(world.store.accept(new).await.expect("accepted").door, Door::Stopped);
    item
}

/// Which of these keys are anywhere in the folder, as far as two thirds of one tell.
fn found(folder: &Path, items: &[ItemId]) -> usize {
    let files = fs::read_dir(folder).expect("a folder");
    let bytes: Vec<Vec<u8>> = files
        .map(|file| fs::read(file.expect("a file").path()).expect("read"))
        .collect();
    let places: std::collections::HashSet<&[u8]> = bytes.iter().flat_map(|bytes| bytes.windows(16)).collect();
    let parts = [0, 1, 2, 3, 5, 6];
    let keys = items.iter().flat_map(|item| parts.map(|part| key(*item, part)));
    keys.filter(|key| key.windows(16).any(|piece| places.contains(piece)))
        .count()
}

async fn destroyed_of(world: World, ids: impl Fn(u128) -> Uuid) {
    if world.engine.name != "sqlite" {
        return;
    }
    let one = world.moderator("one").await;
    world.confirmed(one, Picture::new(1)).await;
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for number in 0..150 {
        let item = stopped(&world, ids(number)).await;
        if number % 3 == 0 { &mut gone } else { &mut kept }.push(item);
    }
    let folder = world.folder.path();
    assert_eq!(found(folder, &gone), gone.len() * 6, "the search finds what is there");
    for item in &gone {
        world.destroy(*item).await.expect("destroyed");
    }
    assert!(world.store.forget_log().await.expect("emptied"), "nobody reads");
    assert_eq!(found(folder, &gone), 0);
    assert_eq!(found(folder, &kept), kept.len() * 6, "and nothing else is gone");
}

#[tokio::test]
async fn destroyed_keys_are_nowhere_in_the_file_of_uploads_as_they_come_in() {
    // As the hub draws ids: later ones are greater.
    every_engine(async |world: World| destroyed_of(world, |number| Uuid::from_u128((1 << 100) + (number << 64))).await)
        .await;
}

#[tokio::test]
async fn destroyed_keys_are_nowhere_in_the_file_whatever_the_order() {
    let scattered = |number: u128| Uuid::from_slice(&Sha256::digest(number.to_be_bytes())[..16]).expect("16 bytes");
    every_engine(async |world: World| destroyed_of(world, scattered).await).await;
}

/// Every value of every table.
fn everything(world: &World) -> Vec<String> {
    let (past, folder) = (world.engine.past, world.folder.path());
    let columns = (past.ask)(folder, past.columns);
    let values = columns.iter().flat_map(|column| {
        let (table, column) = column.split_once('.').expect("a table and a column");
        (past.ask)(folder, &format!("SELECT {} FROM {table}", (past.told)(column)))
    });
    values.collect()
}

/// Whether this text is in any file of the folder.
fn in_files(world: &World, text: &str) -> bool {
    let files = fs::read_dir(world.folder.path()).expect("a folder");
    let mut bytes = files.map(|file| fs::read(file.expect("a file").path()).expect("read"));
    bytes.any(|bytes| bytes.windows(text.len()).any(|piece| piece == text.as_bytes()))
}

const ZONE: &str = "Antarctica/Troll";

/// Somebody whose name, hours and wishes were set more than once, and who worked.
async fn known(world: &World, name: &str) -> crate::world::Desk {
    let one = world.moderator(name).await;
    world.confirmed(one, Picture::new(1)).await;
    for from in [541, 547] {
        let window = Window {
            day: Weekday::Monday,
            from,
            to: 1_013,
        };
        let hours = WeeklyHours {
            zone: ZONE.into(),
            windows: vec![window],
        };
        world
            .store
            .set_hours(None, one.person, Some(hours))
            .await
            .expect("hours");
    }
    world.store.set_hours(None, one.person, None).await.expect("none");
    let mut own = Settings::DEFAULT;
    own.looks_per_day = 113;
    world.store.set_own_wellness(one.person, own).await.expect("stricter");
    one
}

#[tokio::test]
async fn whoever_is_erased_is_nowhere_in_what_is_kept_nor_are_their_hours() {
    every_engine(async |world: World| {
        let name = "Robin-who-is-unlike-any-other";
        let one = known(&world, name).await;
        let theirs = [name, ZONE];
        let found = |theirs: &str| everything(&world).iter().any(|value| value.contains(theirs));
        assert!(
            theirs.iter().all(|theirs| found(theirs)),
            "the search finds what is there"
        );
        assert!(
            world.store.erase_person(None, one.person).await.expect("erased"),
            "nobody reads"
        );
        for theirs in [name, ZONE, "\"from\":541", "\"to\":1013", "\"looks_per_day\":113"] {
            assert!(!found(theirs), "{theirs} in a row");
            assert!(!in_files(&world, theirs), "{theirs} in a file");
        }
    })
    .await;
}
