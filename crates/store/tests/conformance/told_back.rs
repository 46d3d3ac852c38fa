//! What a matcher was told is taken back, after each state that the telling can be in.

use crate::{
    told::{HMA, Told, receipt, told},
    world::{Says as Decides, World, every_engine},
};
use scrim_model::{
    delivery::{Failure, Says, State},
    time::Span,
};
use scrim_store::deliveries::{CLAIM_LASTS, DeliveryRow, Which};

/// Longer than HMA may take until it can tell.
const SETTLED: Span = Span::seconds(101);

/// New material whose banking has come as far as `until` brings it, and is then reversed.
async fn reversed_after(told: &Told, until: impl AsyncFn(&DeliveryRow)) -> DeliveryRow {
    told.listed(1, 30).await;
    let (taken, _item) = told.decided(1, 25, Decides::New).await;
    let row = told.claim_one().await;
    until(&row).await;
    told.reverse(taken).await;
    row
}

#[tokio::test]
async fn a_reversal_before_anything_left_tells_nothing() {
    every_engine(async |world: World| {
        let told = told(world).await;
        told.listed(1, 30).await;
        let (taken, _item) = told.decided(1, 25, Decides::New).await;
        told.reverse(taken).await;
        assert_eq!(told.claim(HMA).await, []);
        assert_eq!(told.which(Which::Withdrawn).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_reversal_while_it_is_under_way_waits_for_its_end() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let row = reversed_after(&told, async |_row| {}).await;
        assert_eq!(told.claim(HMA).await, []);
        told.ends(&row, Ok(Some(receipt("CONFIRMED", 7, true)))).await;
        assert_eq!(told.claim_one().await.says, None);
    })
    .await;
}

#[tokio::test]
async fn a_reversal_of_what_surely_failed_tells_nothing() {
    every_engine(async |world: World| {
        let told = told(world).await;
        for why in [Failure::TooOften, Failure::Credential, Failure::NoBank] {
            assert!(!why.leaves_doubt());
        }
        reversed_after(&told, async |row| told.ends(row, Err(Failure::Credential)).await).await;
        assert_eq!((told.claim(HMA).await, told.which(Which::Dead).await), (vec![], vec![]));
    })
    .await;
}

#[tokio::test]
async fn what_is_in_doubt_is_not_told_again_before_the_matcher_can_tell_and_then_taken_back() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let row = reversed_after(&told, async |row| told.ends(row, Err(Failure::TooLate)).await).await;
        told.world.step(Span::seconds(99));
        assert_eq!(told.claim(HMA).await, [], "its index does not know yet");
        told.world.step(Span::seconds(1));
        let again = told.claim_one().await;
        assert_eq!((again.id, again.says), (row.id, Some(Says::Bank)));
        let known = again.at_matcher.clone().expect("it is told to a matcher");
        assert!(known.hash.is_some(), "although the entry has it no more");
        told.ends(&again, Ok(Some(receipt("CONFIRMED", 7, true)))).await;
        assert_eq!(told.claim_one().await.says, None);
    })
    .await;
}

#[tokio::test]
async fn what_died_in_doubt_is_looked_for_by_its_hash_and_case_once_the_matcher_can_tell() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let row = reversed_after(&told, async |row| {
            told.ends(row, Err(Failure::TooLate)).await;
            told.world.step(SETTLED);
            let again = told.claim_one().await;
            told.ends(&again, Err(Failure::Credential)).await;
        })
        .await;
        told.world.step(Span::seconds(99));
        assert_eq!(told.claim(HMA).await, []);
        told.world.step(Span::seconds(1));
        let back = told.claim_one().await;
        let known = back.at_matcher.expect("it is told to a matcher");
        assert_eq!((back.says, known.receipt, known.told_for), (None, None, row.case));
        assert!(known.hash.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_dies_in_doubt_after_the_reversal_is_looked_for_no_sooner() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let row = reversed_after(&told, async |_row| {}).await;
        // Its last attempt may have arrived a moment ago.
        told.ends(&row, Err(Failure::TooLate)).await;
        told.world.step(SETTLED);
        let again = told.claim_one().await;
        told.ends(&again, Err(Failure::Credential)).await;
        assert_eq!(told.claim(HMA).await, [], "its index may not know yet");
        told.world.step(Span::seconds(99));
        assert_eq!(told.claim(HMA).await, []);
        told.world.step(Span::seconds(1));
        assert_eq!(told.claim_one().await.says, None);
    })
    .await;
}

#[tokio::test]
async fn somebody_who_has_a_doubtful_one_sent_again_at_once_waits_too() {
    every_engine(async |world: World| {
        let told = told(world).await;
        told.listed(1, 30).await;
        told.decided(1, 25, Decides::New).await;
        let row = told.claim_one().await;
        told.ends(&row, Err(Failure::Silent)).await;
        told.world.step(SETTLED);
        let row = told.claim_one().await;
        told.ends(&row, Err(Failure::Credential)).await;
        let dead = told.which(Which::Dead).await;
        assert!(dead.iter().all(|dead| dead.delivery.in_doubt));
        told.world.store.send_again(None, row.id).await.expect("sent again");
        assert_eq!(told.claim(HMA).await, []);
        told.world.step(SETTLED);
        let again = told.claim_one().await;
        assert!(matches!(again.delivery.state, State::Sending { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_hub_that_dies_over_a_banking_leaves_it_until_the_matcher_can_tell() {
    every_engine(async |world: World| {
        let told = told(world).await;
        let row = reversed_after(&told, async |_row| {}).await;
        told.world.step(CLAIM_LASTS - Span::ms(1));
        assert_eq!(told.claim(HMA).await, []);
        told.world.step(Span::ms(1));
        let again = told.claim_one().await;
        assert_eq!((again.id, again.delivery.in_doubt), (row.id, true));
    })
    .await;
}
