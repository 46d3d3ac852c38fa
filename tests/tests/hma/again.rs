//! Content that was disabled and comes back: by the stand-in, whose lists a test can change.

use crate::{
    target::{fresh, near},
    traps::{bank, hma},
};
use scrim_hashing::pdq::PdqHash;
use scrim_tests::harness::hma::{StandIn, Upstream};
use scrim_upstream::{
    call::Failure,
    hma::{ContentId, Disabled, Enabled, Hma, Listing, Told},
};
use std::collections::BTreeMap;

const NOW: i64 = 1_795_457_364;

fn entry(id: &str, hash: PdqHash) -> Upstream {
    Upstream {
        id: id.to_owned(),
        signals: BTreeMap::from([("pdq".to_owned(), hash.to_string())]),
    }
}

fn listing(content: ContentId) -> Listing {
    Listing {
        bank: bank("NCMEC_EX"),
        content,
    }
}

/// An exchange whose other side lists a picture, another one, and the picture once more as somebody else's entry.
struct Exchange {
    stand_in: StandIn,
    hma: Hma,
    hash: PdqHash,
    disabled: Disabled,
}

impl Exchange {
    /// The first of them is disabled, as a verdict wants it.
    async fn with_a_dispute() -> anyhow::Result<Self> {
        let (stand_in, hma) = hma().await?;
        let hash = fresh();
        stand_in.world().now = NOW;
        stand_in.world().exchange("NCMEC_EX", "ncmec");
        lists(
            &stand_in,
            vec![entry("42-image-1", hash), entry("42-image-2", near(hash, 255))],
        );
        let found = hma.lookup(hash, 10).await?.remove(0);
        let provenance = hma.content(&listing(found.content)).await?.provenance;
        let disabled = Disabled {
            listing: listing(found.content),
            hash,
            provenance,
        };
        disable(&hma, found.content).await?;
        Ok(Self {
            stand_in,
            hma,
            hash,
            disabled,
        })
    }

    async fn back(&self) -> anyhow::Result<Vec<ContentId>> {
        Ok(self.hma.back(&self.disabled, NOW).await?)
    }
}

fn lists(stand_in: &StandIn, entries: Vec<Upstream>) {
    stand_in.world().upstream.insert("NCMEC_EX".into(), entries);
    stand_in.world().fetch();
}

async fn disable(hma: &Hma, content: ContentId) -> anyhow::Result<()> {
    let (listing, note) = (listing(content), "case 6".to_owned());
    hma.tell(&Told::Disable { listing, note }).await?;
    Ok(())
}

#[tokio::test]
async fn an_entry_that_is_deleted_and_added_again_has_lost_its_dispute_and_is_found_by_what_it_was_fetched_as()
-> anyhow::Result<()> {
    let one = Exchange::with_a_dispute().await?;
    let other = entry("42-image-2", near(one.hash, 255));
    assert_eq!(one.hma.lookup(one.hash, 10).await?, []);
    assert_eq!(one.back().await?, []);
    lists(&one.stand_in, vec![other.clone()]);
    assert_eq!(one.back().await?, []);
    lists(&one.stand_in, vec![entry("42-image-1", one.hash), other]);
    let again = one.hma.lookup(one.hash, 10).await?.remove(0).content;
    assert_ne!(again, one.disabled.listing.content);
    let content = one.hma.content(&listing(again)).await?;
    assert_eq!((content.enabled, content.note), (Enabled::Yes, None));
    assert_eq!(
        (content.provenance.len(), &content.provenance),
        (1, &one.disabled.provenance)
    );
    assert_eq!(one.back().await?, [again]);
    disable(&one.hma, again).await?;
    assert_eq!(one.hma.lookup(one.hash, 10).await?, []);
    assert_eq!(one.back().await?, []);
    Ok(())
}

#[tokio::test]
async fn what_somebody_else_lists_or_has_enabled_has_not_come_back() -> anyhow::Result<()> {
    let one = Exchange::with_a_dispute().await?;
    let theirs = entry("7-image-1", one.hash);
    let others = vec![
        entry("42-image-1", one.hash),
        entry("42-image-2", near(one.hash, 255)),
        theirs,
    ];
    lists(&one.stand_in, others);
    one.stand_in.world().bank("REVIEW", 1.0);
    one.stand_in.world().list("REVIEW", &one.hash.to_string());
    assert_eq!(one.hma.lookup(one.hash, 10).await?.len(), 2);
    assert_eq!(one.back().await?, []);
    one.hma.enable(&one.disabled.listing, true, "not so").await?;
    assert_eq!(one.hma.lookup(one.hash, 10).await?.len(), 3);
    assert_eq!(one.back().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_few_of_many_that_lie_near_are_read_and_where_they_do_not_tell_nothing_is_said() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("NCMEC_EX", 1.0);
    for _other in 0..200 {
        stand_in.world().list("NCMEC_EX", &near(hash, 9).to_string());
    }
    let first = ContentId(stand_in.world().list("NCMEC_EX", &hash.to_string()));
    let disabled = Disabled {
        listing: listing(first),
        hash,
        provenance: Vec::new(),
    };
    disable(&hma, first).await?;
    stand_in.world().asked.clear();
    assert_eq!(hma.back(&disabled, NOW).await?, []);
    let again = ContentId(stand_in.world().list("NCMEC_EX", &hash.to_string()));
    assert_eq!(hma.back(&disabled, NOW).await?, [again], "the closest are read");
    assert!(stand_in.world().asked.len() < 100, "{}", stand_in.world().asked.len());
    // Far more than are read have its very hash, on other banks.
    stand_in.world().bank("REVIEW", 1.0);
    stand_in.world().contents.remove(&again.0);
    for _other in 0..200 {
        stand_in.world().list("REVIEW", &hash.to_string());
    }
    assert_eq!(hma.back(&disabled, NOW).await, Err(Failure::TooLong));
    Ok(())
}

#[tokio::test]
async fn what_no_exchange_brought_comes_back_by_its_hash() -> anyhow::Result<()> {
    let (stand_in, hma) = hma().await?;
    let hash = fresh();
    stand_in.world().bank("NCMEC_EX", 1.0);
    for listed in [hash, near(hash, 3), fresh()] {
        stand_in.world().list("NCMEC_EX", &listed.to_string());
    }
    let disabled = Disabled {
        listing: listing(ContentId(1)),
        hash,
        provenance: Vec::new(),
    };
    disable(&hma, ContentId(1)).await?;
    assert_eq!(hma.back(&disabled, NOW).await?, []);
    let again = ContentId(stand_in.world().list("NCMEC_EX", &hash.to_string()));
    assert_eq!(hma.back(&disabled, NOW).await?, [again]);
    Ok(())
}
