//! What a recorded answer says, read from its JSON itself and not by our client.

use crate::recorded::Call;
use scrim_upstream::call::Failure;
use serde_json::{Value, json};

/// What our client has to make of an answer.
pub(crate) fn meant(call: &Call) -> Result<Value, Failure> {
    let json = call.answer.json.clone().unwrap_or_default();
    let of = |pointer: &str| json.pointer(pointer).cloned().unwrap_or_default();
    match call.answer.status {
        200 | 201 => {}
        403 => return Err(Failure::Credential),
        404 => return Err(Failure::Missing),
        status @ 400..=499 => return Err(Failure::Refused(status)),
        status => return Err(Failure::Fails(status)),
    }
    let parts: Vec<&str> = call.path().split('/').skip(1).collect();
    Ok(match (call.method.as_str(), parts.as_slice()) {
        ("GET", ["c", "signal_type", "index"]) => {
            json!([of("/pdq/db_size"), of("/pdq/index_size"), of("/pdq/index_out_of_date")])
        }
        (_, ["c", "bank", _]) => bank(&json),
        (_, ["c", "banks"]) => match json.as_array() {
            Some(banks) => banks.iter().map(bank).collect(),
            None => bank(&json),
        },
        ("GET", ["c", "bank", asked, "content", _]) => {
            if of("/bank/name") != **asked {
                return Err(Failure::Missing);
            }
            json!({
                "id": of("/id"), "until": of("/disable_until_ts"), "bank": bank(&of("/bank")), "note": of("/note"),
                "hash": of("/signals/pdq"), "whose": whose(&of("/metadata/collab")), "said": of("/metadata/json"),
            })
        }
        ("PUT", _) => of("/disable_until_ts"),
        ("DELETE", _) => of("/deleted"),
        ("POST", [.., "signal"]) => of("/id"),
        ("POST", [.., "content"]) => json!([of("/id"), of("/signals/pdq")]),
        ("GET", ["m", "lookup"]) => {
            let banks = json.as_object().into_iter().flatten();
            by_distance(banks.flat_map(|(bank, found)| {
                let found = found.as_array().into_iter().flatten();
                found.map(move |one| matched(Some(bank), one))
            }))
        }
        ("GET", ["m", "raw_lookup"]) => {
            let found = of("/matches").as_array().cloned().unwrap_or_default();
            by_distance(found.iter().map(|one| matched(None, one)))
        }
        ("GET", ["c", "exchange", _]) => json!([of("/name"), of("/api"), of("/enabled")]),
        ("GET", ["c", "exchange", _, "status"]) => {
            let (at, went) = (of("/last_fetch_complete_ts"), of("/last_fetch_succeeded"));
            json!([at, went, of("/fetched_items"), of("/up_to_date")])
        }
        _ => json,
    })
}

/// A ratio is a number with or without a point.
fn bank(bank: &Value) -> Value {
    let ratio = bank.get("matching_enabled_ratio").and_then(Value::as_f64);
    json!({"matching_enabled_ratio": ratio, "name": bank.get("name")})
}

fn whose(collab: &Value) -> Value {
    let exchanges = collab.as_object().into_iter().flatten();
    exchanges.map(|(exchange, ids)| json!([exchange, ids.get(0)])).collect()
}

fn matched(bank: Option<&String>, one: &Value) -> Value {
    let (id, distance) = (one.get("bank_content_id"), one.get("distance"));
    match bank {
        Some(bank) => json!([bank, id, distance]),
        None => json!([id, distance]),
    }
}

/// Closest first, then as they are.
fn by_distance(found: impl Iterator<Item = Value>) -> Value {
    let mut found: Vec<Value> = found.collect();
    found.sort_by_key(|one| {
        let last = one.as_array().and_then(|all| all.last()).and_then(Value::as_str);
        let number = last.and_then(|text| text.parse::<u32>().ok());
        (number, one.to_string())
    });
    Value::Array(found)
}
