//! What is said of a look-alike has no effect but that its author, and nobody else, is told what it was.

use crate::{
    deliveries::{PLATFORM, destination},
    look_alikes::{given, mixed},
    transparency,
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    delivery::{Kind, Mode},
    feedback::Lesson,
    redirect::Destination,
    rung::Rung,
    time::Span,
    urgent::UrgentReason,
    verdict::MatchAxis,
};
use scrim_store::{
    deliveries::Which,
    feedback::Feedback,
    leases::{GivenBack, Leased},
    queues::Sender,
    reports::NotReportable,
    retention::NotDestroyed,
    verdicts::UndoRefused,
};

const ALL: [Says; 7] = [
    Says::Settles,
    Says::Agrees,
    Says::Different,
    Says::Disputes,
    Says::Clears,
    Says::New,
    Says::Undetermined,
];

async fn told(world: &World, desk: Desk) -> Vec<Feedback> {
    let told = world.store.feedback(desk.person, None, 10, world.now()).await;
    told.expect("read")
}

/// Whom what was decided is told to.
async fn everybody_listens(world: &World) {
    let source = world.source;
    let new = destination(PLATFORM, Kind::Platform { source }, Mode::On);
    world.store.add_destination(None, new).await.expect("added");
}

async fn nothing_left(world: &World) {
    for which in [Which::Waiting, Which::Dead, Which::Delivered, Which::Withdrawn] {
        let deliveries = world.store.deliveries(which, None, 100).await.expect("read");
        assert!(deliveries.is_empty(), "{deliveries:?}");
    }
}

