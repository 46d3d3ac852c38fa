//! What destinations are told: written with the decision's effects, taken on by one hub at a time, and taken back.

use crate::world::{Desk, GRACE, Picture, Says as Decides, World, every_engine};
use scrim_model::{
    delivery::{Banks, Destination, Failure, Ground, Kind, Mode, Outcome, Says, State, Subject, Vote},
    ids::{BankId, DestinationId, EntryId, ItemId},
    matching::HarmType,
    time::Span,
};
use scrim_store::{
    banks::NewBank,
    deliveries::{CLAIM_LASTS, DeliveryRow, NotAgain, Which},
    destinations::{DestinationRefused, EntryOrigin, NewDestination},
    verdicts::Taken,
};
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

pub(crate) const PLATFORM: DestinationId = DestinationId(Uuid::from_u128(1));
const NCMEC: DestinationId = DestinationId(Uuid::from_u128(2));

const CONFIRMED: Option<Says> = Some(Says::Outcome(Outcome::Confirmed));

pub(crate) fn destination(id: DestinationId, kind: Kind, mode: Mode) -> NewDestination {
    NewDestination {
        id,
        name: format!("destination {}", id.0.as_u128()),
        rule: Destination {
            kind,
            harm: HarmType::Csam,
            banks: Banks::All,
            mode,
        },
        address: "https://platform.example/hooks".to_owned(),
        secret: vec![1, 2, 3],
    }
}

/// Two people and a lead, and a platform that hears of its own uploads.
struct Told {
    world: World,
    desks: [Desk; 2],
    lead: Desk,
}

async fn told(world: World, mode: Mode) -> Told {
    let desks = [world.moderator("one").await, world.moderator("two").await];
    let lead = world.lead("lead").await;
    let source = world.source;
    let new = destination(PLATFORM, Kind::Platform { source }, mode);
    world.store.add_destination(None, new).await.expect("added");
    Told { world, desks, lead }
}

impl Told {
    async fn ncmec(&self) {
        let new = destination(NCMEC, Kind::Ncmec, Mode::On);
        self.world.store.add_destination(None, new).await.expect("added");
    }

    /// An upload that is another picture than the entry it came near, and the entry; decided in one way.
    async fn decided(&self, says: Decides) -> (Taken, ItemId, EntryId) {
        let entry = self.world.entry(Picture::new(1)).await;
        let origin = EntryOrigin {
            member: "42".to_owned(),
            entry_id: "image-1".to_owned(),
        };
        self.world.store.set_ncmec_origin(entry, origin).await.expect("said");
        let upload = self.world.upload(Picture::new(1).altered(25)).await;
        (self.world.both(self.desks, says).await, upload.item, entry)
    }

    async fn claim(&self, to: DestinationId) -> Vec<DeliveryRow> {
        self.world.store.claim_deliveries(to, 10).await.expect("claimed")
    }

    async fn claim_one(&self) -> DeliveryRow {
        let mut claimed = self.claim(PLATFORM).await;
        assert_eq!(claimed.len(), 1);
        claimed.remove(0)
    }

    async fn ends(&self, row: &DeliveryRow, outcome: Result<(), Failure>) -> bool {
        let (attempt, outcome) = ((row.id, row.tries), outcome.map(|()| None));
        self.world.store.end_attempt(attempt, outcome, 0).await.expect("kept")
    }

    async fn which(&self, which: Which) -> Vec<DeliveryRow> {
        self.world.store.deliveries(which, None, 100).await.expect("read")
    }

    async fn reverse(&self, taken: Taken) {
        let reversed = self.world.store.reverse_verdict(taken.verdict, self.lead.person).await;
        reversed.expect("reversed");
    }
}

