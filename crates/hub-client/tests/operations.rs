//! Every operation says what the contract says: how, where, and with which proofs.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use scrim_hub_client::{
    Answering, ClientError, HubClient, LeaseProof, Method, Oddity, Reply, Request, Signed, Transport, Unreachable,
};
use scrim_model::{
    grant::Presented,
    history::Fate,
    ids::{CaseId, GrantId, ItemId, LeaseId, QueueId, VerdictId},
    person::{Preferences, Tone},
    rung::Rung,
    time::Time,
    urgent::UrgentReason,
    verdict::{Content, Verdict},
    wellness::Settings,
};
use scrim_wire::{
    Code,
    http::{
        history::ListHistory,
        items::Unreadable,
        leases::{Release, ReleaseReason, TakeLeases},
        looks::{AskLook, CloseLook},
        me::OwnWellness,
        session::{BeginOidc, FinishOidc, Refresh, SignIn},
        settling::ListFeedback,
        unreadable::ListUnreadable,
        verdicts::GiveVerdict,
    },
};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Records every request and answers each alike.
struct Recorder {
    requests: Mutex<Vec<Request>>,
    reply: Result<Reply, Unreachable>,
}

impl Transport for Recorder {
    fn send(&self, request: Request) -> Answering<'_> {
        self.requests.lock().unwrap().push(request);
        let reply = self.reply.clone();
        Box::pin(async move { reply })
    }
}

fn answering(status: u16, body: Option<&str>) -> (Arc<Recorder>, HubClient) {
    let body = body.map(|body| body.as_bytes().to_vec());
    with_reply(Ok(Reply { status, body }))
}

fn with_reply(reply: Result<Reply, Unreachable>) -> (Arc<Recorder>, HubClient) {
    let recorder = Arc::new(Recorder {
        requests: Mutex::default(),
        reply,
    });
    let client = HubClient::over(recorder.clone());
    (recorder, client)
}

fn proof() -> LeaseProof {
    LeaseProof {
        lease: LeaseId(Uuid::from_u128(1)),
        token: "lease token".to_owned().into(),
    }
}

async fn call_everything(client: &HubClient, signed: &Signed) {
    let who = SignIn {
        name: "sam".into(),
        password: "secret".into(),
    };
    let _ = client.ready().await;
    let _ = client.version().await;
    let _ = client.sign_in(&who).await;
    let refresh = Refresh {
        refresh_token: "once".into(),
    };
    let _ = client.refresh(&refresh).await;
    let _ = client.ways().await;
    let begin = BeginOidc {
        code_challenge: "hashed".into(),
        redirect_uri: "http://127.0.0.1:1/callback".into(),
    };
    let _ = client.begin_oidc(&begin).await;
    let finish = FinishOidc {
        state: "state".into(),
        code: "secret".into(),
        code_verifier: "secret".into(),
    };
    let _ = client.finish_oidc(&finish).await;
    let _ = signed.sign_out().await;
    let _ = signed.sign_out_everywhere().await;
    let _ = signed.me().await;
    let settings = Settings::DEFAULT;
    let _ = signed
        .set_wellness(&OwnWellness {
            settings: settings.into(),
        })
        .await;
    let _ = signed
        .set_preferences(&Preferences {
            tone: Tone::Sepia,
            ..Preferences::default()
        })
        .await;
    let wanted = ListUnreadable {
        before: Some(ItemId(Uuid::from_u128(6))),
        reason: Some(Unreadable::Crashed),
        most: Some(20),
    };
    let _ = signed.unreadable(&wanted).await;
    let _ = signed.unreadable(&ListUnreadable::default()).await;
    let _ = signed.begin_break().await;
    let _ = signed.end_break().await;
    let _ = signed.floor().await;
    let _ = signed.exposures().await;
    call_about_cases(signed).await;
}

