//! One picture: taken in, and told of as far as it is known.

use crate::{
    api::ApiProblem,
    hub::Hub,
    intake::{self, Arrived},
};
use data_encoding::{BASE32, HEXLOWER};
use scrim_model::{
    digests::FileDigests,
    ids::EntryId,
    known::{Known, Told, told},
    matching::{HarmType, MatchKind},
};
use scrim_store::items::{Accepted, Door};
use scrim_wire::{
    Code,
    http::shield::{Classification, MatchType, NearMatch, ScannedMedia},
};
use std::{collections::BTreeMap, sync::Arc};

/// How many of the known pictures that came near are told.
const MOST_DETAILS: usize = 20;

/// Takes a picture in and tells what it is known as.
pub(super) async fn scan(hub: &Arc<Hub>, arrived: Arrived) -> Result<ScannedMedia, ApiProblem> {
    let size_bytes = arrived.bytes.len() as u64;
    let taken = intake::take_in(hub, arrived).await;
    hub.meters.came(taken.as_ref().map(|accepted| accepted.door));
    let accepted = taken?;
    let (classification, match_type) = said(&accepted)?;
    let known = &accepted.asked.known;
    let digests = hub
        .store
        .digests(known.iter().map(|known| known.entry).collect())
        .await?;
    let near = known.iter().filter_map(|known| near_match(known, &digests));
    Ok(ScannedMedia {
        size_bytes,
        sha1_base32: BASE32.encode(&accepted.digests.sha1),
        sha256_hex: HEXLOWER.encode(&accepted.digests.sha256),
        classification,
        match_type,
        near_match_details: near.take(MOST_DETAILS).collect(),
    })
}

fn said(accepted: &Accepted) -> Result<(Option<Classification>, Option<MatchType>), ApiProblem> {
    let told = told(&accepted.asked.known, accepted.asked.open);
    match (told, accepted.door) {
        // Equal bytes are equal, read or not.
        (Told::Known { .. }, _) => Ok(in_words(told)),
        (Told::Unknown, Door::Unverified) => Err(unverified()),
        (_, Door::Unreadable) => Err(unread(accepted.reason.as_deref())),
        _ => Ok(in_words(told)),
    }
}

/// What may be told, in Shield's words.
pub(super) fn in_words(told: Told) -> (Option<Classification>, Option<MatchType>) {
    match told {
        Told::Known { exact, harm } => {
            let how = if exact { MatchType::Exact } else { MatchType::Near };
            (Some(class(harm)), Some(how))
        }
        Told::Open => (None, None),
        Told::Unknown => (Some(Classification::NoKnownMatch), None),
    }
}

/// A known picture that came near; nothing where the bytes are equal. Of how near nothing is told.
pub(super) fn near_match(known: &Known, digests: &BTreeMap<EntryId, FileDigests>) -> Option<NearMatch> {
    if known.kind == MatchKind::Exact {
        return None;
    }
    let of = digests.get(&known.entry).copied().unwrap_or_default();
    Some(NearMatch {
        timestamp: 0.0,
        sha1_base32: of.sha1.map(|sha1| BASE32.encode(&sha1)).unwrap_or_default(),
        sha256_hex: of.sha256.map(|sha256| HEXLOWER.encode(&sha256)).unwrap_or_default(),
        classification: class(known.harm),
    })
}

fn class(harm: HarmType) -> Classification {
    match harm {
        HarmType::Csam => Classification::Csam,
        HarmType::Ncii | HarmType::Terrorism | HarmType::Other => Classification::HarmfulAbusiveMaterial,
    }
}

/// What a list elsewhere has still to answer is never told as unknown.
pub(super) fn unverified() -> ApiProblem {
    ApiProblem::new(
        Code::Unavailable,
        "a list elsewhere did not answer, so nothing is said yet: it is asked again, scan again later",
    )
}

/// What was not seen, or not whole, is never told as unknown.
fn unread(reason: Option<&str>) -> ApiProblem {
    let sentence = match reason {
        Some("unsupported_video") => {
            "this hub looks at no films: nothing is known of it by its bytes, it was kept for a person, and nothing \
             was matched"
        }
        Some("truncated" | "frames_beyond_limit") => {
            "only a part of the picture could be read, and nothing known was in that: it was kept for a person"
        }
        _ => "the picture cannot be read, and so was not matched: it was kept for a person",
    };
    ApiProblem::new(Code::UnsupportedMedia, sentence)
}
