//! A moderator who lies for hours and days: raw requests with their own token, against the real router, by a clock that
//! the test sets. Not one key beyond the rules.
//!
//! What takes no time is in `tests/tests/programs/adversary.rs`.

use super::{
    hub::{Answer, PASSWORD, TestHub},
    review::{list, picture, submit},
};
use crate::clock;
use axum::http::StatusCode;
use scrim_model::{
    lease::LEASE_LIFE,
    time::{Span, Time},
    wellness::{DAY, DECIDE_GRACE, Interval},
};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

/// A hub with cases, a clock, and whoever tries to get round its limits.
struct Stage {
    hub: TestHub,
    time: Arc<AtomicI64>,
    admin: String,
    /// Access and refresh: the same sign-in all the time.
    tokens: Mutex<[String; 2]>,
}

/// A key that was given out: when, and until when at the latest.
#[derive(Debug, Clone)]
struct Key {
    grant: String,
    at: Time,
    until: Time,
}

impl Stage {
    /// With a floor of these settings.
    async fn set(floor: &Value) -> Option<Self> {
        let time = Arc::new(AtomicI64::new(clock::now().0));
        let reads = Arc::clone(&time);
        let hub = TestHub::start_by(Arc::new(move || Time(reads.load(Ordering::SeqCst)))).await?;
        for bytes in [picture(), upside_down()] {
            list(&hub, &bytes).await;
            assert_eq!(submit(&hub, &bytes).await.json()["outcome"], "queued");
        }
        let admin = hub.sign_in("admin").await;
        let signed_in = json!({"name": "moderator", "password": PASSWORD});
        let signed_in = hub.call("POST", "/v1/session", None, &signed_in).await;
        let stage = Self {
            hub,
            time,
            admin,
            tokens: Mutex::new(tokens(&signed_in)),
        };
        let set = stage.as_admin("PUT", "/v1/floors", &json!({"settings": floor})).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.json());
        Some(stage)
    }

    fn now(&self) -> Time {
        Time(self.time.load(Ordering::SeqCst))
    }

    fn wait(&self, span: Span) {
        self.time.fetch_add(span.0, Ordering::SeqCst);
    }

    async fn as_admin(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.hub.call(method, path, Some(&self.admin), body).await
    }

    /// Asks as the moderator, with a fresh token where that has run out.
    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        let [access, refresh] = self.tokens.lock().expect("nobody has failed here").clone();
        let answer = self.hub.call(method, path, Some(&access), body).await;
        if answer.code() != "token_expired" {
            return answer;
        }
        let refresh = json!({"refresh_token": refresh});
        let fresh = tokens(&self.hub.call("POST", "/v1/session/refresh", None, &refresh).await);
        let answer = self.hub.call(method, path, Some(&fresh[0]), body).await;
        *self.tokens.lock().expect("nobody has failed here") = fresh;
        answer
    }

    async fn take(&self, want: u32) -> Result<Vec<String>, String> {
        let answer = self.call("POST", "/v1/leases", &json!({"want": want})).await;
        if answer.status != StatusCode::OK {
            return Err(answer.code());
        }
        let taken = answer.json();
        let ids = taken.as_array().expect("leases").iter();
        Ok(ids
            .map(|leased| leased["lease_id"].as_str().expect("an id").to_owned())
            .collect())
    }

    async fn one(&self) -> String {
        let mut taken = self.take(1).await.expect("allowed");
        taken.pop().expect("a case waits")
    }

    /// A heartbeat; answers until when the lease lives.
    async fn renew(&self, lease: &str) -> Result<Time, String> {
        let answer = self.call("PUT", &format!("/v1/leases/{lease}"), &Value::Null).await;
        if answer.status == StatusCode::OK {
            Ok(Time(answer.json()["expires_at"].as_i64().expect("a time")))
        } else {
            Err(answer.code())
        }
    }

    async fn look(&self, lease: &str, rung: u8) -> Result<Key, String> {
        let path = format!("/v1/leases/{lease}/looks");
        let answer = self.call("POST", &path, &json!({"rung": rung})).await;
        if answer.status != StatusCode::OK {
            return Err(answer.code());
        }
        let granted = answer.json();
        Ok(Key {
            grant: granted["grant_id"].as_str().expect("an id").to_owned(),
            at: self.now(),
            until: Time(granted["until"].as_i64().expect("a time")),
        })
    }

    async fn close(&self, key: &Key, shown_ms: u32) {
        let presented = json!({"shown_ms": shown_ms, "region_permille": 0, "width_px": 1, "height_px": 1});
        let path = format!("/v1/looks/{}", key.grant);
        let closed = self.call("PUT", &path, &json!({"presented": presented})).await;
        assert_eq!(closed.status, StatusCode::NO_CONTENT);
    }

    /// Looks again and again, a quarter of a minute apart, until one is refused.
    async fn look_on(&self, after: impl AsyncFn(&Key)) -> (Vec<Key>, String) {
        let mut keys = Vec::new();
        let mut lease = self.one().await;
        for _ in 0..50 {
            match self.look(&lease, 5).await {
                Ok(key) => {
                    after(&key).await;
                    keys.push(key);
                }
                Err(code) if code == "lease_lost" => lease = self.one().await,
                Err(code) => return (keys, code),
            }
            self.wait(Span::seconds(15));
        }
        unreachable!("nothing refused the fiftieth")
    }

    /// Entries of the audit that tell of limits that were tried, as the admin reads them.
    async fn tried(&self) -> Vec<Value> {
        let page = self
            .as_admin("GET", "/v1/audit?kind=limit_tried", &Value::Null)
            .await
            .json();
        page["entries"].as_array().expect("entries").clone()
    }
}

