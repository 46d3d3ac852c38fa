//! The table of verdicts, a row a test.

use super::*;
use crate::{
    delivery::{Banks, Mode},
    verdict::PairVerdict,
};
use uuid::Uuid;

const ITEM: ItemId = ItemId(Uuid::from_u128(1));
const COPY: ItemId = ItemId(Uuid::from_u128(2));
const ENTRY: EntryId = EntryId(Uuid::from_u128(3));
const BANK: BankId = BankId(Uuid::from_u128(4));
const SOURCE: PersonId = PersonId(Uuid::from_u128(5));
const OTHER_SOURCE: PersonId = PersonId(Uuid::from_u128(6));

fn settled(content: Content, matched: MatchAxis, listing: Listing, origin: Origin) -> Settled {
    let verdict = Verdict {
        content,
        classification: None,
        pairs: vec![PairVerdict {
            item: ITEM,
            entry: ENTRY,
            matched,
            listing,
        }],
    };
    let outcome = Some(Outcome::of(&verdict));
    let item = |item, source| SettledItem { item, source, outcome };
    Settled {
        verdict,
        pairs: vec![SettledPair {
            entry: ENTRY,
            bank: BANK,
            harm: HarmType::Csam,
            kind: MatchKind::Near { distance: 9 },
            via_variant: false,
            origin,
        }],
        items: vec![item(ITEM, SOURCE), item(COPY, OTHER_SOURCE)],
        purpose: Purpose::Review,
        several_people: true,
    }
}

fn destination(kind: Kind) -> Destination {
    Destination {
        kind,
        harm: HarmType::Csam,
        banks: Banks::All,
        mode: Mode::On,
    }
}

/// What each kind of destination is told of a verdict, on an entry of its own.
fn told(content: Content, matched: MatchAxis, listing: &Listing) -> [Vec<Says>; 3] {
    let platform = Kind::Platform { source: SOURCE };
    let kinds = [
        (platform, Origin::Own),
        (Kind::Ncmec, Origin::Ncmec),
        (Kind::Hma, Origin::Hma),
    ];
    kinds.map(|(kind, origin)| {
        let settled = settled(content, matched, listing.clone(), origin);
        let messages = what_leaves(&settled, &destination(kind));
        messages.into_iter().map(|message| message.says).collect()
    })
}

fn disputes(reason: DisputeReason) -> Listing {
    Listing::Disputes { reason }
}

fn no(ground: Ground) -> Says {
    Says::Vote(Vote::Negative { ground })
}

#[test]
fn the_same_picture_rightly_listed_is_a_vote_for_the_fingerprint_and_is_banked() {
    let [platform, ncmec, hma] = told(Content::Abusive, MatchAxis::SameAltered, &Listing::Agrees);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!(ncmec, [Says::Vote(Vote::Affirmative)]);
    assert_eq!(hma, [Says::Bank]);
}

