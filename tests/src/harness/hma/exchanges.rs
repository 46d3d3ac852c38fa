//! Routes that keep exchanges.

use super::{
    Shared,
    replies::{Refusal, Reply, body, broken, ok, page, refuse, told},
    world::Exchange,
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Map, Value, json};

const APIS: [&str; 5] = ["sample", "local_file", "fb_threatexchange", "ncmec", "stop_ncii"];

pub(super) fn routes() -> Router<Shared> {
    let apis = || async { ok(&json!(APIS)) };
    Router::new()
        .route("/c/exchanges/apis", get(apis))
        .route("/c/exchanges/api/{api}", get(credential).post(set_credential))
        .route("/c/exchanges", get(all).post(make))
        .route("/c/exchange/{name}", get(one).put(change).delete(remove))
        .route("/c/exchange/{name}/status", get(status))
        .route("/dev/run_fetch", post(run_fetch))
}

fn find(shared: &Shared, name: &str) -> Result<Exchange, Refusal> {
    let world = shared.world();
    let found = world.exchanges.iter().find(|exchange| exchange.name == name).cloned();
    found.ok_or_else(|| refuse(404, format!("exchange '{name}' not found")))
}

async fn credential(State(shared): State<Shared>, Path(api): Path<String>) -> Reply {
    let set = shared.world().credentials.contains(&api);
    ok(&json!({"has_set_authentification": set, "supports_authentification": true}))
}

async fn set_credential(State(shared): State<Shared>, Path(api): Path<String>) -> Reply {
    shared.world().credentials.push(api);
    ok(&json!({"has_set_authentification": true, "supports_authentification": true}))
}

async fn all(State(shared): State<Shared>) -> Reply {
    let world = shared.world();
    let names: Vec<&str> = world.exchanges.iter().map(|exchange| exchange.name.as_str()).collect();
    ok(&json!(names))
}

async fn one(State(shared): State<Shared>, Path(name): Path<String>) -> Reply {
    let exchange = find(&shared, &name)?;
    let mut shown = exchange.config;
    shown.insert("name".into(), json!(exchange.name));
    shown.insert("api".into(), json!(exchange.api));
    shown.insert("enabled".into(), json!(exchange.enabled));
    if exchange.api == "ncmec" {
        shown.insert("only_esp_ids".into(), json!([]));
    }
    ok(&Value::Object(shown))
}

async fn status(State(shared): State<Shared>, Path(name): Path<String>) -> Reply {
    let exchange = find(&shared, &name)?;
    let at = exchange.fetched_at;
    // A list that is a sample has nothing to go on from.
    let checkpoint = at.filter(|_at| exchange.api != "sample");
    ok(&json!({
        "checkpoint_ts": checkpoint, "fetched_items": exchange.fetched, "last_fetch_complete_ts": at,
        "last_fetch_succeeded": at.map(|_at| true), "running_fetch_start_ts": null, "up_to_date": at.is_some(),
    }))
}

async fn make(State(shared): State<Shared>, headers: HeaderMap, bytes: Bytes) -> Reply {
    let asked = body(&headers, &bytes)?;
    let text = |key: &str| asked.get(key).and_then(Value::as_str).map(str::to_owned);
    let (name, api) = (text("bank").ok_or_else(broken)?, text("api").ok_or_else(broken)?);
    let config: Map<String, Value> = asked
        .get("api_json")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let environment = config.get("environment").and_then(Value::as_str);
    if api == "ncmec" && !environment.is_some_and(|url| url.starts_with("https://")) {
        return Err(refuse(
            400,
            "Failed to parse `api_json` - it is not a valid NCMECEnvironment",
        ));
    }
    let mut world = shared.world();
    // A bank of that name, and HMA breaks.
    if world.banks.iter().any(|(known, _)| *known == name) {
        return Err(broken());
    }
    world.exchange(&name, &api);
    if let Some(made) = world.exchanges.last_mut() {
        made.config = config;
    }
    Ok(told(201, &json!({"message": "Created successfully"})))
}

/// The answer is what is left of JSON when its writer is handed a dictionary.
async fn change(State(shared): State<Shared>, Path(name): Path<String>, headers: HeaderMap, bytes: Bytes) -> Reply {
    let asked = body(&headers, &bytes)?;
    find(&shared, &name)?;
    let enabled = asked.get("enabled").and_then(Value::as_bool);
    for exchange in shared.world().exchanges.iter_mut().filter(|one| one.name == name) {
        exchange.enabled = enabled.unwrap_or(exchange.enabled);
    }
    let text = ([("content-type", "application/json")], "nameapienabled");
    Ok(text.into_response())
}

async fn remove(State(shared): State<Shared>, Path(name): Path<String>) -> Reply {
    find(&shared, &name)?;
    let mut world = shared.world();
    world.exchanges.retain(|exchange| exchange.name != name);
    world.banks.retain(|(bank, _)| *bank != name);
    world.contents.retain(|_, content| content.bank != name);
    world.changed();
    ok(&json!({"message": "Exchange deleted"}))
}

async fn run_fetch(State(shared): State<Shared>) -> Response {
    shared.world().fetch();
    page(302, "<!doctype html>\n<title>Redirecting...</title>\n")
}
