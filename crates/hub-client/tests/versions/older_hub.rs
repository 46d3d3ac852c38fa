//! A desk and a hub of the version before: what the hub does not say can be done without, and what it cannot do is told as
//! that, and never as a thing that is not there.

use super::{
    answers::{Answers, NO_SUCH_OPERATION, Says},
    calls::{Call, TAKE, held, what_is_read},
    served::serve,
};
use scrim_contract::Document;
use scrim_hub_client::{ClientError, Oddity};
use scrim_model::audit::EntryKind;
use scrim_wire::{
    Code,
    contract::{Contract, Gap},
    http::{audit::AskAudit, people::ChangePassword, session::SignIn},
    missing::Missing,
};
use serde_json::{Value, json};

/// Those that were not read, but for what the hub has no operation for.
fn unread(calls: &[Call]) -> Vec<&Call> {
    let lost = |error: &ClientError| error.code() != Some(Code::NoSuchOperation);
    calls
        .iter()
        .filter(|(_call, read)| read.as_ref().is_err_and(lost))
        .collect()
}

#[tokio::test]
async fn every_answer_reads_that_says_what_the_version_before_said_and_no_more() {
    for says in [Says::Least, Says::Everything, Says::More] {
        for shape in 0..3 {
            let read = what_is_read(&Answers::before(shape, says).serve()).await;
            let unread = unread(&read);
            assert!(unread.is_empty(), "shape {shape}, {says:?}: {unread:#?}");
        }
    }
}

/// A hub that was like the version before, with one thing changed.
fn before(change: impl FnOnce(&mut Value)) -> Answers {
    let known = Document::before().with(change);
    Answers {
        known,
        ..Answers::before(0, Says::Everything)
    }
}

/// A call that cannot do without something, and a version that had it not.
type Lacking = (&'static str, fn(&mut Value));

#[tokio::test]
async fn a_field_that_this_desk_cannot_do_without_is_found_wherever_it_stands() {
    let lacks: [Lacking; 3] = [
        ("hub.me()", |document| {
            remove(&mut document["components"]["schemas"]["Me"], "allowance");
        }),
        ("hub.take_leases(&TAKE)", |document| {
            remove(&mut document["components"]["schemas"]["CaseCard"], "stage");
        }),
        ("hub.me()", |document| {
            remove(&mut document["components"]["schemas"]["Queue"], "waiting");
        }),
    ];
    for (call, lacking) in lacks {
        let read = what_is_read(&before(lacking).serve()).await;
        let unread = unread(&read);
        assert!(unread.iter().any(|(unread, _)| *unread == call), "{call}: {unread:?}");
    }
}

fn remove(schema: &mut Value, field: &str) {
    let properties = schema["properties"].as_object_mut();
    properties.unwrap().remove(field).unwrap();
}

#[tokio::test]
async fn what_the_hub_has_no_operation_for_is_what_is_named_and_is_refused_as_that() {
    let client = Answers::before(0, Says::Everything).serve();
    let hub = client.signed("access");
    let read = what_is_read(&client).await;
    let refused = read.iter().filter(|(_call, read)| read.is_err()).map(|(call, _)| *call);
    assert_eq!(
        refused.collect::<Vec<_>>(),
        [
            "hub.take_record(TakeRecord::default())",
            "hub.recipients(case)",
            "hub.flow(queue)",
            "hub.scheme()",
            "hub.setup()"
        ]
    );
    let wanted = ChangePassword {
        current: "the one before".into(),
        new: "eleven herons at dusk".into(),
    };
    let error = hub.change_password(&wanted).await.unwrap_err();
    let too_old = ClientError::Protocol {
        operation: "change a password",
        status: 404,
        oddity: Oddity::TooOld,
    };
    assert_eq!(error, too_old);
    assert_eq!(
        (error.code(), error.is_transient()),
        (Some(Code::NoSuchOperation), false)
    );
}

#[tokio::test]
async fn a_hub_says_by_its_document_what_it_cannot_do() {
    for (document, missing) in [
        (Document::before(), Missing::ALL.to_vec()),
        (Document::today(), Vec::new()),
        (
            Document::today().with(|today| today["paths"]["/v1/banks"] = json!({"get": {}})),
            vec![Missing::Lists],
        ),
    ] {
        let client = serve(move |method, path, _body| match (method, path) {
            ("GET", "/openapi.json") => (200, document.value().to_string()),
            _ => (404, NO_SUCH_OPERATION.to_owned()),
        });
        assert_eq!(client.missing().await.unwrap(), missing);
    }
}

fn problem(code: &str, message: &str) -> String {
    json!({"code": code, "message": message, "incident": super::answers::ID}).to_string()
}

#[tokio::test]
async fn a_thing_that_is_not_there_is_no_operation_that_is_not() {
    let answers: [(u16, String, Option<Code>); 6] = [
        (
            404,
            problem("not_found", "there is no such lease"),
            Some(Code::NotFound),
        ),
        (
            404,
            problem("no_such_operation", "in other words"),
            Some(Code::NoSuchOperation),
        ),
        (404, NO_SUCH_OPERATION.to_owned(), Some(Code::NoSuchOperation)),
        (404, "<html>not here</html>".to_owned(), Some(Code::NoSuchOperation)),
        (405, String::new(), Some(Code::NoSuchOperation)),
        (502, "<html>bad gateway</html>".to_owned(), None),
    ];
    for (status, body, code) in answers {
        let told = body.clone();
        let hub = serve(move |_method, _path, _body| (status, told.clone())).signed("access");
        let error = hub.renew(&held()).await.unwrap_err();
        assert_eq!(error.code(), code, "{status} {body}");
    }
}

#[tokio::test]
async fn entries_of_a_kind_that_the_version_before_has_not_are_not_a_request_amiss() {
    let refusal = problem("bad_request", "the request does not parse");
    let hub = serve(move |_method, _path, _body| (400, refusal.clone())).signed("access");
    for (kind, code) in [
        (None, Code::BadRequest),
        (Some(EntryKind::NoteLeft), Code::BadRequest),
        (Some(EntryKind::EntryAdded), Code::NoSuchOperation),
    ] {
        let asked = AskAudit {
            kind,
            ..AskAudit::default()
        };
        let error = hub.audit(asked).await.unwrap_err();
        assert_eq!(error.code(), Some(code), "{kind:?}");
    }
}

#[tokio::test]
async fn an_address_where_no_hub_is_is_no_hub_that_is_too_old() {
    let client = serve(|_method, _path, _body| (404, "<html>not here</html>".to_owned()));
    let who = SignIn {
        name: "sam".into(),
        password: "right".into(),
    };
    let error = client.sign_in(&who).await.err().unwrap();
    assert_eq!(error.code(), None, "{error:?}");
}

#[tokio::test]
async fn a_hub_that_never_spoke_our_version_says_so_before_anybody_signs_in() {
    let silent = Answers::before(0, Says::Least).serve();
    assert_eq!(silent.ways().await.unwrap().contract.gap(Contract::OURS), None);
    let later = Contract {
        oldest: Contract::OURS.newest + 1,
        newest: Contract::OURS.newest + 1,
    };
    let ways = silent.ways().await.unwrap();
    assert_eq!(ways.contract.gap(later), Some(Gap::HubTooOld));
    assert!(silent.signed("access").take_leases(&TAKE).await.is_ok());
}