#[tokio::test]
async fn whatever_is_said_no_list_no_sum_and_no_outbox_is_other_than_before() {
    every_engine(async |world: World| {
        mixed(&world, 2).await;
        everybody_listens(&world).await;
        for (number, says) in ALL.into_iter().enumerate() {
            let desk = world.moderator(&format!("one {number}")).await;
            let (before, lists) = (world.sums_of_work().await, world.store.hash_changes(0, 100).await);
            let effect = world.store.team_effect().await.expect("sums");
            let leased = given(&world, desk).await;
            world.look(desk, &leased, Rung::Grey).await;
            let real = world.give(desk, &leased, says).await.expect("judged as any other");
            assert_eq!(
                real.confirmed,
                matches!(says, Says::Settles),
                "answered as any other: {says:?}"
            );
            world.past_grace().await;
            assert_eq!(world.sums_of_work().await, before, "{says:?}");
            assert_eq!(world.store.team_effect().await.expect("sums"), effect);
            let after = world.store.hash_changes(0, 100).await.expect("the log");
            assert_eq!(after, lists.expect("the log"), "{says:?}");
            world.is_sound().await;
        }
        nothing_left(&world).await;
        let lead = world.lead("lead").await;
        let splits = world.store.splits(lead.person, None, 10).await.expect("read");
        assert!(splits.is_empty(), "nobody is asked a second time");
        for _ in 0..2 {
            let leased = world.take_one(lead).await;
            assert_eq!(
                leased.case.pairs.first().map(|pair| pair.kind),
                Some(scrim_model::matching::MatchKind::Exact)
            );
        }
        assert!(world.take(lead, 1).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn its_author_is_told_when_it_cannot_be_taken_back_and_nobody_else_ever() {
    every_engine(async |world: World| {
        mixed(&world, 2).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let leased = given(&world, one).await;
        world.look(one, &leased, Rung::Grey).await;
        let first = world.give(one, &leased, Says::Different).await.expect("taken");
        world
            .store
            .undo_verdict(first.verdict, one.person)
            .await
            .expect("undone");
        let again = world.take_case(one, leased.case.id).await.expect("theirs still");
        let taken = world.give(one, &again, Says::Settles).await.expect("taken");
        assert!(told(&world, one).await.is_empty(), "they may still take it back");
        world.past_grace().await;
        let all = told(&world, one).await;
        let [only] = all.as_slice() else {
            unreachable!("what stands, once: {all:?}")
        };
        assert_eq!(
            (only.verdict, only.lesson),
            (taken.verdict, Lesson::LookAlikeTakenForMatch)
        );
        let decided: Vec<_> = only.decided.pairs.iter().map(|pair| pair.matched).collect();
        assert_eq!(decided, [MatchAxis::Different]);
        for desk in [two, lead] {
            assert!(told(&world, desk).await.is_empty());
        }
        let before = world
            .store
            .feedback(one.person, Some(taken.verdict), 10, world.now())
            .await;
        assert!(before.expect("read").is_empty());
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert!(matches!(reversed, Err(UndoRefused::NotConfirmed)), "{reversed:?}");
    })
    .await;
}

#[tokio::test]
async fn looking_at_one_counts_in_full_and_as_no_case_of_somebodys_share() {
    every_engine(async |world: World| {
        mixed(&world, 1).await;
        let one = world.moderator("one").await;
        let leased = given(&world, one).await;
        world.look(one, &leased, Rung::Grey).await;
        let standing = world.store.standing(one.person).await.expect("read");
        assert_eq!((standing.looks_today, standing.looking_today), (1, Span(500)));
        world.give(one, &leased, Says::Different).await.expect("taken");
        world.past_grace().await;
        let facts = world
            .store
            .case_facts(leased.case.id)
            .await
            .expect("read")
            .expect("a case");
        assert_eq!(facts.len(), 1, "the ledger has it as any look");
        let exposures = world.store.exposures(one.person, None, 10).await.expect("read");
        assert_eq!(exposures.first().map(|grant| grant.case), Some(leased.case.id));
        let sums = world.store.sums().await.expect("sums");
        assert_eq!(sums.looks, 1, "somebody has looked");
    })
    .await;
}

#[tokio::test]
async fn passed_on_by_hand_it_is_over_and_nobody_else_spends_a_look_on_it() {
    every_engine(async |world: World| {
        mixed(&world, 1).await;
        let lead = world.lead("lead").await;
        let person = world.moderator("colleague").await.person;
        let until = world.now() + Span::hours(1);
        let all = [
            Destination::Leads,
            Destination::Person { person },
            Destination::Hold { until },
        ];
        for (number, to) in all.into_iter().filter(|to| to.is_for_holders()).enumerate() {
            let desk = world.moderator(&format!("one {number}")).await;
            let leased = given(&world, desk).await;
            let sender = Sender::Holder(desk.proof(leased.lease.id));
            let sent = world
                .store
                .redirect(leased.case.id, sender, to, Some("because".into()))
                .await;
            sent.expect("answered as any other");
            for other in [desk, lead] {
                assert!(world.take_case(other, leased.case.id).await.is_none(), "{to:?}");
            }
            assert!(told(&world, desk).await.is_empty(), "nothing was said of it");
        }
        let open = world.store.open_cases(world.bank.queue, None, 10).await.expect("cases");
        assert_eq!(open.len(), 1);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_verdict_on_one_is_taken_as_on_any_case() {
    every_engine(async |world: World| {
        mixed(&world, 2).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let leased = given(&world, one).await;
        world.look(one, &leased, Rung::Grey).await;
        world.step(Span::minutes(30));
        world.take(two, 1).await;
        world
            .give(one, &leased, Says::Different)
            .await
            .expect("nobody else could decide");
        let other = given(&world, two).await;
        let proof = two.proof(other.lease.id);
        world
            .store
            .release_lease(proof, GivenBack::Unseen)
            .await
            .expect("given back");
        assert!(
            world.give(two, &other, Says::Different).await.is_err(),
            "given up with it"
        );
        world.step(Span::hours(9));
        assert!(world.take_case(two, other.case.id).await.is_none());
        world.is_sound().await;
    })
    .await;
}

async fn mark(world: &World, desk: Desk, leased: &Leased) {
    let (proof, case) = (desk.proof(leased.lease.id), leased.case.id);
    let marked = world.store.mark_urgent(proof, case, UrgentReason::Place).await;
    marked.expect("marked");
}

#[tokio::test]
async fn a_mark_alarms_the_leads_who_are_told_what_it_is_and_no_platform() {
    every_engine(async |world: World| {
        mixed(&world, 1).await;
        everybody_listens(&world).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let leased = given(&world, one).await;
        mark(&world, one, &leased).await;
        let open = world.store.urgent_cases().await.expect("read");
        let shown: Vec<_> = open.iter().map(|case| (case.case, case.look_alike)).collect();
        assert_eq!(shown, [(leased.case.id, true)]);
        nothing_left(&world).await;
        assert!(world.take_case(two, leased.case.id).await.is_none(), "for leads alone");
        world
            .store
            .lift_urgent(one.person, leased.case.id)
            .await
            .expect("taken back");
        let again = world.take_case(one, leased.case.id).await.expect("theirs again");
        world.step(Span::seconds(1));
        mark(&world, one, &again).await;
        world.step(Span::hours(10));
        let before = world.sums_of_work().await;
        let leads = world
            .take_case(lead, leased.case.id)
            .await
            .expect("it waits for as long as it takes");
        world.look(lead, &leads, Rung::Grey).await;
        world.give(lead, &leads, Says::Different).await.expect("taken");
        world.past_grace().await;
        assert!(world.store.urgent_cases().await.expect("read").is_empty());
        assert_eq!(world.sums_of_work().await, before);
        nothing_left(&world).await;
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn notes_on_one_stay_with_it_and_no_upload_is_kept_from_anybody_because_of_it() {
    every_engine(async |world: World| {
        mixed(&world, 1).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let first = given(&world, one).await;
        let note = world.store.add_note(one.proof(first.lease.id), "a test?".into()).await;
        note.expect("noted");
        let own = world.store.notes(one.proof(first.lease.id)).await.expect("read");
        assert_eq!(own.len(), 1);
        world.look(one, &first, Rung::Grey).await;
        world.give(one, &first, Says::Different).await.expect("taken");
        world.past_grace().await;
        let second = given(&world, two).await;
        assert!(
            world
                .store
                .notes(two.proof(second.lease.id))
                .await
                .expect("read")
                .is_empty()
        );
        world.skip(two, &second).await;
        let upload = world.upload(Picture::new(1).altered(20)).await;
        let case = upload.case.expect("the same bytes as an upload wait for a person");
        let real = world
            .take_case(one, case)
            .await
            .expect("whoever saw the look-alike may have it");
        assert!(
            world
                .store
                .notes(one.proof(real.lease.id))
                .await
                .expect("read")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn no_period_no_report_and_no_destruction_knows_of_one() {
    every_engine(async |world: World| {
        mixed(&world, 1).await;
        let one = world.moderator("one").await;
        transparency::to_december(&world);
        let before = transparency::of(&world, transparency::MONTH).await;
        let leased = given(&world, one).await;
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Settles).await.expect("taken");
        world.past_grace().await;
        assert_eq!(transparency::of(&world, transparency::MONTH).await, before);
        let report = world.store.reportable(leased.case.id, world.now()).await;
        assert!(matches!(report, Err(NotReportable::NothingToReport)), "{report:?}");
        let destroyed = world.destroy(leased.case.item).await;
        assert!(matches!(destroyed, Err(NotDestroyed::NothingKept)), "{destroyed:?}");
        let asked = world.store.item(leased.case.item, world.now()).await.expect("read");
        assert!(asked.is_none(), "no source has an upload of that id");
    })
    .await;
}
