//! What waits, matched again by the hub itself.

use super::{
    hub::TestHub,
    review::{list, picture, submit},
};
use crate::{intake, rematching};
use scrim_model::{digests::FileDigests, matching::HarmType};
use scrim_store::{
    banks::{NewBank, NewEntry},
    rematching::Backlog,
};
use serde_json::json;
use uuid::Uuid;

/// A second list has the picture's hash, and nothing of its bytes.
async fn list_its_hash(hub: &TestHub, bytes: &[u8]) {
    let read = tokio::task::block_in_place(|| intake::read(&hub.hub, bytes)).expect("read");
    let new = NewBank {
        name: "Second list".into(),
        harm: HarmType::Csam,
        vetted_reason: None,
    };
    let entry = NewEntry {
        bank: hub.hub.store.bank(new).await.expect("a list").id,
        category: None,
        provenance: None,
        votes: None,
        digests: FileDigests::default(),
        hashes: read.hashes.iter().map(|frame| frame.perceptual).collect(),
    };
    hub.hub.store.add_entry(entry).await.expect("listed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_gains_the_pair_of_a_list_that_has_its_hash_later() {
    let Some(hub) = TestHub::start().await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    assert_eq!(submit(&hub, &bytes).await.json()["outcome"], "queued");
    rematching::round(&hub.hub, Uuid::from_u128(1)).await.expect("followed");
    list_its_hash(&hub, &bytes).await;
    let left = hub.hub.store.rematching_backlog().await.expect("read");
    assert_eq!((left.changes, left.uploads), (1, 0));
    let other = Uuid::from_u128(2);
    rematching::round(&hub.hub, other).await.expect("read");
    let left = hub.hub.store.rematching_backlog().await.expect("read");
    assert_eq!(left.changes, 1, "another hub is the one that follows");
    rematching::round(&hub.hub, Uuid::from_u128(1)).await.expect("followed");
    let left = hub.hub.store.rematching_backlog().await.expect("read");
    assert_eq!(left, Backlog::default());
    let token = hub.sign_in("moderator").await;
    let answered = hub
        .call("POST", "/v1/leases", Some(&token), &json!({"want": 1}))
        .await
        .json();
    let pairs = answered[0]["case"]["pairs"].as_array().map(Vec::len);
    assert_eq!(pairs, Some(2), "{answered}");
}
