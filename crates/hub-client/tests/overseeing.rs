//! Every operation of leads and admins says what the contract says: how and where.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use scrim_hub_client::{Answering, ClientError, HubClient, Oddity, Reply, Request, Signed, Transport};
use scrim_model::{
    check::StopChecks,
    delivery,
    ids::{AlarmId, BankId, CaseId, DeliveryId, DestinationId, MatcherId, QueueId},
    matcher::{self, MatcherKind, Sends},
    matching::HarmType,
    time::Time,
};
use scrim_wire::http::{
    alarms::{Acknowledge, ListAlarms},
    deliveries::{DeliveryState, ListDeliveries},
    destinations::{AddDestination, AddDestinationTo, SetMode},
    matchers::{AddMatcher, ChangeMatcher, MatcherSecret},
    page::MOST_ROWS,
    scheme::{Scheme, SetScheme},
    settling::Split,
    transparency::{AskTransparency, ReportForm},
};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Records every request and answers by what is to be answered next, and with nothing readable after that.
struct Recorder {
    lines: Mutex<Vec<String>>,
    answers: Mutex<Vec<Vec<u8>>>,
}

impl Transport for Recorder {
    fn send(&self, request: Request) -> Answering<'_> {
        let body = if request.body.is_some() { " +body" } else { "" };
        let bearer = if request.bearer.is_some() { " +bearer" } else { "" };
        let line = format!("{:?} {}{bearer}{body}", request.method, request.path);
        self.lines.lock().unwrap().push(line);
        let body = Some(self.answers.lock().unwrap().pop().unwrap_or_default());
        Box::pin(async move { Ok(Reply { status: 200, body }) })
    }
}

