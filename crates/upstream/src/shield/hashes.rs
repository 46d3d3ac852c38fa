//! `POST /v1/pdq/`: hashes alone.

use super::{Detail, Finding, Said, Shield};
use crate::call::Failure;
use data_encoding::BASE64;
use scrim_hashing::pdq::PdqHash;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many hashes one call asks about. Shield names no limit; a hub's front door takes ten times as many.
pub const MOST_HASHES: usize = 100;

#[derive(Deserialize)]
struct Scanned {
    // Null says that nothing was found, as the client's documentation has it.
    scanned_hashes: BTreeMap<String, Option<Said<Detail>>>,
}

impl Shield {
    /// What pictures are known as by their hashes, all different, in their order. One that the answer does not name is an error, and
    /// never "not known". At most [`MOST_HASHES`].
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scan_hashes(&self, hashes: &[PdqHash]) -> Result<Vec<Finding>, Failure> {
        let texts: Vec<String> = hashes.iter().map(|hash| BASE64.encode(&hash.0)).collect();
        let body = serde_json::json!({"hashes": texts}).to_string();
        let mut scanned: Scanned = self.ask("v1/pdq/", "application/json", body).await?;
        let each = texts.iter().map(|text| {
            let said = scanned.scanned_hashes.remove(text).ok_or(Failure::Unintelligible)?;
            said.map_or(Ok(Finding::NotKnown), |said| Finding::read(said.in_a_list()))
        });
        each.collect()
    }
}