#[test]
fn the_same_picture_not_assessed_settles_the_upload_and_is_told_to_no_list() {
    let [platform, ncmec, hma] = told(Content::NotAssessed, MatchAxis::SameAltered, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!((ncmec, hma), (vec![], vec![]));
}

#[test]
fn another_picture_is_a_vote_against_the_fingerprint_as_a_collision_and_nothing_to_hma() {
    let [platform, ncmec, hma] = told(Content::NotAssessed, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Cleared)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
    assert_eq!(hma, []);
}

#[test]
fn a_dispute_is_a_vote_against_the_fingerprint_with_its_reason_and_disables_the_entry() {
    let reasons = [
        (DisputeReason::Adult, Ground::Adult),
        (DisputeReason::NoSexualContent, Ground::NoSexualContent),
        (DisputeReason::DrawnOrGenerated, Ground::DrawnOrGenerated),
        (DisputeReason::WrongCategory, Ground::WrongCategory),
        (DisputeReason::Artefact, Ground::Artefact),
    ];
    for (reason, ground) in reasons {
        let [platform, ncmec, hma] = told(Content::NotAbusive, MatchAxis::SameAltered, &disputes(reason));
        assert_eq!(platform, [Says::Outcome(Outcome::Cleared)]);
        assert_eq!(ncmec, [no(ground)]);
        assert_eq!(hma, [Says::Disable]);
    }
}

#[test]
fn words_never_leave() {
    let text = "said in confidence".to_owned();
    let listing = disputes(DisputeReason::Other { text });
    let settled = settled(Content::NotAbusive, MatchAxis::SameAltered, listing, Origin::Ncmec);
    let messages = what_leaves(&settled, &destination(Kind::Ncmec));
    assert_eq!(
        messages.iter().map(|message| message.says).collect::<Vec<_>>(),
        [no(Ground::Other)]
    );
    let written = serde_json::to_string(&messages[0].says).expect("plain");
    assert!(!written.contains("confidence"), "{written}");
}

#[test]
fn harmless_content_clears_the_upload_and_says_no_more_of_the_entry_than_that_it_is_another_picture() {
    let [platform, ncmec, hma] = told(Content::NotAbusive, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Cleared)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
    assert_eq!(hma, []);
}

#[test]
fn new_material_is_confirmed_and_banked_and_the_entry_it_came_near_collided() {
    let [platform, ncmec, hma] = told(Content::Abusive, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
    assert_eq!(hma, [Says::Bank]);
}

#[test]
fn what_could_not_be_told_is_told_to_nobody() {
    let all = told(Content::NotAssessed, MatchAxis::Undetermined, &Listing::NotAssessed);
    assert_eq!(all, [const { Vec::new() }; 3]);
}

#[test]
fn another_policy_is_told_to_the_platform_by_its_name() {
    let [platform, ncmec, _hma] = told(Content::OtherPolicy, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::OtherPolicy)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
}

/// A verdict that leaves, to both kinds of destination, unless something speaks against it.
fn leaves(change: impl Fn(&mut Settled, &mut Destination)) -> usize {
    let kinds = [Kind::Platform { source: SOURCE }, Kind::Ncmec, Kind::Hma];
    let told = kinds.map(|kind| {
        let origin = if kind == Kind::Hma { Origin::Hma } else { Origin::Ncmec };
        let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, origin);
        let mut destination = destination(kind);
        change(&mut settled, &mut destination);
        what_leaves(&settled, &destination).len()
    });
    told.into_iter().sum()
}

#[test]
fn nothing_leaves_across_harm_types_or_for_a_list_that_the_destination_does_not_hear_of() {
    assert_eq!(leaves(|_settled, _destination| {}), 3);
    assert_eq!(leaves(|_settled, destination| destination.harm = HarmType::Ncii), 0);
    assert_eq!(
        leaves(|settled, _destination| settled.pairs[0].harm = HarmType::Terrorism),
        0
    );
    assert_eq!(
        leaves(|_settled, destination| destination.banks = Banks::Only([].into())),
        0
    );
    assert_eq!(
        leaves(|_settled, destination| destination.banks = Banks::Only([BANK].into())),
        3
    );
    // Named, and of another type all the same.
    let named_of_another_type = leaves(|_settled, destination| {
        destination.banks = Banks::Only([BANK].into());
        destination.harm = HarmType::Ncii;
    });
    assert_eq!(named_of_another_type, 0);
}

#[test]
fn nothing_leaves_for_checks_and_from_a_hub_with_one_person() {
    assert_eq!(leaves(|settled, _destination| settled.purpose = Purpose::Check), 0);
    assert_eq!(leaves(|settled, _destination| settled.several_people = false), 0);
}

#[test]
fn a_hash_of_the_hubs_own_is_no_fingerprint_of_theirs() {
    let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Ncmec);
    settled.pairs[0].via_variant = true;
    assert_eq!(what_leaves(&settled, &destination(Kind::Ncmec)), []);
}

#[test]
fn a_vote_is_on_the_fingerprint_that_matched_and_on_an_entry_of_theirs() {
    let mut exact = settled(Content::Abusive, MatchAxis::SameExact, Listing::Agrees, Origin::Ncmec);
    exact.pairs[0].kind = MatchKind::Exact;
    let near = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Ncmec);
    for (settled, fingerprint) in [(exact, Fingerprint::Md5), (near, Fingerprint::Pdq)] {
        let messages = what_leaves(&settled, &destination(Kind::Ncmec));
        let entry = ENTRY;
        assert_eq!(messages[0].subject, Subject::Fingerprint { entry, fingerprint });
    }
    for origin in [Origin::Own, Origin::Hma] {
        let settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, origin);
        assert_eq!(what_leaves(&settled, &destination(Kind::Ncmec)), [], "{origin:?}");
    }
}

#[test]
fn a_platform_hears_of_its_own_uploads_and_of_those_that_inherit_the_verdict() {
    let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Own);
    let platform = |source| destination(Kind::Platform { source });
    let items = |settled: &Settled, source| -> Vec<Subject> {
        let messages = what_leaves(settled, &platform(source));
        messages.into_iter().map(|message| message.subject).collect()
    };
    assert_eq!(items(&settled, SOURCE), [Subject::Item { item: ITEM }]);
    assert_eq!(items(&settled, OTHER_SOURCE), [Subject::Item { item: COPY }]);
    settled.items[1].outcome = None;
    assert_eq!(items(&settled, OTHER_SOURCE), []);
}
