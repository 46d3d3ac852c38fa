//! A hub in a temporary folder with one person of every role.

use super::engine;
use crate::{
    api, clock,
    hub::{Hub, HubPlaces, HubSettings},
    keys::KeyPlace,
    media::{BucketSettings, MediaPlace},
    passwords, tokens,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use scrim_media::Limits;
use scrim_model::{
    check::StopChecks,
    ids::PersonId,
    person::Role,
    second_looks::Permille,
    time::{Span, Time},
};
use scrim_store::{
    Clock, Store,
    people::{Credential, NewPerson},
};
use scrim_upstream::fetch::Fetcher;
use scrim_worker::{SandboxDemand, WorkerPool, WorkerSettings};
use serde_json::Value;
use std::{num::NonZeroUsize, path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;
use tower::ServiceExt;

pub(super) const PASSWORD: &str = "a password for tests";
pub(super) const HOST: &str = "hub.example";

pub(super) struct TestHub {
    pub(super) hub: Arc<Hub>,
    pub(super) router: Router,
    pub(super) source_key: String,
    pub(super) source: PersonId,
    pub(super) folders: [TempDir; 2],
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(super) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl TestHub {
    /// A hub, or nothing where the worker program is not built: said aloud, and a failure in CI.
    pub(super) async fn start() -> Option<Self> {
        Self::start_with(|_| ()).await
    }

    /// The same, with other limits of one upload.
    pub(super) async fn start_with(change: impl FnOnce(&mut Limits)) -> Option<Self> {
        Self::start_on(None, change).await
    }

    /// The same, with its media in a bucket.
    pub(super) async fn start_on(bucket: Option<BucketSettings>, change: impl FnOnce(&mut Limits)) -> Option<Self> {
        Self::start_as(bucket, (None, None), change).await
    }

    /// The same, fetching pictures by their addresses.
    pub(super) async fn start_fetching(fetcher: Fetcher) -> Option<Self> {
        Self::start_as(None, (Some(fetcher), None), |_| ()).await
    }

    /// The same, by a clock of the test's own.
    pub(super) async fn start_by(clock: Clock) -> Option<Self> {
        Self::start_as(None, (None, Some(clock)), |_| ()).await
    }

    async fn start_as(
        bucket: Option<BucketSettings>,
        (fetcher, clock): (Option<Fetcher>, Option<Clock>),
        change: impl FnOnce(&mut Limits),
    ) -> Option<Self> {
        let program = worker()?;
        let folders = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder"));
        let mut limits = Limits {
            max_bytes: 200_000,
            ..Limits::recommended()
        };
        change(&mut limits);
        let hub = put_together(program, &folders, bucket, (limits, fetcher, clock)).await;
        let source_key = tokens::fresh().expect("randomness").to_string();
        let credential = Credential::Key(tokens::hash(&source_key));
        let source = add(&hub, "platform", Role::Source, credential).await;
        let password = passwords::hash(PASSWORD).expect("long enough");
        for (name, role) in PEOPLE {
            add(&hub, name, role, Credential::Password(password.clone())).await;
        }
        let router = api::router(Arc::clone(&hub), vec![HOST.to_owned()]);
        Some(Self {
            hub,
            router,
            source_key,
            source,
            folders,
        })
    }

    /// Another hub on the same data, after this one has ended.
    pub(super) async fn start_again(self, bucket: BucketSettings) -> Self {
        let Self {
            hub,
            router,
            source_key,
            source,
            folders,
        } = self;
        let limits = hub.settings.limits;
        drop((hub, router));
        let program = worker().expect("it was there before");
        let hub = put_together(program, &folders, Some(bucket), (limits, None, None)).await;
        let router = api::router(Arc::clone(&hub), vec![HOST.to_owned()]);
        Self {
            hub,
            router,
            source_key,
            source,
            folders,
        }
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 10_000_000).await.expect("a body");
        Answer {
            status,
            kind,
            bytes: bytes.to_vec(),
        }
    }

    /// Sends JSON, with `token` where there is one.
    pub(super) async fn call(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
        self.send(request(method, path, token, body)).await
    }

    pub(super) async fn sign_in(&self, name: &str) -> String {
        let body = serde_json::json!({"name": name, "password": PASSWORD});
        let answer = self.call("POST", "/v1/session", None, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        answer.json()["access_token"].as_str().expect("a token").to_owned()
    }
}

impl TestHub {
    /// The grace time of what was said is over, for the so-manieth time: the hub's time never goes back behind that of
    /// another one on the same data.
    pub(super) async fn past_grace(&self, times: i64) {
        let later = clock::now() + Span::minutes(2 * times);
        self.beside(later).deliver_due().await.expect("carried out");
    }

    /// What another hub on the same data keeps it in, by a clock that stands still.
    pub(super) fn beside(&self, now: Time) -> Store {
        let folder = self.folders.first().expect("the data folder").path();
        engine::open(folder, Some(Arc::new(move || now)))
    }
}

pub(super) const PEOPLE: [(&str, Role); 4] = [
    ("moderator", Role::Moderator),
    ("second", Role::Moderator),
    ("lead", Role::Lead),
    ("admin", Role::Admin),
];

pub(super) fn request(method: &str, path: &str, token: Option<&str>, body: &Value) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    request.body(Body::from(body.to_string())).expect("a request")
}

async fn put_together(
    program: PathBuf,
    folders: &[TempDir; 2],
    bucket: Option<BucketSettings>,
    (limits, fetcher, clock): (Limits, Option<Fetcher>, Option<Clock>),
) -> Arc<Hub> {
    let workers = WorkerPool::start(WorkerSettings {
        sandbox: SandboxDemand::BestEffort,
        // Unoptimised code on a busy machine.
        deadline: Duration::from_mins(1),
        ..WorkerSettings::recommended(program, NonZeroUsize::MIN)
    });
    let settings = HubSettings {
        grace: Span::seconds(60),
        limits,
        passwords: true,
        identity: None,
        fetcher,
    };
    let [data, keys] = folders;
    let places = HubPlaces {
        data: data.path().to_owned(),
        media: bucket.map_or_else(
            || MediaPlace::in_data(data.path()),
            |settings| MediaPlace::Bucket(Box::new(settings)),
        ),
        key: Some(KeyPlace::File(keys.path().join("hub.key"))),
    };
    let store = engine::open(data.path(), clock);
    let hub = Hub::start(store, places, workers.expect("the worker starts"), settings);
    let hub = hub.await.expect("the hub starts");
    // No test meets a check by chance.
    let never = StopChecks { share: Permille::NONE };
    hub.store.set_stop_checks(None, never).await.expect("set");
    Arc::new(hub)
}

async fn add(hub: &Hub, name: &str, role: Role, credential: Credential) -> PersonId {
    let new = NewPerson {
        name: name.into(),
        role,
        credential,
        experienced: true,
    };
    hub.store.add_person(new).await.expect("added")
}

/// The worker beside the folder that tests run from.
fn worker() -> Option<PathBuf> {
    let own = std::env::current_exe().expect("a test knows its own path");
    let folder = own
        .parent()
        .and_then(|deps| deps.parent())
        .expect("target/<profile>/deps");
    let program = folder.join(format!("scrim-worker{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        return Some(program);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "build scrim-worker before these tests"
    );
    eprintln!("SKIPPED: scrim-worker is not built; run `cargo build -p scrim-worker` first");
    None
}
