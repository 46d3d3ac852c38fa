//! What the made-up hub answers to whoever keeps it: a source, five entries of the audit in pages of two, a log of 250,000
//! rows that holds, two holds.

use super::hub::{NOW, id, json, parse, refused};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    audit::{About, Actor, Entry, EntryKind},
    ids::{CaseId, ItemId, PersonId},
    person::Permission,
    retention::{KeptFor, RetentionPolicy},
    time::Span,
};
use scrim_wire::{
    Code,
    http::{
        audit::{AuditPage, AuditVerification, VerificationFound, VerifiedTo, VerifyAudit},
        retention::{HoldList, LegalHold, Retention, Storage, TryRetention, WouldDestroy},
        sources::{AddSource, MakeKey, Source, SourceWithKey},
    },
};

/// Rows that the log has.
pub(super) const LENGTH: u64 = 250_000;

/// Rows that a step looks at.
const STEP: u64 = 100_000;

pub(super) fn answer(request: &Request, path: &[&str]) -> Option<Reply> {
    Some(match (request.method, path) {
        (Method::Get, ["sources"]) => json(&[source("platform")]),
        (Method::Post, ["sources"]) => add(&parse(request)),
        (Method::Post, ["sources", _, "key"]) => json(&with_key("platform", parse(request))),
        (Method::Patch, ["sources", _])
        | (Method::Put, ["retention"])
        | (Method::Delete, ["items" | "cases", _, "hold"]) => json(&()),
        (Method::Post, ["audit", "verification"]) => json(&verify(parse(request))),
        (Method::Get, ["retention"]) => json(&retention()),
        (Method::Post, ["retention", "dry-run"]) => json(&would(&parse(request))),
        (Method::Get, ["storage"]) => json(&Storage {
            kept: 7,
            holds: 2,
            ..Storage::default()
        }),
        (Method::Get, [asked]) if asked.starts_with("holds") => json(&holds(asked)),
        (Method::Get, [asked]) if asked.starts_with("audit") => json(&audit(asked)),
        _ => return None,
    })
}

fn source(name: &str) -> Source {
    Source {
        id: PersonId(id(9, 4)),
        name: name.into(),
        added_at: NOW,
        disabled: false,
        key_made_at: NOW,
        old_key_ends_at: None,
        may: [Permission::Submit].into(),
    }
}

fn add(new: &AddSource) -> Reply {
    if new.name == "platform" {
        return refused(Code::NameTaken);
    }
    json(&with_key(&new.name, MakeKey::default()))
}

fn with_key(name: &str, asked: MakeKey) -> SourceWithKey {
    let hours = i64::from(asked.old_key_lasts_hours);
    SourceWithKey {
        source: Source {
            old_key_ends_at: (hours > 0).then(|| NOW + Span::hours(hours)),
            ..source(name)
        },
        key: format!("the-key-of-{name}"),
    }
}

/// What is asked by one word of a query.
fn value<T: std::str::FromStr>(asked: &str, word: &str) -> Option<T> {
    let found = asked.split(['?', '&']).find_map(|part| part.strip_prefix(word));
    found?.strip_prefix('=')?.parse().ok()
}

/// Five entries, of which a page holds two: a page without any comes before the last.
fn audit(asked: &str) -> AuditPage {
    let before: u64 = value(asked, "before").unwrap_or(6);
    if before == 3 {
        return AuditPage {
            entries: Vec::new(),
            go_on_before: Some(2),
        };
    }
    let first = before.saturating_sub(2).max(1);
    AuditPage {
        entries: (first..before).rev().map(entry).collect(),
        go_on_before: (first > 1).then_some(if first == 4 { 3 } else { first }),
    }
}

fn entry(seq: u64) -> Entry {
    Entry {
        seq,
        at: NOW,
        kind: EntryKind::PersonChanged,
        by: Actor::Person { id: PersonId(id(9, 1)) },
        about: vec![About::Person { id: PersonId(id(9, 4)) }],
        off: Some(true),
    }
}

fn verify(asked: VerifyAudit) -> AuditVerification {
    let after = asked.after.map_or(0, |after| after.seq);
    let seq = (after + STEP).min(LENGTH);
    let to = VerifiedTo {
        seq,
        head: format!("{seq:064}"),
    };
    let found = if seq == LENGTH {
        VerificationFound::Holds { to, checkpoints: 1 }
    } else {
        VerificationFound::GoesOn { to, checkpoints: 2 }
    };
    AuditVerification { length: LENGTH, found }
}

fn retention() -> Retention {
    Retention {
        policy: RetentionPolicy::KEEP_ALL,
        revision: 3,
        rests_until: NOW,
    }
}

fn would(_asked: &TryRetention) -> WouldDestroy {
    WouldDestroy {
        due: [(KeptFor::Cleared, 12)].into(),
        at_least: false,
    }
}

fn holds(asked: &str) -> HoldList {
    let hold = |upload: Option<u128>, case: Option<u128>| LegalHold {
        item_id: upload.map(|number| ItemId(id(4, number))),
        case_id: case.map(|number| CaseId(id(3, number))),
        at: NOW,
        by: Some(PersonId(id(9, 1))),
        reason: "file 7".into(),
    };
    let is_first = !asked.contains("before=");
    HoldList {
        all: 2,
        holds: vec![if is_first {
            hold(Some(1), None)
        } else {
            hold(None, Some(1))
        }],
        more: is_first,
    }
}