#[tokio::test]
async fn a_platform_is_told_once_the_grace_time_is_over_and_not_before() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        told.world.entry(Picture::new(1)).await;
        let upload = told.world.upload(Picture::new(1).altered(25)).await;
        told.world.decide(told.desks[0], Decides::Settles).await;
        told.world.step(GRACE - Span::ms(1));
        told.world.store.deliver_due().await.expect("carried out");
        assert_eq!(told.claim(PLATFORM).await, []);
        told.world.step(Span::ms(1));
        told.world.store.deliver_due().await.expect("carried out");
        let row = told.claim_one().await;
        let item = upload.item;
        assert_eq!((row.subject, row.says), (Subject::Item { item }, CONFIRMED));
        assert_eq!((Some(row.case), row.tries), (upload.case, 1));
        assert!(told.ends(&row, Ok(())).await);
        assert_eq!(told.claim(PLATFORM).await, []);
        assert_eq!(told.which(Which::Delivered).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_down_for_a_destination_that_is_off_and_nothing_leaves_in_a_dry_run() {
    every_engine(async |world: World| {
        let told = told(world, Mode::Off).await;
        let (taken, ..) = told.decided(Decides::Agrees).await;
        assert_eq!(told.which(Which::Waiting).await, []);
        told.reverse(taken).await;
        let mode = |mode| told.world.store.set_destination_mode(None, PLATFORM, mode);
        mode(Mode::DryRun).await.expect("set");
        let leased = told.world.take_one(told.lead).await;
        told.world.look(told.lead, &leased, scrim_model::rung::Rung::Grey).await;
        told.world
            .give(told.lead, &leased, Decides::Agrees)
            .await
            .expect("taken");
        told.world.past_grace().await;
        let waiting = told.which(Which::Waiting).await;
        assert_eq!(waiting.iter().map(|row| row.says).collect::<Vec<_>>(), [CONFIRMED]);
        assert_eq!(told.claim(PLATFORM).await, [], "it is only shown");
        mode(Mode::On).await.expect("set");
        assert_eq!(told.claim_one().await.id, waiting[0].id, "what still holds leaves");
    })
    .await;
}

#[tokio::test]
async fn what_is_reversed_before_it_left_never_leaves() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        let (taken, ..) = told.decided(Decides::Agrees).await;
        told.reverse(taken).await;
        assert_eq!(told.claim(PLATFORM).await, []);
        assert_eq!(told.which(Which::Withdrawn).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_arrived_is_taken_back_and_told_anew() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        let (taken, item, _entry) = told.decided(Decides::Agrees).await;
        let first = told.claim_one().await;
        assert!(told.ends(&first, Ok(())).await);
        told.reverse(taken).await;
        let second = told.claim_one().await;
        assert_eq!((second.subject, second.says), (Subject::Item { item }, None));
        assert_ne!(first.id, second.id);
        // Decided again before the platform has answered to that: it waits its turn.
        let leased = told.world.take_one(told.lead).await;
        told.world.look(told.lead, &leased, scrim_model::rung::Rung::Grey).await;
        told.world
            .give(told.lead, &leased, Decides::Clears)
            .await
            .expect("taken");
        told.world.past_grace().await;
        assert_eq!(told.claim(PLATFORM).await, []);
        assert!(told.ends(&second, Ok(())).await);
        let third = told.claim_one().await;
        assert_eq!(third.says, Some(Says::Outcome(Outcome::Cleared)));
    })
    .await;
}

