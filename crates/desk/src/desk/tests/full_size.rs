//! The full size: tiles come one by one while its look is open, and nothing of them stays.

use super::{Stage, hub::FakeHub, look_frame, review};
use scrim_model::{
    full_size::{Part, Tile},
    rung::Rung,
    session::view::{Blocked, FullSizeView, Kept, TileState},
};
use scrim_wire::{
    Code,
    ipc::{commands::Intent, view::DeskView},
};
use std::time::Duration;

const LEFT_TOP: Intent = Intent::ShowPart {
    part: Part {
        left: 0,
        top: 0,
        width: 700,
        height: 400,
    },
};

const WHOLE: Intent = Intent::ShowPart {
    part: Part {
        left: 0,
        top: 0,
        width: 3_000,
        height: 2_000,
    },
};

fn full_size(view: &DeskView) -> Option<&FullSizeView> {
    review(view)?.case.as_ref()?.shown.full_size.as_ref()
}

/// The names of the tiles that are there.
fn ready(view: &DeskView) -> Vec<String> {
    let tiles = full_size(view).into_iter().flat_map(|full| &full.tiles);
    let names = tiles.filter_map(|tile| match &tile.state {
        TileState::Ready { frame } => Some(frame.name.clone()),
        TileState::Coming | TileState::Failed => None,
    });
    names.collect()
}

fn refused(view: &DeskView) -> Option<Blocked> {
    review(view)?.case.as_ref()?.shown.refused
}

/// Looks in colour for half a second.
async fn look_in_colour(stage: &Stage) {
    stage.want(Intent::HoldLook { rung: Rung::Colour });
    let view = stage.until(|view| look_frame(view).is_some()).await;
    stage.paint(&look_frame(&view).unwrap());
    tokio::time::sleep(Duration::from_millis(500)).await;
    stage.want(Intent::EndLook);
}

/// The full size is on the screen, its tiles are still to come.
async fn at_full_size(hub: FakeHub) -> Stage {
    let stage = Stage::reviewing(hub).await;
    look_in_colour(&stage).await;
    // At once: the hub may not have heard of the end of the look in colour yet.
    stage.want(Intent::HoldFullSize);
    let view = stage.until(|view| full_size(view).is_some()).await;
    stage.paint(&look_frame(&view).unwrap());
    stage
}

#[tokio::test(start_paused = true)]
async fn it_is_asked_for_once_the_hub_knows_of_the_look_before_however_quick_one_is() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    assert_eq!(
        stage.hub.heard("Post /v1/leases/"),
        2,
        "never refused: {:?}",
        stage.hub.book().calls
    );
    assert_eq!(stage.hub.heard("Put /v1/looks/"), 1);
}

#[tokio::test(start_paused = true)]
async fn tiles_come_as_they_are_looked_at_and_each_is_handed_out_once() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.want(LEFT_TOP);
    let view = stage.until(|view| ready(view).len() == 1).await;
    let name = &ready(&view)[0];
    let bytes = stage.desk.frames().take(name).expect("it is there").bytes.clone();
    assert!(bytes.ends_with(b"0/0"));
    assert!(stage.desk.frames().take(name).is_none(), "a second time");
    assert_eq!(
        stage.hub.heard("Get /v1/leases/"),
        4 + 1 + 1,
        "four renditions, the notes and one tile"
    );
    stage.want(WHOLE);
    stage.until(|view| ready(view).len() == 6).await;
    let at: Vec<Tile> = full_size(&stage.desk.view())
        .unwrap()
        .tiles
        .iter()
        .map(|tile| tile.at)
        .collect();
    assert_eq!(at.len(), 6, "each once: {at:?}");
}

