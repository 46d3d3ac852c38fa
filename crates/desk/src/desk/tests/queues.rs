//! Running queues at the desk: what is asked of the hub, what stays when somebody else was faster, and what
//! a moderator never gets to.

use super::{
    Stage,
    hub::{FakeHub, NOW, id},
};
use scrim_model::{
    case::Stage as CaseStage,
    flow::{Decided, Rhythm},
    ids::{CaseId, PersonId, QueueId},
    person::Role,
    queue::QueueSettings,
    redirect::Destination,
};
use scrim_wire::{
    Code,
    http::{
        flow::{FlowWeek, QueueFlow},
        queues::{Directory, OpenCase, OpenCases, QueueInfo, Recipient, Reviewer, RuleBook},
    },
    ipc::{
        commands::Intent,
        queues::QueuesAct,
        view::{DeskView, Message, QueuesView, Screen},
    },
};

fn queue() -> QueueId {
    QueueId(id(6, 1))
}

fn case(number: u32) -> CaseId {
    CaseId(id(2, number.into()))
}

/// One queue, without anything set.
pub(super) fn all() -> Vec<QueueInfo> {
    vec![QueueInfo {
        id: queue(),
        name: "Near matches".into(),
        settings: QueueSettings::default(),
        lists: Vec::new(),
        waiting: 2,
        leased: 0,
        later: 0,
        for_leads: 0,
        stranded: 0,
        oldest: None,
    }]
}

/// The rules as they are after so many changes.
pub(super) fn book(revision: u64) -> RuleBook {
    RuleBook {
        revision,
        rules: Vec::new(),
    }
}

pub(super) fn directory() -> Directory {
    Directory {
        people: vec![Reviewer {
            id: PersonId(id(9, 2)),
            name: "noor".into(),
            role: Role::Moderator,
        }],
        ..Directory::default()
    }
}

/// Three open cases, two on the first page.
pub(super) fn cases(asked: &str) -> OpenCases {
    let first = !asked.contains("after");
    let open = |number| OpenCase {
        id: case(number),
        stage: CaseStage::Review,
        priority: 0,
        since: NOW,
        with: None,
        handed_to: None,
        not_before: None,
        sent: None,
        came: None,
        escalated: false,
        passed_on: 0,
        uploads: 1,
        stranded: false,
    };
    let numbers = if first { 1..=2 } else { 3..=3 };
    OpenCases {
        cases: numbers.map(open).collect(),
        more: first,
    }
}

/// One week that few people decided in.
pub(super) fn flow() -> QueueFlow {
    QueueFlow {
        weeks: vec![FlowWeek {
            starts: NOW,
            arrived: 9,
            decided: Decided::TooFew,
        }],
        rhythm: Rhythm {
            from: NOW,
            to: NOW,
            hours: vec![0; 24],
            days: vec![0; 7],
        },
        waiting: Vec::new(),
    }
}

pub(super) fn recipients() -> Vec<Recipient> {
    vec![Recipient {
        id: PersonId(id(9, 2)),
        name: "noor".into(),
        role: Role::Moderator,
        of_queue: true,
    }]
}

fn in_queues(act: QueuesAct) -> Intent {
    Intent::InQueues { act }
}

fn screen(view: &DeskView) -> Option<&QueuesView> {
    match &view.screen {
        Screen::Queues(queues) if !queues.busy => Some(queues),
        _ => None,
    }
}

async fn opened() -> Stage {
    let hub = FakeHub::default();
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenQueues);
    stage
        .until(|view| screen(view).is_some_and(|queues| queues.queues.len() == 1))
        .await;
    stage
}

#[tokio::test(start_paused = true)]
async fn cases_are_read_page_by_page_and_fetched_anew_after_one_was_sent() {
    let stage = opened().await;
    stage.want(Intent::ShowCases { queue: queue() });
    let shown = |view: &DeskView, many| {
        let cases = screen(view).and_then(|queues| queues.cases.as_ref());
        cases.is_some_and(|cases| cases.cases.len() == many)
    };
    stage.until(|view| shown(view, 2)).await;
    stage.want(in_queues(QueuesAct::MoreCases));
    stage.want(in_queues(QueuesAct::MoreCases));
    stage.until(|view| shown(view, 3)).await;
    stage.want(Intent::SendCase {
        case: case(1),
        destination: Destination::Leads,
        reason: None,
    });
    let again = stage.until(|view| shown(view, 2)).await;
    assert_eq!(again.message, Some(Message::Saved));
    assert_eq!(stage.hub.heard("Post /v1/cases/"), 1);
    let further = format!("Get /v1/queues/{}/cases?after=", queue());
    assert_eq!(stage.hub.heard(&further), 1, "nothing was asked for twice");
}

