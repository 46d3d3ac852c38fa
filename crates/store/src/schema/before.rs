//! The database as it was before its tables are changed: a copy beside it, by which somebody can go back.
//!
//! Of `SQLite` alone: a server's database is dumped by whoever runs the server. Knows nothing of what the steps do.

use crate::{
    backup::{self, NotCopied},
    error::{NotKept, StoreError},
};
use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// Keeps the database in `from`, whose tables have `schema`, under that number beside it, and answers where. Blocks.
/// Whoever calls has the database to write to, and has written nothing yet: so nobody changes it meanwhile, and no
/// other program makes the same copy.
///
/// A copy of that name from before is replaced, by a whole one and in one step. It is of an upgrade that did not come to
/// its end or that somebody went back from: what was written since is in the new one, and in no other place.
pub(super) fn keep(from: &Path, schema: i64) -> Result<PathBuf, StoreError> {
    let whole = from.with_file_name(backup::before(schema));
    let part = whole.with_extension("db.part");
    let kept = write(from, &part).and_then(|()| put_in_place(&part, &whole).map_err(NotKept::World));
    match kept {
        Ok(()) => Ok(whole),
        Err(why) => {
            // The first error is the one to tell.
            let _gone = fs::remove_file(&part);
            // The engine's own, which it cannot take away itself where the disk is full.
            let _gone = fs::remove_file(whole.with_extension("db.part-journal"));
            let (file, bytes) = (whole, size(from));
            Err(StoreError::NotKept {
                schema,
                file,
                bytes,
                why,
            })
        }
    }
}

/// How large a copy of the database in `file` is, at most: what its log has is in it as well.
pub(crate) fn size(file: &Path) -> u64 {
    let log = file.with_extension("db-wal");
    let lengths = [file, &log].map(|path| fs::metadata(path).map_or(0, |found| found.len()));
    lengths.iter().sum()
}

fn write(from: &Path, part: &Path) -> Result<(), NotKept> {
    make(part).map_err(NotKept::World)?;
    let copy = backup::copy_whole(from, part).map_err(|error| match error {
        NotCopied::Damaged(found) => NotKept::Damaged(found),
        NotCopied::NoDatabase => NotKept::World(io::ErrorKind::NotFound.into()),
        NotCopied::Store(error) => NotKept::Database(Box::new(error)),
    })?;
    copy.close()
        .map_err(|(_still_open, error)| NotKept::Database(Box::new(error.into())))
}

/// For its owner alone, from the first byte on. What a copy that broke off left is no more than that.
fn make(part: &Path) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(part).map(drop)
}

/// Its name says that it is whole, also after a power cut.
fn put_in_place(part: &Path, whole: &Path) -> io::Result<()> {
    File::open(part)?.sync_all()?;
    fs::rename(part, whole)?;
    match whole.parent() {
        // A folder cannot be opened as a file elsewhere.
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    fn database(folder: &Path, name: &str) -> PathBuf {
        let file = folder.join(backup::FILE);
        let db = Connection::open(&file).expect("opens");
        db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS queue (name TEXT)")
            .expect("made");
        db.execute("INSERT INTO queue VALUES (?1)", [name]).expect("a row");
        file
    }

    fn names(file: &Path) -> Vec<String> {
        let db = Connection::open(file).expect("opens");
        let mut rows = db.prepare("SELECT name FROM queue ORDER BY name").expect("a text");
        let rows = rows.query_map((), |row| row.get(0)).expect("reads");
        rows.collect::<Result<_, _>>().expect("rows")
    }

    fn files(folder: &Path) -> Vec<String> {
        let found = fs::read_dir(folder).expect("reads").flatten();
        let mut names: Vec<_> = found
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_copy_has_what_was_committed_while_somebody_has_the_database_to_write_to() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = database(folder.path(), "one");
        let writer = Connection::open(&file).expect("opens");
        writer.execute_batch("BEGIN IMMEDIATE").expect("begun");
        let kept = keep(&file, 7).expect("kept");
        assert_eq!(kept, folder.path().join("scrim.schema-7.db"));
        assert_eq!(names(&kept), ["one"]);
        assert_eq!(
            files(folder.path()),
            ["scrim.db", "scrim.schema-7.db"],
            "no part is left"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&kept).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "for its owner alone");
        }
    }

    #[test]
    fn a_copy_from_before_gives_way_to_a_whole_one_and_to_nothing_less() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = database(folder.path(), "one");
        let kept = keep(&file, 7).expect("kept");
        // What a program that was killed in the middle of it leaves.
        fs::write(folder.path().join("scrim.schema-7.db.part"), "half").expect("left");
        database(folder.path(), "two");
        assert_eq!(names(&keep(&file, 7).expect("kept")), ["one", "two"]);
        fs::write(&file, "no database, and longer than nothing").expect("broken");
        let refused = keep(&file, 7);
        assert!(
            matches!(refused, Err(StoreError::NotKept { schema: 7, .. })),
            "{refused:?}"
        );
        assert_eq!(names(&kept), ["one", "two"], "the one from before is as it was");
        assert_eq!(
            files(folder.path()),
            ["scrim.db", "scrim.schema-7.db"],
            "no part is left"
        );
    }

    #[test]
    fn a_copy_that_cannot_be_put_in_place_is_told_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = database(folder.path(), "one");
        // Whoever runs the tests may write anywhere: something lies in the way instead.
        fs::create_dir_all(folder.path().join("scrim.schema-7.db/full")).expect("in the way");
        let refused = keep(&file, 7).expect_err("there is no place for it");
        let says = refused.to_string();
        assert!(
            says.contains("nothing was changed") && says.contains("scrim.schema-7.db"),
            "{says}"
        );
        assert_eq!(names(&file), ["one"]);
    }
}
