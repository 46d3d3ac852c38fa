//! What the keys say on the three axes, and what must have been seen first.

use crate::desk::{Desk, NEAR, held, pair};
use scrim_model::{
    matching::{ListTrust, MatchKind},
    rung::Rung,
    scheme::IndustryClass,
    session::{
        Effect, Event, Held,
        view::{Allowed, Blocked, Choice},
    },
    verdict::{Classification, Content, DisputeReason, Listing, MatchAxis, Verdict},
};

fn with_pairs(kinds: &[(MatchKind, ListTrust)]) -> Held {
    let pairs = (0_u32..).zip(kinds).map(|(n, (kind, trust))| pair(n, *kind, *trust));
    Held {
        pairs: pairs.collect(),
        ..held(0)
    }
}

/// A case with such pairs that was looked at in grey.
fn looked_at(kinds: &[(MatchKind, ListTrust)]) -> Desk {
    let mut desk = Desk::holding(vec![with_pairs(kinds)]);
    desk.look(0, Rung::Grey, 1);
    desk
}

fn sent(desk: &mut Desk) -> Verdict {
    let effects = desk.tell(Event::Submit).to_vec();
    let verdict = effects.into_iter().find_map(|effect| match effect {
        Effect::SendVerdict { verdict, .. } => Some(verdict),
        _ => None,
    });
    verdict.expect("a verdict was sent")
}

fn submit(desk: &Desk) -> Allowed {
    desk.on_screen().submit
}

fn no(why: Blocked) -> Allowed {
    Allowed::No { why }
}

const NEAR_OTHER: (MatchKind, ListTrust) = (NEAR, ListTrust::Other);
const EXACT_OTHER: (MatchKind, ListTrust) = (MatchKind::Exact, ListTrust::Other);
const EXACT_VETTED: (MatchKind, ListTrust) = (MatchKind::Exact, ListTrust::Vetted);

type Row = (Choice, Option<DisputeReason>, MatchAxis, Listing, Content);

fn table() -> [Row; 7] {
    use {Content as C, Listing as L, MatchAxis as M};
    let adult = || Some(DisputeReason::Adult);
    let artefact = || Some(DisputeReason::Artefact);
    let disputes = |reason: Option<DisputeReason>| Listing::Disputes {
        reason: reason.expect("a reason"),
    };
    [
        (Choice::Settle, None, M::SameAltered, L::NotAssessed, C::NotAssessed),
        (Choice::Agree, None, M::SameAltered, L::Agrees, C::Abusive),
        (Choice::Different, None, M::Different, L::NotAssessed, C::NotAssessed),
        (
            Choice::Dispute,
            adult(),
            M::SameAltered,
            disputes(adult()),
            C::NotAbusive,
        ),
        (
            Choice::Dispute,
            artefact(),
            M::SameAltered,
            disputes(artefact()),
            C::NotAssessed,
        ),
        (Choice::NewMaterial, None, M::Different, L::NotAssessed, C::Abusive),
        (
            Choice::Undetermined,
            None,
            M::Undetermined,
            L::NotAssessed,
            C::NotAssessed,
        ),
    ]
}

#[test]
fn each_key_stands_for_one_combination_of_the_axes() {
    for (choice, reason, matched, listing, content) in table() {
        let mut desk = looked_at(&[NEAR_OTHER]);
        desk.choose_for(choice, reason);
        let verdict = sent(&mut desk);
        assert_eq!(verdict.content, content, "{choice:?}");
        assert_eq!(verdict.pairs[0].matched, matched, "{choice:?}");
        assert_eq!(verdict.pairs[0].listing, listing, "{choice:?}");
    }
}

#[test]
fn equal_bytes_are_the_same_picture_exactly() {
    let mut desk = looked_at(&[EXACT_OTHER]);
    desk.choose(Choice::Settle);
    assert_eq!(sent(&mut desk).pairs[0].matched, MatchAxis::SameExact);
}

