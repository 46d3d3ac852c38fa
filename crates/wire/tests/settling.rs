//! The JSON of second looks, as it is: splits, feedback, one's own history, agreement, alarms, the urgent path, appeals.
//! A change here is a change of the contract.

mod support;

use scrim_model::{
    agreement::Agreement,
    alarm::Rise,
    appeal::AppealOutcome,
    case::Stage,
    feedback::Lesson,
    history::Fate,
    ids::{AlarmId, CaseId, EntryId, ItemId, LeaseId, PersonId, QueueId, VerdictId},
    matching::MatchKind,
    rung::Rung,
    urgent::UrgentReason,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use scrim_wire::http::{
    alarms::{Acknowledged, Alarm},
    deliveries::{AppealClosed, Callback, ItemUrgent},
    history::{NearestMatch, OwnVerdict},
    items::Appeal,
    settling::{Feedback, QueueAgreement, Said, Split},
    urgent::{MarkUrgent, UrgentCase},
};
use serde_json::json as plain;
use support::{NOW, id, json};

fn verdict() -> Verdict {
    Verdict {
        content: Content::NotAssessed,
        classification: None,
        pairs: vec![PairVerdict {
            item: ItemId(id(1)),
            entry: EntryId(id(5)),
            matched: MatchAxis::Different,
            listing: Listing::NotAssessed,
        }],
    }
}

fn says() -> serde_json::Value {
    let pair = plain!({"item": id(1), "entry": id(5), "match": "different", "listing": {"kind": "not_assessed"}});
    plain!({"content": "not_assessed", "pairs": [pair]})
}

#[test]
fn a_split_names_nobody() {
    let split = Split {
        case_id: CaseId(id(2)),
        queue_id: QueueId(id(3)),
        since: NOW,
        taken: false,
        for_others: true,
        check: false,
        said: vec![Said {
            reason: None,
            verdict: verdict(),
        }],
    };
    let wanted = plain!({
        "case_id": id(2), "queue_id": id(3), "since": NOW, "taken": false, "for_others": true, "check": false, "said": [says()],
    });
    assert_eq!(json(&split), wanted);
}

#[test]
fn feedback_has_both_verdicts_and_the_words() {
    let told = Feedback {
        verdict_id: VerdictId(id(4)),
        case_id: CaseId(id(2)),
        at: NOW,
        lesson: Lesson::CouldBeTold,
        says: "words".into(),
        yours: verdict(),
        decided: verdict(),
    };
    let wanted = plain!({
        "verdict_id": id(4), "case_id": id(2), "at": NOW, "lesson": "could_be_told", "says": "words",
        "yours": says(), "decided": says(),
    });
    assert_eq!(json(&told), wanted);
}

#[test]
fn a_verdict_of_one_s_own_leaves_out_what_there_is_not() {
    let own = OwnVerdict {
        verdict_id: VerdictId(id(4)),
        case_id: CaseId(id(2)),
        queue_id: QueueId(id(3)),
        queue: "Near".into(),
        at: NOW,
        stage: Stage::Review,
        said: verdict(),
        nearest: None,
        clearest: None,
        without_look: true,
        fate: Fate::InGrace,
        grace_ends: NOW,
    };
    let mut wanted = plain!({
        "verdict_id": id(4), "case_id": id(2), "queue_id": id(3), "queue": "Near", "at": NOW, "stage": "review",
        "said": says(), "without_look": true, "fate": "in_grace", "grace_ends": NOW,
    });
    assert_eq!(json(&own), wanted);
    let kind = MatchKind::Near { distance: 12 };
    let (entry, list) = (EntryId(id(5)), "List".to_owned());
    let seen = OwnVerdict {
        nearest: Some(NearestMatch { entry, list, kind }),
        clearest: Some(Rung::Grey),
        ..own
    };
    wanted["nearest"] = plain!({"entry": id(5), "list": "List", "kind": {"kind": "near", "distance": 12}});
    wanted["clearest"] = plain!(5);
    assert_eq!(json(&seen), wanted);
}

#[test]
fn agreement_is_in_thousandths_and_left_out_where_it_is_not_defined() {
    let of = |told| QueueAgreement {
        from: NOW,
        to: NOW,
        told,
    };
    let told = |kappa_permille| Agreement::Told {
        n: 40,
        agreed_permille: 850,
        kappa_permille,
    };
    for (agreement, wanted) in [
        (
            told(Some(-12)),
            plain!({"is": "told", "n": 40, "agreed_permille": 850, "kappa_permille": -12}),
        ),
        (told(None), plain!({"is": "told", "n": 40, "agreed_permille": 850})),
        (Agreement::TooFew, plain!({"is": "too_few"})),
    ] {
        assert_eq!(json(&of(agreement)), plain!({"from": NOW, "to": NOW, "told": wanted}));
    }
}

#[test]
fn an_alarm_has_no_figure() {
    let alarm = Alarm {
        id: AlarmId(id(6)),
        person: PersonId(id(7)),
        queue_id: QueueId(id(3)),
        rose: Rise::Clearings,
        since: NOW,
        until: NOW,
        raised_at: NOW,
        acknowledged: Some(Acknowledged {
            at: NOW,
            by: PersonId(id(8)),
            reason: "we spoke".into(),
        }),
    };
    let wanted = plain!({
        "id": id(6), "person": id(7), "queue_id": id(3), "rose": "clearings", "since": NOW, "until": NOW,
        "raised_at": NOW, "acknowledged": {"at": NOW, "by": id(8), "reason": "we spoke"},
    });
    assert_eq!(json(&alarm), wanted);
}

#[test]
fn an_urgent_case_says_why_and_not_by_whom() {
    let mark = MarkUrgent {
        lease: LeaseId(id(9)),
        reason: UrgentReason::Recent,
    };
    assert_eq!(json(&mark), plain!({"lease": id(9), "reason": "recent"}));
    let case = UrgentCase {
        case_id: CaseId(id(2)),
        queue_id: QueueId(id(3)),
        reason: UrgentReason::Announced,
        marked_at: NOW,
        taken: true,
        look_alike: false,
    };
    let wanted = plain!({"case_id": id(2), "queue_id": id(3), "reason": "announced", "marked_at": NOW, "taken": true});
    assert_eq!(json(&case), wanted);
    let told = Callback::ItemUrgent {
        timestamp: NOW,
        data: ItemUrgent {
            item_id: ItemId(id(1)),
            reference: None,
            case_id: CaseId(id(2)),
            reason: UrgentReason::Child,
        },
    };
    let data = plain!({"item_id": id(1), "case_id": id(2), "reason": "child"});
    assert_eq!(
        json(&told),
        plain!({"type": "item.urgent", "timestamp": NOW, "data": data})
    );
}

#[test]
fn an_appeal_has_its_outcome_once_there_is_one() {
    let waits = Appeal {
        item_id: ItemId(id(1)),
        reference: "ticket 7".into(),
        asked_at: NOW,
        outcome: None,
    };
    assert_eq!(
        json(&waits),
        plain!({"item_id": id(1), "reference": "ticket 7", "asked_at": NOW})
    );
    let told = Callback::ItemAppealClosed {
        timestamp: NOW,
        data: AppealClosed {
            item_id: ItemId(id(1)),
            reference: Some("post 7".into()),
            case_id: CaseId(id(2)),
            outcome: AppealOutcome::Overturned,
        },
    };
    let data = plain!({"item_id": id(1), "reference": "post 7", "case_id": id(2), "outcome": "overturned"});
    assert_eq!(
        json(&told),
        plain!({"type": "item.appeal_closed", "timestamp": NOW, "data": data})
    );
}
