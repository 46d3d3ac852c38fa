//! `scrim-hub serve`.

use super::{
    Places, WorkerArguments, json_line, pictures,
    stop::{Asking, Ending},
    ways::Ways,
};
use crate::{
    alarms, api, deliver,
    hub::{GRACE, Hub, HubSettings},
    matchers,
    media::MediaError,
    news, publish, reconciling, rematching, retention,
};
use anyhow::Context;
use clap::Args;
use scrim_media::Limits;
use scrim_model::time::Span;
use scrim_upstream::{
    call::Bounds,
    fetch::{AllowedHost, Fetcher, address::is_public},
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinSet, time::sleep};

/// Between two looks whether the index has changed enough to be kept again.
const BETWEEN_KEEPINGS: Duration = Duration::from_mins(10);

/// Between two looks at a provider that does not answer.
const BETWEEN_PROBES: Duration = Duration::from_secs(10);

/// Serve the hub's API.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
    #[command(flatten)]
    ways: Ways,
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:7450", value_name = "ADDR")]
    listen: SocketAddr,
    /// Where to answer `GET /metrics` to whatever watches the hub, without a sign-in; port 0 takes a free one
    /// [default: nowhere]
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// Let `--metrics` listen beyond this machine, in the clear and to everybody who gets there
    #[arg(long, requires = "metrics")]
    metrics_beyond_this_machine: bool,
    /// A further host name to answer to
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// A host that pictures may be fetched from when a platform sends their addresses (`POST /v1/url/`), over https and
    /// at public addresses alone; with a port if it is not 443. As often as needed [default: none]
    #[arg(long, value_name = "HOST")]
    fetch_from: Vec<AllowedHost>,
    /// How long a verdict can be taken back
    #[arg(long, default_value_t = GRACE.0 / 1_000, value_name = "SECONDS", value_parser = clap::value_parser!(i64).range(0..=3600))]
    grace_seconds: i64,
    /// The largest upload
    #[arg(long, default_value_t = Limits::recommended().max_bytes, value_name = "BYTES")]
    max_upload_bytes: u64,
    /// How long requests under way are waited for when the hub is asked to stop (SIGTERM or SIGINT; asked a second time,
    /// it waits no longer)
    #[arg(long, default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=3600))]
    stop_seconds: u32,
}

/// Said once it answers.
#[derive(serde::Serialize)]
struct Told {
    ready: bool,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics: Option<String>,
}

