//! The line before the first look of a block: where it belongs, and when it goes.

use crate::desk::{Desk, case, held, working};
use scrim_model::{
    rung::Rung,
    session::{Event, Held},
    time::Span,
    wellness::{Allowance, Notice},
};

fn ahead() -> Allowance {
    Allowance {
        notices: vec![Notice::FirstLook],
        ..working()
    }
}

fn told(desk: &mut Desk, allowance: Allowance) {
    desk.tell(Event::Allowance {
        allowance,
        looks_in_block: 0,
    });
}

fn ahead_of_the_first() -> Desk {
    let mut desk = Desk::with_four();
    told(&mut desk, ahead());
    desk
}

#[test]
fn it_belongs_before_the_first_look_of_a_block_and_goes_with_its_grant() {
    assert!(!Desk::with_four().on_screen().first_look, "the hub has not said so");
    let mut desk = ahead_of_the_first();
    assert!(desk.on_screen().first_look);
    desk.hold(Rung::LightVeil);
    desk.grant_look(0, Rung::LightVeil, 8);
    assert!(desk.on_screen().first_look, "a veil is no look");
    desk.tell(Event::EndLook);
    desk.look(0, Rung::Grey, 9);
    assert!(!desk.on_screen().first_look, "before the hub has said anything");
    desk.tell(Event::Skip);
    assert!(!desk.on_screen().first_look);
    told(&mut desk, ahead());
    assert!(desk.on_screen().first_look, "in the next block");
}

#[test]
fn a_wish_that_was_refused_leaves_it_there() {
    let mut desk = ahead_of_the_first();
    desk.hold(Rung::Grey);
    let why = scrim_model::session::view::Blocked::Offline;
    desk.tell(Event::LookRefused { case: case(0), why });
    assert!(desk.on_screen().first_look);
}

#[test]
fn it_stands_nowhere_where_no_look_can_be_had() {
    let mut desk = ahead_of_the_first();
    desk.tell(Event::Online { online: false });
    assert!(!desk.on_screen().first_look, "the hub is silent");
    desk.tell(Event::Online { online: true });
    assert!(desk.on_screen().first_look);
    let block_ends_at = Some(desk.now + Span::minutes(1));
    told(
        &mut desk,
        Allowance {
            block_ends_at,
            ..ahead()
        },
    );
    desk.after(Span::minutes(1)).tell(Event::Tick);
    assert!(!desk.on_screen().first_look, "the block is over");

    let veiled = Held {
        max_rung: Rung::LightVeil,
        ..held(0)
    };
    let mut desk = Desk::holding(vec![veiled]);
    told(&mut desk, ahead());
    assert!(!desk.on_screen().first_look, "this case is decided veiled");
}
