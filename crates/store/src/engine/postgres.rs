//! `PostgreSQL`: units run beside each other, in one hub and in several, each in a transaction of its own.
//!
//! What one writer gives for nothing elsewhere is had by locks here: what a unit has to itself ([`Alone`])
//! is locked before it begins, in one order for all units, and the time is read after that. Each statement
//! sees what was committed before it began, so that what is read under a lock is what it is. Two units
//! that wait for each other all the same, or that make the same new row, are told so by the server: one of
//! them is taken back and done again.

use super::{Alone, CaseOf, Clock, Lists, Opened, Tx, Waiting};
use crate::{
    db::{Again, Db, EngineError, Session, Way},
    error::StoreError,
    schema::postgres as schema,
};
use postgres::Config;
use scrim_model::time::Time;
use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{Semaphore, oneshot};
use uuid::Uuid;

/// Connections that a hub writes on. More gain nothing where units wait for the same head of the chain.
const WRITERS: usize = 8;

/// Connections that a hub reads on.
const READERS: usize = 8;

/// How often a unit is done again that met another one.
const TRIES: u32 = 10;

/// The databases of a server that several hubs share.
#[derive(Clone)]
pub(super) struct Postgres {
    shared: Arc<Shared>,
}

struct Shared {
    config: Config,
    way: Way,
    /// None: the database's own.
    clock: Option<Clock>,
    writers: Arc<Semaphore>,
    readers: Arc<Semaphore>,
    idle: Mutex<Vec<Session>>,
}

impl Postgres {
    /// Connects, and makes or upgrades the tables. Blocks until that is done.
    pub(super) fn connect(
        url: &str,
        vouching: Option<&Path>,
        clock: Option<Clock>,
    ) -> Result<Opened<Self>, StoreError> {
        let mut config: Config = url.parse().map_err(StoreError::Url)?;
        config.application_name("scrim-hub");
        let way = Way::of(&mut config, vouching)?;
        let shared = Arc::new(Shared {
            config,
            way,
            clock,
            writers: Arc::new(Semaphore::new(WRITERS)),
            readers: Arc::new(Semaphore::new(READERS)),
            idle: Mutex::default(),
        });
        let starting = Arc::clone(&shared);
        let started = on_a_thread(move || starting.with_session(schema::migrate))?;
        let upgraded = started.join().unwrap_or(Err(StoreError::BrokeOff))?;
        Ok((Self { shared }, upgraded))
    }

    /// Hands a unit of work to a connection.
    pub(super) async fn write<T, E>(
        &self,
        alone: Alone,
        work: impl Fn(&Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Waiting<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(&self.shared.writers, move |shared| {
            shared.with_session(|session| shared.unit(session, &alone, &work))
        })
        .await
    }

    /// Reads on a connection of its own.
    pub(super) async fn read<T, E>(
        &self,
        work: impl Fn(Db<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Waiting<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(&self.shared.readers, move |shared| {
            shared.with_session(|session| work(Db::Postgres(session)))
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        places: &Arc<Semaphore>,
        work: impl FnOnce(&Shared) -> T + Send + 'static,
    ) -> Result<oneshot::Receiver<T>, StoreError> {
        let place = Arc::clone(places).acquire_owned().await;
        let place = place.map_err(|_closed| StoreError::Closed)?;
        let (answer, waiting) = oneshot::channel();
        let shared = Arc::clone(&self.shared);
        tokio::task::spawn_blocking(move || {
            let done = work(&shared);
            drop((shared, place));
            // The caller may have gone away; what is committed stays committed.
            let _gone = answer.send(done);
        });
        Ok(waiting)
    }
}

impl Shared {
    /// Works on a connection that nobody else uses. One that was lost, or whose unit panicked, is not used again;
    /// one that was lost while it lay idle is replaced, and the work done on the next.
    fn with_session<T, E: From<StoreError>>(&self, work: impl Fn(&Session) -> Result<T, E>) -> Result<T, E> {
        loop {
            let idle = self.idle().pop();
            let is_fresh = idle.is_none();
            let session = match idle {
                Some(session) => session,
                None => Session::connect(&self.config, &self.way, self.clock.is_none()).map_err(StoreError::from)?,
            };
            let done = work(&session);
            if !session.is_gone() {
                self.idle().push(session);
                return done;
            }
            if done.is_ok() || is_fresh || session.is_in_doubt() {
                return done;
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unit<T, E: From<StoreError>>(
        &self,
        session: &Session,
        alone: &Alone,
        work: &impl Fn(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tries = 1;
        loop {
            match self.once(session, alone, work) {
                Err(_met_another) if session.roll_back() == Again::Worthwhile && tries < TRIES => tries += 1,
                answer => return answer,
            }
        }
    }

    fn once<T, E: From<StoreError>>(
        &self,
        session: &Session,
        alone: &Alone,
        work: &impl Fn(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let now = self.begin(session, alone).map_err(StoreError::from)?;
        let done = Tx::new(Db::Postgres(session), now).perform(work)?;
        match session.commit() {
            Ok(()) => Ok(done),
            Err(error) => Err(StoreError::NotWritten(Arc::new(error)).into()),
        }
    }

    /// Starts a transaction, takes what it has to itself, and answers the hub's time: all of it one journey, since
    /// every unit makes it.
    fn begin(&self, session: &Session, alone: &Alone) -> Result<Time, EngineError> {
        let clock = self.clock.as_ref().map(|clock| clock());
        session.begin(&locks(alone, clock)).map(Time)
    }
}

/// A call of the server's own function that takes what a unit has to itself and answers the hub's time. All
/// that is written into it are numbers and ids.
fn locks(alone: &Alone, clock: Option<Time>) -> String {
    let lists = match alone.lists {
        Lists::Apart => 0,
        Lists::Asked => 1,
        Lists::Changed => 2,
    };
    let (mut cases, mut leases, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
    for case in &alone.cases {
        match case {
            CaseOf::Itself(case) => cases.push(case.0),
            CaseOf::Lease(lease) => leases.push(lease.0),
            CaseOf::Verdict(verdict) => verdicts.push(verdict.0),
        }
    }
    let people = ids(alone.people.iter().map(|person| person.0));
    let (cases, leases, verdicts) = (ids(cases), ids(leases), ids(verdicts));
    let clock = clock.map_or_else(|| "NULL".to_owned(), |clock| clock.0.to_string());
    format!("SELECT hub_begin({lists}, {people}, {cases}, {leases}, {verdicts}, {clock})")
}

fn ids(ids: impl IntoIterator<Item = Uuid>) -> String {
    let listed: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    format!("'{{{}}}'", listed.join(","))
}

/// A connection must not be closed where others wait for their turn on the same thread.
impl Drop for Shared {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut *self.idle());
        if !idle.is_empty() {
            let _closed_with_the_process = on_a_thread(move || drop(idle));
        }
    }
}

fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> std::io::Result<std::thread::JoinHandle<T>> {
    std::thread::Builder::new().name("scrim-database".into()).spawn(work)
}
