//! Matchers, and how what they list becomes entries.

use crate::{
    picture::Picture,
    world::{Says, World, every_engine},
};
use scrim_model::{
    ids::{BankId, MatcherId},
    matcher::{ListMapping, Listing, Matcher, MatcherKind, Mode, Sends, UpstreamEntry},
};
use scrim_store::{
    banks::{Bank, OWN_BANK},
    items::Door,
    matchers::{MatcherChange, MatcherRefused, NewMatcher},
};
use std::collections::BTreeSet;
use tokio::task::JoinSet;
use uuid::Uuid;

pub(crate) const LIST: &str = "NCMEC_EX";

pub(crate) fn upstream(id: &str) -> UpstreamEntry {
    UpstreamEntry {
        exchange: LIST.into(),
        id: id.into(),
    }
}

pub(crate) fn listing(bank: BankId, number: u64, picture: Picture, whose: &[&str]) -> Listing {
    Listing {
        bank,
        list: LIST.into(),
        number,
        hash: picture.perceptual.hash,
        provenance: whose.iter().copied().map(upstream).collect(),
    }
}

impl World {
    pub(crate) fn new_matcher(&self, name: &str) -> NewMatcher {
        let lists = [(LIST.to_owned(), self.bank.id)];
        NewMatcher {
            id: MatcherId(Uuid::from_bytes(self.token()[..16].try_into().expect("16 bytes"))),
            name: name.into(),
            rule: Matcher {
                kind: MatcherKind::Hma,
                sends: Sends::Hashes,
                lists: ListMapping(lists.into()),
            },
            mode: Mode::On,
            address: "https://hma.example/at".into(),
            secret: vec![1, 2, 3],
        }
    }

    pub(crate) async fn matcher(&self, name: &str) -> MatcherId {
        let new = self.new_matcher(name);
        let id = new.id;
        self.store.add_matcher(None, new).await.expect("added");
        id
    }

    async fn entries(&self, bank: &Bank) -> u64 {
        let banks = self.store.banks().await.expect("read");
        let found = banks.into_iter().find(|(known, _)| known.id == bank.id);
        found.map(|(_, entries)| entries).expect("the bank")
    }
}

#[tokio::test]
async fn a_matcher_is_kept_as_it_was_added_and_changed() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let [kept] = world.store.matchers().await.expect("read").try_into().expect("one");
        assert_eq!((kept.id, kept.name.as_str(), kept.mode), (id, "HMA", Mode::On));
        assert_eq!(kept.address, "https://hma.example/at");
        assert_eq!(kept.secret, [1, 2, 3]);
        assert_eq!(kept.rule.lists.bank(LIST), Some(world.bank.id));
        let other = world.vetted().await;
        let change = MatcherChange {
            mode: Some(Mode::Off),
            lists: Some(ListMapping([("B".to_owned(), other.id)].into())),
            ..MatcherChange::default()
        };
        world.store.change_matcher(None, id, change).await.expect("changed");
        let [kept] = world.store.matchers().await.expect("read").try_into().expect("one");
        assert_eq!((kept.mode, kept.secret.as_slice()), (Mode::Off, [1, 2, 3].as_slice()));
        assert_eq!(
            (kept.rule.lists.bank("B"), kept.rule.lists.bank(LIST)),
            (Some(other.id), None)
        );
        let change = MatcherChange {
            secret: Some(vec![9]),
            ..MatcherChange::default()
        };
        world.store.change_matcher(None, id, change).await.expect("changed");
        let [kept] = world.store.matchers().await.expect("read").try_into().expect("one");
        assert_eq!((kept.mode, kept.secret.as_slice()), (Mode::Off, [9].as_slice()));
    })
    .await;
}

#[tokio::test]
async fn a_matchers_name_is_its_own_until_it_is_removed_with_its_secret() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let again = world.store.add_matcher(None, world.new_matcher("HMA")).await;
        assert!(matches!(again, Err(MatcherRefused::NameTaken)));
        world.store.remove_matcher(None, id).await.expect("removed");
        assert_eq!(world.store.matchers().await.expect("read"), []);
        let twice = world.store.remove_matcher(None, id).await;
        assert!(matches!(twice, Err(MatcherRefused::NoSuch)));
        let change = world.store.change_matcher(None, id, MatcherChange::default()).await;
        assert!(matches!(change, Err(MatcherRefused::NoSuch)));
        let learned = world.store.learn(id, Vec::new()).await;
        assert!(matches!(learned, Err(MatcherRefused::NoSuch)));
        let rows = world.store.chain_rows(0, 1_000).await.expect("rows");
        assert!(
            rows.iter().all(|row| !row.body.contains("hma.example")),
            "no address is told"
        );
        world.matcher("HMA").await;
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_into_no_bank_that_is_not_there() {
    every_engine(async |world: World| {
        let nowhere = BankId(Uuid::nil());
        let mut new = world.new_matcher("HMA");
        new.rule.lists = ListMapping([(LIST.to_owned(), nowhere)].into());
        let added = world.store.add_matcher(None, new).await;
        assert!(matches!(added, Err(MatcherRefused::NoBank)));
        let id = world.matcher("HMA").await;
        let learned = world
            .store
            .learn(id, vec![listing(nowhere, 1, Picture::new(1), &[])])
            .await;
        assert!(matches!(learned, Err(MatcherRefused::NoBank)));
        assert_eq!(world.store.hash_changes(0, 10).await.expect("the log"), []);
    })
    .await;
}

