//! Where an entry comes from is told beside a case as it is kept, and no address with it.

use crate::{
    matchers::{LIST, listing},
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    digests::FileDigests,
    provenance::{MOST_UPSTREAM, Provenance, Upstream},
    votes::MemberVotes,
};
use scrim_store::{banks::NewEntry, leases::Leased};

async fn imported(world: &World, picture: Picture, provenance: Option<&str>) {
    let new = NewEntry {
        bank: world.bank.id,
        category: None,
        provenance: provenance.map(str::to_owned),
        votes: None,
        digests: FileDigests::of_sha256(picture.sha256),
        hashes: vec![picture.perceptual],
    };
    world.store.add_entry(new).await.expect("listed");
    world.upload(picture).await;
}

async fn told(world: &World, desk: Desk) -> Vec<Provenance> {
    let leased: Vec<Leased> = world.take(desk, 8).await;
    let known = leased
        .iter()
        .flat_map(|leased| leased.case.of_entries.values())
        .filter_map(|known| known.provenance.clone());
    known.collect()
}

/// The list says again what members have voted, or says nothing of it.
async fn voted(world: &World, picture: Picture, votes: Option<MemberVotes>) {
    let new = NewEntry {
        bank: world.bank.id,
        category: None,
        provenance: None,
        votes,
        digests: FileDigests::of_sha256(picture.sha256),
        hashes: vec![picture.perceptual],
    };
    world.store.add_entry(new).await.expect("listed");
}

#[tokio::test]
async fn what_members_have_voted_is_told_as_the_list_said_it_last() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let (picture, votes) = (Picture::new(1), |up, down| Some(MemberVotes { up, down }));
        voted(&world, picture, votes(3, 0)).await;
        world.upload(picture).await;
        let told = async |world: &World| {
            let leased = world.take_one(one).await;
            let told: Vec<_> = leased.case.of_entries.values().map(|known| known.votes).collect();
            world.give_back(one, &leased).await;
            let listed = world.store.listed(world.bank.id, None, 8).await.expect("read");
            assert_eq!(listed.iter().map(|entry| entry.votes).collect::<Vec<_>>(), told);
            told
        };
        assert_eq!(told(&world).await, [votes(3, 0)]);
        voted(&world, picture, votes(3, 2)).await;
        assert_eq!(told(&world).await, [votes(3, 2)], "what the list says now");
        voted(&world, picture, None).await;
        assert_eq!(
            told(&world).await,
            [votes(3, 2)],
            "a list that says nothing takes nothing back"
        );
        imported(&world, Picture::new(2), None).await;
        let mut told: Vec<_> = world
            .take(one, 8)
            .await
            .iter()
            .flat_map(|leased| leased.case.of_entries.values().map(|known| known.votes))
            .collect();
        told.sort_by_key(Option::is_some);
        assert_eq!(told, [None, votes(3, 2)], "nobody has voted there, as far as is told");
    })
    .await;
}

fn import(id: Option<&str>) -> Provenance {
    Provenance::Import {
        id: id.map(str::to_owned),
    }
}

#[tokio::test]
async fn an_imported_entry_is_told_by_its_lists_own_name_unless_that_is_an_address() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let long = "a".repeat(60);
        let names = [
            Some("northern/4711"),
            None,
            Some("https://example.org/a.jpg"),
            Some(long.as_str()),
        ];
        for (seed, name) in (1..).zip(names) {
            imported(&world, Picture::new(seed), name).await;
        }
        let told = told(&world, one).await;
        assert_eq!(told.len(), 4);
        assert!(told.contains(&import(Some("northern/4711"))));
        assert_eq!(told.iter().filter(|from| **from == import(None)).count(), 2);
        let short = format!("{}…{}", "a".repeat(12), "a".repeat(12));
        assert!(told.contains(&import(Some(&short))));
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_a_verdict_here_proposed_says_so() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.entry(Picture::new(1)).await;
        let new = Picture::new(1).altered(20);
        world.upload(new).await;
        world.both(desks, Says::New).await;
        world.upload(new.altered(15)).await;
        let told = told(&world, desks[0]).await;
        assert!(told.contains(&Provenance::Verdict), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_service_lists_is_told_by_its_number_and_by_whose_it_is() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let id = world.matcher("HMA").await;
        let whose = ["42-image1", "https://example.org/42", "3", "4"];
        let told_of = listing(world.bank.id, 30, Picture::new(1), &whose);
        world.store.learn(id, vec![told_of]).await.expect("learned");
        world.upload(Picture::new(1).altered(5)).await;
        let upstream = |id: Option<&str>| Upstream {
            exchange: LIST.to_owned(),
            id: id.map(str::to_owned),
        };
        let expected = Provenance::Service {
            service: "HMA".to_owned(),
            list: LIST.to_owned(),
            number: 30,
            upstream: [Some("42-image1"), None, Some("3")].map(upstream).to_vec(),
        };
        assert_eq!(MOST_UPSTREAM, 3);
        assert_eq!(told(&world, one).await, [expected]);
    })
    .await;
}
