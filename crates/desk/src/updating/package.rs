//! A package on its way into a file of this person's alone. It has its own name only once its signature is found to be
//! right: what bears it may be opened.

use super::channel::not_fetched;
use minisign_verify::StreamVerifier;
use scrim_hub_client::Coming;
use scrim_model::update::{NoUpdate, Package};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

/// What its name ends in before.
const UNVERIFIED: &str = "unverified";

/// Read at once.
const CHUNK: usize = 256 * 1_024;

pub(super) async fn keep(
    mut coming: Coming,
    wanted: &Package,
    mut verifier: StreamVerifier<'_>,
    folder: &Path,
) -> Result<(), NoUpdate> {
    let part = folder.join(format!("{}.{UNVERIFIED}", wanted.file));
    let mut file = make(folder, &part).map_err(not_kept)?;
    let mut bytes = 0;
    while let Some(piece) = coming.next().await.map_err(not_fetched)? {
        verifier.update(&piece);
        file.write_all(&piece).map_err(not_kept)?;
        bytes += piece.len() as u64;
    }
    if bytes != wanted.bytes {
        return Err(NoUpdate::WrongSignature);
    }
    verifier.finalize().map_err(|_wrong| NoUpdate::WrongSignature)?;
    file.sync_all().map_err(not_kept)?;
    fs::rename(&part, folder.join(&wanted.file)).map_err(not_kept)
}

/// What lies there is what was signed.
pub(super) fn verify(path: &Path, mut verifier: StreamVerifier<'_>) -> Result<(), NoUpdate> {
    let mut file = File::open(path).map_err(not_kept)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk).map_err(not_kept)?;
        let Some(piece) = chunk.get(..read).filter(|piece| !piece.is_empty()) else {
            return verifier.finalize().map_err(|_wrong| NoUpdate::WrongSignature);
        };
        verifier.update(piece);
    }
}

fn make(folder: &Path, part: &Path) -> io::Result<File> {
    let mut maker = fs::DirBuilder::new();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        maker.mode(0o700);
        options.mode(0o600);
    }
    maker.recursive(true).create(folder)?;
    options.open(part)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn not_kept(error: io::Error) -> NoUpdate {
    tracing::warn!(%error, "an update cannot be kept");
    NoUpdate::NotKept
}