async fn call_about_cases(signed: &Signed) {
    let want = TakeLeases {
        case_id: None,
        queue_id: None,
        want: 3,
    };
    let _ = signed.take_leases(&want).await;
    let _ = signed.renew(&proof()).await;
    let reason = ReleaseReason::Unseen;
    let _ = signed.release(&proof(), Release { reason }).await;
    let _ = signed.rendition(&proof(), Rung::Grey, 100).await;
    let ask = AskLook {
        rung: Rung::Grey,
        fence: Some(7),
        full_size: true,
        capture_excluded: false,
    };
    let _ = signed.ask_look(&proof(), ask).await;
    let presented = Presented {
        shown_ms: 1,
        region_permille: 2,
        width_px: 3,
        height_px: 4,
    };
    let grant = GrantId(Uuid::from_u128(2));
    let _ = signed.tile(&proof(), grant, (3, 1), 100).await;
    let cleared = None;
    let _ = signed
        .close_look(&proof(), grant, &CloseLook { presented, cleared })
        .await;
    let verdict = Verdict {
        content: Content::NotAbusive,
        classification: None,
        pairs: Vec::new(),
    };
    let give = GiveVerdict {
        reason: None,
        lease: proof().lease,
        fence: 7,
        verdict,
    };
    let case = CaseId(Uuid::from_u128(3));
    let _ = signed
        .give_verdict(case, &give, &proof().token, Uuid::from_u128(4))
        .await;
    let _ = signed.take_back(VerdictId(Uuid::from_u128(5))).await;
    let _ = signed.mark_urgent(case, &proof(), UrgentReason::Place).await;
    let _ = signed.lift_urgent(case).await;
    call_about_own_verdicts(signed).await;
}

async fn call_about_own_verdicts(signed: &Signed) {
    let page = ListFeedback {
        before: Some(Uuid::from_u128(5)),
        most: Some(20),
    };
    let _ = signed.feedback(page).await;
    let _ = signed.feedback(ListFeedback::default()).await;
    let history = ListHistory {
        before: Some(VerdictId(Uuid::from_u128(5))),
        most: Some(20),
        from: Some(Time(7)),
        to: Some(Time(8)),
        queue: Some(QueueId(Uuid::from_u128(7))),
        content: Some(Content::NotAbusive),
        without_look: Some(true),
        fate: Some(Fate::InGrace),
    };
    let _ = signed.history(history).await;
    let _ = signed.history(ListHistory::default()).await;
    let _ = signed.own_alarms().await;
}

fn line(request: &Request) -> String {
    let carries = |there: bool, what: &str| if there { format!(" +{what}") } else { String::new() };
    format!(
        "{:?} {}{}{}{}{}",
        request.method,
        request.path,
        carries(request.bearer.is_some(), "bearer"),
        carries(request.lease_token.is_some(), "lease"),
        carries(request.idempotency_key.is_some(), "key"),
        carries(request.body.is_some(), "body"),
    )
}