fn tokens(answer: &Answer) -> [String; 2] {
    let token = |name: &str| answer.json()[name].as_str().expect("a token").to_owned();
    [token("access_token"), token("refresh_token")]
}

fn upside_down() -> Vec<u8> {
    let read = image::load_from_memory(&picture()).expect("a picture");
    let mut bytes = std::io::Cursor::new(Vec::new());
    let turned = read.flipv().fliph();
    turned.write_to(&mut bytes, image::ImageFormat::Png).expect("encodes");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_that_claim_nothing_and_looks_never_closed_use_up_the_time_that_their_keys_were_out() {
    for claims in [true, false] {
        let Some(stage) = Stage::set(&json!({"looking_per_day": 33_000})).await else {
            return;
        };
        let (keys, code) = stage
            .look_on(async |key| {
                if claims {
                    stage.wait(Span::seconds(9));
                    stage.close(key, 0).await;
                }
            })
            .await;
        assert_eq!((keys.len(), code.as_str()), (4, "budget_spent"), "claims: {claims}");
        let closed_after = if claims { Span::seconds(9) } else { Span::seconds(10) };
        let out: Span = keys.iter().map(|key| key.until.since(key.at).min(closed_after)).sum();
        assert_eq!(out, Span::seconds(33), "and not a moment more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_midnight_nor_a_clock_set_back_gives_a_day_again() {
    let Some(stage) = Stage::set(&json!({"looks_per_day": 3})).await else {
        return;
    };
    let to_midnight = DAY.0 - stage.now().0.rem_euclid(DAY.0);
    stage.wait(Span(to_midnight) - Span::minutes(2));
    let (keys, code) = stage.look_on(async |key| stage.close(key, 0).await).await;
    assert_eq!((keys.len(), code.as_str()), (3, "budget_spent"));
    let first = keys.first().expect("three").at;
    let refused = async || {
        let lease = stage.one().await;
        for rung in 3..=6 {
            assert_eq!(stage.look(&lease, rung).await.expect_err("spent"), "budget_spent");
        }
    };
    stage.wait(Span::minutes(20));
    assert!(stage.now().0.rem_euclid(DAY.0) < DAY.0 / 2, "it is another day");
    refused().await;
    stage.wait(Span::hours(-30));
    let lease = stage.take(1).await.expect("allowed");
    for id in &lease {
        assert_eq!(stage.look(id, 5).await.expect_err("spent"), "budget_spent");
    }
    stage.wait((first + DAY).since(stage.now()) - Span::ms(1));
    refused().await;
    stage.wait(Span::ms(1));
    let lease = stage.one().await;
    assert!(
        stage.look(&lease, 5).await.is_ok(),
        "what was looked at a day ago is free again"
    );
    assert_eq!(
        stage.look(&lease, 5).await.map(|_key| ()),
        Err("budget_spent".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_hoarded_by_heartbeat_go_to_others_once_the_block_is_over() {
    let Some(stage) = Stage::set(&json!({})).await else {
        return;
    };
    let hoard = stage.take(8).await.expect("allowed");
    assert_eq!(hoard.len(), 2, "all there are");
    let began = stage.now();
    let (mut keys, mut held) = (Vec::new(), true);
    while held {
        stage.wait(Span::seconds(29));
        held = false;
        for lease in &hoard {
            held |= stage.renew(lease).await.is_ok();
            keys.extend(stage.look(lease, 5).await);
        }
        assert!(stage.now().since(began) < Span::hours(2), "they are held for ever");
    }
    let block = Span::minutes(50);
    assert!(stage.now().since(began) <= block + DECIDE_GRACE + Span::seconds(29));
    assert!(
        !keys.is_empty() && keys.iter().all(|key| key.until <= began + block),
        "no key reaches beyond the block"
    );
    for lease in &hoard {
        for rung in 1..=6 {
            let code = stage.look(lease, rung).await.expect_err("refused");
            assert_eq!(code, "on_break", "rung {rung}");
        }
        let veil = stage
            .call("GET", &format!("/v1/leases/{lease}/renditions/1"), &Value::Null)
            .await;
        assert_ne!(veil.status, StatusCode::OK);
    }
    let second = stage.hub.sign_in("second").await;
    let taken = stage
        .hub
        .call("POST", "/v1/leases", Some(&second), &json!({"want": 8}))
        .await;
    assert_eq!(taken.json().as_array().map(Vec::len), Some(2), "they wait for others");
}

/// Drawn as ever: the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn seconds(&mut self, from: u64, to: u64) -> Span {
        Span::seconds(i64::try_from(from + self.below(to - from + 1)).expect("small"))
    }
}

/// What a liar held and was given in hours of words at odd times.
async fn hours_of_it(stage: &Stage, hours: i64, dice: &mut Dice) -> (Vec<Interval>, Vec<Key>) {
    let (mut held, mut keys): (Vec<Interval>, Vec<Key>) = (Vec::new(), Vec::new());
    let mut hand: Option<String> = None;
    let ends = stage.now() + Span::hours(hours);
    while stage.now() < ends {
        stage.wait(dice.seconds(30, 125));
        let now = stage.now();
        let (says, alive) = (dice.below(5), held.last().is_some_and(|last| now < last.end));
        match hand.take().filter(|_lease| alive) {
            None => {
                let taken = stage.take(1).await.unwrap_or_default();
                hand = taken.into_iter().next();
                let end = now + LEASE_LIFE;
                held.extend(hand.as_ref().map(|_lease| Interval { start: now, end }));
            }
            Some(lease) if says == 0 => {
                stage.call("DELETE", &format!("/v1/leases/{lease}"), &Value::Null).await;
                held.iter_mut().next_back().expect("it is held").end = now;
            }
            Some(lease) => {
                if says == 1
                    && let Ok(end) = stage.renew(&lease).await
                {
                    held.iter_mut().next_back().expect("it is held").end = end;
                }
                if says == 2
                    && let Ok(key) = stage.look(&lease, 5).await
                {
                    stage.wait(dice.seconds(1, 12));
                    stage.close(&key, 0).await;
                    keys.push(key);
                }
                hand = Some(lease);
            }
        }
    }
    (held, keys)
}

#[tokio::test(flavor = "multi_thread")]
async fn words_at_odd_times_and_silence_hold_no_case_beyond_a_block_or_a_day() {
    let (block, day, looks) = (Span::minutes(20), Span::hours(1), 12);
    let floor = json!({"block": block, "rest": 600_000, "review_per_day": day, "looks_per_day": looks});
    let Some(stage) = Stage::set(&floor).await else {
        return;
    };
    let (held, keys) = hours_of_it(&stage, 6, &mut Dice(48)).await;
    // What is held goes back once the grace is over, or a lease's life after the last word.
    let slack = DECIDE_GRACE + LEASE_LIFE;
    let mut run: Option<(Time, Span)> = None;
    let mut all = Span::ZERO;
    for stretch in Interval::merged(held) {
        all = all + stretch.length();
        let before = run.filter(|(end, _worked)| stretch.start.since(*end) < Span::minutes(10));
        let worked = before.map_or(Span::ZERO, |(_end, worked)| worked) + stretch.length();
        assert!(worked <= block + slack, "held for {worked:?} without a break");
        run = Some((stretch.end, worked));
    }
    assert!(all <= day + slack + slack, "held for {all:?} in six hours");
    assert!(all > Span::minutes(30), "it got something to do: {all:?}");
    assert!(keys.len() <= looks && !keys.is_empty(), "{} keys", keys.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_desk_asks_for_is_in_the_audit_once_a_day_and_told_to_nobody_who_reviews() {
    let Some(stage) = Stage::set(&json!({"max_rung": 5})).await else {
        return;
    };
    let lease = stage.one().await;
    let key = stage.look(&lease, 5).await.expect("granted");
    for _ in 0..2 {
        stage.close(&key, 300).await;
        assert_eq!(stage.tried().await, Vec::<Value>::new(), "sent twice is no lie");
    }
    for shown_ms in [0, 9_000, 1] {
        stage.close(&key, shown_ms).await;
        assert_eq!(
            stage.look(&lease, 6).await.map(|_key| ()),
            Err("rung_not_allowed".to_owned())
        );
    }
    let tried = stage.tried().await;
    let me = stage.call("GET", "/v1/me", &Value::Null).await.json();
    assert_eq!(tried.len(), 2, "once for each rule");
    for entry in &tried {
        assert_eq!(entry["by"], json!({"who": "person", "id": me["id"]}));
        assert_eq!(entry["about"], json!([]), "which limit it was stays in the log");
    }
    let lead = stage.hub.sign_in("lead").await;
    let audit = stage
        .hub
        .call("GET", "/v1/audit?kind=limit_tried", Some(&lead), &Value::Null)
        .await;
    let told = audit.json()["entries"].as_array().map_or(0, Vec::len);
    assert_eq!(told, 0, "{}", audit.json());
}
