//! Uploads, their renditions, and the cases they open or join.
//!
//! Accepting an upload is one unit of work: the door's answer, the matches, the case and the wrapped
//! keys are on disk before its source is answered.

use crate::{
    Store,
    db::Db,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::{
    digests::FileDigests,
    ids::{CaseId, EntryId, ItemId, LeaseId, MatcherId, PersonId},
    known::Known,
    matcher::NoAnswer,
    matching::{FrameHash, Match, Perceptual},
    picture::PictureTrait,
    rung::Rung,
    second_looks::Draw,
    sheet::SheetCell,
    time::Time,
};
use std::collections::BTreeMap;

/// What an upload comes near, as an index had it that follows the log of hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// What it comes near.
    pub hashes: Vec<NearHash>,
    /// Up to which change of the log the index knew ([`HashChange::seq`]). Of what came after it nothing is said: the
    /// upload is answered by what was known, and once more if it waits.
    pub as_of: i64,
}

/// How the perceptual hash of one frame of an upload came near an entry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearHash {
    /// Whose hash.
    pub entry: EntryId,
    /// Bits that differ.
    pub distance: u32,
    /// The hash is an altered copy's.
    pub via_variant: bool,
    /// Which frame of the upload, of those in [`NewItem::hashes`].
    pub frame: u32,
    /// The quality of that frame's hash is good enough to rest on.
    pub trusted: bool,
}

/// Digests of the bytes: what lists ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digests {
    /// SHA-256.
    pub sha256: [u8; 32],
    /// SHA-1.
    pub sha1: [u8; 20],
    /// MD5.
    pub md5: [u8; 16],
}

impl From<Digests> for FileDigests {
    fn from(all: Digests) -> Self {
        Self {
            sha256: Some(all.sha256),
            sha1: Some(all.sha1),
            md5: Some(all.md5),
        }
    }
}

/// A rendition, sealed under its own key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRendition {
    /// Which rung it shows.
    pub rung: Rung,
    /// Width, px.
    pub width_px: u32,
    /// Height, px.
    pub height_px: u32,
    /// Length in clear, bytes.
    pub bytes: u64,
    /// Its media type.
    pub mime: String,
    /// Its key, wrapped by the master key.
    pub wrapped_key: Vec<u8>,
}

/// An upload, decoded or not.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Its id, drawn before so that its media could be sealed under it.
    pub id: ItemId,
    /// Who sent it.
    pub source: PersonId,
    /// The source's own id of it.
    pub reference: Option<String>,
    /// Where it was uploaded, in the source's words.
    pub place: Option<String>,
    /// How many bytes.
    pub bytes: u64,
    /// Digests of them.
    pub digests: Digests,
    /// The perceptual hash of every frame that differs from those before it, in their order; none where
    /// it could not be decoded or is too small for one.
    pub hashes: Vec<FrameHash>,
    /// Width and height as it is shown, px; none where it could not be decoded.
    pub size_px: Option<(u32, u32)>,
    /// How many frames were read; none where it could not be decoded.
    pub frames: Option<u32>,
    /// The cell of its sheet that stands for a frame, by the number of the frame; none of a still picture.
    pub cells: Vec<(u32, SheetCell)>,
    /// Why it could not be decoded, as a code.
    pub unreadable: Option<String>,
    /// Why only a part of it could be matched, as a code: such an upload is never answered "nothing
    /// known".
    pub partly: Option<String>,
    /// What is shown of it otherwise than its file would.
    pub traits: Vec<PictureTrait>,
    /// What came near, by the index.
    pub near: Near,
    /// Matchers that were asked and did not answer.
    pub unanswered: Vec<Unanswered>,
    /// Its throw of the dice: whether somebody checks the stop, should it be stopped.
    pub check: Draw,
    /// Its sealed media, already on disk. None on the first try: what nobody has to look at or report is
    /// not kept.
    pub media: Option<NewMedia>,
}

/// A matcher that was asked about an upload and did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unanswered {
    /// Which.
    pub matcher: MatcherId,
    /// Why not.
    pub why: NoAnswer,
}

/// An upload's media as sealed on disk.
#[derive(Debug, Clone)]
pub struct NewMedia {
    /// Its renditions; none where it could not be decoded.
    pub renditions: Vec<NewRendition>,
    /// The original's key, wrapped.
    pub original_key: Vec<u8>,
}

