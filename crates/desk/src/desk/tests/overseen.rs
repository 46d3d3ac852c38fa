//! What the made-up hub answers to leads and admins: two splits, two alarms, a matcher, three dead messages, a report.

use super::hub::{NOW, case_id, id, item_id, json, parse, refused};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    agreement::Agreement,
    alarm::Rise,
    check::StopChecks,
    delivery::Failure,
    distance::Closeness,
    ids::{AlarmId, BankId, DeliveryId, DestinationId, EntryId, MatcherId, PersonId, QueueId},
    matcher::{MatcherKind, Mode, Sends},
    matching::HarmType,
    time::Time,
    transparency::Waits,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use scrim_wire::{
    Code, Problem,
    http::{
        alarms::Alarm,
        deliveries::{DeliveryInfo, DeliveryList, DeliveryState, Leaves},
        destinations::{DestinationAdded, DestinationChecked},
        false_matches::{BandCount, FalseMatches, ListFalseMatches},
        matchers::{AddMatcher, MatcherAdded, MatcherInfo},
        metrics::Metrics,
        reconciling::PassesInfo,
        settling::{QueueAgreement, Said, Split},
        transparency::{ListTransparency, Transparency},
    },
};
use std::collections::BTreeMap;

/// What the hub answers of it.
pub(super) fn answer(path: &[&str]) -> Option<Reply> {
    Some(match path {
        ["splits"] => json(&vec![split(1, NOW), split(2, Time(NOW.0 - 1_000))]),
        ["queues", _, "agreement"] => json(&QueueAgreement {
            from: Time(0),
            to: Time(1),
            told: Agreement::TooFew,
        }),
        ["metrics"] => json(&Metrics {
            checks: 7,
            checks_split: 1,
            ..Metrics::default()
        }),
        ["alarms" | "alarms?all=true"] => json(&vec![alarm(1, 1), alarm(2, 2)]),
        ["false-matches"] => json(&false_matches()),
        ["stop-checks"] => json(&StopChecks::default()),
        ["matchers"] => json(&vec![matcher()]),
        ["matchers", _, "reconciling"] => json(&PassesInfo::default()),
        ["matchers", _, "check"] => refused(Code::Unavailable),
        ["destinations", _, "check"] => json(&DestinationChecked {
            ready: false,
            says: vec!["the bank CONFIRMED is not there yet".into()],
            reasons: Vec::new(),
            bank: None,
        }),
        ["destinations"] => json(&Vec::<()>::new()),
        [asked] if asked.starts_with("deliveries?state=waiting") => json(&waiting(asked)),
        [asked] if asked.starts_with("deliveries") => json(&dead(asked)),
        [asked] if asked.starts_with("transparency") => report(asked),
        _ => return None,
    })
}

fn split(number: u128, since: Time) -> Split {
    let said = |matched| Said {
        reason: None,
        verdict: Verdict {
            content: Content::NotAssessed,
            classification: None,
            pairs: vec![PairVerdict {
                item: item_id(number),
                entry: EntryId(id(7, number)),
                matched,
                listing: Listing::NotAssessed,
            }],
        },
    };
    Split {
        case_id: case_id(number),
        queue_id: QueueId(id(6, 1)),
        since,
        taken: false,
        for_others: false,
        check: number == 1,
        said: vec![said(MatchAxis::Different), said(MatchAxis::SameAltered)],
    }
}

fn alarm(number: u128, about: u128) -> Alarm {
    Alarm {
        id: AlarmId(id(11, number)),
        person: PersonId(id(9, about)),
        queue_id: QueueId(id(6, 1)),
        rose: Rise::Clearings,
        since: Time(NOW.0 - 604_800_000),
        until: NOW,
        raised_at: NOW,
        acknowledged: None,
    }
}

fn matcher() -> MatcherInfo {
    MatcherInfo {
        id: MatcherId(id(12, 1)),
        name: "partners".into(),
        kind: MatcherKind::Hma,
        sends: Sends::Hashes,
        address: "https://hma.example".into(),
        lists: BTreeMap::new(),
        mode: Mode::On,
        added_at: NOW,
        unanswered: 3,
        unanswered_since: Some(NOW),
        why: None,
        says: None,
    }
}

