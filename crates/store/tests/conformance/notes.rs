//! Notes go with content, and give nothing away while a second look is to be blind.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{rung::Rung, time::Span};
use scrim_store::leases::Leased;

async fn read(world: &World, desk: Desk, leased: &Leased) -> Vec<(String, bool)> {
    let notes = world.store.notes(desk.proof(leased.lease.id)).await.expect("notes");
    notes.into_iter().map(|note| (note.text, note.own)).collect()
}

async fn write(world: &World, desk: Desk, leased: &Leased, text: &str) {
    let proof = desk.proof(leased.lease.id);
    world.store.add_note(proof, text.into()).await.expect("noted");
}

#[tokio::test]
async fn whoever_meets_the_same_bytes_again_finds_what_was_noted() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        for seed in [1, 2] {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
            world.step(Span::seconds(1));
        }
        let mut leased = world.take(one, 2).await;
        let (other, leased) = (leased.pop().expect("two"), leased.pop().expect("two"));
        write(&world, one, &leased, "seen in an older report").await;
        world.step(Span::seconds(1));
        write(&world, one, &leased, "asked the source").await;
        let mine = read(&world, one, &leased).await;
        assert_eq!(
            mine,
            [
                ("asked the source".to_owned(), true),
                ("seen in an older report".to_owned(), true)
            ],
            "the newest first"
        );
        assert!(read(&world, one, &other).await.is_empty(), "other content");
        world.skip(one, &leased).await;
        let leased = world.take_case(two, leased.case.id).await.expect("it waits");
        let theirs = read(&world, two, &leased).await;
        assert_eq!(theirs.len(), 2);
        assert!(theirs.iter().all(|(_, own)| !own));
        let stranger = world.store.notes(one.proof(leased.lease.id)).await;
        assert!(stranger.is_err(), "only who holds the case");
    })
    .await;
}

#[tokio::test]
async fn notes_of_the_first_reviewer_are_kept_from_the_second_until_the_case_is_decided() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        world.look(one, &leased, Rung::Grey).await;
        write(&world, one, &leased, "clearly another room").await;
        world.give(one, &leased, Says::Different).await.expect("taken");
        world.past_grace().await;
        let leased = world.take_one(two).await;
        assert!(read(&world, two, &leased).await.is_empty(), "the second look is blind");
        world.look(two, &leased, Rung::Grey).await;
        world.give(two, &leased, Says::Different).await.expect("taken");
        world.past_grace().await;
        // The same bytes come in again and match another list.
        let vetted = world.vetted().await;
        world.entry_on(&vetted, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(two).await;
        assert_eq!(
            read(&world, two, &leased).await,
            [("clearly another room".to_owned(), false)]
        );
    })
    .await;
}

#[tokio::test]
async fn notes_of_what_is_appealed_are_kept_from_whoever_looks_anew() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let item = world.upload(Picture::new(1)).await.item;
        let leased = world.take_one(one).await;
        write(&world, one, &leased, "surely the same").await;
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Agrees).await.expect("taken");
        world.past_grace().await;
        let made = world.store.appeal(world.source, item, "ticket".to_owned()).await;
        made.expect("made");
        let appeal = world.take_one(two).await;
        assert!(
            read(&world, two, &appeal).await.is_empty(),
            "nothing of the first decision"
        );
        write(&world, two, &appeal, "mine").await;
        assert_eq!(read(&world, two, &appeal).await, [("mine".to_owned(), true)]);
        let open = world.store.open_cases(world.bank.queue, None, 10).await.expect("read");
        assert!(open.iter().all(|case| case.uploads == 1), "{open:?}");
    })
    .await;
}
