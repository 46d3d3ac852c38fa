//! People, tokens and sign-ins.

use crate::world::{World, add, every_engine};
use scrim_model::{
    ids::PersonId,
    person::{Preferences, Role, Tone},
    time::Span,
};
use scrim_store::people::{Credential, LOCKED_FOR, NewPerson, NotAdded, TRIES_BEFORE_LOCK, TokenRefused};

#[tokio::test]
async fn a_refresh_token_used_twice_ends_its_session() {
    every_engine(async |world: World| {
        let person = add(
            &world.store,
            "one",
            Role::Moderator,
            Credential::Password("kept".into()),
        )
        .await;
        let (first, second, third) = (world.tokens(), world.tokens(), world.tokens());
        world.store.start_session(person, first).await.expect("signed in");
        world
            .store
            .refresh_session(first.refresh, second)
            .await
            .expect("refreshed");
        let old = world.store.caller(first.access, world.now()).await;
        assert!(
            matches!(old, Err(TokenRefused::Unknown)),
            "the old access token is dead"
        );
        assert!(world.store.caller(second.access, world.now()).await.is_ok());
        let reused = world.store.refresh_session(first.refresh, third).await;
        assert!(matches!(reused, Err(TokenRefused::Reused)));
        for token in [second.access, third.access] {
            assert!(
                world.store.caller(token, world.now()).await.is_err(),
                "the session is over"
            );
        }
        let newest = world.store.refresh_session(second.refresh, world.tokens()).await;
        assert!(
            matches!(newest, Err(TokenRefused::Unknown)),
            "for whoever holds the newest too"
        );
    })
    .await;
}

#[tokio::test]
async fn an_access_token_runs_out_and_a_clock_set_back_does_not_revive_it() {
    every_engine(async |world: World| {
        let person = add(
            &world.store,
            "one",
            Role::Moderator,
            Credential::Password("kept".into()),
        )
        .await;
        let tokens = world.tokens();
        let expires = world.store.start_session(person, tokens).await.expect("signed in");
        world.step(expires.since(world.now()) - Span::ms(1));
        assert!(world.store.caller(tokens.access, world.now()).await.is_ok());
        world.step(Span::ms(1));
        let out = world.store.caller(tokens.access, world.now()).await;
        assert!(matches!(out, Err(TokenRefused::Expired)));
        world.store.standing(person).await.expect("the hub acts at this time");
        world.step_back(Span::hours(1));
        let back = world.store.caller(tokens.access, world.now()).await;
        assert!(matches!(back, Err(TokenRefused::Expired)));
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_both_tokens() {
    every_engine(async |world: World| {
        let person = add(
            &world.store,
            "one",
            Role::Moderator,
            Credential::Password("kept".into()),
        )
        .await;
        let tokens = world.tokens();
        world.store.start_session(person, tokens).await.expect("signed in");
        let caller = world.store.caller(tokens.access, world.now()).await.expect("known");
        let session = caller.session.expect("a session");
        world.store.end_session(session).await.expect("signed out");
        assert!(world.store.caller(tokens.access, world.now()).await.is_err());
        assert!(
            world
                .store
                .refresh_session(tokens.refresh, world.tokens())
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn five_failed_tries_lock_the_name_for_five_minutes() {
    every_engine(async |world: World| {
        let person = add(
            &world.store,
            "one",
            Role::Moderator,
            Credential::Password("kept".into()),
        )
        .await;
        let locked = async || {
            let row = world
                .store
                .password_of("ONE".into())
                .await
                .expect("read")
                .expect("there");
            row.locked_until > row.now
        };
        for _try in 1..TRIES_BEFORE_LOCK {
            world.store.note_failed_try(person).await.expect("noted");
        }
        assert!(!locked().await);
        world.store.note_failed_try(person).await.expect("noted");
        assert!(locked().await);
        world.step(LOCKED_FOR - Span::ms(1));
        assert!(locked().await);
        world.step(Span::ms(1));
        assert!(!locked().await);
    })
    .await;
}

#[tokio::test]
async fn a_right_password_forgets_the_failed_tries() {
    every_engine(async |world: World| {
        let person = add(
            &world.store,
            "one",
            Role::Moderator,
            Credential::Password("kept".into()),
        )
        .await;
        for _round in 0..3 {
            for _try in 1..TRIES_BEFORE_LOCK {
                world.store.note_failed_try(person).await.expect("noted");
            }
            world
                .store
                .start_session(person, world.tokens())
                .await
                .expect("signed in");
        }
        let row = world
            .store
            .password_of("one".into())
            .await
            .expect("read")
            .expect("there");
        assert!(row.locked_until <= row.now);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_taken_whatever_its_case_and_a_key_opens_as_its_source() {
    every_engine(async |world: World| {
        let new = NewPerson {
            name: "PLATFORM".into(),
            role: Role::Moderator,
            credential: Credential::Password("kept".into()),
        };
        assert!(matches!(world.store.add_person(new).await, Err(NotAdded::NameTaken)));
        let caller = world
            .store
            .caller([1; 32], world.now())
            .await
            .expect("the source's key");
        assert_eq!((caller.person.id, caller.session), (world.source, None));
        assert!(world.store.caller([2; 32], world.now()).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn what_somebody_likes_is_theirs_alone_and_survives_a_restart() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let sepia = Preferences { tone: Tone::Sepia };
        let likes = async |world: &World, who: PersonId| world.store.preferences(who).await.expect("read");
        assert_eq!(likes(&world, one.person).await, Preferences::default());
        world.store.set_preferences(one.person, sepia).await.expect("kept");
        let world = world.reopened();
        assert_eq!(likes(&world, one.person).await, sepia);
        assert_eq!(likes(&world, two.person).await.tone, Tone::AsIs);
    })
    .await;
}
