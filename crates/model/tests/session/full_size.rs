//! Looking at the picture in its full size: when it may be asked for, what comes of it, how it ends.

use crate::desk::{Desk, FULL, case, closed, frame, grant, held, pair, uuid};
use scrim_model::{
    full_size::{Part, Tile},
    grant::Presented,
    ids::LeaseId,
    matching::ListTrust,
    rung::Rung,
    session::{
        Aim, Effect, Event, Held,
        view::{Allowed, Blocked, Kept, TileState},
    },
    sheet::MatchedFrame,
    time::Span,
    wellness::Origin,
};

const LEFT_TOP: Part = Part {
    left: 0,
    top: 0,
    width: 700,
    height: 400,
};

const RIGHT: Part = Part {
    left: 1_400,
    top: 700,
    width: 700,
    height: 400,
};

fn tile(column: u32, row: u32) -> Tile {
    Tile { column, row }
}

fn fetch(column: u32, row: u32) -> Effect {
    let (grant, tile) = (grant(9), tile(column, row));
    Effect::FetchTile { grant, tile }
}

fn tile_ready(column: u32, row: u32) -> Event {
    Event::TileReady {
        grant: grant(9),
        tile: tile(column, row),
        frame: frame(&format!("tile-{column}-{row}")),
    }
}

/// After a look in colour, the full size is on the screen.
fn at_full_size() -> Desk {
    let mut desk = Desk::with_four();
    desk.look(0, Rung::Colour, 8);
    let ask = Effect::AskLook {
        case: case(0),
        lease: LeaseId(uuid(0)),
        aim: Aim::FullSize,
    };
    assert_eq!(desk.hold_for(Aim::FullSize), [ask]);
    assert_eq!(desk.grant_full_size(0, 9), []);
    desk.tell(Event::FrameReady {
        case: case(0),
        rung: Rung::Colour,
        frame: frame("whole"),
    });
    desk.paint();
    desk
}

fn state(desk: &Desk, at: Tile) -> Option<TileState> {
    let full = desk.on_screen().shown.full_size?;
    full.tiles.into_iter().find(|tile| tile.at == at).map(|tile| tile.state)
}

fn may(desk: &Desk) -> Allowed {
    desk.on_screen().full_size
}

fn no(why: Blocked) -> Allowed {
    Allowed::No { why }
}

#[test]
fn it_is_for_a_second_look_in_colour() {
    let mut desk = Desk::with_four();
    assert_eq!(may(&desk), no(Blocked::ColourFirst));
    assert_eq!(desk.hold_for(Aim::FullSize), []);
    assert_eq!(desk.refused(), Some(Blocked::ColourFirst));
    desk.tell(Event::EndLook);
    desk.look(0, Rung::Grey, 7);
    assert_eq!(may(&desk), no(Blocked::ColourFirst), "a look in grey");
    desk.hold(Rung::Colour);
    desk.grant_look(0, Rung::Colour, 8);
    assert_eq!(may(&desk), no(Blocked::ColourFirst), "a look that is not over");
    desk.tell(Event::EndLook);
    assert_eq!(may(&desk), no(Blocked::ColourFirst), "a look that never came up");
    desk.look(0, Rung::Colour, 10);
    assert_eq!(may(&desk), Allowed::Yes);
}

#[test]
fn what_was_seen_of_one_case_earns_nothing_at_the_next() {
    let mut desk = Desk::with_four();
    desk.look(0, Rung::Colour, 8);
    desk.tell(Event::Skip);
    assert_eq!(desk.on_screen().id, case(1));
    assert_eq!(may(&desk), no(Blocked::ColourFirst));
}

#[test]
fn it_shows_the_picture_enlarged_and_fetches_the_tiles_of_the_part_that_is_looked_at() {
    let mut desk = at_full_size();
    let shown = desk.on_screen().shown;
    assert_eq!(
        (shown.rung, desk.frame_name().as_deref()),
        (Rung::Colour, Some("whole"))
    );
    let full = shown.full_size.expect("its size is told");
    assert_eq!((full.size, full.tiles), (FULL, vec![]));
    assert_eq!(desk.tell(Event::ShowPart { part: LEFT_TOP }), [fetch(0, 0)]);
    assert_eq!(state(&desk, tile(0, 0)), Some(TileState::Coming));
    assert_eq!(desk.tell(tile_ready(0, 0)), []);
    let there = TileState::Ready {
        frame: frame("tile-0-0"),
    };
    assert_eq!(state(&desk, tile(0, 0)), Some(there));
    assert_eq!(desk.tell(Event::ShowPart { part: LEFT_TOP }), [], "fetched once");
}

