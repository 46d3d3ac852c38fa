//! What a service calls near without telling how near: the pair waits for a person, and nothing is made up between them.

use crate::{
    matchers::{LIST, listing},
    picture::Picture,
    unverified::settled,
    world::{Says, World, every_engine},
};
use scrim_model::{
    digests::FileDigests,
    ids::{BankId, EntryId, MatcherId},
    known::Known,
    matcher::{Asked, KnownFile, Likeness, Scanned},
    matching::{HarmType, MatchKind},
    second_looks::Draw,
    time::Span,
};
use scrim_store::{
    banks::ListedEntry,
    items::{Accepted, Door, Near},
    matchers::MatcherRefused,
};

fn file(bank: BankId, sha256: Option<u8>) -> KnownFile {
    KnownFile {
        bank,
        list: "csam".into(),
        digests: FileDigests {
            sha256: sha256.map(|byte| [byte; 32]),
            ..FileDigests::default()
        },
        likeness: Likeness::Near,
    }
}

fn about(picture: Picture, files: Vec<KnownFile>) -> Scanned {
    let asked = Asked::Hash(picture.perceptual.hash);
    Scanned { asked, files }
}

fn kinds(accepted: &Accepted) -> Vec<MatchKind> {
    accepted.matches.iter().map(|(matched, _list)| matched.kind).collect()
}

impl World {
    async fn scanned(&self, matcher: MatcherId, scanned: Scanned) {
        self.store.learn_scanned(matcher, vec![scanned]).await.expect("learned");
    }

    async fn listed(&self) -> Vec<ListedEntry> {
        self.store.listed(self.bank.id, None, 100).await.expect("entries")
    }

    async fn the_entry(&self) -> EntryId {
        let [one] = self.listed().await.try_into().expect("one");
        one.id
    }
}

#[tokio::test]
async fn a_file_that_is_said_to_be_near_is_an_entry_without_a_hash_and_the_upload_waits_with_it() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        world
            .scanned(id, about(picture, vec![file(world.bank.id, Some(9))]))
            .await;
        let [entry] = world.listed().await.try_into().expect("one");
        assert_eq!(entry.digests, FileDigests::of_sha256([9; 32]));
        assert_eq!(
            (entry.hashes.as_slice(), entry.category.as_deref()),
            ([].as_slice(), Some("csam"))
        );
        assert_eq!(entry.provenance.as_deref(), Some("Shield: csam"));
        assert_eq!(world.store.hash_changes(0, 10).await.expect("the log"), []);

        let accepted = world.upload(picture).await;
        assert_eq!(
            (accepted.door, kinds(&accepted)),
            (Door::Queued, vec![MatchKind::SaidNear])
        );
        let leased = world.take_one(world.moderator("one").await).await;
        let [pair] = leased.case.pairs.try_into().expect("one");
        assert_eq!(
            (pair.entry, pair.kind, pair.frame),
            (entry.id, MatchKind::SaidNear, Some(0))
        );
        assert_eq!(
            world.upload(picture.altered(2)).await.door,
            Door::NoMatch,
            "nobody asked about that one"
        );
    })
    .await;
}

#[tokio::test]
async fn no_upload_is_stopped_by_what_is_only_said_and_what_is_measured_comes_first() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        let entry = world.entry(picture.altered(4)).await;
        let files = vec![file(world.bank.id, Some(9))];
        world.scanned(id, about(picture, files)).await;
        let accepted = world.upload(picture).await;
        assert_eq!(kinds(&accepted), [MatchKind::Near { distance: 4 }, MatchKind::SaidNear]);
        assert_eq!(
            accepted.matches.first().map(|(matched, _list)| matched.entry),
            Some(entry)
        );
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_a_person_confirmed_stops_nothing_that_is_only_said_to_be_near_it() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let [one, two] = [world.moderator("one").await, world.moderator("two").await];
        // What is too poor to become a variant leaves only what was said.
        for (seed, quality, door) in [(1, 90, Door::Stopped), (2, 60, Door::Queued)] {
            let picture = Picture::new(seed).with_quality(quality);
            let files = vec![file(world.bank.id, Some(seed + 8))];
            world.scanned(id, about(picture, files)).await;
            assert_eq!(world.upload(picture).await.door, Door::Queued);
            assert!(world.both([one, two], Says::Agrees).await.confirmed);
            world.past_grace().await;
            assert_eq!(world.upload(picture.encoded_again()).await.door, door);
        }
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_which_nothing_is_told_is_the_one_that_the_same_answer_brought_before() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let (one, other) = (Picture::new(1), Picture::new(2));
        for _again in 0..2 {
            world.scanned(id, about(one, vec![file(world.bank.id, None)])).await;
        }
        let entry = world.the_entry().await;
        world.scanned(id, about(other, vec![file(world.bank.id, None)])).await;
        let all: Vec<EntryId> = world.listed().await.into_iter().map(|listed| listed.id).collect();
        assert_eq!(all.len(), 2, "what is near another hash may be another file");
        assert!(all.contains(&entry));
        for (seed, told) in [(one, 7), (other, 7)] {
            world
                .scanned(id, about(seed, vec![file(world.bank.id, Some(told))]))
                .await;
        }
        assert_eq!(world.listed().await.len(), 3, "a digest tells that it is one file");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_no_more_holds_no_more_and_its_entry_stays() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        world
            .scanned(id, about(picture, vec![file(world.bank.id, Some(9))]))
            .await;
        world.scanned(id, about(picture, Vec::new())).await;
        assert_eq!(world.upload(picture).await.door, Door::NoMatch);
        assert_eq!(world.listed().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_exact_answer_is_an_entry_by_its_digests_and_no_near_one_of_what_was_asked() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        let exact = KnownFile {
            digests: FileDigests::of_sha256(picture.sha256),
            likeness: Likeness::Exact,
            ..file(world.bank.id, None)
        };
        let asked = Asked::File(picture.sha256);
        let files = vec![exact];
        world.scanned(id, Scanned { asked, files }).await;
        assert_eq!(kinds(&world.upload(picture).await), [MatchKind::Exact]);
        let copy = picture.encoded_again();
        assert_eq!(world.upload(copy).await.door, Door::NoMatch, "its hash was not told");
    })
    .await;
}