#[tokio::test(start_paused = true)]
async fn letting_go_drops_every_tile_and_tells_the_share_that_was_looked_at() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.want(LEFT_TOP);
    stage.until(|view| ready(view).len() == 1).await;
    assert_eq!(
        stage.desk.frames().len(),
        2,
        "what rests, and a tile that nobody fetched"
    );
    tokio::time::sleep(Duration::from_secs(1)).await;
    stage.want(Intent::EndLook);
    stage.until(|view| full_size(view).is_none()).await;
    assert_eq!(stage.desk.frames().len(), 1, "what rests");
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 2).await;
    let said: serde_json::Value = serde_json::from_str(&stage.hub.book().closings[1]).unwrap();
    assert_eq!(said["presented"]["region_permille"], 175, "one tile of six");
    let shown_ms = said["presented"]["shown_ms"].as_u64().unwrap();
    assert!((1_000..1_500).contains(&shown_ms), "{shown_ms}");
}

#[tokio::test(start_paused = true)]
async fn a_tile_on_its_way_when_the_look_ends_is_never_kept() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.want(WHOLE);
    stage.want(Intent::EndLook);
    stage.until(|view| full_size(view).is_none()).await;
    stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 2).await;
    assert_eq!(stage.desk.frames().len(), 1, "what rests");
}

#[tokio::test(start_paused = true)]
async fn everything_that_hides_takes_the_tiles_away() {
    for hide in [
        Intent::Panic,
        Intent::Focus { focused: false },
        Intent::BreakNow,
        Intent::Skip,
    ] {
        let stage = at_full_size(FakeHub::with_cases(1)).await;
        stage.want(WHOLE);
        stage.until(|view| ready(view).len() == 6).await;
        stage.want(hide.clone());
        stage.until(|view| full_size(view).is_none()).await;
        assert!(stage.desk.frames().len() <= 1, "{hide:?}");
        stage.until_heard(|hub| hub.heard("Put /v1/looks/") == 2).await;
    }
}

#[tokio::test(start_paused = true)]
async fn it_ends_with_its_grant_although_the_key_is_still_down() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.want(LEFT_TOP);
    stage.until(|view| ready(view).len() == 1).await;
    stage.until(|view| full_size(view).is_none()).await;
    assert_eq!(stage.desk.frames().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_tile_that_cannot_be_drawn_is_said_and_the_look_goes_on() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.hub.book().tiles_fail = Some(Code::Unavailable);
    stage.want(LEFT_TOP);
    let failed = |view: &DeskView| {
        let tile = full_size(view).and_then(|full| full.tiles.first());
        tile.is_some_and(|tile| tile.state == TileState::Failed)
    };
    let view = stage.until(failed).await;
    assert!(look_frame(&view).is_some());
    let tries = stage
        .hub
        .book()
        .calls
        .iter()
        .filter(|call| call.contains("/tiles/"))
        .count();
    assert_eq!(tries, 4, "a hub in trouble gets a few more tries");
}

#[tokio::test(start_paused = true)]
async fn a_lease_that_is_lost_meanwhile_takes_the_case_with_it() {
    let stage = at_full_size(FakeHub::with_cases(1)).await;
    stage.hub.book().tiles_fail = Some(Code::LeaseLost);
    stage.want(LEFT_TOP);
    stage
        .until(|view| review(view).is_some_and(|review| review.case.is_none()))
        .await;
    assert!(stage.desk.frames().is_empty());
}

#[tokio::test(start_paused = true)]
async fn without_a_look_in_colour_the_hub_is_not_even_asked() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    stage.want(Intent::ToggleFullSize);
    stage.until(|view| refused(view) == Some(Blocked::ColourFirst)).await;
    assert_eq!(stage.hub.heard("Post /v1/leases/"), 0);
}

#[tokio::test(start_paused = true)]
async fn what_the_hub_knows_of_no_more_is_told_as_not_kept() {
    let stage = Stage::reviewing(FakeHub::with_cases(1)).await;
    look_in_colour(&stage).await;
    stage.hub.book().no_look = Some(Code::NotFound);
    for (wish, what) in [
        (Intent::HoldFullSize, Kept::FullSize),
        (Intent::HoldLook { rung: Rung::Outline }, Kept::Outline),
    ] {
        stage.want(wish);
        stage
            .until(|view| refused(view) == Some(Blocked::NotKept { what }))
            .await;
        stage.want(Intent::EndLook);
    }
}
