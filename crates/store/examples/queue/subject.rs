//! An empty database of either engine, made for one run and gone after it.

use crate::{
    arguments::Engine,
    cluster::{self, Cluster},
    cpu,
};
use anyhow::Context;
use scrim_model::time::Time;
use scrim_store::Store;
use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;

/// What a server of two gigabytes would be told, and nothing that makes a commit less than one.
const SETTINGS: &str = "-c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=30min";

/// A database, and whatever has to live as long.
pub(crate) struct Subject {
    pub(crate) engine: Engine,
    pub(crate) folder: TempDir,
    server: Option<Cluster>,
    server_pid: Option<u32>,
}

impl Subject {
    /// Makes one.
    pub(crate) fn new(engine: Engine) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-queue-")?;
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => {
                let started = cluster::beside(|| cluster::start(SETTINGS, &[]));
                let server = started.map_err(anyhow::Error::msg)?;
                server.make("hub");
                server.make("peer");
                Some(server)
            }
        };
        let server_pid = server.as_ref().and_then(pid);
        Ok(Self {
            engine,
            folder,
            server,
            server_pid,
        })
    }

    /// The address of a database of its server, where it has one.
    pub(crate) fn url(&self, database: &str) -> Option<String> {
        self.server.as_ref().map(|server| server.url(database))
    }

    /// The store on it.
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        let Some(url) = self.url("hub") else {
            let clock = Arc::new(now);
            return Ok(Store::open(&self.folder.path().join("data"), clock)?);
        };
        cluster::beside(move || Store::connect(&url, None, None)).context("the store does not connect")
    }

    /// Runs SQL behind the store's back.
    pub(crate) fn run(&self, text: &str) -> anyhow::Result<()> {
        if let Some(server) = &self.server {
            return Ok(server.run("hub", text)?);
        }
        let db = rusqlite::Connection::open(self.folder.path().join("data/scrim.db"))?;
        Ok(db.execute_batch(text)?)
    }

    /// What its server has used of the processors, where it has one.
    pub(crate) fn server_ms(&self) -> u64 {
        self.server_pid.map_or(0, cpu::family_ms)
    }

    /// The columns of a table.
    pub(crate) fn columns(&self, table: &str) -> anyhow::Result<Vec<String>> {
        if let Some(url) = self.url("hub") {
            let text = format!("SELECT column_name::TEXT FROM information_schema.columns WHERE table_name = '{table}'");
            return cluster::beside(move || {
                let mut client = postgres::Client::connect(&url, postgres::NoTls)?;
                let rows = client.query(&text, &[])?;
                Ok(rows.iter().map(|row| row.get(0)).collect())
            });
        }
        let db = rusqlite::Connection::open(self.folder.path().join("data/scrim.db"))?;
        let mut sql = db.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
        let names = sql.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}

/// The process that all of a server's are children of.
fn pid(server: &Cluster) -> Option<u32> {
    let url = server.url("hub");
    let asked = cluster::beside(move || {
        let mut client = postgres::Client::connect(&url, postgres::NoTls)?;
        let row = client.query_one("SELECT pg_backend_pid()", &[])?;
        let pid = u32::try_from(row.get::<_, i32>(0)).unwrap_or_default();
        Ok::<_, postgres::Error>(cpu::parent_of(pid))
    });
    asked.ok().flatten()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the hub of a benchmark goes by the system's clock"
)]
fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
