//! What holds in a folder and in a bucket alike.

use super::{at, item, open, server::S3};
use crate::media::{Media, MediaError, MediaPlace, Part, shard_and_name};
use scrim_media::Limits;
use scrim_model::{ids::ItemId, rung::Rung};
use std::collections::BTreeSet;
use uuid::Uuid;

const VEIL: Part = Part::Rendition(Rung::HeavyVeil);
const MOST: usize = 1_000;

async fn in_both(check: impl AsyncFn(&Media)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let in_folder = Media::open(&MediaPlace::in_data(folder.path())).expect("a folder");
    check(&in_folder).await;
    let server = S3::start();
    check(&open(at(&server))).await;
    assert!(!server.files().is_empty(), "nothing came to the server");
}

#[tokio::test]
async fn what_is_put_is_read_and_what_is_removed_is_gone() {
    in_both(async |media| {
        let every: Vec<(Part, Vec<u8>)> = (1..)
            .zip(Part::ALL)
            .map(|(byte, part)| (part, vec![byte; 40]))
            .collect();
        media.put(item(7), every.clone()).await.expect("stored");
        for (part, bytes) in &every {
            assert_eq!(&media.read(item(7), *part, 40).await.expect("there"), bytes);
        }
        media.remove(item(7)).await.expect("removed");
        for (part, _) in every {
            let gone = media.read(item(7), part, 40).await;
            assert!(matches!(gone, Err(MediaError::Missing)), "{gone:?}");
        }
        media.remove(item(7)).await.expect("removing twice is no error");
    })
    .await;
}

#[tokio::test]
async fn what_was_never_put_is_missing_and_can_be_removed() {
    in_both(async |media| {
        media.put(item(1), vec![(VEIL, vec![1])]).await.expect("stored");
        let never = media.read(item(2), VEIL, MOST).await;
        assert!(matches!(never, Err(MediaError::Missing)), "{never:?}");
        let part = media.read(item(1), Part::Original, MOST).await;
        assert!(matches!(part, Err(MediaError::Missing)), "{part:?}");
        media.remove(item(2)).await.expect("nothing to remove is no error");
    })
    .await;
}

#[tokio::test]
async fn what_is_put_again_is_what_is_read() {
    in_both(async |media| {
        for bytes in [vec![1; 90], vec![2; 30]] {
            media.put(item(7), vec![(VEIL, bytes.clone())]).await.expect("stored");
            assert_eq!(media.read(item(7), VEIL, MOST).await.expect("there"), bytes);
        }
    })
    .await;
}

#[tokio::test]
async fn an_upload_as_large_as_may_be_comes_back_whole() {
    let most = usize::try_from(Limits::recommended().max_bytes).expect("fits");
    let most = scrim_media::sealed::sealed_bytes(most);
    let bytes: Vec<u8> = (0..=250_u8).cycle().take(most).collect();
    in_both(async |media| {
        media
            .put(item(7), vec![(Part::Original, bytes.clone())])
            .await
            .expect("stored");
        let read = media.read(item(7), Part::Original, most).await.expect("there");
        assert!(read == bytes, "what came back is something else");
    })
    .await;
}

#[tokio::test]
async fn more_than_was_stored_is_not_read() {
    in_both(async |media| {
        media.put(item(7), vec![(VEIL, vec![1; 101])]).await.expect("stored");
        let read = media.read(item(7), VEIL, 100).await;
        assert!(matches!(read, Err(MediaError::TooLong)), "{read:?}");
    })
    .await;
}

#[tokio::test]
async fn uploads_lie_apart_and_one_is_removed_without_the_others() {
    let items: Vec<ItemId> = (0..24).map(|_| ItemId(Uuid::now_v7())).collect();
    let shards: BTreeSet<String> = items.iter().map(|item| shard_and_name(*item).0).collect();
    assert!(shards.len() > 8, "ids of one moment are spread: {shards:?}");
    in_both(async |media| {
        for item in &items {
            media
                .put(*item, vec![(VEIL, item.0.as_bytes().to_vec())])
                .await
                .expect("stored");
        }
        let (first, others) = items.split_first().expect("some");
        media.remove(*first).await.expect("removed");
        for item in others {
            assert_eq!(media.read(*item, VEIL, MOST).await.expect("there"), item.0.as_bytes());
        }
    })
    .await;
}

#[tokio::test]
async fn a_probe_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let media = Media::open(&MediaPlace::Folder(folder.path().to_owned())).expect("a folder");
    media.probe().await.expect("well");
    assert!(super::server::files(folder.path()).is_empty());
    let server = S3::start();
    open(at(&server)).probe().await.expect("well");
    assert!(server.objects().is_empty());
}

#[test]
fn every_part_is_bound_to_its_own_bytes() {
    let parts = Rung::ALL.map(Part::Rendition);
    for (at, part) in parts.iter().enumerate() {
        assert_ne!(part.associated(item(7)), Part::Original.associated(item(7)));
        for other in parts.iter().skip(at + 1) {
            assert_ne!(part.associated(item(7)), other.associated(item(7)));
        }
    }
}
