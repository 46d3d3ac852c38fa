//! The JSON of what travels, as it is. A change here is a change of the contract.

mod support;

use scrim_model::{
    case::Stage,
    effect::Effect,
    grant::Presented,
    ids::{BankId, CaseId, EntryId, GrantId, ItemId, LeaseId, PersonId, QueueId, SessionId, VerdictId},
    lens::{Cleared, LensPoint, Proportions},
    matching::{HarmType, ListTrust, MatchKind},
    person::{FirstLookLine, Preferences, Role, Tone},
    picture::PictureTrait,
    precedent::{EntryRecord, ListingSaid, Precedent, PrecedentPair},
    provenance::Provenance,
    queue::QueuePolicy,
    routing::{CameBy, DistanceBand, FirstFit, Met},
    rung::Rung,
    scheme::IndustryClass,
    session::view::Choice,
    sheet::{Place, SheetCell},
    verdict::{Content, DisputeReason, Listing, MatchAxis, PairVerdict, Verdict},
    votes::MemberVotes,
    wellness::{RungLimit, RungReason},
};
use scrim_wire::{
    Code, Problem,
    http::{
        audit::Receipt,
        exposures::ExposureRow,
        items::{ItemDecision, ItemState, MatchedList, Outcome, Submitted, Unreadable},
        leases::{CaseCard, Leased, PairCard, Release, ReleaseReason, RenditionCard, TakeLeases},
        looks::{AskLook, CloseLook, FullSize, LookGranted},
        people::Person,
        session::{SignIn, Tokens},
        unreadable::{ListUnreadable, UnreadableCount, UnreadableList, UnreadableUpload},
        verdicts::{GiveVerdict, Reversed, Standing, VerdictTaken},
    },
    ipc::commands::Intent,
};
use support::{NOW, id, json};

const PRESENTED: Presented = Presented {
    shown_ms: 1_500,
    region_permille: 1_000,
    width_px: 640,
    height_px: 480,
};

fn pair(entry: u128, kind: MatchKind, category: Option<&str>) -> PairCard {
    PairCard {
        item: ItemId(id(1)),
        entry: EntryId(id(entry)),
        bank: BankId(id(4)),
        bank_name: "List".into(),
        harm: HarmType::Csam,
        trust: ListTrust::Vetted,
        kind,
        category: category.map(str::to_owned),
        provenance: Some(category.map_or(Provenance::Verdict, |_| Provenance::imported(Some("northern/4711")))),
        votes: category.map(|_| MemberVotes { up: 12, down: 1 }),
        variant: category.is_none(),
        record: EntryRecord {
            confirmed: 4,
            ..EntryRecord::default()
        },
        frame: matches!(kind, MatchKind::Near { .. }).then_some(2),
        cell: matches!(kind, MatchKind::Near { .. }).then_some(SheetCell {
            frame: 1,
            place: Place::of([800, 0, 800, 600], (1_600, 600)),
        }),
        quality: category.map(|_| 100),
    }
}

fn case() -> CaseCard {
    CaseCard {
        id: CaseId(id(2)),
        queue: QueueId(id(3)),
        stage: Stage::Review,
        item: ItemId(id(1)),
        uploads: 2,
        since: NOW,
        pairs: vec![
            pair(5, MatchKind::Exact, Some("A1")),
            pair(6, MatchKind::Near { distance: 12 }, None),
        ],
        renditions: vec![RenditionCard {
            rung: Rung::HeavyVeil,
            width_px: 400,
            height_px: 300,
            bytes: 9_000,
        }],
        traits: vec![PictureTrait::Truncated],
        full_size: Some(FullSize::of(4_000, 3_000)),
        frames: Some(60),
        policy: QueuePolicy {
            text: "Words".into(),
            hidden: [Choice::Agree].into(),
            explained: [Choice::Different].into(),
        },
        asked: Some("a question".into()),
        came: Some(CameBy::Rule(FirstFit {
            number: 2,
            name: None,
            met: Met {
                lists: vec!["List".into()],
                distance: Some(DistanceBand { from: 0, to: 8 }),
                ..Met::default()
            },
        })),
        seen_before: vec![Precedent {
            decided_at: NOW,
            content: Content::NotAssessed,
            pairs: vec![PrecedentPair {
                list: Some("List".into()),
                matched: MatchAxis::Different,
                listing: ListingSaid::NotAssessed,
            }],
            reversed: false,
        }],
    }
}

