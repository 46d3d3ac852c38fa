//! An upload's way in: digests, sandboxed decode, perceptual hash, match, renditions, seal, store.
//!
//! Knows no HTTP. Bytes from strangers are only ever counted, digested and handed to the worker.

use crate::{hub::Hub, keeping::keep, matchers, media::MediaError, studio::NotDone, tokens::NoEntropy};
use md5::Md5;
use scrim_media::{DecodeError, RenditionError, RenditionSettings, SourceTrait, Want, refused, sniff};
use scrim_model::{
    ids::{ItemId, PersonId},
    matching::{FrameHash, Perceptual},
    picture::PictureTrait,
    sheet::{Place, SheetCell},
};
use scrim_store::{
    StoreError,
    items::{Accepted, Digests, Door, Near, NewItem, NotAccepted, Unanswered},
};
use scrim_worker::{Reading, WorkerError};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// An upload as it came in.
pub struct Arrived {
    /// Who sent it.
    pub source: PersonId,
    /// The source's own id of it.
    pub reference: Option<String>,
    /// Where it was uploaded.
    pub place: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why an upload is not taken in. What cannot be decoded is taken in: it is a case, "unreadable".
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// No bytes.
    #[error("the upload is empty")]
    Empty,
    /// Too many bytes.
    #[error("the upload has more bytes than the limit")]
    TooLarge,
    /// Not a kind of picture that is decoded here.
    #[error("the upload is of no supported kind")]
    Unsupported,
    /// The worker does not start, so nothing can be said about the upload.
    #[error("the worker failed")]
    Worker(#[source] WorkerError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Where media are kept.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// No randomness for a key.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// Our renditions failed.
    #[error(transparent)]
    Rendition(#[from] RenditionError),
    /// The hub is stopping.
    #[error("the hub is stopping")]
    Stopped,
}

impl From<NotDone> for NotTaken {
    fn from(_stopped: NotDone) -> Self {
        Self::Stopped
    }
}

/// How renditions are made, and so how large pixels leave the worker.
pub const RENDITIONS: RenditionSettings = RenditionSettings::recommended();

/// What an upload's dice are thrown for: whether its stop is checked.
pub(crate) const STOP_CHECK: &str = "stop check";

/// What was read of a picture's bytes.
pub struct Read {
    /// Digests of the bytes.
    pub digests: Digests,
    /// What the worker made of it, or why it made nothing.
    pub picture: Result<Reading, &'static str>,
    /// The hash of every frame that differs from those before it, usable or not.
    pub hashes: Vec<FrameHash>,
}

/// Reads a picture's bytes, in the worker.
///
/// # Errors
/// [`NotTaken`] where nothing can be said about them.
pub fn read(hub: &Hub, bytes: &[u8]) -> Result<Read, NotTaken> {
    if bytes.is_empty() {
        return Err(NotTaken::Empty);
    }
    if bytes.len() as u64 > hub.settings.limits.max_bytes {
        return Err(NotTaken::TooLarge);
    }
    let picture = decode(hub, bytes)?;
    let hashes = picture.as_ref().map(hashes).unwrap_or_default();
    Ok(Read {
        digests: digests(bytes),
        picture,
        hashes,
    })
}

/// The same beside everybody who waits; gives the bytes back.
///
/// # Errors
/// As [`read`].
pub(crate) async fn read_beside(hub: &Arc<Hub>, bytes: Vec<u8>) -> Result<(Vec<u8>, Read), NotTaken> {
    let reading = Arc::clone(hub);
    let work = move || read(&reading, &bytes).map(|read| (bytes, read));
    hub.studio.run(work).await?
}

fn decode(hub: &Hub, bytes: &[u8]) -> Result<Result<Reading, &'static str>, NotTaken> {
    if sniff(bytes).is_none() {
        // What is a picture or a film by its content, and not read here, is for a person to know of.
        return match refused(bytes) {
            DecodeError::UnsupportedFormat => Err(NotTaken::Unsupported),
            named => Ok(Err(named.reason())),
        };
    }
    let shown = Want::Reduced {
        long_edge: RENDITIONS.look_long_edge_px,
    };
    match hub.workers.read(bytes, &hub.settings.limits, shown) {
        Ok(reading) => Ok(Ok(reading)),
        Err(error) if error.is_the_pictures_fault() => Ok(Err(error.reason())),
        Err(error) => Err(NotTaken::Worker(error)),
    }
}

/// The hashes of a picture in the model's words.
pub fn hashes(picture: &Reading) -> Vec<FrameHash> {
    let hashes = picture.hashes.iter().map(|hashed| FrameHash {
        frame: hashed.frame,
        perceptual: Perceptual {
            hash: hashed.pdq.hash,
            quality: hashed.pdq.quality,
        },
    });
    hashes.collect()
}

/// What of an animation's sheet stands for each of its hashed frames, in the model's words.
fn cells(picture: &Reading) -> Vec<(u32, SheetCell)> {
    let sheet = (picture.shown.width, picture.shown.height);
    let cells = picture.hashes.iter().filter_map(|hashed| {
        let cell = picture.cell_of(hashed.frame)?;
        let place = Place::of([cell.left, cell.top, cell.width, cell.height], sheet);
        let frame = cell.frame;
        Some((hashed.frame, SheetCell { frame, place }))
    });
    cells.collect()
}

/// Why a picture was matched only in part, where it was.
pub(crate) fn partly(picture: &Reading) -> Option<&'static str> {
    let traits = picture.facts.traits;
    if traits.contains(SourceTrait::Truncated) {
        Some("truncated")
    } else if traits.contains(SourceTrait::FramesLeftOut) {
        Some("frames_beyond_limit")
    } else {
        None
    }
}