#[test]
fn a_choice_that_needs_more_than_was_seen_says_so_and_cannot_be_chosen() {
    let mut desk = Desk::holding(vec![with_pairs(&[NEAR_OTHER])]);
    desk.paint();
    let choices = desk.on_screen().choices;
    let settle = choices.iter().find(|choice| choice.choice == Choice::Settle);
    let rung = Rung::LightVeil;
    assert_eq!(settle.map(|c| c.allowed), Some(no(Blocked::NeedsRung { rung })));
    desk.choose(Choice::Settle);
    assert_eq!(submit(&desk), no(Blocked::Undecided));
    desk.look(0, Rung::LightVeil, 1);
    desk.choose(Choice::Settle);
    assert_eq!(submit(&desk), Allowed::Yes);
}

#[test]
fn a_resting_picture_counts_as_seen_only_once_painted() {
    let mut desk = Desk::holding(vec![with_pairs(&[EXACT_OTHER])]);
    assert_eq!(desk.on_screen().seen, Rung::Label);
    desk.paint();
    assert_eq!(desk.on_screen().seen, Rung::HeavyVeil);
    desk.choose(Choice::Settle);
    assert_eq!(submit(&desk), Allowed::Yes);
}

#[test]
fn a_vetted_exact_match_is_settled_from_the_label() {
    let mut desk = Desk::holding(vec![with_pairs(&[EXACT_VETTED])]);
    desk.hold(Rung::Label);
    desk.choose(Choice::Settle);
    assert_eq!(submit(&desk), Allowed::Yes);
}

#[test]
fn every_pair_needs_a_ruling_and_the_focus_moves_to_the_next() {
    let mut desk = looked_at(&[NEAR_OTHER, EXACT_OTHER, NEAR_OTHER]);
    desk.tell(Event::FocusPair { at: 2 });
    desk.choose(Choice::Different);
    assert_eq!(desk.on_screen().focused_pair, 0);
    desk.choose(Choice::Different);
    assert_eq!(desk.on_screen().focused_pair, 1);
    assert_eq!(submit(&desk), no(Blocked::Undecided));
    desk.choose(Choice::Agree);
    let verdict = sent(&mut desk);
    assert_eq!(verdict.content, Content::Abusive);
    assert_eq!(verdict.pairs.len(), 3);
}

#[test]
fn rulings_that_contradict_each_other_are_not_sent() {
    let adult = Some(DisputeReason::Adult);
    for (first, second) in [
        (Choice::Agree, Choice::Dispute),
        (Choice::NewMaterial, Choice::Settle),
        (Choice::NewMaterial, Choice::Undetermined),
    ] {
        let mut desk = looked_at(&[NEAR_OTHER, NEAR_OTHER]);
        desk.choose(first);
        desk.choose_for(second, adult.clone());
        assert_eq!(submit(&desk), no(Blocked::Contradiction), "{first:?} {second:?}");
        assert_eq!(desk.tell(Event::Submit), []);
    }
}

#[test]
fn new_material_may_stand_beside_pairs_that_are_different() {
    let mut desk = looked_at(&[NEAR_OTHER, NEAR_OTHER]);
    desk.choose(Choice::NewMaterial);
    desk.choose(Choice::Different);
    assert!(sent(&mut desk).is_new_material());
}

#[test]
fn a_class_needs_abusive_content_and_the_whole_picture() {
    let classify = || Event::Classify {
        classification: Some(IndustryClass::A2.into()),
    };
    let mut desk = looked_at(&[NEAR_OTHER]);
    desk.choose(Choice::Settle);
    desk.tell(classify());
    assert_eq!(submit(&desk), no(Blocked::Contradiction));
    desk.choose(Choice::Agree);
    assert_eq!(submit(&desk), Allowed::Yes);
    let mut desk = Desk::holding(vec![with_pairs(&[EXACT_VETTED])]);
    desk.choose(Choice::Settle);
    let none = Some(Classification::None);
    desk.tell(Event::Classify { classification: none });
    let rung = Rung::Grey;
    assert_eq!(submit(&desk), no(Blocked::NeedsRung { rung }));
}

#[test]
fn a_dispute_without_a_reason_is_no_ruling() {
    let mut desk = looked_at(&[NEAR_OTHER]);
    desk.choose(Choice::Dispute);
    assert_eq!(desk.on_screen().pairs[0].ruling, None);
}
