//! Makes a recorded call by our client, and tells what the client made of the answer.

use crate::recorded::Call;
use scrim_hashing::pdq::PdqHash;
use scrim_upstream::{
    call::Failure,
    hma::{Bank, BankName, Content, ContentId, Distance, Hma, Listing, MediaFile, UserMetadata},
};
use serde_json::{Value, json};

/// What came of a call, where our client makes such a call at all.
type Told = Option<Result<Value, Failure>>;

/// Makes a recorded call by our client; nothing where it never makes such a call.
pub(crate) async fn ask(hma: &Hma, call: &Call) -> Told {
    let parts: Vec<&str> = call.path().split('/').skip(1).collect();
    match parts.as_slice() {
        ["c", "bank" | "banks", ..] if parts.len() < 4 => banks(hma, call).await,
        ["c", "bank", ..] => content(hma, call, &parts).await,
        ["c", "exchange" | "exchanges", ..] => exchanges(hma, call, &parts).await,
        _ => matching(hma, call, &parts).await,
    }
}

pub(crate) fn name(text: &str) -> BankName {
    BankName::try_from(text.to_owned()).expect("a name of a bank")
}

/// What a call's path names: a bank or an exchange, and content.
pub(crate) fn listing(call: &Call) -> Listing {
    let mut parts = call.path().split('/').skip(3);
    let bank = parts.next().unwrap_or_default();
    let content = parts.nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
    Listing {
        bank: name(bank),
        content: ContentId(content),
    }
}

async fn banks(hma: &Hma, call: &Call) -> Told {
    Some(match (call.method.as_str(), call.path()) {
        ("GET", "/c/banks") => hma.banks().await.map(|banks| banks.iter().map(bank_told).collect()),
        ("GET", _) => hma.bank(&listing(call).bank).await.map(|one| bank_told(&one)),
        ("POST", _) => hma.make_bank(&name("ANY"), true).await.map(|one| bank_told(&one)),
        _ => return None,
    })
}

async fn content(hma: &Hma, call: &Call, parts: &[&str]) -> Told {
    let at = listing(call);
    let sent = |key: &str| call.json.as_ref().and_then(|json| json.get(key));
    Some(match (call.method.as_str(), parts) {
        ("GET", [.., "content", _]) => hma.content(&at).await.map(|content| content_told(&content)),
        ("PUT", _) => {
            let wanted = sent("disable_until_ts")?.as_i64();
            let wanted = wanted.filter(|time| matches!(time, 0 | 1))?;
            hma.enable(&at, wanted == 1, "note").await.map(|()| json!(wanted))
        }
        ("DELETE", _) => hma.delete(&at).await.map(|was_there| json!(u8::from(was_there))),
        ("POST", [.., "signal"]) => {
            let hash = sent("pdq")?.as_str()?.parse().unwrap_or(PdqHash([0; 32]));
            hma.bank_signal(&at.bank, hash, "").await.map(|id| json!(id.0))
        }
        ("POST", _) if !call.parts.is_empty() => {
            let (bytes, mime) = (b"x".to_vec(), "image/jpeg".to_owned());
            let said = UserMetadata::default();
            let banked = hma.bank_file(&at.bank, MediaFile { bytes, mime }, &said, "").await;
            banked.map(|(id, hash)| json!([id.0, hash]))
        }
        _ => return None,
    })
}

async fn exchanges(hma: &Hma, call: &Call, parts: &[&str]) -> Told {
    Some(match (call.method.as_str(), parts) {
        ("GET", ["c", "exchanges"]) => hma.exchanges().await.map(|names| json!(names)),
        ("GET", ["c", "exchange", _]) => {
            let told = hma.exchange(&listing(call).bank).await;
            told.map(|one| json!([one.name, one.api, one.enabled]))
        }
        ("GET", ["c", "exchange", _, "status"]) => {
            let told = hma.fetching(&listing(call).bank).await;
            told.map(|one| {
                let (at, went) = (one.last_fetch_complete_ts, one.last_fetch_succeeded);
                json!([at, went, one.fetched_items, one.up_to_date])
            })
        }
        _ => return None,
    })
}

async fn matching(hma: &Hma, call: &Call, parts: &[&str]) -> Told {
    let hash = || {
        let signal = call.asked("signal").unwrap_or_default();
        signal.parse().unwrap_or(PdqHash([0; 32]))
    };
    Some(match (call.method.as_str(), parts) {
        ("GET", ["c", "signal_type"]) => hma.signal_types().await.map(|kinds| {
            let told = kinds
                .iter()
                .map(|kind| json!({"enabled_ratio": kind.enabled_ratio, "name": kind.name}));
            told.collect()
        }),
        ("GET", ["c", "signal_type", "index"]) => {
            let told = hma.index().await;
            told.map(|index| json!([index.db_size, index.index_size, index.index_out_of_date]))
        }
        ("GET", ["m", "lookup"]) if call.asked("url").is_none() && call.asked("signal").is_some() => {
            let found = hma.lookup(hash(), 100).await;
            found.map(|found| {
                let told = found
                    .iter()
                    .map(|one| json!([one.bank, one.content, bits(one.distance)]));
                told.collect()
            })
        }
        ("GET", ["m", "raw_lookup"]) if call.asked("include_distance").is_some() => {
            let found = hma.raw_lookup(hash(), 100).await;
            found.map(|found| {
                let told = found.iter().map(|(id, distance)| json!([id, bits(*distance)]));
                told.collect()
            })
        }
        _ => return None,
    })
}

fn bits(distance: Distance) -> Value {
    match distance {
        Distance::Same => json!("-"),
        Distance::Bits(bits) => json!(bits.to_string()),
    }
}

fn bank_told(bank: &Bank) -> Value {
    json!({"matching_enabled_ratio": bank.matching_enabled_ratio, "name": bank.name})
}

fn content_told(content: &Content) -> Value {
    let whose = content.provenance.iter().map(|one| json!([one.exchange, one.fetch_id]));
    let whose: Vec<Value> = whose.collect();
    let metadata = content.metadata.as_ref();
    json!({
        "id": content.id, "until": i64::from(content.enabled), "bank": bank_told(&content.bank), "note": content.note,
        "hash": content.hash, "whose": whose, "said": metadata.and_then(|said| said.json.clone()),
    })
}
