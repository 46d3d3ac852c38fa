//! Taking a look-alike in: read like an upload, compared with one list, and kept sealed like what waits for a person.
//!
//! No matcher is asked about it and no source hears of it.

use crate::{
    hub::Hub,
    intake::{NotTaken, partly, read_beside, traits},
    keeping::{NotKept, keep_look_alike},
};
use scrim_model::ids::{EntryId, ItemId};
use scrim_store::{
    StoreError,
    look_alikes::{NearMiss, NewLookAlike, NotALookAlike},
};
use std::sync::Arc;
use uuid::Uuid;

/// Where a picture is mixed in, and what it is to be a near miss of.
#[derive(Debug, Clone)]
pub struct Mixed {
    /// The queue, by name.
    pub queue: String,
    /// The list, by name.
    pub list: String,
    /// The entry; the closest where none is named.
    pub entry: Option<EntryId>,
}

/// Why a file is not mixed in.
#[derive(Debug, thiserror::Error)]
pub enum NotMixedIn {
    /// It is none.
    #[error(transparent)]
    NotALookAlike(#[from] NotALookAlike),
    /// Nothing can be said of it, or nothing kept.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// It could not be read, or not whole.
    #[error("it cannot be read as a whole ({reason}): take a picture that can")]
    Unreadable {
        /// Why, as a code.
        reason: &'static str,
    },
}

impl From<NotKept> for NotMixedIn {
    fn from(not: NotKept) -> Self {
        match not {
            NotKept::NotALookAlike(not) => not.into(),
            NotKept::NotTaken(not) => not.into(),
        }
    }
}

impl From<StoreError> for NotMixedIn {
    fn from(error: StoreError) -> Self {
        NotTaken::Store(error).into()
    }
}

/// Takes one in. When it answers, the picture is on disk and may be given to people.
///
/// # Errors
/// [`NotMixedIn`].
pub async fn mix_in(hub: &Arc<Hub>, bytes: Vec<u8>, into: Mixed) -> Result<(ItemId, NearMiss), NotMixedIn> {
    let (bytes, read) = read_beside(hub, bytes).await?;
    let picture = read.picture.map_err(|reason| NotMixedIn::Unreadable { reason })?;
    if let Some(reason) = partly(&picture) {
        return Err(NotMixedIn::Unreadable { reason });
    }
    let near = hub.index.near(&hub.store, &read.hashes).await?.hashes;
    let new = NewLookAlike {
        id: ItemId(Uuid::now_v7()),
        bytes: bytes.len() as u64,
        digests: read.digests,
        hashes: read.hashes,
        size_px: picture.upright_px(),
        traits: traits(&picture),
        near,
        queue: into.queue,
        list: into.list,
        entry: into.entry,
    };
    let id = new.id;
    // What is none is refused before anything of it is put anywhere.
    hub.store.near_miss(new.clone()).await?;
    let miss = keep_look_alike(hub, new, bytes, picture).await?;
    Ok((id, miss))
}
