//! A hub of the version before: what it cannot do is said once, and work goes on.

use super::{
    Stage,
    hub::{FakeHub, id, json, refused},
    review,
};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    ids::{CaseId, QueueId},
    session::view::Choice,
};
use scrim_wire::{
    Code, Problem,
    ipc::{
        commands::Intent,
        handoff::{HandoffAct, HandoffStage, NotHandedOver},
        oversight::{OversightAct, OversightPage},
        queues::QueuesAct,
        view::{Connection, DeskView, Message, QueuesView, Screen},
    },
    missing::Missing,
};
use serde_json::{Map, Value, json as value};

/// What it says of itself, and of operations that it lacks.
pub(super) fn answer(lacks: &[Missing], request: &Request) -> Option<Reply> {
    if request.path == "/openapi.json" {
        return Some(json(&document(lacks)));
    }
    let asked = (request.method, request.path.as_str());
    let mut lacking = lacks.iter().flat_map(|missing| missing.takes());
    lacking.any(|operation| is(asked, *operation)).then(no_such_operation)
}

fn document(lacks: &[Missing]) -> Value {
    let mut paths = Map::new();
    let has = Missing::ALL.into_iter().filter(|missing| !lacks.contains(missing));
    for (method, path) in has.flat_map(Missing::takes) {
        let methods = paths.entry(*path).or_insert_with(|| value!({}));
        methods[*method] = value!({});
    }
    value!({ "paths": paths })
}

fn is((method, path): (Method, &str), (wanted, template): (&str, &str)) -> bool {
    let (path, template): (Vec<_>, Vec<_>) = (path.split('/').collect(), template.split('/').collect());
    let mut parts = template.iter().zip(&path);
    format!("{method:?}").eq_ignore_ascii_case(wanted)
        && path.len() == template.len()
        && parts.all(|(part, word)| part == word || part.starts_with('{'))
}

/// In the words of a version that had no code for it.
fn no_such_operation() -> Reply {
    let reply = refused(Code::NotFound);
    let mut problem: Problem = serde_json::from_slice(reply.body.as_deref().unwrap()).unwrap();
    problem.message = "there is no such operation: see /openapi.json".into();
    Reply {
        status: reply.status,
        ..json(&problem)
    }
}

fn older(cases: u128) -> FakeHub {
    let hub = FakeHub::with_cases(cases);
    hub.book().lacks = Missing::ALL.to_vec();
    hub
}

fn too_old(message: Option<Message>) -> bool {
    let code = Code::NoSuchOperation;
    message == Some(Message::Refused { code, until: None })
}

async fn goes_away_and_comes_back(stage: &Stage) {
    stage.hub.book().silent = true;
    stage
        .until(|view| matches!(view.connection, Connection::Offline { .. }))
        .await;
    stage.hub.book().silent = false;
    stage.until(|view| view.connection == Connection::Online).await;
}

