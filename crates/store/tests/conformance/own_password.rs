//! One's own password: who knows it, and what ends when it is changed.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{ids::PersonId, person::Role, rung::Rung};
use scrim_store::people::{Credential, EndedWhy, NewPerson, NotChanged, OwnPassword, TokenRefused};
use uuid::Uuid;

fn from(before: &str, after: &str) -> OwnPassword {
    OwnPassword {
        before: before.into(),
        after: after.into(),
    }
}

async fn is_given(world: &World, who: PersonId) -> Option<bool> {
    let kept = world.store.kept_password(who).await.expect("read");
    kept.map(|kept| kept.given)
}

#[tokio::test]
async fn a_password_is_known_to_two_from_when_somebody_gives_it_until_its_holder_changes_it() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        assert_eq!(
            is_given(&world, lead.person).await,
            Some(false),
            "whoever runs the hub added them"
        );
        let new = NewPerson {
            name: "kim".into(),
            role: Role::Moderator,
            credential: Credential::Password("given".into()),
            experienced: false,
        };
        let kim = world.store.add_person_by(Some(lead.person), new).await.expect("added");
        assert_eq!(is_given(&world, kim).await, Some(true));
        let tokens = world.tokens();
        world.store.start_session(kim, tokens).await.expect("signed in");
        let caller = world.store.caller(tokens.access, world.now()).await.expect("in");
        assert!(caller.given_password);
        let session = caller.session.expect("a sign-in");
        let own = (kim, session);
        world
            .store
            .change_own_password(own, from("given", "chosen"))
            .await
            .expect("changed");
        assert_eq!(is_given(&world, kim).await, Some(false));
        let caller = world.store.caller(tokens.access, world.now()).await.expect("still in");
        assert!(!caller.given_password, "in the same session");
        world
            .store
            .set_password(Some(lead.person), kim, "given again".into())
            .await
            .expect("set");
        assert_eq!(is_given(&world, kim).await, Some(true));
        world
            .store
            .set_password(None, kim, "by the machine".into())
            .await
            .expect("set");
        assert_eq!(is_given(&world, kim).await, Some(false));
        world.store.erase_person(None, kim).await.expect("erased");
        assert_eq!(is_given(&world, kim).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_change_ends_the_other_sessions_and_gives_back_what_is_held_there_alone() {
    every_engine(async |world: World| {
        for seed in [1, 2] {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
        }
        let here = world.moderator("one").await;
        let elsewhere = crate::world::Desk {
            session: world.sign_in(here.person).await,
            ..here
        };
        let (kept, gone) = (world.take_one(here).await, world.take_one(elsewhere).await);
        world.look(here, &kept, Rung::Grey).await;
        let own = (here.person, here.session);
        world
            .store
            .change_own_password(own, from("kept", "chosen"))
            .await
            .expect("changed");
        assert!(
            world.give(here, &kept, Says::Different).await.is_ok(),
            "what is held here stays"
        );
        let refused = world.give(elsewhere, &gone, Says::Different).await;
        assert!(refused.is_err(), "{refused:?}");
        let other = world.moderator("two").await;
        assert_eq!(world.take_one(other).await.case.id, gone.case.id, "it waits again");
        let rows = world.store.chain_rows(0, 200).await.expect("the chain");
        let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
        assert_eq!((count("password_changed"), count("signed_out_everywhere")), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_ended_by_it_says_so_and_one_that_goes_on_is_the_one_it_was_changed_in() {
    every_engine(async |world: World| {
        let here = world.moderator("one").await;
        let tokens = world.tokens();
        world.store.start_session(here.person, tokens).await.expect("signed in");
        let own = (here.person, here.session);
        world
            .store
            .change_own_password(own, from("kept", "chosen"))
            .await
            .expect("changed");
        let why = world.store.refresh_session(tokens.refresh, world.tokens()).await;
        assert!(matches!(why, Err(TokenRefused::Ended(EndedWhy::Everywhere))), "{why:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_meanwhile_and_whoever_has_none_are_refused() {
    every_engine(async |world: World| {
        let here = world.moderator("one").await;
        let own = (here.person, here.session);
        let since = world.store.change_own_password(own, from("another", "chosen")).await;
        assert!(matches!(since, Err(NotChanged::PasswordSince)), "{since:?}");
        for without in [world.source, PersonId(Uuid::nil())] {
            let none = world
                .store
                .change_own_password((without, here.session), from("kept", "chosen"))
                .await;
            assert!(matches!(none, Err(NotChanged::NoPassword)), "{none:?}");
        }
        let row = world.store.password_of("one".into()).await.expect("read");
        assert_eq!(row.expect("there").password, "kept");
    })
    .await;
}