#[tokio::test]
async fn operations_are_what_the_contract_says() {
    let (recorder, client) = answering(500, Some(""));
    call_everything(&client, &client.signed("access")).await;
    let lines: Vec<String> = recorder.requests.lock().unwrap().iter().map(line).collect();
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let (lease, grant, case, verdict) = (id(1), id(2), id(3), id(5));
    let expected = [
        "Get /readyz".to_owned(),
        "Get /openapi.json".to_owned(),
        "Post /v1/session +body".to_owned(),
        "Post /v1/session/refresh +body".to_owned(),
        "Get /v1/session/ways".to_owned(),
        "Post /v1/session/oidc/begin +body".to_owned(),
        "Post /v1/session/oidc +body".to_owned(),
        "Delete /v1/session +bearer".to_owned(),
        "Delete /v1/session/all +bearer".to_owned(),
        "Get /v1/me +bearer".to_owned(),
        "Put /v1/me/wellness +bearer +body".to_owned(),
        "Put /v1/me/preferences +bearer +body".to_owned(),
        format!("Get /v1/unreadable?before={}&reason=crashed&most=20 +bearer", id(6)),
        "Get /v1/unreadable +bearer".to_owned(),
        "Post /v1/me/break +bearer".to_owned(),
        "Delete /v1/me/break +bearer".to_owned(),
        "Get /v1/floors +bearer".to_owned(),
        "Get /v1/exposures +bearer".to_owned(),
        "Post /v1/leases +bearer +body".to_owned(),
        format!("Put /v1/leases/{lease} +bearer +lease"),
        format!("Delete /v1/leases/{lease} +bearer +lease +body"),
        format!("Get /v1/leases/{lease}/renditions/5 +bearer +lease"),
        format!("Post /v1/leases/{lease}/looks +bearer +lease +body"),
        format!("Get /v1/leases/{lease}/looks/{grant}/tiles/3/1 +bearer +lease"),
        format!("Put /v1/looks/{grant} +bearer +lease +body"),
        format!("Post /v1/cases/{case}/verdict +bearer +lease +key +body"),
        format!("Delete /v1/verdicts/{verdict} +bearer"),
        format!("Post /v1/cases/{case}/urgent +bearer +lease +body"),
        format!("Delete /v1/cases/{case}/urgent +bearer"),
        format!("Get /v1/me/feedback?before={verdict}&most=20 +bearer"),
        "Get /v1/me/feedback +bearer".to_owned(),
        format!(
            "Get /v1/me/history?before={verdict}&most=20&from=7&to=8&queue={}&content=not_abusive&without_look=true\
             &fate=in_grace +bearer",
            id(7)
        ),
        "Get /v1/me/history +bearer".to_owned(),
        "Get /v1/me/alarms +bearer".to_owned(),
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_problem_is_a_refusal_with_its_code() {
    let problem = r#"{"code":"on_break","message":"m","incident":"00000000-0000-0000-0000-000000000000","until":9}"#;
    let (_, client) = answering(423, Some(problem));
    let refused = client.signed("a").me().await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::OnBreak));
    assert!(!refused.is_transient());
}

#[tokio::test]
async fn a_version_is_read_from_the_document_of_the_hub_itself() {
    let (_, client) = answering(200, Some(include_str!("../../../openapi.gen.json")));
    assert_eq!(client.version().await.unwrap(), env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn what_a_hub_would_not_say_is_a_protocol_error() {
    let oddities = [
        (200, Some("not json"), Oddity::Unparsable),
        (200, None, Oddity::TooLong),
        (502, Some("<html>bad gateway</html>"), Oddity::NoProblem),
        (302, Some(""), Oddity::NoProblem),
    ];
    for (status, body, expected) in oddities {
        let (_, client) = answering(status, body);
        match client.signed("a").me().await {
            Err(ClientError::Protocol {
                oddity, status: told, ..
            }) => {
                assert_eq!((oddity, told), (expected, status));
            }
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn silence_is_told_apart_and_worth_another_try() {
    let (_, client) = with_reply(Err(Unreachable {
        reason: "no connection",
    }));
    let error = client.signed("a").me().await.unwrap_err();
    assert!(matches!(
        error,
        ClientError::Unreachable {
            reason: "no connection"
        }
    ));
    assert!(error.is_transient());
}

#[tokio::test]
async fn no_secret_is_in_a_debug_line() {
    let (recorder, client) = answering(500, Some("body"));
    let signed = client.signed("the access token");
    call_everything(&client, &signed).await;
    let lines = format!(
        "{client:?} {signed:?} {:?} {:?}",
        proof(),
        recorder.requests.lock().unwrap()
    );
    for secret in ["secret", "token", "once"] {
        assert!(!lines.contains(secret), "{secret} in {lines}");
    }
    assert_eq!(recorder.requests.lock().unwrap()[2].method, Method::Post);
}
