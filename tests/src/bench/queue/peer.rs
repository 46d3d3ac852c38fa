//! Job queues that other people built, each behind a small server in Node: `tests/peers/queue-NAME.mjs`.

use super::{connection::Connection, desks::BATCH, subject::Job};
use crate::harness::{child::Running, programs};
use anyhow::Context as _;
use serde::Deserialize;
use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
};

/// The folder with what the peers need, which they are told by the same name.
const MODULES_VARIABLE: &str = "SCRIM_PEERS_MODULES";

#[derive(Deserialize)]
struct Ready {
    port: u16,
    version: String,
}

/// Starts a peer with jobs in it. Answers all that runs, the last first, and what the peer calls itself.
pub(super) fn serve(
    name: &str,
    database: Option<&str>,
    jobs: u64,
    folder: &Path,
) -> anyhow::Result<(Vec<Running>, SocketAddr, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("peers/queue-{name}.mjs"));
    let modules =
        std::env::var_os(MODULES_VARIABLE).with_context(|| format!("{name} is named, but not where it is"))?;
    let mut command = Command::new("node");
    command
        .arg(script)
        .env(MODULES_VARIABLE, modules)
        .env("JOBS", jobs.to_string());
    let mut behind = None;
    match name {
        "bullmq" => {
            let (redis, port) = redis(folder)?;
            command.env("REDIS_PORT", port.to_string());
            behind = Some(redis);
        }
        _ => {
            command.env("DATABASE_URL", database.context("no database for a peer")?);
        }
    }
    let (running, line) = Running::start_and_read(&mut command, &folder.join(format!("{name}.log")))?;
    let ready: Ready = serde_json::from_str(&line)?;
    let serving = std::iter::once(running).chain(behind).collect();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, ready.port));
    Ok((serving, address, ready.version))
}

/// As durable as we are: every change is on disk before it is answered.
fn redis(folder: &Path) -> anyhow::Result<(Running, u16)> {
    let program: PathBuf = programs::installed("redis-server").context("redis-server is not installed")?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let home = folder.join(format!("redis-{port}"));
    std::fs::create_dir_all(&home)?;
    let mut command = Command::new(program);
    command.args(["--bind", "127.0.0.1", "--port", &port.to_string()]);
    command.args(["--appendonly", "yes", "--appendfsync", "always", "--save", ""]);
    command.arg("--dir").arg(home);
    Ok((Running::start(&mut command, &folder.join("redis.log"))?, port))
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

pub(super) async fn take(connection: &mut Connection) -> anyhow::Result<Vec<Job>> {
    let answer = connection.post("/take", "", &format!("{{\"want\":{BATCH}}}")).await?;
    let taken: Vec<Taken> = serde_json::from_slice(answer)?;
    Ok(taken.into_iter().map(|taken| Job::Peer(taken.id)).collect())
}

pub(super) async fn finish(connection: &mut Connection, id: &str) -> anyhow::Result<()> {
    connection
        .post("/done", "", &format!("{{\"id\":\"{id}\",\"verdict\":\"same\"}}"))
        .await?;
    Ok(())
}
