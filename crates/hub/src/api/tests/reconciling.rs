//! Passes over what a matcher lists, where it answers about some of it and not about the rest.

use super::hub::TestHub;
use crate::reconciling::{Ended, pass};
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    delivery::Failure,
    ids::MatcherId,
    matcher::{ListMapping, Listing, Matcher, MatcherKind, Mode, Reconciled, Sends},
    matching::HarmType,
};
use scrim_store::{
    banks::NewBank,
    matchers::{MatcherRow, NewMatcher},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;
use uuid::Uuid;

/// How much is listed: more than is read at once.
const LISTED: u64 = 40;

/// What a stand-in answers about one number; it answers well about the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Odd {
    Fails,
    /// And from then on at everything else.
    GoesDown,
    Page,
    TooLong,
    Refuses,
    Disabled,
}

/// An HMA with one bank.
#[derive(Clone, Default)]
struct Hma(Arc<Mutex<World>>);

#[derive(Default)]
struct World {
    odd: BTreeMap<u64, Odd>,
    /// About which numbers it was asked, in their order.
    asked: Vec<u64>,
    /// Even its banks cannot be read.
    down: bool,
}

async fn hear(State(hma): State<Hma>, uri: Uri) -> Response {
    let mut world = hma.0.lock().expect("nobody panicked");
    let bank = json!({"name": "BANK", "matching_enabled_ratio": 1.0});
    let number = uri.path().rsplit('/').next().and_then(|last| last.parse::<u64>().ok());
    let Some(number) = number else {
        return match (uri.path(), world.down) {
            ("/c/banks", false) => Json(json!([bank])).into_response(),
            ("/c/banks", true) => StatusCode::BAD_GATEWAY.into_response(),
            ("/m/raw_lookup", _) => Json(json!({"matches": []})).into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    };
    world.asked.push(number);
    let odd = world.odd.get(&number).copied();
    let until = i32::from(odd != Some(Odd::Disabled));
    world.down |= odd == Some(Odd::GoesDown);
    match odd {
        Some(Odd::Fails | Odd::GoesDown) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Odd::Page) => "<p>nothing here</p>".into_response(),
        Some(Odd::TooLong) => "x".repeat(5_000_000).into_response(),
        Some(Odd::Refuses) => StatusCode::UNAUTHORIZED.into_response(),
        Some(Odd::Disabled) | None => {
            let content: Value = json!({"id": number, "bank": bank, "disable_until_ts": until});
            Json(content).into_response()
        }
    }
}

impl Hma {
    fn world(&self, change: impl FnOnce(&mut World)) {
        change(&mut self.0.lock().expect("nobody panicked"));
    }

    fn asked(&self) -> Vec<u64> {
        let mut asked = self.0.lock().expect("nobody panicked").asked.clone();
        asked.sort_unstable();
        asked
    }
}

/// A hub that has learned all that an HMA lists.
struct Scene {
    hub: TestHub,
    hma: Hma,
    row: MatcherRow,
    /// The numbers in the order in which a pass looks at them.
    order: Vec<u64>,
}

impl Scene {
    async fn set() -> Option<Self> {
        let hub = TestHub::start().await?;
        let (hma, socket) = (Hma::default(), TcpListener::bind("127.0.0.1:0").await.expect("a port"));
        let address = format!("http://{}", socket.local_addr().expect("its address"));
        let router = Router::new().fallback(hear).with_state(hma.clone());
        tokio::spawn(async move { axum::serve(socket, router).await });
        let store = &hub.hub.store;
        let bank = NewBank {
            name: "List".into(),
            harm: HarmType::Csam,
            vetted_reason: None,
        };
        let bank = store.bank(bank).await.expect("a list").id;
        let id = MatcherId(Uuid::from_u128(7));
        let secret = hub.hub.keys.seal_secret(
            br#"{"credential":{"kind":"none"}}"#,
            &[b"matcher ".as_slice(), id.0.as_bytes()].concat(),
        );
        let new = NewMatcher {
            id,
            name: "HMA".into(),
            rule: Matcher {
                kind: MatcherKind::Hma,
                sends: Sends::Hashes,
                lists: ListMapping(BTreeMap::from([("BANK".to_owned(), bank)])),
            },
            mode: Mode::On,
            address,
            secret: secret.expect("randomness"),
        };
        store.add_matcher(None, new).await.expect("added");
        let mut order = BTreeMap::new();
        for number in 1..=LISTED {
            let mut hash = [0; 32];
            for (place, byte) in hash.iter_mut().enumerate() {
                *byte = u8::try_from(number)
                    .expect("few")
                    .rotate_left(u32::try_from(place % 7).expect("few"));
            }
            let listing = Listing {
                bank,
                list: "BANK".into(),
                number,
                hash: PdqHash(hash),
                provenance: Vec::new(),
            };
            let learned = store.learn(id, vec![listing]).await.expect("learned");
            order.insert(learned.first().expect("one").0, number);
        }
        let row = store.matchers().await.expect("read").pop().expect("the one");
        let order = order.into_values().collect();
        Some(Self { hub, hma, row, order })
    }

    async fn pass(&self) -> Ended {
        let hub = &self.hub.hub;
        let ended = pass(&hub.store, &hub.keys, &self.row, true).await.expect("kept");
        ended.expect("nobody else is at it")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_one_entry_leaves_that_one_and_the_others_are_looked_at() {
    let Some(scene) = Scene::set().await else { return };
    let odd = [(5, Odd::Fails), (6, Odd::Page), (30, Odd::TooLong), (35, Odd::Disabled)];
    scene.hma.world(|world| world.odd.extend(odd));
    let ended = scene.pass().await;
    let found = Reconciled {
        looked_at: LISTED,
        left: 3,
        unanswered: 3,
        disabled: 1,
        ..Reconciled::default()
    };
    assert_eq!((ended.broke_off, ended.found), (None, found));
    assert_eq!(scene.hma.asked(), (1..=LISTED).collect::<Vec<_>>(), "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_breaks_off_goes_on_behind_what_it_has_seen() {
    let Some(scene) = Scene::set().await else { return };
    let (third, twentieth) = (scene.order[2], scene.order[19]);
    scene
        .hma
        .world(|world| world.odd.extend([(third, Odd::Disabled), (twentieth, Odd::Refuses)]));
    let ended = scene.pass().await;
    assert_eq!(ended.broke_off, Some(Failure::Credential));
    assert_eq!((ended.found.looked_at, ended.found.disabled), (19, 1));
    scene.hma.world(|world| {
        world.odd.clear();
        world.asked.clear();
    });
    let ended = scene.pass().await;
    assert_eq!((ended.broke_off, ended.found.looked_at), (None, LISTED));
    assert_eq!(ended.found.disabled, 1, "what was found before is still told");
    let mut left = scene.order[19..].to_vec();
    left.sort_unstable();
    assert_eq!(scene.hma.asked(), left);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matcher_that_fails_at_everything_leaves_nothing_but_a_pass_to_go_on_with() {
    let Some(scene) = Scene::set().await else { return };
    let fails = (1..=LISTED).map(|number| (number, Odd::GoesDown));
    scene.hma.world(|world| world.odd.extend(fails));
    let ended = scene.pass().await;
    assert_eq!(ended.broke_off, Some(Failure::Fails));
    let passes = scene
        .hub
        .hub
        .store
        .passes(scene.row.id)
        .await
        .expect("read")
        .expect("begun");
    assert_eq!((passes.why, passes.last), (Some(Failure::Fails), None));
}