/// Three dead messages, two on the first page.
fn dead(asked: &str) -> DeliveryList {
    assert!(asked.contains("state=dead"), "{asked}");
    let first = !asked.contains("before");
    let numbers = if first { 2..=3 } else { 1..=1 };
    let delivery = |number| DeliveryInfo {
        id: DeliveryId(id(13, number)),
        destination_id: DestinationId(id(14, 1)),
        case_id: case_id(number),
        planned_at: NOW,
        state: DeliveryState::Dead,
        at: NOW,
        tries: 12,
        in_doubt: false,
        why: Some(Failure::Credential),
        says: Some("it refuses the credential".into()),
        leaves: None,
    };
    DeliveryList {
        deliveries: numbers.rev().map(delivery).collect(),
        more: first,
    }
}

/// What one destination is still to be told.
fn waiting(asked: &str) -> DeliveryList {
    let to = DestinationId(id(14, 1));
    assert!(asked.ends_with(&format!("destination={to}")), "{asked}");
    DeliveryList {
        deliveries: vec![DeliveryInfo {
            id: DeliveryId(id(13, 9)),
            destination_id: to,
            case_id: case_id(1),
            planned_at: NOW,
            state: DeliveryState::Waiting,
            at: NOW,
            tries: 0,
            in_doubt: false,
            why: None,
            says: None,
            leaves: Some(Leaves {
                method: "POST".into(),
                url: "https://platform.example/hook".into(),
                body: "{}".into(),
            }),
        }],
        more: false,
    }
}

fn false_matches() -> FalseMatches {
    FalseMatches {
        until: Time(NOW.0 - 604_800_000),
        lists: vec![ListFalseMatches {
            id: BankId(id(8, 1)),
            name: "Partners".into(),
            harm: HarmType::Csam,
            bands: vec![BandCount {
                band: Closeness::To31,
                same: 2,
                different: 1,
                false_match_permille: Some(333),
            }],
        }],
    }
}

/// A refusal that says which part is at fault.
fn refused_part(code: Code, part: &str) -> Reply {
    let plain = refused(code);
    let mut problem: Problem = serde_json::from_slice(plain.body.as_deref().unwrap()).unwrap();
    problem.setting = Some(part.to_owned());
    Reply {
        status: plain.status,
        ..json(&problem)
    }
}

/// What the hub answers to anything else that it is asked.
pub(super) fn any(request: &Request, path: &[&str]) -> Reply {
    set(request, path)
        .or_else(|| super::administered::answer(request, path))
        .or_else(|| super::kept::answer(request, path))
        .or_else(|| super::record::answer(path))
        .or_else(|| super::decisions::answer(path))
        .or_else(|| super::handoff::answer(request, path))
        .unwrap_or_else(|| json(&()))
}

/// What the hub answers to whoever sets services: a name is taken, everything else is done.
fn set(request: &Request, path: &[&str]) -> Option<Reply> {
    Some(match (request.method, path) {
        (Method::Post, ["matchers"]) => {
            let wanted: AddMatcher = parse(request);
            if wanted.name == "partners" {
                return Some(refused_part(Code::NameTaken, "name"));
            }
            json(&MatcherAdded {
                matcher_id: MatcherId(id(12, 2)),
            })
        }
        (Method::Post, ["destinations"]) => json(&DestinationAdded {
            destination_id: DestinationId(id(14, 1)),
            secret: Some("whsec_made".into()),
        }),
        (Method::Patch | Method::Delete, ["matchers", _])
        | (Method::Put, ["destinations", _, "mode"])
        | (Method::Delete, ["destinations", _]) => json(&()),
        _ => return None,
    })
}

fn report(asked: &str) -> Reply {
    if asked.ends_with("as=page") {
        return Reply {
            status: 200,
            body: Some(b"<!doctype html><title>report</title>".to_vec()),
        };
    }
    let value = |name: &str| {
        let found = asked.split(['?', '&']).find_map(|part| part.strip_prefix(name));
        Time(found.unwrap().parse().unwrap())
    };
    json(&Transparency {
        from: value("from="),
        until: value("until="),
        received: 100,
        outcomes: [("stopped".to_owned(), 40)].into(),
        matched: 50,
        opened: 10,
        decided: 9,
        confirmed: 6,
        other_policy: 0,
        cleared: 3,
        without_a_look: 5,
        decision: Waits::default(),
        removal: Waits::default(),
        reversed: 0,
        appeals: 0,
        appeals_upheld: 0,
        appeals_overturned: 0,
        entries_added: 1,
        lists: vec![ListTransparency {
            name: "Partners".into(),
            harm: HarmType::Csam,
            matched: 50,
            same: 6,
            disputed: 0,
            different: 3,
            false_match_permille: Some(333),
            bands: Vec::new(),
        }],
    })
}
