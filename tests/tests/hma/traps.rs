//! What is odd about HMA, each by itself, and what goes wrong on the way to it. By the stand-in alone: a real one
//! does none of it when asked.

use crate::target::fresh;
use scrim_tests::harness::hma::{Building, File, StandIn, Trouble};
use scrim_upstream::{
    call::{Bounds, Credential, Failure, Service},
    hma::{BankName, Hma, Listing, MediaFile, Readiness, Told, UserMetadata, tell::INDEX_LAG},
};
use std::{collections::BTreeMap, time::Duration};
use zeroize::Zeroizing;

const SHORT: Bounds = Bounds {
    connecting: Duration::from_secs(10),
    whole: Duration::from_secs(20),
    most_bytes: 256 * 1024,
};

pub(crate) async fn hma() -> anyhow::Result<(StandIn, Hma)> {
    let stand_in = StandIn::start().await?;
    let hma = Hma::new(Service::at(&stand_in.url(), Credential::None, SHORT)?);
    Ok((stand_in, hma))
}

pub(crate) fn bank(name: &str) -> BankName {
    BankName::try_from(name.to_owned()).expect("a name of a bank")
}

#[tokio::test]
async fn a_hash_that_is_alone_is_not_found_and_the_index_is_suspected() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("ONE", 1.0);
    stand_in.world().list("ONE", &hash.to_string());
    assert_eq!(hma.lookup(hash, 10).await?, []);
    let index = hma.index().await?;
    assert!(!index.index_out_of_date && index.may_be_empty());
    stand_in.world().list("ONE", &hash.to_string());
    assert_eq!(hma.lookup(hash, 10).await?, []);
    stand_in.world().list("ONE", &fresh().to_string());
    assert_eq!(hma.lookup(hash, 10).await?.len(), 2);
    assert!(!hma.index().await?.may_be_empty());
    Ok(())
}

#[tokio::test]
async fn a_bank_that_is_to_match_nothing_is_made_so() -> anyhow::Result<()> {
    let (_stand_in, hma) = hma().await?;
    assert!(hma.make_bank(&bank("OFF"), false).await?.is_off());
    Ok(())
}

#[tokio::test]
async fn a_bank_that_matches_by_chance_answers_the_same_each_time() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    stand_in.world().bank("HALF", 0.5);
    let hashes: Vec<_> = (0..8).map(|_| fresh()).collect();
    for hash in &hashes {
        stand_in.world().list("HALF", &hash.to_string());
    }
    for hash in hashes {
        let first = hma.lookup(hash, 10).await?;
        assert_eq!(hma.lookup(hash, 10).await?, first);
        assert_eq!(hma.lookup(hash, 10).await?, first);
    }
    assert!(hma.bank(&bank("HALF")).await?.matches_by_chance());
    stand_in.world().bank("ODD", 7.5);
    assert!(!hma.bank(&bank("ODD")).await?.matches_by_chance());
    Ok(())
}

#[tokio::test]
async fn the_same_twice_is_two_matches_and_telling_makes_it_no_third() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("TWICE", 1.0);
    for hash in [hash, hash, fresh()] {
        stand_in.world().list("TWICE", &hash.to_string());
    }
    assert_eq!(hma.lookup(hash, 10).await?.len(), 2);
    let (bank, note) = (bank("TWICE"), "case".to_owned());
    assert!(!hma.tell(&Told::ConfirmSignal { bank, hash, note }).await?.ours);
    assert_eq!(stand_in.world().contents.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_bank_that_takes_part_in_nothing_is_looked_through_before_banking() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("OFF", 0.0);
    stand_in.world().list("OFF", &fresh().to_string());
    let told = Told::ConfirmSignal {
        bank: bank("OFF"),
        hash,
        note: "case".to_owned(),
    };
    let first = hma.tell(&told).await?;
    assert_eq!(hma.tell(&told).await?, first);
    assert_eq!(hma.lookup(hash, 10).await?, []);
    Ok(())
}

#[tokio::test]
async fn before_the_index_is_built_nothing_tells_that_it_was_banked() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    stand_in.world().building = Building::WhenTold;
    stand_in.world().bank("LATE", 1.0);
    stand_in.world().list("LATE", &fresh().to_string());
    let told = Told::ConfirmSignal {
        bank: bank("LATE"),
        hash: fresh(),
        note: "case".to_owned(),
    };
    let first = hma.tell(&told).await?;
    assert!(hma.index().await?.index_out_of_date);
    // What the wait is for: told again too early, it is banked twice.
    let waited = scrim_model::delivery::Says::Bank.settles_after();
    assert!(u128::try_from(waited.0)? >= INDEX_LAG.as_millis());
    stand_in.world().build();
    assert_eq!(hma.tell(&told).await?, first);
    assert_eq!(stand_in.world().contents.len(), 2);
    Ok(())
}

