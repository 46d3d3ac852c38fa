//! A desk and a hub that is newer than it: what the hub says beyond the contract is passed over, and what cannot be is told
//! as what it is.
//!
//! The hub here answers over a real connection, with what the committed document says of each answer.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set its stage has failed"
)]

use scrim_hub_client::{ClientError, HubClient, LeaseProof, Oddity, Signed};
use scrim_model::{
    audit::EntryKind,
    ids::{CaseId, LeaseId, MatcherId, PersonId, QueueId, VerdictId},
    rung::Rung,
};
use scrim_wire::{
    Code,
    contract::{Contract, Gap},
    http::{
        alarms::ListAlarms,
        audit::{AskAudit, VerifyAudit},
        events::News,
        history::ListHistory,
        leases::TakeLeases,
        ledger::ListAccesses,
        looks::AskLook,
        queues::ListCases,
        retention::ListHolds,
        session::SignIn,
        settling::ListFeedback,
        unreadable::ListUnreadable,
        verdicts::ListDecisions,
    },
};
use serde_json::{Map, Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
};
use uuid::Uuid;

const DOCUMENT: &str = include_str!("../../../openapi.gen.json");
const ID: &str = "00000000-0000-7000-8000-000000000007";

/// Answers made of what the document says of them.
#[derive(Clone)]
struct Answers {
    document: Arc<Value>,
    /// Which of several shapes.
    shape: usize,
    /// Whether each object has a field that nobody knows.
    more: bool,
}

impl Answers {
    fn of(shape: usize, more: bool) -> Self {
        let document = Arc::new(serde_json::from_str(DOCUMENT).unwrap());
        Self { document, shape, more }
    }

    /// What is answered to a request, if anything is.
    fn to(&self, method: &str, path: &str) -> Option<Value> {
        let wanted: Vec<&str> = path.split('?').next()?.split('/').collect();
        let fits = |template: &str| {
            let parts: Vec<&str> = template.split('/').collect();
            let pairs = || parts.iter().zip(&wanted);
            parts.len() == wanted.len() && pairs().all(|(part, word)| part == word || part.starts_with('{'))
        };
        let paths = self.document["paths"].as_object()?;
        // A path without places is closer than one with.
        let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
        fitting.sort_by_key(|(template, _)| template.matches('{').count());
        let responses = fitting
            .iter()
            .find_map(|(_, all)| all[method.to_lowercase()]["responses"].as_object())?;
        let well = responses.iter().find(|(status, _)| status.starts_with('2'))?;
        let schema = &well.1["content"]["application/json"]["schema"];
        (!schema.is_null()).then(|| self.sample(schema))
    }

    fn sample(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            return self.sample(&self.document["components"]["schemas"][name]);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let samples = parts.iter().filter_map(|part| self.sample(part).as_object().cloned());
            return samples.flatten().collect::<Map<_, _>>().into();
        }
        if let Some(shapes) = schema["oneOf"].as_array() {
            let shapes: Vec<_> = shapes.iter().filter(|shape| shape["type"] != "null").collect();
            let shape = shapes[self.shape % shapes.len()];
            // A name that says which of several shapes it is stands alone.
            return match only_field(shape) {
                Some((name, inside)) => json!({ name: self.sample(inside) }),
                None => self.sample(shape),
            };
        }
        if let Some(words) = schema["enum"].as_array() {
            return words[self.shape % words.len()].clone();
        }
        let types = schema["type"]
            .as_array()
            .and_then(|types| types.iter().find(|kind| *kind != "null"));
        match types.unwrap_or(&schema["type"]).as_str() {
            Some("object") => self.object(schema),
            Some("array") => json!([self.sample(&schema["items"])]),
            Some("integer") => json!(schema["minimum"].as_u64().unwrap_or(0).max(1)),
            Some("number") => json!(0.5),
            // Of a list, that there is no more of it.
            Some("boolean") => json!(false),
            Some("string") => match (schema["format"].as_str(), schema["minLength"].as_u64()) {
                (Some("uuid"), _) => json!(ID),
                (_, Some(length)) => json!("0".repeat(usize::try_from(length).unwrap())),
                // A time zone too.
                _ => json!("UTC"),
            },
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value) -> Value {
        let known = schema["properties"].as_object().into_iter().flatten();
        let mut object: Map<String, Value> = known
            .map(|(name, schema)| (name.clone(), self.sample(schema)))
            .collect();
        // Two types are called `Rule`, and the document has the one of routing.
        if object.contains_key("state") && object.contains_key("rule") {
            object.insert("rule".into(), json!("block_over"));
        }
        // What has no fields of its own is a list by name.
        if self.more && !object.is_empty() {
            object.insert("from_a_later_hub".into(), json!({"deep": [1, {"x": null}]}));
        }
        object.into()
    }

    fn serve(self) -> HubClient {
        serve(move |method, path| match self.to(method, path) {
            Some(body) => (200, body.to_string()),
            None => (204, String::new()),
        })
    }
}

