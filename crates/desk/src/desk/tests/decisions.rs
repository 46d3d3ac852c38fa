//! Decisions that stand: read page by page, narrowed to one case by its link, and reversed.

use super::{
    Stage,
    hub::{FakeHub, NOW, case_id, id, json},
};
use scrim_hub_client::Reply;
use scrim_model::{
    delivery::Outcome,
    ids::{QueueId, VerdictId},
    time::Time,
    verdict::{Content, Verdict},
};
use scrim_wire::{
    http::verdicts::{DecisionInfo, MOST_DECISIONS, Reversed},
    ipc::{
        commands::Intent,
        oversight::{DecisionsView, OversightAct, OversightPage, PageContent, ReversedView},
        view::{DeskView, Message, Screen},
    },
};

/// How many there are: one more than a page holds.
const ALL: u128 = MOST_DECISIONS as u128 + 1;

/// What the made-up hub answers: all of them, the last of them, one of them, or what was undone.
pub(super) fn answer(path: &[&str]) -> Option<Reply> {
    let page = |numbers: std::ops::RangeInclusive<u128>| json(&numbers.rev().map(decision).collect::<Vec<_>>());
    Some(match path {
        ["decisions"] => page(2..=ALL),
        [asked] if *asked == format!("decisions?case={}", case_id(7)) => page(7..=7),
        [asked] if *asked == format!("decisions?before_at={}&before={}", decision(2).at.0, case_id(2)) => page(1..=1),
        ["verdicts", _, "reversal"] => json(&Reversed {
            case_id: case_id(7),
            reverted: Vec::new(),
            reopened: 3,
            picture_destroyed: false,
        }),
        _ => return None,
    })
}

fn decision(number: u128) -> DecisionInfo {
    DecisionInfo {
        case_id: case_id(number),
        queue_id: QueueId(id(6, 1)),
        at: Time(NOW.0 + i64::try_from(number).unwrap()),
        verdict_id: VerdictId(id(15, number)),
        says: Verdict {
            content: Content::Abusive,
            classification: None,
            pairs: Vec::new(),
        },
        outcome: Outcome::Confirmed,
        check: false,
    }
}

fn shown(view: &DeskView) -> Option<&DecisionsView> {
    match &view.screen {
        Screen::Oversight(oversight) if !oversight.busy => match &oversight.content {
            Some(PageContent::Decisions(decisions)) => Some(decisions),
            _ => None,
        },
        _ => None,
    }
}

async fn opened() -> Stage {
    let hub = FakeHub::with_cases(1);
    hub.book().lead = true;
    let stage = Stage::signed_in(hub).await;
    let page = Some(OversightPage::Decisions);
    stage.want(Intent::OpenOversight { page });
    stage.until(|view| shown(view).is_some()).await;
    stage
}

fn act(stage: &Stage, act: OversightAct) {
    stage.want(Intent::Oversee { act });
}

#[tokio::test(start_paused = true)]
async fn they_come_page_by_page_until_there_are_no_older_ones() {
    let stage = opened().await;
    assert!(shown(&stage.desk.view()).is_some_and(|page| page.more));
    act(&stage, OversightAct::MoreDecisions);
    let view = stage.until(|view| shown(view).is_some_and(|page| !page.more)).await;
    let cases: Vec<_> = shown(&view).unwrap().decisions.iter().map(|one| one.case_id).collect();
    assert_eq!(cases, (1..=ALL).rev().map(case_id).collect::<Vec<_>>());
    act(&stage, OversightAct::MoreDecisions);
    assert_eq!(stage.hub.heard("Get /v1/decisions"), 2, "nothing more is asked for");
}

#[tokio::test(start_paused = true)]
async fn one_is_found_by_its_link_and_reversed_with_what_that_undid() {
    let stage = opened().await;
    let show = |case: String| OversightAct::ShowDecisions { queue: None, case };
    act(&stage, show("no link at all".into()));
    stage.until(|view| view.message == Some(Message::NoLink)).await;
    act(&stage, show(format!("scrim-desk://case/{}", case_id(7))));
    let found = |view: &DeskView| shown(view).is_some_and(|page| page.case == Some(case_id(7)));
    let view = stage.until(found).await;
    let [one] = shown(&view).unwrap().decisions.as_slice() else {
        unreachable!("one decision")
    };
    act(
        &stage,
        OversightAct::Reverse {
            verdict: one.verdict_id,
        },
    );
    let undone = ReversedView {
        case: case_id(7),
        effects: 0,
        reopened: 3,
        picture_destroyed: false,
    };
    stage
        .until(|view| shown(view).is_some_and(|page| page.reversed == Some(undone)))
        .await;
    let reversal = format!("Post /v1/verdicts/{}/reversal", one.verdict_id);
    assert_eq!(stage.hub.heard(&reversal), 1);
    // The page was read again, for what stands is another by now.
    assert_eq!(stage.hub.heard(&format!("Get /v1/decisions?case={}", case_id(7))), 2);
}