#[tokio::test]
async fn what_is_said_of_a_file_is_kept_and_a_file_that_cannot_be_read_is_sent_once() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("FILES", 1.0);
    stand_in.world().files = BTreeMap::from([
        (b"good".to_vec(), File::Picture(hash.to_string())),
        (b"flat".to_vec(), File::Flat),
        (b"bad".to_vec(), File::Broken),
    ]);
    let file = |bytes: &[u8]| MediaFile {
        bytes: bytes.to_vec(),
        mime: "image/png".to_owned(),
    };
    let said = UserMetadata {
        json: Some(serde_json::json!({"case": "1"})),
        ..UserMetadata::default()
    };
    let (content, taken) = hma
        .bank_file(&bank("FILES"), file(b"good"), &said, &"é".repeat(300))
        .await?;
    assert_eq!(taken, hash);
    let listing = Listing {
        bank: bank("FILES"),
        content,
    };
    let read = hma.content(&listing).await?;
    assert_eq!(read.metadata, Some(said.clone()));
    assert_eq!(read.note, Some("é".repeat(255)));
    let flat = hma.bank_file(&bank("FILES"), file(b"flat"), &said, "").await;
    assert_eq!(flat, Err(Failure::Refused(400)));
    let bad = hma.bank_file(&bank("FILES"), file(b"bad"), &said, "").await;
    assert_eq!(bad, Err(Failure::Refused(500)));
    assert!(!Failure::Refused(500).may_pass());
    // An HMA that is not well is asked again.
    stand_in.world().trouble = Some(Trouble::Breaks);
    let broken = hma.bank_file(&bank("FILES"), file(b"good"), &said, "").await;
    assert_eq!(broken, Err(Failure::Fails(500)));
    Ok(())
}

#[tokio::test]
async fn whatever_goes_wrong_on_the_way_is_a_failure_and_never_no_match() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    for (trouble, failure, passes) in [
        (Trouble::Loading, Failure::Fails(503), true),
        (Trouble::Breaks, Failure::Fails(500), true),
        (Trouble::WrongType, Failure::Unintelligible, true),
        (Trouble::HalfABody, Failure::Silent, true),
        (Trouble::Endless, Failure::TooLong, true),
        (Trouble::Unauthorised, Failure::Credential, false),
        (Trouble::Redirect, Failure::Redirects, false),
    ] {
        stand_in.world().trouble = Some(trouble);
        assert_eq!(hma.lookup(fresh(), 10).await, Err(failure), "{trouble:?}");
        assert_eq!(failure.may_pass(), passes, "{trouble:?}");
    }
    stand_in.world().trouble = Some(Trouble::TooLate);
    let hurried = Bounds {
        whole: Duration::from_millis(300),
        ..SHORT
    };
    let hurried = Hma::new(Service::at(&stand_in.url(), Credential::None, hurried)?);
    assert_eq!(hurried.lookup(fresh(), 10).await, Err(Failure::TooLate));
    stand_in.world().trouble = None;
    assert_eq!(hma.lookup(fresh(), 10).await?, []);
    Ok(())
}

#[tokio::test]
async fn an_hma_that_is_not_ready_says_why() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    for (trouble, readiness) in [
        (None, Ok(Readiness::Ready)),
        (Some(Trouble::Loading), Ok(Readiness::Loading)),
        (Some(Trouble::Stale), Ok(Readiness::Stale)),
        (Some(Trouble::Breaks), Err(Failure::Fails(500))),
        (Some(Trouble::Unauthorised), Err(Failure::Credential)),
        (Some(Trouble::WrongType), Err(Failure::Unintelligible)),
    ] {
        stand_in.world().trouble = trouble;
        assert_eq!(hma.readiness().await, readiness, "{trouble:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_a_proxy_wants_is_shown_with_every_call() -> anyhow::Result<()> {
    let (stand_in, stranger) = hma().await?;
    stand_in.world().wants = Some(("authorization".into(), "Bearer secret".into()));
    assert_eq!(stranger.banks().await, Err(Failure::Credential));
    let secret = || Zeroizing::new("secret".to_owned());
    let known = Hma::new(Service::at(&stand_in.url(), Credential::Bearer(secret()), SHORT)?);
    assert_eq!(known.banks().await?, []);
    stand_in.world().wants = Some(("x-hub".into(), "secret".into()));
    let headers = Credential::Headers(vec![("X-Hub".to_owned(), secret())]);
    let known = Hma::new(Service::at(&stand_in.url(), headers, SHORT)?);
    assert_eq!(known.banks().await?, []);
    Ok(())
}

/// A reported address is never handed on: HMA would fetch it.
#[tokio::test]
async fn nothing_that_is_looked_up_or_told_names_an_address() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    stand_in.world().bank("ONE", 1.0);
    let hash = fresh();
    hma.lookup(hash, 10).await?;
    let (bank, note) = (bank("ONE"), "https://reported.example/1".to_owned());
    hma.tell(&Told::ConfirmSignal { bank, hash, note }).await?;
    let asked = stand_in.world().asked.clone();
    assert!(
        asked.len() >= 3 && asked.iter().all(|call| !call.contains("url=")),
        "{asked:?}"
    );
    Ok(())
}
