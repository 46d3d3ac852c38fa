//! What only a database server does: it is shared from the start, it keeps the time, it goes away.

use crate::engines::{self, Cluster};
use scrim_model::{person::Role, time::Time};
use scrim_store::{
    Store, StoreError,
    people::{Credential, NewPerson},
};
use std::{collections::BTreeSet, sync::Arc, thread};

const FIRST: &str = include_str!("../../migrations/postgres/0001_initial.sql");

/// A time that no clock here shows yet.
const FAR_AHEAD: i64 = 4_102_444_800_000;

fn database(name: &str) -> Option<(&'static Cluster, String)> {
    let cluster = engines::server()?;
    cluster.make(name);
    Some((cluster, cluster.url(name)))
}

fn somebody(name: &str) -> NewPerson {
    NewPerson {
        name: name.into(),
        role: Role::Moderator,
        credential: Credential::Password("kept".into()),
        experienced: true,
    }
}

#[tokio::test]
async fn hubs_that_start_at_once_on_an_empty_database_are_one() {
    let Some((_cluster, url)) = database("started_at_once") else {
        return;
    };
    let starting: Vec<_> = (0..6)
        .map(|_hub| {
            let url = url.clone();
            thread::spawn(move || Store::connect(&url, None, None).expect("the store connects"))
        })
        .collect();
    let mut ids = BTreeSet::new();
    for hub in starting {
        let store = hub.join().expect("it starts");
        ids.insert(store.hub_id().await.expect("an id"));
    }
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn a_database_of_the_version_before_is_brought_up_to_this_one() {
    let Some((cluster, url)) = database("from_before") else {
        return;
    };
    let made = "CREATE TABLE migration (number BIGINT PRIMARY KEY, at BIGINT NOT NULL);
                INSERT INTO migration VALUES (1, 1);
                INSERT INTO hub VALUES (1, '00000000-0000-0000-0000-000000000007', '{}', NULL);
                INSERT INTO queue VALUES ('00000000-0000-0000-0000-000000000001', 'Q');
                INSERT INTO bank VALUES ('00000000-0000-0000-0000-000000000002', 'B', 'csam', 'other', NULL,
                                         '00000000-0000-0000-0000-000000000001')";
    cluster
        .run("from_before", &format!("{FIRST}; {made}"))
        .expect("the version before");
    let store = Store::connect(&url, None, None).expect("the store connects");
    assert!(
        store.hub_id().await.expect("its id").ends_with('7'),
        "it stays the hub it was"
    );
    let banks = store.banks().await.expect("its lists");
    assert_eq!(
        banks.iter().map(|(bank, _)| bank.name.as_str()).collect::<Vec<_>>(),
        ["B"]
    );
    let newest = "DROP INDEX entry_bank; DELETE FROM migration WHERE number = 2";
    assert!(
        cluster.run("from_before", newest).is_ok(),
        "and has what this version adds"
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let Some((cluster, url)) = database("from_later") else {
        return;
    };
    drop(Store::connect(&url, None, None).expect("the store connects"));
    cluster
        .run("from_later", "INSERT INTO migration VALUES (99, 1)")
        .expect("a later version");
    let refused = Store::connect(&url, None, None);
    assert!(matches!(refused.err(), Some(StoreError::TooNew { found: 99, .. })));
}

#[tokio::test]
async fn the_time_is_the_databases_own_and_never_runs_backwards() {
    let Some((cluster, url)) = database("times") else {
        return;
    };
    let store = Store::connect(&url, None, None).expect("the store connects");
    let now = async || store.chain_head().await.expect("a head").1;
    let (first, second) = (now().await, now().await);
    assert!(Time(1_700_000_000_000) < first && first <= second && second < Time(FAR_AHEAD));
    cluster
        .run("times", &format!("SELECT setval('hub_time', {FAR_AHEAD})"))
        .expect("set ahead");
    assert_eq!(now().await, Time(FAR_AHEAD), "as after a clock that was set back");
    let again = Store::connect(&url, None, None).expect("the store connects");
    assert_eq!(again.chain_head().await.expect("a head").1, Time(FAR_AHEAD));
}

#[tokio::test]
async fn connections_that_were_cut_while_they_lay_idle_are_replaced_unseen() {
    let Some((cluster, url)) = database("cut") else { return };
    let store = Store::connect(&url, None, None).expect("the store connects");
    for round in 0..3 {
        store
            .add_person(somebody(&format!("one {round}")))
            .await
            .expect("added");
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = 'cut' AND pid <> pg_backend_pid()";
        cluster.run("cut", cut).expect("cut");
        store
            .add_person(somebody(&format!("two {round}")))
            .await
            .expect("added");
        cluster.run("cut", cut).expect("cut");
        assert_eq!(store.people().await.expect("people").len(), 2 * (round + 1));
    }
}

#[tokio::test]
async fn an_address_that_is_none_and_a_server_that_is_not_there_are_told_apart() {
    let Some(cluster) = engines::server() else { return };
    let clock: scrim_store::Clock = Arc::new(|| Time(1));
    let none = Store::connect("postgres://host:port/name", None, Some(clock));
    assert!(matches!(none.err(), Some(StoreError::Url(_))));
    for elsewhere in ["postgres://scrim@db.example/name", "postgres://scrim@192.0.2.1/name"] {
        let refused = Store::connect(&format!("{elsewhere}?sslmode=disable"), None, None);
        assert!(matches!(refused.err(), Some(StoreError::InTheClear)), "{elsewhere}");
    }
    let missing = Store::connect(&cluster.url("not_there"), None, None);
    assert!(matches!(missing.err(), Some(StoreError::Engine(_))));
}
