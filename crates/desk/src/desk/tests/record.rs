//! One's own record: page by page, by days, who opened it, and as a file.

use super::{
    Stage,
    hub::{FakeHub, NOW, id, item_id, json},
};
use scrim_hub_client::Reply;
use scrim_model::{
    alarm::Rise,
    feedback::Lesson,
    ids::{AlarmId, CaseId, EntryId, GrantId, PersonId, QueueId, VerdictId},
    opt_out::OptOuts,
    rung::Rung,
    support::{Contact, Support},
    time::Time,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
    wellness::{Interval, Settings, combine},
};
use scrim_wire::{
    http::{
        alarms::{Acknowledged, Alarm},
        audit::Receipt,
        exposures::ExposureRow,
        ledger::{AccessRow, DayRow},
        record::{OwnFacts, PersonExport, PersonRecord, TakeRecord},
        settling::Feedback,
    },
    ipc::{
        commands::Intent,
        record::{Exported, RecordFormat, RecordView},
        view::{DeskView, Screen},
    },
    missing::Missing,
};
use std::{collections::BTreeMap, path::PathBuf};

/// How many looks there are: a page on the screen and a half.
const LOOKS: u128 = 150;

/// How many a file has: what the hub gives at once and some.
const TAKEN: u128 = 1_100;

pub(super) fn support() -> Support {
    Support {
        contacts: vec![Contact {
            name: "Line".into(),
            reach: "0800 1".into(),
            note: String::new(),
        }],
    }
}

fn row(number: u128) -> ExposureRow {
    ExposureRow {
        grant_id: GrantId(id(5, number)),
        case_id: CaseId(id(1, number)),
        item_id: item_id(number),
        rung: Rung::Grey,
        granted_at: NOW,
        until: NOW,
        charged: true,
        presented: None,
        counts_as: Rung::Grey,
        counts_ms: 10_000,
        pair: None,
        session_id: None,
    }
}

fn number(grant: GrantId) -> u128 {
    grant.0.as_u128() & u128::from(u64::MAX)
}

/// What the hub answers of a record.
pub(super) fn answer(path: &[&str]) -> Option<Reply> {
    match path {
        [asked] if asked.starts_with("exposures") => Some(rows(asked)),
        ["me", asked] if asked.starts_with("days") => Some(days(asked)),
        ["me", asked] if asked.starts_with("accesses") => Some(accesses()),
        ["me", asked] if asked.starts_with("feedback") => Some(feedback(asked)),
        ["me", "alarms"] => Some(alarms()),
        ["me", asked] if asked.starts_with("history") => Some(super::history::answer(asked)),
        ["verdicts", verdict] => Some(super::history::taken_back(verdict)),
        _ => super::overseen::answer(path),
    }
}

/// The whole record, in parts: the first has what is no look.
pub(super) fn taken(wanted: TakeRecord) -> Reply {
    let before = wanted.before.map_or(TAKEN + 1, number);
    let most = usize::try_from(wanted.most.unwrap()).unwrap();
    let rows = (1..before).rev().take(most).map(row).collect();
    let own = OwnFacts {
        wellness: combine(&Settings::DEFAULT, &Settings::LOOSEST),
        hours: None,
        opt_outs: OptOuts::default(),
        reviewed: vec![Interval { start: NOW, end: NOW }],
        breaks: Vec::new(),
    };
    json(&PersonExport {
        export: PersonRecord {
            person_id: PersonId(id(9, 1)),
            at: NOW,
            own: wanted.before.is_none().then_some(own),
            rows,
        },
        sha256: "00".into(),
        receipt: Receipt {
            hub: "h".into(),
            seq: 1,
            head: "00".into(),
            at: NOW,
            signature: "00".into(),
            public_key: "00".into(),
        },
    })
}

/// As the hub pages: the newest first, before the one that is named.
fn rows(asked: &str) -> Reply {
    let value = |name: &str| {
        let found = asked.split(['?', '&']).find_map(|part| part.strip_prefix(name));
        found.and_then(|value| value.strip_prefix('=').map(str::to_owned))
    };
    let before = value("before").map_or(LOOKS + 1, |before| number(before.parse().unwrap()));
    let most: usize = value("most").map_or(1_000, |most| most.parse().unwrap());
    json(&(1..before).rev().take(most).map(row).collect::<Vec<_>>())
}

