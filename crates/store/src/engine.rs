//! One writer thread with group commit, and a few readers.
//!
//! `SQLite` has one writer at a time anyway; giving it a thread of its own and committing what has
//! gathered in one go is what makes it fast (performance.md: 5 times the cycles of one commit each).
//! Each unit of work runs in a savepoint, so that one refusal never touches its neighbours, and nobody
//! is answered before the commit.

use crate::{error::StoreError, sqlite::schema};
use rusqlite::Connection;
use scrim_model::time::Time;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Reads the time. The store makes it never run backwards, over restarts too.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

/// Units of work in one commit at most (measured: more gains nothing and delays the first).
const GROUP: usize = 128;

/// Units of work that may wait; beyond, callers wait for a place.
const QUEUE: usize = 1_024;

/// Readers kept open.
const READERS: usize = 4;

type Answer = Box<dyn FnOnce(Result<(), rusqlite::Error>) + Send>;
type Job = Box<dyn FnOnce(&Tx<'_>) -> Answer + Send>;

/// The hub's memory. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    jobs: SyncSender<Job>,
    readers: Arc<Readers>,
}

/// A unit of work in progress: the connection inside its savepoint, and the hub's time.
pub(crate) struct Tx<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) now: Time,
}

struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the database in `folder`, makes or upgrades its tables, and starts the writer.
    ///
    /// # Errors
    /// [`StoreError`] when the folder or the database cannot be used.
    pub fn open(folder: &Path, clock: Clock) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let file = folder.join("scrim.db");
        let mut writer = schema::connect(&file)?;
        schema::migrate(&mut writer, clock())?;
        let (jobs, queue) = sync_channel(QUEUE);
        thread::Builder::new()
            .name("scrim-writer".into())
            .spawn(move || write_all(&writer, &queue, &clock))?;
        let readers = Readers {
            file,
            idle: Mutex::new(Vec::new()),
        };
        Ok(Self {
            jobs,
            readers: Arc::new(readers),
        })
    }

    pub(crate) async fn write<T, E>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, waiting) = oneshot::channel();
        let job: Job = Box::new(move |tx| in_savepoint(tx, work, answer));
        let jobs = self.jobs.clone();
        let sent = tokio::task::spawn_blocking(move || jobs.send(job)).await;
        if !matches!(sent, Ok(Ok(()))) {
            return Err(StoreError::Closed.into());
        }
        waiting.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let readers = Arc::clone(&self.readers);
        let reading = tokio::task::spawn_blocking(move || readers.read(work));
        reading.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

impl Tx<'_> {
    /// A fresh id that sorts by the hub's time.
    pub(crate) fn fresh_id(&self) -> Result<Uuid, StoreError> {
        let mut random = [0_u8; 10];
        getrandom::fill(&mut random).map_err(|_error| StoreError::NoEntropy)?;
        let ms = u64::try_from(self.now.0).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
    }
}

impl Readers {
    fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => schema::connect(&self.file)?,
        };
        let answer = work(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS {
            idle.push(connection);
        }
        answer
    }
}

fn in_savepoint<T, E>(
    tx: &Tx<'_>,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    answer: oneshot::Sender<Result<T, E>>,
) -> Answer
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let done = run(tx, work);
    Box::new(move |committed| {
        let told = match committed {
            Ok(()) => done,
            Err(error) => done.and(Err(StoreError::from(error).into())),
        };
        // The caller may have gone away; what is committed stays committed.
        let _gone = answer.send(told);
    })
}

fn run<T, E: From<StoreError>>(tx: &Tx<'_>, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let sql = |text: &str| tx.db.execute_batch(text).map_err(StoreError::from);
    sql("SAVEPOINT unit")?;
    let done = work(tx);
    sql(if done.is_ok() {
        "RELEASE unit"
    } else {
        "ROLLBACK TO unit; RELEASE unit"
    })?;
    done
}

fn write_all(db: &Connection, queue: &Receiver<Job>, clock: &Clock) {
    while let Ok(first) = queue.recv() {
        let jobs = std::iter::once(first).chain(queue.try_iter()).take(GROUP);
        let (answers, committed) = match begin(db, clock()) {
            Ok(now) => {
                let tx = Tx { db, now };
                let answers: Vec<Answer> = jobs.map(|job| job(&tx)).collect();
                (answers, commit(db, now))
            }
            // Not even begun: dropping the jobs tells their callers that the store is closed.
            Err(_error) => (jobs.map(drop).map(|()| -> Answer { Box::new(drop) }).collect(), Ok(())),
        };
        let mut committed = Some(committed);
        for answer in answers {
            answer(match &committed {
                Some(Ok(())) => Ok(()),
                _ => committed.take().unwrap_or(Err(rusqlite::Error::InvalidQuery)),
            });
        }
    }
}

fn begin(db: &Connection, clock: Time) -> Result<Time, rusqlite::Error> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let last = db.query_row("SELECT last_now FROM hub", [], |row| row.get(0)).map(Time);
    match last {
        Ok(last) => Ok(clock.max(last)),
        Err(error) => {
            db.execute_batch("ROLLBACK")?;
            Err(error)
        }
    }
}

fn commit(db: &Connection, now: Time) -> Result<(), rusqlite::Error> {
    let done = db
        .execute("UPDATE hub SET last_now = ?1", [now.0])
        .and_then(|_rows| db.execute_batch("COMMIT"));
    if done.is_err() && !db.is_autocommit() {
        db.execute_batch("ROLLBACK")?;
    }
    done
}
