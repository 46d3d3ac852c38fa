//! Passes over what a matcher lists: one hub at a time, and what is found there decides who is brought a case for nothing.

use crate::{
    matchers::{LIST, listing},
    told::{Told, at, receipt, told},
    world::{Picture, Says as Decides, World, every_engine},
};
use scrim_model::{
    delivery::{Failure, Says, Subject},
    ids::EntryId,
    matcher::{OwnWord, PASS_LASTS, RECONCILED_AGAIN_AFTER, RECONCILED_EVERY, Reconciled, There},
};
use scrim_store::{
    banks::NewEntry,
    items::Door,
    reconciling::{Listed, Relisted},
};

impl Told {
    async fn listings(&self) -> Vec<Listed> {
        let listed = self.world.store.listed_after(self.matcher, None, 10).await;
        listed.expect("read")
    }

    async fn see(&self, entry: EntryId, number: u64, there: There) -> bool {
        let seen = self.world.store.see_there(entry, at(LIST, number), there).await;
        seen.expect("kept")
    }

    async fn relist(&self, entry: EntryId, from: u64, to: u64) -> Relisted {
        let relisted = self.world.store.relist(entry, at(LIST, from), at(LIST, to)).await;
        relisted.expect("kept")
    }
}

#[tokio::test]
async fn a_pass_is_one_hubs_goes_on_where_it_broke_off_and_is_due_again_in_a_day() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let store = &told.world.store;
        let begin = async |asked| store.begin_pass(told.matcher, asked).await.expect("kept");
        assert_eq!(begin(false).await, None, "the first is due in a day");
        let first = begin(true).await.expect("it was asked for");
        assert_eq!((first.after, begin(true).await), (None, None), "another hub is at it");
        let found = Reconciled {
            looked_at: 1,
            ..Reconciled::default()
        };
        let after = Some(entry);
        let kept = store.keep_pass(scrim_store::reconciling::Pass { after, found, ..first });
        let kept = kept.await.expect("kept").expect("it is still ours");
        store.end_pass(kept, Some(Failure::Silent)).await.expect("kept");
        assert_eq!(begin(false).await, None);
        let passes = store.passes(told.matcher).await.expect("read").expect("begun");
        assert_eq!((passes.why, passes.ended_at), (Some(Failure::Silent), None));
        told.world.step(RECONCILED_AGAIN_AFTER);
        let again = begin(false).await.expect("it is due");
        assert_eq!((again.after, again.found), (after, found));
        // The hub dies over it.
        told.world.step(PASS_LASTS);
        let taken_over = begin(false).await.expect("nobody is at it");
        assert_eq!(store.keep_pass(again).await.expect("read"), None, "it is another hub's");
        store.end_pass(again, None).await.expect("kept");
        let ended = async || {
            let rows = store.chain_rows(0, 1_000).await.expect("rows");
            rows.iter().filter(|row| row.kind == "matcher_reconciled").count()
        };
        assert_eq!(ended().await, 0, "whoever lost it has ended nothing");
        store.end_pass(taken_over, None).await.expect("kept");
        let passes = store.passes(told.matcher).await.expect("read").expect("begun");
        assert_eq!((passes.why, passes.last, passes.began_at), (None, Some(found), None));
        assert_eq!(ended().await, 1);
        assert_eq!(begin(false).await, None);
        told.world.step(RECONCILED_EVERY);
        assert_eq!(begin(false).await.expect("a day is over").after, None);
    })
    .await;
}

