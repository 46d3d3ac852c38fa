//! An upload's way in: digests, sandboxed decode, perceptual hash, match, renditions, seal, store.
//!
//! Knows no HTTP. Bytes from strangers are only ever counted, digested and handed to the worker.

use crate::{
    folder::Part,
    hub::Hub,
    tokens::{NoEntropy, random},
};
use md5::Md5;
use scrim_hashing::pdq;
use scrim_media::{
    Decoded, RenditionError, RenditionSettings, RungName, SourceTrait, renditions,
    sealed::{Key, NONCE_PREFIX_BYTES, seal},
    sniff,
};
use scrim_model::{
    ids::{ItemId, PersonId},
    matching::{FrameHash, Perceptual},
    rung::Rung,
};
use scrim_store::{
    StoreError,
    items::{Accepted, Digests, Door, NewItem, NewMedia, NewRendition, NotAccepted},
};
use scrim_worker::WorkerError;
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
    /// The media folder.
    #[error("the media could not be stored")]
    Media(#[source] std::io::Error),
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

/// What was read of a picture's bytes.
pub struct Read {
    /// Digests of the bytes.
    pub digests: Digests,
    /// The pixels, or why there are none.
    pub picture: Result<Decoded, &'static str>,
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
    sniff(bytes).ok_or(NotTaken::Unsupported)?;
    let picture = decode(hub, bytes)?;
    let hashes = picture.as_ref().map(hashes).unwrap_or_default();
    Ok(Read {
        digests: digests(bytes),
        picture,
        hashes,
    })
}

fn decode(hub: &Hub, bytes: &[u8]) -> Result<Result<Decoded, &'static str>, NotTaken> {
    match hub.workers.decode(bytes, &hub.settings.limits) {
        Ok(decoded) => Ok(Ok(decoded)),
        Err(error) if error.is_the_pictures_fault() => Ok(Err(error.reason())),
        Err(error) => Err(NotTaken::Worker(error)),
    }
}

/// The hash of every frame, as far as frames are decoded: so far of the first.
fn hashes(picture: &Decoded) -> Vec<FrameHash> {
    let first = perceptual(picture).map(|perceptual| FrameHash { frame: 0, perceptual });
    first.into_iter().collect()
}

/// The hash over the picture's RGB pixels. For palette, CMYK and bilevel files the reference hashes
/// other numbers, which match nothing made from the same picture in RGB; here they are matched by what
/// a person would see (DESIGN.md), and never exchanged.
pub fn perceptual(picture: &Decoded) -> Option<Perceptual> {
    let hashed = pdq::hash_rgb(picture.width, picture.height, picture.hash_rgb()).ok()?;
    Some(Perceptual {
        hash: hashed.hash,
        quality: hashed.quality,
    })
}

/// Why a picture was matched only in part, where it was.
fn partly(picture: &Decoded) -> Option<&'static str> {
    if picture.traits.contains(SourceTrait::Truncated) {
        Some("truncated")
    } else if picture.frames > 1 {
        Some("only_first_frame_matched")
    } else {
        None
    }
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
    let (arrived, read) = {
        let hub = Arc::clone(hub);
        blocking(move || read(&hub, &arrived.bytes).map(|read| (arrived, read))).await?
    };
    let near = hub.index.near(&hub.store, &read.hashes).await?;
    let new = NewItem {
        id: item,
        source: arrived.source,
        reference: arrived.reference.clone(),
        place: arrived.place.clone(),
        bytes: arrived.bytes.len() as u64,
        digests: read.digests,
        hashes: read.hashes,
        unreadable: read.picture.as_ref().err().map(|reason| (*reason).to_owned()),
        partly: read.picture.as_ref().ok().and_then(partly).map(str::to_owned),
        near,
        media: None,
    };
    match hub.store.accept(new.clone()).await {
        Ok(accepted) => Ok(accepted),
        Err(NotAccepted::Store(error)) => Err(error.into()),
        Err(NotAccepted::NeedsMedia { door }) => {
            // What is stopped may have to be looked at after all, when what stopped it is suspended.
            let shown = matches!(door, Door::Queued | Door::Stopped);
            let picture = read.picture.ok().filter(|_| shown);
            let media = {
                let hub = Arc::clone(hub);
                blocking(move || store_media(&hub, item, &arrived.bytes, picture.as_ref())).await?
            };
            accept_with_media(
                hub,
                NewItem {
                    media: Some(media),
                    ..new
                },
            )
            .await
        }
    }
}

async fn accept_with_media(hub: &Arc<Hub>, new: NewItem) -> Result<Accepted, NotTaken> {
    let item = new.id;
    let accepted = hub.store.accept(new).await.map_err(|refused| match refused {
        NotAccepted::Store(error) => NotTaken::Store(error),
        NotAccepted::NeedsMedia { .. } => NotTaken::Stopped,
    })?;
    // The list changed in between: what nobody has to look at is not kept.
    if matches!(accepted.door, Door::NoMatch | Door::Passed) {
        let media = hub.media.clone();
        blocking(move || media.remove(item).map_err(NotTaken::Media)).await?;
    }
    Ok(accepted)
}

/// Seals the original and the renditions, each under a key of its own, and writes them to disk.
fn store_media(hub: &Hub, item: ItemId, bytes: &[u8], picture: Option<&Decoded>) -> Result<NewMedia, NotTaken> {
    let mut parts = Vec::new();
    let original_key = sealed_part(hub, item, Part::Original, bytes, &mut parts)?;
    let mut kept = Vec::new();
    if let Some(picture) = picture {
        for rendition in renditions(picture, &RenditionSettings::recommended())?.into_array() {
            let rung = rung(rendition.rung_name);
            let wrapped_key = sealed_part(hub, item, Part::Rendition(rung), &rendition.encoded, &mut parts)?;
            kept.push(NewRendition {
                rung,
                width_px: rendition.width,
                height_px: rendition.height,
                bytes: rendition.encoded.len() as u64,
                mime: rendition.mime.to_owned(),
                wrapped_key,
            });
        }
    }
    hub.media.put(item, &parts).map_err(NotTaken::Media)?;
    Ok(NewMedia {
        renditions: kept,
        original_key,
    })
}

fn sealed_part(
    hub: &Hub,
    item: ItemId,
    part: Part,
    clear: &[u8],
    parts: &mut Vec<(Part, Vec<u8>)>,
) -> Result<Vec<u8>, NotTaken> {
    let (key, nonce) = (Key::new(*random::<32>()?), random::<NONCE_PREFIX_BYTES>()?);
    let bound = part.associated(item);
    parts.push((part, seal(&key, &bound, *nonce, clear)));
    Ok(hub.keys.wrap(&key, &bound)?)
}

fn rung(name: RungName) -> Rung {
    match name {
        RungName::HeavyVeil => Rung::HeavyVeil,
        RungName::LightVeil => Rung::LightVeil,
        RungName::Grey => Rung::Grey,
        RungName::Colour => Rung::Colour,
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, NotTaken> + Send + 'static,
) -> Result<T, NotTaken> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(NotTaken::Stopped))
}
