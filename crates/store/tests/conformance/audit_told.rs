//! What the audit tells of the chain: newest first, in pages, and nothing of what anybody looked at.

use crate::{
    raw::tamper,
    world::{Picture, World, every_engine},
};
use scrim_model::{
    audit::{About, Actor, Entry, EntryKind},
    ids::{CaseId, PersonId},
    time::Span,
};
use scrim_store::{
    audit::{AuditFilter, AuditPart, AuditStretch, LOOKED_THROUGH},
    holds::Subject,
};

const ALL: AuditPart = AuditPart {
    before: None,
    most: 500,
    reviews: false,
};

async fn told(world: &World, filter: AuditFilter) -> Vec<Entry> {
    page(world, filter, ALL).await.entries
}

async fn page(world: &World, filter: AuditFilter, part: AuditPart) -> AuditStretch {
    world.store.audit(filter, part).await.expect("read")
}

fn of(kind: EntryKind) -> AuditFilter {
    AuditFilter {
        kind: Some(kind),
        ..AuditFilter::default()
    }
}

fn about(case: CaseId) -> AuditFilter {
    AuditFilter {
        case: Some(case),
        ..AuditFilter::default()
    }
}

fn names(entries: &[Entry], who: PersonId) -> bool {
    let told =
        |entry: &Entry| entry.by == Actor::Person { id: who } || entry.about.contains(&About::Person { id: who });
    entries.iter().any(told)
}

/// A case that somebody looked at and decided.
async fn decided(world: &World) -> (CaseId, PersonId) {
    let one = world.moderator("one").await;
    let upload = world.confirmed(one, Picture::new(1)).await;
    (upload.case.expect("a case"), one.person)
}

#[tokio::test]
async fn nobody_reads_there_what_somebody_looked_at() {
    every_engine(async |world: World| {
        decided(&world).await;
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        let looks = rows.iter().filter(|row| row.kind.starts_with("look_")).count();
        assert!(looks > 0, "there are some");
        let entries = told(&world, AuditFilter::default()).await;
        assert_eq!(entries.len(), rows.len() - looks);
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.seq).collect();
        assert!(numbers.iter().rev().is_sorted(), "newest first: {numbers:?}");
        let mut seen = rows.iter().filter(|row| row.kind.starts_with("look_"));
        assert!(seen.all(|row| !numbers.contains(&row.seq)));
    })
    .await;
}

#[tokio::test]
async fn who_decided_is_told_of_one_case_and_never_to_those_who_review() {
    every_engine(async |world: World| {
        let (case, who) = decided(&world).await;
        let all = told(&world, of(EntryKind::VerdictGiven)).await;
        assert_eq!(all.iter().map(|entry| entry.by).collect::<Vec<_>>(), [Actor::NotTold]);
        assert!(!names(&all, who));
        let by_them = AuditFilter {
            actor: Some(who),
            ..of(EntryKind::VerdictGiven)
        };
        assert_eq!(told(&world, by_them).await, [], "their work is not gathered");
        let of_case = told(&world, about(case)).await;
        assert!(
            of_case
                .iter()
                .all(|entry| entry.about.contains(&About::Case { id: case }))
        );
        assert!(names(&of_case, who));
        let reviews = AuditPart { reviews: true, ..ALL };
        for filter in [AuditFilter::default(), about(case)] {
            let theirs = page(&world, filter, reviews).await.entries;
            assert!(theirs.iter().all(|entry| entry.kind != EntryKind::VerdictGiven));
        }
    })
    .await;
}

#[tokio::test]
async fn what_an_admin_did_is_found_by_them_by_its_kind_and_by_time() {
    every_engine(async |world: World| {
        let (case, _who) = decided(&world).await;
        let admin = world.lead("lead").await.person;
        world.step(Span::hours(1));
        let at = world.now();
        world
            .store
            .hold(Some(admin), Subject::Case(case), "file 7".into())
            .await
            .expect("held");
        world.step(Span::hours(1));
        world
            .store
            .lift_hold(Some(admin), Subject::Case(case))
            .await
            .expect("lifted");
        let by_them = AuditFilter {
            actor: Some(admin),
            ..AuditFilter::default()
        };
        let kinds = |entries: &[Entry]| entries.iter().map(|entry| entry.kind).collect::<Vec<_>>();
        let theirs = told(&world, by_them).await;
        assert_eq!(
            kinds(&theirs),
            [EntryKind::HoldLifted, EntryKind::HoldSet, EntryKind::SignedIn]
        );
        let held = told(&world, of(EntryKind::HoldSet)).await;
        assert_eq!(
            held.iter().map(|entry| entry.by).collect::<Vec<_>>(),
            [Actor::Person { id: admin }]
        );
        let then = AuditFilter {
            from: Some(at),
            until: Some(at + Span::ms(1)),
            ..AuditFilter::default()
        };
        assert_eq!(kinds(&told(&world, then).await), [EntryKind::HoldSet]);
        let before = AuditFilter {
            until: Some(at),
            ..by_them
        };
        assert_eq!(kinds(&told(&world, before).await), [EntryKind::SignedIn]);
    })
    .await;
}

#[tokio::test]
async fn pages_are_all_of_it_cut_in_pieces() {
    every_engine(async |world: World| {
        let (case, _who) = decided(&world).await;
        for filter in [AuditFilter::default(), about(case), of(EntryKind::CaseOpened)] {
            let whole = told(&world, filter).await;
            for most in [1, 2, 7] {
                let (mut pieces, mut before) = (Vec::new(), None);
                loop {
                    let next = page(&world, filter, AuditPart { before, most, ..ALL }).await;
                    assert!(next.entries.len() <= usize::try_from(most).expect("few"));
                    pieces.extend(next.entries);
                    before = next.go_on_before;
                    if before.is_none() {
                        break;
                    }
                }
                assert_eq!(pieces, whole, "{most}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_long_log_is_looked_through_a_stretch_at_a_time() {
    every_engine(async |world: World| {
        let (case, _who) = decided(&world).await;
        let (head, at) = world.store.chain_head().await.expect("head");
        let rows = LOOKED_THROUGH + 10;
        tamper(
            &world,
            &format!(
                "INSERT INTO chain (seq, at, kind, body, hash)
                 WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < {rows})
                 SELECT {} + n, {}, 'effect', '{{}}', (SELECT hash FROM chain WHERE seq = 1) FROM more",
                head.seq, at.0,
            ),
        );
        let first = page(&world, about(case), ALL).await;
        assert_eq!(first.entries, [], "none of it is in the newest rows");
        let before = first.go_on_before;
        assert_eq!(before, Some(head.seq + 11));
        let second = page(&world, about(case), AuditPart { before, ..ALL }).await;
        assert!(second.entries.iter().any(|entry| entry.kind == EntryKind::CaseOpened));
        assert_eq!(second.go_on_before, None);
        // Time finds where it begins without looking through what is newer.
        world.step(Span::hours(1));
        let early = AuditFilter {
            until: Some(world.now() - Span::hours(1) - Span::minutes(30)),
            ..about(case)
        };
        assert_eq!(page(&world, early, ALL).await.go_on_before, None);
    })
    .await;
}
