//! What a matcher is asked about: usable hashes and, for one that somebody wants uploads to be sent to, the file.

use crate::{hub::Hub, media::Part};
use axum::body::Bytes;
use scrim_hashing::pdq::PdqHash;
use scrim_media::{sealed, sniff};
use scrim_model::{
    ids::ItemId,
    matcher::{NoAnswer, Sends},
};
use scrim_store::{StoreError, items::Digests, matchers::MatcherRow, questions::OriginalToSend};

/// What is to be asked, while nobody knows yet whom.
pub(crate) struct About<'a> {
    /// Usable hashes, all different.
    pub(crate) hashes: Vec<PdqHash>,
    /// The bytes of an upload and digests of them, where it is one that could be read.
    pub(crate) file: Option<(&'a [u8], Digests)>,
}

/// What is asked.
#[derive(Clone)]
pub(super) struct Question {
    pub(super) hashes: Vec<PdqHash>,
    pub(super) file: Option<WholeFile>,
}

/// An upload that leaves as it is, for a matcher that somebody said is sent uploads.
#[derive(Clone)]
pub(super) struct WholeFile {
    pub(super) bytes: Bytes,
    pub(super) digests: Digests,
    /// Its media type, by its content.
    pub(super) mime: &'static str,
}

impl About<'_> {
    /// Whether there is nothing that any matcher could be asked.
    pub(super) fn is_nothing(&self) -> bool {
        self.hashes.is_empty() && self.file.is_none()
    }

    /// With a copy of the file, where anybody is sent it.
    pub(super) fn question(self, whole: bool) -> Question {
        let file = self.file.filter(|_| whole);
        Question {
            hashes: self.hashes,
            file: file.map(|(bytes, digests)| WholeFile::new(Bytes::copy_from_slice(bytes), digests)),
        }
    }
}

impl Question {
    /// Whether there is anything in it for a matcher that is sent this.
    pub(super) fn is_for(&self, sends: Sends) -> bool {
        !self.hashes.is_empty() || (self.file.is_some() && sends == Sends::Uploads)
    }
}

impl WholeFile {
    fn new(bytes: Bytes, digests: Digests) -> Self {
        let mime = sniff(&bytes).map_or("application/octet-stream", scrim_media::Format::mime);
        Self { bytes, digests, mime }
    }
}

/// The file of an upload that is asked about again, where the matcher is sent it and it is still kept.
pub(super) async fn file_again(
    hub: &Hub,
    row: &MatcherRow,
    item: ItemId,
) -> Result<Result<Option<WholeFile>, NoAnswer>, StoreError> {
    if row.rule.sends == Sends::Hashes {
        return Ok(Ok(None));
    }
    let Some(original) = hub.store.original_to_send(item).await? else {
        return Ok(Ok(None));
    };
    let opened = open(hub, item, &original).await;
    if opened.is_none() {
        tracing::error!(%item, matcher = %row.id, "an upload could not be read to be sent again; it is tried again");
    }
    let file = opened.map(|bytes| WholeFile::new(bytes, original.digests));
    Ok(file.map(Some).ok_or(NoAnswer::Unread))
}

async fn open(hub: &Hub, item: ItemId, original: &OriginalToSend) -> Option<Bytes> {
    let clear = usize::try_from(original.bytes).ok()?;
    let most = sealed::sealed_bytes(clear);
    let sealed = hub.media.read(item, Part::Original, most).await.ok()?;
    let bound = Part::Original.associated(item);
    let key = hub.keys.unwrap(&original.wrapped_key, &bound).ok()?;
    let bytes = sealed::open(&key, &bound, &sealed, clear).ok()?;
    Some(Bytes::copy_from_slice(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::digests;

    #[test]
    fn an_upload_without_a_usable_hash_is_for_those_alone_who_are_sent_it_and_is_copied_for_them_alone() {
        let bytes = b"\x89PNG\r\n\x1a\n";
        let about = || About {
            hashes: Vec::new(),
            file: Some((bytes.as_slice(), digests(bytes))),
        };
        assert!(!about().is_nothing());
        let sent = about().question(true);
        assert!(sent.is_for(Sends::Uploads) && !sent.is_for(Sends::Hashes));
        let file = sent.file.expect("a copy");
        assert_eq!((file.bytes.as_ref(), file.mime), (bytes.as_slice(), "image/png"));
        assert!(about().question(false).file.is_none());
        let hashes = vec![PdqHash([7; 32])];
        let hash = About { hashes, file: None }.question(false);
        assert!(hash.is_for(Sends::Hashes) && hash.is_for(Sends::Uploads));
    }
}