/// Thirty settled cases: a page on the screen and a half.
fn feedback(asked: &str) -> Reply {
    let first = !asked.contains("before");
    assert!(asked.contains("most=20"), "{asked}");
    let told = |number| Feedback {
        verdict_id: VerdictId(id(3, number)),
        case_id: CaseId(id(1, number)),
        at: NOW,
        lesson: Lesson::CouldBeTold,
        says: Lesson::CouldBeTold.says().to_owned(),
        yours: verdict(MatchAxis::Undetermined),
        decided: verdict(MatchAxis::Different),
    };
    let numbers = if first { 11..=30 } else { 1..=10 };
    json(&numbers.rev().map(told).collect::<Vec<_>>())
}

fn verdict(matched: MatchAxis) -> Verdict {
    Verdict {
        content: Content::NotAssessed,
        classification: None,
        pairs: vec![PairVerdict {
            item: item_id(1),
            entry: EntryId(id(7, 1)),
            matched,
            listing: Listing::NotAssessed,
        }],
    }
}

fn alarms() -> Reply {
    json(&vec![Alarm {
        id: AlarmId(id(11, 1)),
        person: PersonId(id(9, 1)),
        queue_id: QueueId(id(6, 9)),
        rose: Rise::Clearings,
        since: Time(NOW.0 - 604_800_000),
        until: NOW,
        raised_at: NOW,
        acknowledged: Some(Acknowledged {
            at: NOW,
            by: PersonId(id(9, 2)),
            reason: "a new list was noisy".into(),
        }),
    }])
}

fn days(asked: &str) -> Reply {
    assert_eq!(asked, "days?from=7&days=7&offset_minutes=-60");
    json(&vec![DayRow {
        starts: NOW,
        reviewing_ms: 60_000,
        looks: 2,
        looking_ms_by_rung: BTreeMap::from([(5, 3_000)]),
    }])
}

fn accesses() -> Reply {
    json(&vec![AccessRow {
        id: id(10, 1),
        at: NOW,
        by: Some("ada".into()),
        reason: "a complaint".into(),
    }])
}

fn record(view: &DeskView) -> Option<&RecordView> {
    match &view.screen {
        Screen::Record(record) if !record.busy => Some(record),
        _ => None,
    }
}

async fn opened() -> Stage {
    let stage = Stage::signed_in(FakeHub::default()).await;
    stage.want(Intent::OpenRecord);
    stage.until(|view| record(view).is_some()).await;
    stage
}

