//! Look-alikes over HTTP: who sets how many, what comes of one that is leased, and who is told what it was.

use super::{
    hub::{TestHub, request},
    review::{opens, picture, rendition, submit},
    shield::encoded_again,
};
use crate::{
    clock, intake,
    look_alikes::{Mixed, mix_in},
    tokens,
};
use axum::http::{HeaderValue, StatusCode};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    digests::FileDigests,
    look_alike::Dice,
    matching::{HarmType, Perceptual},
    person::Role,
    rung::Rung,
};
use scrim_store::{
    banks::{NewBank, NewEntry},
    leases::{Leased, Taker},
    look_alikes::NearMiss,
};
use serde_json::{Value, json};

/// Lists something that the picture is 20 bits from.
pub(super) async fn list_near(hub: &TestHub, bytes: &[u8]) {
    let read = tokio::task::block_in_place(|| intake::read(&hub.hub, bytes)).expect("read");
    let own = read.hashes.first().expect("a hash").perceptual;
    let mut bits = own.hash.0;
    for byte in bits.iter_mut().take(5) {
        *byte ^= 0b1111;
    }
    let new = NewBank {
        name: "List".into(),
        harm: HarmType::Csam,
        vetted_reason: Some("a test".into()),
    };
    let bank = hub.hub.store.bank(new).await.expect("a list");
    let entry = NewEntry {
        bank: bank.id,
        category: None,
        provenance: None,
        votes: None,
        digests: FileDigests::of_sha256([7; 32]),
        hashes: vec![Perceptual {
            hash: PdqHash(bits),
            quality: 100,
        }],
    };
    hub.hub.store.add_entry(entry).await.expect("listed");
}

pub(super) fn into_list() -> Mixed {
    Mixed {
        queue: "List".into(),
        list: "List".into(),
        entry: None,
    }
}

/// Sets how many, as the lead does.
pub(super) async fn set_share(hub: &TestHub, thousandths: u16) -> StatusCode {
    let lead = hub.sign_in("lead").await;
    let queues = hub
        .call("GET", "/v1/queues/all", Some(&lead), &Value::Null)
        .await
        .json();
    let all = queues.as_array().expect("queues").iter();
    let queue = all.clone().find(|queue| queue["name"] == "List").expect("there");
    let mut settings = queue["settings"].clone();
    settings["look_alikes"] = thousandths.into();
    let path = format!("/v1/queues/{}", queue["id"].as_str().expect("an id"));
    hub.call("PUT", &path, Some(&lead), &settings).await.status
}

/// What the person with this token is given where the dice say so.
pub(super) async fn given(hub: &TestHub, token: &str) -> Leased {
    let caller = hub
        .hub
        .store
        .caller(tokens::hash(token), clock::now())
        .await
        .expect("known");
    let taker = Taker {
        person: caller.person.id,
        session: caller.session.expect("signed in"),
        role: Role::Moderator,
        may_settle: false,
        dice: Dice::of(0),
    };
    let fresh = tokens::fresh().expect("randomness");
    let leased = hub.hub.store.take_leases(taker, None, vec![tokens::hash(&fresh)]).await;
    leased.expect("may take cases").pop().expect("one case")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_looked_at_and_decided_as_an_upload_and_its_author_alone_is_told() {
    let Some(hub) = TestHub::start().await else { return };
    let bytes = picture();
    list_near(&hub, &bytes).await;
    let (look_alike, NearMiss { distance, .. }) = mix_in(&hub.hub, bytes.clone(), into_list()).await.expect("one");
    assert_eq!(distance, 20);
    let again = mix_in(&hub.hub, bytes.clone(), into_list()).await;
    assert!(again.expect_err("twice").to_string().contains("already"));
    assert_eq!(set_share(&hub, 51).await, StatusCode::BAD_REQUEST);
    assert_eq!(set_share(&hub, 50).await, StatusCode::OK);
    assert_eq!(submit(&hub, &encoded_again(&bytes)).await.json()["outcome"], "queued");

    let token = hub.sign_in("moderator").await;
    let leased = given(&hub, &token).await;
    assert_ne!(leased.case.item, look_alike, "by a name of its own");
    let lease = leased.lease.id.to_string();
    let veil = rendition(&hub, &token, &lease, 1).await;
    assert!(veil.kind.starts_with("image/"), "{}", veil.kind);
    let sealed = rendition(&hub, &token, &lease, 5).await;
    let looks = format!("/v1/leases/{lease}/looks");
    let granted = hub.call("POST", &looks, Some(&token), &json!({"rung": 5})).await.json();
    let named = json!({"item_id": leased.case.item});
    assert!(
        opens(&granted, &named, Rung::Grey, &sealed.bytes),
        "sealed as what it is known by"
    );
    assert!(!opens(
        &granted,
        &json!({"item_id": look_alike}),
        Rung::Grey,
        &sealed.bytes
    ));
    let presented = json!({"shown_ms": 900, "region_permille": 1000, "width_px": 256, "height_px": 256});
    let close = format!("/v1/looks/{}", granted["grant_id"].as_str().expect("a grant"));
    hub.call("PUT", &close, Some(&token), &json!({"presented": presented}))
        .await;

    assert_eq!(decide(&hub, &token, &leased).await, "recorded");
    let told = async |token: &str| {
        hub.call("GET", "/v1/me/feedback", Some(token), &Value::Null)
            .await
            .json()
    };
    assert_eq!(told(&token).await, json!([]), "it can still be taken back");
    hub.past_grace(1).await;
    let all = told(&token).await;
    assert_eq!(all.as_array().map(Vec::len), Some(1));
    assert_eq!(all[0]["lesson"], "look_alike_told_apart");
    for other in ["second", "lead"] {
        let other = hub.sign_in(other).await;
        assert_eq!(told(&other).await, json!([]));
    }
    let counts = hub
        .call("GET", "/v1/exposures", Some(&token), &Value::Null)
        .await
        .json();
    assert!(counts[0]["counts_ms"].as_i64() >= Some(900), "a look is a look");
}

/// "Another picture"; answers how it stands.
async fn decide(hub: &TestHub, token: &str, leased: &Leased) -> Value {
    let pairs = leased.case.pairs.iter().map(|pair| {
        json!({"item": leased.case.item, "entry": pair.entry, "match": "different", "listing": {"kind": "not_assessed"}})
    });
    let said = json!({
        "lease": leased.lease.id, "fence": leased.lease.fence, "content": "not_assessed",
        "pairs": pairs.collect::<Vec<_>>(),
    });
    let mut request = request(
        "POST",
        &format!("/v1/cases/{}/verdict", leased.case.id),
        Some(token),
        &said,
    );
    let key = HeaderValue::from_static("one");
    request.headers_mut().insert("idempotency-key", key);
    hub.send(request).await.json()["standing"].clone()
}
