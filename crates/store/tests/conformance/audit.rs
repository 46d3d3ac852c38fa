//! The chain: what happened cannot be changed unseen.

use crate::{
    raw::{refuses, tamper},
    world::{Picture, Says, World, every_engine},
};
use scrim_store::chain::{Broken, Checkpoint, Head, follow};

async fn some_history(world: &World) {
    let desks = [world.moderator("one").await, world.moderator("two").await];
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1).altered(12)).await;
    world.both(desks, Says::Clears).await;
}

async fn walk(world: &World) -> Result<Head, Broken> {
    follow(world.store.chain_rows(0, 10_000).await.expect("rows"))
}

#[tokio::test]
async fn the_chain_of_a_real_history_is_followed_to_its_head() {
    every_engine(async |world: World| {
        some_history(&world).await;
        let (head, _now) = world.store.chain_head().await.expect("head");
        assert_eq!(walk(&world).await, Ok(head));
        let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
        let kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
        for kind in [
            "received",
            "case_opened",
            "look_granted",
            "look_closed",
            "verdict_given",
            "effect",
        ] {
            assert!(kinds.contains(&kind), "{kind}");
        }
        let world = world.reopened();
        world.upload(Picture::new(2)).await;
        assert_eq!(
            walk(&world).await.map(|head| head.seq),
            Ok(head.seq + 1),
            "it goes on after a restart"
        );
    })
    .await;
}

#[tokio::test]
async fn rows_name_nobody_and_no_content() {
    every_engine(async |world: World| {
        some_history(&world).await;
        let picture = Picture::new(1).altered(12);
        for row in world.store.chain_rows(0, 10_000).await.expect("rows") {
            for word in [
                "platform",
                &hex::encode(picture.sha256),
                &picture.perceptual.hash.to_string(),
            ] {
                assert!(!row.body.contains(word), "{}: {}", row.kind, row.body);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_file_itself_refuses_to_change_a_row() {
    every_engine(async |world: World| {
        some_history(&world).await;
        assert!(refuses(&world, "UPDATE chain SET body = '{}' WHERE seq = 2"));
        assert!(refuses(&world, "DELETE FROM chain WHERE seq = 2"));
    })
    .await;
}

#[tokio::test]
async fn an_altered_a_missing_and_a_swapped_row_are_found() {
    for (sql, found) in [
        ("UPDATE chain SET body = '{}' WHERE seq = 4", Broken::Altered { seq: 4 }),
        ("UPDATE chain SET at = at + 1 WHERE seq = 4", Broken::Altered { seq: 4 }),
        (
            "DELETE FROM chain WHERE seq = 4",
            Broken::Missing { expected: 4, found: 5 },
        ),
        (
            "UPDATE chain SET seq = -1 WHERE seq = 4; UPDATE chain SET seq = 4 WHERE seq = 5;
             UPDATE chain SET seq = 5 WHERE seq = -1;",
            Broken::Altered { seq: 4 },
        ),
    ] {
        every_engine(async |world: World| {
            some_history(&world).await;
            tamper(&world, sql);
            assert_eq!(walk(&world).await, Err(found.clone()), "{sql}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_chain_that_was_cut_ends_before_its_checkpoint() {
    every_engine(async |world: World| {
        some_history(&world).await;
        let (head, at) = world.store.chain_head().await.expect("head");
        let kept = Checkpoint {
            seq: head.seq,
            at,
            head: head.hash,
            signature: [7; 64],
        };
        world.store.keep_checkpoint(kept.clone()).await.expect("kept");
        tamper(&world, "DELETE FROM chain WHERE seq > 5");
        let cut = walk(&world).await.expect("what is left is whole in itself");
        let checkpoints = world.store.checkpoints().await.expect("checkpoints");
        assert_eq!(checkpoints, [kept]);
        assert!(cut.seq < checkpoints[0].seq, "and the checkpoint tells");
    })
    .await;
}
