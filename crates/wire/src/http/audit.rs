//! The audit chain, for admins.

use scrim_model::time::Time;
use serde::{Deserialize, Serialize};

/// A signed checkpoint: proof, kept elsewhere, of how far the chain had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Receipt {
    /// The hub that signed.
    pub hub: String,
    /// The number of the last row covered.
    pub seq: u64,
    /// The chain's hash after that row, hex.
    pub head: String,
    /// When.
    pub at: Time,
    /// Ed25519 over the above, hex.
    pub signature: String,
    /// The key to check it with, hex.
    pub public_key: String,
}
