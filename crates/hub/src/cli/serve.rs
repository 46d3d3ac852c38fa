//! `scrim-hub serve`.

use super::{Places, WorkerArguments, json_line, pictures};
use crate::{
    api,
    hub::{GRACE, Hub, HubSettings},
    media::MediaError,
    news, publish,
};
use anyhow::Context;
use clap::Args;
use scrim_media::Limits;
use scrim_model::time::Span;
use std::{net::SocketAddr, process::ExitCode, sync::Arc};
use tokio::net::TcpListener;

/// Serve the hub's API.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:7450", value_name = "ADDR")]
    listen: SocketAddr,
    /// A further host name to answer to
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// How long a verdict can be taken back
    #[arg(long, default_value_t = GRACE.0 / 1_000, value_name = "SECONDS", value_parser = clap::value_parser!(i64).range(0..=3600))]
    grace_seconds: i64,
    /// The largest upload
    #[arg(long, default_value_t = Limits::recommended().max_bytes, value_name = "BYTES")]
    max_upload_bytes: u64,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let limits = Limits {
            max_bytes: self.max_upload_bytes,
            ..Limits::recommended()
        };
        let settings = HubSettings {
            grace: Span::seconds(self.grace_seconds),
            limits,
        };
        let workers = pictures::workers(&self.worker)?;
        let hub = Arc::new(Hub::start(self.places.data.store()?, self.places.all()?, workers, settings).await?);
        see_media(&hub).await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        let address = listener.local_addr()?;
        let publishing = tokio::spawn(publish::run(Arc::clone(&hub)));
        let telling = tokio::spawn(news::run(Arc::clone(&hub)));
        let router = api::router(Arc::clone(&hub), self.hosts(address));
        json_line(&serde_json::json!({"ready": true, "url": format!("http://{address}")}))?;
        axum::serve(listener, router)
            .with_graceful_shutdown(async move {
                asked_to_stop().await;
                // Who listens would stay for minutes.
                hub.news.close();
            })
            .await?;
        publishing.abort();
        telling.abort();
        Ok(ExitCode::SUCCESS)
    }

    fn hosts(&self, address: SocketAddr) -> Vec<String> {
        let own = match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        self.host.iter().cloned().chain([own, "localhost".to_owned()]).collect()
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

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_error) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
