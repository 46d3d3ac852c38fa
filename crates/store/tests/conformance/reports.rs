//! What a report needs of a decided case, and when there is nothing to report.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{rung::Rung, time::Span, viewed::Viewed};
use scrim_store::reports::{HandedOver, NotReportable};

#[tokio::test]
async fn a_report_is_about_what_was_confirmed_with_every_copy_and_what_was_seen_of_each() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let picture = Picture::new(1);
        world.entry_on(&world.vetted().await, picture).await;
        let first = world.upload(picture).await;
        let case = first.case.expect("a case");
        world.step(Span::seconds(1));
        let copy = world.upload(picture).await;
        let open = world.store.reportable(case, world.now()).await;
        assert!(matches!(open, Err(NotReportable::NotDecided)), "{open:?}");
        assert!(world.decide(one, Says::Agrees).await.confirmed);
        let until = match world.store.reportable(case, world.now()).await {
            Err(NotReportable::InGrace { until }) => until,
            other => panic!("{other:?}"),
        };
        assert!(until > world.now());
        world.past_grace().await;
        let at = world.now() + Span::minutes(1);
        world.store.removed(world.source, copy.item, at).await.expect("kept");
        let found = world.store.reportable(case, world.now()).await.expect("reportable");
        let items: Vec<_> = found
            .items
            .iter()
            .map(|item| (item.item, item.facts.viewed, item.removed_at))
            .collect();
        // The copy was not seen because its twin was.
        assert_eq!(
            items,
            [(first.item, Viewed::Whole, None), (copy.item, Viewed::No, Some(at))]
        );
        assert!(
            found
                .items
                .iter()
                .all(|item| item.facts.clearest.is_none_or(|rung| rung >= Rung::Grey))
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_cleared_or_reversed_is_no_report() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.entry(Picture::new(1)).await;
        let cleared = world.upload(Picture::new(1).altered(12)).await.case.expect("a case");
        assert!(world.both(desks, Says::Clears).await.confirmed);
        world.past_grace().await;
        let nothing = world.store.reportable(cleared, world.now()).await;
        assert!(matches!(nothing, Err(NotReportable::NothingToReport)), "{nothing:?}");
        world.entry_on(&world.vetted().await, Picture::new(2)).await;
        let case = world.upload(Picture::new(2)).await.case.expect("a case");
        let taken = world.decide(desks[0], Says::Agrees).await;
        world.past_grace().await;
        assert!(world.store.reportable(case, world.now()).await.is_ok());
        let lead = world.lead("lead").await;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert!(reversed.is_ok(), "{reversed:?}");
        let reversed = world.store.reportable(case, world.now()).await;
        assert!(matches!(reversed, Err(NotReportable::NotDecided)), "{reversed:?}");
    })
    .await;
}

#[tokio::test]
async fn the_chain_tells_of_a_report_that_rests_on_what_stands() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let case = world.upload(Picture::new(1)).await.case.expect("a case");
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let verdict = world.store.reportable(case, world.now()).await.expect("reportable").of;
        assert_eq!(verdict, taken.verdict);
        let report = || HandedOver {
            case,
            verdict,
            by: Some(one.person),
            sha256: "00".repeat(32),
        };
        world.store.note_report(report()).await.expect("kept");
        let lead = world.lead("lead").await;
        let reversed = world.store.reverse_verdict(verdict, lead.person).await;
        assert!(reversed.is_ok(), "{reversed:?}");
        let late = world.store.note_report(report()).await;
        assert!(matches!(late, Err(NotReportable::NotDecided)), "{late:?}");
        let rows = world.store.chain_rows(0, 1_000).await.expect("read");
        let names = |row: &&scrim_store::chain::Row| row.body.contains(&case.to_string());
        let told = rows.iter().filter(|row| row.kind == "report_handed_over").filter(names);
        assert_eq!(told.count(), 1);
    })
    .await;
}