/// What of a picture is shown otherwise than its file would, in the model's words.
pub(crate) fn traits(picture: &Reading) -> Vec<PictureTrait> {
    let told = |one| match one {
        SourceTrait::Truncated => Some(PictureTrait::Truncated),
        SourceTrait::Animated => Some(PictureTrait::Animated),
        SourceTrait::FramesLeftOut => Some(PictureTrait::FramesLeftOut),
        SourceTrait::ProfileIgnored => Some(PictureTrait::ProfileIgnored),
        SourceTrait::Alpha => Some(PictureTrait::Alpha),
        SourceTrait::Cmyk => Some(PictureTrait::Cmyk),
        // They change nothing for eyes.
        SourceTrait::Palette | SourceTrait::Bilevel | SourceTrait::SixteenBit => None,
    };
    picture.facts.traits.iter().filter_map(told).collect()
}

/// What lists ship.
pub fn digests(bytes: &[u8]) -> Digests {
    Digests {
        sha256: Sha256::digest(bytes).into(),
        sha1: Sha1::digest(bytes).into(),
        md5: Md5::digest(bytes).into(),
    }
}

/// Takes an upload in. When it answers, the upload is on disk.
///
/// # Errors
/// [`NotTaken`].
pub async fn take_in(hub: &Arc<Hub>, arrived: Arrived) -> Result<Accepted, NotTaken> {
    let item = ItemId(Uuid::now_v7());
    let Arrived { bytes, .. } = arrived;
    let (bytes, read) = read_beside(hub, bytes).await?;
    let (near, unanswered) = resembles(hub, &bytes, &read).await?;
    let new = NewItem {
        id: item,
        source: arrived.source,
        reference: arrived.reference,
        place: arrived.place,
        bytes: bytes.len() as u64,
        digests: read.digests,
        hashes: read.hashes,
        size_px: read.picture.as_ref().ok().map(Reading::upright_px),
        frames: read.picture.as_ref().ok().map(|picture| picture.facts.frames),
        cells: read.picture.as_ref().map(cells).unwrap_or_default(),
        unreadable: read.picture.as_ref().err().map(|reason| (*reason).to_owned()),
        partly: read.picture.as_ref().ok().and_then(partly).map(str::to_owned),
        traits: read.picture.as_ref().map(traits).unwrap_or_default(),
        near,
        unanswered,
        check: hub.keys.draw(STOP_CHECK, item.0),
        media: None,
    };
    match hub.store.accept(new.clone()).await {
        Ok(accepted) => Ok(accepted),
        Err(NotAccepted::Store(error)) => Err(error.into()),
        Err(NotAccepted::NeedsMedia { door }) => {
            // What is stopped may have to be looked at after all, when what stopped it is suspended.
            // So may what is unverified, once somebody has answered.
            let shown = matches!(door, Door::Queued | Door::Stopped | Door::Unverified);
            let picture = read.picture.ok().filter(|_| shown);
            keep(hub, new, bytes, picture).await
        }
    }
}

/// What an upload comes near, here and on lists elsewhere, and who has still to answer of it. What ends at the door by
/// the hub's own lists is no question to anybody.
async fn resembles(hub: &Arc<Hub>, bytes: &[u8], read: &Read) -> Result<(Near, Vec<Unanswered>), StoreError> {
    let about = matchers::About {
        hashes: matchers::usable(read.hashes.iter().map(|frame| frame.perceptual)),
        // What cannot be read waits for a person anyway.
        file: read.picture.is_ok().then_some((bytes, read.digests)),
    };
    let rows = matchers::asked_about(hub, &about).await?;
    let near = hub.index.near(&hub.store, &read.hashes).await?;
    if rows.is_empty() {
        return Ok((near, Vec::new()));
    }
    let frames = read.hashes.clone();
    if hub
        .store
        .needs_no_matcher(read.digests, frames, near.hashes.clone())
        .await?
    {
        return Ok((near, matchers::unasked(&rows)));
    }
    let unanswered = matchers::ask(hub, rows, about).await?;
    // What they list is in the index when they have answered.
    let near = hub.index.near(&hub.store, &read.hashes).await?;
    Ok((near, unanswered))
}
