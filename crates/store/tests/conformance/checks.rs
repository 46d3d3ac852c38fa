//! Checks of what was stopped with nobody looking: drawn, veiled, and of no effect before a lead has confirmed one.

use crate::{
    raw::change,
    transparency,
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{case::Stage, check::StopChecks, evidence::BelowRequiredRung, rung::Rung, second_looks::Draw};
use scrim_store::{
    items::{Accepted, DecidedItem, Door},
    leases::Leased,
    looks::LookRefused,
    retention::NotDestroyed,
    verdicts::VerdictRefused,
};

const LISTED: u8 = 1;

impl World {
    async fn upload_drawn(&self, picture: Picture, draw: u64) -> Accepted {
        let mut new = self.new_item(picture).await;
        new.check = Draw::of(draw);
        self.store.accept(new).await.expect("accepted")
    }

    /// A near copy of what somebody has confirmed, which is stopped and drawn.
    async fn checked_stop(&self) -> (Accepted, Picture) {
        let confirming = self.moderator("confirms").await;
        self.confirmed(confirming, Picture::new(LISTED)).await;
        let copy = Picture::new(LISTED).altered(4);
        let stopped = self.upload_drawn(copy, 0).await;
        assert_eq!((stopped.door, stopped.case), (Door::Stopped, None), "at once");
        (stopped, copy)
    }

    /// Whoever takes the check says this of it from behind the veil.
    async fn says_veiled(&self, desk: Desk, says: Says) -> Leased {
        let leased = self.take_one(desk).await;
        self.look(desk, &leased, Rung::LightVeil).await;
        self.give(desk, &leased, says).await.expect("taken");
        leased
    }

    async fn still_stopped(&self, upload: &Accepted) -> bool {
        let row = self.settled(upload.item).await;
        row.door == Door::Stopped && !row.in_review && row.decided.is_none()
    }
}

#[tokio::test]
async fn of_all_stops_the_share_is_checked_and_of_nothing_else_anything() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.confirmed(one, Picture::new(LISTED)).await;
        let copy = |bits| Picture::new(LISTED).altered(bits);
        let drawn = async |bits, draw| {
            let before = world.store.sums().await.expect("sums").checks.values().sum::<u64>();
            world.upload_drawn(copy(bits), draw).await;
            world.store.sums().await.expect("sums").checks.values().sum::<u64>() - before
        };
        assert_eq!((drawn(1, 4).await, drawn(2, 5).await), (1, 0), "five in a thousand");
        let set = async |share: u16| {
            let share = share.try_into().expect("a share");
            let checks = StopChecks { share };
            let by = Some(lead.person);
            world.store.set_stop_checks(by, checks).await.expect("set");
            assert_eq!(world.store.org().await.expect("read").stop_checks, checks);
        };
        set(0).await;
        assert_eq!(drawn(3, 0).await, 0, "turned off");
        set(1_000).await;
        assert_eq!(drawn(4, 999).await, 1);
        assert_eq!(drawn(20, 0).await, 0, "it waits for a person anyway");
        world.upload_drawn(Picture::new(9), 0).await;
        assert_eq!(world.store.sums().await.expect("sums").checks.values().sum::<u64>(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_check_is_shown_behind_a_veil_alone_whatever_the_settings_allow() {
    every_engine(async |world: World| {
        let (stopped, _copy) = world.checked_stop().await;
        let two = world.moderator("two").await;
        let leased = world.take_one(two).await;
        assert_eq!((leased.case.item, leased.case.stage), (stopped.item, Stage::Review));
        assert!(leased.case.veiled, "with its reason");
        assert_eq!(leased.lease.max_rung, Rung::LightVeil);
        assert!(leased.limit.max_rung > Rung::LightVeil, "the person's own limits stay");
        for rung in [Rung::Outline, Rung::Lens, Rung::Grey, Rung::Colour] {
            let refused = world.grant(two, leased.lease.id, rung).await;
            assert!(matches!(refused, Err(LookRefused::OnlyVeiled)), "{rung:?}: {refused:?}");
        }
        let renewed = world
            .store
            .renew_lease(two.proof(leased.lease.id))
            .await
            .expect("renewed");
        assert_eq!(renewed.lease.max_rung, Rung::LightVeil);
        world.look(two, &leased, Rung::LightVeil).await;
        for says in [Says::Agrees, Says::Disputes, Says::Clears, Says::New] {
            let refused = world.give(two, &leased, says).await;
            let needs = BelowRequiredRung {
                needed: Rung::Grey,
                seen: Rung::LightVeil,
            };
            assert!(
                matches!(&refused, Err(VerdictRefused::Evidence(below)) if *below == needs),
                "{says:?}: {refused:?}"
            );
        }
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn the_same_picture_closes_a_check_and_changes_nothing() {
    every_engine(async |world: World| {
        let (stopped, copy) = world.checked_stop().await;
        let two = world.moderator("two").await;
        let before = world.store.sums().await.expect("sums");
        let leased = world.says_veiled(two, Says::Settles).await;
        world.past_grace().await;
        assert!(world.still_stopped(&stopped).await);
        let after = world.store.sums().await.expect("sums");
        assert_eq!(after.checks.get("decided"), Some(&1));
        assert_eq!(
            (&after.cases, &after.by_match),
            (&before.cases, &before.by_match),
            "no decision on an upload"
        );
        let lists =
            |sums: &scrim_store::metrics::Sums| (sums.entries_confirmed, sums.variants_added, sums.pairs_excluded);
        assert_eq!(lists(&after), lists(&before));
        assert_eq!(world.door(copy).await, Door::Stopped);
        let seen = world
            .store
            .case_facts(leased.case.id)
            .await
            .expect("read")
            .expect("a case");
        assert_eq!(seen.len(), 1, "what was shown of it is in the ledger");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn another_picture_goes_to_a_lead_who_looks_further_and_only_then_is_anything_done() {
    every_engine(async |world: World| {
        let (stopped, copy) = world.checked_stop().await;
        let (two, three) = (world.moderator("two").await, world.moderator("three").await);
        let lead = world.lead("lead").await;
        let twin = world.upload(copy).await;
        world.says_veiled(two, Says::Different).await;
        world.past_grace().await;
        assert!(world.still_stopped(&stopped).await, "one person alone changes nothing");
        assert!(world.take(three, 8).await.is_empty(), "it is a lead's");
        let splits = world.store.splits(lead.person, None, 10).await.expect("read");
        assert_eq!(splits.iter().map(|split| split.check).collect::<Vec<_>>(), [true]);
        let sums = world.store.sums().await.expect("sums");
        assert_eq!((sums.split, sums.checks_split), (1, 1));
        let leased = world.take_one(lead).await;
        assert_eq!((leased.case.stage, leased.case.veiled), (Stage::Settle, false));
        world.look(lead, &leased, Rung::Grey).await;
        assert!(
            world
                .give(lead, &leased, Says::Different)
                .await
                .expect("taken")
                .confirmed
        );
        assert!(world.still_stopped(&stopped).await, "it may be taken back");
        world.past_grace().await;
        for upload in [&stopped, &twin] {
            let row = world.settled(upload.item).await;
            assert_eq!((row.door, row.in_review, row.decided), (Door::Queued, true, None));
        }
        assert_eq!(world.store.sums().await.expect("sums").pairs_excluded, 1);
        assert_eq!(world.door(copy).await, Door::NoMatch);
        assert_eq!(
            world.door(copy.encoded_again()).await,
            Door::Stopped,
            "these bytes alone"
        );
        let again = world.take_one(three).await;
        assert_eq!((again.case.uploads, again.case.veiled), (2, false), "one case for both");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_told_goes_to_a_lead_too_and_is_a_leads_again_when_taken_back() {
    every_engine(async |world: World| {
        let (stopped, _copy) = world.checked_stop().await;
        let (two, three) = (world.moderator("two").await, world.moderator("three").await);
        let lead = world.lead("lead").await;
        world.says_veiled(two, Says::Different).await;
        world.past_grace().await;
        let leased = world.take_one(lead).await;
        world.look(lead, &leased, Rung::Grey).await;
        let taken = world.give(lead, &leased, Says::Settles).await.expect("taken");
        world
            .store
            .undo_verdict(taken.verdict, lead.person)
            .await
            .expect("taken back");
        assert!(world.take(three, 8).await.is_empty(), "never a second reviewer's");
        let leased = world.take_one(lead).await;
        assert_eq!(leased.case.stage, Stage::Settle);
        assert!(world.give(lead, &leased, Says::Settles).await.expect("taken").confirmed);
        world.past_grace().await;
        assert!(world.still_stopped(&stopped).await);
        let next = world.upload_drawn(Picture::new(LISTED).altered(6), 0).await;
        world.says_veiled(two, Says::Undetermined).await;
        world.past_grace().await;
        assert!(world.take(three, 8).await.is_empty());
        assert!(world.still_stopped(&next).await);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_check_is_reversed_and_the_upload_is_decided_like_any_other() {
    every_engine(async |world: World| {
        let (stopped, copy) = world.checked_stop().await;
        let (two, three) = (world.moderator("two").await, world.moderator("three").await);
        let lead = world.lead("lead").await;
        world.says_veiled(two, Says::Different).await;
        world.past_grace().await;
        let taken = world.decide(lead, Says::Different).await;
        world.past_grace().await;
        assert_eq!(world.door(copy).await, Door::NoMatch);
        world
            .store
            .reverse_verdict(taken.verdict, lead.person)
            .await
            .expect("reversed");
        assert_eq!(world.store.sums().await.expect("sums").pairs_excluded, 0);
        assert_eq!(world.door(copy).await, Door::Stopped);
        assert!(
            world.settled(stopped.item).await.in_review,
            "it waits on its own account"
        );
        world.decide(three, Says::Settles).await;
        world.past_grace().await;
        assert_eq!(world.settled(stopped.item).await.decided, Some(DecidedItem::Remove));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn no_upload_is_ever_part_of_a_check_and_no_check_of_another() {
    every_engine(async |world: World| {
        let (_stopped, copy) = world.checked_stop().await;
        let two = world.moderator("two").await;
        world.upload_drawn(copy, 0).await;
        world.upload_drawn(copy.encoded_again(), 0).await;
        let near = world.upload(Picture::new(LISTED).altered(12)).await;
        let leased = world.take(two, 8).await;
        assert_eq!(leased.len(), 3, "a check for each file and the one that waits");
        assert!(leased.iter().all(|leased| leased.case.uploads == 1));
        let reviewed = leased.iter().filter(|leased| !leased.case.veiled);
        assert_eq!(reviewed.map(|leased| leased.case.item).collect::<Vec<_>>(), [near.item]);
        world.is_sound().await;
        change(
            &world,
            "UPDATE item SET case_id = (SELECT id FROM review_case WHERE purpose = 'check' LIMIT 1) WHERE case_id IS NULL",
        );
        let found = world.store.soundness().await.expect("looked through");
        assert!(found.faults.iter().any(|(what, _many)| what.contains("check")), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn a_picture_stays_as_long_as_its_check_is_open_or_may_be_taken_back() {
    every_engine(async |world: World| {
        let (stopped, _copy) = world.checked_stop().await;
        let two = world.moderator("two").await;
        let open = world.destroy(stopped.item).await;
        assert!(matches!(open, Err(NotDestroyed::Stays(_))), "{open:?}");
        world.says_veiled(two, Says::Settles).await;
        let in_grace = world.destroy(stopped.item).await;
        assert!(matches!(in_grace, Err(NotDestroyed::Stays(_))), "{in_grace:?}");
        world.past_grace().await;
        world.destroy(stopped.item).await.expect("destroyed");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_told_of_a_period_knows_of_no_check() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.confirmed(one, Picture::new(LISTED)).await;
        transparency::to_december(&world);
        world.upload_drawn(Picture::new(LISTED).altered(4), 0).await;
        world.upload(Picture::new(LISTED).altered(5)).await;
        let before = transparency::of(&world, transparency::MONTH).await;
        assert_eq!(before.opened, 0, "a check is no case about an upload");
        let two = world.moderator("two").await;
        let leased = world.take_one(two).await;
        world.look(two, &leased, Rung::LightVeil).await;
        let taken = world.give(two, &leased, Says::Settles).await.expect("taken");
        world.past_grace().await;
        assert_eq!(transparency::of(&world, transparency::MONTH).await, before);
        world
            .store
            .reverse_verdict(taken.verdict, lead.person)
            .await
            .expect("reversed");
        assert_eq!(transparency::of(&world, transparency::MONTH).await, before);
        assert_eq!(world.store.splits(lead.person, None, 10).await.expect("read").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn equal_bytes_are_never_checked_and_one_file_once_for_each_entry() {
    every_engine(async |world: World| {
        let (_stopped, copy) = world.checked_stop().await;
        let two = world.moderator("two").await;
        world.upload_drawn(Picture::new(LISTED), 0).await;
        world.upload_drawn(copy, 0).await;
        let checks = async || world.store.sums().await.expect("sums").checks.values().sum::<u64>();
        assert_eq!(checks().await, 1, "open already");
        world.says_veiled(two, Says::Settles).await;
        world.past_grace().await;
        world.upload_drawn(copy, 0).await;
        assert_eq!(checks().await, 1, "decided already");
    })
    .await;
}

#[tokio::test]
async fn a_check_is_for_people_who_did_not_confirm_its_entry() {
    every_engine(async |world: World| {
        let confirms = world.moderator("confirms").await;
        world.confirmed(confirms, Picture::new(LISTED)).await;
        let stopped = world.upload_drawn(Picture::new(LISTED).altered(4), 0).await;
        assert_eq!(stopped.door, Door::Stopped);
        assert!(world.take(confirms, 8).await.is_empty(), "it would be their own word");
        let two = world.moderator("two").await;
        assert_eq!(world.take_one(two).await.case.item, stopped.item);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_check_a_copy_is_not_shown_it_when_it_is_split_off_another_case() {
    every_engine(async |world: World| {
        let confirms = world.moderator("confirms").await;
        let lead = world.lead("lead").await;
        world.entry_on(&world.vetted().await, Picture::new(LISTED)).await;
        world.upload(Picture::new(LISTED)).await;
        let taken = world.decide(confirms, Says::Agrees).await;
        world.past_grace().await;
        let stopped = world.upload_drawn(Picture::new(LISTED).altered(4), 0).await;
        assert_eq!(stopped.door, Door::Stopped);
        // It waits again with what had stopped it, and what clears that says nothing of a copy that is only near.
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person);
        reversed.await.expect("reversed");
        let settles = world.lead("another lead").await;
        let leased = world.take_case(settles, taken.case).await.expect("it is a lead's");
        world.look(settles, &leased, Rung::Grey).await;
        let cleared = world.give(settles, &leased, Says::Clears).await.expect("taken");
        assert!(cleared.confirmed);
        world.past_grace().await;
        assert!(world.settled(stopped.item).await.in_review);
        let shown = world.take(confirms, 8).await;
        assert!(shown.iter().all(|leased| leased.case.item != stopped.item));
    })
    .await;
}

#[tokio::test]
async fn whoever_saw_a_check_is_not_shown_the_case_that_follows_from_it() {
    every_engine(async |world: World| {
        world.checked_stop().await;
        let (two, three) = (world.moderator("two").await, world.moderator("three").await);
        let lead = world.lead("lead").await;
        world.says_veiled(two, Says::Different).await;
        world.past_grace().await;
        world.decide(lead, Says::Different).await;
        world.past_grace().await;
        for desk in [two, lead] {
            assert!(world.take(desk, 8).await.is_empty(), "seen once");
        }
        assert_eq!(world.take(three, 8).await.len(), 1);
    })
    .await;
}
