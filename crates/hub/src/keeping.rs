//! What is kept of an upload: sealed, put where media are kept, and only then accepted.
//!
//! Knows no HTTP. Either an upload is accepted and all its media are there, or it is not and they are taken
//! away again.

use crate::{
    hub::Hub,
    intake::{NotTaken, RENDITIONS},
    media::Part,
    tokens::random,
};
use scrim_media::{
    RungName, renditions,
    sealed::{Key, NONCE_PREFIX_BYTES, seal},
};
use scrim_model::{ids::ItemId, rung::Rung};
use scrim_store::{
    StoreError,
    items::{Accepted, Door, NewItem, NewMedia, NewRendition, NotAccepted},
    look_alikes::{NearMiss, NewLookAlike, NotALookAlike},
};
use scrim_worker::Reading;
use std::sync::Arc;

/// Sealed parts on their way to where media are kept.
type Parts = Vec<(Part, Vec<u8>)>;

/// Keeps what an upload needs and accepts it. Goes on to its end when nobody waits for it any more: what was
/// put is then accepted or taken away all the same.
pub(crate) async fn keep(
    hub: &Arc<Hub>,
    new: NewItem,
    bytes: Vec<u8>,
    picture: Option<Reading>,
) -> Result<Accepted, NotTaken> {
    let hub = Arc::clone(hub);
    let under_way = hub.keeping.clone();
    let keeping = under_way.spawn(async move {
        let item = new.id;
        let media = Some(put(&hub, item, bytes, picture).await?);
        accept(&hub, NewItem { media, ..new }).await
    });
    keeping.await.unwrap_or(Err(NotTaken::Stopped))
}

async fn accept(hub: &Hub, new: NewItem) -> Result<Accepted, NotTaken> {
    let item = new.id;
    let accepted = hub.store.accept(new).await;
    if is_in_vain(&accepted) {
        hub.media.discard(item).await;
    }
    accepted.map_err(|refused| match refused {
        NotAccepted::Store(error) => NotTaken::Store(error),
        NotAccepted::NeedsMedia { .. } => NotTaken::Stopped,
    })
}

/// Whether nobody has to look at the media. Where nobody knows whether the commit came through, they stay:
/// an upload that was accepted without its media would be worse than media without their upload.
fn is_in_vain(accepted: &Result<Accepted, NotAccepted>) -> bool {
    match accepted {
        // The list changed in between.
        Ok(accepted) => matches!(accepted.door, Door::NoMatch | Door::Passed),
        Err(NotAccepted::Store(StoreError::NotWritten(_))) => false,
        Err(NotAccepted::Store(_) | NotAccepted::NeedsMedia { .. }) => true,
    }
}

/// Keeps a look-alike: its media first, like an upload's.
pub(crate) async fn keep_look_alike(
    hub: &Arc<Hub>,
    new: NewLookAlike,
    bytes: Vec<u8>,
    picture: Reading,
) -> Result<NearMiss, NotKept> {
    let item = new.id;
    let media = put(hub, item, bytes, Some(picture)).await?;
    let added = hub.store.add_look_alike(new, media).await;
    if matches!(&added, Err(error) if !matches!(error, NotALookAlike::Store(StoreError::NotWritten(_)))) {
        hub.media.discard(item).await;
    }
    Ok(added?)
}

/// Why a look-alike is not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotKept {
    /// It is none.
    #[error(transparent)]
    NotALookAlike(#[from] NotALookAlike),
    /// Its media could not be made or put.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
}

/// Seals what is to be kept beside everybody who waits, and puts it where media are kept.
async fn put(hub: &Arc<Hub>, item: ItemId, bytes: Vec<u8>, picture: Option<Reading>) -> Result<NewMedia, NotTaken> {
    let sealing = Arc::clone(hub);
    let work = move || sealed_media(&sealing, item, &bytes, picture.as_ref());
    let (media, parts) = hub.studio.run(work).await??;
    hub.media.put(item, parts).await?;
    Ok(media)
}

/// Seals the original and the renditions, each under a key of its own.
fn sealed_media(
    hub: &Hub,
    item: ItemId,
    bytes: &[u8],
    picture: Option<&Reading>,
) -> Result<(NewMedia, Parts), NotTaken> {
    let mut parts = Vec::new();
    let original_key = sealed_part(hub, item, Part::Original, bytes, &mut parts)?;
    let mut kept = Vec::new();
    if let Some(picture) = picture {
        for rendition in renditions(&picture.shown, &RENDITIONS)?.into_array() {
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
    let media = NewMedia {
        renditions: kept,
        original_key,
    };
    Ok((media, parts))
}

fn sealed_part(hub: &Hub, item: ItemId, part: Part, clear: &[u8], parts: &mut Parts) -> Result<Vec<u8>, NotTaken> {
    let (key, nonce) = (Key::new(*random::<32>()?), random::<NONCE_PREFIX_BYTES>()?);
    let bound = part.associated(item);
    parts.push((part, seal(&key, &bound, *nonce, clear)));
    Ok(hub.keys.wrap(&key, &bound)?)
}

fn rung(name: RungName) -> Rung {
    match name {
        RungName::HeavyVeil => Rung::HeavyVeil,
        RungName::LightVeil => Rung::LightVeil,
        RungName::Outline => Rung::Outline,
        RungName::Grey => Rung::Grey,
        RungName::Colour => Rung::Colour,
    }
}
