//! Sources: their keys open for as long as they are said to, and only theirs.

use crate::world::{World, every_engine};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role},
    source_key::OldKey,
    time::Span,
};
use scrim_store::{
    people::TokenRefused,
    sources::{Source, SourceRefused},
};

/// Whose key it is, if it opens.
async fn opens(world: &World, key: [u8; 32]) -> Option<PersonId> {
    match world.store.caller(key, world.now()).await {
        Ok(caller) => Some(caller.person.id),
        Err(refused) => {
            assert!(matches!(refused, TokenRefused::Unknown), "{refused:?}");
            None
        }
    }
}

async fn change_key(world: &World, key: [u8; 32], hours: u16) -> Source {
    let old = OldKey::lasts_hours(hours).expect("within bounds");
    let changed = world.store.change_key(None, world.source, (key, old)).await;
    changed.expect("it has another key")
}

#[tokio::test]
async fn a_source_that_is_added_sends_uploads_and_is_one_of_them_all() {
    every_engine(async |world: World| {
        world.step(Span::ms(1));
        let added = world
            .store
            .add_source(None, "Harbour".into(), [7; 32])
            .await
            .expect("added");
        assert_eq!(
            (added.added_at, added.key_made_at, added.old_key_ends_at),
            (world.now(), world.now(), None)
        );
        assert_eq!(added.may, [Permission::Submit].into());
        assert_eq!(opens(&world, [7; 32]).await, Some(added.id));
        let all = world.store.sources(world.now()).await.expect("sources");
        let names: Vec<&str> = all.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["platform", "Harbour"]);
        for taken in ["harbour", "Platform"] {
            let refused = world.store.add_source(None, taken.into(), [8; 32]).await;
            assert!(matches!(refused, Err(SourceRefused::NameTaken)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_key_ends_with_the_new_one_or_when_it_is_said_to() {
    every_engine(async |world: World| {
        change_key(&world, [2; 32], 0).await;
        assert_eq!(opens(&world, [1; 32]).await, None, "it ended at once");
        assert_eq!(opens(&world, [2; 32]).await, Some(world.source));
        let both = change_key(&world, [3; 32], 2).await;
        assert_eq!(both.old_key_ends_at, Some(world.now() + Span::hours(2)));
        world.step(Span::hours(2) - Span::ms(1));
        for key in [[2; 32], [3; 32]] {
            assert_eq!(opens(&world, key).await, Some(world.source));
        }
        world.step(Span::ms(1));
        assert_eq!(opens(&world, [2; 32]).await, None, "its hours are over");
        let all = world.store.sources(world.now()).await.expect("sources");
        assert_eq!(all.first().and_then(|source| source.old_key_ends_at), None);
        // A clock that is put back brings no key back.
        world.step_back(Span::hours(2));
        change_key(&world, [4; 32], 0).await;
        assert_eq!(opens(&world, [2; 32]).await, None);
        assert_eq!(opens(&world, [4; 32]).await, Some(world.source));
    })
    .await;
}

#[tokio::test]
async fn of_three_keys_the_first_ends_when_the_third_is_made() {
    every_engine(async |world: World| {
        change_key(&world, [2; 32], 720).await;
        change_key(&world, [3; 32], 720).await;
        assert_eq!(opens(&world, [1; 32]).await, None);
        for key in [[2; 32], [3; 32]] {
            assert_eq!(opens(&world, key).await, Some(world.source));
        }
    })
    .await;
}

#[tokio::test]
async fn neither_key_of_a_source_that_is_off_opens_and_both_do_when_it_is_on_again() {
    every_engine(async |world: World| {
        change_key(&world, [2; 32], 24).await;
        for (off, whose) in [(true, None), (false, Some(world.source))] {
            let set = world
                .store
                .switch_source(None, world.source, off)
                .await
                .expect("switched");
            assert_eq!(set.disabled, off);
            for key in [[1; 32], [2; 32]] {
                assert_eq!(opens(&world, key).await, whose);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_signs_in_is_no_source() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        assert_eq!(one.role, Role::Moderator);
        let key = world.store.change_key(None, one.person, ([9; 32], OldKey::ENDS)).await;
        let off = world.store.switch_source(None, one.person, true).await;
        for refused in [key, off] {
            assert!(matches!(refused, Err(SourceRefused::NoSuch)), "{refused:?}");
        }
        assert_eq!(opens(&world, [9; 32]).await, None);
        let people = world.store.people().await.expect("people");
        assert!(people.iter().all(|person| !person.disabled));
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_a_source_is_in_the_chain_with_who_did_it_and_no_key() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await.person;
        let by = Some(lead);
        let added = world
            .store
            .add_source(by, "Harbour".into(), [7; 32])
            .await
            .expect("added");
        let old = OldKey::lasts_hours(1).expect("within bounds");
        world
            .store
            .change_key(by, added.id, ([8; 32], old))
            .await
            .expect("changed");
        world.store.switch_source(by, added.id, true).await.expect("switched");
        let rows = world.store.chain_rows(0, 1_000).await.expect("rows");
        let id = added.id.to_string();
        let about: Vec<_> = rows.iter().filter(|row| row.body.contains(&id)).collect();
        let kinds: Vec<&str> = about.iter().map(|row| row.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "person_added",
                "source_key_made",
                "person_changed",
                "signed_out_everywhere"
            ]
        );
        let who = lead.to_string();
        for row in about {
            assert!(row.body.contains(&who), "{}", row.body);
            assert!(
                !row.body.contains("Harbour") && !row.body.contains("0707"),
                "{}",
                row.body
            );
        }
    })
    .await;
}
