//! What lists ask for beyond the rules, and that no list gets around them.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{ids::BankId, second_looks::Draw, second_looks::SecondLooks};
use scrim_store::second_looks::NoList;
use uuid::Uuid;

fn shares(different: u16, agree: u16, settle: u16) -> SecondLooks {
    let share = |share: u16| share.try_into().expect("a share");
    SecondLooks {
        different: share(different),
        agree: share(agree),
        settle: share(settle),
    }
}

#[tokio::test]
async fn what_a_list_asks_for_is_kept_and_a_list_that_is_none_is_told_of() {
    every_engine(async |world: World| {
        let (bank, nobody) = (world.bank.id, BankId(Uuid::nil()));
        assert_eq!(
            world.store.second_looks(bank).await.expect("read"),
            Some(SecondLooks::default())
        );
        world
            .store
            .set_second_looks(None, bank, shares(100, 200, 300))
            .await
            .expect("set");
        assert_eq!(
            world.store.second_looks(bank).await.expect("read"),
            Some(shares(100, 200, 300))
        );
        assert_eq!(world.store.second_looks(nobody).await.expect("read"), None);
        let refused = world.store.set_second_looks(None, nobody, SecondLooks::default()).await;
        assert!(matches!(refused, Err(NoList::NoSuch)));
    })
    .await;
}

#[tokio::test]
async fn one_person_decides_what_falls_outside_the_share_and_two_what_falls_into_it() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.moderator("two").await;
        world
            .store
            .set_second_looks(None, world.bank.id, shares(300, 0, 0))
            .await
            .expect("set");
        for (number, draw, alone) in [(1, 299, false), (2, 300, true), (3, 999, true), (4, 0, false)] {
            world.entry(Picture::new(number)).await;
            world.upload(Picture::new(number).altered(20)).await;
            let leased = world.take_one(one).await;
            world.look(one, &leased, scrim_model::rung::Rung::Grey).await;
            let mut new = world.new_verdict(one, &leased, Says::Different);
            new.draw = Draw::of(draw);
            let taken = world.store.give_verdict(new).await.expect("taken");
            assert_eq!(taken.confirmed, alone, "draw {draw}");
        }
    })
    .await;
}

#[tokio::test]
async fn somebody_alone_lets_nothing_through_whatever_a_list_asks_for() {
    every_engine(async |world: World| {
        let only = world.moderator("only").await;
        world
            .store
            .set_second_looks(None, world.bank.id, shares(0, 0, 0))
            .await
            .expect("set");
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1).altered(20)).await;
        assert!(!world.decide(only, Says::Different).await.confirmed);
    })
    .await;
}

#[tokio::test]
async fn a_vetted_list_may_ask_for_a_second_look_at_every_agreement() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let vetted = world.vetted().await;
        world
            .store
            .set_second_looks(None, vetted.id, shares(1_000, 1_000, 0))
            .await
            .expect("set");
        world.entry_on(&vetted, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        assert!(!world.decide(one, Says::Agrees).await.confirmed);
        world.past_grace().await;
        assert!(world.decide(two, Says::Agrees).await.confirmed);
    })
    .await;
}
