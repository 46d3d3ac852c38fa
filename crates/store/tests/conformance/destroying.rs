//! A picture's keys go in one commit with the fact that they did, and only where nobody has to look any more.

use crate::{
    raw::change,
    world::{Picture, Says, World, every_engine},
};
use scrim_model::{
    ids::{CaseId, ItemId},
    retention::{KeptFor, Stays},
    rung::Rung,
};
use scrim_store::{
    items::{Door, Near, NewItem},
    retention::NotDestroyed,
    unreadable::Wanted,
};

async fn is_sound(world: &World) {
    let found = world.store.soundness().await.expect("looked through");
    assert_eq!(found.faults, []);
}

/// Uploads that nobody can look at, since their picture is gone.
async fn blind(world: &World) -> Vec<ItemId> {
    let wanted = Wanted {
        before: None,
        reason: Some("picture_destroyed".to_owned()),
        most: 100,
    };
    let page = world.store.unreadable(wanted).await.expect("a page");
    page.rows.iter().map(|row| row.item).collect()
}

#[tokio::test]
async fn what_was_decided_is_destroyed_once_and_the_chain_tells_of_it() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        world.upload(Picture::new(7)).await;
        let done = world.destroy(upload.item).await.expect("destroyed");
        assert_eq!(
            (done.kept_for, done.at, done.requested),
            (KeptFor::Confirmed, world.now(), true)
        );
        let again = world.destroy(upload.item).await.expect("as it was");
        assert_eq!(again, done);
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        let told: Vec<_> = rows.iter().filter(|row| row.kind == "picture_destroyed").collect();
        let [row] = told[..] else { panic!("one row: {told:?}") };
        assert_eq!(row.seq, done.seq);
        assert!(
            row.body.contains(&upload.item.to_string()) && !row.body.contains("court"),
            "{}",
            row.body
        );
        // What people decided stays, and so does what it does.
        assert_eq!(world.door(Picture::new(1)).await, Door::Stopped);
        assert!(world.settled(upload.item).await.decided.is_some());
        is_sound(&world).await;
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_with_somebody_or_can_be_taken_back_is_not_destroyed() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let upload = world.upload(Picture::new(1)).await;
        let refused = async |when: &str| {
            let refused = world.destroy(upload.item).await;
            assert!(
                matches!(refused, Err(NotDestroyed::Stays(Stays::Open))),
                "{when}: {refused:?}"
            );
        };
        refused("it waits").await;
        let leased = world.take_one(one).await;
        refused("it is with somebody").await;
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Agrees).await.expect("taken");
        refused("it can be taken back").await;
        world.step(crate::world::GRACE);
        refused("its effects are to come").await;
        world.store.deliver_due().await.expect("delivered");
        world.destroy(upload.item).await.expect("nobody has to look");
        is_sound(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_case_between_two_people_keeps_its_picture() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.entry(Picture::new(1)).await;
        let upload = world.upload(Picture::new(1).altered(12)).await;
        world.decide(desks[0], Says::Different).await;
        world.past_grace().await;
        let refused = world.destroy(upload.item).await;
        assert!(matches!(refused, Err(NotDestroyed::Stays(Stays::Open))), "{refused:?}");
        world.decide(desks[1], Says::Different).await;
        world.past_grace().await;
        let done = world.destroy(upload.item).await.expect("two have spoken");
        assert_eq!(done.kept_for, KeptFor::Cleared);
    })
    .await;
}

#[tokio::test]
async fn what_never_had_a_picture_says_so() {
    every_engine(async |world: World| {
        let passed = world.upload(Picture::new(1)).await;
        assert_eq!(passed.door, Door::NoMatch);
        change(&world, "UPDATE item SET original_key = NULL; DELETE FROM rendition");
        let refused = world.destroy(passed.item).await;
        assert!(matches!(refused, Err(NotDestroyed::NothingKept)), "{refused:?}");
        let stranger = ItemId(CaseId(passed.item.0).0);
        let unknown = world
            .destroy(ItemId(uuid::Uuid::from_u128(stranger.0.as_u128() ^ 1)))
            .await;
        assert!(matches!(unknown, Err(NotDestroyed::NoSuch)), "{unknown:?}");
    })
    .await;
}