#[test]
fn a_lease_with_its_case() {
    let leased = Leased {
        lease_id: LeaseId(id(7)),
        token: "00".into(),
        fence: 3,
        expires_at: NOW,
        max_rung: Rung::Colour,
        max_reason: None,
        limit: RungLimit {
            max_rung: Rung::LightVeil,
            reason: RungReason::CoolDown,
            until: Some(NOW),
        },
        resting_rung: Rung::HeavyVeil,
        case: case(),
        cleared: Cleared::default(),
    };
    insta::assert_json_snapshot!(json(&leased));
}

#[test]
fn asking_for_leases_and_giving_them_back() {
    let any = TakeLeases {
        queue_id: None,
        case_id: None,
        want: 3,
    };
    let reasons = [ReleaseReason::Skip, ReleaseReason::Unseen, ReleaseReason::Panic];
    insta::assert_json_snapshot!((json(&any), reasons.map(|reason| json(&Release { reason }))));
}

#[test]
fn a_verdict_on_three_axes() {
    let pair = |entry, matched, listing| PairVerdict {
        item: ItemId(id(1)),
        entry: EntryId(id(entry)),
        matched,
        listing,
    };
    let disputes = Listing::Disputes {
        reason: DisputeReason::Other { text: "words".into() },
    };
    let given = GiveVerdict {
        lease: LeaseId(id(7)),
        fence: 3,
        reason: Some("words".into()),
        verdict: Verdict {
            content: Content::Abusive,
            classification: Some(IndustryClass::B2.into()),
            pairs: vec![
                pair(5, MatchAxis::SameExact, Listing::Agrees),
                pair(6, MatchAxis::SameAltered, disputes),
                pair(8, MatchAxis::Different, Listing::NotAssessed),
            ],
        },
    };
    insta::assert_json_snapshot!(json(&given));
}

#[test]
fn what_a_verdict_answers_and_what_a_reversal_undid() {
    let taken = VerdictTaken {
        verdict_id: VerdictId(id(9)),
        case_id: CaseId(id(2)),
        standing: Standing::Recorded,
        grace_ends: NOW,
    };
    let (item, entry) = (ItemId(id(1)), EntryId(id(5)));
    let reversed = Reversed {
        case_id: CaseId(id(2)),
        reverted: vec![
            Effect::ConfirmEntry { entry },
            Effect::AddVariant { entry, item },
            Effect::ExcludePair { item, entry },
            Effect::DowngradeEntry { entry },
            Effect::SuspendEntry { entry },
            Effect::PassContent { item },
            Effect::AddEntry { item },
        ],
        reopened: 4,
        picture_destroyed: false,
    };
    insta::assert_json_snapshot!((json(&taken), json(&reversed)));
}

#[test]
fn a_look_from_asking_to_the_ledger() {
    let asked = AskLook {
        rung: Rung::Grey,
        fence: None,
        full_size: false,
        capture_excluded: false,
    };
    let granted = LookGranted {
        grant_id: GrantId(id(10)),
        rendition: Rung::Grey,
        key: "00".into(),
        until: NOW,
        now: NOW,
        looks_left: 149,
        full_size: Some(FullSize::of(4_000, 3_000)),
    };
    let row = ExposureRow {
        grant_id: GrantId(id(10)),
        case_id: CaseId(id(2)),
        item_id: ItemId(id(1)),
        rung: Rung::Lens,
        granted_at: NOW,
        until: NOW,
        charged: true,
        presented: None,
        counts_as: Rung::Grey,
        counts_ms: 10_000,
        pair: serde_json::from_value(serde_json::json!({"entry": id(3), "kind": "near", "distance": 12})).ok(),
        session_id: Some(SessionId(id(4))),
    };
    let closed = CloseLook {
        presented: PRESENTED,
        cleared: None,
    };
    insta::assert_json_snapshot!((json(&asked), json(&granted), json(&closed), json(&row)));
}

