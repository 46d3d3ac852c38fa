//! Routes that keep what is on banks. The bank of a path is checked where content is added, and nowhere else.

use super::{
    Shared,
    curation::find,
    matching::{is_signal, uploaded},
    replies::{Refusal, Reply, body, broken, ok, refuse},
    world::Banked,
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, Query, Request, State},
    http::HeaderMap,
    routing::{get, post},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The longest note, characters.
const NOTE: usize = 255;

/// Five years, seconds.
const FIVE_YEARS: i64 = 5 * 365 * 86_400;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/c/bank/{bank}/content", post(add_file))
        .route("/c/bank/{bank}/signal", post(add_signal))
        .route("/c/bank/{bank}/content/{id}", get(show).put(change).delete(remove))
}

fn note(text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text {
        Some(text) if text.chars().count() > NOTE => Err(refuse(400, "note must be at most 255 characters")),
        text => Ok(text.map(str::to_owned).filter(|text| !text.is_empty())),
    }
}

fn user_metadata(text: &str) -> Result<Value, Refusal> {
    let said: Map<String, Value> = serde_json::from_str(text).map_err(|_not_it| refuse(400, "Invalid metadata"))?;
    let known = |key: &String| matches!(key.as_str(), "content_id" | "content_uri" | "json");
    if said.keys().all(known) {
        Ok(Value::Object(said))
    } else {
        Err(refuse(400, "Invalid metadata: Extra inputs are not permitted"))
    }
}

async fn add_file(State(shared): State<Shared>, Path(bank): Path<String>, request: Request) -> Reply {
    find(&shared, &bank)?;
    let form = match uploaded(&shared, request).await {
        Err(refused) if refused.0.status() == 400 => {
            return Err(refuse(400, "Neither `url` nor multipart file upload was received"));
        }
        form => form?,
    };
    if form.signals.values().any(String::is_empty) {
        return Err(refuse(400, "Invalid pdq signal: invalid PDQ hash"));
    }
    let said = form
        .fields
        .get("metadata")
        .map(|text| user_metadata(text))
        .transpose()?;
    let note = note(form.fields.get("note").map(String::as_str))?;
    banked(
        &shared,
        Banked {
            bank,
            note,
            signals: form.signals,
            user: said,
            ..Banked::default()
        },
    )
}

async fn add_signal(State(shared): State<Shared>, Path(bank): Path<String>, headers: HeaderMap, bytes: Bytes) -> Reply {
    let mut asked = body(&headers, &bytes)?;
    find(&shared, &bank)?;
    let fields = asked.as_object_mut().ok_or_else(broken)?;
    let note = note(fields.remove("note").as_ref().and_then(Value::as_str))?;
    let mut signals = BTreeMap::new();
    for (kind, signal) in fields {
        let signal = signal.as_str().unwrap_or_default();
        match kind.as_str() {
            "pdq" | "video_md5" if is_signal(kind, signal) => signals.insert(kind.clone(), signal.to_owned()),
            "pdq" | "video_md5" => return Err(refuse(400, "Invalid pdq signal: invalid PDQ hash")),
            other => return Err(refuse(400, format!("No such signal type {other}"))),
        };
    }
    banked(
        &shared,
        Banked {
            bank,
            note,
            signals,
            ..Banked::default()
        },
    )
}

/// Nothing is looked for before: the same twice is two.
fn banked(shared: &Shared, content: Banked) -> Reply {
    let signals = content.signals.clone();
    let id = shared.world().add(content);
    ok(&json!({"id": id, "signals": signals}))
}

fn collab(content: &Banked) -> Map<String, Value> {
    let fetched = content.fetched.iter();
    fetched.map(|id| (content.bank.clone(), json!([id]))).collect()
}

fn content(shared: &Shared, id: u64) -> Result<Banked, Refusal> {
    let found = shared.world().contents.get(&id).cloned();
    found.ok_or_else(|| refuse(404, format!("content '{id}' not found")))
}

async fn show(
    State(shared): State<Shared>,
    Path((_bank, id)): Path<(String, u64)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Reply {
    let content = content(&shared, id)?;
    let mut shown = json!({
        "id": id, "disable_until_ts": content.disable_until_ts, "original_media_uri": null,
        "bank": find(&shared, &content.bank)?,
    });
    let fields = shown.as_object_mut().ok_or_else(broken)?;
    if let Some(note) = &content.note {
        fields.insert("note".into(), json!(note));
    }
    let wants = |what: &str, unsaid: bool| asked.get(what).map_or(unsaid, |word| word == "true");
    if wants("include_signals", false) {
        fields.insert("signals".into(), json!(content.signals));
    }
    let collab = collab(&content);
    if wants("include_metadata", true) && (content.user.is_some() || !collab.is_empty()) {
        let said = |key: &str| content.user.as_ref().and_then(|user| user.get(key)).cloned();
        let collab = if collab.is_empty() { Value::Null } else { json!(collab) };
        let metadata = json!({
            "content_id": said("content_id"), "content_uri": said("content_uri"), "json": said("json"), "collab": collab,
        });
        fields.insert("metadata".into(), metadata);
    }
    ok(&shown)
}

/// When content matches again, as HMA reads it: numbers, and texts that are numbers.
fn until(asked: &Value, now: i64) -> Result<Option<i64>, Refusal> {
    let time = match asked.get("disable_until_ts") {
        None => return Ok(None),
        Some(Value::Number(number)) => number.as_i64().ok_or_else(broken)?,
        Some(Value::String(text)) => text
            .parse()
            .map_err(|_not_it| refuse(400, format!("Invalid int: '{text}'")))?,
        Some(_) => return Err(broken()),
    };
    if time < 0 {
        return Err(refuse(400, "disable_until_ts must be a non-negative integer"));
    }
    if time > now + FIVE_YEARS {
        return Err(refuse(400, "disable_until_ts must be less than 5 years in the future"));
    }
    Ok(Some(time))
}

async fn change(
    State(shared): State<Shared>,
    Path((_bank, id)): Path<(String, u64)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Reply {
    let asked = body(&headers, &bytes)?;
    let mut changed = content(&shared, id)?;
    if let Some(time) = until(&asked, shared.world().now)? {
        changed.disable_until_ts = time;
    }
    if let Some(text) = asked.get("note").and_then(Value::as_str) {
        changed.note = note(Some(text))?;
    }
    shared.world().contents.insert(id, changed.clone());
    ok(&json!({
        "id": id, "disable_until_ts": changed.disable_until_ts, "original_media_uri": null,
        "bank": find(&shared, &changed.bank)?, "note": changed.note,
        "collab_metadata": collab(&changed), "user_metadata": changed.user,
    }))
}

async fn remove(State(shared): State<Shared>, Path((_bank, id)): Path<(String, u64)>) -> Reply {
    let mut world = shared.world();
    let deleted = u8::from(world.contents.remove(&id).is_some());
    world.changed();
    ok(&json!({"deleted": deleted}))
}
