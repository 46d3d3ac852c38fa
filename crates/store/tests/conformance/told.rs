//! What matchers are told: what is banked and disabled, by which receipt it is taken back, and what a reversal meets.

use crate::{
    matchers::{LIST, listing},
    world::{Desk, Picture, Says as Decides, World, every_engine},
};
use scrim_model::{
    delivery::{Banks, Destination, Failure, Kind, Mode, Says, Subject},
    ids::{DestinationId, EntryId, ItemId, MatcherId},
    matching::HarmType,
};
use scrim_store::{
    deliveries::{DeliveryRow, ListedAt, Receipt, Which},
    destinations::{DestinationRefused, NewDestination},
    matchers::MatcherChange,
    verdicts::Taken,
};
use uuid::Uuid;

pub(crate) const HMA: DestinationId = DestinationId(Uuid::from_u128(11));
const OTHER: DestinationId = DestinationId(Uuid::from_u128(12));

fn destination(id: DestinationId, matcher: MatcherId, mode: Mode) -> NewDestination {
    NewDestination {
        id,
        name: format!("told {}", id.0.as_u128()),
        rule: Destination {
            kind: Kind::Hma {
                matcher,
                confirmed: "CONFIRMED".to_owned(),
            },
            harm: HarmType::Csam,
            banks: Banks::All,
            mode,
        },
        address: String::new(),
        secret: Vec::new(),
    }
}

/// Two people and a lead, an HMA that is asked and told, and another one that is told as well.
pub(crate) struct Told {
    pub(crate) world: World,
    pub(crate) desks: [Desk; 2],
    pub(crate) lead: Desk,
    pub(crate) matcher: MatcherId,
}

pub(crate) async fn told(world: World) -> Told {
    let desks = [world.moderator("one").await, world.moderator("two").await];
    let lead = world.lead("lead").await;
    let matcher = world.matcher("HMA").await;
    let new = destination(HMA, matcher, Mode::On);
    world.store.add_destination(None, new).await.expect("added");
    Told {
        world,
        desks,
        lead,
        matcher,
    }
}

pub(crate) fn at(list: &str, number: u64) -> ListedAt {
    ListedAt {
        list: list.to_owned(),
        number,
    }
}

pub(crate) fn receipt(list: &str, number: u64, is_ours: bool) -> Receipt {
    let at = at(list, number);
    Receipt { at, is_ours }
}

impl Told {
    /// An entry that the HMA lists, learned when an upload met it there.
    pub(crate) async fn listed(&self, seed: u8, number: u64) -> EntryId {
        let new = listing(self.world.bank.id, number, Picture::new(seed), &["42-image1"]);
        let learned = self.world.store.learn(self.matcher, vec![new]).await;
        learned.expect("learned").first().expect("one").0
    }

    /// An upload near an entry, decided by both.
    pub(crate) async fn decided(&self, seed: u8, bits: usize, says: Decides) -> (Taken, ItemId) {
        let upload = self.world.upload(Picture::new(seed).altered(bits)).await;
        (self.world.both(self.desks, says).await, upload.item)
    }

    pub(crate) async fn claim(&self, to: DestinationId) -> Vec<DeliveryRow> {
        self.world.store.claim_deliveries(to, 10).await.expect("claimed")
    }

    pub(crate) async fn claim_one(&self) -> DeliveryRow {
        let mut claimed = self.claim(HMA).await;
        assert_eq!(claimed.len(), 1, "{claimed:?}");
        claimed.remove(0)
    }

    pub(crate) async fn ends(&self, row: &DeliveryRow, outcome: Result<Option<Receipt>, Failure>) {
        let ended = self.world.store.end_attempt((row.id, row.tries), outcome, 0).await;
        assert!(ended.expect("kept"));
    }

    pub(crate) async fn which(&self, which: Which) -> Vec<DeliveryRow> {
        self.world.store.deliveries(which, None, 100).await.expect("read")
    }

    pub(crate) async fn reverse(&self, taken: Taken) {
        let reversed = self.world.store.reverse_verdict(taken.verdict, self.lead.person).await;
        reversed.expect("reversed");
    }
}

fn said(rows: &[DeliveryRow]) -> Vec<(Subject, Option<Says>)> {
    rows.iter().map(|row| (row.subject, row.says)).collect()
}

fn own(entry: EntryId) -> Subject {
    Subject::Confirmed { entry, copy: None }
}

fn copy(entry: EntryId, item: ItemId) -> Subject {
    let copy = Some(item);
    Subject::Confirmed { entry, copy }
}

#[tokio::test]
async fn what_is_confirmed_is_banked_by_its_hash_and_an_altered_copy_by_its_own() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let (_taken, item) = told.decided(1, 25, Decides::Agrees).await;
        let mut rows = told.claim(HMA).await;
        // Planned in one commit, they are due at once and in no order.
        rows.sort_by_key(|row| row.subject);
        assert_eq!(
            said(&rows),
            [(own(entry), Some(Says::Bank)), (copy(entry, item), Some(Says::Bank))]
        );
        let hashes: Vec<_> = rows
            .iter()
            .map(|row| row.at_matcher.as_ref().and_then(|known| known.hash))
            .collect();
        let picture = Picture::new(1);
        let of = |picture: Picture| Some(picture.perceptual.hash);
        assert_eq!(hashes, [of(picture), of(picture.altered(25))]);
    })
    .await;
}

