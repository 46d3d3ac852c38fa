//! The store, and a unit of work in it. What an engine does with units is beside this file.

use crate::{
    db::Db,
    error::StoreError,
    leases::Take,
    people::{Caller, TokenHash, TokenRefused},
    sharing::Sharing,
    sql,
    upgrade::Upgraded,
    verdicts::NewVerdict,
};
use scrim_model::time::Time;
use std::{cell::RefCell, path::Path, sync::Arc};
use tokio::sync::oneshot;
use uuid::Uuid;

mod alone;
mod joint;
mod postgres;
mod sqlite;

pub(crate) use alone::{Alone, CaseOf, Lists};
pub(crate) use joint::{About, Joint, Lane, Outcome};

/// Reads the time. The store makes it never run backwards, over restarts too.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

/// Where the caller of a unit of work waits for what became of it.
type Waiting<T, E> = oneshot::Receiver<Result<T, E>>;

/// An engine that was opened, and what that upgraded.
type Opened<T> = (T, Option<Upgraded>);

/// The hub's memory. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    pub(crate) lanes: Lanes,
    pub(crate) sharing: Sharing,
    pub(crate) upgraded: Option<Arc<Upgraded>>,
}

/// What is done for many at once, by kind.
#[derive(Clone, Default)]
pub(crate) struct Lanes {
    pub(crate) leases: Lane<Take, Outcome<Take>>,
    pub(crate) verdicts: Lane<NewVerdict, Outcome<NewVerdict>>,
    pub(crate) callers: Lane<(TokenHash, Time), Result<Caller, TokenRefused>>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// A unit of work in progress: the connection inside its transaction, and the hub's time.
pub(crate) struct Tx<'a> {
    pub(crate) db: Db<'a>,
    pub(crate) now: Time,
    /// What the chain is told of it, written last.
    pub(crate) facts: RefCell<Vec<Fact>>,
}

/// A fact that the chain is to hold.
pub(crate) struct Fact {
    pub(crate) kind: &'static str,
    pub(crate) body: String,
}

impl Store {
    fn on(engine: Engine, upgraded: Option<Upgraded>) -> Self {
        Self {
            engine,
            lanes: Lanes::default(),
            sharing: Sharing::default(),
            upgraded: upgraded.map(Arc::new),
        }
    }

    /// Opens the database in `folder`, makes or upgrades its tables, and starts the writer. What an earlier version left
    /// is kept beside it first ([`Store::upgraded`]).
    ///
    /// # Errors
    /// [`StoreError`] when the folder or the database cannot be used.
    pub fn open(folder: &Path, clock: Clock) -> Result<Self, StoreError> {
        let (engine, upgraded) = sqlite::Sqlite::open(folder, clock)?;
        Ok(Self::on(Engine::Sqlite(engine), upgraded))
    }

    /// Connects to a `PostgreSQL` database, `postgres://person:password@host/name`, and makes or upgrades its
    /// tables. Several hubs may share one. Blocks until that is done. The time is the database's own, unless
    /// a clock is given. To another machine everything is encrypted, and the server has to prove its name: by who the
    /// system trusts, or by the certificates in the PEM file `vouching` and by no others.
    ///
    /// # Errors
    /// [`StoreError`] when the address is none, or the database cannot be reached or used.
    pub fn connect(url: &str, vouching: Option<&Path>, clock: Option<Clock>) -> Result<Self, StoreError> {
        let (engine, upgraded) = postgres::Postgres::connect(url, vouching, clock)?;
        Ok(Self::on(Engine::Postgres(engine), upgraded))
    }

    /// Does a unit of work, which commits whole or not at all. It may be done more than once before it is
    /// committed: it touches nothing but the database.
    pub(crate) async fn write<T, E>(
        &self,
        alone: Alone,
        work: impl Fn(&Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let waiting = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(work).await?,
            Engine::Postgres(postgres) => postgres.write(alone, work).await?,
        };
        answered(waiting).await
    }

    /// Reads, beside whoever writes.
    pub(crate) async fn read<T, E>(&self, work: impl Fn(Db<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(work).await,
            Engine::Postgres(postgres) => answered(postgres.read(work).await?).await,
        }
    }
}

impl Store {
    /// See [`Store::forget_log`]. A server's log is its own business.
    pub(crate) async fn empty_log(&self) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.empty_log().await,
            Engine::Postgres(_) => Ok(true),
        }
    }
}

/// Nobody answers only where the work panicked: it has been taken back.
async fn answered<T, E: From<StoreError>>(waiting: Waiting<T, E>) -> Result<T, E> {
    let broke_off = |_gone| Err(StoreError::BrokeOff.into());
    waiting.await.unwrap_or_else(broke_off)
}

impl<'a> Tx<'a> {
    /// A transaction that has begun.
    fn new(db: Db<'a>, now: Time) -> Self {
        let facts = RefCell::default();
        Self { db, now, facts }
    }

    /// Does a unit of work whole: what it writes, and then what the chain is told of it.
    fn perform<T, E: From<StoreError>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        self.facts.take();
        let done = work(self)?;
        sql::chain::write(self)?;
        Ok(done)
    }

    /// A fresh id that sorts by the hub's time.
    pub(crate) fn fresh_id(&self) -> Result<Uuid, StoreError> {
        fresh_id(self.now)
    }
}

/// A fresh id that sorts by a time.
pub(crate) fn fresh_id(at: Time) -> Result<Uuid, StoreError> {
    let mut random = [0_u8; 10];
    #[expect(clippy::disallowed_methods, reason = "ids are drawn where they are kept")]
    getrandom::fill(&mut random).map_err(|_error| StoreError::NoEntropy)?;
    let ms = u64::try_from(at.0).unwrap_or_default();
    Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
}
