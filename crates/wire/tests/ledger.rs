//! The JSON of the ledger as it is told, of a team's weeks and of what holds for an organisation. A change here is a
//! change of the contract.

#[path = "support/closed.rs"]
mod closed;
mod support;

use closed::is_closed;
use scrim_model::{
    ids::{CaseId, GrantId, ItemId, PersonId},
    opt_out::OptOuts,
    rung::Rung,
    time::{Span, Time},
    viewed::{Facts, Viewed},
    wellness::{Interval, Rest, RestKind, Settings, combine},
};
use scrim_wire::http::{
    audit::Receipt,
    ledger::{AccessRow, CaseExport, CaseExposures, DayRow, ItemExposure, ListAccesses, ListDays, OpenRecord},
    org::{Contact, DeskPolicy, Support},
    record::{OwnFacts, PersonExport, PersonRecord, TakeRecord},
    team::{Disclosed, Limit, ListTeamWeeks, TeamWeek},
};
use std::collections::{BTreeMap, BTreeSet};
use support::{NOW, id, json};

#[test]
fn days_and_accesses_of_ones_own() {
    let days = ListDays {
        from: NOW.0,
        days: Some(7),
        offset_minutes: -90,
    };
    let accesses = ListAccesses {
        before: Some(id(3)),
        most: Some(2),
    };
    let day = DayRow {
        starts: NOW,
        reviewing_ms: 60_000,
        looks: 2,
        looking_ms_by_rung: BTreeMap::from([(2, 900), (5, 4_000)]),
    };
    let access = AccessRow {
        id: id(4),
        at: NOW,
        by: None,
        reason: "file 7".into(),
    };
    is_closed(&days);
    is_closed(&accesses);
    insta::assert_json_snapshot!((json(&days), json(&accesses), json(&day), json(&access)));
}

#[test]
fn a_record_is_opened_with_a_reason_and_a_case_is_exported_with_its_proof() {
    let open = OpenRecord {
        reason: "file 7".into(),
        before: Some(GrantId(id(5))),
        most: None,
    };
    let facts = Facts {
        clearest: Some(Rung::Colour),
        whole_frame: true,
        colour: true,
        full_size: false,
        largest_px: Some((640, 480)),
        grants: 2,
        untold: 1,
        shown: Span::ms(900),
        viewed: Viewed::Whole,
    };
    let export = CaseExport {
        export: CaseExposures {
            case_id: CaseId(id(1)),
            items: vec![ItemExposure {
                item_id: ItemId(id(2)),
                facts,
                proposes_viewed: true,
                removed_at: Some(NOW),
            }],
        },
        sha256: "00".into(),
        receipt: Receipt {
            hub: "h".into(),
            seq: 12,
            head: "00".into(),
            at: NOW,
            signature: "00".into(),
            public_key: "00".into(),
        },
    };
    is_closed(&open);
    is_closed(&export);
    insta::assert_json_snapshot!((json(&open), json(&export)));
}

#[test]
fn a_record_is_taken_in_parts_each_with_its_proof() {
    let asked = TakeRecord {
        before: Some(GrantId(id(5))),
        most: Some(2),
    };
    let own = OwnFacts {
        wellness: combine(&Settings::DEFAULT, &Settings::LOOSEST),
        hours: None,
        opt_outs: OptOuts::default(),
        reviewed: vec![Interval { start: NOW, end: NOW }],
        breaks: vec![Rest {
            started_at: NOW,
            ends_at: None,
            kind: RestKind::Chosen,
        }],
    };
    let part = PersonExport {
        export: PersonRecord {
            person_id: PersonId(id(1)),
            at: NOW,
            own: Some(own),
            rows: Vec::new(),
        },
        sha256: "00".into(),
        receipt: Receipt {
            hub: "h".into(),
            seq: 12,
            head: "00".into(),
            at: NOW,
            signature: "00".into(),
            public_key: "00".into(),
        },
    };
    is_closed(&asked);
    is_closed(&part);
    insta::assert_json_snapshot!((json(&asked), json(&part)));
}

#[test]
fn weeks_of_a_team_and_what_holds_for_an_organisation() {
    let asked = ListTeamWeeks {
        before: Some(NOW.0),
        most: Some(4),
    };
    let told = |told| TeamWeek { starts: Time(0), told };
    let weeks = vec![
        told(Disclosed::Told {
            looks: Some(340),
            looking_ms: None,
            reviewing_ms: Some(900_000),
            reached: BTreeSet::from([Limit::LooksPerDay]),
        }),
        told(Disclosed::TooFew),
        told(Disclosed::TeamChanged),
    ];
    let contacts = vec![Contact {
        name: "Line".into(),
        reach: "0800 1".into(),
        note: String::new(),
    }];
    let (support, policy) = (Support { contacts }, DeskPolicy::default());
    is_closed(&asked);
    is_closed(&support);
    is_closed(&policy);
    insta::assert_json_snapshot!((json(&asked), json(&weeks), json(&support), json(&policy)));
}
