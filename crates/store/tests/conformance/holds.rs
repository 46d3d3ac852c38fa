//! What is under a legal hold is destroyed by nobody.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{ids::CaseId, retention::Stays};
use scrim_store::{
    holds::{HoldRefused, Subject},
    retention::NotDestroyed,
};

#[tokio::test]
async fn a_hold_on_an_upload_or_on_its_case_keeps_the_picture_until_it_is_lifted() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let case = upload.case.expect("a case");
        for subject in [Subject::Item(upload.item), Subject::Case(case)] {
            let set = world.store.hold(Some(one.person), subject, "file 7".to_owned()).await;
            assert_eq!(set.expect("held").subject, subject);
            let refused = world.destroy(upload.item).await;
            assert!(matches!(refused, Err(NotDestroyed::Stays(Stays::Held))), "{refused:?}");
            let held = world.store.holds(None, 10).await.expect("holds");
            assert_eq!((held.all, held.holds.len(), held.more), (1, 1, false));
            world.store.lift_hold(None, subject).await.expect("lifted");
            let twice = world.store.lift_hold(None, subject).await;
            assert!(matches!(twice, Err(HoldRefused::NoSuch)));
        }
        world.destroy(upload.item).await.expect("nothing is held any more");
        let late = world
            .store
            .hold(None, Subject::Item(upload.item), "too late".to_owned())
            .await;
        assert!(matches!(late, Err(HoldRefused::Destroyed)), "{late:?}");
        let unknown = world
            .store
            .hold(None, Subject::Case(CaseId(upload.item.0)), "no case".to_owned())
            .await;
        assert!(matches!(unknown, Err(HoldRefused::NoSuch)));
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        let of = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
        assert_eq!((of("hold_set"), of("hold_lifted")), (2, 2));
        assert!(
            rows.iter().all(|row| !row.body.contains("file 7")),
            "words stay out of the log"
        );
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_leaves_a_held_case_stays_held() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let harmless = Picture::new(1).altered(12);
        world.entry(Picture::new(1)).await;
        let first = world.upload(harmless).await;
        let near = world.upload(harmless.encoded_again()).await;
        assert_eq!(near.case, first.case, "near copies fold");
        let case = Subject::Case(first.case.expect("a case"));
        world.store.hold(None, case, "file 8".to_owned()).await.expect("held");
        world.both(desks, Says::Clears).await;
        let held = world.store.holds(None, 10).await.expect("holds");
        let subjects: Vec<Subject> = held.holds.iter().map(|hold| hold.subject).collect();
        assert!(
            subjects.contains(&Subject::Item(near.item)) && subjects.contains(&case),
            "{subjects:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn holds_follow_each_other_page_by_page() {
    every_engine(async |world: World| {
        let mut items = Vec::new();
        for seed in 1..=5 {
            world.entry(Picture::new(seed)).await;
            let item = world.upload(Picture::new(seed)).await.item;
            world
                .store
                .hold(None, Subject::Item(item), "file 9".to_owned())
                .await
                .expect("held");
            items.push(item.0);
        }
        items.sort_unstable_by(|one, other| other.cmp(one));
        let first = world.store.holds(None, 2).await.expect("holds");
        assert_eq!((first.all, first.more), (5, true));
        let last = first.holds.last().map(|hold| hold.subject.id());
        let second = world.store.holds(last, 3).await.expect("holds");
        let ids = first.holds.iter().chain(&second.holds).map(|hold| hold.subject.id());
        assert_eq!((ids.collect::<Vec<_>>(), second.more), (items, false));
    })
    .await;
}
