//! The lens: what somebody has seen of a case through it is one union, over leases, restarts and devices.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    grant::{CLOSING_TIME, LOOK_LIFE, Presented},
    ids::GrantId,
    lease::LEASE_LIFE,
    lens::{Cleared, LensPoint, Proportions},
    rung::Rung,
    time::Span,
    wellness::Rule,
};
use scrim_store::{
    leases::Leased,
    looks::{Closing, LookRefused},
    verdicts::VerdictRefused,
};

const OF: Proportions = Proportions { width: 4, height: 3 };

/// Nothing came up.
const UNSEEN: Presented = Presented {
    shown_ms: 0,
    region_permille: 0,
    width_px: 0,
    height_px: 0,
};

/// A row of places across the picture, at `y`: four of them clear about 15 % of it.
fn row(y: u16) -> Cleared {
    let places = [125, 375, 625, 875].map(|x| LensPoint { x, y });
    places.iter().fold(Cleared::default(), |seen, at| seen.with(*at, OF))
}

async fn close(world: &World, desk: Desk, grant: GrantId, cleared: Option<Cleared>, claimed: u16) {
    let closing = Closing {
        presented: Presented {
            shown_ms: 500,
            region_permille: claimed,
            width_px: 8,
            height_px: 8,
        },
        cleared,
    };
    let closed = world.store.close_look(grant, desk.person, closing).await;
    closed.expect("closed");
    // Rows of the ledger are told apart by their time.
    world.step(Span::ms(1));
}

/// A look through the lens that clears a row, and says so.
async fn through(world: &World, desk: Desk, leased: &Leased, cleared: Cleared) {
    let granted = world.grant(desk, leased.lease.id, Rung::Lens).await.expect("granted");
    let share = cleared.permille();
    close(world, desk, granted.grant.id, Some(cleared), share).await;
}

/// Whether another look is refused; one that is not is closed unseen.
async fn refused(world: &World, desk: Desk, leased: &Leased) -> bool {
    let answer = world.grant(desk, leased.lease.id, Rung::Lens).await;
    if let Err(LookRefused::Wellness(refusal)) = &answer {
        return refusal.rule == Rule::RungNotAllowed;
    }
    let granted = answer.expect("granted, or refused by a rule");
    let closed = world.store.close_look(granted.grant.id, desk.person, UNSEEN).await;
    closed.expect("closed");
    false
}

/// A hub with one case, and somebody whose highest rung is `max`.
async fn with_a_case(world: &World, max: Rung) -> Desk {
    let one = world.moderator("one").await;
    let mut settings = world.store.floor().await.expect("floor");
    settings.max_rung = max;
    let set = world.store.set_own_wellness(one.person, settings).await;
    set.expect("stricter");
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await;
    one
}

async fn counts(world: &World, desk: Desk) -> Vec<Rung> {
    let rows = world.store.exposures(desk.person, None, 10).await.expect("the ledger");
    rows.iter().rev().map(|grant| grant.exposure().rung).collect()
}

#[tokio::test]
async fn two_leases_two_devices_and_a_restart_add_up_to_one_union() {
    every_engine(async |world: World| {
        assert!(row(300).permille() <= 200 && row(300).joined(&row(700)).permille() > 200);
        let one = with_a_case(&world, Rung::Colour).await;
        let leased = world.take_one(one).await;
        assert!(leased.cleared.is_empty());
        through(&world, one, &leased, row(300)).await;
        world.give_back(one, &leased).await;
        let world = world.reopened();
        let session = world.sign_in(one.person).await;
        let elsewhere = Desk { session, ..one };
        let again = world.take_one(elsewhere).await;
        assert_eq!(again.cleared, row(300));
        // What it said is only what it saw itself; the hub knows of the rest.
        through(&world, elsewhere, &again, row(700)).await;
        assert_eq!(counts(&world, one).await, [Rung::Lens, Rung::Grey]);
        let taken = world.give(elsewhere, &again, Says::Agrees).await;
        assert!(taken.is_ok(), "the union is evidence of the grey picture: {taken:?}");
    })
    .await;
}

