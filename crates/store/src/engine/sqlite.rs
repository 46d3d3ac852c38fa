//! `SQLite`: one writer thread with group commit, and a few readers.
//!
//! `SQLite` has one writer at a time anyway; giving it a thread of its own and committing what has
//! gathered in one go is what makes it fast (performance.md: 5 times the cycles of one commit each).
//! Each unit of work runs in a savepoint, so that one refusal never touches its neighbours, and nobody
//! is answered before the commit. A group that could not be committed answers an error to everybody in
//! it; a unit that panics takes itself back and nothing else.

mod checkpoints;

use super::{Clock, Opened, Tx, Waiting};
use crate::{
    db::{Db, EngineError},
    error::StoreError,
    schema::sqlite as schema,
};
use checkpoints::Checkpoints;
use rusqlite::Connection;
use scrim_model::time::Time;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
    time::Duration,
};
use tokio::sync::oneshot;

/// Units of work in one commit at most (measured: more gains nothing and delays the first).
const GROUP: usize = 128;

/// Units of work that may wait; beyond, callers wait for a place.
const QUEUE: usize = 1_024;

/// How many pages the writer keeps: 64 MiB instead of 2.
const CACHE: &str = "PRAGMA cache_size = -65536";

/// Readers kept open.
const READERS: usize = 4;

/// How long readers are waited for when the log is emptied: whoever writes waits too.
const PATIENCE: Duration = Duration::from_millis(200);

/// Tells a caller, once it is known whether the group is on disk.
type Answer = Box<dyn FnOnce(Result<(), Cause>) + Send>;

/// A unit of work, or only its answer where there is no transaction to do it in.
type Job = Box<dyn FnOnce(Option<&Group<'_>>) -> Answer + Send>;

/// Why a group is not on disk: one cause for everybody in it.
type Cause = Arc<EngineError>;

/// The database in one file.
#[derive(Clone)]
pub(super) struct Sqlite {
    jobs: SyncSender<Job>,
    readers: Arc<Readers>,
}

/// A transaction that several units share.
struct Group<'a> {
    tx: Tx<'a>,
    connection: &'a Connection,
    /// A refused unit could not be taken back: nothing of this group may be committed.
    tainted: RefCell<Option<rusqlite::Error>>,
}

struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the database in `folder`, makes or upgrades its tables, and starts the writer.
    pub(super) fn open(folder: &Path, clock: Clock) -> Result<Opened<Self>, StoreError> {
        std::fs::create_dir_all(folder)?;
        let file = folder.join(crate::backup::FILE);
        let bytes = schema::size(&file);
        let at_fault = |error: StoreError| error.while_opening(bytes);
        let mut writer = schema::connect(&file).map_err(at_fault)?;
        let upgraded = schema::migrate(&mut writer, &file, clock()).map_err(at_fault)?;
        // What is read before a write lies all over a large database.
        writer.execute_batch(CACHE)?;
        let checkpoints = Checkpoints::instead_of(&writer, &file)?;
        let (jobs, queue) = sync_channel(QUEUE);
        thread::Builder::new()
            .name("scrim-writer".into())
            .spawn(move || write_all(&writer, &queue, &clock, &checkpoints))?;
        let readers = Readers {
            file,
            idle: Mutex::new(Vec::new()),
        };
        let engine = Self {
            jobs,
            readers: Arc::new(readers),
        };
        Ok((engine, upgraded))
    }

    /// Hands a unit of work to the writer.
    pub(super) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Waiting<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, waiting) = oneshot::channel();
        self.queue(Box::new(move |group| in_savepoint(group, work, answer)))
            .await?;
        Ok(waiting)
    }

    async fn queue(&self, job: Job) -> Result<(), StoreError> {
        match self.jobs.try_send(job) {
            Ok(()) => Ok(()),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Closed),
            Err(TrySendError::Full(job)) => {
                let jobs = self.jobs.clone();
                let sent = tokio::task::spawn_blocking(move || jobs.send(job)).await;
                if matches!(sent, Ok(Ok(()))) {
                    Ok(())
                } else {
                    Err(StoreError::Closed)
                }
            }
        }
    }

    /// Reads on a connection of its own.
    pub(super) async fn read<T, E>(&self, work: impl FnOnce(Db<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let readers = Arc::clone(&self.readers);
        let reading = tokio::task::spawn_blocking(move || readers.read(work));
        reading.await.unwrap_or_else(|_| Err(StoreError::BrokeOff.into()))
    }

    /// Brings the log of changes into the file and cuts it to nothing. Answers whether that was done: it is not while
    /// somebody reads what the file does not have yet.
    pub(super) async fn empty_log(&self) -> Result<bool, StoreError> {
        let readers = Arc::clone(&self.readers);
        let emptying = tokio::task::spawn_blocking(move || {
            let connection = schema::connect(&readers.file)?;
            connection.busy_timeout(PATIENCE)?;
            let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
            Ok(busy == 0)
        });
        emptying.await.unwrap_or(Err(StoreError::BrokeOff))
    }
}

