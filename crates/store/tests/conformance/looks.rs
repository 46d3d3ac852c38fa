//! Looks: the grant comes first.

use crate::world::{Picture, World, every_engine};
use scrim_model::{grant::Presented, lease::LEASE_LIFE, rung::Rung, time::Span, wellness::Rule};
use scrim_store::{
    leases::LeaseRefused,
    looks::{CloseRefused, LookRefused},
};

#[tokio::test]
async fn a_grant_is_on_disk_before_it_is_answered() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let granted = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
        let ledger = world
            .second()
            .exposures(one.person, None, 10)
            .await
            .expect("the ledger");
        assert_eq!(ledger, std::slice::from_ref(&granted.grant));
        let world = world.reopened();
        let ledger = world.store.exposures(one.person, None, 10).await.expect("the ledger");
        assert_eq!(ledger, [granted.grant]);
    })
    .await;
}

#[tokio::test]
async fn a_look_releases_the_key_of_its_own_rendition_and_of_no_other() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        for (rung, rendition) in [
            (Rung::LightVeil, Rung::LightVeil),
            (Rung::Outline, Rung::Outline),
            (Rung::Lens, Rung::Grey),
            (Rung::Grey, Rung::Grey),
            (Rung::Colour, Rung::Colour),
        ] {
            let granted = world.grant(one, leased.lease.id, rung).await.expect("granted");
            assert_eq!(granted.rendition.rung, rendition);
            assert_eq!(granted.rendition.wrapped_key, vec![u8::from(rendition); 8]);
        }
        for rung in [Rung::Label, Rung::HeavyVeil] {
            let none = world.grant(one, leased.lease.id, rung).await;
            assert!(matches!(none, Err(LookRefused::NoRendition)), "{rung:?} needs no grant");
        }
    })
    .await;
}

#[tokio::test]
async fn presses_within_ten_seconds_are_one_look_and_later_ones_are_charged() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let mut charged = Vec::new();
        for wait_ms in [0, 9_999, 1] {
            world.step(Span::ms(wait_ms));
            let granted = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
            charged.push((granted.grant.charged, granted.looks_left));
        }
        assert_eq!(charged, [(true, 149), (false, 149), (true, 148)]);
    })
    .await;
}

#[tokio::test]
async fn the_first_closing_stands_and_only_the_looker_closes() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let granted = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
        let said = |shown_ms| Presented {
            shown_ms,
            region_permille: 1_000,
            width_px: 8,
            height_px: 8,
        };
        let stranger = world.store.close_look(granted.grant.id, two.person, said(1)).await;
        assert!(matches!(stranger, Err(CloseRefused::NoSuch)));
        world.close(one, granted.grant.id, 700).await;
        world.close(one, granted.grant.id, 1).await;
        let ledger = world.store.exposures(one.person, None, 10).await.expect("the ledger");
        assert_eq!(ledger[0].closed, Some(said(700)));
    })
    .await;
}

#[tokio::test]
async fn a_look_never_closed_counts_in_full() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        world.grant(one, leased.lease.id, Rung::Lens).await.expect("granted");
        let standing = world.store.standing(one.person).await.expect("standing");
        assert_eq!(standing.looking_today, Span::seconds(10));
        assert_eq!(
            standing.record.looks[0].rung,
            Rung::Grey,
            "a lens never closed is the whole picture"
        );
        world.grant(one, leased.lease.id, Rung::Outline).await.expect("granted");
        let standing = world.store.standing(one.person).await.expect("standing");
        assert_eq!(
            standing.record.looks[1].rung,
            Rung::Outline,
            "an outline has no other picture's key"
        );
    })
    .await;
}

#[tokio::test]
async fn no_look_without_a_lease_in_use_nor_above_its_highest_rung() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let mut grey = world.store.floor().await.expect("floor");
        grey.max_rung = Rung::Grey;
        world.store.set_own_wellness(one.person, grey).await.expect("stricter");
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let colour = world.grant(one, leased.lease.id, Rung::Colour).await;
        assert!(matches!(colour, Err(LookRefused::Wellness(refusal)) if refusal.rule == Rule::RungNotAllowed));
        let theirs = world.grant(two, leased.lease.id, Rung::Grey).await;
        assert!(matches!(theirs, Err(LookRefused::Lease(LeaseRefused::Lost(_)))));
        world.step(LEASE_LIFE);
        let late = world.grant(one, leased.lease.id, Rung::Grey).await;
        assert!(matches!(late, Err(LookRefused::Lease(LeaseRefused::Lost(_)))));
        assert!(
            world
                .store
                .exposures(one.person, None, 10)
                .await
                .expect("the ledger")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn the_ledger_is_read_page_by_page_and_nobody_elses_row_leads_into_it() {
    every_engine(async |world: World| {
        let (one, other) = (world.moderator("one").await, world.moderator("other").await);
        for seed in 1..=2 {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
        }
        let (mine, theirs) = (world.take_one(one).await, world.take_one(other).await);
        world.look(other, &theirs, Rung::Grey).await;
        for _look in 0..5 {
            world.look(one, &mine, Rung::Grey).await;
        }
        let page = async |desk: crate::world::Desk, before| {
            let page = world.store.exposures(desk.person, before, 2).await.expect("the ledger");
            page.iter().map(|grant| grant.id).collect::<Vec<_>>()
        };
        let whole = world.store.exposures(one.person, None, 10).await.expect("the ledger");
        let whole: Vec<_> = whole.iter().map(|grant| grant.id).collect();
        let mut read = Vec::new();
        loop {
            let next = page(one, read.last().copied()).await;
            if next.is_empty() {
                break;
            }
            read.extend(next);
        }
        assert_eq!((read.len(), &read), (5, &whole));
        assert_eq!(page(other, Some(whole[0])).await, []);
    })
    .await;
}
