//! The JSON of the door that speaks Shield, as it is. It is other people's contract: a change here breaks their clients.

#[path = "support/closed.rs"]
mod closed;

use closed::is_closed;
use scrim_wire::http::shield::{
    Classification, Detail, MatchType, NearMatch, ScanHashes, ScanUrl, ScannedHash, ScannedHashes, ScannedMedia,
};
use serde::{Serialize, de::DeserializeOwned};

/// The value's JSON, which reads back as the same value.
fn json<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> serde_json::Value {
    let json = serde_json::to_value(value).expect("serialises");
    let back: T = serde_json::from_value(json.clone()).expect("reads back");
    assert!(back == *value, "{json} reads back as something else");
    json
}

#[test]
fn what_is_asked() {
    let (url, hashes) = (
        ScanUrl {
            url: "https://pictures.example/1.jpg".into(),
        },
        ScanHashes {
            hashes: vec!["AA==".into()],
        },
    );
    is_closed(&url);
    is_closed(&hashes);
    insta::assert_json_snapshot!((json(&url), json(&hashes)));
}

#[test]
fn what_is_told() {
    let near = || NearMatch {
        timestamp: 0.0,
        sha1_base32: "B".into(),
        sha256_hex: "b".into(),
        classification: Classification::HarmfulAbusiveMaterial,
    };
    let media = |classification, match_type, near_match_details| ScannedMedia {
        size_bytes: 3,
        sha1_base32: "A".into(),
        sha256_hex: "a".into(),
        classification,
        match_type,
        near_match_details,
    };
    let hash = |classification, match_type, near_match_details| ScannedHash {
        classification,
        match_type,
        near_match_details,
    };
    let hashes = ScannedHashes {
        scanned_hashes: [
            (
                "AA==".to_owned(),
                hash(
                    Some(Classification::HarmfulAbusiveMaterial),
                    Some(MatchType::Near),
                    Some(near()),
                ),
            ),
            ("BB==".to_owned(), hash(None, None, None)),
        ]
        .into(),
    };
    let detail = Detail {
        detail: "it has no bytes".into(),
    };
    insta::assert_json_snapshot!((
        json(&media(Some(Classification::Csam), Some(MatchType::Exact), Vec::new())),
        json(&media(
            Some(Classification::HarmfulAbusiveMaterial),
            Some(MatchType::Near),
            vec![near()]
        )),
        json(&media(Some(Classification::NoKnownMatch), None, Vec::new())),
        json(&media(None, None, Vec::new())),
        json(&hashes),
        json(&detail),
    ));
}
