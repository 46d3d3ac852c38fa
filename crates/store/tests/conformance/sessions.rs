//! Sessions that somebody else ends, and what roles allow.

use crate::world::{Picture, World, add, every_engine};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role, SetProblem},
};
use scrim_store::{
    people::{Credential, EndedWhy, NotChanged, TokenRefused},
    roles::SetRefused,
};
use std::collections::BTreeSet;
use uuid::Uuid;

#[tokio::test]
async fn signing_out_everywhere_gives_the_cases_back_and_is_written_down() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let held = world.take(one, 1).await;
        assert_eq!(held.len(), 1);
        assert!(world.take(two, 1).await.is_empty(), "somebody has it");
        let tokens = world.tokens();
        world
            .store
            .start_session(one.person, tokens)
            .await
            .expect("a second desk");
        world
            .store
            .end_sessions_of(one.person, two.person)
            .await
            .expect("ended");
        assert!(world.store.caller(tokens.access, world.now()).await.is_err());
        let why = world.store.refresh_session(tokens.refresh, world.tokens()).await;
        assert!(matches!(why, Err(TokenRefused::Ended(EndedWhy::Everywhere))));
        assert_eq!(world.take(two, 1).await.len(), 1, "it waits again");
        let rows = world.store.chain_rows(0, 100).await.expect("the chain");
        let row = rows
            .iter()
            .find(|row| row.kind == "signed_out_everywhere")
            .expect("written");
        let fact: serde_json::Value = serde_json::from_str(&row.body).expect("JSON");
        assert_eq!(fact["by"], serde_json::json!(two.person));
        assert_eq!(fact["sessions"].as_array().map(Vec::len), Some(2));
        assert_eq!(world.store.soundness().await.expect("read").faults, []);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_signed_in_from_its_first_desk_until_its_last() {
    every_engine(async |world: World| {
        let person = add(&world.store, "one", Role::Lead, Credential::Password("kept".into())).await;
        let is_in = async || {
            let account = world.store.account(person, world.now()).await.expect("read");
            account.expect("there").signed_in
        };
        assert!(!is_in().await);
        let (first, second) = (world.tokens(), world.tokens());
        for tokens in [first, second] {
            world.store.start_session(person, tokens).await.expect("signed in");
        }
        let caller = world.store.caller(first.access, world.now()).await.expect("in");
        let session = caller.session.expect("a person's");
        world.store.end_session(session).await.expect("signed out");
        assert!(is_in().await, "there is another desk");
        let accounts = world.store.accounts(world.now()).await.expect("read");
        let told: BTreeSet<_> = accounts
            .iter()
            .map(|account| (account.person.id, account.provided, account.signed_in))
            .collect();
        assert_eq!(told, [(world.source, false, false), (person, false, true)].into());
        world.store.end_sessions_of(person, person).await.expect("ended");
        assert!(!is_in().await);
        let stranger = world.store.account(PersonId(Uuid::nil()), world.now()).await;
        assert_eq!(stranger.expect("read"), None);
    })
    .await;
}

#[tokio::test]
async fn another_password_ends_what_began_with_the_one_before_and_gives_nobody_a_way_in_who_had_none() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let tokens = world.tokens();
        world.store.start_session(one.person, tokens).await.expect("signed in");
        let set = async |who| world.store.set_password(None, who, "kept anew".into()).await;
        set(one.person).await.expect("set");
        let why = world.store.refresh_session(tokens.refresh, world.tokens()).await;
        assert!(matches!(why, Err(TokenRefused::Ended(EndedWhy::Everywhere))));
        let row = world.store.password_of("one".into()).await.expect("read");
        assert_eq!(row.expect("there").password, "kept anew");
        world.store.erase_person(None, one.person).await.expect("erased");
        for without in [one.person, world.source] {
            assert!(matches!(set(without).await, Err(NotChanged::NoPassword)));
        }
        let stranger = set(PersonId(Uuid::nil())).await;
        assert!(matches!(stranger, Err(NotChanged::NoSuch)));
        let rows = world.store.chain_rows(0, 100).await.expect("the chain");
        assert_eq!(rows.iter().filter(|row| row.kind == "password_set").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_hub_that_takes_no_passwords_any_more_ends_what_began_with_one() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let tokens = world.tokens();
        world.store.start_session(one.person, tokens).await.expect("signed in");
        world.store.end_password_sessions().await.expect("ended");
        let why = world.store.refresh_session(tokens.refresh, world.tokens()).await;
        assert!(matches!(why, Err(TokenRefused::Ended(EndedWhy::Over))));
    })
    .await;
}

#[tokio::test]
async fn what_a_role_allows_comes_with_the_caller_and_holds_at_once() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let tokens = world.tokens();
        world.store.start_session(lead.person, tokens).await.expect("signed in");
        let allowed = async || {
            world
                .store
                .caller(tokens.access, world.now())
                .await
                .expect("in")
                .permissions
        };
        let own: BTreeSet<Permission> = Role::Lead.permissions().iter().copied().collect();
        assert_eq!(allowed().await, own);
        let set = BTreeSet::from([Permission::Review, Permission::Settle, Permission::ReadAudit]);
        world
            .store
            .set_role(lead.person, Role::Lead, set.clone())
            .await
            .expect("set");
        assert_eq!(allowed().await, set);
        let roles = world.store.roles().await.expect("read");
        assert_eq!(roles.get(&Role::Lead), Some(&set));
        let source = world.store.caller([1; 32], world.now()).await.expect("the source");
        assert_eq!(source.permissions, BTreeSet::from([Permission::Submit]));
        let looks = BTreeSet::from([Permission::ManagePeople, Permission::Review]);
        let refused = world.store.set_role(lead.person, Role::Admin, looks).await;
        let never = SetProblem::Never {
            permission: Permission::Review,
        };
        assert!(matches!(refused, Err(SetRefused::Set(problem)) if problem == never));
    })
    .await;
}