#[tokio::test]
async fn what_settles_or_excludes_or_clears_tells_a_matcher_nothing() {
    every_engine(async |world: World| {
        let told = told(world).await;
        for (seed, says) in [(1, Decides::Different), (2, Decides::Clears)] {
            told.listed(seed, seed.into()).await;
            told.decided(seed, 25, says).await;
        }
        told.listed(3, 33).await;
        told.world.upload(Picture::new(3).altered(25)).await;
        told.world.decide(told.desks[0], Decides::Settles).await;
        told.world.past_grace().await;
        assert_eq!(told.which(Which::Waiting).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_dispute_is_told_where_the_entry_is_listed_and_at_no_other_matcher() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let elsewhere = told.world.matcher("another HMA").await;
        let new = destination(OTHER, elsewhere, Mode::On);
        told.world.store.add_destination(None, new).await.expect("added");
        let entry = told.listed(1, 30).await;
        let (taken, _item) = told.decided(1, 25, Decides::Disputes).await;
        assert_eq!(told.claim(OTHER).await, []);
        let row = told.claim_one().await;
        assert_eq!((row.subject, row.says), (Subject::Entry { entry }, Some(Says::Disable)));
        let known = row.at_matcher.clone().expect("it is told to a matcher");
        assert_eq!(known.listing, Some(at(LIST, 30)));
        told.ends(&row, Ok(Some(receipt(LIST, 30, false)))).await;
        told.reverse(taken).await;
        let back = told.claim_one().await;
        assert_eq!((back.subject, back.says), (Subject::Entry { entry }, None));
        let known = back.at_matcher.expect("it is told to a matcher");
        assert_eq!(known.receipt, Some(receipt(LIST, 30, false)));
    })
    .await;
}

#[tokio::test]
async fn new_material_is_banked_as_the_entry_that_was_made_of_it_and_taken_back_by_its_receipt() {
    every_engine(async |world: World| {
        let told = told(world).await;
        told.listed(1, 30).await;
        let (taken, _item) = told.decided(1, 25, Decides::New).await;
        let row = told.claim_one().await;
        assert_eq!(row.says, Some(Says::Bank));
        let known = row.at_matcher.clone().expect("it is told to a matcher");
        assert_eq!(known.hash, Some(Picture::new(1).altered(25).perceptual.hash));
        told.ends(&row, Ok(Some(receipt("CONFIRMED", 7, true)))).await;
        told.reverse(taken).await;
        let back = told.claim_one().await;
        assert_eq!((back.subject, back.says), (row.subject, None));
        let known = back.at_matcher.expect("it is told to a matcher");
        assert_eq!(known.receipt, Some(receipt("CONFIRMED", 7, true)));
        assert_eq!(known.told_for, row.case);
    })
    .await;
}

#[tokio::test]
async fn what_was_banked_for_an_entry_goes_when_the_entry_is_disputed_and_comes_back_with_it() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let (_taken, item) = told.decided(1, 25, Decides::Agrees).await;
        for (number, row) in (7..).zip(told.claim(HMA).await) {
            told.ends(&row, Ok(Some(receipt("CONFIRMED", number, true)))).await;
        }
        let (disputed, _item) = told.decided(1, 12, Decides::Disputes).await;
        let rows = told.claim(HMA).await;
        let mut heard = said(&rows);
        heard.sort_by_key(|(subject, _says)| *subject);
        assert_eq!(
            heard,
            [
                (Subject::Entry { entry }, Some(Says::Disable)),
                (own(entry), None),
                (copy(entry, item), None)
            ]
        );
        for row in &rows {
            told.ends(row, Ok(None)).await;
        }
        told.reverse(disputed).await;
        let mut heard = said(&told.claim(HMA).await);
        heard.sort_by_key(|(subject, _says)| *subject);
        assert_eq!(
            heard,
            [
                (Subject::Entry { entry }, None),
                (own(entry), Some(Says::Bank)),
                (copy(entry, item), Some(Says::Bank))
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn two_cases_that_confirm_the_same_entry_bank_it_once_and_one_of_them_reversed_leaves_it() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let entry = told.listed(1, 30).await;
        let (first, item) = told.decided(1, 25, Decides::Agrees).await;
        for (number, row) in (7..).zip(told.claim(HMA).await) {
            told.ends(&row, Ok(Some(receipt("CONFIRMED", number, true)))).await;
        }
        let (_second, other) = told.decided(1, 12, Decides::Agrees).await;
        assert_eq!(said(&told.claim(HMA).await), [(copy(entry, other), Some(Says::Bank))]);
        told.reverse(first).await;
        assert_eq!(said(&told.claim(HMA).await), [(copy(entry, item), None)]);
    })
    .await;
}

#[tokio::test]
async fn a_matcher_that_is_told_has_to_be_one_and_is_told_where_it_is_asked() {
    every_engine(async |world: World| {
        let matcher = world.matcher("HMA").await;
        let add = |new| world.store.add_destination(None, new);
        let nobody = add(destination(OTHER, MatcherId(Uuid::from_u128(9)), Mode::On)).await;
        assert!(matches!(nobody, Err(DestinationRefused::NoMatcher)));
        add(destination(HMA, matcher, Mode::On)).await.expect("added");
        let shown = async || world.store.destinations().await.expect("read").remove(0);
        assert_eq!(shown().await.address, "https://hma.example/at");
        let moved = MatcherChange {
            address: Some("https://hma.example/elsewhere".to_owned()),
            secret: Some(vec![9]),
            ..MatcherChange::default()
        };
        world.store.change_matcher(None, matcher, moved).await.expect("changed");
        assert_eq!(shown().await.address, "https://hma.example/elsewhere");
    })
    .await;
}