#[test]
fn where_the_lens_was_is_written_at_one_length_and_left_out_where_it_was_nowhere() {
    let of = Proportions { width: 4, height: 3 };
    let cleared = Cleared::default().with(LensPoint::MIDDLE, of);
    let closed = json(&CloseLook {
        presented: PRESENTED,
        cleared: Some(cleared),
    });
    let written = closed["cleared"].as_str().expect("a text");
    assert_eq!(written.len(), 4_096);
    assert!(written.contains("fff") && written.starts_with("000"));
    for wrong in [
        serde_json::json!("00"),
        serde_json::json!([0]),
        serde_json::json!("g".repeat(4_096)),
    ] {
        let mut body = closed.clone();
        body["cleared"] = wrong;
        assert!(serde_json::from_value::<CloseLook>(body).is_err());
    }
}

#[test]
fn what_could_not_be_read_and_what_somebody_likes() {
    let asked = ListUnreadable {
        before: Some(ItemId(id(1))),
        reason: Some(Unreadable::Deadline),
        most: Some(20),
    };
    let list = UnreadableList {
        counts: vec![UnreadableCount {
            reason: Unreadable::Corrupt,
            uploads: 2,
        }],
        uploads: vec![UnreadableUpload {
            item_id: ItemId(id(1)),
            reason: Unreadable::Corrupt,
            source: "platform".into(),
            reference: Some("upload 7".into()),
            received_at: NOW,
            bytes: 1_000,
            lists: vec!["List".into()],
        }],
        more: true,
    };
    let likes = Preferences {
        tone: Tone::Sepia,
        favourites: vec![QueueId(id(3))],
        first_look_line: FirstLookLine::Off,
    };
    insta::assert_json_snapshot!((json(&asked), json(&list), json(&likes)));
    for reason in Unreadable::ALL {
        assert_eq!(json(&reason), reason.code());
        assert_eq!(Unreadable::named(reason.code()), Some(reason));
    }
}

#[test]
fn what_a_source_is_told_has_no_distance() {
    let submitted = Submitted {
        item_id: ItemId(id(1)),
        outcome: Outcome::Queued,
        case_id: Some(CaseId(id(2))),
        matches: vec![
            MatchedList::new("List".into(), MatchKind::Exact),
            MatchedList::new("List".into(), MatchKind::Near { distance: 12 }),
        ],
        reason: None,
    };
    let state = ItemState {
        item_id: ItemId(id(1)),
        outcome: Outcome::NoMatch,
        decision: ItemDecision::None,
        received_at: NOW,
        picture_destroyed_at: None,
    };
    let told = json(&submitted);
    assert!(
        !told.to_string().contains("12"),
        "a distance tells an evader how far to go"
    );
    insta::assert_json_snapshot!((told, json(&state)));
}

#[test]
fn signing_in_people_and_receipts() {
    let sign_in = SignIn {
        name: "one".into(),
        password: "secret".into(),
    };
    let tokens = Tokens {
        access_token: "a".into(),
        refresh_token: "r".into(),
        expires_at: NOW,
    };
    let person = Person {
        id: PersonId(id(11)),
        name: "one".into(),
        role: Role::Moderator,
        added_at: NOW,
        disabled: false,
        experienced: false,
        provided: false,
        signed_in: true,
    };
    let receipt = Receipt {
        hub: "h".into(),
        seq: 12,
        head: "00".into(),
        at: NOW,
        signature: "00".into(),
        public_key: "00".into(),
    };
    insta::assert_json_snapshot!((json(&sign_in), json(&tokens), json(&person), json(&receipt)));
}

#[test]
fn a_problem_bare_and_with_every_fact() {
    let bare = Problem {
        code: Code::Forbidden,
        message: "no".into(),
        incident: id(12),
        until: None,
        needed_rung: None,
        setting: None,
        entry: None,
        winner: None,
    };
    let full = Problem {
        until: Some(NOW),
        needed_rung: Some(Rung::Grey),
        setting: Some("rest".into()),
        entry: Some(EntryId(id(5))),
        ..bare.clone()
    };
    insta::assert_json_snapshot!((json(&bare), json(&full)));
}

#[test]
fn a_password_reaches_no_debug_line() {
    let intent = Intent::SignIn {
        hub: "h".into(),
        name: "one".into(),
        password: "secret".into(),
    };
    let sign_in = SignIn {
        name: "one".into(),
        password: "secret".into(),
    };
    assert!(!format!("{intent:?} {sign_in:?}").contains("secret"));
}
