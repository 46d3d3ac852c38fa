//! People, tokens and sign-ins.

use crate::world::{World, add, every_engine};
use scrim_model::{
    ids::PersonId,
    person::{Preferences, Role, Tone},
    time::Span,
};
use scrim_store::people::{
    Credential, EndedWhy, LOCKED_FOR, NewPerson, NotAdded, TRIES_BEFORE_LOCK, TRIES_KEPT_FOR, TokenRefused, Try,
};

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
            matches!(newest, Err(TokenRefused::Ended(EndedWhy::Reused))),
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
async fn five_tries_lock_a_name_for_five_minutes_whether_anybody_has_it_or_not() {
    every_engine(async |world: World| {
        let name = world.token();
        let count = async || world.store.count_try(name).await.expect("counted");
        for _try in 0..TRIES_BEFORE_LOCK {
            assert_eq!(count().await, Try::Goes);
        }
        let locked = Try::Locked(world.now() + LOCKED_FOR);
        assert_eq!(count().await, locked);
        world.step(LOCKED_FOR - Span::ms(1));
        assert_eq!(count().await, locked, "trying on makes it no longer");
        assert_eq!(
            world.store.count_try(world.token()).await.expect("counted"),
            Try::Goes,
            "another name"
        );
        world.step(Span::ms(1));
        for _try in 0..TRIES_BEFORE_LOCK {
            assert_eq!(count().await, Try::Goes, "it begins anew");
        }
        assert!(matches!(count().await, Try::Locked(_)));
    })
    .await;
}

#[tokio::test]
async fn of_tries_that_come_together_each_has_its_number() {
    every_engine(async |world: World| {
        let name = world.token();
        let tries = (0..40).map(|_one| world.store.count_try(name));
        let counted = futures_util::future::join_all(tries).await;
        let go = counted
            .iter()
            .filter(|counted| matches!(counted, Ok(Try::Goes)))
            .count();
        let locked = counted
            .iter()
            .filter(|counted| matches!(counted, Ok(Try::Locked(_))))
            .count();
        assert_eq!((go, locked), (5, 35));
    })
    .await;
}

#[tokio::test]
async fn a_right_password_and_a_quiet_hour_forget_what_was_tried() {
    every_engine(async |world: World| {
        let name = world.token();
        for round in 0..4 {
            for _try in 1..TRIES_BEFORE_LOCK {
                assert_eq!(world.store.count_try(name).await.expect("counted"), Try::Goes);
            }
            if round % 2 == 0 {
                world.store.forget_tries(name).await.expect("forgotten");
            } else {
                world.step(TRIES_KEPT_FOR + Span::ms(1));
            }
        }
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
            experienced: true,
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
        let sepia = Preferences {
            tone: Tone::Sepia,
            ..Preferences::default().marking(world.bank.queue, true)
        };
        let likes = async |world: &World, who: PersonId| world.store.preferences(who).await.expect("read");
        assert_eq!(likes(&world, one.person).await, Preferences::default());
        world
            .store
            .set_preferences(one.person, sepia.clone())
            .await
            .expect("kept");
        let world = world.reopened();
        assert_eq!(likes(&world, one.person).await, sepia);
        assert_eq!(likes(&world, two.person).await, Preferences::default());
    })
    .await;
}
