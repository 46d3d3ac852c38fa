//! A server that speaks as Project Arachnid's Shield does, in the shapes that the official client reads.
//!
//! It hashes no picture and knows nothing: a test says what is answered of a hash or of a file, and what goes wrong.

use super::hma::{Trouble, happen};
use axum::{
    Json, Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use data_encoding::{BASE32, HEXLOWER};
use scrim_hashing::pdq::PdqHash;
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// What it answers, and what it heard.
#[derive(Default)]
pub struct World {
    /// How every call ends.
    pub trouble: Option<Trouble>,
    /// Whoever shows another name and password is refused.
    pub wants: Option<(String, String)>,
    /// What is answered of a hash; of any other, that it is not known.
    pub hashes: BTreeMap<[u8; 32], Value>,
    /// What is answered of a file, by its bytes; of any other, that it is not known.
    pub files: BTreeMap<Vec<u8>, Value>,
    /// The path and the body of every call.
    pub asked: Vec<(String, Vec<u8>)>,
}

/// A running stand-in; ends with the value.
pub struct StandIn {
    address: SocketAddr,
    shared: Shared,
    serving: JoinHandle<()>,
}

/// The same world for whoever answers and whoever tests.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<World>>);

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        // A test that failed while it held the world has said so already.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StandIn {
    /// Starts one that knows nothing.
    ///
    /// # Errors
    /// When there is no port for it.
    pub async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Shared::default();
        let routes = Router::new()
            .route("/v1/pdq/", post(pdq))
            .route("/v1/media/", post(media))
            .with_state(shared.clone())
            .layer(axum::middleware::from_fn_with_state(shared.clone(), before));
        let serving = tokio::spawn(async move {
            // It ends with the test, and what it would say then is nobody's.
            let _ended = axum::serve(listener, routes).await;
        });
        Ok(Self {
            address,
            shared,
            serving,
        })
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it answers and how it behaves, for as long as the value is held.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl World {
    /// From now on a hash is near a listed file, of which the first byte of its digests tells, and nothing more.
    pub fn near(&mut self, hash: PdqHash, class: &str, file: u8) {
        let (sha1, sha256) = (BASE32.encode(&[file; 20]), HEXLOWER.encode(&[file; 32]));
        let detail = json!({"timestamp": 0.0, "sha1_base32": sha1, "sha256_hex": sha256, "classification": class});
        let said = json!({"classification": class, "match_type": "near", "near_match_details": detail});
        self.hashes.insert(hash.0, said);
    }

    /// The paths of all calls so far.
    pub fn paths(&self) -> Vec<&str> {
        self.asked.iter().map(|(path, _body)| path.as_str()).collect()
    }
}

/// Stands before both operations: who asks, what is asked, and what goes wrong.
async fn before(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 1 << 24).await else {
        return detail(StatusCode::BAD_REQUEST, "no body");
    };
    let (trouble, known) = {
        let mut world = shared.world();
        world.asked.push((head.uri.path().to_owned(), body.to_vec()));
        let shown = head
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|shown| shown.to_str().ok());
        let known = world.wants.as_ref().is_none_or(|(name, password)| {
            let pair = STANDARD.encode(format!("{name}:{password}"));
            shown == Some(format!("Basic {pair}").as_str())
        });
        (world.trouble, known)
    };
    if !known {
        return detail(StatusCode::UNAUTHORIZED, "Invalid username/password.");
    }
    let happened = match trouble {
        Some(trouble) => happen(trouble).await,
        None => None,
    };
    match happened {
        Some(response) => response,
        None => next.run(Request::from_parts(head, body.into())).await,
    }
}

fn detail(status: StatusCode, says: &str) -> Response {
    (status, Json(json!({"detail": says}))).into_response()
}

fn not_known() -> Value {
    json!({"classification": "no-known-match", "match_type": null, "near_match_details": null})
}

async fn pdq(State(shared): State<Shared>, Json(asked): Json<Value>) -> Response {
    let Some(hashes) = asked.get("hashes").and_then(Value::as_array) else {
        return detail(StatusCode::BAD_REQUEST, "This field is required.");
    };
    let mut scanned = serde_json::Map::new();
    for text in hashes.iter().filter_map(Value::as_str) {
        let bytes = STANDARD.decode(text).ok();
        let Some(hash) = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) else {
            return detail(StatusCode::BAD_REQUEST, "Not a valid hash.");
        };
        let said = shared.world().hashes.get(&hash).cloned();
        scanned.insert(text.to_owned(), said.unwrap_or_else(not_known));
    }
    Json(json!({"scanned_hashes": scanned})).into_response()
}

async fn media(State(shared): State<Shared>, body: Bytes) -> Response {
    let said = shared.world().files.get(body.as_ref()).cloned();
    let mut scanned = said.unwrap_or_else(not_known);
    if let Some(fields) = scanned.as_object_mut() {
        fields.insert("size_bytes".into(), body.len().into());
        let sha1 = BASE32.encode(&Sha1::digest(&body));
        fields.entry("sha1_base32").or_insert(sha1.into());
        let sha256 = HEXLOWER.encode(&Sha256::digest(&body));
        fields.entry("sha256_hex").or_insert(sha256.into());
    }
    Json(scanned).into_response()
}
