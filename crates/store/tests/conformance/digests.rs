//! Entries by any digest that lists ship, and which rows of a list are one entry.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{
    digests::FileDigests,
    ids::EntryId,
    matching::{MatchKind, Perceptual},
};
use scrim_store::{
    banks::{Bank, NewEntry},
    items::Door,
};

/// What an upload of that picture has for digests.
async fn digests(world: &World, picture: Picture) -> FileDigests {
    world.new_item(picture).await.digests.into()
}

fn only_sha1(all: FileDigests) -> FileDigests {
    FileDigests {
        sha1: all.sha1,
        ..FileDigests::default()
    }
}

fn only_md5(all: FileDigests) -> FileDigests {
    FileDigests {
        md5: all.md5,
        ..FileDigests::default()
    }
}

async fn list(world: &World, bank: &Bank, digests: FileDigests, hashes: &[Perceptual]) -> (EntryId, bool) {
    let new = NewEntry {
        bank: bank.id,
        category: None,
        provenance: None,
        votes: None,
        digests,
        hashes: hashes.to_vec(),
    };
    world.store.add_entry(new).await.expect("listed")
}

#[tokio::test]
async fn any_one_digest_of_an_entry_matches_equal_bytes_and_no_others() {
    every_engine(async |world: World| {
        let ways: [fn(FileDigests) -> FileDigests; 3] = [
            |all| FileDigests {
                sha1: None,
                md5: None,
                ..all
            },
            only_sha1,
            only_md5,
        ];
        for (way, seed) in ways.into_iter().zip(1..) {
            let picture = Picture::new(seed);
            let (entry, new) = list(&world, &world.bank, way(digests(&world, picture).await), &[]).await;
            assert!(new);
            let answer = world.upload(picture).await;
            let found: Vec<_> = answer.matches.iter().map(|(m, _)| (m.entry, m.kind)).collect();
            assert_eq!(
                (answer.door, found),
                (Door::Queued, vec![(entry, MatchKind::Exact)]),
                "{seed}"
            );
            assert_eq!(world.door(picture.encoded_again()).await, Door::NoMatch, "{seed}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_made_to_share_an_md5_is_told_apart_by_what_else_is_known() {
    every_engine(async |world: World| {
        let (listed, collision) = (Picture::new(1), Picture::new(2));
        let known = digests(&world, listed).await;
        list(&world, &world.bank, known, &[]).await;
        let mut upload = world.new_item(collision).await;
        upload.digests.md5 = known.md5.expect("known");
        upload.digests.sha1 = known.sha1.expect("known");
        let answer = world.store.accept(upload.clone()).await.expect("accepted");
        assert_eq!(answer.door, Door::NoMatch);
        // Where a list says no more than the MD5, nobody can tell.
        list(&world, &world.vetted().await, only_md5(known), &[]).await;
        let again = scrim_store::items::NewItem {
            id: world.new_item(collision).await.id,
            ..upload
        };
        assert_eq!(world.store.accept(again).await.expect("accepted").door, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn rows_of_one_bank_about_one_file_are_one_entry_that_knows_what_all_of_them_say() {
    every_engine(async |world: World| {
        let picture = Picture::new(1);
        let all = digests(&world, picture).await;
        let (entry, new) = list(&world, &world.bank, only_md5(all), &[]).await;
        assert!(new);
        let both = FileDigests { sha256: None, ..all };
        assert_eq!(
            list(&world, &world.bank, both, &[picture.perceptual]).await,
            (entry, false)
        );
        // It is found by what only the second row said.
        assert_eq!(list(&world, &world.bank, only_sha1(all), &[]).await, (entry, false));
        assert_eq!(world.door(picture.altered(9)).await, Door::Queued, "its hash is there");
        let own_hashes = world.store.hash_changes(0, 10).await.expect("the log");
        assert_eq!(
            list(&world, &world.bank, all, &[picture.altered(3).perceptual]).await,
            (entry, false)
        );
        assert_eq!(
            world.store.hash_changes(0, 10).await.expect("the log"),
            own_hashes,
            "one file has one hash"
        );
        let (elsewhere, new) = list(&world, &world.vetted().await, all, &[]).await;
        assert!(new && elsewhere != entry, "another bank is another list");
        let other = FileDigests {
            sha256: Some([9; 32]),
            ..all
        };
        assert!(
            list(&world, &world.bank, other, &[]).await.1,
            "another file with the same MD5"
        );
    })
    .await;
}

#[tokio::test]
async fn a_hash_that_is_all_a_list_says_is_listed_once() {
    every_engine(async |world: World| {
        let hash = [Picture::new(1).perceptual];
        let (entry, new) = list(&world, &world.bank, FileDigests::default(), &hash).await;
        assert!(new);
        assert_eq!(
            list(&world, &world.bank, FileDigests::default(), &hash).await,
            (entry, false)
        );
        assert!(
            list(&world, &world.vetted().await, FileDigests::default(), &hash)
                .await
                .1
        );
        let other = [Picture::new(1).altered(1).perceptual];
        assert!(list(&world, &world.bank, FileDigests::default(), &other).await.1);
    })
    .await;
}

#[tokio::test]
async fn what_a_list_says_later_is_not_covered_by_what_a_person_has_confirmed() {
    every_engine(async |world: World| {
        let (seen, other) = (Picture::new(1), Picture::new(2));
        let vetted = world.vetted().await;
        let one = world.moderator("one").await;
        let md5 = only_md5(digests(&world, seen).await);
        let (entry, _) = list(&world, &vetted, md5, &[]).await;
        world.upload(seen).await;
        assert!(world.decide(one, Says::Agrees).await.confirmed);
        world.past_grace().await;
        assert_eq!(world.door(seen).await, Door::Stopped);
        let claimed = FileDigests {
            sha256: digests(&world, other).await.sha256,
            ..md5
        };
        assert_eq!(
            list(&world, &vetted, claimed, &[other.perceptual]).await,
            (entry, false)
        );
        assert_eq!(world.door(seen).await, Door::Stopped, "what was confirmed stays so");
        assert_eq!(world.door(other).await, Door::NoMatch, "nobody has seen it");
        assert_eq!(world.door(other.altered(2)).await, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn what_was_stopped_by_an_md5_waits_again_once_the_entry_is_taken_back() {
    every_engine(async |world: World| {
        let picture = Picture::new(1);
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let md5 = only_md5(digests(&world, picture).await);
        list(&world, &world.vetted().await, md5, &[]).await;
        world.upload(picture).await;
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let stopped = world.upload(picture).await;
        assert_eq!(stopped.door, Door::Stopped);
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert_eq!(reversed.expect("reversed").reopened, 1);
        assert!(world.settled(stopped.item).await.in_review, "nothing stops it any more");
    })
    .await;
}

#[tokio::test]
async fn a_lists_entries_are_read_page_by_page_with_all_that_the_list_says_of_them() {
    every_engine(async |world: World| {
        let mut new = Vec::new();
        for seed in 1..=5 {
            let picture = Picture::new(seed);
            new.push(NewEntry {
                bank: world.bank.id,
                category: Some("A1".into()),
                provenance: Some(format!("row {seed}")),
                votes: None,
                digests: digests(&world, picture).await,
                hashes: vec![picture.perceptual],
            });
        }
        let again = new[0].clone();
        new.push(again);
        let added = world.store.add_entries(new.clone()).await.expect("listed");
        assert_eq!(
            added.iter().map(|(_, new)| *new).collect::<Vec<_>>(),
            [true, true, true, true, true, false]
        );
        list(&world, &world.vetted().await, FileDigests::of_sha256([7; 32]), &[]).await;
        let (mut last, mut read) = (None, Vec::new());
        loop {
            let page = world.store.listed(world.bank.id, last, 2).await.expect("read");
            assert!(page.len() <= 2);
            let Some(end) = page.last() else { break };
            last = Some(end.id);
            read.extend(page);
        }
        assert!(read.is_sorted_by_key(|entry| entry.id));
        read.sort_by(|one, other| one.provenance.cmp(&other.provenance));
        assert_eq!(read.len(), 5, "of this list alone, each once");
        for (entry, new) in read.iter().zip(&new) {
            assert_eq!(
                (&entry.category, &entry.provenance, entry.digests, &entry.hashes),
                (&new.category, &new.provenance, new.digests, &new.hashes)
            );
        }
    })
    .await;
}