impl Readers {
    fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(Db<'_>) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => schema::connect(&self.file)?,
        };
        let answer = work(Db::Sqlite(&connection));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS {
            idle.push(connection);
        }
        answer
    }
}

fn in_savepoint<T, E>(
    group: Option<&Group<'_>>,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    answer: oneshot::Sender<Result<T, E>>,
) -> Answer
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let done = group.map_or_else(|| Err(StoreError::Closed.into()), |group| run(group, work));
    Box::new(move |committed| {
        let told = match committed {
            Ok(()) => done,
            Err(cause) => Err(StoreError::NotWritten(cause).into()),
        };
        // The caller may have gone away; what is committed stays committed.
        let _gone = answer.send(told);
    })
}

fn run<T, E: From<StoreError>>(group: &Group<'_>, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let begun = group.connection.execute_batch("SAVEPOINT unit");
    begun.map_err(StoreError::from)?;
    let done = group.tx.perform(work);
    if done.is_err() {
        take_back(group);
        return done;
    }
    match group.connection.execute_batch("RELEASE unit") {
        Ok(()) => done,
        Err(error) => {
            group.tainted.replace(Some(error));
            Err(StoreError::Closed.into())
        }
    }
}

/// Takes back what a unit did before it was refused, or before it panicked.
fn take_back(group: &Group<'_>) {
    if let Err(error) = group.connection.execute_batch("ROLLBACK TO unit; RELEASE unit") {
        group.tainted.replace(Some(error));
    }
}

fn write_all(db: &Connection, queue: &Receiver<Job>, clock: &Clock, checkpoints: &Checkpoints) {
    while let Ok(first) = queue.recv() {
        let jobs = std::iter::once(first).chain(queue.try_iter()).take(GROUP);
        let (answers, committed) = match begin(db, clock()) {
            Ok(now) => write_group(db, now, jobs),
            Err(error) => (jobs.map(|job| job(None)).collect(), Err(error)),
        };
        let committed = committed.map_err(|error| Arc::new(EngineError::from(error)));
        for answer in answers {
            answer(committed.clone());
        }
        checkpoints.committed();
    }
}

fn write_group(
    db: &Connection,
    now: Time,
    jobs: impl Iterator<Item = Job>,
) -> (Vec<Answer>, Result<(), rusqlite::Error>) {
    let group = Group {
        tx: Tx::new(Db::Sqlite(db), now),
        connection: db,
        tainted: RefCell::new(None),
    };
    let mut answers = Vec::new();
    for job in jobs {
        // The engine ends a transaction by itself when its disk fails: then nothing more is done in it.
        let lost = db.is_autocommit() || group.tainted.borrow().is_some();
        let usable = Some(&group).filter(|_| !lost);
        match catch_unwind(AssertUnwindSafe(|| job(usable))) {
            Ok(answer) => answers.push(answer),
            Err(_panic) => take_back(&group),
        }
    }
    let committed = group.tainted.take().map_or_else(|| commit(db, now), Err);
    if committed.is_err() {
        abandon(db);
    }
    (answers, committed)
}

/// Starts a transaction and answers the hub's time, which never runs backwards.
fn begin(db: &Connection, clock: Time) -> Result<Time, rusqlite::Error> {
    abandon(db);
    db.execute_batch("BEGIN IMMEDIATE")?;
    let last = db.query_row("SELECT last_now FROM hub", [], |row| row.get(0)).map(Time);
    if last.is_err() {
        abandon(db);
    }
    Ok(clock.max(last?))
}

fn commit(db: &Connection, now: Time) -> Result<(), rusqlite::Error> {
    if !db.is_autocommit() {
        db.execute("UPDATE hub SET last_now = ?1", [now.0])?;
    }
    db.execute_batch("COMMIT")
}

/// Ends a transaction that is still open. Where even that fails, the next beginning fails too and says
/// so to its callers.
fn abandon(db: &Connection) {
    if !db.is_autocommit() {
        let _next_begin_tells = db.execute_batch("ROLLBACK");
    }
}

#[cfg(test)]
mod tests;
