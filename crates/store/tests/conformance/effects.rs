//! What confirmed verdicts do to the lists, and when.

use crate::world::{GRACE, Picture, Says, World, every_engine};
use scrim_model::{rung::Rung, time::Span};
use scrim_store::{banks::OWN_BANK, items::Door};

#[tokio::test]
async fn effects_happen_after_the_grace_time_and_once() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let one = world.moderator("one").await;
        world.entry_on(&vetted, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        world.decide(one, Says::Agrees).await;
        world.step(GRACE - Span::ms(1));
        let round = world.store.deliver_due().await.expect("delivered");
        assert_eq!(round.done, 0);
        assert_eq!(round.next.map(|next| next.since(round.now)), Some(Span::ms(1)));
        assert_eq!(world.store.sums().await.expect("sums").entries_confirmed, 0);
        world.step(Span::ms(1));
        let round = world.store.deliver_due().await.expect("delivered");
        assert_eq!((round.done, round.next), (1, None));
        assert_eq!(world.store.sums().await.expect("sums").entries_confirmed, 1);
        assert_eq!(world.store.deliver_due().await.expect("delivered").done, 0);
    })
    .await;
}

#[tokio::test]
async fn settling_an_upload_changes_no_list() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let before = world.store.hash_changes(0, 100).await.expect("the log");
        assert!(world.decide(one, Says::Settles).await.confirmed);
        world.past_grace().await;
        assert_eq!(world.store.hash_changes(0, 100).await.expect("the log"), before);
        assert_eq!(world.door(Picture::new(1)).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn an_altered_copy_becomes_a_variant_that_stops_its_own_copies() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let (listed, altered) = (Picture::new(1), Picture::new(1).altered(25));
        world.entry(listed).await;
        world.upload(altered).await;
        world.both(desks, Says::Agrees).await;
        let sums = world.store.sums().await.expect("sums");
        assert_eq!((sums.entries_confirmed, sums.variants_added), (1, 1));
        assert_eq!(world.door(altered.encoded_again()).await, Door::Stopped);
        let changes = world.store.hash_changes(0, 100).await.expect("the log");
        let variant = changes.last().expect("a change");
        assert!(variant.added && variant.variant);
        assert_eq!(variant.hash, altered.perceptual.hash);
    })
    .await;
}

#[tokio::test]
async fn new_material_becomes_an_entry_of_our_own_and_stops_its_copies() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let new = Picture::new(1).altered(30);
        world.entry(Picture::new(1)).await;
        world.upload(new).await;
        world.both(desks, Says::New).await;
        let banks = world.store.banks().await.expect("lists");
        let own = banks.iter().find(|(bank, _)| bank.name == OWN_BANK);
        assert_eq!(own.map(|(_, entries)| *entries), Some(1));
        assert_eq!(world.door(new).await, Door::Stopped);
        assert_eq!(world.door(new.encoded_again()).await, Door::Stopped);
    })
    .await;
}

#[tokio::test]
async fn one_persons_dispute_only_takes_the_weight_away_until_a_second_has_looked() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let listed = Picture::new(1);
        world.entry_on(&vetted, listed).await;
        world.upload(listed).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        assert_eq!(world.door(listed).await, Door::Stopped);
        world.upload(listed.altered(15)).await;
        world.decide(one, Says::Disputes).await;
        assert_eq!(world.door(listed).await, Door::Stopped, "not within the grace time");
        world.past_grace().await;
        assert_eq!(world.door(listed).await, Door::Queued, "it only queues");
        // The copy just queued waits beside the disputed case; the second reviewer takes both.
        for leased in world.take(two, 2).await {
            world.look(two, &leased, Rung::Grey).await;
            let says = if leased
                .case
                .pairs
                .iter()
                .any(|pair| pair.kind == scrim_model::matching::MatchKind::Exact)
            {
                Says::Settles
            } else {
                Says::Disputes
            };
            world.give(two, &leased, says).await.expect("taken");
        }
        world.past_grace().await;
        assert_eq!(world.door(listed).await, Door::NoMatch, "suspended");
        assert_eq!(world.store.sums().await.expect("sums").entries_suspended, 1);
    })
    .await;
}

#[tokio::test]
async fn a_dispute_that_is_not_upheld_gives_the_entry_its_weight_back() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let listed = Picture::new(1);
        world.entry_on(&vetted, listed).await;
        world.upload(listed).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        world.upload(listed.altered(15)).await;
        world.decide(one, Says::Disputes).await;
        world.past_grace().await;
        world.decide(two, Says::Agrees).await;
        world.past_grace().await;
        assert_eq!(world.door(listed.altered(1)).await, Door::Queued, "still disputed");
        let split = world.take(lead, 8).await;
        let split = split
            .iter()
            .find(|leased| leased.case.stage == scrim_model::case::Stage::Settle);
        let split = split.expect("the lead is given the split");
        world.look(lead, split, Rung::Grey).await;
        assert!(world.give(lead, split, Says::Agrees).await.expect("taken").confirmed);
        world.past_grace().await;
        assert_eq!(world.door(listed).await, Door::Stopped, "confirmed as before");
    })
    .await;
}

#[tokio::test]
async fn suspending_an_entry_reopens_what_it_had_stopped() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let listed = Picture::new(1);
        world.entry_on(&vetted, listed).await;
        world.upload(listed).await;
        world.decide(desks[0], Says::Agrees).await;
        world.past_grace().await;
        let stopped = world.upload(listed.altered(2)).await;
        assert_eq!(stopped.door, Door::Stopped);
        world.upload(listed.altered(15)).await;
        world.both(desks, Says::Disputes).await;
        let row = world.settled(stopped.item).await;
        assert_eq!((row.door, row.in_review, row.decided), (Door::Queued, true, None));
        assert_eq!(world.take_one(desks[0]).await.case.item, stopped.item);
    })
    .await;
}