#[tokio::test]
async fn what_a_matcher_lists_is_an_entry_from_then_on_and_is_learned_once() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let told = listing(world.bank.id, 30, picture, &["42-image1"]);
        let asked = vec![(LIST.to_owned(), 30), (LIST.to_owned(), 31)];
        let known = world.store.entries_listed_as(id, asked.clone()).await.expect("read");
        assert_eq!(known, [None, None]);
        let learned = world.store.learn(id, vec![told.clone(), told.clone()]).await;
        let learned = learned.expect("learned");
        let [(entry, true), (again, false)] = learned.as_slice() else {
            panic!("new once, known after that: {learned:?}");
        };
        assert_eq!(entry, again);
        let known = world.store.entries_listed_as(id, asked).await.expect("read");
        assert_eq!(known, [Some(*entry), None]);
        let kept = world.store.listing_of(*entry).await.expect("read").expect("listed");
        assert_eq!((kept.matcher, kept.list.as_str(), kept.number), (id, LIST, 30));
        assert_eq!(kept.provenance, [upstream("42-image1")]);
        let answer = world.upload(picture.altered(5)).await;
        assert_eq!(answer.door, Door::Queued, "it matches as any entry does");
        let [(matched, name)] = answer.matches.as_slice() else {
            panic!("one match");
        };
        assert_eq!((matched.entry, name.as_str()), (*entry, "Other list"));
        let listed = world.store.listed(world.bank.id, None, 10).await.expect("read");
        let said: Vec<_> = listed.iter().map(|entry| entry.provenance.as_deref()).collect();
        assert_eq!(said, [Some("NCMEC_EX 30, NCMEC_EX 42-image1")]);
    })
    .await;
}

#[tokio::test]
async fn a_listing_is_attached_to_the_entry_that_its_bank_has_of_that_hash() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let known = world.entry(picture).await;
        let learned = world
            .store
            .learn(id, vec![listing(world.bank.id, 30, picture, &[])])
            .await;
        assert_eq!(learned.expect("learned"), [(known, false)]);
        assert_eq!(
            world
                .store
                .listing_of(known)
                .await
                .expect("read")
                .map(|kept| kept.number),
            Some(30)
        );
        let vetted = world.vetted().await;
        let other = listing(vetted.id, 31, picture, &[]);
        let learned = world.store.learn(id, vec![other]).await.expect("learned");
        assert!(
            learned.iter().all(|(entry, new)| *new && *entry != known),
            "another bank is another list"
        );
    })
    .await;
}

#[tokio::test]
async fn what_two_members_list_is_two_entries_and_one_that_comes_back_is_the_one_it_was() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let known = world.bank.id;
        let both = vec![
            listing(known, 30, picture, &["42-image1"]),
            listing(known, 31, picture, &["43-image7"]),
        ];
        let learned = world.store.learn(id, both).await.expect("learned");
        let entries: BTreeSet<_> = learned.iter().map(|(entry, _)| *entry).collect();
        assert_eq!(entries.len(), 2);
        let back = listing(known, 90, picture, &["43-image7"]);
        let came_back = world.store.learn(id, vec![back]).await.expect("learned");
        assert_eq!(
            came_back.first(),
            learned.last().map(|(entry, _)| (*entry, false)).as_ref()
        );
        let page = world.store.listings_of_matcher(id, None, 10).await.expect("read");
        let numbers: BTreeSet<u64> = page.iter().map(|kept| kept.number).collect();
        assert_eq!(numbers, BTreeSet::from([30, 90]));
        let first = world.store.listings_of_matcher(id, None, 1).await.expect("read");
        let after = first.last().map(|kept| kept.entry);
        let rest = world.store.listings_of_matcher(id, after, 10).await.expect("read");
        assert_eq!([first, rest].concat(), page, "page by page");
    })
    .await;
}