#[tokio::test]
async fn an_unreadable_upload_may_be_destroyed_as_nobody_can_look_anyway() {
    every_engine(async |world: World| {
        let new = NewItem {
            unreadable: Some("corrupt".to_owned()),
            hashes: Vec::new(),
            near: Near::default(),
            ..world.new_item(Picture::new(1)).await
        };
        let upload = world.store.accept(new).await.expect("accepted");
        let done = world.destroy(upload.item).await.expect("destroyed");
        assert_eq!(done.kept_for, KeptFor::Unreadable);
        assert_eq!(blind(&world).await, [], "its reason stays what it was");
        is_sound(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_reversal_undoes_what_was_done_and_nobody_is_given_a_case_without_a_picture() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let listed = Picture::new(1);
        world.entry_on(&world.vetted().await, listed).await;
        let first = world.upload(listed).await;
        let copy = world.upload(listed).await;
        assert_eq!(copy.case, first.case, "equal bytes fold");
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let stopped = world.upload(listed).await;
        world.destroy(first.item).await.expect("destroyed");
        let reversed = world
            .store
            .reverse_verdict(taken.verdict, lead.person)
            .await
            .expect("reversed");
        assert!(reversed.blind && !reversed.reverted.is_empty());
        assert_eq!(blind(&world).await, [first.item]);
        is_sound(&world).await;
        // Its copies have their pictures, and wait as one case.
        let waiting = world.take(lead, 8).await;
        let [leased] = &waiting[..] else {
            panic!("one case: {waiting:?}")
        };
        assert_ne!(Some(leased.case.id), first.case);
        assert!([copy.item, stopped.item].contains(&leased.case.item));
        assert_eq!(leased.case.uploads, 2);
        world.look(lead, leased, Rung::Grey).await;
        is_sound(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_reversal_with_the_picture_still_there_is_not_blind() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let first = world.confirmed(one, Picture::new(1)).await;
        let copy = world.upload(Picture::new(1)).await;
        world.destroy(copy.item).await.expect("a stopped copy is destroyed");
        let verdict = verdict_of(&world, first.case.expect("a case")).await;
        let reversed = world
            .store
            .reverse_verdict(verdict, lead.person)
            .await
            .expect("reversed");
        assert!(!reversed.blind);
        // Equal bytes join the case whose picture is there.
        let leased = world.take_one(lead).await;
        assert_eq!((leased.case.item, leased.case.uploads), (first.item, 2));
        assert_eq!(blind(&world).await, []);
        is_sound(&world).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_stopped_and_destroyed_waits_for_nobody_when_its_entry_goes() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let listed = Picture::new(1);
        let first = world.confirmed(one, listed).await;
        let near = world.upload(listed.altered(3)).await;
        assert_eq!(near.door, Door::Stopped);
        for item in [first.item, near.item] {
            world.destroy(item).await.expect("destroyed");
        }
        let verdict = verdict_of(&world, first.case.expect("a case")).await;
        world
            .store
            .reverse_verdict(verdict, lead.person)
            .await
            .expect("reversed");
        let mut gone = blind(&world).await;
        gone.sort_unstable();
        let mut both = [first.item, near.item];
        both.sort_unstable();
        assert_eq!(gone, both);
        assert_eq!(
            world.take(lead, 8).await.len(),
            0,
            "nobody is given what nobody can see"
        );
        is_sound(&world).await;
        // Sent again, it is looked at.
        assert_eq!(world.door(listed).await, Door::Queued);
        assert_eq!(world.take(lead, 8).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_disputed_entry_had_stopped_is_kept_until_that_is_settled() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let listed = Picture::new(1);
        world.confirmed(one, listed).await;
        let stopped = world.upload(listed.altered(2)).await;
        // A poor copy has to be looked at, and whoever looks disputes the entry.
        world.upload(listed.altered(25)).await;
        world.decide(two, Says::Disputes).await;
        world.past_grace().await;
        let refused = world.destroy(stopped.item).await;
        assert!(matches!(refused, Err(NotDestroyed::Stays(Stays::Open))), "{refused:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_hubs_that_destroy_the_same_picture_do_it_once() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let hubs = [world.beside(), world.beside(), world.beside()];
        let all = hubs.iter().chain([&world]).map(|hub| {
            let store = hub.store.clone();
            tokio::spawn(async move { store.destroy(upload.item, World::asked()).await })
        });
        let mut answers = Vec::new();
        for destroying in all.collect::<Vec<_>>() {
            answers.push(destroying.await.expect("it ran").expect("destroyed"));
        }
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        assert_eq!(rows.iter().filter(|row| row.kind == "picture_destroyed").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_fault_that_would_give_somebody_a_case_without_a_picture_is_found() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        world.destroy(upload.item).await.expect("destroyed");
        change(
            &world,
            "UPDATE review_case SET state = 'waiting', decision = '{\"state\":\"open\"}'",
        );
        change(&world, "UPDATE item SET original_key = sha256");
        let faults = world.store.soundness().await.expect("looked through").faults;
        for what in [
            "open cases whose picture was destroyed",
            "destroyed uploads that still have a key",
        ] {
            assert!(faults.contains(&(what, 1)), "{what}: {faults:?}");
        }
    })
    .await;
}

async fn verdict_of(world: &World, case: CaseId) -> scrim_model::ids::VerdictId {
    let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
    let given = rows
        .iter()
        .rev()
        .find(|row| row.kind == "verdict_given" && row.body.contains(&case.to_string()));
    let body: serde_json::Value = serde_json::from_str(&given.expect("a verdict").body).expect("JSON");
    body.get("verdict")
        .and_then(serde_json::Value::as_str)
        .expect("an id")
        .parse()
        .expect("an id")
}
