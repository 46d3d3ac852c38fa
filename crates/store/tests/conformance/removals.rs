//! That a platform has taken an upload down.

use crate::world::{GRACE, Picture, World, every_engine};
use scrim_model::time::Span;
use scrim_store::removals::RemovalRefused;

#[tokio::test]
async fn a_removal_is_kept_once_and_for_its_source_alone() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let at = world.now() + Span::minutes(1);
        let refused = world.store.removed(one.person, upload.item, at).await;
        assert!(matches!(refused, Err(RemovalRefused::NoSuch)));
        let told = world.store.removed(world.source, upload.item, at).await.expect("kept");
        world.step(Span::minutes(5));
        let again = world.store.removed(world.source, upload.item, at).await;
        assert_eq!(again.expect("the same"), told);
        let other = world.store.removed(world.source, upload.item, at + Span::ms(1)).await;
        assert!(matches!(other, Err(RemovalRefused::ToldBefore(known)) if known == told));
        let of = world.store.removals_of(upload.case.expect("a case")).await;
        assert_eq!(of.expect("read"), [told]);
        let sums = world.store.sums().await.expect("sums").removals;
        assert_eq!((sums.count, sums.waited), (1, Span(GRACE.0 + Span::minutes(1).0)));
    })
    .await;
}
