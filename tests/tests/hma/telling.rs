//! Telling an HMA what was decided, once or again.

use crate::target::{Target, fresh};
use scrim_upstream::hma::{Enabled, Receipt, Told};

#[tokio::test]
async fn what_is_confirmed_twice_is_banked_once() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let hash = fresh();
    let told = target.confirm(hash, "case 3");
    let first = target.hma.tell(&told).await?;
    assert!(first.ours);
    target.found(hash, first.content).await?;
    assert_eq!(target.hma.tell(&told).await?, first);
    assert_eq!(target.hma.lookup(hash, 10).await?.len(), 1);
    target.finish().await
}

#[tokio::test]
async fn what_somebody_else_has_banked_is_not_banked_again_and_is_not_ours() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let hash = fresh();
    let theirs = target.hma.bank_signal(&target.bank, hash, "theirs").await?;
    target.found(hash, theirs).await?;
    let receipt = target.hma.tell(&target.confirm(hash, "case 4")).await?;
    assert_eq!(
        receipt,
        Receipt {
            content: theirs,
            ours: false
        }
    );
    // What is off there does not stand for a confirmed verdict.
    target.hma.enable(&target.listing(theirs), false, "theirs").await?;
    let receipt = target.hma.tell(&target.confirm(hash, "case 4")).await?;
    assert!(receipt.ours && receipt.content != theirs);
    target.finish().await
}

#[tokio::test]
async fn a_dispute_and_its_reversal_are_told_as_often_as_one_likes() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let content = target.hma.bank_signal(&target.bank, fresh(), "").await?;
    let (listing, note) = (target.listing(content), "case 5".to_owned());
    let told = [
        (
            Told::Disable {
                listing: listing.clone(),
                note: note.clone(),
            },
            Enabled::No,
        ),
        (
            Told::Enable {
                listing: listing.clone(),
                disabled: note.clone(),
                note,
            },
            Enabled::Yes,
        ),
    ];
    for (told, meant) in told {
        for _ in 0..2 {
            let receipt = target.hma.tell(&told).await?;
            assert_eq!(receipt, Receipt { content, ours: true });
            assert_eq!(target.hma.content(&listing).await?.enabled, meant);
        }
    }
    let remove = Told::Remove {
        listing: listing.clone(),
    };
    target.hma.tell(&remove).await?;
    target.hma.tell(&remove).await?;
    // What is gone is disabled enough, and cannot be enabled.
    let note = String::new();
    target
        .hma
        .tell(&Told::Disable {
            listing: listing.clone(),
            note: note.clone(),
        })
        .await?;
    let (disabled, note) = (note.clone(), note);
    let back = Told::Enable {
        listing,
        disabled,
        note,
    };
    assert!(target.hma.tell(&back).await.is_err());
    target.finish().await
}

#[tokio::test]
async fn what_somebody_else_has_disabled_keeps_their_note_and_is_not_enabled_by_a_reversal() -> anyhow::Result<()> {
    let target = Target::new().await?;
    let content = target.hma.bank_signal(&target.bank, fresh(), "").await?;
    let listing = target.listing(content);
    let ours = || "case 7".to_owned();
    let (disable, enable) = (
        Told::Disable {
            listing: listing.clone(),
            note: ours(),
        },
        Told::Enable {
            listing: listing.clone(),
            disabled: ours(),
            note: ours(),
        },
    );
    // Before us.
    target.hma.enable(&listing, false, "theirs").await?;
    for told in [&disable, &enable] {
        let receipt = target.hma.tell(told).await?;
        assert_eq!(receipt, Receipt { content, ours: false });
        let found = target.hma.content(&listing).await?;
        assert_eq!((found.enabled, found.note.as_deref()), (Enabled::No, Some("theirs")));
    }
    // And after us.
    target.hma.enable(&listing, true, "theirs").await?;
    assert!(target.hma.tell(&disable).await?.ours);
    assert!(target.hma.tell(&disable).await?.ours, "by a call before");
    target.hma.enable(&listing, false, "theirs now").await?;
    assert!(!target.hma.tell(&enable).await?.ours);
    let found = target.hma.content(&listing).await?;
    assert_eq!(
        (found.enabled, found.note.as_deref()),
        (Enabled::No, Some("theirs now"))
    );
    target.finish().await
}
