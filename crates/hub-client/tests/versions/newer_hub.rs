//! A desk and a hub that is newer than it: what the hub says beyond the contract is passed over, and what cannot be is told
//! as what it is.

use super::{
    answers::{Answers, ID, Says},
    calls::{TAKE, what_is_read},
    served::serve,
};
use scrim_hub_client::{ClientError, HubClient, Oddity};
use scrim_model::audit::EntryKind;
use scrim_wire::{
    Code,
    contract::{Contract, Gap},
    http::{audit::AskAudit, events::News},
};
use serde_json::{Value, json};

#[tokio::test]
async fn every_answer_reads_with_fields_that_nobody_knows_wherever_they_stand() {
    for (shape, says) in [(0, Says::Everything), (0, Says::More), (1, Says::More), (2, Says::More)] {
        let read = what_is_read(&Answers::of(shape, says).serve()).await;
        let unread: Vec<_> = read.iter().filter(|(_call, read)| read.is_err()).collect();
        assert!(unread.is_empty(), "shape {shape}, {says:?}: {unread:#?}");
    }
}

/// A hub that answers what the document says, with one thing changed.
fn changed(method: &'static str, path: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> HubClient {
    let answers = Answers::of(0, Says::More);
    serve(move |_method, _path, _body| {
        let mut body = answers.to(method, path).unwrap();
        change(&mut body);
        (200, body.to_string())
    })
}

#[tokio::test]
async fn a_permission_that_this_desk_does_not_know_opens_nothing_and_locks_nobody_out() {
    let client = changed("GET", "/v1/me", |me| {
        me["permissions"] = json!(["review", "from_a_later_hub", {"of": "another kind"}]);
    });
    let me = client.signed("access").me().await.unwrap();
    assert_eq!(serde_json::to_value(me.permissions).unwrap(), json!(["review"]));
}

#[tokio::test]
async fn a_case_can_be_decided_whose_notes_are_of_kinds_that_this_desk_does_not_know() {
    let client = changed("POST", "/v1/leases", |leases| {
        let case = &mut leases[0]["case"];
        case["came"] = json!({"by": "from_a_later_hub"});
        case["pairs"][0]["provenance"] = json!({"from": "from_a_later_hub"});
    });
    let leased = client.signed("access").take_leases(&TAKE).await.unwrap();
    let case = &leased[0].case;
    assert!(case.came.is_none() && case.pairs[0].provenance.is_none());
}

#[tokio::test]
async fn what_decides_how_a_case_is_looked_at_is_told_as_newer_and_not_as_broken() {
    let client = changed("POST", "/v1/leases", |leases| {
        leases[0]["case"]["stage"] = json!("from_a_later_hub");
    });
    let error = client.signed("access").take_leases(&TAKE).await.err().unwrap();
    let newer = ClientError::Protocol {
        operation: "take leases",
        status: 200,
        oddity: Oddity::TooNew,
    };
    assert_eq!(error, newer);
    assert_eq!((error.code(), error.is_transient()), (Some(Code::HubTooNew), false));
    let client = changed("POST", "/v1/leases", |leases| leases[0]["case"]["stage"] = json!(7));
    let error = client.signed("access").take_leases(&TAKE).await.err().unwrap();
    assert_eq!(error.code(), None, "nobody's answer: {error:?}");
}

#[tokio::test]
async fn an_entry_of_the_audit_that_a_later_version_wrote_is_one_of_another_kind() {
    let client = changed("GET", "/v1/audit", |page| {
        page["entries"][0]["kind"] = json!("from_a_later_hub");
    });
    let page = client.signed("access").audit(AskAudit::default()).await.unwrap();
    assert_eq!(page.entries[0].kind, EntryKind::Other);
}

#[tokio::test]
async fn a_refusal_by_a_code_that_this_desk_does_not_know_is_a_refusal_all_the_same() {
    let problem = json!({"code": "from_a_later_hub", "message": "Not today.", "incident": ID, "more": {}});
    let client = serve(move |_method, _path, _body| (409, problem.to_string()));
    let error = client.signed("access").me().await.unwrap_err();
    let ClientError::Refused(problem) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (problem.code, problem.message.as_str()),
        (Code::HubTooNew, "Not today.")
    );
}

#[tokio::test]
async fn news_that_this_desk_does_not_know_is_a_reason_to_read_everything() {
    let stream = "id: 3\ndata: {\"about\":\"from_a_later_hub\"}\n\nevent: from_a_later_hub\nid: 4\ndata: {\"x\":1}\n\n";
    let client = serve(move |_method, _path, _body| (200, stream.to_owned()));
    let mut events = client.signed("access").events(None).await.unwrap();
    for id in [3, 4] {
        let heard = events.next().await.unwrap();
        assert_eq!((heard.id, heard.about), (id, News::Everything));
    }
}

#[tokio::test]
async fn a_hub_that_no_longer_speaks_our_version_says_so_before_anybody_signs_in() {
    let client = changed("GET", "/v1/session/ways", |ways| {
        ways["contract"] = json!({"oldest": Contract::OURS.newest + 1, "newest": Contract::OURS.newest + 2});
    });
    let ways = client.ways().await.unwrap();
    assert_eq!(ways.contract.gap(Contract::OURS), Some(Gap::HubTooNew));
}
