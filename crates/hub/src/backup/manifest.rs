//! What a backup consists of: one line about all of it, then one line a file, JSON each.

use super::{
    BackupError,
    files::{Held, disk, unfinished},
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::{Component, Path},
};

/// Its name in the backup's folder.
pub(super) const NAME: &str = "manifest.jsonl";

/// Of what is described here.
const FORMAT: i64 = 1;

/// The folder of media in a backup, named as in a data folder.
pub(super) const MEDIA: &str = "media";

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Grows when an older program would misread it.
    format: i64,
    /// The program that wrote it.
    program: String,
    /// Whose data it is.
    pub(super) hub: String,
    /// The version of the database's tables.
    pub(super) schema: i64,
    /// How many lines follow.
    files: u64,
}

/// A further line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    path: String,
    bytes: u64,
    sha256: String,
}

/// A whole manifest: the database first, then media in the order of their uploads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) head: Head,
    /// The database's file, by its path in the backup.
    pub(super) database: (String, Held),
    /// Sealed parts, by their paths in the backup.
    pub(super) media: Vec<(String, Held)>,
}

impl Manifest {
    pub(super) fn new(hub: String, schema: i64, database: (String, Held), media: Vec<(String, Held)>) -> Self {
        let head = Head {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            hub,
            schema,
            files: media.len() as u64 + 1,
        };
        Self { head, database, media }
    }

    /// The manifest in a folder, where there is one.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, BackupError> {
        let path = folder.join(NAME);
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(disk(&path))?,
        };
        let mut lines = BufReader::new(file).lines().zip(1..);
        let mut next = || -> Result<Option<(String, u64)>, BackupError> {
            let Some((text, line)) = lines.next() else {
                return Ok(None);
            };
            Ok(Some((text.map_err(|_error| BackupError::BadManifest { line })?, line)))
        };
        let head = next()?.ok_or(BackupError::BadManifest { line: 1 })?;
        let head = Head::parse(&head.0)?;
        let (mut files, mut last) = (Vec::new(), 1);
        while let Some((text, line)) = next()? {
            files.push(parse(&text).ok_or(BackupError::BadManifest { line })?);
            last = line;
        }
        // One that was cut is no manifest: the database and every file would have to be there.
        if files.len() as u64 != head.files || files.is_empty() {
            return Err(BackupError::BadManifest { line: last + 1 });
        }
        let database = files.remove(0);
        if !is_database(&database.0) || !files.iter().all(|(path, _held)| path.starts_with("media/")) {
            return Err(BackupError::BadManifest { line: 2 });
        }
        let media = files;
        Ok(Some(Self { head, database, media }))
    }

    /// Writes it where it takes the place of one before it in one step.
    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(NAME);
        self.write_to(folder, &path).map_err(disk(&path))
    }

    fn write_to(&self, folder: &Path, path: &Path) -> io::Result<()> {
        let unfinished = unfinished(path);
        let mut writer = BufWriter::new(File::create(&unfinished)?);
        serde_json::to_writer(&mut writer, &self.head)?;
        writer.write_all(b"\n")?;
        for (path, held) in std::iter::once(&self.database).chain(&self.media) {
            let line = Line {
                path: path.clone(),
                bytes: held.bytes,
                sha256: hex::encode(held.sha256),
            };
            serde_json::to_writer(&mut writer, &line)?;
            writer.write_all(b"\n")?;
        }
        writer
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        fs::rename(unfinished, path)?;
        File::open(folder)?.sync_all()
    }
}

impl Head {
    fn parse(text: &str) -> Result<Self, BackupError> {
        let head: Self = serde_json::from_str(text).map_err(|_error| BackupError::BadManifest { line: 1 })?;
        if head.format == FORMAT {
            return Ok(head);
        }
        Err(BackupError::TooNew {
            what: "format",
            found: head.format,
            known: FORMAT,
        })
    }
}

/// The name of a database's copy in a backup.
pub(super) fn is_database(name: &str) -> bool {
    let id = name.strip_prefix("scrim-").and_then(|name| name.strip_suffix(".db"));
    id.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A line, if it speaks of a file within the backup.
fn parse(text: &str) -> Option<(String, Held)> {
    let line: Line = serde_json::from_str(text).ok()?;
    let stays_within = Path::new(&line.path)
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    let sha256 = hex::decode(&line.sha256).ok()?.try_into().ok()?;
    let held = Held {
        bytes: line.bytes,
        sha256,
    };
    stays_within.then_some((line.path, held))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_speaks_of_nothing_outside_the_backup() {
        let line = |path: &str| format!("{{\"path\":\"{path}\",\"bytes\":1,\"sha256\":\"{}\"}}", "0".repeat(64));
        assert!(parse(&line("media/00/1/original")).is_some());
        for path in ["/etc/hosts", "media/../../hub.key", "..", "./scrim-1.db"] {
            assert_eq!(parse(&line(path)), None, "{path}");
        }
    }

    #[test]
    fn a_manifest_reads_back_and_one_of_a_newer_format_is_refused_as_that() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let held = Held {
            bytes: 7,
            sha256: [9; 32],
        };
        let media = vec![("media/00/1/original".to_owned(), held)];
        let manifest = Manifest::new("a hub".into(), 9, ("scrim-01.db".into(), held), media);
        assert_eq!(Manifest::read(folder.path()).expect("nothing is no fault"), None);
        manifest.write(folder.path()).expect("written");
        assert_eq!(Manifest::read(folder.path()).expect("read"), Some(manifest.clone()));
        let newer = Manifest {
            head: Head {
                format: 2,
                ..manifest.head.clone()
            },
            ..manifest
        };
        newer.write(folder.path()).expect("written");
        let refused = Manifest::read(folder.path());
        assert!(
            matches!(refused, Err(BackupError::TooNew { found: 2, .. })),
            "{refused:?}"
        );
    }
}