#[tokio::test]
async fn somebody_may_ask_for_a_pass_before_it_is_due() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let store = &told.world.store;
        assert_eq!(store.passes(told.matcher).await.expect("read"), None);
        store.ask_for_pass(told.matcher).await.expect("kept");
        assert!(store.begin_pass(told.matcher, false).await.expect("kept").is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_or_disabled_there_brings_nobody_a_case_until_it_is_back() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let near = |bits| Picture::new(1).altered(bits);
        for (bits, there) in [(20, There::Gone), (21, There::Disabled)] {
            assert!(told.see(entry, 30, there).await);
            assert!(!told.see(entry, 30, there).await, "it is known");
            assert_eq!(told.world.door(near(bits)).await, Door::NoMatch);
            assert!(told.see(entry, 30, There::Matches).await);
            assert_eq!(told.world.door(near(bits + 4)).await, Door::Queued);
        }
        assert!(
            !told.see(entry, 31, There::Gone).await,
            "it is listed under another number"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_matcher_answers_with_is_there_again_under_whatever_number() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        for number in [30, 31] {
            assert!(told.see(entry, 30, There::Gone).await);
            assert_eq!(told.listed(1, number).await, entry);
            assert_eq!(told.listings().await.remove(0).there, There::Matches);
            assert_eq!(told.listings().await.remove(0).at, at(LIST, number));
        }
        assert_eq!(told.world.door(Picture::new(1).altered(20)).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn what_people_here_confirmed_counts_whatever_becomes_of_it_there() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let (taken, _item) = told.decided(1, 25, Decides::Agrees).await;
        assert!(told.see(entry, 30, There::Gone).await);
        assert_eq!(told.world.door(Picture::new(1).altered(3)).await, Door::Stopped);
        told.reverse(taken).await;
        assert_eq!(told.world.door(Picture::new(1).altered(16)).await, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn what_people_here_disputed_stays_so_whatever_becomes_of_it_there() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        told.decided(1, 25, Decides::Disputes).await;
        for there in [There::Gone, There::Matches] {
            told.see(entry, 30, there).await;
            assert_eq!(told.world.door(Picture::new(1).altered(20)).await, Door::NoMatch);
        }
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_a_list_of_the_hubs_own_has_too_counts_without_the_matcher() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let before = told.world.entry(Picture::new(1)).await;
        assert_eq!(told.listed(1, 30).await, before, "it was on the list already");
        assert!(told.see(before, 30, There::Gone).await);
        assert_eq!(told.world.door(Picture::new(1).altered(20)).await, Door::Queued);
        // And one that comes onto the list later.
        let learned = told.listed(2, 31).await;
        assert!(told.see(learned, 31, There::Gone).await);
        assert_eq!(told.world.door(Picture::new(2).altered(20)).await, Door::NoMatch);
        let new = NewEntry {
            bank: told.world.bank.id,
            category: None,
            provenance: None,
            votes: None,
            digests: scrim_model::digests::FileDigests::default(),
            hashes: vec![Picture::new(2).perceptual],
        };
        assert_eq!(told.world.store.add_entry(new).await.expect("listed"), (learned, false));
        assert_eq!(told.world.door(Picture::new(2).altered(21)).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn a_disputed_entry_that_came_back_is_told_again_by_a_delivery_that_people_see() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        assert_eq!(told.listings().await.remove(0).word, OwnWord::None);
        let (taken, _item) = told.decided(1, 25, Decides::Disputes).await;
        assert_eq!(told.listings().await.remove(0).word, OwnWord::UnderWay);
        let first = told.claim_one().await;
        told.ends(&first, Ok(Some(receipt(LIST, 30, false)))).await;
        assert_eq!(told.listings().await.remove(0).word, OwnWord::Disabled);
        assert_eq!(told.relist(entry, 30, 31).await, Relisted::Moved { told_again: 1 });
        assert_eq!(told.relist(entry, 30, 31).await, Relisted::Not, "it is done");
        let again = told.claim_one().await;
        assert_eq!((again.subject, again.says), (first.subject, Some(Says::Disable)));
        assert_eq!((again.case, again.subject), (first.case, Subject::Entry { entry }));
        let known = again.at_matcher.clone().expect("it is told to a matcher");
        assert_eq!(known.listing, Some(at(LIST, 31)));
        told.ends(&again, Ok(Some(receipt(LIST, 31, false)))).await;
        told.reverse(taken).await;
        let back = told.claim_one().await;
        let known = back.at_matcher.expect("it is told to a matcher");
        assert_eq!((back.says, known.receipt), (None, Some(receipt(LIST, 31, false))));
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_another_entrys_is_left_alone() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let new = listing(told.world.bank.id, 31, Picture::new(2), &["42-image2"]);
        told.world.store.learn(told.matcher, vec![new]).await.expect("learned");
        assert_eq!(told.relist(entry, 30, 31).await, Relisted::Not);
        assert_eq!(told.listings().await.len(), 2);
    })
    .await;
}
