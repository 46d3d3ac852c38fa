//! The front door that speaks as Project Arachnid's Shield does, so that its official clients work with a hub unchanged.
//!
//! The shapes are Shield's and not ours: field for field what the client of 2025 reads (`arachnid-shield-sdk` 0.2.2).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `POST /v1/url/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanUrl {
    /// Where the picture is: https, at a host that this hub was told to fetch from.
    pub url: String,
}

/// `POST /v1/pdq/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanHashes {
    /// PDQ hashes, 32 bytes each, in base64; at most 1,000.
    pub hashes: Vec<String>,
}

/// What a picture is known as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
// A verdict's classification is another one, and the contract has one name for each.
#[schema(as = ShieldClassification)]
#[serde(rename_all = "kebab-case")]
pub enum Classification {
    /// It is on a list of child sexual abuse material.
    Csam,
    /// It is on a list of another kind.
    HarmfulAbusiveMaterial,
    /// Nothing known resembles it.
    NoKnownMatch,
}

/// How a picture was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchType {
    /// By equal bytes.
    Exact,
    /// By its PDQ hash.
    Near,
}

/// A known picture that came near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NearMatch {
    /// When in a film, seconds: 0 of a picture.
    pub timestamp: f64,
    /// Its SHA-1, in base32; empty where its list does not say it.
    pub sha1_base32: String,
    /// Its SHA-256, in hex; empty where its list does not say it.
    pub sha256_hex: String,
    /// What it is known as.
    pub classification: Classification,
}

/// `200` of `POST /v1/media/` and `POST /v1/url/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScannedMedia {
    /// How many bytes.
    pub size_bytes: u64,
    /// Their SHA-1, in base32.
    pub sha1_base32: String,
    /// Their SHA-256, in hex.
    pub sha256_hex: String,
    /// What it is known as; null where it resembles something of which nobody has said yet what it is.
    pub classification: Option<Classification>,
    /// How it was recognised; null where it was not.
    pub match_type: Option<MatchType>,
    /// What came near, closest first.
    pub near_match_details: Vec<NearMatch>,
}

/// What became of one hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScannedHash {
    /// What it is known as; null where it resembles something of which nobody has said yet what it is.
    pub classification: Option<Classification>,
    /// `near`, or null.
    pub match_type: Option<MatchType>,
    /// What came nearest.
    pub near_match_details: Option<NearMatch>,
}

/// `200` of `POST /v1/pdq/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScannedHashes {
    /// What became of each, by the text that was sent.
    pub scanned_hashes: BTreeMap<String, ScannedHash>,
}

/// Every refusal and failure at this door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Detail {
    /// One sentence for a person: what failed and what to do.
    pub detail: String,
}
