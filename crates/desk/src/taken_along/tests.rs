//! Every table, value by value.

use super::*;
use scrim_model::{
    ids::{CaseId, EntryId, GrantId, ItemId, PersonId, SessionId},
    opt_out::OptOuts,
    routing::MediaKind,
    rung::Rung,
    time::{Span, Time},
    wellness::{Interval, Rest, Settings, Weekday, WeeklyHours, Window, combine},
};
use scrim_wire::http::{audit::Receipt, record::PersonRecord};
use std::collections::BTreeSet;
use uuid::Uuid;

const AT: Time = Time(1_795_676_400_123);

pub(crate) fn part(own: Option<OwnFacts>, rows: Vec<ExposureRow>) -> PersonExport {
    PersonExport {
        export: PersonRecord {
            person_id: PersonId(Uuid::from_u128(9)),
            at: AT,
            own,
            rows,
        },
        sha256: "00".into(),
        receipt: Receipt {
            hub: "h".into(),
            seq: 12,
            head: "00".into(),
            at: AT,
            signature: "00".into(),
            public_key: "00".into(),
        },
    }
}

fn row(presented: Option<Presented>, kind: Option<MatchKind>) -> ExposureRow {
    let id = Uuid::from_u128(1);
    ExposureRow {
        grant_id: GrantId(id),
        case_id: CaseId(id),
        item_id: ItemId(id),
        rung: Rung::Grey,
        granted_at: AT,
        until: AT,
        charged: true,
        presented,
        counts_as: Rung::Grey,
        counts_ms: 900,
        pair: kind.map(|kind| SeenPair {
            entry: EntryId(Uuid::from_u128(2)),
            kind,
        }),
        session_id: kind.map(|_| SessionId(Uuid::from_u128(3))),
    }
}

fn own() -> OwnFacts {
    let stricter = Settings {
        looks_per_day: 40,
        ..Settings::DEFAULT
    };
    OwnFacts {
        wellness: combine(&Settings::DEFAULT, &stricter),
        hours: Some(WeeklyHours {
            zone: "Europe/Paris".into(),
            windows: vec![Window {
                day: Weekday::Monday,
                from: 545,
                to: 1020,
            }],
        }),
        opt_outs: OptOuts {
            categories: BTreeSet::from(["=A1".to_owned()]),
            media: BTreeSet::from([MediaKind::Animation]),
        },
        reviewed: vec![Interval {
            start: AT,
            end: AT + Span::minutes(50),
        }],
        breaks: vec![
            Rest {
                started_at: AT + Span::minutes(50),
                ends_at: Some(AT + Span::minutes(60)),
                kind: RestKind::Forced,
            },
            Rest {
                started_at: AT + Span::minutes(70),
                ends_at: None,
                kind: RestKind::Chosen,
            },
        ],
    }
}

fn record() -> WholeRecord {
    let presented = Presented {
        shown_ms: 900,
        region_permille: 1_000,
        width_px: 640,
        height_px: 480,
    };
    let first = vec![
        row(Some(presented), Some(MatchKind::Near { distance: 7 })),
        row(None, Some(MatchKind::SaidNear)),
    ];
    WholeRecord {
        hub: "https://hub.example".into(),
        name: "Robin".into(),
        parts: vec![part(Some(own()), first), part(None, vec![row(None, None)])],
        rows: Vec::new(),
        accesses: vec![AccessRow {
            id: Uuid::from_u128(4),
            at: AT,
            by: None,
            reason: "a \"complaint\"".into(),
        }],
    }
}

fn file(name: &str) -> Vec<String> {
    let files = tables(&record());
    let (_, text) = files.into_iter().find(|(file, _)| file == name).expect(name);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_line_of_every_table_has_as_many_values_as_there_are_columns() {
    let files = tables(&record());
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "looks.csv",
            "accesses.csv",
            "reviewed.csv",
            "breaks.csv",
            "settings.csv",
            "left-out.csv",
            "hours.csv"
        ]
    );
    for (name, text) in files {
        let columns = text.lines().next().expect("columns").matches(',').count();
        assert!(text.lines().count() > 1, "{name}");
        assert!(text.lines().all(|line| line.matches(',').count() == columns), "{text}");
    }
}

#[test]
fn a_look_has_what_stood_beside_it_and_an_older_row_says_that_nobody_knows() {
    let looks = file("looks.csv");
    assert_eq!(looks.len(), 4, "of every part");
    assert!(looks[1].starts_with("2026-11-26T07:00:00.123Z,"), "{}", looks[1]);
    let (entry, session) = (Uuid::from_u128(2), Uuid::from_u128(3));
    let ends = [
        format!(",5,5,900,true,900,1000,640,480,{entry},near,7,{session}"),
        format!(",5,5,900,true,,,,,{entry},said_near,,{session}"),
        ",5,5,900,true,,,,,,,,".to_owned(),
    ];
    for (line, end) in looks[1..].iter().zip(ends) {
        assert!(line.ends_with(&end), "{line}");
    }
}

#[test]
fn work_breaks_settings_hours_and_what_is_left_out_are_told_each_with_where_it_comes_from() {
    assert_eq!(
        file("reviewed.csv")[1],
        "2026-11-26T07:00:00.123Z,2026-11-26T07:50:00.123Z"
    );
    assert_eq!(
        file("breaks.csv")[1..],
        [
            "2026-11-26T07:50:00.123Z,2026-11-26T08:00:00.123Z,due",
            "2026-11-26T08:10:00.123Z,,chosen"
        ]
    );
    let settings = file("settings.csv");
    assert!(
        settings.contains(&"looks_per_day,40,person,false".to_owned()),
        "{settings:?}"
    );
    assert!(
        settings.contains(&"block,3000000,default,false".to_owned()),
        "{settings:?}"
    );
    assert_eq!(settings.len(), 1 + own().wellness.reasons.len());
    assert_eq!(file("hours.csv")[1], "\"Europe/Paris\",monday,09:05,17:00");
    let left_out = file("left-out.csv");
    assert!(!left_out[1].contains(",\"="), "no formula: {}", left_out[1]);
    assert_eq!(left_out[2], "media,animation");
    assert!(file("accesses.csv")[1].ends_with(",\"\",\"a \"\"complaint\"\"\""));
}

#[test]
fn json_reads_back_as_the_parts_that_the_hub_gave() {
    let value: serde_json::Value = serde_json::from_str(&json(&record()).unwrap()).unwrap();
    let parts: Vec<PersonExport> = serde_json::from_value(value["parts"].clone()).unwrap();
    assert_eq!(parts, record().parts);
    assert_eq!(serde_json::to_value(parts).unwrap(), value["parts"]);
    assert_eq!(value.get("rows"), None);
}

#[test]
fn of_an_older_hub_there_are_looks_and_accesses_and_no_table_that_it_did_not_give() {
    let old = WholeRecord {
        parts: Vec::new(),
        rows: vec![row(None, None)],
        ..record()
    };
    let files = tables(&old);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["looks.csv", "accesses.csv"]);
    assert_eq!(files[0].1.lines().count(), 2);
}