#[tokio::test]
async fn what_is_in_doubt_is_sent_again_under_the_same_id_before_it_is_taken_back() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        let (taken, ..) = told.decided(Decides::Agrees).await;
        let first = told.claim_one().await;
        assert!(told.ends(&first, Err(Failure::TooLate)).await);
        told.reverse(taken).await;
        assert_eq!(told.claim(PLATFORM).await, [], "not due");
        told.world.step(Span::seconds(5));
        let again = told.claim_one().await;
        assert_eq!((again.id, again.says, again.tries), (first.id, CONFIRMED, 2));
        assert!(told.ends(&again, Ok(())).await);
        assert_eq!(told.claim_one().await.says, None);
        let attempts = told.world.store.attempts(first.id).await.expect("read");
        let failures: Vec<_> = attempts
            .iter()
            .map(|attempt| (attempt.number, attempt.failure))
            .collect();
        assert_eq!(failures, [(1, Some(Failure::TooLate)), (2, None)]);
        assert!(attempts.iter().all(|attempt| attempt.ended_at.is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_hub_that_dies_over_a_delivery_leaves_it_to_another_one_and_has_lost_it() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        told.decided(Decides::Agrees).await;
        let dies = told.claim_one().await;
        told.world.step(CLAIM_LASTS - Span::ms(1));
        assert_eq!(told.claim(PLATFORM).await, []);
        told.world.step(Span::ms(1));
        let taken_on = told.claim_one().await;
        assert_eq!((taken_on.id, taken_on.delivery.in_doubt), (dies.id, true));
        assert!(!told.ends(&dies, Ok(())).await, "it comes back too late");
        assert!(told.ends(&taken_on, Ok(())).await);
        let attempts = told.world.store.attempts(dies.id).await.expect("read");
        assert_eq!(attempts.iter().filter(|attempt| attempt.ended_at.is_none()).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn hubs_that_look_at_once_never_take_on_the_same_delivery() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        for seed in 1..9 {
            told.world.entry(Picture::new(seed)).await;
            told.world.upload(Picture::new(seed)).await;
            told.world.decide(told.desks[0], Decides::Settles).await;
        }
        told.world.past_grace().await;
        let hubs = [told.world.beside(), told.world.beside(), told.world.beside()].map(Arc::new);
        let claims = hubs.map(|hub| tokio::spawn(async move { hub.store.claim_deliveries(PLATFORM, 5).await }));
        let mut ids = Vec::new();
        for claim in claims {
            let rows = claim.await.expect("joins").expect("claimed");
            ids.extend(rows.into_iter().map(|row| row.id));
        }
        ids.extend(told.claim(PLATFORM).await.into_iter().map(|row| row.id));
        let once: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!((once.len(), ids.len()), (8, 8));
    })
    .await;
}

#[tokio::test]
async fn a_dead_letter_is_seen_and_sent_again_unless_something_else_was_decided_since() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        let (taken, ..) = told.decided(Decides::Agrees).await;
        let row = told.claim_one().await;
        assert!(told.ends(&row, Err(Failure::Fails)).await);
        assert!(matches!(
            told.world.store.send_again(None, row.id).await,
            Err(NotAgain::NotDead)
        ));
        told.world.step(Span::minutes(1));
        let row = told.claim_one().await;
        assert!(told.ends(&row, Err(Failure::Credential)).await);
        let dead = told.which(Which::Dead).await;
        assert!(matches!(
            dead[0].delivery.state,
            State::Dead {
                why: Failure::Credential,
                ..
            }
        ));
        let open = told.world.store.open_deliveries().await.expect("read");
        assert_eq!((open[&PLATFORM].waiting, open[&PLATFORM].dead), (0, 1));
        told.world.store.send_again(None, row.id).await.expect("sent again");
        let again = told.claim_one().await;
        assert_eq!((again.id, again.tries), (row.id, 3));
        assert!(told.ends(&again, Err(Failure::Refused)).await);
        // It may have arrived when it failed first: so it is taken back, and never told again behind that.
        told.reverse(taken).await;
        assert_eq!(told.claim_one().await.says, None);
        assert!(matches!(
            told.world.store.send_again(None, row.id).await,
            Err(NotAgain::Overtaken)
        ));
    })
    .await;
}