#[test]
fn few_tiles_are_on_their_way_at_once_and_a_part_that_was_left_is_not_fetched_any_more() {
    let mut desk = at_full_size();
    let asked = desk.tell(Event::ShowPart { part: RIGHT }).to_vec();
    assert_eq!(asked, [fetch(1, 0), fetch(1, 1)], "four are wanted, two are asked for");
    assert_eq!(state(&desk, tile(2, 1)), Some(TileState::Coming));
    assert_eq!(desk.tell(Event::ShowPart { part: LEFT_TOP }), [], "no room yet");
    assert_eq!(desk.tell(tile_ready(1, 0)), [fetch(0, 0)], "where one looks now");
    assert_eq!(state(&desk, tile(2, 1)), None);
}

#[test]
fn a_tile_that_cannot_be_had_is_said_and_not_asked_for_again() {
    let mut desk = at_full_size();
    desk.tell(Event::ShowPart { part: LEFT_TOP });
    let failed = Event::TileFailed {
        grant: grant(9),
        tile: tile(0, 0),
    };
    assert_eq!(desk.tell(failed), []);
    assert_eq!(state(&desk, tile(0, 0)), Some(TileState::Failed));
    assert_eq!(desk.tell(Event::ShowPart { part: LEFT_TOP }), []);
    assert_eq!(desk.frame_name().as_deref(), Some("whole"), "the look goes on");
}

#[test]
fn the_closing_says_which_share_was_looked_at_and_all_of_it_where_nobody_has_said() {
    let mut desk = at_full_size();
    desk.tell(Event::ShowPart { part: LEFT_TOP });
    desk.tell(tile_ready(0, 0));
    let seen = desk.on_screen().shown.full_size.map(|full| full.seen_permille);
    let share = FULL.permille([tile(0, 0)]);
    assert_eq!((seen, share), (Some(share), 175));
    desk.after(Span::seconds(2));
    let closing = Effect::CloseLook {
        grant: grant(9),
        presented: Presented {
            shown_ms: 2_000,
            region_permille: share,
            width_px: 800,
            height_px: 600,
        },
        cleared: None,
    };
    assert_eq!(desk.tell(Event::EndLook), [Effect::DropLook, closing]);
    let mut silent = at_full_size();
    let effects = silent.after(Span::seconds(1)).tell(Event::EndLook).to_vec();
    assert_eq!(effects, [Effect::DropLook, closed(9, 1_000)], "in full");
}

#[test]
fn it_ends_with_everything_that_ends_a_look_and_leaves_no_tile() {
    let ends = [
        Event::EndLook,
        Event::Focus { focused: false },
        Event::Panic,
        Event::Skip,
        Event::BreakNow,
        Event::Leave,
        Event::LeaseGone { case: case(0) },
        Event::Renewed {
            case: case(0),
            max_rung: Rung::Grey,
        },
    ];
    for end in ends {
        let mut desk = at_full_size();
        desk.tell(Event::ShowPart { part: RIGHT });
        desk.tell(tile_ready(1, 0));
        let effects = desk.after(Span::seconds(1)).tell(end.clone()).to_vec();
        assert_eq!(effects[0], Effect::DropLook, "{end:?}");
        assert!(matches!(effects[1], Effect::CloseLook { .. }), "{end:?}");
        let on_screen = desk.view().case;
        assert!(on_screen.is_none_or(|case| case.shown.full_size.is_none()), "{end:?}");
        let late = desk.tell(tile_ready(1, 1)).to_vec();
        assert_eq!(late, [Effect::DropLook], "a late tile after {end:?}");
    }
}