#[tokio::test(start_paused = true)]
async fn of_a_hub_that_lacks_nothing_nothing_is_said() {
    let stage = Stage::signed_in(FakeHub::with_cases(1)).await;
    stage.until_heard(|hub| hub.heard("Get /openapi.json") == 1).await;
    goes_away_and_comes_back(&stage).await;
    let view = stage.desk.view();
    assert_eq!((view.message, view.missing), (None, Vec::new()));
    assert_eq!(stage.hub.heard("Get /openapi.json"), 1, "it has said all there is");
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_to_an_older_hub_is_told_once_what_concerns_them_and_works_on() {
    let stage = Stage::signed_in(older(1)).await;
    let told = |view: &DeskView| view.message == Some(Message::OlderHub);
    let view = stage.until(told).await;
    let theirs = [Missing::OwnPassword, Missing::OwnRecord];
    assert_eq!(view.missing, theirs, "the rest is not a moderator's");
    stage.want(Intent::Dismiss);
    stage.until(|view| view.message.is_none()).await;
    goes_away_and_comes_back(&stage).await;
    stage.until_heard(|hub| hub.heard("Get /openapi.json") == 2).await;
    stage.want(Intent::StartReview { queue: None });
    stage
        .until(|view| review(view).is_some_and(|review| review.case.is_some()))
        .await;
    stage.want(Intent::Choose {
        choice: Choice::Undetermined,
        reason: None,
    });
    stage.want(Intent::Submit);
    stage.until_heard(|hub| hub.book().keys.len() == 1).await;
    let view = stage.desk.view();
    assert!(!told(&view), "once");
    assert_eq!(view.missing, theirs, "and it stays to be read");
}

#[tokio::test(start_paused = true)]
async fn a_hub_that_is_newer_when_it_comes_back_lacks_nothing_any_more() {
    let stage = Stage::signed_in(older(0)).await;
    stage.until(|view| !view.missing.is_empty()).await;
    stage.hub.book().lacks.clear();
    goes_away_and_comes_back(&stage).await;
    stage.until(|view| view.missing.is_empty()).await;
}

fn queues(view: &DeskView) -> Option<&QueuesView> {
    match &view.screen {
        Screen::Queues(queues) => Some(queues),
        _ => None,
    }
}

async fn lead_at_the_queues() -> Stage {
    let hub = older(1);
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.until(|view| view.message == Some(Message::OlderHub)).await;
    stage.want(Intent::OpenQueues);
    let read = |view: &DeskView| queues(view).is_some_and(|queues| !queues.queues.is_empty());
    stage.until(read).await;
    stage
}

#[tokio::test(start_paused = true)]
async fn what_an_older_hub_cannot_tell_is_refused_as_that_and_nothing_waits_for_it() {
    let stage = lead_at_the_queues().await;
    assert!(stage.desk.view().missing.contains(&Missing::Flow));
    let queue = QueueId(id(6, 1));
    let act = QueuesAct::ShowFlow { queue };
    stage.want(Intent::InQueues { act });
    let view = stage.until(|view| too_old(view.message)).await;
    assert!(queues(&view).is_some_and(|queues| queues.flow.is_none()));
}

#[tokio::test(start_paused = true)]
async fn a_case_can_be_handed_over_where_the_hub_does_not_say_to_whom() {
    let stage = lead_at_the_queues().await;
    let (queue, case) = (QueueId(id(6, 1)), CaseId(id(2, 2)));
    stage.want(Intent::ShowCases { queue });
    let shown = |view: &DeskView| queues(view).is_some_and(|queues| queues.cases.is_some());
    stage.until(shown).await;
    let act = QueuesAct::ChooseWhere { case };
    stage.want(Intent::InQueues { act });
    let named = |view: &DeskView| {
        let cases = queues(view)?.cases.as_ref()?;
        let people = cases.sending.as_ref()?.recipients.as_ref()?;
        Some(people.iter().map(|one| one.name.clone()).collect::<Vec<_>>())
    };
    let view = stage.until(|view| named(view).is_some()).await;
    let everybody = super::queues::directory().people;
    let everybody: Vec<_> = everybody.into_iter().map(|one| one.name).collect();
    assert_eq!(named(&view), Some(everybody));
    assert!(!too_old(view.message), "nothing was refused that they asked for");
}

#[tokio::test(start_paused = true)]
async fn a_report_that_an_older_hub_cannot_prepare_is_no_case_that_is_gone() {
    let hub = older(1);
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    let page = Some(OversightPage::Decisions);
    stage.want(Intent::OpenOversight { page });
    stage.until(|view| matches!(view.screen, Screen::Oversight(_))).await;
    let act = HandoffAct::Prepare { case: CaseId(id(1, 7)) };
    let act = OversightAct::Handoff { act };
    stage.want(Intent::Oversee { act });
    let why = NotHandedOver {
        code: Some(Code::NoSuchOperation),
        until: None,
        says: None,
    };
    let refused = |view: &DeskView| {
        let stage = super::handoff::stage_of(view);
        stage == Some(&HandoffStage::NotProposed { why: why.clone() })
    };
    stage.until(refused).await;
}
