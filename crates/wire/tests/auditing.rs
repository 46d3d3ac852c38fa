//! The JSON of sources, the audit and what a policy would destroy, as it is. A change here is a change of the contract.

#[path = "support/closed.rs"]
mod closed;
mod support;

use closed::is_closed;
use scrim_model::{
    audit::{About, Actor, Entry, EntryKind},
    ids::{CaseId, PersonId},
    person::{Permission, Role},
    retention::{KeptFor, RetentionPolicy},
};
use scrim_wire::http::{
    audit::{AskAudit, AuditPage, AuditVerification, BrokenHow, VerificationFound, VerifiedTo, VerifyAudit},
    retention::{Storage, TryRetention, WouldDestroy},
    sources::{AddSource, ChangeSource, MakeKey, Source, SourceWithKey},
};
use support::{NOW, id, json};

#[test]
fn a_source_and_the_key_that_is_shown_once() {
    let source = Source {
        id: PersonId(id(1)),
        name: "harbour".into(),
        added_at: NOW,
        disabled: false,
        key_made_at: NOW,
        old_key_ends_at: Some(NOW),
        may: [Permission::Submit].into(),
    };
    let with_key = SourceWithKey {
        source: source.clone(),
        key: "a-key".into(),
    };
    assert!(!format!("{with_key:?}").contains("a-key"));
    let (add, make) = (
        AddSource { name: "harbour".into() },
        MakeKey {
            old_key_lasts_hours: 24,
        },
    );
    let change = ChangeSource { disabled: true };
    is_closed(&add);
    is_closed(&make);
    is_closed(&change);
    insta::assert_json_snapshot!((json(&source), json(&with_key), json(&add), json(&make), json(&change)));
}

#[test]
fn what_was_done_and_what_is_asked_of_it() {
    let entry = |kind, by, about, off| Entry {
        seq: 7,
        at: NOW,
        kind,
        by,
        about,
        off,
    };
    let by = Actor::Person { id: PersonId(id(2)) };
    let source = About::Person { id: PersonId(id(1)) };
    let case = About::Case { id: CaseId(id(3)) };
    let page = AuditPage {
        entries: vec![
            entry(
                EntryKind::PersonChanged,
                by,
                vec![source, About::Role { role: Role::Source }],
                Some(true),
            ),
            entry(EntryKind::VerdictGiven, Actor::NotTold, vec![case], None),
            entry(
                EntryKind::GroupSet,
                Actor::Hub,
                vec![About::Group { name: "leads".into() }],
                None,
            ),
        ],
        go_on_before: Some(7),
    };
    let asked = AskAudit {
        before: Some(9),
        most: Some(50),
        from: Some(1),
        until: Some(2),
        kind: Some(EntryKind::HoldSet),
        actor: Some(PersonId(id(2))),
        case: Some(CaseId(id(3))),
    };
    is_closed(&asked);
    insta::assert_json_snapshot!((json(&page), json(&asked)));
}

#[test]
fn how_far_a_verification_has_come_and_what_it_found() {
    let to = VerifiedTo {
        seq: 100_000,
        head: "00".into(),
    };
    let asked = VerifyAudit {
        after: Some(to.clone()),
    };
    let answer = |found| AuditVerification { length: 250_000, found };
    let answers = [
        answer(VerificationFound::GoesOn {
            to: to.clone(),
            checkpoints: 2,
        }),
        answer(VerificationFound::Holds { to, checkpoints: 1 }),
        answer(VerificationFound::Broken {
            row: 731,
            how: BrokenHow::NotSigned,
        }),
    ];
    is_closed(&asked);
    insta::assert_json_snapshot!((json(&asked), answers.map(|answer| json(&answer))));
}

#[test]
fn what_is_kept_and_what_a_policy_would_destroy() {
    let wanted = TryRetention {
        policy: RetentionPolicy::KEEP_ALL,
    };
    let would = WouldDestroy {
        due: [(KeptFor::Cleared, 312), (KeptFor::Unreadable, 1)].into(),
        at_least: true,
    };
    let storage = Storage {
        kept: 9,
        holds: 2,
        destroyed: 4,
        media_left: 1,
    };
    is_closed(&wanted);
    insta::assert_json_snapshot!((json(&wanted), json(&would), json(&storage)));
}
