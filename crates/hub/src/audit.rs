//! Checkpoints of the chain: signing them, and verifying a chain against them and against a receipt.

use crate::keys::HubKeys;
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use scrim_store::{
    Store, StoreError,
    chain::{Broken, Checkpoint, GENESIS, Head, signed_bytes},
};
use scrim_wire::http::audit::Receipt;
use std::collections::HashMap;

/// Rows read at once.
const PAGE: u32 = 5_000;

/// Rows that one step of a verification looks at: a second or less of reading and hashing on a small machine, so that no
/// request takes longer on a long log.
pub const STEP: u64 = 100_000;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Rows in the chain.
    pub rows: u64,
    /// Checkpoints that fit it.
    pub checkpoints: u64,
}

/// Why a chain is not what was signed.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// The chain itself.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// A checkpoint or receipt was not signed by this hub's key.
    #[error("the checkpoint at row {seq} is not signed by this hub's key")]
    Signature {
        /// Which.
        seq: u64,
    },
    /// The receipt is another hub's.
    #[error("the receipt is of another hub")]
    OtherHub,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs how far the chain has come, keeps it, and hands it out as a receipt.
///
/// # Errors
/// [`StoreError`].
pub async fn checkpoint(store: &Store, keys: &HubKeys) -> Result<Receipt, StoreError> {
    let hub = store.hub_id().await?;
    let (head, at) = store.chain_head().await?;
    let signature = keys.signing().sign(&signed_bytes(&hub, head.seq, &head.hash, at));
    let kept = Checkpoint {
        seq: head.seq,
        at,
        head: head.hash,
        signature: signature.to_bytes(),
    };
    store.keep_checkpoint(kept).await?;
    Ok(Receipt {
        hub,
        seq: head.seq,
        head: hex::encode(head.hash),
        at,
        signature: hex::encode(signature.to_bytes()),
        public_key: hex::encode(keys.signing().verifying_key().to_bytes()),
    })
}

/// How far a verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The last row that was looked at, and the hash after it.
    pub head: Head,
    /// Checkpoints that fit what this step looked at.
    pub checkpoints: u64,
    /// There was nothing further.
    pub ended: bool,
}

/// Walks the whole chain, and holds it against every checkpoint kept and against `receipt`.
///
/// # Errors
/// [`NotVerified`] with the first thing found.
pub async fn verify(store: &Store, key: &VerifyingKey, receipt: Option<&Receipt>) -> Result<Verified, NotVerified> {
    let hub = store.hub_id().await?;
    let receipt = receipt.map(|receipt| from_receipt(receipt, &hub)).transpose()?;
    if let Some(receipt) = &receipt {
        is_signed(receipt, (&hub, key))?;
    }
    let mut head = START;
    let mut checkpoints = u64::from(receipt.is_some());
    loop {
        let step = step_on(store, key, (head, receipt.as_ref())).await?;
        checkpoints += step.checkpoints;
        head = step.head;
        if step.ended {
            return Ok(Verified {
                rows: head.seq,
                checkpoints,
            });
        }
    }
}

/// Where a verification starts.
pub const START: Head = Head { seq: 0, hash: GENESIS };

/// Goes on with a verification after `head`, for at most [`STEP`] rows.
///
/// # Errors
/// [`NotVerified`] with the first thing found.
pub async fn step(store: &Store, key: &VerifyingKey, head: Head) -> Result<Step, NotVerified> {
    step_on(store, key, (head, None)).await
}

async fn step_on(
    store: &Store,
    key: &VerifyingKey,
    (from, receipt): (Head, Option<&Checkpoint>),
) -> Result<Step, NotVerified> {
    let hub = store.hub_id().await?;
    let limit = from.seq.saturating_add(STEP);
    // Nothing covers less than no row at all.
    let first = if from.seq == 0 { 0 } else { from.seq + 1 };
    let mut kept = store.checkpoints_within(first, limit).await?;
    // Read before the rows: the log is at least as long as the last checkpoint that there was by then.
    let last = store.last_checkpoint().await?;
    kept.extend(last.filter(|last| last.seq > limit));
    let (head, ended) = walk(store, (from, limit), (&kept, receipt)).await?;
    let mut checkpoints = 0;
    for checkpoint in kept.iter().filter(|checkpoint| checkpoint.seq <= limit || ended) {
        is_signed(checkpoint, (&hub, key))?;
        checkpoints += 1;
    }
    let mut all = kept.iter().chain(receipt);
    match all.find(|checkpoint| ended && checkpoint.seq > head.seq) {
        Some(cut) => Err(Broken::Truncated { seq: cut.seq }.into()),
        None => Ok(Step {
            head,
            checkpoints,
            ended,
        }),
    }
}

fn is_signed(checkpoint: &Checkpoint, (hub, key): (&str, &VerifyingKey)) -> Result<(), NotVerified> {
    let bytes = signed_bytes(hub, checkpoint.seq, &checkpoint.head, checkpoint.at);
    let signature = Signature::from_bytes(&checkpoint.signature);
    let fits = key.verify(&bytes, &signature).is_ok();
    fits.then_some(()).ok_or(NotVerified::Signature { seq: checkpoint.seq })
}

/// Follows rows up to a limit; answers where that ends, and whether the chain does.
async fn walk(
    store: &Store,
    (from, limit): (Head, u64),
    (kept, receipt): (&[Checkpoint], Option<&Checkpoint>),
) -> Result<(Head, bool), NotVerified> {
    let all = kept.iter().map(|checkpoint| (checkpoint.seq, checkpoint.head));
    let heads: HashMap<u64, [u8; 32]> = all.collect();
    let mut head = from;
    while head.seq < limit {
        let most = u32::try_from(limit - head.seq).unwrap_or(PAGE).min(PAGE);
        let rows = store.chain_rows(head.seq, most).await?;
        if rows.is_empty() {
            return Ok((head, true));
        }
        for row in &rows {
            head = head.then(row)?;
            let shown = receipt
                .filter(|receipt| receipt.seq == head.seq)
                .map(|receipt| receipt.head);
            let mut signed = heads.get(&head.seq).copied().into_iter().chain(shown);
            if signed.any(|signed| signed != head.hash) {
                return Err(Broken::Rewritten { seq: head.seq }.into());
            }
        }
    }
    Ok((head, false))
}

fn from_receipt(receipt: &Receipt, hub: &str) -> Result<Checkpoint, NotVerified> {
    if receipt.hub != hub {
        return Err(NotVerified::OtherHub);
    }
    let unsigned = || NotVerified::Signature { seq: receipt.seq };
    let bytes = |text: &str| hex::decode(text).ok();
    let head = bytes(&receipt.head)
        .and_then(|b| b.try_into().ok())
        .ok_or_else(unsigned)?;
    let signature = bytes(&receipt.signature)
        .and_then(|b| b.try_into().ok())
        .ok_or_else(unsigned)?;
    Ok(Checkpoint {
        seq: receipt.seq,
        at: receipt.at,
        head,
        signature,
    })
}
