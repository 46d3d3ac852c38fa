//! What waits is matched again when the lists have more than they had: it gains pairs, or nobody has to look any more.

use crate::{
    matchers::listing,
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    digests::FileDigests,
    ids::{EntryId, ItemId},
    matching::HarmType,
    rung::Rung,
    second_looks::Draw,
    time::Span,
};
use scrim_store::{
    banks::{Bank, NewBank, NewEntry},
    items::{Accepted, Door},
    leases::GivenBack,
    rematching::{Rematch, Walked},
    verdicts::Taken,
};
use uuid::Uuid;

impl World {
    async fn second_list(&self) -> Bank {
        let new = NewBank {
            name: "Second list".into(),
            harm: HarmType::Csam,
            vetted_reason: None,
        };
        self.store.bank(new).await.expect("a list")
    }

    /// The entries of a case's pairs, closest first, as whoever takes it sees them.
    async fn pairs(&self, desk: Desk) -> Vec<EntryId> {
        let leased = self.take_one(desk).await;
        leased.case.pairs.iter().map(|pair| pair.entry).collect()
    }

    /// An upload waits for one list; a picture that is near it and not the other list's is on a second one.
    pub(crate) async fn waits(&self) -> Accepted {
        self.entry(Picture::new(1).altered(36)).await;
        let upload = self.upload(Picture::new(1).altered(8)).await;
        assert_eq!(upload.door, Door::Queued);
        self.entry_on(&self.vetted().await, Picture::new(1)).await;
        upload
    }

    pub(crate) async fn is_confirmed(&self, desk: Desk) -> Taken {
        self.is_confirmed_by(desk, Picture::new(1)).await
    }

    /// Somebody confirms the second list's picture by an upload of its own.
    pub(crate) async fn is_confirmed_by(&self, desk: Desk, picture: Picture) -> Taken {
        let other = self.upload(picture).await;
        let leased = self.take_case(desk, other.case.expect("it waits")).await;
        let leased = leased.expect("it waits for them");
        assert_eq!(leased.case.uploads, 1);
        self.look(desk, &leased, Rung::Grey).await;
        let taken = self.give(desk, &leased, Says::Agrees).await.expect("taken");
        assert!(taken.confirmed);
        self.past_grace().await;
        taken
    }

    pub(crate) async fn left(&self) -> [u64; 2] {
        let left = self.store.rematching_backlog().await.expect("read");
        [left.changes, left.uploads]
    }
}

#[tokio::test]
async fn a_case_that_waits_gains_a_pair_of_each_list_that_lists_it_later_closest_first() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let far = world.entry(Picture::new(1).altered(25)).await;
        let upload = world.upload(Picture::new(1)).await;
        world.match_again().await;
        let second = world.second_list().await;
        let near = world.entry_on(&second, Picture::new(1).altered(12)).await;
        let equal = world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.entry_on(&second, Picture::new(9)).await;
        assert_ne!(world.left().await, [0, 0]);
        world.match_again().await;
        assert_eq!(world.left().await, [0, 0]);
        let leased = world.take_one(one).await;
        assert_eq!(Some(leased.case.id), upload.case);
        let pairs: Vec<EntryId> = leased.case.pairs.iter().map(|pair| pair.entry).collect();
        assert_eq!(pairs, [equal, near, far]);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_of_a_list_that_has_digests_alone_is_matched_with_what_waits() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let far = world.entry(Picture::new(1).altered(25)).await;
        world.upload(Picture::new(1)).await;
        let md5 = Picture::new(1).sha256.get(..16).and_then(FileDigests::by_length);
        let new = NewEntry {
            bank: world.second_list().await.id,
            category: None,
            provenance: None,
            votes: None,
            digests: md5.expect("a digest of that length"),
            hashes: Vec::new(),
        };
        let (listed, _new) = world.store.add_entry(new).await.expect("listed");
        world.match_again().await;
        assert_eq!(world.pairs(one).await, [listed, far]);
    })
    .await;
}

