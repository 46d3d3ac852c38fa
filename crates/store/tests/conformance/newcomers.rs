//! What people in their first days are given.

use crate::world::{Picture, World, every_engine};
use scrim_model::queue::QueueSettings;
use scrim_store::people::Change;

#[tokio::test]
async fn newcomers_take_from_pre_screened_queues_alone_where_there_is_one_for_them() {
    every_engine(async |world: World| {
        let (lead, new) = (world.lead("lead").await, world.moderator("new").await);
        let change = Change {
            experienced: Some(false),
            ..Change::default()
        };
        let said = world.store.change_person(None, new.person, change).await;
        said.expect("changed");
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let soft = world.store.make_queue(lead.person, "soft".into()).await.expect("made");
        let waiting = async || {
            let rows = world.store.queues(new.person, new.role).await.expect("queues");
            rows.iter().map(|row| row.waiting).sum::<u32>()
        };
        assert_eq!(waiting().await, 1, "with no such queue there is work all the same");
        let screened = QueueSettings {
            pre_screened: true,
            ..QueueSettings::default()
        };
        let set = world.store.set_queue(lead.person, soft, screened).await;
        set.expect("set");
        assert_eq!(waiting().await, 0);
        assert!(world.take(new, 1).await.is_empty(), "not even by asking for that queue");
        assert!(!world.take(lead, 1).await.is_empty());
    })
    .await;
}
