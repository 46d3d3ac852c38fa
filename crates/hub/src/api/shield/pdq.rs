//! `POST /v1/pdq/`: whether pictures are known by their hashes alone, as Shield says it. Nothing is taken in.

use super::{
    basic::Platform,
    scan::{in_words, near_match, unverified},
};
use crate::{api::ApiProblem, hub::Hub, matchers};
use axum::{Json, extract::State};
use data_encoding::BASE64;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    known::{Told, told},
    matching::Perceptual,
};
use scrim_wire::{
    Code,
    http::shield::{Detail, ScanHashes, ScannedHash, ScannedHashes},
};
use std::sync::Arc;

/// How many hashes one request may ask about.
const MOST_HASHES: usize = 1_000;

/// Says of PDQ hashes what the pictures they were made of are known as.
#[utoipa::path(
    post, path = "/v1/pdq/", tag = "shield",
    responses(
        (status = 200, body = ScannedHashes),
        (status = 400, description = "too many hashes, or one that is none", body = Detail),
        (status = 401, description = "not the key of a source", body = Detail),
        (status = 503, description = "something failed here: nothing is said of them, try again", body = Detail),
    )
)]
pub(crate) async fn scan_hashes(
    State(hub): State<Arc<Hub>>,
    Platform(_source): Platform,
    Json(asked): Json<ScanHashes>,
) -> Result<Json<ScannedHashes>, ApiProblem> {
    if asked.hashes.len() > MOST_HASHES {
        let sentence = format!("ask about at most {MOST_HASHES} hashes at once");
        return Err(ApiProblem::new(Code::BadRequest, sentence));
    }
    let hashes = asked
        .hashes
        .iter()
        .map(|text| read(text))
        .collect::<Result<Vec<_>, _>>()?;
    let about = matchers::About {
        hashes: matchers::usable(hashes.iter().copied()),
        file: None,
    };
    let rows = matchers::asked_about(&hub, &about).await?;
    let unanswered = matchers::ask(&hub, rows, about).await?;
    let near = hub.index.near_each(&hub.store, &hashes).await?;
    let found = hub.store.asked(hashes.into_iter().zip(near).collect()).await?;
    let unknown = found.iter().any(|one| told(&one.known, one.open) == Told::Unknown);
    if unknown && !unanswered.is_empty() {
        return Err(unverified());
    }
    let entries = found.iter().flat_map(|one| one.known.iter().map(|known| known.entry));
    let digests = hub.store.digests(entries.collect()).await?;
    let scanned = asked.hashes.into_iter().zip(found).map(|(text, found)| {
        let (classification, match_type) = in_words(told(&found.known, found.open));
        let nearest = found.known.iter().find_map(|known| near_match(known, &digests));
        let scanned = ScannedHash {
            classification,
            match_type,
            near_match_details: nearest,
        };
        (text, scanned)
    });
    Ok(Json(ScannedHashes {
        scanned_hashes: scanned.collect(),
    }))
}

/// A hash comes without its quality: whoever sends it has sorted out those that say nothing.
fn read(text: &str) -> Result<Perceptual, ApiProblem> {
    let bytes = BASE64.decode(text.as_bytes()).ok();
    let hash = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let hash = hash.ok_or_else(|| {
        ApiProblem::new(
            Code::BadRequest,
            "one of the hashes is none: each is 32 bytes of PDQ in base64",
        )
    })?;
    Ok(Perceptual {
        hash: PdqHash(hash),
        quality: 100,
    })
}
