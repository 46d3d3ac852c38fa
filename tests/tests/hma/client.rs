//! What our client does with an HMA, a real one or the stand-in.

use crate::target::{Target, fresh, near};
use scrim_upstream::{
    call::Failure,
    hma::{BankName, Distance, Enabled, Listing, Readiness},
};

#[tokio::test]
async fn an_hma_says_that_it_can_be_asked_and_keeps_pdq_hashes() -> anyhow::Result<()> {
    let target = Target::new().await?;
    assert_eq!(target.hma.readiness().await?, Readiness::Ready);
    let kinds = target.hma.signal_types().await?;
    assert!(kinds.iter().any(|kind| kind.name == "pdq"));
    assert!(target.hma.index().await?.db_size > 0);
    target.hma.exchanges().await?;
    target.finish().await
}

#[tokio::test]
async fn a_bank_is_made_once_and_found_after_that() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let made = target.hma.bank(&target.bank).await?;
    assert!(!made.is_off() && !made.matches_by_chance());
    assert_eq!(target.hma.make_bank(&target.bank, false).await?, made);
    assert!(target.hma.banks().await?.contains(&made));
    let nothing = BankName::try_from(format!("{}_X", target.bank))?;
    assert_eq!(target.hma.bank(&nothing).await, Err(Failure::Missing));
    target.finish().await
}

#[tokio::test]
async fn what_is_banked_is_found_closest_first_with_its_hash_and_note() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let hash = fresh();
    let far = target.hma.bank_signal(&target.bank, near(hash, 12), "far").await?;
    let own = target.hma.bank_signal(&target.bank, hash, "case 1").await?;
    target.found(hash, own).await?;
    let found = target.hma.lookup(hash, 10).await?;
    let found: Vec<_> = found.iter().map(|one| (one.content, one.distance)).collect();
    assert_eq!(found, [(own, Distance::Bits(0)), (far, Distance::Bits(12))]);
    assert_eq!(target.hma.lookup(hash, 1).await, Err(Failure::TooLong));
    let content = target.hma.content(&target.listing(own)).await?;
    assert_eq!((content.hash, content.note.as_deref()), (Some(hash), Some("case 1")));
    assert_eq!((content.enabled, content.provenance.len()), (Enabled::Yes, 0));
    target.finish().await
}

#[tokio::test]
async fn disabled_content_matches_nothing_at_once_and_enabled_it_matches_again() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let hash = fresh();
    let content = target.hma.bank_signal(&target.bank, hash, "").await?;
    target.found(hash, content).await?;
    let at = target.listing(content);
    target.hma.enable(&at, false, "case 2").await?;
    assert_eq!(target.hma.lookup(hash, 10).await?, []);
    let read = target.hma.content(&at).await?;
    assert_eq!((read.enabled, read.note.as_deref()), (Enabled::No, Some("case 2")));
    target.hma.enable(&at, true, "case 2, taken back").await?;
    assert_eq!(target.hma.lookup(hash, 10).await?.len(), 1);
    target.finish().await
}

#[tokio::test]
async fn deleted_content_is_gone_and_deleting_it_again_is_no_error() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let hash = fresh();
    let content = target.hma.bank_signal(&target.bank, hash, "").await?;
    target.found(hash, content).await?;
    let at = target.listing(content);
    assert!(target.hma.delete(&at).await?);
    assert!(!target.hma.delete(&at).await?);
    assert_eq!(target.hma.lookup(hash, 10).await?, []);
    assert_eq!(target.hma.content(&at).await, Err(Failure::Missing));
    target.finish().await
}

/// HMA reads, changes and deletes content through any bank's path.
#[tokio::test]
async fn a_number_of_another_bank_is_not_there_and_is_not_touched() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let content = target.hma.bank_signal(&target.bank, fresh(), "mine").await?;
    let bank = BankName::try_from(format!("{}_OTHER", target.bank))?;
    target.hma.make_bank(&bank, true).await?;
    let wrong = Listing { bank, content };
    assert_eq!(target.hma.content(&wrong).await, Err(Failure::Missing));
    assert_eq!(target.hma.enable(&wrong, false, "x").await, Err(Failure::Missing));
    assert_eq!(target.hma.delete(&wrong).await, Ok(false));
    let read = target.hma.content(&target.listing(content)).await?;
    assert_eq!((read.enabled, read.note.as_deref()), (Enabled::Yes, Some("mine")));
    target.take_away(&wrong.bank).await?;
    target.finish().await
}
