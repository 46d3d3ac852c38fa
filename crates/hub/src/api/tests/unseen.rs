//! Nothing that a lead can read tells of what somebody does for themselves: every operation that reads is asked before and
//! after, about the very case, queue, upload, lease and person.

use super::{
    hub::{TestHub, request},
    ledger::{InHand, in_hand, look, person},
    review::verdict,
    roles::OPERATIONS,
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

/// Asks with a body and reads all the same.
const READING: [&str; 3] = ["/exposures", "/record", "/dry-run"];

/// Times of an answer differ from one call to the next, whatever happens.
fn without_times(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for name in [
                "now",
                "until",
                "day_ends_at",
                "looks_end_at",
                "at",
                "oldest",
                "incident",
                "signature",
                "head",
                "seq",
            ] {
                fields.remove(name);
            }
            fields
                .values_mut()
                .for_each(|field| *field = without_times(field.take()));
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| *row = without_times(row.take())),
        _ => {}
    }
    value
}

/// What a lead was told by one operation.
#[derive(Debug, PartialEq)]
struct Told {
    asked: String,
    status: StatusCode,
    answer: Value,
}

/// A lead who asks everything, about everything that there is.
struct Curious<'a> {
    hub: &'a TestHub,
    lead: String,
    ids: Vec<String>,
}

impl<'a> Curious<'a> {
    async fn about(hub: &'a TestHub, hand: &InHand) -> Self {
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let case = &hand.leased["case"];
        let ids = vec![
            hand.case.clone(),
            hand.lease.clone(),
            text(&case["queue"]),
            text(&case["pairs"][0]["bank"]),
            person(hub, "moderator").await,
            person(hub, "second").await,
        ];
        let lead = hub.sign_in("lead").await;
        Self { hub, lead, ids }
    }

    async fn reads(&self) -> Vec<Told> {
        let reading = |method: &str, path: &str| method == "GET" || READING.iter().any(|end| path.ends_with(end));
        let mut told = Vec::new();
        for (method, template, _) in OPERATIONS {
            let own = template.starts_with("/v1/me/") && *method != "GET";
            if !reading(method, template) || *template == "/v1/events" || own {
                continue;
            }
            let ids = if template.contains('{') {
                &self.ids[..]
            } else {
                &self.ids[..1]
            };
            for id in ids {
                let path = template
                    .replace("{id}", id)
                    .replace("{rung}", "1")
                    .replace("{grant_id}", id)
                    .replace("{column}", "0")
                    .replace("{row}", "0");
                let body = if path.ends_with("/dry-run") {
                    json!({"rules": [], "hours": 24})
                } else {
                    json!({"reason": "none"})
                };
                let answer = self.hub.call(method, &path, Some(&self.lead), &body).await;
                told.push(Told {
                    asked: format!("{method} {path}"),
                    status: answer.status,
                    answer: without_times(answer.json()),
                });
            }
        }
        told
    }

    /// Nothing is told otherwise than before.
    async fn learns_nothing(&self, before: &[Told], what: &str) {
        for (before, after) in before.iter().zip(&self.reads().await) {
            assert_eq!(before, after, "it tells of {what}");
        }
    }
}

