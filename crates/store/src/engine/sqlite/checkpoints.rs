//! Bringing what was committed from the log into the database, beside the writer.
//!
//! Left to itself `SQLite` does it at the end of a commit, and everybody waits for pages that lie all over a large
//! database (with a million cases some hundred milliseconds). Here a thread of its own does it while the writer goes on;
//! only where the log has grown far does the writer wait, and then for the little that came meanwhile.

use crate::{error::StoreError, schema::sqlite as schema};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread,
    time::Duration,
};

/// How far the log grows before anything is done, bytes; what `SQLite` would choose. When it begins anew it is cut to this.
const WORTH_IT: u64 = 4 << 20;

/// How far it grows before the writer is kept waiting, so that it begins anew.
const TOO_LONG: u64 = 64 << 20;

/// The least time between two looks.
const REST: Duration = Duration::from_millis(100);

/// Tells the thread of commits.
pub(super) struct Checkpoints(SyncSender<()>);

impl Checkpoints {
    /// Takes them from the writer.
    pub(super) fn instead_of(writer: &Connection, file: &Path) -> Result<Self, StoreError> {
        writer.execute_batch(&format!(
            "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {WORTH_IT};"
        ))?;
        Self::start(file)
    }

    /// Starts the thread, which ends with the value.
    fn start(file: &Path) -> Result<Self, StoreError> {
        let connection = schema::connect(file)?;
        let (committed, told) = sync_channel(1);
        let log = log_of(file);
        thread::Builder::new()
            .name("scrim-checkpoint".into())
            .spawn(move || keep_short(&connection, &log, &told))?;
        Ok(Self(committed))
    }

    /// Something was committed.
    pub(super) fn committed(&self) {
        // Told already and not looked yet, or gone: then the log is brought in by whoever opens it next.
        let (Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(()))) = self.0.try_send(());
    }
}

fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

fn keep_short(connection: &Connection, log: &Path, told: &Receiver<()>) {
    while told.recv().is_ok() {
        if length(log) > WORTH_IT {
            // What does not succeed now is tried again after the next commit, and loses nothing: it is in the log.
            let _later = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_row| Ok(()));
            if length(log) >= TOO_LONG {
                let _later = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_row| Ok(()));
            }
        }
        thread::sleep(REST);
    }
}

fn length(log: &Path) -> u64 {
    fs::metadata(log).map(|log| log.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Store, engine::Alone};
    use scrim_model::time::Time;
    use std::sync::Arc;

    async fn write(store: &Store, name: String) {
        let written = store.write(Alone::not(), move |tx| {
            let id = tx.fresh_id()?;
            tx.db
                .execute("INSERT INTO queue (id, name) VALUES (?1, ?2)", (id, name.as_str()))?;
            Ok::<_, StoreError>(())
        });
        written.await.expect("written");
    }

    #[tokio::test]
    async fn whatever_was_written_the_log_is_short_again_and_all_of_it_is_in_the_database() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(folder.path(), Arc::new(|| Time(1_000))).expect("opens");
        let file = folder.path().join(crate::backup::FILE);
        let long = "x".repeat(64 << 10);
        // Twice as much as a log may have; how far it grows meanwhile is the disk's business.
        let mut written = 0;
        while written < 2_048 {
            write(&store, format!("{written} {long}")).await;
            written += 1;
        }
        let until = std::time::Instant::now() + Duration::from_mins(1);
        while length(&log_of(&file)) > TOO_LONG / 2 {
            assert!(std::time::Instant::now() < until, "it is not cut");
            write(&store, format!("{written}")).await;
            written += 1;
        }
        drop(store);
        let connection = schema::connect(&file).expect("opens");
        let kept: i64 = connection
            .query_row("SELECT count(*) FROM queue", (), |row| row.get(0))
            .expect("reads");
        assert_eq!(kept, written);
    }
}
