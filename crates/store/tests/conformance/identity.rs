//! People who come by an identity provider, and what its groups give.

use crate::world::{World, add, every_engine};
use scrim_model::{
    identity::{ATTEMPT_LASTS, GroupGives, GroupProblem, SESSION_LASTS},
    ids::{PersonId, QueueId},
    person::{AdminsProblem, Role},
    queue::{Audience, QueueSettings},
    time::Span,
};
use scrim_store::{
    identity::{Arrival, Attempt, Claimed, GroupRefused, NoAttempt},
    people::{Change, Credential, EndedWhy, NotChanged, Person, TokenPair, TokenRefused},
};
use std::collections::BTreeSet;
use uuid::Uuid;

fn claimed(subject: &str, groups: &[&str]) -> Claimed {
    Claimed {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        name: "Robin".into(),
        groups: groups.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn gives(role: Role) -> GroupGives {
    GroupGives {
        role,
        queues: BTreeSet::new(),
    }
}

impl World {
    async fn arrives(&self, claimed: Claimed) -> (Arrival, TokenPair) {
        let tokens = self.tokens();
        let arrival = self
            .store
            .arrive(claimed, tokens, SESSION_LASTS)
            .await
            .expect("decided");
        (arrival, tokens)
    }

    async fn comes_in(&self, claimed: Claimed) -> (Person, TokenPair) {
        let (arrival, tokens) = self.arrives(claimed).await;
        assert!(matches!(arrival, Arrival::In(_)), "{arrival:?}");
        let caller = self.store.caller(tokens.access, self.now()).await.expect("in");
        (caller.person, tokens)
    }

    async fn group(&self, name: &str, gives: GroupGives) {
        self.store.set_group(None, name.into(), gives).await.expect("set");
    }

    async fn queue_of(&self, name: &str, roles: &[Role]) -> QueueId {
        let by = PersonId(Uuid::nil());
        let queue = self.store.make_queue(by, name.into()).await.expect("made");
        let audience = Audience {
            roles: roles.iter().copied().collect(),
            people: BTreeSet::new(),
        };
        let settings = QueueSettings {
            audience,
            ..QueueSettings::default()
        };
        self.store.set_queue(by, queue, settings).await.expect("set");
        queue
    }

    async fn may_take_from(&self, person: &Person, queue: QueueId) -> bool {
        let queues = self.store.queues(person.id, person.role).await.expect("read");
        queues.iter().any(|row| row.id == queue)
    }
}

#[tokio::test]
async fn an_attempt_is_taken_up_once_and_in_time() {
    every_engine(async |world: World| {
        let begin = async || {
            let attempt = Attempt {
                state: world.token(),
                nonce: "nonce".into(),
                challenge: "challenge".into(),
                redirect: "http://127.0.0.1:1/callback".into(),
            };
            world.store.begin_attempt(attempt.clone()).await.expect("begun");
            attempt
        };
        let (first, late) = (begin().await, begin().await);
        assert_eq!(world.store.take_attempt(first.state).await.expect("taken up"), first);
        let again = world.store.take_attempt(first.state).await;
        assert!(matches!(again, Err(NoAttempt::Used)));
        let strange = world.store.take_attempt(world.token()).await;
        assert!(matches!(strange, Err(NoAttempt::Unknown)));
        world.step(ATTEMPT_LASTS);
        assert!(matches!(
            world.store.take_attempt(late.state).await,
            Err(NoAttempt::Expired)
        ));
        world.step(Span::hours(1));
        begin().await;
        assert!(
            matches!(world.store.take_attempt(late.state).await, Err(NoAttempt::Unknown)),
            "forgotten"
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_who_come_with_one_attempt_one_is_let_through() {
    every_engine(async |world: World| {
        let state = world.token();
        let attempt = Attempt {
            state,
            nonce: String::new(),
            challenge: String::new(),
            redirect: String::new(),
        };
        world.store.begin_attempt(attempt).await.expect("begun");
        let all = futures_util::future::join_all((0..10).map(|_one| world.store.take_attempt(state))).await;
        assert_eq!(all.iter().filter(|taken| taken.is_ok()).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn somebody_is_known_by_issuer_and_subject_and_by_no_name() {
    every_engine(async |world: World| {
        world.group("team", gives(Role::Moderator)).await;
        add(&world.store, "robin", Role::Lead, Credential::Password("kept".into())).await;
        let (first, _) = world.comes_in(claimed("1", &["team", "elsewhere"])).await;
        assert_eq!(
            (first.name.as_str(), first.role),
            ("Robin (2)", Role::Moderator),
            "the name was somebody's"
        );
        let (again, _) = world.comes_in(claimed("1", &["team"])).await;
        assert_eq!(again.id, first.id);
        let (other, _) = world.comes_in(claimed("2", &["team"])).await;
        assert_eq!(other.name, "Robin (3)");
        let elsewhere = Claimed {
            issuer: "https://other.example".into(),
            ..claimed("1", &["team"])
        };
        assert_ne!(world.comes_in(elsewhere).await.0.id, first.id);
        let password = world.store.password_of("Robin (2)".into()).await.expect("read");
        assert!(password.is_none(), "nobody signs in as them with a password");
    })
    .await;
}

#[tokio::test]
async fn a_role_follows_the_groups_and_without_one_nobody_comes_in_or_stays() {
    every_engine(async |world: World| {
        assert_eq!(world.arrives(claimed("1", &["team"])).await.0, Arrival::NoGroup);
        assert!(
            world
                .store
                .people()
                .await
                .expect("read")
                .iter()
                .all(|person| person.name != "Robin")
        );
        world.group("team", gives(Role::Moderator)).await;
        world.group("leads", gives(Role::Lead)).await;
        let (person, first) = world.comes_in(claimed("1", &["team"])).await;
        assert_eq!(person.role, Role::Moderator);
        let (person, second) = world.comes_in(claimed("1", &["leads", "team"])).await;
        assert_eq!(person.role, Role::Lead, "the highest");
        world.store.remove_group(None, "leads".into()).await.expect("removed");
        let caller = world.store.caller(first.access, world.now()).await.expect("still in");
        assert_eq!(caller.person.role, Role::Moderator, "at once");
        world.store.remove_group(None, "team".into()).await.expect("removed");
        for tokens in [first, second] {
            let why = world.store.refresh_session(tokens.refresh, world.tokens()).await;
            assert!(matches!(why, Err(TokenRefused::Ended(EndedWhy::NoGroup))), "{why:?}");
        }
        world.group("team", gives(Role::Moderator)).await;
        let (_, third) = world.comes_in(claimed("1", &["team"])).await;
        assert_eq!(world.arrives(claimed("1", &[])).await.0, Arrival::NoGroup);
        let why = world.store.refresh_session(third.refresh, world.tokens()).await;
        assert!(
            matches!(why, Err(TokenRefused::Ended(EndedWhy::NoGroup))),
            "removed at the provider: {why:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_switched_off_stays_so_whatever_their_groups_say() {
    every_engine(async |world: World| {
        world.group("team", gives(Role::Moderator)).await;
        let (person, tokens) = world.comes_in(claimed("1", &["team"])).await;
        let off = Change {
            disabled: Some(true),
            role: None,
            experienced: None,
        };
        world
            .store
            .change_person(None, person.id, off)
            .await
            .expect("switched off");
        assert!(world.store.caller(tokens.access, world.now()).await.is_err());
        assert_eq!(world.arrives(claimed("1", &["team"])).await.0, Arrival::SwitchedOff);
        let lead = Change {
            disabled: None,
            role: Some(Role::Lead),
            experienced: None,
        };
        let refused = world.store.change_person(None, person.id, lead).await;
        assert!(matches!(refused, Err(NotChanged::FollowsGroups)));
    })
    .await;
}

#[tokio::test]
async fn a_session_of_a_provider_ends_however_often_it_is_refreshed() {
    every_engine(async |world: World| {
        world.group("team", gives(Role::Moderator)).await;
        let (_, mut tokens) = world.comes_in(claimed("1", &["team"])).await;
        let ends = world.now() + SESSION_LASTS;
        while ends.since(world.now()) > Span::minutes(9) {
            world.step(Span::minutes(9));
            let fresh = world.tokens();
            let expires = world
                .store
                .refresh_session(tokens.refresh, fresh)
                .await
                .expect("refreshed");
            assert!(expires <= ends, "no token outlives the session");
            tokens = fresh;
        }
        world.step(ends.since(world.now()));
        assert!(world.store.caller(tokens.access, world.now()).await.is_err());
        for _time in 0..2 {
            let over = world.store.refresh_session(tokens.refresh, world.tokens()).await;
            assert!(matches!(over, Err(TokenRefused::Ended(EndedWhy::Over))), "{over:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_adds_its_people_to_queues_that_are_somebodys() {
    every_engine(async |world: World| {
        let (theirs, everybodys) = (
            world.queue_of("hard", &[Role::Lead]).await,
            world.queue_of("all", &[]).await,
        );
        let queues = BTreeSet::from([theirs, everybodys]);
        let role = Role::Moderator;
        world.group("hard cases", GroupGives { role, queues }).await;
        world.group("team", gives(role)).await;
        let (one, _) = world.comes_in(claimed("1", &["team", "hard cases"])).await;
        let (two, _) = world.comes_in(claimed("2", &["team"])).await;
        let takes = async |person: &Person| {
            let hard = world.may_take_from(person, theirs).await;
            (hard, world.may_take_from(person, everybodys).await)
        };
        assert_eq!((takes(&one).await, takes(&two).await), ((true, true), (false, true)));
        world.group("hard cases", gives(role)).await;
        assert_eq!(takes(&one).await, (false, true), "at once");
        world.comes_in(claimed("1", &["team"])).await;
        let queues = BTreeSet::from([theirs]);
        world.group("hard cases", GroupGives { role, queues }).await;
        assert_eq!(takes(&one).await, (false, true), "they are in it no more");
    })
    .await;
}

#[tokio::test]
async fn an_account_of_a_provider_is_known_as_one_and_is_out_when_its_time_is_over() {
    every_engine(async |world: World| {
        world.group("moderators", gives(Role::Moderator)).await;
        let (person, _tokens) = world.comes_in(claimed("1", &["moderators"])).await;
        let told = async || {
            let account = world.store.account(person.id, world.now()).await.expect("read");
            let account = account.expect("there");
            (account.provided, account.signed_in)
        };
        assert_eq!(told().await, (true, true));
        world.step(SESSION_LASTS - Span::ms(1));
        assert_eq!(told().await, (true, true));
        world.step(Span::ms(1));
        assert_eq!(told().await, (true, false), "nobody had to end it");
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_is_kept_by_every_way_there_is() {
    every_engine(async |world: World| {
        world.group("admins", gives(Role::Admin)).await;
        world.group("leads", gives(Role::Lead)).await;
        let (admin, tokens) = world.comes_in(claimed("1", &["admins"])).await;
        let by = Some(admin.id);
        let removed = world.store.remove_group(by, "admins".into()).await;
        assert!(matches!(removed, Err(GroupRefused::Admins(AdminsProblem::Last))));
        let lowered = world.store.set_group(by, "admins".into(), gives(Role::Lead)).await;
        assert!(matches!(lowered, Err(GroupRefused::Admins(AdminsProblem::Last))));
        let off = Change {
            disabled: Some(true),
            role: None,
            experienced: None,
        };
        let switched_off = world.store.change_person(by, admin.id, off).await;
        assert!(matches!(switched_off, Err(NotChanged::Admins(AdminsProblem::Last))));
        assert_eq!(world.arrives(claimed("1", &["leads"])).await.0, Arrival::LastAdmin);
        let caller = world
            .store
            .caller(tokens.access, world.now())
            .await
            .expect("nothing has changed");
        assert_eq!(caller.person.role, Role::Admin);
        let other = add(&world.store, "other", Role::Admin, Credential::Password("kept".into())).await;
        let lowered = world.store.set_group(by, "admins".into(), gives(Role::Lead)).await;
        assert!(matches!(lowered, Err(GroupRefused::Admins(AdminsProblem::Own))));
        let own = world.store.change_person(by, admin.id, off).await;
        assert!(matches!(own, Err(NotChanged::Admins(AdminsProblem::Own))));
        world
            .store
            .remove_group(Some(other), "admins".into())
            .await
            .expect("there is another");
        let switched_off = world.store.change_person(by, other, off).await;
        assert!(
            matches!(switched_off, Err(NotChanged::Admins(AdminsProblem::Last))),
            "the first has no way in any more"
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_admins_who_switch_each_other_off_one_stays() {
    every_engine(async |world: World| {
        let admin = async |name: &str| add(&world.store, name, Role::Admin, Credential::Password("kept".into())).await;
        let (one, two) = (admin("one").await, admin("two").await);
        let off = Change {
            disabled: Some(true),
            role: None,
            experienced: None,
        };
        let (first, second) = futures_util::future::join(
            world.store.change_person(Some(one), two, off),
            world.store.change_person(Some(two), one, off),
        )
        .await;
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn groups_are_listed_page_by_page_and_name_what_there_is() {
    every_engine(async |world: World| {
        for name in ["b", "a", "c"] {
            world.group(name, gives(Role::Moderator)).await;
        }
        let page = async |after: Option<&str>| {
            let groups = world.store.groups(after.map(str::to_owned), 2).await.expect("read");
            groups.into_iter().map(|group| group.name).collect::<Vec<_>>()
        };
        assert_eq!(page(None).await, ["a", "b"]);
        assert_eq!(page(Some("b")).await, ["c"]);
        let nowhere = GroupGives {
            queues: BTreeSet::from([QueueId(Uuid::from_u128(9))]),
            ..gives(Role::Lead)
        };
        let refused = world.store.set_group(None, "d".into(), nowhere).await;
        assert!(matches!(refused, Err(GroupRefused::NoSuchQueue(_))));
        let refused = world.store.set_group(None, "d".into(), gives(Role::Source)).await;
        assert!(matches!(refused, Err(GroupRefused::Group(GroupProblem::Source))));
        let refused = world.store.remove_group(None, "d".into()).await;
        assert!(matches!(refused, Err(GroupRefused::NoSuch)));
    })
    .await;
}
