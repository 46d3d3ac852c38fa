//! What a hub has of what a first case needs, and lists that somebody makes.

use crate::world::{Picture, World, every_engine};
use scrim_model::{
    digests::FileDigests,
    ids::BankId,
    matching::HarmType,
    setup::{SetupCaseState, SetupStep, TEST},
    wellness::SettingsChange,
};
use scrim_store::{
    banks::{NewBank, NewEntry, OWN_BANK},
    setup::ListRefused,
};
use uuid::Uuid;

fn list(name: &str) -> NewBank {
    NewBank {
        name: name.into(),
        harm: HarmType::Other,
        vetted_reason: None,
    }
}

fn entry(bank: BankId, byte: u8) -> NewEntry {
    NewEntry {
        bank,
        category: None,
        provenance: None,
        votes: None,
        digests: FileDigests {
            sha256: Some([byte; 32]),
            ..FileDigests::default()
        },
        hashes: Vec::new(),
    }
}

#[tokio::test]
async fn steps_are_done_by_what_is_there_and_open_again_where_it_is_gone() {
    every_engine(async |world: World| {
        let before = world.store.setup().await.expect("read");
        assert_eq!((before.floor_set, before.people, before.case), (false, 0, None));
        let admin = world.lead("lead").await.person;
        let kept = world.store.set_floor(Some(admin), SettingsChange::default()).await;
        kept.expect("as it was");
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let now = world.store.setup().await.expect("read");
        assert!(now.floor_set);
        assert_eq!((now.people, now.reviewers.as_slice()), (1, &["lead".to_owned()][..]));
        assert_eq!(now.case.map(|case| case.is), Some(SetupCaseState::Waiting));
        world.store.switch_source(None, world.source, true).await.expect("off");
        let gone = world.store.setup().await.expect("read");
        assert!(!gone.has(SetupStep::Source));
    })
    .await;
}

#[tokio::test]
async fn a_test_counts_for_no_step_but_the_case_that_came_of_it() {
    every_engine(async |world: World| {
        let before = world.store.setup().await.expect("read");
        let made = world.store.make_list(None, list(TEST)).await.expect("made");
        world.store.list_one(None, entry(made.id, 1)).await.expect("listed");
        world.store.add_source(None, TEST.into(), [9; 32]).await.expect("added");
        let after = world.store.setup().await.expect("read");
        assert_eq!((after.lists, after.sources), (before.lists, before.sources));
    })
    .await;
}

#[tokio::test]
async fn a_list_is_made_once_by_a_name_and_never_by_that_of_the_list_that_verdicts_fill() {
    every_engine(async |world: World| {
        let by = Some(world.lead("lead").await.person);
        let made = world.store.make_list(by, list("Harbour")).await.expect("made");
        for taken in ["Harbour", OWN_BANK] {
            let refused = world.store.make_list(by, list(taken)).await;
            assert!(matches!(refused, Err(ListRefused::NameTaken)), "{refused:?}");
        }
        let first = world.store.list_one(by, entry(made.id, 7)).await.expect("listed");
        assert!(first.1);
        let again = world.store.list_one(by, entry(made.id, 7)).await.expect("known");
        assert_eq!(again, (first.0, false));
        let nowhere = world.store.list_one(by, entry(BankId(Uuid::nil()), 8)).await;
        assert!(matches!(nowhere, Err(ListRefused::NoSuch)), "{nowhere:?}");
        let rows = world.store.chain_rows(0, 200).await.expect("the chain");
        let added: Vec<_> = rows.iter().filter(|row| row.kind == "entry_added").collect();
        assert_eq!(added.len(), 1, "what was there already is nothing new");
        assert!(added.iter().all(|row| row.body.contains("\"by\":\"")));
    })
    .await;
}
