//! One's own history over HTTP: what a row says, to whom, and what it never says.

use super::{
    hub::TestHub,
    look_alikes::{given, into_list, list_near, set_share},
    review::{picture, submit},
    second_looks::{agrees, disputes, say, take, waiting},
    shield::encoded_again,
};
use crate::look_alikes::mix_in;
use axum::http::StatusCode;
use scrim_store::leases::Leased;
use serde_json::{Value, json};

async fn history(hub: &TestHub, token: &str, query: &str) -> Value {
    let path = format!("/v1/me/history{query}");
    let answer = hub.call("GET", &path, Some(token), &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    answer.json()
}

/// How many verdicts an answer has.
fn many(history: &Value) -> Option<usize> {
    history["verdicts"].as_array().map(Vec::len)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reads_what_one_decided_and_nobody_elses_and_filters_it() {
    let Some((hub, _item)) = waiting().await else { return };
    let one = hub.sign_in("moderator").await;
    assert_eq!(history(&hub, &one, "").await, json!({"verdicts": [], "more": false}));
    let leased = take(&hub, &one).await;
    say(&hub, &one, &leased, &agrees()).await;
    let all = history(&hub, &one, "").await;
    let row = all["verdicts"].get(0).expect("one");
    assert_eq!((&row["fate"], &row["stage"]), (&json!("in_grace"), &json!("review")));
    assert_eq!((&row["clearest"], &row["without_look"]), (&json!(5), &json!(false)));
    assert_eq!(row["case_id"], leased["case"]["id"]);
    assert_eq!(row["said"]["content"], "abusive");
    assert_eq!(row["nearest"]["kind"], json!({"kind": "exact"}));
    let at = row["at"].as_i64().expect("a time");
    for (query, expected) in [
        ("?content=abusive&fate=in_grace&without_look=false".to_owned(), 1),
        ("?content=not_abusive".to_owned(), 0),
        ("?without_look=true".to_owned(), 0),
        (format!("?from={at}"), 1),
        (format!("?to={at}"), 0),
        ("?most=0".to_owned(), 1),
        (format!("?queue={}", row["queue_id"].as_str().expect("an id")), 1),
        (format!("?before={}", row["verdict_id"].as_str().expect("an id")), 0),
    ] {
        assert_eq!(many(&history(&hub, &one, &query).await), Some(expected), "{query}");
    }
    for refused in ["?fate=gone", "?person=1", "?before=1"] {
        let path = format!("/v1/me/history{refused}");
        let answer = hub.call("GET", &path, Some(&one), &Value::Null).await;
        assert_eq!(answer.code(), "bad_request", "{refused}");
    }
    for other in ["second", "lead"] {
        let other = hub.sign_in(other).await;
        assert_eq!(many(&history(&hub, &other, "").await), Some(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_spoke_first_is_told_nothing_of_a_second_word_until_a_lead_has_settled_it_for_good() {
    let Some((hub, _item)) = waiting().await else { return };
    let (one, two) = (hub.sign_in("moderator").await, hub.sign_in("second").await);
    let fate = async |token: &str| history(&hub, token, "").await["verdicts"][0]["fate"].clone();
    let leased = take(&hub, &one).await;
    say(&hub, &one, &leased, &disputes()).await;
    hub.past_grace(1).await;
    let alone = history(&hub, &one, "").await;
    let leased = take(&hub, &two).await;
    say(&hub, &two, &leased, &agrees()).await;
    hub.past_grace(2).await;
    assert_eq!(
        history(&hub, &one, "").await,
        alone,
        "nothing is to be seen of the other"
    );
    let lead = hub.sign_in("lead").await;
    let splits = hub.call("GET", "/v1/splits", Some(&lead), &Value::Null).await.json();
    let asked = json!({"want": 1, "case_id": splits[0]["case_id"]});
    let leased = hub.call("POST", "/v1/leases", Some(&lead), &asked).await.json();
    say(&hub, &lead, leased.get(0).expect("a lease"), &agrees()).await;
    assert_eq!(fate(&one).await, "stands", "the lead may still take it back");
    hub.past_grace(3).await;
    assert_eq!(
        (fate(&one).await, fate(&two).await),
        (json!("overruled"), json!("stands"))
    );
}

/// A lease as it is answered, as far as a verdict needs it.
fn as_told(leased: &Leased) -> Value {
    let entries = leased.case.pairs.iter().map(|pair| json!({"entry": pair.entry}));
    let case = json!({"id": leased.case.id, "item": leased.case.item, "pairs": entries.collect::<Vec<_>>()});
    json!({"lease_id": leased.lease.id, "fence": leased.lease.fence, "case": case})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_alike_is_told_apart_from_an_upload_by_nothing_in_it() {
    let Some(hub) = TestHub::start().await else { return };
    let bytes = picture();
    list_near(&hub, &bytes).await;
    mix_in(&hub.hub, bytes.clone(), into_list()).await.expect("one");
    assert_eq!(set_share(&hub, 50).await, StatusCode::OK);
    submit(&hub, &encoded_again(&bytes)).await;
    let token = hub.sign_in("moderator").await;
    let different = json!({"content": "not_assessed", "match": "different", "listing": {"kind": "not_assessed"}});
    let look_alike = as_told(&given(&hub, &token).await);
    assert_eq!(say(&hub, &token, &look_alike, &different).await.status, StatusCode::OK);
    hub.past_grace(1).await;
    let upload = take(&hub, &token).await;
    assert_eq!(say(&hub, &token, &upload, &different).await.status, StatusCode::OK);
    hub.past_grace(2).await;
    let all = history(&hub, &token, "").await;
    assert_eq!(many(&all), Some(2));
    let told = |row: &Value| {
        let keys: Vec<String> = row
            .as_object()
            .into_iter()
            .flat_map(|row| row.keys().cloned())
            .collect();
        let near = row["nearest"]["kind"]["kind"].clone();
        (
            keys,
            row["fate"].clone(),
            row["stage"].clone(),
            row["clearest"].clone(),
            near,
        )
    };
    let rows = all["verdicts"].as_array().expect("rows");
    assert!(rows.windows(2).all(|two| told(&two[0]) == told(&two[1])), "{all}");
}