#[tokio::test]
async fn ncmec_is_told_by_the_fingerprint_that_matched_and_what_it_cannot_take_back_is_a_persons() {
    every_engine(async |world: World| {
        let told = told(world, Mode::Off).await;
        told.ncmec().await;
        let (taken, _item, entry) = told.decided(Decides::Different).await;
        let rows = told.claim(NCMEC).await;
        let [row] = rows.as_slice() else {
            panic!("one vote: {rows:?}")
        };
        let ground = Ground::Collision;
        assert_eq!(row.says, Some(Says::Vote(Vote::Negative { ground })));
        let fingerprint = scrim_model::delivery::Fingerprint::Pdq;
        assert_eq!(row.subject, Subject::Fingerprint { entry, fingerprint });
        assert_eq!(row.origin.as_ref().map(|origin| origin.member.as_str()), Some("42"));
        assert!(told.ends(row, Ok(())).await);
        told.reverse(taken).await;
        assert_eq!(told.claim(NCMEC).await, []);
        let dead = told.which(Which::Dead).await;
        assert!(matches!(
            dead[0].delivery.state,
            State::Dead {
                why: Failure::CannotTakeBack,
                ..
            }
        ));
    })
    .await;
}

#[tokio::test]
async fn two_cases_that_vote_the_same_are_one_vote_and_reversing_one_is_none() {
    every_engine(async |world: World| {
        let told = told(world, Mode::Off).await;
        told.ncmec().await;
        let (first, _item, entry) = told.decided(Decides::Different).await;
        let row = told.claim(NCMEC).await.remove(0);
        assert!(told.ends(&row, Ok(())).await);
        told.world.upload(Picture::new(1).altered(12)).await;
        told.world.both(told.desks, Decides::Different).await;
        assert_eq!(told.claim(NCMEC).await, [], "{entry}: it is known");
        told.reverse(first).await;
        assert_eq!(
            (told.claim(NCMEC).await, told.which(Which::Dead).await),
            (vec![], vec![])
        );
    })
    .await;
}

#[tokio::test]
async fn a_hub_with_one_person_sends_nothing_away() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let source = world.source;
        let new = destination(PLATFORM, Kind::Platform { source }, Mode::On);
        world.store.add_destination(None, new).await.expect("added");
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        world.decide(one, Decides::Settles).await;
        world.past_grace().await;
        let waiting = world.store.deliveries(Which::Waiting, None, 10).await;
        assert_eq!(waiting.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn a_destination_has_to_fit_and_one_that_is_removed_hears_nothing_more() {
    every_engine(async |world: World| {
        let told = told(world, Mode::On).await;
        let store = &told.world.store;
        let source = told.world.source;
        let add = |new| store.add_destination(None, new);
        let again = destination(NCMEC, Kind::Ncmec, Mode::On);
        let taken = NewDestination {
            name: "destination 1".to_owned(),
            ..again.clone()
        };
        assert!(matches!(add(taken).await, Err(DestinationRefused::NameTaken)));
        let nobody = Kind::Platform {
            source: told.lead.person,
        };
        let refused = add(destination(NCMEC, nobody, Mode::On)).await;
        assert!(matches!(refused, Err(DestinationRefused::NoSource)));
        let other = NewBank {
            name: "Another harm".to_owned(),
            harm: HarmType::Ncii,
            vetted_reason: None,
        };
        let other = store.bank(other).await.expect("a list").id;
        for bank in [other, BankId(Uuid::from_u128(7))] {
            let mut new = again.clone();
            new.rule.banks = Banks::Only([bank].into());
            assert!(matches!(add(new).await, Err(DestinationRefused::NoBank)));
        }
        told.decided(Decides::Agrees).await;
        store.remove_destination(None, PLATFORM).await.expect("removed");
        assert_eq!(told.which(Which::Withdrawn).await.len(), 1);
        assert_eq!(store.destinations().await.expect("read"), []);
        let gone = store.remove_destination(None, PLATFORM).await;
        assert!(matches!(gone, Err(DestinationRefused::NoSuch)));
        let named_again = DestinationId(Uuid::from_u128(3));
        let mut new = destination(named_again, Kind::Platform { source }, Mode::Off);
        new.name = "destination 1".to_owned();
        add(new).await.expect("its name is free");
    })
    .await;
}
