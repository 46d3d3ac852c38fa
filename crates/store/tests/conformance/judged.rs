//! What people decided of lists' matches, by how close those were.

use crate::{
    raw::change,
    transparency::{self, MONTH, to_december},
    world::{Picture, Says, World, every_engine},
};
use scrim_model::{
    distance::{Closeness, Judged},
    matching::MatchKind,
    rung::Rung,
    time::{Span, Time},
};
use scrim_store::judged::PairSums;

/// What was decided of the pairs of the world's own list before a time.
async fn of_list(world: &World, until: Time) -> PairSums {
    let lists = world.store.judged(until).await.expect("read");
    let own = lists.into_iter().find(|list| list.bank == world.bank.id);
    own.expect("a list without decisions is told of too").sums
}

async fn soon(world: &World) -> PairSums {
    of_list(world, world.now() + Span::minutes(1)).await
}

/// A near copy of a listed picture is decided by two people.
async fn decided(world: &World, number: u8, bits: u8, says: Says) {
    world.entry(Picture::new(number)).await;
    let copy = world.upload(Picture::new(number).altered(bits.into())).await;
    let measured = copy.matches.iter().map(|(matched, _list)| matched.kind);
    assert!(measured.eq([MatchKind::Near { distance: bits.into() }]));
    for name in ["one", "two"] {
        let desk = world.moderator(&format!("{name}-{number}")).await;
        let leased = world.take_one(desk).await;
        world.look(desk, &leased, Rung::Grey).await;
        let taken = world.give(desk, &leased, says).await.expect("taken");
        world.past_grace().await;
        if taken.confirmed {
            return;
        }
    }
}

fn judged(same: u64, different: u64) -> Judged {
    Judged { same, different }
}

#[tokio::test]
async fn what_was_decided_of_a_list_is_summed_up_by_how_close_it_was() {
    every_engine(async |world: World| {
        assert_eq!(soon(&world).await, PairSums::default());
        decided(&world, 1, 12, Says::Different).await;
        decided(&world, 2, 14, Says::Agrees).await;
        decided(&world, 3, 28, Says::Different).await;
        let before = world.now();
        decided(&world, 4, 28, Says::Disputes).await;
        let sums = soon(&world).await;
        let bands = [(Closeness::To16, judged(1, 1)), (Closeness::To31, judged(1, 1))];
        assert_eq!((sums.bands.clone(), sums.disputed), (bands.into(), 1));
        assert_eq!(sums.judged(), judged(2, 2));
        let earlier = of_list(&world, before).await;
        assert_eq!(earlier.judged(), judged(1, 2), "what came later is not in it");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_does_not_stand_is_in_no_sum_until_it_is_made_again() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let confirmed = world.decide(one, Says::Settles).await;
        assert!(confirmed.confirmed, "one person settles what is the same");
        assert_eq!(soon(&world).await.bands, [(Closeness::Equal, judged(1, 0))].into());
        world.past_grace().await;
        let reversed = world.store.reverse_verdict(confirmed.verdict, lead.person).await;
        reversed.expect("reversed");
        assert_eq!(soon(&world).await, PairSums::default());
        world.is_sound().await;
        let leased = world.take_one(lead).await;
        world.look(lead, &leased, Rung::Grey).await;
        world.give(lead, &leased, Says::Disputes).await.expect("taken");
        let sums = soon(&world).await;
        assert_eq!((sums.judged(), sums.disputed), (judged(1, 0), 1));
        world.is_sound().await;
    })
    .await;
}

/// What the migration does for decisions that are older than it is.
fn brought_over(world: &World) -> &'static str {
    let all = match world.engine.name {
        "sqlite" => include_str!("../../migrations/sqlite/0034_decided.sql"),
        _ => include_str!("../../migrations/postgres/0034_decided.sql"),
    };
    let from = all.find("INSERT INTO decided_pair").expect("brings rows over");
    let until = all.find("CREATE INDEX").expect("ends with an index");
    all.get(from..until).expect("in that order")
}

#[tokio::test]
async fn decisions_from_before_these_rows_are_brought_over_as_if_they_were_made_now() {
    every_engine(async |world: World| {
        to_december(&world);
        decided(&world, 1, 12, Says::Different).await;
        decided(&world, 2, 14, Says::Agrees).await;
        decided(&world, 3, 28, Says::Disputes).await;
        decided(&world, 4, 12, Says::Clears).await;
        let (sums, month) = (soon(&world).await, transparency::of(&world, MONTH).await);
        change(
            &world,
            "DELETE FROM decided_pair; UPDATE review_case SET outcome = NULL",
        );
        assert_eq!(soon(&world).await, PairSums::default());
        change(&world, brought_over(&world));
        assert_eq!(soon(&world).await, sums);
        assert_eq!(transparency::of(&world, MONTH).await, month);
        world.is_sound().await;
    })
    .await;
}
