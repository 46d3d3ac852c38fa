//! A server that speaks S3, for tests: `s3s-fs` in this process, on a port of its own, with keys, and with
//! faults where a test wants them.

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime, sync::Notify};
use tower::ServiceExt;

/// The bucket there is.
pub(crate) const BUCKET: &str = "media";
/// The name of the access key.
pub(crate) const KEY_ID: &str = "TESTKEYID";
/// The access key.
pub(crate) const SECRET: &str = "a-secret-that-nobody-may-print";

/// What the server does instead of what it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// Takes so many more objects, and answers nothing after that.
    Silent {
        /// How many.
        after_puts: usize,
    },
    /// Takes so many more objects, and refuses all after that with this status and code.
    Refuses {
        /// How many.
        after_puts: usize,
        /// The status.
        status: u16,
        /// The code in the XML.
        code: &'static str,
    },
}

/// A running server with one bucket.
pub(crate) struct S3 {
    /// Where it answers.
    pub(crate) endpoint: String,
    folder: TempDir,
    state: Arc<State>,
    runtime: Option<Runtime>,
}

struct State {
    root: PathBuf,
    fault: Mutex<Fault>,
    met: Notify,
}

impl S3 {
    /// Starts it, in a runtime that can be taken away with all its connections.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).expect("a file system"));
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = service.build();
        let state = Arc::new(State {
            root: folder.path().to_owned(),
            fault: Mutex::new(Fault::None),
            met: Notify::new(),
        });
        let answering = Arc::clone(&state);
        let router = Router::new().fallback(move |request| answer(Arc::clone(&answering), service.clone(), request));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener
            .set_nonblocking(true)
            .expect("a listener that waits for nobody");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let runtime = Runtime::new().expect("a runtime");
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).expect("a listener");
            axum::serve(listener, router).await
        });
        Self {
            endpoint,
            folder,
            state,
            runtime: Some(runtime),
        }
    }

    /// What it is to do from now on.
    pub(crate) fn set(&self, fault: Fault) {
        *self.state.fault() = fault;
    }

    /// Until a request has met the fault.
    pub(crate) async fn met(&self) {
        self.state.met.notified().await;
    }

    /// Is gone, as if its machine were.
    pub(crate) fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }

    /// Everything it has written, what it writes beside the objects included.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        files(self.folder.path())
    }

    /// The objects in the bucket.
    pub(crate) fn objects(&self) -> Vec<PathBuf> {
        files(&self.folder.path().join(BUCKET))
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.stop();
    }
}

impl State {
    fn fault(&self) -> std::sync::MutexGuard<'_, Fault> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request, and says what becomes of it.
    fn meets(&self, method: &Method) -> Fault {
        let mut fault = self.fault();
        match &mut *fault {
            Fault::Silent { after_puts } | Fault::Refuses { after_puts, .. } if *after_puts > 0 => {
                if method == Method::PUT {
                    *after_puts -= 1;
                }
                Fault::None
            }
            // What was put in vain can be taken away.
            Fault::Refuses { .. } if method == Method::DELETE => Fault::None,
            met => *met,
        }
    }
}

async fn answer(state: Arc<State>, service: S3Service, request: Request) -> Response {
    match state.meets(request.method()) {
        Fault::None => {}
        Fault::Silent { .. } => {
            state.met.notify_one();
            return std::future::pending().await;
        }
        Fault::Refuses { status, code, .. } => {
            state.met.notify_one();
            return refusal(status, code);
        }
    }
    // The server under this would make the bucket.
    let bucket = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !state.root.join(bucket).is_dir() {
        return refusal(404, "NoSuchBucket");
    }
    match service.oneshot(request).await {
        Ok(answered) => answered.map(Body::new),
        Err(_broken) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn refusal(status: u16, code: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let body =
        format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><AWSAccessKeyId>{KEY_ID}</AWSAccessKeyId></Error>");
    (status, body).into_response()
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}