#[tokio::test]
async fn a_union_is_of_one_person_and_of_one_case() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Colour).await;
        let two = world.moderator("two").await;
        let leased = world.take_one(one).await;
        through(&world, one, &leased, row(300)).await;
        world.give_back(one, &leased).await;
        let theirs = world.take_one(two).await;
        assert_eq!(theirs.case.id, leased.case.id);
        assert!(theirs.cleared.is_empty(), "somebody else's eyes");
        world.entry(Picture::new(2)).await;
        world.upload(Picture::new(2)).await;
        let other = world.take_one(one).await;
        assert!(other.cleared.is_empty(), "another picture");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_grey_gets_no_more_of_it_with_another_lease() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Lens).await;
        let leased = world.take_one(one).await;
        through(&world, one, &leased, row(300)).await;
        assert!(
            !refused(&world, one, &leased).await,
            "below the limit there is more to see"
        );
        through(&world, one, &leased, row(300).joined(&row(700))).await;
        assert!(refused(&world, one, &leased).await);
        world.give_back(one, &leased).await;
        let again = world.take_one(one).await;
        assert!(refused(&world, one, &again).await, "nor under a new lease");
    })
    .await;
}

#[tokio::test]
async fn a_look_never_closed_counts_in_full_against_another_until_it_is_closed() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Lens).await;
        let leased = world.take_one(one).await;
        let crashed = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        assert!(!refused(&world, one, &leased).await, "its closing may be on its way");
        let second = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        close(&world, one, second.grant.id, Some(row(300)), row(300).permille()).await;
        world.step(LOOK_LIFE + CLOSING_TIME);
        assert!(refused(&world, one, &leased).await, "where did it go?");
        world.step(LEASE_LIFE);
        let again = world.take_one(one).await;
        assert_eq!(again.cleared, row(300), "what was said is known all the same");
        assert!(refused(&world, one, &again).await);
        close(&world, one, crashed.grant.id, Some(row(300)), row(300).permille()).await;
        assert!(
            !refused(&world, one, &again).await,
            "the desk that crashed has told in the end"
        );
    })
    .await;
}

#[tokio::test]
async fn of_claim_and_regions_a_limit_takes_the_larger_and_a_verdict_the_regions() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Colour).await;
        let leased = world.take_one(one).await;
        let claimed = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        close(&world, one, claimed.grant.id, Some(row(300)), 900).await;
        let short = world.give(one, &leased, Says::Agrees).await;
        assert!(matches!(short, Err(VerdictRefused::Evidence(_))), "{short:?}");
        let played_down = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        close(&world, one, played_down.grant.id, Some(row(700)), 10).await;
        assert_eq!(counts(&world, one).await, [Rung::Grey, Rung::Grey]);
        assert!(world.give(one, &leased, Says::Agrees).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn regions_count_of_the_lens_alone_and_of_what_was_on_the_screen() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Colour).await;
        let leased = world.take_one(one).await;
        let outline = world.grant(one, leased.lease.id, Rung::Outline).await.expect("granted");
        close(&world, one, outline.grant.id, Some(row(300)), 1_000).await;
        let unseen = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        let closing = Closing {
            presented: UNSEEN,
            cleared: Some(row(700)),
        };
        let closed = world.store.close_look(unseen.grant.id, one.person, closing).await;
        closed.expect("closed");
        world.give_back(one, &leased).await;
        assert!(world.take_one(one).await.cleared.is_empty());
        assert_eq!(counts(&world, one).await, [Rung::Outline, Rung::Lens]);
    })
    .await;
}

#[tokio::test]
async fn where_nobody_has_said_where_the_lens_was_it_may_have_been_anywhere() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, Rung::Lens).await;
        let leased = world.take_one(one).await;
        let granted = world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        close(&world, one, granted.grant.id, None, 40).await;
        assert!(refused(&world, one, &leased).await);
        assert_eq!(
            counts(&world, one).await,
            [Rung::Lens],
            "as what it is counted is another matter"
        );
    })
    .await;
}
