//! What a report is proposed follows from closings alone.

use crate::{grant, grants};
use proptest::prelude::*;
use scrim_model::{
    grant::Grant,
    rung::Rung,
    time::Span,
    viewed::{Viewed, facts},
};

#[test]
fn the_whole_picture_on_a_screen_is_proposed_as_viewed_and_nothing_less_is() {
    let lens = |union| Grant {
        union_permille: Some(union),
        ..grant(Rung::Lens, 0, Some(900))
    };
    for (grants, expected) in [
        (vec![], Viewed::No),
        (vec![grant(Rung::LightVeil, 0, Some(900))], Viewed::No),
        (vec![grant(Rung::Grey, 0, Some(0))], Viewed::No),
        (vec![grant(Rung::Grey, 0, None)], Viewed::Untold),
        (vec![grant(Rung::Outline, 0, Some(900))], Viewed::InPart),
        (vec![lens(400)], Viewed::InPart),
        (vec![lens(1_000)], Viewed::Whole),
        (vec![grant(Rung::Grey, 0, Some(900))], Viewed::Whole),
        (vec![grant(Rung::Colour, 0, Some(1))], Viewed::Whole),
    ] {
        assert_eq!(facts(&grants, None).viewed, expected, "{grants:?}");
    }
    let several = facts(&[grant(Rung::Colour, 0, Some(900))], Some(12));
    assert_eq!(several.viewed, Viewed::InPart, "a sheet shows some frames of several");
    assert!(several.whole_frame && several.colour);
}

proptest! {
    #[test]
    fn more_looks_never_make_less_seen(mut all in grants(0..1_000_000), frames in proptest::option::of(1..5_u32)) {
        let before = facts(&all, frames);
        all.push(grant(Rung::Grey, 5, Some(100)));
        let after = facts(&all, frames);
        prop_assert!(after.viewed >= before.viewed && after.clearest >= before.clearest && after.shown >= before.shown);
        prop_assert!(after.largest_px >= before.largest_px && after.grants == before.grants + 1);
    }

    #[test]
    fn who_looked_and_in_which_order_is_all_the_same(mut all in grants(0..1_000_000)) {
        let before = facts(&all, None);
        all.reverse();
        prop_assert_eq!(facts(&all, None), before);
        prop_assert!(before.shown <= all.iter().map(|grant| grant.exposure().shown).sum::<Span>());
        prop_assert_eq!(before.viewed.proposes(), before.whole_frame);
    }
}
