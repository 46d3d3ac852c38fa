//! Checkpoints of the chain: signing them, and verifying a chain against them and against a receipt.

use crate::keys::HubKeys;
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use scrim_store::{
    Store, StoreError,
    chain::{Broken, Checkpoint, GENESIS, Head, signed_bytes},
};
use scrim_wire::http::audit::Receipt;

/// Rows read at once.
const PAGE: u32 = 5_000;

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

/// Walks the whole chain, and holds it against every checkpoint kept and against `receipt`.
///
/// # Errors
/// [`NotVerified`] with the first thing found.
pub async fn verify(store: &Store, key: &VerifyingKey, receipt: Option<&Receipt>) -> Result<Verified, NotVerified> {
    let hub = store.hub_id().await?;
    let mut signed = store.checkpoints().await?;
    signed.extend(receipt.map(|receipt| from_receipt(receipt, &hub)).transpose()?);
    for checkpoint in &signed {
        let bytes = signed_bytes(&hub, checkpoint.seq, &checkpoint.head, checkpoint.at);
        let fits = key
            .verify(&bytes, &Signature::from_bytes(&checkpoint.signature))
            .is_ok();
        if !fits {
            return Err(NotVerified::Signature { seq: checkpoint.seq });
        }
    }
    let head = walk(store, &signed).await?;
    match signed.iter().find(|checkpoint| checkpoint.seq > head.seq) {
        Some(cut) => Err(Broken::Truncated { seq: cut.seq }.into()),
        None => Ok(Verified {
            rows: head.seq,
            checkpoints: signed.len() as u64,
        }),
    }
}

async fn walk(store: &Store, signed: &[Checkpoint]) -> Result<Head, NotVerified> {
    let mut head = Head { seq: 0, hash: GENESIS };
    loop {
        let rows = store.chain_rows(head.seq, PAGE).await?;
        if rows.is_empty() {
            return Ok(head);
        }
        for row in &rows {
            head = head.then(row)?;
            if signed
                .iter()
                .any(|checkpoint| checkpoint.seq == head.seq && checkpoint.head != head.hash)
            {
                return Err(Broken::Rewritten { seq: head.seq }.into());
            }
        }
    }
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
