//! A server that speaks as HMA does, with all that is odd about it: what the recorded calls of
//! `tests/fixtures/hma/calls.json` show is its contract, and a test replays them.
//!
//! It hashes no picture: a test says what each file's hash is. What a real one does of itself in time, building its
//! index or fetching from an exchange, it does when a test says so.

mod content;
mod curation;
mod exchanges;
mod index;
mod matching;
mod replies;
mod trouble;
mod world;

pub use index::Building;
pub use trouble::Trouble;
pub(super) use trouble::happen;
pub use world::{Banked, Coins, File, Upstream, World};

use axum::Router;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The path that a proxy would give it.
pub const PREFIX: &str = "/lists/hma";

/// The same world for whoever answers and whoever tests.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<World>>);

/// A running stand-in; ends with the value.
pub struct StandIn {
    address: SocketAddr,
    shared: Shared,
    serving: JoinHandle<()>,
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        // A test that failed while it held the world has said so already.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StandIn {
    /// Starts one with nothing in it.
    ///
    /// # Errors
    /// When there is no port for it.
    pub async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Shared::default();
        let routes = routes(shared.clone());
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

    /// Where it answers, behind the path of a proxy.
    pub fn url(&self) -> String {
        format!("http://{}{PREFIX}", self.address)
    }

    /// What it holds and how it behaves, for as long as the value is held.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn routes(shared: Shared) -> Router {
    let all = Router::new()
        .merge(matching::routes())
        .merge(curation::routes())
        .merge(content::routes())
        .merge(exchanges::routes())
        .fallback(replies::no_such_page)
        .method_not_allowed_fallback(replies::no_such_method)
        .with_state(shared.clone())
        .layer(axum::middleware::from_fn_with_state(shared, trouble::before));
    Router::new().nest(PREFIX, all)
}
