//! Looking through the lens.

use crate::desk::{Desk, case, frame, held};
use scrim_model::{
    lens::{Cleared, LensPoint, Proportions},
    rung::Rung,
    session::{Effect, Event, Held, view::Blocked},
    time::Span,
    wellness::Origin,
};

/// A look through the lens is on the screen.
fn through(cases: Vec<Held>) -> Desk {
    let mut desk = Desk::holding(cases);
    desk.hold(Rung::Lens);
    let at = LensPoint::MIDDLE;
    assert_eq!(desk.grant_look(0, Rung::Lens, 9), [Effect::DrawLens { at }]);
    drawn(&mut desk, "lens-1");
    desk
}

fn drawn(desk: &mut Desk, name: &str) {
    let frame = frame(name);
    desk.tell(Event::FrameReady {
        case: case(0),
        rung: Rung::Lens,
        frame,
    });
    desk.paint();
}

fn region(desk: &mut Desk) -> u16 {
    let effects = desk.after(Span::seconds(1)).tell(Event::EndLook);
    let closing = effects.iter().find_map(|effect| match effect {
        Effect::CloseLook { presented, .. } => Some(presented.region_permille),
        _ => None,
    });
    closing.expect("the look is closed")
}

#[test]
fn the_lens_starts_in_the_middle_and_each_move_is_a_new_picture_of_the_same_look() {
    let mut desk = through(vec![held(0)]);
    let at = LensPoint { x: 700, y: 300 };
    assert_eq!(desk.tell(Event::MoveLens { at }), [Effect::DrawLens { at }]);
    drawn(&mut desk, "lens-2");
    let shown = desk.on_screen().shown;
    assert_eq!((shown.rung, desk.frame_name().as_deref()), (Rung::Lens, Some("lens-2")));
    let lens = shown.lens.expect("the lens is in the view");
    assert_eq!(lens.at, at);
    assert!(
        (60..=90).contains(&lens.cleared_permille),
        "two regions: {}",
        lens.cleared_permille
    );
    assert_eq!(region(&mut desk), lens.cleared_permille);
    assert_eq!(desk.on_screen().seen, Rung::Lens);
}

#[test]
fn past_its_share_a_look_through_the_lens_is_one_at_the_grey_picture() {
    let mut desk = through(vec![held(0)]);
    for x in 0..=10 {
        for y in [200, 500, 800] {
            let at = LensPoint { x: x * 100, y };
            desk.tell(Event::MoveLens { at });
            drawn(&mut desk, "lens");
        }
    }
    assert!(region(&mut desk) > 200);
    assert_eq!(desk.on_screen().seen, Rung::Grey);
}

#[test]
fn who_may_not_see_the_grey_picture_cannot_see_it_piece_by_piece() {
    let limited = Held {
        max_rung: Rung::Lens,
        ..held(0)
    };
    let mut desk = through(vec![limited]);
    for x in 0..=10 {
        let at = LensPoint { x: x * 100, y: 100 };
        desk.tell(Event::MoveLens { at });
    }
    assert_eq!(
        desk.refused(),
        Some(Blocked::RungNotAllowed {
            max: Rung::Lens,
            from: Some(Origin::Default)
        })
    );
    assert!(region(&mut desk) <= 200);
}

#[test]
fn the_union_is_kept_from_one_look_to_the_next_and_belongs_to_one_case() {
    let mut desk = through(vec![held(0), held(1)]);
    desk.tell(Event::MoveLens {
        at: LensPoint { x: 100, y: 100 },
    });
    let first = region(&mut desk);
    desk.hold(Rung::Lens);
    let at = LensPoint { x: 100, y: 100 };
    assert_eq!(desk.grant_look(0, Rung::Lens, 10), [Effect::DrawLens { at }]);
    drawn(&mut desk, "lens-3");
    assert_eq!(region(&mut desk), first);
}

#[test]
fn what_the_lens_has_cleared_under_an_earlier_lease_is_cleared_still() {
    let before = [200, 800].map(|x| LensPoint { x, y: 500 });
    let of = Proportions {
        width: 400,
        height: 300,
    };
    let cleared = before.iter().fold(Cleared::default(), |seen, at| seen.with(*at, of));
    let again = Held {
        cleared: cleared.clone(),
        ..held(0)
    };
    let mut desk = through(vec![again]);
    let union = cleared.with(LensPoint::MIDDLE, of);
    let lens = desk.on_screen().shown.lens.expect("the lens is in the view");
    assert_eq!(lens.cleared_permille, union.permille());
    let effects = desk.after(Span::seconds(1)).tell(Event::EndLook);
    let told = effects.iter().find_map(|effect| match effect {
        Effect::CloseLook { cleared, presented, .. } => Some((cleared.clone(), presented.region_permille)),
        _ => None,
    });
    assert_eq!(told, Some((Some(union.clone()), union.permille())));
}

#[test]
fn who_may_not_see_grey_does_not_get_the_rest_of_it_with_a_new_lease() {
    let of = Proportions {
        width: 400,
        height: 300,
    };
    let places = (0..=10).map(|x| LensPoint { x: x * 100, y: 500 });
    let cleared = places.fold(Cleared::default(), |seen, at| seen.with(at, of));
    assert!(cleared.permille() > 200);
    let with = |max_rung| Held {
        max_rung,
        cleared: cleared.clone(),
        ..held(0)
    };
    let mut desk = Desk::holding(vec![with(Rung::Lens)]);
    desk.hold(Rung::Lens);
    assert_eq!(
        desk.refused(),
        Some(Blocked::RungNotAllowed {
            max: Rung::Lens,
            from: Some(Origin::Default)
        })
    );
    let mut desk = through(vec![with(Rung::Grey)]);
    assert!(region(&mut desk) > 200);
    assert_eq!(desk.on_screen().seen, Rung::Grey);
}

#[test]
fn a_limit_that_comes_down_upon_a_lens_past_its_share_ends_the_look() {
    let mut desk = through(vec![held(0)]);
    for x in 0..=10 {
        let at = LensPoint { x: x * 100, y: 500 };
        desk.tell(Event::MoveLens { at });
        drawn(&mut desk, "lens");
    }
    let effects = desk.tell(Event::Renewed {
        case: case(0),
        max_rung: Rung::Lens,
    });
    assert!(effects.contains(&Effect::DropLook), "{effects:?}");
}

#[test]
fn without_an_open_look_moving_the_lens_does_nothing() {
    let mut desk = Desk::with_four();
    let at = LensPoint::MIDDLE;
    assert_eq!(desk.tell(Event::MoveLens { at }), []);
    desk.hold(Rung::Grey);
    assert_eq!(desk.tell(Event::MoveLens { at }), []);
}