/// Why an upload is not accepted yet.
#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    /// Its media has to be sealed and stored first.
    #[error("the upload's media has to be stored first")]
    NeedsMedia {
        /// What will become of it, as things stand.
        door: Door,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A person decides.
    Queued,
    /// Confirmed content.
    Stopped,
    /// Cleared content.
    Passed,
    /// Nothing known.
    NoMatch,
    /// It could not be decoded.
    Unreadable,
    /// Nothing known so far; a matcher has still to answer, and is asked again until it has.
    Unverified,
}

/// The answer for its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its id.
    pub item: ItemId,
    /// Digests of its bytes.
    pub digests: Digests,
    /// What became of it.
    pub door: Door,
    /// The case it opened or joined.
    pub case: Option<CaseId>,
    /// The lists that recognised it, with their names.
    pub matches: Vec<(Match, String)>,
    /// Why it is unreadable.
    pub reason: Option<String>,
    /// What may be told of it to whoever only asks whether it is known.
    pub asked: Asked,
}

/// What may be told of a file, entry by entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Each entry that may be told of, closest first.
    pub known: Vec<Known>,
    /// It also resembles entries of which nobody has said yet what they are.
    pub open: bool,
}

/// An upload, for its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Its id.
    pub id: ItemId,
    /// Who sent it.
    pub source: PersonId,
    /// What became of it at the door.
    pub door: Door,
    /// When it came in.
    pub received_at: Time,
    /// What people decided.
    pub decided: Option<DecidedItem>,
    /// Whether people are deciding.
    pub in_review: bool,
    /// When its picture was destroyed, if it was.
    pub destroyed_at: Option<Time>,
}

/// What a confirmed verdict means for an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedItem {
    /// Take it down.
    Remove,
    /// Leave it.
    Keep,
}

/// A rendition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenditionRow {
    /// Of which upload.
    pub item: ItemId,
    /// Which rung it shows.
    pub rung: Rung,
    /// Length in clear, bytes.
    pub bytes: u64,
    /// Its media type.
    pub mime: String,
    /// Its key, wrapped.
    pub wrapped_key: Vec<u8>,
    /// Under the id of which upload it and its key are sealed: its own, unless it is a look-alike's.
    pub sealed_as: ItemId,
}

impl Store {
    /// Answers an upload at the door and keeps it, with its case.
    ///
    /// # Errors
    /// [`NotAccepted::NeedsMedia`] where the media has to be stored first.
    pub async fn accept(&self, new: NewItem) -> Result<Accepted, NotAccepted> {
        self.write(Alone::with(Lists::Asked), move |tx| sql::items::accept(tx, &new))
            .await
    }

    /// Whether what is known here ends an upload at the door, whatever a list elsewhere would answer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn needs_no_matcher(
        &self,
        of: Digests,
        frames: Vec<FrameHash>,
        near: Vec<NearHash>,
    ) -> Result<bool, StoreError> {
        self.read(move |db| sql::asked::needs_no_matcher(db, (of, &frames), &near))
            .await
    }

    /// What may be told of hashes, each by what came near it, and by what is said to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn asked(&self, near: Vec<(Perceptual, Vec<NearHash>)>) -> Result<Vec<Asked>, StoreError> {
        let each = move |db: Db<'_>| {
            let each = near.iter().map(|(hash, hits)| sql::asked::by_hashes(db, *hash, hits));
            each.collect()
        };
        self.read(each).await
    }

    /// What is known of the bytes of entries.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digests(&self, entries: Vec<EntryId>) -> Result<BTreeMap<EntryId, FileDigests>, StoreError> {
        let of = move |db: Db<'_>| {
            let each = entries.iter().map(|entry| Ok((*entry, sql::digests::of(db, *entry)?)));
            each.collect()
        };
        self.read(of).await
    }

    /// One upload as it stands at `now`: what can still be taken back is not decided yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn item(&self, id: ItemId, now: Time) -> Result<Option<ItemRow>, StoreError> {
        self.read(move |db| sql::items::item(db, id, now)).await
    }

    /// A rendition of the upload that a lease is for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rendition(&self, lease: LeaseId, rung: Rung) -> Result<Option<RenditionRow>, StoreError> {
        self.read(move |db| sql::items::rendition_of_lease(db, lease, rung))
            .await
    }
}
