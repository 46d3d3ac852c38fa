//! One's own verdicts: a page at a time, filtered, taken back, and as a file of all that the filter lets through.

use super::{
    Stage,
    hub::{FakeHub, NOW, case_id, id, json},
};
use scrim_hub_client::Reply;
use scrim_model::{
    case::Stage as CaseStage,
    history::Fate,
    ids::{EntryId, ItemId, QueueId, VerdictId},
    matching::MatchKind,
    rung::Rung,
    time::Time,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use scrim_wire::{
    http::{
        history::{History, ListHistory, NearestMatch, OwnVerdict},
        verdicts::VerdictUndone,
    },
    ipc::{
        commands::Intent,
        history::{HistoryAct, HistoryFilter, HistoryView, Reading},
        record::Exported,
        view::{DeskView, Message, Screen},
    },
};

/// How many there are: seven pages of a file, and a half.
const GIVEN: u128 = 1_500;

/// Every so many of them was reversed.
const REVERSED_EACH: u128 = 10;

fn own(number: u128) -> OwnVerdict {
    let pair = PairVerdict {
        item: ItemId(id(2, number)),
        entry: EntryId(id(7, number)),
        matched: MatchAxis::Different,
        listing: Listing::NotAssessed,
    };
    OwnVerdict {
        verdict_id: VerdictId(id(3, number)),
        case_id: case_id(number),
        queue_id: QueueId(id(6, 9)),
        queue: "Elsewhere".into(),
        at: Time(NOW.0 - 1_000),
        stage: CaseStage::Review,
        said: Verdict {
            content: Content::NotAssessed,
            classification: None,
            pairs: vec![pair],
        },
        nearest: Some(NearestMatch {
            entry: EntryId(id(7, number)),
            list: "Partners".into(),
            kind: MatchKind::Near { distance: 12 },
        }),
        clearest: Some(Rung::Grey),
        without_look: false,
        fate: if number.is_multiple_of(REVERSED_EACH) {
            Fate::Reversed
        } else {
            Fate::Stands
        },
        grace_ends: NOW,
    }
}

/// As the hub pages: the newest first, before the one that is named.
pub(super) fn answer(asked: &str) -> Reply {
    let value = |name: &str| {
        let found = asked.split(['?', '&']).find_map(|part| part.strip_prefix(name));
        found.and_then(|value| value.strip_prefix('=').map(str::to_owned))
    };
    let before = value("before").map_or(GIVEN + 1, |before| {
        before.parse::<VerdictId>().unwrap().0.as_u128() & u128::from(u64::MAX)
    });
    let most: usize = value("most").unwrap().parse().unwrap();
    let fate = value("fate");
    let wanted = |own: &OwnVerdict| fate.as_ref().is_none_or(|fate| own.fate.name() == fate);
    let mut verdicts: Vec<_> = (1..before).rev().map(own).filter(wanted).take(most + 1).collect();
    let more = verdicts.len() > most;
    verdicts.truncate(most);
    json(&History { verdicts, more })
}

pub(super) fn taken_back(verdict: &str) -> Reply {
    let number = verdict.parse::<VerdictId>().unwrap().0.as_u128() & u128::from(u64::MAX);
    json(&VerdictUndone {
        case_id: case_id(number),
    })
}

fn history(view: &DeskView) -> Option<&HistoryView> {
    match &view.screen {
        Screen::History(history) if history.reading != Reading::Asked => Some(history),
        _ => None,
    }
}

fn shown(stage: &Stage) -> HistoryView {
    history(&stage.desk.view()).cloned().unwrap()
}

fn act(stage: &Stage, act: HistoryAct) {
    stage.want(Intent::InHistory { act });
}

async fn opened() -> Stage {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenHistory);
    stage.until(|view| history(view).is_some()).await;
    stage
}

#[tokio::test(start_paused = true)]
async fn one_page_is_on_the_screen_however_far_one_goes() {
    let stage = opened().await;
    let first = shown(&stage);
    assert_eq!((first.verdicts.len(), first.newer, first.older), (50, 0, true));
    assert_eq!(
        first.queues.iter().map(|queue| &queue.name).collect::<Vec<_>>(),
        ["Elsewhere"]
    );
    act(&stage, HistoryAct::Newer);
    for newer in 1..=3 {
        act(&stage, HistoryAct::Older);
        stage
            .until(|view| history(view).is_some_and(|history| history.newer == newer))
            .await;
    }
    let fourth = shown(&stage);
    assert_eq!(fourth.verdicts.first(), Some(&own(GIVEN - 150)));
    assert_eq!(fourth.verdicts.len(), 50);
    act(&stage, HistoryAct::Newer);
    stage
        .until(|view| history(view).is_some_and(|history| history.newer == 2))
        .await;
    assert_eq!(shown(&stage).verdicts.first(), Some(&own(GIVEN - 100)));
}