async fn does(hub: &TestHub, token: &str, (method, path): (&str, &str), body: Value) {
    let answer = hub.call(method, path, Some(token), &body).await;
    assert!(answer.status.is_success(), "{method} {path}: {}", answer.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_lead_can_read_changes_when_somebody_looks() {
    let Some(hub) = TestHub::start().await else { return };
    hub.hub.news.close();
    let hand = in_hand(&hub).await;
    let lead = Curious::about(&hub, &hand).await;
    let before = lead.reads().await;
    look(&hub, &hand).await;
    lead.learns_nothing(&before, "somebody's look").await;
    let answered = before.iter().filter(|told| told.status == StatusCode::OK);
    assert!(answered.count() > 30, "most of it was answered");
    for asked in ["/cases", "/flow", "/agreement"] {
        let of_the_queue = |told: &&Told| told.status == StatusCode::OK && told.asked.ends_with(asked);
        assert!(
            before.iter().any(|told| of_the_queue(&told)),
            "{asked} of the very queue"
        );
    }
    let admin = hub.sign_in("admin").await;
    let sums = hub.call("GET", "/v1/metrics", Some(&admin), &Value::Null).await.json();
    assert_eq!(
        (&sums["looks"], &sums["exposure_ms_by_rung"]["5"]),
        (&json!(1), &json!(1234)),
        "there was one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_when_somebody_has_a_break_leaves_something_out_sets_or_reaches_a_limit_or_takes_their_record() {
    let Some(hub) = TestHub::start().await else { return };
    hub.hub.news.close();
    let hand = in_hand(&hub).await;
    let (lead, second) = (Curious::about(&hub, &hand).await, hub.sign_in("second").await);
    let before = lead.reads().await;
    // Whoever holds a case gives it back with a break, which leads see of the case: this is somebody who holds none.
    let left_out = json!({"categories": ["A1"], "media": ["animation"]});
    for (what, operation, body) in [
        ("a break", ("POST", "/v1/me/break"), Value::Null),
        ("its end", ("DELETE", "/v1/me/break"), Value::Null),
        ("what somebody leaves out", ("PUT", "/v1/me/opt-outs"), left_out),
        (
            "own settings",
            ("PUT", "/v1/me/wellness"),
            json!({"settings": {"block": 1_800_000}}),
        ),
        ("what somebody likes", ("PUT", "/v1/me/preferences"), json!({})),
        ("a record taken along", ("POST", "/v1/me/record"), json!({})),
    ] {
        does(&hub, &second, operation, body).await;
        lead.learns_nothing(&before, what).await;
    }
    // Of somebody at a case: a panic is a desk that says nothing but that it is there, and a limit is reached by one look.
    let renew = format!("/v1/leases/{}", hand.lease);
    does(&hub, &hand.token, ("PUT", &renew), Value::Null).await;
    lead.learns_nothing(&before, "a desk behind its curtain").await;
    let one = json!({"settings": {"looks_notice": 1, "looks_per_day": 1}});
    does(&hub, &hand.token, ("PUT", "/v1/me/wellness"), one).await;
    look(&hub, &hand).await;
    let me = hub.call("GET", "/v1/me", Some(&hand.token), &Value::Null).await.json();
    assert_eq!(me["allowance"]["looks_left"], 0, "the limit is reached");
    lead.learns_nothing(&before, "a limit that somebody reached").await;
}

/// How often somebody is named in an answer.
fn named(answer: &Value, who: &[String]) -> usize {
    let text = answer.to_string();
    who.iter().map(|name| text.matches(name.as_str()).count()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_verdict_a_lead_reads_what_became_of_the_case_and_nowhere_whose_it_was() {
    let Some(hub) = TestHub::start().await else { return };
    hub.hub.news.close();
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let lead = Curious::about(&hub, &hand).await;
    let before = lead.reads().await;
    let path = format!("/v1/cases/{}/verdict", hand.case);
    let mut given = request("POST", &path, Some(&hand.token), &verdict(&hand.leased));
    let key = Uuid::from_u128(7).to_string().parse().expect("a header");
    given.headers_mut().insert("idempotency-key", key);
    let answer = hub.send(given).await;
    assert!(answer.status.is_success(), "{}", answer.json());
    let after = lead.reads().await;
    assert_ne!(before, after, "that it was decided is told");
    let who = [person(&hub, "moderator").await, "moderator".to_owned()];
    for (before, after) in before.iter().zip(&after) {
        let (was, is) = (named(&before.answer, &who), named(&after.answer, &who));
        assert!(is <= was, "{} names whoever gave it: {}", after.asked, after.answer);
    }
}
