//! Routes that hash and match.

use super::{
    Shared,
    index::KINDS,
    replies::{Refusal, Reply, body, broken, missing, ok, page, refuse},
    world::{File, World},
};
use axum::{
    Router,
    body::Bytes,
    extract::{FromRequest, Multipart, Query, Request, State},
    http::{HeaderMap, header},
    routing::{get, post},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

type Asked = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Shared> {
    let alive = || async { page(200, "I-AM-ALIVE") };
    Router::new()
        .route("/status", get(alive))
        .route("/status/live", get(alive))
        .route("/h/hash", post(hash))
        .route("/m/lookup", get(lookup).post(lookup_file))
        .route("/m/raw_lookup", get(raw_lookup))
        .route("/m/compare", post(compare))
        .route("/m/index/status", get(index_status))
        .route("/c/signal_type/index", get(index_of_signals))
}

/// A file of a form, by the kind of content that its field is named.
pub(super) struct Uploaded {
    pub(super) signals: BTreeMap<String, String>,
    pub(super) fields: BTreeMap<String, String>,
}

/// Reads a form with one file, and hashes that.
pub(super) async fn uploaded(shared: &Shared, request: Request) -> Result<Uploaded, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).cloned();
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
        return Err(refuse(400, "Missing multipart/form-data file upload"));
    }
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_cut_off| broken())?;
    let (mut files, mut fields) = (Vec::new(), BTreeMap::new());
    while let Some(field) = form.next_field().await.map_err(|_cut_off| broken())? {
        let (name, is_file) = (field.name().unwrap_or_default().to_owned(), field.file_name().is_some());
        let bytes = field.bytes().await.map_err(|_cut_off| broken())?;
        if is_file {
            files.push((name, bytes));
        } else {
            fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    let [(content_type, bytes)] = files.as_slice() else {
        return Err(refuse(400, "Only one file allowed per request"));
    };
    if !matches!(content_type.as_str(), "photo" | "video") {
        return Err(refuse(400, format!("no such content_type: '{content_type}'")));
    }
    let signals = match shared.world().files.get(bytes.as_ref()) {
        Some(File::Picture(hex)) => BTreeMap::from([("pdq".to_owned(), hex.clone())]),
        Some(File::Flat) => BTreeMap::from([("pdq".to_owned(), String::new())]),
        Some(File::Film(digest)) => BTreeMap::from([("video_md5".to_owned(), digest.clone())]),
        Some(File::Broken) | None => return Err(broken()),
    };
    Ok(Uploaded { signals, fields })
}

async fn hash(State(shared): State<Shared>, Query(asked): Query<Asked>, request: Request) -> Reply {
    let uploaded = uploaded(&shared, request).await?;
    match asked.get("types").filter(|kind| !KINDS.contains(&kind.as_str())) {
        Some(kind) => Err(refuse(
            400,
            format!("signal type '{kind}' doesn't exist or is disabled"),
        )),
        None => ok(&json!(uploaded.signals)),
    }
}

/// Whether a text is a hash as HMA takes it: PDQ in 64 small hex digits.
pub(super) fn is_signal(kind: &str, signal: &str) -> bool {
    let small = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let length = if kind == "pdq" { 64 } else { 32 };
    signal.len() == length && signal.bytes().all(small)
}

async fn lookup(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Reply {
    let (Some(kind), Some(signal)) = (asked.get("signal_type"), asked.get("signal")) else {
        return Err(refuse(400, "Either url or both signal and signal_type are required"));
    };
    // `bypass_coinflip` is taken here, and not listened to.
    let toss = Toss::of(&asked, false);
    ok(&matches(&mut shared.world(), (kind, signal), &toss)?)
}

async fn lookup_file(State(shared): State<Shared>, Query(asked): Query<Asked>, request: Request) -> Reply {
    let uploaded = uploaded(&shared, request).await?;
    let toss = Toss::of(&asked, true);
    let mut all = Map::new();
    for (kind, signal) in &uploaded.signals {
        let found = matches(&mut shared.world(), (kind, signal), &toss)?;
        all.insert(kind.clone(), found);
    }
    ok(&Value::Object(all))
}

/// How banks are chosen for a look-up.
struct Toss {
    banks: Option<Vec<String>>,
    seed: Option<String>,
    bypass: bool,
}

impl Toss {
    fn of(asked: &Asked, may_bypass: bool) -> Self {
        let banks = asked.get("banks");
        Self {
            banks: banks.map(|names| names.split(',').map(str::to_owned).collect()),
            seed: asked.get("seed").cloned(),
            bypass: may_bypass && asked.get("bypass_coinflip").is_some_and(|word| word == "true"),
        }
    }

    fn takes(&self, world: &mut World, bank: &str) -> bool {
        let named = self
            .banks
            .as_ref()
            .is_none_or(|banks| banks.iter().any(|name| name == bank));
        named && (self.bypass || world.takes_part(bank, self.seed.as_deref()))
    }
}

fn matches(world: &mut World, (kind, signal): (&str, &str), toss: &Toss) -> Result<Value, Refusal> {
    if !KINDS.contains(&kind) {
        return Err(refuse(400, format!("No such SignalType '{kind}'")));
    }
    if !is_signal(kind, signal) {
        return Err(refuse(400, "invalid signal: invalid PDQ hash"));
    }
    let mut banks: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (id, distance) in world.index.near(kind, signal) {
        let now = world.now;
        let live = |content: &&super::Banked| content.disable_until_ts != 0 && content.disable_until_ts <= now.max(1);
        if let Some(content) = world.contents.get(&id).filter(live) {
            let matched = json!({"bank_content_id": id, "distance": distance});
            banks.entry(content.bank.clone()).or_default().push(matched);
        }
    }
    banks.retain(|bank, _| toss.takes(world, bank));
    Ok(json!(banks))
}

async fn raw_lookup(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Reply {
    let Some(kind) = asked.get("signal_type") else {
        return Err(missing("signal_type", &json!(asked)));
    };
    let Some(signal) = asked.get("signal") else {
        return Err(missing("signal", &json!(asked)));
    };
    if !is_signal(kind, signal) {
        return Err(refuse(400, "invalid signal: invalid PDQ hash"));
    }
    // What is disabled or deleted is there until the index is built anew.
    let found = shared.world().index.near(kind, signal).into_iter();
    let with_distance = asked.get("include_distance").is_some_and(|word| word == "true");
    let found: Vec<Value> = found
        .map(|(id, distance)| {
            if with_distance {
                json!({"bank_content_id": id, "distance": distance})
            } else {
                json!(id)
            }
        })
        .collect();
    ok(&json!({"matches": found}))
}

async fn compare(headers: HeaderMap, bytes: Bytes) -> Reply {
    let asked = body(&headers, &bytes)?;
    let pair = asked.get("pdq").and_then(Value::as_array).ok_or_else(broken)?;
    let [a, b] = pair.as_slice() else {
        return Err(refuse(400, "Comparison hash list length must be exactly 2"));
    };
    let hash = |text: &Value| {
        text.as_str()
            .and_then(|hex| hex.parse::<scrim_hashing::pdq::PdqHash>().ok())
    };
    let (a, b) = (hash(a).ok_or_else(broken)?, hash(b).ok_or_else(broken)?);
    let distance = a.distance(b);
    ok(&json!({"pdq": [distance <= 31, {"distance": distance}]}))
}

async fn index_status(State(shared): State<Shared>) -> Reply {
    let world = shared.world();
    let built_to = world.index.built_to.unwrap_or(-1);
    let of = |kind: &str| json!({"built_to": built_to, "present": true, "size": world.index.size(kind)});
    ok(&json!({"pdq": of("pdq"), "video_md5": of("video_md5")}))
}

async fn index_of_signals(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Reply {
    let world = shared.world();
    let wanted = |kind: &&str| asked.get("signal_type").is_none_or(|only| only == kind);
    let of = |kind: &str| {
        let size = world.index.size(kind);
        let there = world
            .contents
            .values()
            .filter(|content| content.signals.contains_key(kind))
            .count();
        json!({
            "db_size": there, "index_size": size, "index_out_of_date": there != size,
            "index_built_to": world.index.built_to.unwrap_or(-1), "newest_db_item": if there == 0 { -1 } else { world.now },
        })
    };
    let all: BTreeMap<&str, Value> = KINDS.into_iter().filter(wanted).map(|kind| (kind, of(kind))).collect();
    ok(&json!(all))
}