#[tokio::test(start_paused = true)]
async fn a_list_that_was_put_away_does_not_come_back_with_a_late_answer() {
    let stage = opened().await;
    stage.want(Intent::ShowCases { queue: queue() });
    stage.want(in_queues(QueuesAct::HideCases));
    stage.want(Intent::MakeQueue { name: "New".into() });
    let view = stage.until(|view| view.message == Some(Message::Saved)).await;
    assert!(screen(&view).is_none_or(|queues| queues.cases.is_none()));
    let view = stage.until(|view| screen(view).is_some()).await;
    assert!(screen(&view).unwrap().cases.is_none());
}

#[tokio::test(start_paused = true)]
async fn how_a_queue_does_is_asked_for_one_queue_and_put_away_for_good() {
    let stage = opened().await;
    stage.want(in_queues(QueuesAct::ShowFlow { queue: queue() }));
    let told = |view: &DeskView| {
        let flow = screen(view).and_then(|queues| queues.flow.as_ref());
        flow.is_some_and(|shown| shown.queue == queue() && shown.told.as_ref() == Some(&self::flow()))
    };
    stage.until(told).await;
    assert_eq!(stage.hub.heard(&format!("Get /v1/queues/{}/flow", queue())), 1);
    stage.want(in_queues(QueuesAct::ShowFlow { queue: queue() }));
    stage.want(in_queues(QueuesAct::HideFlow));
    stage.want(Intent::MakeQueue { name: "New".into() });
    stage.until(|view| view.message == Some(Message::Saved)).await;
    let view = stage.until(|view| screen(view).is_some()).await;
    assert!(
        screen(&view).is_some_and(|queues| queues.flow.is_none()),
        "a late answer changes nothing"
    );
}

#[tokio::test(start_paused = true)]
async fn whom_a_case_can_be_handed_to_is_asked_for_that_case_and_over_once_it_is_sent() {
    let stage = opened().await;
    stage.want(Intent::ShowCases { queue: queue() });
    let sending = |view: &DeskView| {
        let cases = screen(view).and_then(|queues| queues.cases.clone());
        cases.and_then(|cases| cases.sending)
    };
    stage
        .until(|view| screen(view).is_some_and(|queues| queues.cases.is_some()))
        .await;
    stage.want(in_queues(QueuesAct::ChooseWhere { case: case(2) }));
    let came = |view: &DeskView| sending(view).and_then(|sending| sending.recipients) == Some(recipients());
    let view = stage.until(came).await;
    assert_eq!(sending(&view).map(|sending| sending.case), Some(case(2)));
    let person = PersonId(id(9, 2));
    stage.want(Intent::SendCase {
        case: case(2),
        destination: Destination::Person { person },
        reason: Some("you know this kind".into()),
    });
    let view = stage
        .until(|view| view.message == Some(Message::Saved) && screen(view).is_some())
        .await;
    assert_eq!(sending(&view), None);
}

#[tokio::test(start_paused = true)]
async fn whoever_was_slower_gets_the_rules_that_hold_now() {
    let stage = opened().await;
    stage.hub.book().rules_changed = true;
    stage.want(Intent::SetRules { book: book(0) });
    let told = |view: &DeskView| {
        let code = Code::ChangedSince;
        view.message == Some(Message::Refused { code, until: None })
    };
    stage.until(told).await;
    let view = stage
        .until(|view| screen(view).is_some_and(|queues| queues.book.revision == 7))
        .await;
    assert!(told(&view), "the message stays beside what holds now");
}

#[tokio::test(start_paused = true)]
async fn a_moderator_asks_for_nothing_of_it() {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenQueues);
    stage.want(Intent::MakeQueue { name: "Mine".into() });
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(
        stage.hub.heard("Get /v1/queues") + stage.hub.heard("Post /v1/queues"),
        0
    );
}