/// The one field of an object that has no other; a word is none, for it says so with others beside it.
fn only_field(schema: &Value) -> Option<(&str, &Value)> {
    let mut fields = schema["properties"].as_object()?.iter();
    let (Some((name, inside)), None) = (fields.next(), fields.next()) else {
        return None;
    };
    inside["enum"].is_null().then_some((name.as_str(), inside))
}

/// A hub on loopback that answers each request by itself.
fn serve(answer: impl Fn(&str, &str) -> (u16, String) + Send + Sync + 'static) -> HubClient {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            answer_one(stream, &answer).unwrap();
        }
    });
    HubClient::connect(&address.parse().unwrap()).unwrap()
}

fn answer_one(stream: TcpStream, answer: &impl Fn(&str, &str) -> (u16, String)) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(bytes) = line.to_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap_or(0);
        }
    }
    reader.read_exact(&mut vec![0; length])?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, body) = answer(method, path);
    let kind = if path.starts_with("/v1/events") {
        "text/event-stream"
    } else {
        "application/json"
    };
    let head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: ");
    let whole = format!("{head}{}\r\n\r\n{body}", body.len());
    reader.get_mut().write_all(whole.as_bytes())
}

fn held() -> LeaseProof {
    LeaseProof {
        lease: LeaseId(Uuid::from_u128(1)),
        token: "proof".to_owned().into(),
    }
}

const TAKE: TakeLeases = TakeLeases {
    queue_id: None,
    case_id: None,
    want: 1,
};

/// What a desk reads, call by call.
macro_rules! each {
    ($($call:expr,)+) => {
        vec![$((stringify!($call), $call.await.map(drop)),)+]
    };
}

type Calls = Vec<(&'static str, Result<(), ClientError>)>;

async fn what_a_moderator_reads(client: &HubClient, hub: &Signed) -> Calls {
    let who = SignIn {
        name: "sam".into(),
        password: "right".into(),
    };
    let look = AskLook {
        rung: Rung::Grey,
        fence: None,
        full_size: false,
        capture_excluded: true,
    };
    let verdict = VerdictId(Uuid::from_u128(2));
    each![
        client.ways(),
        client.sign_in(&who),
        hub.me(),
        hub.floor(),
        hub.take_leases(&TAKE),
        hub.renew(&held()),
        hub.notes(&held()),
        hub.ask_look(&held(), look),
        hub.take_back(verdict),
        hub.exposures(),
        hub.accesses(ListAccesses::default()),
        hub.history(ListHistory::default()),
        hub.feedback(ListFeedback::default()),
        hub.own_alarms(),
    ]
}

async fn what_a_lead_reads(hub: &Signed) -> Calls {
    let (queue, case) = (QueueId(Uuid::from_u128(3)), CaseId(Uuid::from_u128(4)));
    each![
        hub.unreadable(&ListUnreadable::default()),
        hub.all_queues(),
        hub.open_cases(queue, ListCases::default()),
        hub.rules(),
        hub.directory(),
        hub.recipients(case),
        hub.splits(),
        hub.decisions(&ListDecisions::default()),
        hub.agreement(queue),
        hub.flow(queue),
        hub.metrics(),
        hub.alarms(ListAlarms::default()),
        hub.stop_checks(),
        hub.team_weeks(),
        hub.false_matches(),
        hub.teams(),
        hub.severe(),
        hub.support(),
        hub.desk_policy(),
    ]
}

async fn what_an_admin_reads(hub: &Signed) -> Calls {
    let (person, matcher) = (PersonId(Uuid::from_u128(5)), MatcherId(Uuid::from_u128(6)));
    each![
        hub.people(),
        hub.person_hours(person),
        hub.roles(),
        hub.groups(),
        hub.sources(),
        hub.audit(AskAudit::default()),
        hub.verify_audit(&VerifyAudit::default()),
        hub.retention(),
        hub.scheme(),
        hub.storage(),
        hub.holds(ListHolds::default()),
        hub.matchers(),
        hub.passes(matcher),
        hub.destinations(),
        hub.setup(),
        hub.lists(),
    ]
}

#[tokio::test]
async fn every_answer_reads_with_fields_that_nobody_knows_wherever_they_stand() {
    for (shape, more) in [(0, false), (0, true), (1, true), (2, true)] {
        let client = Answers::of(shape, more).serve();
        let hub = client.signed("access");
        let mut read = what_a_moderator_reads(&client, &hub).await;
        read.extend(what_a_lead_reads(&hub).await);
        read.extend(what_an_admin_reads(&hub).await);
        let unread: Vec<_> = read.iter().filter(|(_call, read)| read.is_err()).collect();
        assert!(unread.is_empty(), "shape {shape}, more {more}: {unread:#?}");
    }
}

/// A hub that answers what the document says, with one thing changed.
fn changed(method: &'static str, path: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> HubClient {
    let answers = Answers::of(0, true);
    serve(move |_method, _path| {
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
    let client = serve(move |_method, _path| (409, problem.to_string()));
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
    let client = serve(move |_method, _path| (200, stream.to_owned()));
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
