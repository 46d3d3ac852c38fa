//! Sealed media: one file or object per part of an upload, each under a key of its own.
//!
//! Knows no key and no picture: it stores and finds sealed bytes, in a folder or in a bucket.

mod bucket;
mod failure;
mod folder;
mod place;
#[cfg(test)]
pub(crate) mod tests;

pub use bucket::Patience;
pub use failure::{BucketError, MediaError};
pub use place::{BadPlace, BucketSettings, MediaPlace};

use crate::tokens::random;
use bucket::Bucket;
use folder::Folder;
use scrim_model::{ids::ItemId, rung::Rung};
use uuid::Uuid;

/// Which file of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The uploaded bytes; never sent to a desk.
    Original,
    /// A rendition.
    Rendition(Rung),
}

/// Where all sealed media are.
#[derive(Debug, Clone)]
pub struct Media(Home);

#[derive(Debug, Clone)]
enum Home {
    Folder(Folder),
    Bucket(Bucket),
}

impl Part {
    /// Every part that an upload can have.
    pub const ALL: [Self; 6] = [
        Self::Original,
        Self::Rendition(Rung::HeavyVeil),
        Self::Rendition(Rung::LightVeil),
        Self::Rendition(Rung::Outline),
        Self::Rendition(Rung::Grey),
        Self::Rendition(Rung::Colour),
    ];

    /// What a file's seal is bound to: the upload's id, then the part.
    pub fn associated(self, item: ItemId) -> [u8; 17] {
        let mut bytes = [0; 17];
        let (id, part) = bytes.split_at_mut(16);
        id.copy_from_slice(item.0.as_bytes());
        part.fill(match self {
            Self::Original => u8::MAX,
            Self::Rendition(rung) => rung.into(),
        });
        bytes
    }

    /// Where it lies below the folder of all media.
    pub(crate) fn path(self, item: ItemId) -> String {
        let (shard, id) = shard_and_name(item);
        format!("{shard}/{id}/{}", self.name())
    }

    fn name(self) -> String {
        match self {
            Self::Original => "original".into(),
            Self::Rendition(rung) => u8::from(rung).to_string(),
        }
    }
}

impl Media {
    /// The media at a place. A folder is made when missing; a bucket is not spoken to yet.
    ///
    /// # Errors
    /// [`MediaError`] when the folder cannot be made or the bucket's settings make no client.
    pub fn open(place: &MediaPlace) -> Result<Self, MediaError> {
        Ok(Self(match place {
            MediaPlace::Folder(root) => Home::Folder(Folder::open(root)?),
            MediaPlace::Bucket(settings) => Home::Bucket(Bucket::open(settings)?),
        }))
    }

    /// Stores the parts of one upload; when it answers, they are where they outlive a crash.
    ///
    /// # Errors
    /// [`MediaError`]; what was stored is then taken away again, as far as that can be done.
    pub async fn put(&self, item: ItemId, parts: Vec<(Part, Vec<u8>)>) -> Result<(), MediaError> {
        match &self.0 {
            Home::Folder(folder) => folder.put(item, parts).await,
            Home::Bucket(bucket) => bucket.put(item, parts).await,
        }
    }

    /// The sealed bytes of one part, of which there are at most `most`.
    ///
    /// # Errors
    /// [`MediaError`] when they are not there, are more, or cannot be read.
    pub async fn read(&self, item: ItemId, part: Part, most: usize) -> Result<Vec<u8>, MediaError> {
        match &self.0 {
            Home::Folder(folder) => folder.read(item, part, most).await,
            Home::Bucket(bucket) => bucket.read(item, part, most).await,
        }
    }

    /// Takes everything of an upload away. Taking it away twice is no error.
    ///
    /// # Errors
    /// [`MediaError`].
    pub async fn remove(&self, item: ItemId) -> Result<(), MediaError> {
        match &self.0 {
            Home::Folder(folder) => folder.remove(item).await,
            Home::Bucket(bucket) => bucket.remove(item).await,
        }
    }

    /// Takes everything of an upload away that no row of the database speaks of. What cannot be taken away
    /// stays, and only the log says so: it is sealed under keys that were never kept.
    pub async fn discard(&self, item: ItemId) {
        if let Err(error) = self.remove(item).await {
            tracing::warn!(item = %item.0, cause = %error, "sealed media that belong to no upload may be left");
        }
    }

    /// Writes 32 bytes, reads them back and takes them away.
    ///
    /// # Errors
    /// [`MediaError`], which says what to do.
    pub async fn probe(&self) -> Result<(), MediaError> {
        let item = ItemId(Uuid::now_v7());
        let written = random::<32>()?.to_vec();
        self.put(item, vec![(Part::Original, written.clone())]).await?;
        let read = self.read(item, Part::Original, written.len()).await;
        self.remove(item).await?;
        if read? == written {
            Ok(())
        } else {
            Err(MediaError::Altered)
        }
    }

    /// What it is, for a sentence.
    pub fn kind(&self) -> &'static str {
        match self.0 {
            Home::Folder(_) => "the media folder",
            Home::Bucket(_) => "the bucket",
        }
    }
}

/// Ids begin with their time, so their end spreads them over folders: `7f/0198…7f`.
fn shard_and_name(item: ItemId) -> (String, String) {
    let id = item.0.simple().to_string();
    let shard = id.get(id.len() - 2..).unwrap_or("00").to_owned();
    (shard, id)
}