/// What a hub does beside answering, until the set is dropped.
async fn beside(hub: &Arc<Hub>) -> anyhow::Result<JoinSet<()>> {
    let mut beside = JoinSet::new();
    beside.spawn(publish::run(Arc::clone(hub)));
    beside.spawn(deliver::run(Arc::clone(hub)));
    beside.spawn(matchers::run(Arc::clone(hub)));
    beside.spawn(retention::run(Arc::clone(hub)));
    beside.spawn(reconciling::run(Arc::clone(hub)));
    beside.spawn(rematching::run(Arc::clone(hub)));
    beside.spawn(alarms::run(Arc::clone(hub)));
    beside.spawn(meet_provider(Arc::clone(hub)));
    beside.spawn(news::run(Arc::clone(hub), hub.store.chain_length().await?));
    Ok(beside)
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let watched = self.watched()?;
        let limits = Limits {
            max_bytes: self.max_upload_bytes,
            ..Limits::recommended()
        };
        let settings = HubSettings {
            grace: Span::seconds(self.grace_seconds),
            limits,
            passwords: self.ways.passwords(),
            identity: self.ways.identity()?,
            fetcher: self.fetcher()?,
        };
        let workers = pictures::workers(&self.worker)?;
        let hub = Arc::new(Hub::start(self.places.data.store()?, self.places.all()?, workers, settings).await?);
        see_media(&hub).await?;
        if !hub.settings.passwords {
            hub.store.end_password_sessions().await?;
        }
        let (listener, address) = listen(self.listen).await?;
        let mut told = Told {
            ready: true,
            url: format!("http://{address}"),
            metrics: None,
        };
        // Before anybody knows that it runs: whoever does may ask it to stop.
        let mut asking = Asking::listen()?;
        let mut beside = beside(&hub).await?;
        let keeping = tokio::spawn(keep_index(Arc::clone(&hub), self.places.data.data.clone()));
        let ending = Ending::default();
        ending.serve(listener, api::router(Arc::clone(&hub), self.hosts(address)));
        if let Some(watched) = watched {
            let (listener, address) = listen(watched).await?;
            ending.serve(listener, api::scraping(hub.clone(), self.hosts(address)));
            told.metrics = Some(format!("http://{address}/metrics"));
        }
        json_line(&told)?;
        let patience = Duration::from_secs(self.stop_seconds.into());
        let asked = async || {
            asking.next().await;
            // Who listens would stay for minutes.
            hub.news.close();
        };
        ending.wait(asked, &hub.keeping, patience).await;
        keeping.abort();
        keep_index_now(&hub, &self.places.data.data).await;
        beside.shutdown().await;
        Ok(ExitCode::SUCCESS)
    }

    /// Where metrics are answered: on this machine, unless somebody has said otherwise.
    fn watched(&self) -> anyhow::Result<Option<SocketAddr>> {
        let stays_here = self.metrics.is_none_or(|address| address.ip().is_loopback());
        anyhow::ensure!(
            stays_here || self.metrics_beyond_this_machine,
            "--metrics answers in the clear and asks for no sign-in: give an address of this machine, \
             or say --metrics-beyond-this-machine"
        );
        Ok(self.metrics)
    }

    /// Fetches pictures, where hosts are named for it.
    fn fetcher(&self) -> anyhow::Result<Option<Fetcher>> {
        if self.fetch_from.is_empty() {
            return Ok(None);
        }
        let bounds = Bounds {
            most_bytes: usize::try_from(self.max_upload_bytes).unwrap_or(usize::MAX),
            ..Bounds::RECOMMENDED
        };
        let fetcher = Fetcher::new(self.fetch_from.clone(), bounds, is_public, Vec::new());
        fetcher.map(Some).context("pictures cannot be fetched")
    }

    fn hosts(&self, address: SocketAddr) -> Vec<String> {
        let own = match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        self.host.iter().cloned().chain([own, "localhost".to_owned()]).collect()
    }
}

/// Keeps the index for the next start, now and then.
async fn keep_index(hub: Arc<Hub>, data: PathBuf) {
    loop {
        sleep(BETWEEN_KEEPINGS).await;
        keep_index_now(&hub, &data).await;
    }
}

/// A hub without a kept index starts more slowly, and no worse.
async fn keep_index_now(hub: &Hub, data: &Path) {
    match hub.index.keep(data, &hub.store).await {
        Ok(true) => tracing::info!("the index is kept for the next start"),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the index could not be kept; the next start reads the database"),
    }
}

/// What waiting does not mend is said before anybody relies on it; a bucket that is away may come back.
async fn see_media(hub: &Hub) -> Result<(), MediaError> {
    match hub.media.probe().await {
        Err(error) if error.may_pass() => {
            tracing::warn!(cause = %error, "media can be neither stored nor read now");
            Ok(())
        }
        done => done,
    }
}

/// A provider that does not answer is said once, and whoever wants to sign in by it hears of it; the hub serves.
async fn meet_provider(hub: Arc<Hub>) {
    let Some(provider) = &hub.provider else { return };
    let mut said = false;
    while let Err(error) = provider.probe().await {
        if !std::mem::replace(&mut said, true) {
            tracing::warn!(cause = ?error, "nobody can sign in at the identity provider now");
        }
        sleep(BETWEEN_PROBES).await;
    }
    tracing::info!(
        issuer = provider.settings().issuer.as_str(),
        "the identity provider answers"
    );
}

async fn listen(address: SocketAddr) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("cannot listen on {address}"))?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}