fn shown(stage: &Stage) -> RecordView {
    record(&stage.desk.view()).cloned().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_record_comes_page_by_page_with_its_days_and_who_opened_it() {
    let stage = opened().await;
    let first = shown(&stage);
    assert_eq!((first.rows.len(), first.more), (100, true));
    assert_eq!(first.accesses[0].by.as_deref(), Some("ada"));
    assert_eq!(first.today.reviewing_left_ms, 4 * 3_600_000);
    stage.want(Intent::MoreRecord);
    stage
        .until(|view| record(view).is_some_and(|record| !record.more))
        .await;
    assert_eq!(shown(&stage).rows, (1..=LOOKS).rev().map(row).collect::<Vec<_>>());
    let asked = stage.hub.heard("Get /v1/exposures");
    stage.want(Intent::MoreRecord);
    stage.want(Intent::ShowDays {
        from: Time(7),
        offset_minutes: -60,
    });
    stage
        .until(|view| record(view).is_some_and(|record| !record.days.is_empty()))
        .await;
    assert_eq!(
        stage.hub.heard("Get /v1/exposures"),
        asked,
        "there are no older ones to ask for"
    );
    assert_eq!(shown(&stage).days[0].looking_ms_by_rung[&5], 3_000);
}

#[tokio::test(start_paused = true)]
async fn an_export_holds_all_of_it_and_says_where_it_went() {
    let stage = opened().await;
    for format in [RecordFormat::Csv, RecordFormat::Json] {
        stage.want(Intent::ExportRecord { format });
        let saved = |view: &DeskView| match record(view)?.exported.clone()? {
            Exported::Saved { file } => Some(PathBuf::from(file)),
            _ => None,
        };
        let is_json = format == RecordFormat::Json;
        stage
            .until(|view| saved(view).is_some_and(|file| file.extension().is_some_and(|end| end == "json") == is_json))
            .await;
        let file = saved(&stage.desk.view()).unwrap();
        assert!(file.starts_with(stage.folder.path()), "{}", file.display());
        let looks = if is_json { file.clone() } else { file.join("looks.csv") };
        let text = std::fs::read_to_string(looks).unwrap();
        assert!((1..=TAKEN).all(|number| text.contains(&item_id(number).to_string())));
        assert!(is_json || file.join("breaks.csv").exists(), "and what is no look");
    }
    assert_eq!(stage.hub.heard("Post /v1/me/record"), 4, "two parts, twice");
}

#[tokio::test(start_paused = true)]
async fn an_older_hub_gives_looks_and_accesses_and_the_file_says_no_more() {
    let hub = FakeHub::default();
    hub.book().lacks = vec![Missing::OwnRecord];
    let stage = Stage::signed_in(hub).await;
    stage.want(Intent::OpenRecord);
    stage.until(|view| record(view).is_some()).await;
    let format = RecordFormat::Json;
    stage.want(Intent::ExportRecord { format });
    let saved = |view: &DeskView| match record(view)?.exported.clone()? {
        Exported::Saved { file } => Some(file),
        _ => None,
    };
    let view = stage.until(|view| saved(view).is_some()).await;
    let text = std::fs::read_to_string(saved(&view).unwrap()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["parts"], serde_json::json!([]));
    assert_eq!(value["rows"].as_array().map(Vec::len), usize::try_from(LOOKS).ok());
    assert_eq!(value["accesses"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(start_paused = true)]
async fn an_export_that_the_hub_does_not_give_leaves_no_file() {
    let stage = opened().await;
    stage.hub.book().silent = true;
    stage.want(Intent::ExportRecord {
        format: RecordFormat::Csv,
    });
    let not = |view: &DeskView| record(view).is_some_and(|record| record.exported == Some(Exported::NotFetched));
    stage.until(not).await;
    let files = std::fs::read_dir(stage.folder.path()).unwrap();
    let named = |file: std::io::Result<std::fs::DirEntry>| file.unwrap().file_name().to_string_lossy().into_owned();
    assert!(files.map(named).all(|name| !name.starts_with("scrim-record")));
}

#[tokio::test(start_paused = true)]
async fn whom_one_can_turn_to_is_known_on_every_screen_and_not_before_signing_in() {
    let stage = Stage::new(FakeHub::default());
    stage.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
    assert_eq!(stage.desk.view().support, None);
    stage.sign_in("right").await;
    stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
    assert_eq!(stage.desk.view().support, Some(support()));
    stage.want(Intent::BreakNow);
    stage.until(|view| matches!(view.screen, Screen::Break(_))).await;
    assert_eq!(stage.desk.view().support, Some(support()));
}

#[tokio::test(start_paused = true)]
async fn what_became_of_verdicts_is_read_page_by_page_in_the_hubs_words() {
    let stage = opened().await;
    let became = shown(&stage).became.unwrap();
    assert_eq!((became.feedback.len(), became.more), (20, true));
    stage.want(Intent::MoreFeedback);
    let all = |view: &DeskView| record(view).is_some_and(|record| record.became.as_ref().is_some_and(|all| !all.more));
    stage.until(all).await;
    let became = shown(&stage).became.unwrap();
    assert_eq!(became.feedback.len(), 30);
    assert!(
        became
            .feedback
            .iter()
            .all(|told| told.says == Lesson::CouldBeTold.says())
    );
    let last = became.feedback.iter().rev().nth(10).unwrap().verdict_id;
    assert_eq!(
        stage.hub.heard(&format!("Get /v1/me/feedback?before={last}&most=20")),
        1
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_raised_about_somebody_names_no_queue_that_is_not_theirs() {
    let stage = opened().await;
    let alarm = shown(&stage).alarms.pop().unwrap();
    assert_eq!(
        (alarm.queue, alarm.said.as_deref()),
        (None, Some("a new list was noisy"))
    );
}