fn signed(answers: Vec<Vec<u8>>) -> (Arc<Recorder>, Signed) {
    let recorder = Arc::new(Recorder {
        lines: Mutex::default(),
        answers: Mutex::new(answers),
    });
    let signed = HubClient::over(recorder.clone()).signed("access");
    (recorder, signed)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const FORMS: [ReportForm; 3] = [ReportForm::Json, ReportForm::Csv, ReportForm::Page];

async fn call_everything(signed: &Signed) {
    let _ = signed.splits().await;
    let _ = signed.false_matches().await;
    let _ = signed.agreement(QueueId(id(1))).await;
    let _ = signed.metrics().await;
    for all in [false, true] {
        let _ = signed.alarms(ListAlarms { all }).await;
    }
    let said = Acknowledge { reason: "words".into() };
    let _ = signed.acknowledge(AlarmId(id(2)), &said).await;
    let _ = signed.scheme().await;
    let wanted = SetScheme {
        revision: 1,
        scheme: Scheme::default(),
    };
    let _ = signed.set_scheme(&wanted).await;
    let _ = signed.stop_checks().await;
    let _ = signed.set_stop_checks(&StopChecks::default()).await;
    let _ = signed.matchers().await;
    let _ = signed.check_matcher(MatcherId(id(3))).await;
    let _ = signed.passes(MatcherId(id(3))).await;
    let _ = signed.begin_pass(MatcherId(id(3))).await;
    let _ = signed.destinations().await;
    let wanted = ListDeliveries {
        state: DeliveryState::Dead,
        before: Some(DeliveryId(id(4))),
        most: Some(20),
        destination: Some(DestinationId(id(5))),
    };
    let _ = signed.deliveries(wanted).await;
    let _ = signed.send_again(DeliveryId(id(4))).await;
    for form in FORMS {
        let (from, until) = (1, 2);
        let _ = signed.transparency_file(AskTransparency { from, until, form }).await;
    }
}

#[tokio::test]
async fn operations_are_what_the_contract_says() {
    let (recorder, signed) = signed(Vec::new());
    call_everything(&signed).await;
    let expected = [
        "Get /v1/splits +bearer".to_owned(),
        "Get /v1/false-matches +bearer".to_owned(),
        format!("Get /v1/queues/{}/agreement +bearer", id(1)),
        "Get /v1/metrics +bearer".to_owned(),
        "Get /v1/alarms +bearer".to_owned(),
        "Get /v1/alarms?all=true +bearer".to_owned(),
        format!("Put /v1/alarms/{}/acknowledgement +bearer +body", id(2)),
        "Get /v1/scheme +bearer".to_owned(),
        "Put /v1/scheme +bearer +body".to_owned(),
        "Get /v1/stop-checks +bearer".to_owned(),
        "Put /v1/stop-checks +bearer +body".to_owned(),
        "Get /v1/matchers +bearer".to_owned(),
        format!("Post /v1/matchers/{}/check +bearer", id(3)),
        format!("Get /v1/matchers/{}/reconciling +bearer", id(3)),
        format!("Post /v1/matchers/{}/reconciling +bearer", id(3)),
        "Get /v1/destinations +bearer".to_owned(),
        format!(
            "Get /v1/deliveries?state=dead&before={}&most=20&destination={} +bearer",
            id(4),
            id(5)
        ),
        format!("Post /v1/deliveries/{}/retry +bearer", id(4)),
        "Get /v1/transparency?from=1&until=2&as=json +bearer".to_owned(),
        "Get /v1/transparency?from=1&until=2&as=csv +bearer".to_owned(),
        "Get /v1/transparency?from=1&until=2&as=page +bearer".to_owned(),
    ];
    assert_eq!(*recorder.lines.lock().unwrap(), expected);
}

async fn set_everything(signed: &Signed) {
    let (matcher, destination) = (MatcherId(id(3)), DestinationId(id(5)));
    let added = AddMatcher {
        name: "partners".into(),
        kind: MatcherKind::Hma,
        address: "https://hma.example".into(),
        lists: [("THEIRS".to_owned(), BankId(id(6)))].into(),
        sends: Sends::Hashes,
        mode: matcher::Mode::Off,
        secret: MatcherSecret::default(),
    };
    let _ = signed.add_matcher(&added).await;
    let _ = signed.change_matcher(matcher, &ChangeMatcher::default()).await;
    let _ = signed.remove_matcher(matcher).await;
    let added = AddDestination {
        name: "bank".into(),
        address: String::new(),
        harm: HarmType::Csam,
        banks: None,
        mode: delivery::Mode::Off,
        to: AddDestinationTo::Hma {
            matcher_id: matcher,
            confirmed: "CONFIRMED".into(),
        },
    };
    let _ = signed.add_destination(&added).await;
    let mode = delivery::Mode::DryRun;
    let _ = signed.set_destination_mode(destination, SetMode { mode }).await;
    let _ = signed.check_destination(destination).await;
    let _ = signed.make_bank(destination).await;
    let _ = signed.remove_destination(destination).await;
}

#[tokio::test]
async fn operations_that_set_services_are_what_the_contract_says() {
    let (recorder, signed) = signed(Vec::new());
    set_everything(&signed).await;
    let (matcher, destination) = (id(3), id(5));
    let expected = [
        "Post /v1/matchers +bearer +body".to_owned(),
        format!("Patch /v1/matchers/{matcher} +bearer +body"),
        format!("Delete /v1/matchers/{matcher} +bearer"),
        "Post /v1/destinations +bearer +body".to_owned(),
        format!("Put /v1/destinations/{destination}/mode +bearer +body"),
        format!("Post /v1/destinations/{destination}/check +bearer"),
        format!("Post /v1/destinations/{destination}/bank +bearer"),
        format!("Delete /v1/destinations/{destination} +bearer"),
    ];
    assert_eq!(*recorder.lines.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_list_is_read_until_a_page_is_not_full() {
    let split = |number| Split {
        case_id: CaseId(id(number)),
        queue_id: QueueId(id(1)),
        since: Time(0),
        taken: false,
        for_others: false,
        check: false,
        said: Vec::new(),
    };
    let full = u128::from(MOST_ROWS);
    let page =
        |numbers: std::ops::RangeInclusive<u128>| serde_json::to_vec(&numbers.map(split).collect::<Vec<_>>()).unwrap();
    let (recorder, signed) = signed(vec![page(full + 1..=full + 1), page(1..=full)]);
    let all = signed.splits().await.unwrap();
    assert!(all.iter().map(|split| split.case_id.0).eq((1..=full + 1).map(id)));
    let lines = recorder.lines.lock().unwrap().clone();
    assert_eq!(
        lines.last().unwrap(),
        &format!("Get /v1/splits?after={} +bearer", id(full))
    );
    assert_eq!(lines.len(), 2);
}

#[tokio::test]
async fn a_report_that_is_no_text_is_not_written_down_as_one() {
    let (_, signed) = signed(vec![vec![0xFF, 0xFE]]);
    let of = AskTransparency {
        from: 1,
        until: 2,
        form: ReportForm::Csv,
    };
    let error = signed.transparency_file(of).await.unwrap_err();
    assert!(
        matches!(
            error,
            ClientError::Protocol {
                oddity: Oddity::Unparsable,
                ..
            }
        ),
        "{error:?}"
    );
}
