//! That a picture was destroyed, proven: by a signature over the fact, which needs no hub to be checked, and by the row of
//! the chain that tells of it, under a signed checkpoint.

use crate::{
    audit::{self, NotVerified},
    keys::HubKeys,
};
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use scrim_store::{Store, StoreError, chain::Row, retention::Destruction};
use scrim_wire::http::retention::DestructionReceipt;

/// Why a proof proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum NotProven {
    /// It is another hub's.
    #[error("the receipt is of another hub")]
    OtherHub,
    /// It was not signed by this hub's key, or altered since.
    #[error("the receipt is not signed by this hub's key, or was altered")]
    Signature,
    /// The chain has no such row, or one about something else.
    #[error("row {seq} of the log does not tell of the destruction that the receipt names")]
    OtherFact {
        /// Which.
        seq: u64,
    },
    /// The chain tells of no such export.
    #[error("the log does not tell of this export: it was altered, or is of another hub")]
    OtherExport,
    /// The chain, or the checkpoint in the proof.
    #[error(transparent)]
    Chain(#[from] NotVerified),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The proof of a destruction, signed now.
///
/// # Errors
/// [`StoreError`].
pub async fn of(store: &Store, keys: &HubKeys, destroyed: &Destruction) -> Result<DestructionReceipt, StoreError> {
    let mut proof = DestructionReceipt {
        item_id: destroyed.item,
        at: destroyed.at,
        kept_for: destroyed.kept_for,
        requested: destroyed.requested,
        seq: destroyed.seq,
        media_gone: destroyed.media_gone_at.is_some(),
        signature: String::new(),
        receipt: audit::checkpoint(store, keys).await?,
    };
    proof.signature = hex::encode(keys.signing().sign(&signed_bytes(&proof)).to_bytes());
    Ok(proof)
}

/// Whether a proof is this hub's, and as it was signed. Asks nothing of the chain: a hub that was brought back from a
/// backup does not know of what it did since.
///
/// # Errors
/// [`NotProven`].
pub fn is_signed(hub: &str, key: &VerifyingKey, proof: &DestructionReceipt) -> Result<(), NotProven> {
    if proof.receipt.hub != hub {
        return Err(NotProven::OtherHub);
    }
    let bytes = hex::decode(&proof.signature)
        .ok()
        .and_then(|bytes| bytes.try_into().ok());
    let signature = bytes.map(|bytes| Signature::from_bytes(&bytes));
    let fits = signature.is_some_and(|signature| key.verify(&signed_bytes(proof), &signature).is_ok());
    if fits { Ok(()) } else { Err(NotProven::Signature) }
}

/// Whether the chain tells of what a proof says, besides its own being whole.
///
/// # Errors
/// [`NotProven`].
pub async fn is_borne_out(store: &Store, key: &VerifyingKey, proof: &DestructionReceipt) -> Result<(), NotProven> {
    is_signed(&store.hub_id().await?, key, proof)?;
    let rows = store.chain_rows(proof.seq.saturating_sub(1), 1).await?;
    let told = rows
        .first()
        .is_some_and(|row| row.seq == proof.seq && tells(row, proof));
    if told && proof.seq <= proof.receipt.seq {
        Ok(())
    } else {
        Err(NotProven::OtherFact { seq: proof.seq })
    }
}

fn tells(row: &Row, proof: &DestructionReceipt) -> bool {
    let body: serde_json::Value = serde_json::from_str(&row.body).unwrap_or_default();
    let fact = serde_json::json!({"item": proof.item_id, "kept_for": proof.kept_for, "cause": cause(proof)});
    let says = |name: &str| body.get(name).is_some() && body.get(name) == fact.get(name);
    row.kind == "picture_destroyed" && row.at == proof.at && ["item", "kept_for", "cause"].into_iter().all(says)
}

fn cause(proof: &DestructionReceipt) -> &'static str {
    if proof.requested { "requested" } else { "by_time" }
}

/// What the signature covers: everything that will always be so. What has no fixed length ends in a line.
fn signed_bytes(proof: &DestructionReceipt) -> Vec<u8> {
    let mut bytes = b"scrim destruction 1\n".to_vec();
    for line in [proof.receipt.hub.as_str(), proof.kept_for.code(), cause(proof)] {
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(proof.item_id.0.as_bytes());
    bytes.extend_from_slice(&proof.at.0.to_be_bytes());
    bytes.extend_from_slice(&proof.seq.to_be_bytes());
    bytes
}
