//! Many at once.

use crate::world::{Picture, World, every_engine};
use scrim_model::ids::ItemId;
use scrim_model::time::Time;
use scrim_store::people::{Credential, NewPerson, NotAdded};
use std::collections::BTreeSet;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_refusal_in_a_crowd_of_writes_touches_nobody_else() {
    every_engine(async |world: World| {
        let mut tasks = Vec::new();
        for number in 0..300 {
            let store = world.store.clone();
            // Every third one wants the name of the one before.
            let name = format!("person {}", if number % 3 == 2 { number - 1 } else { number });
            tasks.push(tokio::spawn(async move {
                let new = NewPerson {
                    name,
                    role: scrim_model::person::Role::Moderator,
                    credential: Credential::Password("kept".into()),
                    experienced: true,
                };
                store.add_person(new).await
            }));
        }
        let (mut added, mut refused) = (0, 0);
        for task in tasks {
            match task.await.expect("joins") {
                Ok(_id) => added += 1,
                Err(NotAdded::NameTaken) => refused += 1,
                Err(NotAdded::Store(error)) => panic!("{error}"),
            }
        }
        assert_eq!((added, refused), (200, 100));
        assert_eq!(world.store.people().await.expect("people").len(), 201);
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        assert_eq!(rows.iter().filter(|row| row.kind == "person_added").count(), 201);
        assert!(
            scrim_store::chain::follow(rows).is_ok(),
            "and no refused row is in the chain"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_answered_is_read_while_others_write() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let template = world.new_item(Picture::new(1)).await;
        let mut tasks = Vec::new();
        for number in 0..64_u128 {
            let (store, mut new) = (world.store.clone(), template.clone());
            new.id = ItemId(Uuid::from_u128(number));
            tasks.push(tokio::spawn(async move {
                let accepted = store.accept(new).await.expect("accepted");
                let row = store.item(accepted.item, Time(0)).await.expect("read");
                row.map(|row| (row.id, accepted.case))
            }));
        }
        let (mut items, mut cases) = (BTreeSet::new(), BTreeSet::new());
        for task in tasks {
            let (item, case) = task.await.expect("joins").expect("what was answered is there");
            items.insert(item);
            cases.insert(case);
        }
        assert_eq!((items.len(), cases.len()), (64, 1), "64 equal uploads are one case");
    })
    .await;
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let upload = world.upload(Picture::new(1)).await;
        let before = world.store.sums().await.expect("sums");
        let hub = world.store.hub_id().await.expect("id");
        let world = world.reopened();
        assert_eq!(world.store.sums().await.expect("sums"), before);
        assert_eq!(world.store.hub_id().await.expect("id"), hub);
        assert!(
            world
                .store
                .item(upload.item, world.now())
                .await
                .expect("read")
                .is_some()
        );
    })
    .await;
}