#[tokio::test]
async fn a_whole_file_that_is_said_to_be_near_stands_for_its_bytes_alone() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        let asked = Asked::File(picture.sha256);
        let files = vec![file(world.bank.id, Some(9))];
        world.scanned(id, Scanned { asked, files }).await;
        assert_eq!(kinds(&world.upload(picture).await), [MatchKind::SaidNear]);
        assert_eq!(world.upload(picture.encoded_again()).await.door, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn what_is_said_later_settles_what_was_unverified() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        let accepted = world.accept_unanswered(picture, &[id]).await;
        assert_eq!(accepted.door, Door::Unverified);
        world.step(Span::seconds(10));
        world
            .scanned(id, about(picture, vec![file(world.bank.id, Some(9))]))
            .await;
        let question = world.claim(id).await;
        let answered = world.store.answered(&question, Near::default(), Draw::of(999)).await;
        assert_eq!(answered.expect("settled"), Some(settled(Door::Queued)));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_only_asks_by_hash_is_told_of_a_vetted_list_and_of_no_other() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let (vetted, picture) = (world.vetted().await, Picture::new(1));
        let hash = picture.perceptual;
        let ask = async || world.store.asked(vec![(hash, Vec::new())]).await.expect("asked");
        world
            .scanned(id, about(picture, vec![file(world.bank.id, Some(9))]))
            .await;
        let [open] = ask().await.try_into().expect("one");
        assert_eq!((open.known.as_slice(), open.open), ([].as_slice(), true));
        world.scanned(id, about(picture, vec![file(vetted.id, Some(9))])).await;
        let [told] = ask().await.try_into().expect("one");
        let [known] = told.known.try_into().expect("one");
        let Known { kind, harm, .. } = known;
        assert_eq!((kind, harm), (MatchKind::SaidNear, HarmType::Csam));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_learned_for_a_list_that_is_none_or_from_a_matcher_that_was_removed() {
    every_engine(async |world: World| {
        let id = world.matcher("Shield").await;
        let picture = Picture::new(1);
        let nowhere = BankId(uuid::Uuid::nil());
        let learned = world
            .store
            .learn_scanned(id, vec![about(picture, vec![file(nowhere, None)])])
            .await;
        assert!(matches!(learned, Err(MatcherRefused::NoBank)));
        world.store.remove_matcher(None, id).await.expect("removed");
        let files = vec![file(world.bank.id, None)];
        let learned = world.store.learn_scanned(id, vec![about(picture, files)]).await;
        assert!(matches!(learned, Err(MatcherRefused::NoSuch)));
        assert_eq!(world.listed().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_another_matcher_brought_by_its_hash_is_told_apart_from_one_by_its_digest() {
    every_engine(async |world: World| {
        let (hma, shield) = (world.matcher("HMA").await, world.matcher("Shield").await);
        let picture = Picture::new(1);
        let listing = listing(world.bank.id, 1, picture.altered(3), &[]);
        assert_eq!(listing.list, LIST);
        world.store.learn(hma, vec![listing]).await.expect("learned");
        world
            .scanned(shield, about(picture, vec![file(world.bank.id, Some(9))]))
            .await;
        let accepted = world.upload(picture).await;
        assert_eq!(kinds(&accepted), [MatchKind::Near { distance: 3 }, MatchKind::SaidNear]);
    })
    .await;
}