#[test]
fn it_ends_by_itself_with_its_grant() {
    let mut desk = at_full_size();
    desk.tell(Event::ShowPart { part: LEFT_TOP });
    desk.after(Span::seconds(10));
    assert_eq!(desk.on_screen().shown.full_size, None, "also before any tick");
    let effects = desk.tell(Event::Tick).to_vec();
    assert_eq!(effects[0], Effect::DropLook);
    assert_eq!(
        desk.tell(Event::ShowPart { part: RIGHT }),
        [],
        "nothing is fetched any more"
    );
    assert_eq!(desk.hold_for(Aim::FullSize), [], "the key is still down");
}

#[test]
fn a_plain_look_in_colour_and_the_full_size_are_two_wishes() {
    let mut desk = at_full_size();
    let effects = desk.hold(Rung::Colour).to_vec();
    assert_eq!(effects[0], Effect::DropLook, "the other look ends first");
    assert!(matches!(effects[2], Effect::AskLook { aim, .. } if aim == Rung::Colour.into()));
    desk.grant_look(0, Rung::Colour, 10);
    desk.tell(Event::FrameReady {
        case: case(0),
        rung: Rung::Colour,
        frame: frame("plain"),
    });
    assert_eq!(desk.on_screen().shown.full_size, None);
    assert_eq!(
        desk.tell(Event::ShowPart { part: LEFT_TOP }),
        [],
        "no tiles of a plain look"
    );
}

#[test]
fn pressing_once_shows_it_and_again_hides_it() {
    let mut desk = Desk::with_four();
    desk.look(0, Rung::Colour, 8);
    let toggle = || Event::ToggleLook { aim: Aim::FullSize };
    assert!(matches!(desk.tell(toggle()), [Effect::AskLook { .. }]));
    assert_eq!(desk.on_screen().shown.asking, Some(Aim::FullSize));
    desk.grant_full_size(0, 9);
    assert_eq!(desk.tell(toggle()), [Effect::DropLook, closed(9, 0)]);
}

#[test]
fn limits_that_keep_colour_away_keep_the_full_size_away() {
    let mut desk = Desk::with_four();
    desk.look(0, Rung::Colour, 8);
    desk.tell(Event::Online { online: false });
    assert_eq!(may(&desk), no(Blocked::Offline));
    desk.tell(Event::Online { online: true });
    desk.tell(Event::Renewed {
        case: case(0),
        max_rung: Rung::Grey,
    });
    assert_eq!(
        may(&desk),
        no(Blocked::RungNotAllowed {
            max: Rung::Grey,
            from: Some(Origin::Default)
        })
    );
}

#[test]
fn an_upload_from_before_says_what_was_not_kept_of_it() {
    let renditions = vec![Rung::HeavyVeil, Rung::LightVeil, Rung::Grey, Rung::Colour];
    let old = Held {
        renditions,
        full_size: None,
        frames: None,
        ..held(0)
    };
    let mut desk = Desk::holding(vec![old]);
    let what = Kept::FullSize;
    assert_eq!(may(&desk), no(Blocked::NotKept { what }));
    assert_eq!(desk.hold(Rung::Outline), []);
    let what = Kept::Outline;
    assert_eq!(desk.refused(), Some(Blocked::NotKept { what }));
    let unreadable = Held {
        renditions: vec![],
        full_size: None,
        ..held(0)
    };
    let mut desk = Desk::holding(vec![unreadable]);
    assert_eq!(may(&desk), no(Blocked::NoPicture), "nothing was ever decoded");
    desk.hold(Rung::Outline);
    assert_eq!(desk.refused(), Some(Blocked::NoPicture));
}

#[test]
fn an_animation_is_a_sheet_and_has_no_full_size() {
    let animated = Held {
        frames: Some(60),
        ..held(0)
    };
    assert_eq!(may(&Desk::holding(vec![animated])), no(Blocked::Animated));
    let mut near = pair(0, crate::desk::NEAR, ListTrust::Other);
    near.frame = MatchedFrame::of_animation(13, None, None);
    let unknown = Held {
        frames: None,
        pairs: vec![near],
        ..held(0)
    };
    assert_eq!(may(&Desk::holding(vec![unknown])), no(Blocked::Animated));
}
