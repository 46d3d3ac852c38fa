//! Matchers that a destination tells: what is confirmed there is never learned back, and they stay as long as something may
//! have to be taken back there. And where a matcher is.

use crate::{
    matchers::LIST,
    world::{World, every_engine},
};
use scrim_model::{
    delivery::{Banks, Destination, Kind, Mode},
    ids::{DestinationId, MatcherId},
    matcher::ListMapping,
    matching::HarmType,
};
use scrim_store::{
    destinations::{DestinationRefused, NewDestination},
    matchers::{MatcherChange, MatcherRefused},
};
use uuid::Uuid;

const TOLD: DestinationId = DestinationId(Uuid::from_u128(11));

fn telling(matcher: MatcherId, confirmed: &str) -> NewDestination {
    NewDestination {
        id: TOLD,
        name: "told".to_owned(),
        rule: Destination {
            kind: Kind::Hma {
                matcher,
                confirmed: confirmed.to_owned(),
            },
            harm: HarmType::Csam,
            banks: Banks::All,
            mode: Mode::Off,
        },
        address: String::new(),
        secret: Vec::new(),
    }
}

fn lists(world: &World, list: &str) -> MatcherChange {
    MatcherChange {
        lists: Some(ListMapping([(list.to_owned(), world.bank.id)].into())),
        ..MatcherChange::default()
    }
}

#[tokio::test]
async fn what_is_confirmed_at_a_matcher_is_not_learned_from_it_whichever_is_set_up_first() {
    every_engine(async |world: World| {
        let (store, id) = (&world.store, world.matcher("HMA").await);
        let refused = store.add_destination(None, telling(id, LIST)).await;
        let Err(DestinationRefused::IsLearned { bank, matcher }) = refused else {
            unreachable!("what is learned from there would be confirmed there: {refused:?}")
        };
        assert_eq!((bank.as_str(), matcher.as_str()), (LIST, "HMA"));
        let new = telling(id, "CONFIRMED");
        store.add_destination(None, new).await.expect("added");
        let refused = store.change_matcher(None, id, lists(&world, "CONFIRMED")).await;
        let Err(MatcherRefused::ConfirmedInto { list, destination }) = refused else {
            unreachable!("what is confirmed there would be learned from there: {refused:?}")
        };
        assert_eq!((list.as_str(), destination.as_str()), ("CONFIRMED", "told"));
        let other = lists(&world, "ANOTHER");
        store.change_matcher(None, id, other).await.expect("changed");
    })
    .await;
}

#[tokio::test]
async fn the_same_service_under_another_name_is_the_same_service() {
    every_engine(async |world: World| {
        let store = &world.store;
        let (told, other) = (world.matcher("told").await, world.matcher("other").await);
        let bare = store.change_matcher(None, told, lists(&world, "ANOTHER")).await;
        bare.expect("changed");
        let refused = store.add_destination(None, telling(told, LIST)).await;
        assert!(
            matches!(refused, Err(DestinationRefused::IsLearned { .. })),
            "{refused:?}"
        );
        let new = telling(told, "CONFIRMED");
        store.add_destination(None, new).await.expect("added");
        let refused = store.change_matcher(None, other, lists(&world, "CONFIRMED")).await;
        assert!(
            matches!(refused, Err(MatcherRefused::ConfirmedInto { .. })),
            "{refused:?}"
        );
        let mut third = world.new_matcher("third");
        third.rule.lists = ListMapping([("CONFIRMED".to_owned(), world.bank.id)].into());
        let refused = store.add_matcher(None, third).await;
        assert!(
            matches!(refused, Err(MatcherRefused::ConfirmedInto { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_matcher_that_a_destination_tells_stays_until_that_is_removed() {
    every_engine(async |world: World| {
        let (store, id) = (&world.store, world.matcher("HMA").await);
        let new = telling(id, "CONFIRMED");
        store.add_destination(None, new).await.expect("added");
        let refused = store.remove_matcher(None, id).await;
        let Err(MatcherRefused::Told { destination }) = refused else {
            unreachable!("what it was told could be taken back no more: {refused:?}")
        };
        assert_eq!(destination, "told");
        assert_eq!(store.matchers().await.expect("read").len(), 1);
        store.remove_destination(None, TOLD).await.expect("removed");
        store.remove_matcher(None, id).await.expect("removed");
    })
    .await;
}

#[tokio::test]
async fn a_matcher_is_at_another_address_with_a_credential_that_was_given_for_it() {
    every_engine(async |world: World| {
        let (store, id) = (&world.store, world.matcher("HMA").await);
        let elsewhere = MatcherChange {
            address: Some("https://hma.example/elsewhere".to_owned()),
            ..MatcherChange::default()
        };
        let refused = store.change_matcher(None, id, elsewhere.clone()).await;
        assert!(matches!(refused, Err(MatcherRefused::NoCredential)), "{refused:?}");
        let anew = MatcherChange {
            secret: Some(vec![9]),
            ..elsewhere
        };
        store.change_matcher(None, id, anew).await.expect("changed");
        let kept = store.matchers().await.expect("read").pop().expect("the one");
        assert_eq!(
            (kept.address.as_str(), kept.secret.as_slice()),
            ("https://hma.example/elsewhere", [9].as_slice())
        );
        let rows = store.chain_rows(0, 1_000).await.expect("rows");
        let told: Vec<_> = rows.iter().filter(|row| row.body.contains("hma.example")).collect();
        assert!(told.is_empty(), "no address is told");
    })
    .await;
}
