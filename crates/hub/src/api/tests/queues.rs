//! Queues over HTTP: rules send cases, policies hold, leads move what they must.

use super::{
    hub::{Answer, TestHub, request},
    review::{list, picture, submit},
};
use axum::http::{HeaderValue, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A hub with one listed picture, its people signed in, and a queue to which every equal copy goes.
struct Team {
    hub: TestHub,
    lead: String,
    moderator: String,
    queue: String,
}

impl Team {
    async fn start() -> Option<Self> {
        let hub = TestHub::start().await?;
        list(&hub, &picture()).await;
        let (lead, moderator) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
        let made = hub
            .call("POST", "/v1/queues", Some(&lead), &json!({"name": " Equal copies "}))
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
        let queue = made.json().as_str().expect("an id").to_owned();
        Some(Self {
            hub,
            lead,
            moderator,
            queue,
        })
    }

    async fn lead(&self, method: &str, path: &str, body: Value) -> Answer {
        self.hub.call(method, path, Some(&self.lead), &body).await
    }

    async fn moderator(&self, method: &str, path: &str, body: Value) -> Answer {
        self.hub.call(method, path, Some(&self.moderator), &body).await
    }

    fn rules(&self) -> Value {
        json!([{"name": "Equal bytes", "when": {"signal": "digest"}, "queue": self.queue, "priority": 3}])
    }

    async fn info(&self) -> Value {
        let queues = self.lead("GET", "/v1/queues/all", Value::Null).await.json();
        let queues = queues.as_array().expect("queues").iter();
        let found = queues.into_iter().find(|row| row["id"] == self.queue.as_str());
        found.expect("it is listed").clone()
    }

    async fn take(&self) -> Value {
        let leased = self.moderator("POST", "/v1/leases", json!({"want": 1})).await.json();
        leased[0].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_says_by_which_rule_it_is_here_and_only_leads_read_what_the_rule_is_called() {
    let Some(team) = Team::start().await else { return };
    let book = json!({"revision": 0, "rules": team.rules()});
    assert_eq!(team.lead("PUT", "/v1/rules", book).await.status, StatusCode::OK);
    submit(&team.hub, &picture()).await;
    let case = team.take().await["case"].clone();
    let by_rule = json!({"by": "rule", "number": 1, "met": {"signal": "digest"}});
    assert_eq!(case["came"], by_rule);
    let pair = &case["pairs"][0];
    assert_eq!(
        pair["provenance"],
        json!({"from": "import"}),
        "a list that names nothing"
    );
    assert_eq!(
        (pair.get("record"), case.get("seen_before")),
        (None, None),
        "nothing was decided"
    );
    let path = format!("/v1/queues/{}/cases", team.queue);
    let open = team.lead("GET", &path, Value::Null).await.json();
    assert_eq!(open["cases"][0]["came"]["name"], "Equal bytes");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_tried_then_set_and_send_what_comes_in() {
    let Some(team) = Team::start().await else { return };
    submit(&team.hub, &picture()).await;
    let tried = json!({"rules": team.rules(), "hours": 24});
    let run = team.lead("POST", "/v1/rules/dry-run", tried).await.json();
    assert_eq!((&run["cases"], &run["by_rule"]), (&json!(1), &json!([1])), "{run}");
    assert_eq!(run["moves"][0]["to"], team.queue.as_str());
    let leased = team.take().await;
    assert_ne!(leased["case"]["queue"], team.queue.as_str(), "a dry run moves nothing");
    let path = format!("/v1/cases/{}/redirect", leased["case"]["id"].as_str().expect("a case"));
    let moved = json!({"destination": {"to": "queue", "queue": team.queue}});
    assert_eq!(team.lead("POST", &path, moved).await.status, StatusCode::NO_CONTENT);
    assert_eq!(team.info().await["waiting"], 1);

    let book = json!({"revision": 0, "rules": team.rules()});
    assert_eq!(team.lead("PUT", "/v1/rules", book.clone()).await.json()["revision"], 1);
    let late = team.lead("PUT", "/v1/rules", book).await;
    assert_eq!(
        (late.status, late.code().as_str()),
        (StatusCode::CONFLICT, "changed_since")
    );
    let unmeant = json!({"revision": 1, "rules": [{"name": "", "queue": team.queue}]});
    let refused = team.lead("PUT", "/v1/rules", unmeant).await;
    assert!(
        refused.json()["message"]
            .as_str()
            .is_some_and(|says| says.starts_with("rule 1 needs a name")),
        "{}",
        refused.json()
    );
    let misspelt = json!({"revision": 1, "rules": [{"name": "x", "when": {"bnaks": []}, "queue": team.queue}]});
    assert_eq!(team.lead("PUT", "/v1/rules", misspelt).await.code(), "bad_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_travels_with_the_case_and_holds() {
    let Some(team) = Team::start().await else { return };
    team.lead("PUT", "/v1/rules", json!({"revision": 0, "rules": team.rules()}))
        .await;
    let settings = json!({"policy": {"text": "Settle only.", "hidden": ["agree"], "explained": ["settle"]}});
    let path = format!("/v1/queues/{}", team.queue);
    assert_eq!(team.lead("PUT", &path, settings.clone()).await.status, StatusCode::OK);
    submit(&team.hub, &picture()).await;
    let leased = team.take().await;
    assert_eq!(leased["case"]["policy"], settings["policy"]);
    let (item, entry) = (&leased["case"]["item"], &leased["case"]["pairs"][0]["entry"]);
    let mut verdict = json!({
        "lease": leased["lease_id"], "fence": leased["fence"], "content": "not_assessed",
        "pairs": [{"item": item, "entry": entry, "match": "same_exact", "listing": {"kind": "not_assessed"}}],
    });
    let path = format!("/v1/cases/{}/verdict", leased["case"]["id"].as_str().expect("a case"));
    let give = async |verdict: &Value, key: &'static str| {
        let mut request = request("POST", &path, Some(&team.moderator), verdict);
        let key = HeaderValue::from_static(key);
        request.headers_mut().insert("idempotency-key", key);
        team.hub.send(request).await
    };
    assert_eq!(give(&verdict, "one").await.code(), "against_policy");
    verdict["reason"] = json!("x".repeat(1_001));
    assert_eq!(give(&verdict, "two").await.code(), "bad_request");
    verdict["reason"] = json!("the same file as last week");
    assert_eq!(give(&verdict, "three").await.json()["standing"], "confirmed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_a_case_notes_and_escalates_and_a_lead_takes_it_by_its_link() {
    let Some(team) = Team::start().await else { return };
    submit(&team.hub, &picture()).await;
    let leased = team.take().await;
    let (lease, case) = (&leased["lease_id"], leased["case"]["id"].as_str().expect("a case"));
    let notes = format!("/v1/leases/{}/notes", lease.as_str().expect("a lease"));
    let left = team.moderator("POST", &notes, json!({"text": " a collage \n"})).await;
    assert_eq!(left.status, StatusCode::CREATED);
    for text in ["", " ", "nul \u{0}"] {
        assert_eq!(
            team.moderator("POST", &notes, json!({"text": text})).await.code(),
            "bad_request"
        );
    }
    let path = format!("/v1/cases/{case}/redirect");
    let hold = json!({"destination": {"to": "hold", "until": i64::MAX}, "lease": lease});
    assert_eq!(team.moderator("POST", &path, hold.clone()).await.code(), "forbidden");
    let unproven = json!({"destination": {"to": "leads"}});
    assert_eq!(team.moderator("POST", &path, unproven).await.code(), "forbidden");
    let escalated = json!({"destination": {"to": "leads"}, "lease": lease, "reason": "not sure about the age"});
    assert_eq!(
        team.moderator("POST", &path, escalated).await.status,
        StatusCode::NO_CONTENT
    );
    let by_link = json!({"want": 1, "case_id": case});
    assert_eq!(
        team.moderator("POST", "/v1/leases", by_link.clone()).await.json(),
        json!([])
    );
    let theirs = team.lead("POST", "/v1/leases", by_link).await.json();
    assert_eq!(theirs[0]["case"]["id"], case);
    assert_eq!(theirs[0]["case"]["asked"], "not sure about the age");
    let notes = format!("/v1/leases/{}/notes", theirs[0]["lease_id"].as_str().expect("a lease"));
    let read = team.lead("GET", &notes, Value::Null).await.json();
    assert_eq!(
        (&read[0]["text"], &read[0]["own"]),
        (&json!("a collage"), &json!(false))
    );
    let queue = theirs[0]["case"]["queue"].as_str().expect("a queue");
    let open = team
        .lead("GET", &format!("/v1/queues/{queue}/cases"), Value::Null)
        .await
        .json();
    assert_eq!(open["cases"][0]["with"]["name"], "lead", "{open}");
    let directory = team.lead("GET", "/v1/directory", Value::Null).await.json();
    let names = |of: &str| -> BTreeSet<String> {
        let rows = directory[of].as_array().expect("rows").iter();
        rows.map(|row| row["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(names("people"), of(&["moderator", "second", "lead"]));
    assert_eq!((names("sources"), names("lists")), (of(&["platform"]), of(&["List"])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_handed_to_a_name_off_the_list_and_found_there_by_whoever_it_is_for() {
    let Some(team) = Team::start().await else { return };
    submit(&team.hub, &picture()).await;
    let leased = team.take().await;
    let case = leased["case"]["id"].as_str().expect("a case").to_owned();
    let path = format!("/v1/cases/{case}/recipients");
    let people = team.lead("GET", &path, Value::Null).await.json();
    let names: Vec<_> = people
        .as_array()
        .expect("people")
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert!(
        names.contains(&&json!("moderator")) && !names.contains(&&json!("source")),
        "{people}"
    );
    let moderator = people
        .as_array()
        .and_then(|people| people.iter().find(|one| one["name"] == "moderator"));
    let moderator = moderator.expect("they review").clone();
    assert_eq!(moderator["of_queue"], true);
    let to = json!({"destination": {"to": "person", "person": moderator["id"]}, "reason": "yours"});
    let sent = team.lead("POST", &format!("/v1/cases/{case}/redirect"), to).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT);
    let handed = team.moderator("GET", "/v1/me", Value::Null).await.json()["handed"].clone();
    assert_eq!(
        (&handed[0]["case"], &handed[0]["by"]),
        (&json!(case), &json!("lead")),
        "{handed}"
    );
    assert_eq!(handed[0]["reason"], "yours");
    assert_eq!(
        team.lead("GET", "/v1/me", Value::Null).await.json()["handed"],
        json!([])
    );
    let nowhere = "/v1/cases/00000000-0000-0000-0000-000000000000/recipients";
    assert_eq!(
        team.lead("GET", nowhere, Value::Null).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_queue_does_is_told_in_weeks_that_are_over() {
    let Some(team) = Team::start().await else { return };
    submit(&team.hub, &picture()).await;
    let queue = team.take().await["case"]["queue"].as_str().expect("a queue").to_owned();
    let flow = team
        .lead("GET", &format!("/v1/queues/{queue}/flow"), Value::Null)
        .await
        .json();
    let weeks = flow["weeks"].as_array().expect("weeks");
    assert_eq!(weeks.len(), 12);
    assert!(
        weeks
            .iter()
            .all(|week| week["arrived"] == 0 && week["decided"] == json!({"is": "too_few"})),
        "what has just come is not in them: {flow}"
    );
    assert_eq!(flow["waiting"].as_array().map(Vec::len), Some(6));
    let nowhere = "/v1/queues/00000000-0000-0000-0000-000000000000/flow";
    assert_eq!(
        team.lead("GET", nowhere, Value::Null).await.status,
        StatusCode::NOT_FOUND
    );
}