#[tokio::test]
async fn a_number_whose_hash_is_another_now_has_the_new_one_unless_somebody_has_decided_on_the_old() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let (before, now, later) = (Picture::new(1), Picture::new(2), Picture::new(3));
        let bank = world.bank.id;
        let learned = world.store.learn(id, vec![listing(bank, 30, before, &["42-a"])]).await;
        let changed = world.store.learn(id, vec![listing(bank, 30, now, &["42-a"])]).await;
        let (learned, changed) = (learned.expect("learned"), changed.expect("learned"));
        assert_eq!(
            changed,
            learned.iter().map(|(entry, _)| (*entry, false)).collect::<Vec<_>>()
        );
        assert_eq!(world.door(before.altered(2)).await, Door::NoMatch);
        world.upload(now.altered(2)).await;
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.both(desks, Says::Disputes).await;
        let again = world.store.learn(id, vec![listing(bank, 30, later, &["42-a"])]).await;
        let again = again.expect("learned");
        assert!(
            again
                .iter()
                .all(|(entry, new)| *new && learned.iter().all(|(old, _)| old != entry)),
            "nobody has seen it"
        );
        assert_eq!(world.door(later.altered(2)).await, Door::Queued);
        assert_eq!(world.door(now.altered(3)).await, Door::NoMatch, "the dispute stands");
        let page = world.store.listings_of_matcher(id, None, 10).await.expect("read");
        assert_eq!(page.len(), 1, "a number is one entry's");
    })
    .await;
}

#[tokio::test]
async fn a_disputed_entry_that_comes_back_under_another_number_stays_suspended() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let told = listing(world.bank.id, 30, picture, &["42-image1"]);
        let learned = world.store.learn(id, vec![told]).await.expect("learned");
        world.upload(picture.altered(3)).await;
        world.both(desks, Says::Disputes).await;
        assert_eq!(world.door(picture.altered(4)).await, Door::NoMatch, "it is suspended");
        let back = listing(world.bank.id, 90, picture, &["42-image1"]);
        let came_back = world.store.learn(id, vec![back]).await.expect("learned");
        assert_eq!(
            came_back,
            learned.iter().map(|(entry, _)| (*entry, false)).collect::<Vec<_>>()
        );
        assert_eq!(
            world.door(picture.altered(4)).await,
            Door::NoMatch,
            "nobody looks at it again"
        );
        let page = world.store.listings_of_matcher(id, None, 10).await.expect("read");
        let numbers: Vec<u64> = page.iter().map(|kept| kept.number).collect();
        assert_eq!(numbers, [30], "reconciling finds by it what came back");
    })
    .await;
}

#[tokio::test]
async fn what_a_removed_matcher_had_listed_is_taken_over_by_the_next_of_the_same_lists() {
    every_engine(async |world: World| {
        let first = world.matcher("HMA").await;
        let told = listing(world.bank.id, 30, Picture::new(1), &["42-image1"]);
        let learned = world.store.learn(first, vec![told.clone()]).await.expect("learned");
        world.store.remove_matcher(None, first).await.expect("removed");
        let second = world.matcher("HMA").await;
        let again = world.store.learn(second, vec![told]).await.expect("learned");
        assert_eq!(
            again,
            learned.iter().map(|(entry, _)| (*entry, false)).collect::<Vec<_>>()
        );
        let page = world.store.listings_of_matcher(second, None, 10).await.expect("read");
        assert_eq!(page.len(), 1);
        assert_eq!(
            world.store.listings_of_matcher(first, None, 10).await.expect("read"),
            []
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hubs_that_learn_the_same_at_once_make_one_entry() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let bank = world.bank.clone();
        let hubs = [world.beside(), world.beside(), world];
        let mut learning = JoinSet::new();
        for _round in 0..4 {
            for hub in &hubs {
                let told = (0..8).map(|seed| listing(bank.id, u64::from(seed), Picture::new(seed), &["42-a"]));
                let (store, told) = (hub.store.clone(), told.collect());
                learning.spawn(async move { store.learn(id, told).await.expect("learned") });
            }
        }
        let learned: Vec<_> = learning.join_all().await.into_iter().flatten().collect();
        assert_eq!(learned.iter().filter(|(_, new)| *new).count(), 8);
        let entries: BTreeSet<_> = learned.iter().map(|(entry, _)| *entry).collect();
        assert_eq!(entries.len(), 8);
        for hub in &hubs {
            assert_eq!(hub.entries(&bank).await, 8);
        }
    })
    .await;
}

#[tokio::test]
async fn an_entry_whose_hash_a_reversal_took_away_is_not_the_one_a_matcher_lists() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        world.entry(picture).await;
        world.upload(picture.altered(5)).await;
        let taken = world.both(desks, Says::New).await;
        let banks = world.store.banks().await.expect("read");
        let own = banks
            .into_iter()
            .find(|(bank, _)| bank.name == OWN_BANK)
            .expect("made")
            .0;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        reversed.expect("reversed");
        let told = listing(own.id, 30, picture.altered(5), &[]);
        let learned = world.store.learn(id, vec![told]).await.expect("learned");
        assert!(
            learned.iter().all(|(_, new)| *new),
            "what was taken back stays taken back"
        );
    })
    .await;
}
