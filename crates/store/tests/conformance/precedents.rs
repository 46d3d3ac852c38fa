//! What was decided before is told beside a case, and never what would make a second look, an appeal or a look-alike less
//! blind than it is.

use crate::{
    raw::change,
    world::{DRAWN, Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    matching::MatchKind,
    precedent::{EntryRecord, ListingSaid, MOST_COUNTED, Precedent},
    rung::Rung,
    second_looks::Draw,
    verdict::{Content, MatchAxis},
};
use scrim_store::leases::Leased;

const LISTED: u8 = 1;

fn record_of(leased: &Leased) -> EntryRecord {
    let entry = leased.case.pairs.first().map(|pair| pair.entry);
    let known = entry.and_then(|entry| leased.case.of_entries.get(&entry));
    known.expect("a pair").record
}

fn counted(confirmed: u32, disputed: u32, different: u32) -> EntryRecord {
    EntryRecord {
        confirmed,
        disputed,
        different,
        more: false,
    }
}

/// Nothing is told of decisions.
fn is_silent(leased: &Leased) -> bool {
    record_of(leased).is_empty() && leased.case.seen_before.is_empty()
}

/// A copy of what is listed, so many bits off.
async fn copy(world: &World, bits: usize) -> Picture {
    let copy = Picture::new(LISTED).altered(bits);
    world.upload(copy).await;
    copy
}

/// Takes the one case that waits, to see what is told, and gives it back unseen.
async fn seen(world: &World, desk: Desk) -> Leased {
    let leased = world.take_one(desk).await;
    world.give_back(desk, &leased).await;
    leased
}

fn said(precedent: &Precedent) -> (Content, Vec<(MatchAxis, ListingSaid)>, bool) {
    let pairs = precedent.pairs.iter().map(|pair| (pair.matched, pair.listing));
    (precedent.content, pairs.collect(), precedent.reversed)
}

#[tokio::test]
async fn an_entrys_record_counts_other_cases_once_they_are_decided_for_good() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let [one, two] = desks;
        world.entry(Picture::new(LISTED)).await;
        copy(&world, 12).await;
        assert!(is_silent(&seen(&world, one).await));
        world.both(desks, Says::Different).await;
        copy(&world, 24).await;
        assert_eq!(record_of(&seen(&world, one).await), counted(0, 0, 1));
        world.both(desks, Says::Disputes).await;
        let vetted = world.vetted().await;
        world.entry_on(&vetted, Picture::new(2)).await;
        world.upload(Picture::new(2)).await;
        let confirmed = world.decide(two, Says::Agrees).await;
        assert!(confirmed.confirmed, "one person confirms on a vetted list");
        world.upload(Picture::new(2).altered(20)).await;
        assert!(is_silent(&seen(&world, one).await), "it can still be taken back");
        world.past_grace().await;
        assert_eq!(record_of(&seen(&world, one).await), counted(1, 0, 0));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn the_second_look_is_told_nothing_of_the_first_here_or_on_the_same_bytes_elsewhere() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(LISTED)).await;
        let picture = copy(&world, 12).await;
        world.decide(one, Says::Different).await;
        world.past_grace().await;
        assert!(is_silent(&seen(&world, two).await), "its own first verdict");
        // The same bytes in a case of their own, on another list, while the first waits for its second look.
        let first = world.take_one(two).await;
        let vetted = world.vetted().await;
        world.entry_on(&vetted, picture).await;
        change(&world, "DELETE FROM rematch");
        world.upload(picture).await;
        for desk in [one, two] {
            for leased in world.take(desk, 8).await {
                assert!(leased.case.seen_before.is_empty());
                assert!(leased.case.of_entries.values().all(|known| known.record.is_empty()));
                world.give_back(desk, &leased).await;
            }
        }
        world.look(two, &first, Rung::Grey).await;
        let taken = world.give(two, &first, Says::Different).await.expect("taken");
        assert!(taken.confirmed);
        let others = world.take(two, 8).await;
        assert!(
            others.iter().all(|leased| leased.case.seen_before.is_empty()),
            "in its grace time"
        );
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_are_told_of_as_they_were_decided_and_a_reversal_with_them() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        world.entry(Picture::new(LISTED)).await;
        let picture = copy(&world, 12).await;
        let taken = world.both(desks, Says::Different).await;
        let decided_at = world.now();
        let vetted = world.vetted().await;
        world.entry_on(&vetted, picture).await;
        world.upload(picture).await;
        let leased = seen(&world, desks[0]).await;
        let told: Vec<_> = leased.case.seen_before.iter().map(said).collect();
        let different = vec![(MatchAxis::Different, ListingSaid::NotAssessed)];
        assert_eq!(told, [(Content::NotAssessed, different, false)]);
        let precedent = leased.case.seen_before.first().expect("one");
        assert!(precedent.decided_at < decided_at);
        let lists: Vec<_> = precedent.pairs.iter().map(|pair| pair.list.as_deref()).collect();
        assert_eq!(lists, [Some(world.bank.name.as_str())]);
        assert!(record_of(&leased).is_empty(), "the same bytes are in no record");
        let waiting = leased.case.id;
        world
            .store
            .reverse_verdict(taken.verdict, lead.person)
            .await
            .expect("reversed");
        let leased = world.take_case(desks[0], waiting).await.expect("it waits");
        assert!(leased.case.seen_before.is_empty(), "it is no decision any more");
        world.give_back(desks[0], &leased).await;
        let again = world.take_case(lead, taken.case).await.expect("for the lead");
        assert!(again.case.seen_before.is_empty(), "nothing of itself");
        world.look(lead, &again, Rung::Grey).await;
        world.give(lead, &again, Says::Disputes).await.expect("taken");
        world.past_grace().await;
        let leased = world.take_case(desks[0], waiting).await.expect("it waits");
        let told: Vec<_> = leased.case.seen_before.iter().map(said).collect();
        let disputed = vec![(MatchAxis::SameAltered, ListingSaid::Disputes)];
        assert_eq!(told, [(Content::NotAbusive, disputed, true)]);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_appeal_is_told_what_any_other_case_of_the_entry_is_and_nothing_of_its_own_content() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let third = world.moderator("three").await;
        world.entry(Picture::new(LISTED)).await;
        copy(&world, 12).await;
        world.both(desks, Says::Different).await;
        let appealed = world.upload(Picture::new(LISTED).altered(24)).await.item;
        world.both(desks, Says::Agrees).await;
        let made = world.store.appeal(world.source, appealed, "ticket".to_owned()).await;
        made.expect("made");
        let appeal = seen(&world, third).await;
        assert_eq!(appeal.case.item, appealed);
        assert_eq!(record_of(&appeal), counted(0, 0, 1), "the other one alone");
        assert!(appeal.case.seen_before.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_check_is_told_nothing_of_what_it_checks() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.confirmed(one, Picture::new(LISTED)).await;
        let mut new = world.new_item(Picture::new(LISTED).altered(4)).await;
        new.check = Draw::of(0);
        world.store.accept(new).await.expect("stopped, and drawn");
        let check = seen(&world, two).await;
        assert!(check.case.veiled && is_silent(&check));
        world.upload(Picture::new(LISTED).altered(24)).await;
        let others = world.take(two, 8).await;
        let other = others.iter().find(|leased| !leased.case.veiled).expect("it waits");
        assert_eq!(record_of(other), counted(1, 0, 0), "beside a review it is told");
    })
    .await;
}

