//! Where an entry comes from is told beside a case as it is kept, and no address with it.

use crate::{
    matchers::{LIST, listing},
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    digests::FileDigests,
    provenance::{MOST_UPSTREAM, Provenance, Upstream},
};
use scrim_store::{banks::NewEntry, leases::Leased};

async fn imported(world: &World, picture: Picture, provenance: Option<&str>) {
    let new = NewEntry {
        bank: world.bank.id,
        category: None,
        provenance: provenance.map(str::to_owned),
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