#[tokio::test]
async fn a_case_in_somebodys_hands_is_left_until_its_lease_is_over() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let upload = world.waits().await;
        let held = world.take_one(two).await;
        world.is_confirmed(one).await;
        world.match_again().await;
        assert_eq!(world.left().await, [0, 1]);
        assert_eq!(world.stands(upload.item).await, Door::Queued);
        world.look(two, &held, Rung::Grey).await;
        world.skip(two, &held).await;
        world.match_again().await;
        assert_eq!(world.stands(upload.item).await, Door::Stopped);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_matcher_has_still_to_answer_for_is_settled_by_a_list_of_the_hubs_own() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let [queued, unknown] = [1, 9].map(Picture::new);
        let upload = world.accept_unanswered(queued, &[id]).await;
        let other = world.accept_unanswered(unknown, &[id]).await;
        world.entry(queued.altered(5)).await;
        world.match_again().await;
        let row = world.settled(upload.item).await;
        assert_eq!((row.door, row.in_review), (Door::Queued, true));
        assert_eq!(world.stands(other.item).await, Door::Unverified);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_matcher_lists_later_reaches_what_waits() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let id = world.matcher("HMA").await;
        world.entry(Picture::new(1).altered(36)).await;
        let upload = world.upload(Picture::new(1).altered(8)).await;
        let new = listing(world.bank.id, 7, Picture::new(1).altered(2), &[]);
        let learned = world.store.learn(id, vec![new]).await.expect("learned");
        let (learned, _new) = *learned.first().expect("one");
        world.match_again().await;
        let leased = world.take_one(one).await;
        assert_eq!(leased.case.pairs.first().map(|pair| pair.entry), Some(learned));
        world
            .store
            .release_lease(one.proof(leased.lease.id), GivenBack::Unseen)
            .await
            .expect("given back");
        world.is_sound().await;
        assert_eq!(world.stands(upload.item).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn one_hub_follows_and_another_goes_on_where_it_died() {
    every_engine(async |world: World| {
        let upload = world.waits().await;
        let changes = world
            .store
            .list_changes(1)
            .await
            .expect("read")
            .expect("something changed");
        assert!(world.claims_rematching(Uuid::from_u128(7)).await);
        assert!(!world.claims_rematching(Uuid::from_u128(1)).await, "one hub at a time");
        assert!(world.claims_rematching(Uuid::from_u128(7)).await, "which goes on");
        // It had written down what it found, and then it died.
        world.store.note_rematches(vec![upload.item]).await.expect("noted");
        world.step(Span::minutes(2));
        assert_eq!(
            world.store.list_changes(1).await.expect("read"),
            Some(changes),
            "nothing is lost"
        );
        let beside = world.beside();
        beside.match_again().await;
        assert_eq!(world.left().await, [0, 0]);
        let one = world.moderator("one").await;
        assert_eq!(world.take_one(one).await.case.pairs.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_was_looked_up_before_a_list_grew_and_kept_after_that_was_followed_is_matched_again() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let early = world.new_item(Picture::new(1).altered(10)).await;
        world.entry(Picture::new(1).altered(30)).await;
        world.match_again().await;
        let accepted = world.store.accept(early).await.expect("accepted");
        assert_eq!(accepted.matches.len(), 1, "it was looked up before");
        world.match_again().await;
        assert_eq!(world.left().await, [0, 0]);
        let one = world.moderator("one").await;
        assert_eq!(world.take_one(one).await.case.pairs.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_answer_from_before_a_list_grew_is_not_taken_for_one_from_after() {
    every_engine(async |world: World| {
        let upload = world.waits().await;
        world.store.note_rematches(vec![upload.item]).await.expect("noted");
        let Some(Rematch { item, hashes }) = world.store.rematches(1).await.expect("read").pop() else {
            unreachable!("it was noted");
        };
        let near = world.near_frames(&hashes).await;
        world.entry(Picture::new(1).altered(20)).await;
        let anew = world.store.answer_anew(item, near, Draw::of(999)).await;
        assert_eq!(anew.expect("asked"), None);
        world.match_again().await;
        let one = world.moderator("one").await;
        assert_eq!(world.take_one(one).await.case.pairs.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_hubs_that_answer_the_same_upload_anew_do_so_once() {
    every_engine(async |world: World| {
        let upload = world.waits().await;
        world.store.note_rematches(vec![upload.item]).await.expect("noted");
        let beside = world.beside();
        let hashes = world
            .store
            .rematches(10)
            .await
            .expect("read")
            .pop()
            .expect("one")
            .hashes;
        let near = world.near_frames(&hashes).await;
        let anew = |store: scrim_store::Store| {
            let near = near.clone();
            async move {
                store
                    .answer_anew(upload.item, near, Draw::of(999))
                    .await
                    .expect("answered")
            }
        };
        let (here, there) = tokio::join!(anew(world.store.clone()), anew(beside.store.clone()));
        assert_eq!(usize::from(here.is_some()) + usize::from(there.is_some()), 1);
        let one = world.moderator("one").await;
        assert_eq!(world.take_one(one).await.case.pairs.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_for_good_stays_so_and_is_not_walked_through() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let unknown = world.upload(Picture::new(5)).await;
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let decided = world.upload(Picture::new(1)).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        world.entry(Picture::new(5)).await;
        world.entry(Picture::new(1).altered(30)).await;
        let (waiting, _next) = world.store.waiting(Walked::BEGIN, 100).await.expect("read");
        assert_eq!(waiting, []);
        let items: Vec<ItemId> = vec![unknown.item, decided.item];
        world.store.note_rematches(items).await.expect("noted");
        world.match_again().await;
        assert_eq!(world.stands(unknown.item).await, Door::NoMatch);
        assert_eq!(world.left().await, [0, 0]);
    })
    .await;
}

/// Lists that got more while a case was decided are those that it waits with once the verdict is taken back.
#[tokio::test]
async fn a_case_whose_verdict_is_taken_back_gains_what_was_listed_while_it_was_decided() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let first = world.entry_on(&world.vetted().await, Picture::new(1).altered(20)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        world.look(one, &leased, Rung::Grey).await;
        let taken = world.give(one, &leased, Says::Settles).await.expect("taken");
        let later = world
            .entry_on(&world.second_list().await, Picture::new(1).altered(12))
            .await;
        world.match_again().await;
        world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("taken back");
        world.match_again().await;
        assert_eq!(world.pairs(one).await, [later, first]);
        assert_eq!(world.left().await, [0, 0]);
    })
    .await;
}