#[tokio::test]
async fn a_look_alike_is_told_what_an_upload_is_and_told_of_nowhere() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(LISTED)).await;
        copy(&world, 30).await;
        world.both([one, two], Says::Different).await;
        let own = world.mix_in(Picture::new(LISTED), 20).await;
        world.entry(Picture::new(3)).await;
        world.upload(Picture::new(3)).await;
        let mut taken = world.take_drawn(one, 1, DRAWN).await;
        let given = taken.pop().expect("a case");
        let entry = given.case.pairs.first().expect("a pair");
        assert_eq!(entry.kind, MatchKind::Near { distance: 20 }, "the look-alike");
        let record = record_of(&given);
        assert_eq!(record, counted(0, 0, 1));
        world.look(one, &given, Rung::Grey).await;
        let taken = world.give(one, &given, Says::Settles).await.expect("taken");
        assert!(taken.confirmed, "a decision as any, by one person");
        world.past_grace().await;
        // The same picture as an upload, with the bytes that were only ever a look-alike's.
        world.upload(Picture::new(LISTED).altered(20)).await;
        let leased = world.take(two, 8).await;
        let upload = leased
            .iter()
            .find(|leased| leased.case.pairs.iter().any(|pair| pair.entry == entry.entry));
        let upload = upload.expect("it waits");
        assert_ne!(upload.case.item, own.id);
        assert_eq!(record_of(upload), record, "as the look-alike was told");
        assert!(upload.case.seen_before.is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_an_entry_that_was_decided_often_the_newest_are_counted() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry_on(&world.vetted().await, Picture::new(LISTED)).await;
        for number in 0..=MOST_COUNTED {
            let seed = u8::try_from(number).expect("few");
            // Near what is listed, too poor to fold or to be stopped, and each with bytes of its own.
            let mut picture = Picture::new(LISTED).with_quality(60);
            picture.sha256[0] ^= seed.wrapping_add(1);
            world.upload(picture).await;
            world.decide(one, Says::Settles).await;
            world.past_grace().await;
        }
        copy(&world, 24).await;
        let record = record_of(&seen(&world, one).await);
        assert_eq!((record.of(), record.more), (MOST_COUNTED, true));
    })
    .await;
}

/// What the migration does for decisions that are older than it is.
fn brought_over(world: &World) -> &'static str {
    let all = match world.engine.name {
        "sqlite" => include_str!("../../migrations/sqlite/0046_told.sql"),
        _ => include_str!("../../migrations/postgres/0046_told.sql"),
    };
    let from = all.find("UPDATE decided_pair").expect("brings rows over");
    let until = all.find("DROP INDEX").expect("goes on with indexes");
    all.get(from..until).expect("in that order")
}

#[tokio::test]
async fn decisions_from_before_are_told_from_the_end_of_their_grace_on_as_if_they_were_made_now() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(LISTED)).await;
        copy(&world, 12).await;
        world.decide(one, Says::Different).await;
        world.past_grace().await;
        assert!(world.decide(two, Says::Different).await.confirmed);
        copy(&world, 24).await;
        for past_grace in [false, true] {
            let told = record_of(&seen(&world, one).await);
            assert_eq!(told.is_empty(), !past_grace);
            change(&world, "UPDATE decided_pair SET content = NULL, told_from = NULL");
            assert!(record_of(&seen(&world, one).await).is_empty());
            change(&world, brought_over(&world));
            assert_eq!(record_of(&seen(&world, one).await), told);
            world.past_grace().await;
        }
    })
    .await;
}
