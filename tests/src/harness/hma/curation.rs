//! Routes that keep banks.

use super::{
    Shared,
    replies::{Refusal, Reply, body, missing, ok, refuse, told},
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    routing::get,
};
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    let types =
        || async { ok(&json!([{"enabled_ratio": 1.0, "name": "pdq"}, {"enabled_ratio": 1.0, "name": "video_md5"}])) };
    let contents = || async { ok(&json!([{"enabled": true, "name": "photo"}, {"enabled": true, "name": "video"}])) };
    Router::new()
        .route("/c/signal_type", get(types))
        .route("/c/content_type", get(contents))
        .route("/c/banks", get(all).post(make))
        .route("/c/bank/{bank}", get(one).put(change).delete(remove))
}

fn shown((name, ratio): &(String, f64)) -> Value {
    json!({"matching_enabled_ratio": ratio, "name": name})
}

/// A bank as it is shown beside content.
pub(super) fn find(shared: &Shared, name: &str) -> Result<Value, Refusal> {
    let world = shared.world();
    let found = world.banks.iter().find(|(known, _)| known == name).map(shown);
    found.ok_or_else(|| refuse(404, format!("bank '{name}' not found")))
}

async fn all(State(shared): State<Shared>) -> Reply {
    let banks: Vec<Value> = shared.world().banks.iter().map(shown).collect();
    ok(&json!(banks))
}

async fn one(State(shared): State<Shared>, Path(name): Path<String>) -> Reply {
    ok(&find(&shared, &name)?)
}

async fn make(State(shared): State<Shared>, headers: HeaderMap, bytes: Bytes) -> Reply {
    let asked = body(&headers, &bytes)?;
    let Some(name) = asked.get("name").and_then(Value::as_str) else {
        return Err(missing("name", &asked));
    };
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.bytes().all(fits) || name.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(refuse(400, "Bank names must be UPPER_WITH_UNDERSCORE"));
    }
    let mut world = shared.world();
    if world.banks.iter().any(|(known, _)| known == name) {
        return Err(refuse(403, "Bank already exists"));
    }
    // `enabled` is taken, and the ratio, which is 1 where it is not said, wins.
    let ratio = asked.get("enabled_ratio").and_then(Value::as_f64).unwrap_or(1.0);
    world.bank(name, ratio);
    Ok(told(201, &json!({"matching_enabled_ratio": ratio, "name": name})))
}

async fn change(State(shared): State<Shared>, Path(name): Path<String>, headers: HeaderMap, bytes: Bytes) -> Reply {
    let asked = body(&headers, &bytes)?;
    find(&shared, &name)?;
    let mut world = shared.world();
    let renamed = asked.get("name").and_then(Value::as_str).map(str::to_owned);
    let enabled = asked.get("enabled").and_then(Value::as_bool);
    let ratio = asked.get("enabled_ratio").and_then(Value::as_f64);
    let ratio = ratio.or(enabled.map(|on| if on { 1.0 } else { 0.0 }));
    for bank in world.banks.iter_mut().filter(|(known, _)| *known == name) {
        // Any number is taken for a ratio.
        bank.1 = ratio.unwrap_or(bank.1);
        bank.0 = renamed.clone().unwrap_or_else(|| name.clone());
    }
    let now = renamed.unwrap_or(name);
    drop(world);
    ok(&find(&shared, &now)?)
}

/// A bank that is not there is deleted all the same, and so is one that an exchange fills.
async fn remove(State(shared): State<Shared>, Path(name): Path<String>) -> Reply {
    let mut world = shared.world();
    world.banks.retain(|(known, _)| *known != name);
    world.contents.retain(|_, content| content.bank != name);
    world.changed();
    ok(&json!({"message": "Done"}))
}