#[tokio::test(start_paused = true)]
async fn a_filter_begins_at_the_newest_and_the_file_holds_all_that_it_lets_through() {
    let stage = opened().await;
    act(&stage, HistoryAct::Older);
    stage
        .until(|view| history(view).is_some_and(|history| history.newer == 1))
        .await;
    let filter = HistoryFilter {
        fate: Some(Fate::Reversed),
        ..HistoryFilter::default()
    };
    act(&stage, HistoryAct::Filter { filter });
    stage
        .until(|view| history(view).is_some_and(|history| history.filter == filter))
        .await;
    let page = shown(&stage);
    assert_eq!((page.newer, page.verdicts.first()), (0, Some(&own(GIVEN))));
    act(&stage, HistoryAct::Save);
    let file = saved(&stage).await;
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), 151, "a line for each, and one of names");
    assert!(text.lines().skip(1).all(|line| line.ends_with(",reversed")));
}

/// Where the file is.
async fn saved(stage: &Stage) -> String {
    let file = |view: &DeskView| match history(view)?.exported.clone()? {
        Exported::Saved { file } => Some(file),
        _ => None,
    };
    stage.until(|view| file(view).is_some()).await;
    file(&stage.desk.view()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_long_file_is_what_was_asked_for_whatever_is_filtered_by_meanwhile() {
    let stage = opened().await;
    act(&stage, HistoryAct::Save);
    let filter = HistoryFilter {
        fate: Some(Fate::InGrace),
        ..HistoryFilter::default()
    };
    act(&stage, HistoryAct::Filter { filter });
    let text = std::fs::read_to_string(saved(&stage).await).unwrap();
    assert_eq!(text.lines().count(), 1_501);
    assert_eq!(
        stage.hub.heard("Get /v1/me/history"),
        2 + 8,
        "two pages, and eight parts of 200"
    );
    assert_eq!(shown(&stage).verdicts, []);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_not_wanted_any_more_is_not_made() {
    let stage = opened().await;
    act(&stage, HistoryAct::Save);
    act(&stage, HistoryAct::StopSaving);
    act(&stage, HistoryAct::Again);
    stage
        .until(|view| history(view).is_some_and(|history| history.saving.is_none()))
        .await;
    assert_eq!(shown(&stage).exported, None);
    let files = std::fs::read_dir(stage.folder.path()).unwrap();
    let named = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name().to_string_lossy().into_owned();
    assert!(files.map(named).all(|name| !name.starts_with("scrim-history")));
}

#[tokio::test(start_paused = true)]
async fn what_is_taken_back_is_told_and_the_page_is_read_again() {
    let stage = opened().await;
    let asked = stage.hub.heard("Get /v1/me/history");
    let verdict = own(GIVEN).verdict_id;
    act(&stage, HistoryAct::TakeBack { verdict });
    stage.until(|view| view.message == Some(Message::Undone)).await;
    assert_eq!(stage.hub.heard(&format!("Delete /v1/verdicts/{verdict}")), 1);
    stage
        .until_heard(|hub| hub.heard("Get /v1/me/history") == asked + 1)
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_hub_that_does_not_answer_is_told_of_and_asked_again_when_it_is_back() {
    let stage = opened().await;
    stage.hub.book().silent = true;
    act(&stage, HistoryAct::Older);
    stage
        .until(|view| history(view).is_some_and(|history| history.reading == Reading::Failed))
        .await;
    assert_eq!(shown(&stage).verdicts, [], "nothing that would be taken for the page");
    act(&stage, HistoryAct::Save);
    stage
        .until(|view| history(view).is_some_and(|history| history.exported == Some(Exported::NotFetched)))
        .await;
    stage.hub.book().silent = false;
    stage
        .until(|view| history(view).is_some_and(|history| history.reading == Reading::Answered))
        .await;
    assert_eq!(
        shown(&stage).verdicts.first(),
        Some(&own(GIVEN - 50)),
        "the page that was wanted"
    );
}

#[tokio::test(start_paused = true)]
async fn an_admin_who_does_not_review_has_no_such_screen() {
    let hub = FakeHub::default();
    hub.book().admin = true;
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenHistory);
    stage.want(Intent::OpenRecord);
    stage.until(|view| matches!(view.screen, Screen::Record(_))).await;
    assert_eq!(stage.hub.heard("Get /v1/me/history"), 0);
}

#[test]
fn a_filter_is_asked_for_as_a_whole() {
    let filter = HistoryFilter {
        from: Some(Time(1)),
        to: Some(Time(2)),
        queue: Some(QueueId(id(6, 1))),
        content: Some(Content::Abusive),
        without_look: Some(true),
        fate: Some(Fate::Overruled),
    };
    let asked = filter.asks(None, 7);
    assert_eq!(
        asked,
        ListHistory {
            before: None,
            most: Some(7),
            from: filter.from,
            to: filter.to,
            queue: filter.queue,
            content: filter.content,
            without_look: filter.without_look,
            fate: filter.fate,
        }
    );
}
