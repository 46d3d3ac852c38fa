//! Making a backup, while the hub works.
//!
//! The database is copied first and media after it, since the hub puts media where they are kept before its database
//! names them: what the copy names is there already, whole. Only that is copied, so no upload half-way in.

use super::{
    BackupError,
    files::{Held, Touched, disk, held, is_unfinished, make_folder, names, unfinished, within},
    manifest::{MEDIA, Manifest, NAME, is_database},
};
use crate::media::Part;
use scrim_model::{ids::ItemId, rung::Rung};
use scrim_store::backup;
use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Whose data it is.
    pub hub: String,
    /// Sealed parts in it.
    pub media: u64,
    /// Those of them that were not in an earlier backup in this folder.
    pub copied: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Makes a backup of the data folder `data` and the media folder `media` in the folder `to`. Blocks. An earlier backup
/// there is whole until this one is.
///
/// # Errors
/// [`BackupError`].
pub fn take(data: &Path, media: &Path, to: &Path) -> Result<Taken, BackupError> {
    for folder in [data, media] {
        if within(folder, to)? {
            return Err(BackupError::Within);
        }
    }
    only_ours(to)?;
    make_folder(to)?;
    let mut missing = None;
    loop {
        match once(data, media, to) {
            // What was destroyed since the database was copied is not named by the next copy; what it names again is
            // missing.
            Err(BackupError::NoMedia { path }) if missing.as_ref() != Some(&path) => missing = Some(path),
            taken => return taken,
        }
    }
}

fn once(data: &Path, media: &Path, to: &Path) -> Result<Taken, BackupError> {
    let before = Manifest::read(to)?;
    let known: HashMap<String, Held> = before.iter().flat_map(|before| before.media.iter().cloned()).collect();
    let name = format!("scrim-{}.db", Uuid::now_v7().simple());
    let taken = fill(data, media, to, &name, before);
    taken.map_err(|error| {
        // The first error is the one to tell.
        let _gone = fs::remove_file(to.join(&name));
        let _gone = fs::remove_file(to.join(format!("{name}-journal")));
        if !error.is_no_room() {
            return error;
        }
        // What was copied so far would be copied anew, and stand in its own way.
        let _gone = forget_unnamed(to, &known.keys().cloned().collect());
        let _gone = fs::remove_file(unfinished(&to.join(NAME)));
        let kept: u64 = known.values().map(|held| held.bytes).sum();
        BackupError::NoRoom {
            folder: to.to_owned(),
            bytes: length(&data.join(backup::FILE)) + length(media).saturating_sub(kept),
        }
    })
}

/// How much a file holds, or all files in a folder; as far as it can be told.
fn length(path: &Path) -> u64 {
    let Ok(found) = fs::symlink_metadata(path) else {
        return 0;
    };
    if !found.is_dir() {
        return found.len();
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| length(&entry.path())).sum()
}

fn fill(data: &Path, media: &Path, to: &Path, name: &str, before: Option<Manifest>) -> Result<Taken, BackupError> {
    let file = to.join(name);
    let copied = backup::copy(data, &file)?;
    let known = earlier(to, before, &copied.hub)?;
    let database = synced(&file).map_err(disk(&file))?;
    let mut touched = Touched::default();
    let (mut parts, mut fresh) = (Vec::new(), 0);
    for (item, rung) in copied.media {
        let path = path(item, rung);
        let kept = known.get(&path).filter(|kept| is_there(&to.join(&path), kept));
        let held = if let Some(kept) = kept {
            *kept
        } else {
            fresh += 1;
            copy(&mut touched, media, to, &path)?
        };
        parts.push((path, held));
    }
    touched.sync().map_err(disk(to))?;
    let bytes = database.bytes + parts.iter().map(|(_path, held)| held.bytes).sum::<u64>();
    let taken = Taken {
        hub: copied.hub.clone(),
        media: parts.len() as u64,
        copied: fresh,
        bytes,
    };
    let named: HashSet<String> = parts.iter().map(|(path, _held)| path.clone()).collect();
    Manifest::new(copied.hub, copied.schema, (name.to_owned(), database), parts).write(to)?;
    forget_others(to, name)?;
    forget_unnamed(to, &named)?;
    Ok(taken)
}

/// What an earlier backup of the same hub says of its media.
fn earlier(to: &Path, before: Option<Manifest>, hub: &str) -> Result<HashMap<String, Held>, BackupError> {
    let Some(before) = before else {
        return Ok(HashMap::new());
    };
    if before.head.hub == hub {
        return Ok(before.media.into_iter().collect());
    }
    Err(BackupError::OtherHub { folder: to.to_owned() })
}

/// A part is never written twice: one of the same length is the same. Restoring looks at every byte.
fn is_there(path: &Path, kept: &Held) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == kept.bytes)
}

fn copy(touched: &mut Touched, media: &Path, to: &Path, path: &str) -> Result<Held, BackupError> {
    let part = path.strip_prefix("media/").unwrap_or(path);
    let from = media.join(part);
    touched.copy(&from, to, path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound && !from.exists() {
            return BackupError::NoMedia { path: part.to_owned() };
        }
        disk(&from)(error)
    })
}

fn synced(file: &Path) -> io::Result<Held> {
    fs::File::open(file)?.sync_all()?;
    held(file)
}

fn path(item: ItemId, rung: Option<Rung>) -> String {
    let part = rung.map_or(Part::Original, Part::Rendition);
    format!("{MEDIA}/{}", part.path(item))
}

/// Nothing of anybody else's is in the folder.
fn only_ours(folder: &Path) -> Result<(), BackupError> {
    let ours = |name: &str| name == NAME || name == MEDIA || is_database(name) || is_unfinished(name);
    let stranger = names(folder)?.into_iter().find(|name| !ours(name));
    stranger.map_or(Ok(()), |name| {
        let folder = folder.to_owned();
        Err(BackupError::Stranger { folder, name })
    })
}

/// Parts that earlier backups named and this one does not: their pictures were destroyed.
fn forget_unnamed(to: &Path, named: &HashSet<String>) -> Result<(), BackupError> {
    for shard in folders(&to.join(MEDIA), 2)? {
        for item in folders(&shard, 32)? {
            for part in names(&item)? {
                let path = item.join(part);
                let within = path.strip_prefix(to).ok().and_then(Path::to_str);
                if within.is_none_or(|path| !named.contains(path)) {
                    fs::remove_file(&path).map_err(disk(&path))?;
                }
            }
            if names(&item)?.is_empty() {
                fs::remove_dir(&item).map_err(disk(&item))?;
            }
        }
    }
    Ok(())
}

/// The folders in a folder that are named as those of media are: so many hex digits.
fn folders(folder: &Path, digits: usize) -> Result<Vec<PathBuf>, BackupError> {
    let named = |name: &String| name.len() == digits && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = names(folder)?.into_iter().filter(named).map(|name| folder.join(name));
    Ok(found.filter(|path| path.is_dir()).collect())
}

/// Databases of earlier backups, and of such as were broken off.
fn forget_others(folder: &Path, name: &str) -> Result<(), BackupError> {
    for other in names(folder)? {
        if is_database(&other) && other != name {
            let path = folder.join(other);
            fs::remove_file(&path).map_err(disk(&path))?;
        }
    }
    Ok(())
}
