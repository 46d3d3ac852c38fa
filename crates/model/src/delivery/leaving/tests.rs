//! The table of verdicts, a row a test.

use super::*;
use crate::{
    delivery::{Banks, Mode},
    matching::ListTrust,
    verdict::PairVerdict,
};
use uuid::Uuid;

const ITEM: ItemId = ItemId(Uuid::from_u128(1));
const COPY: ItemId = ItemId(Uuid::from_u128(2));
const ENTRY: EntryId = EntryId(Uuid::from_u128(3));
const BANK: BankId = BankId(Uuid::from_u128(4));
const SOURCE: PersonId = PersonId(Uuid::from_u128(5));
const OTHER_SOURCE: PersonId = PersonId(Uuid::from_u128(6));
const MATCHER: MatcherId = MatcherId(Uuid::from_u128(7));
const MADE: MadeEntry = MadeEntry {
    entry: EntryId(Uuid::from_u128(8)),
    bank: BankId(Uuid::from_u128(10)),
    harm: HarmType::Csam,
};

fn hma() -> Kind {
    Kind::Hma {
        matcher: MATCHER,
        confirmed: "CONFIRMED".to_owned(),
    }
}

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
    let item = |item, source| SettledItem {
        item,
        source,
        outcome,
        made: verdict.is_new_material().then_some(MADE),
    };
    let items = vec![item(ITEM, SOURCE), item(COPY, OTHER_SOURCE)];
    Settled {
        verdict,
        pairs: vec![SettledPair {
            entry: ENTRY,
            bank: BANK,
            harm: HarmType::Csam,
            facts: PairFacts {
                kind: MatchKind::Near { distance: 9 },
                trust: ListTrust::Other,
                via_variant: false,
                hash_trusted: true,
            },
            origin,
            listed: Some(MATCHER),
            hashed: true,
        }],
        items,
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

/// What a platform and NCMEC are told of a verdict on an entry of their own, and about what HMA is told what.
fn told(content: Content, matched: MatchAxis, listing: &Listing) -> (Vec<Says>, Vec<Says>, Vec<Message>) {
    let messages = |kind, origin| {
        let settled = settled(content, matched, listing.clone(), origin);
        what_leaves(&settled, &destination(kind))
    };
    let says = |messages: Vec<Message>| messages.into_iter().filter_map(|message| message.says).collect();
    (
        says(messages(Kind::Platform { source: SOURCE }, Origin::Own)),
        says(messages(Kind::Ncmec, Origin::Ncmec)),
        messages(hma(), Origin::Own),
    )
}

fn banked(entry: EntryId, copy: Option<ItemId>) -> Message {
    Message {
        subject: Subject::Confirmed { entry, copy },
        says: Some(Says::Bank),
    }
}

/// What HMA is told of an entry that people dispute.
fn disputed() -> [Message; 2] {
    let entry = ENTRY;
    let disabled = Message {
        subject: Subject::Entry { entry },
        says: Some(Says::Disable),
    };
    let kept_off = Message {
        subject: Subject::Confirmed { entry, copy: None },
        says: None,
    };
    [disabled, kept_off]
}

fn disputes(reason: DisputeReason) -> Listing {
    Listing::Disputes { reason }
}

fn no(ground: Ground) -> Says {
    Says::Vote(Vote::Negative { ground })
}

#[test]
fn the_same_picture_rightly_listed_is_a_vote_for_the_fingerprint_and_is_banked_with_the_altered_copy() {
    let (platform, ncmec, hma) = told(Content::Abusive, MatchAxis::SameAltered, &Listing::Agrees);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!(ncmec, [Says::Vote(Vote::Affirmative)]);
    assert_eq!(hma, [banked(ENTRY, None), banked(ENTRY, Some(ITEM))]);
}

#[test]
fn the_same_picture_not_assessed_settles_the_upload_and_is_told_to_no_list() {
    let (platform, ncmec, hma) = told(Content::NotAssessed, MatchAxis::SameAltered, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!((ncmec, hma), (vec![], vec![]));
}

#[test]
fn another_picture_is_a_vote_against_the_fingerprint_as_a_collision_and_nothing_to_hma() {
    let (platform, ncmec, hma) = told(Content::NotAssessed, MatchAxis::Different, &Listing::NotAssessed);
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
        let (platform, ncmec, hma) = told(Content::NotAbusive, MatchAxis::SameAltered, &disputes(reason));
        assert_eq!(platform, [Says::Outcome(Outcome::Cleared)]);
        assert_eq!(ncmec, [no(ground)]);
        assert_eq!(hma, disputed());
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
        [Some(no(Ground::Other))]
    );
    let written = serde_json::to_string(&messages[0].says).expect("plain");
    assert!(!written.contains("confidence"), "{written}");
}

#[test]
fn harmless_content_clears_the_upload_and_says_no_more_of_the_entry_than_that_it_is_another_picture() {
    let (platform, ncmec, hma) = told(Content::NotAbusive, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Cleared)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
    assert_eq!(hma, []);
}

#[test]
fn new_material_is_confirmed_and_banked_and_the_entry_it_came_near_collided() {
    let (platform, ncmec, hma) = told(Content::Abusive, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::Confirmed)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
    assert_eq!(hma, [banked(MADE.entry, None)]);
}

#[test]
fn what_could_not_be_told_is_told_to_nobody() {
    let all = told(Content::NotAssessed, MatchAxis::Undetermined, &Listing::NotAssessed);
    assert_eq!(all, (vec![], vec![], vec![]));
}

#[test]
fn another_policy_is_told_to_the_platform_by_its_name() {
    let (platform, ncmec, _hma) = told(Content::OtherPolicy, MatchAxis::Different, &Listing::NotAssessed);
    assert_eq!(platform, [Says::Outcome(Outcome::OtherPolicy)]);
    assert_eq!(ncmec, [no(Ground::Collision)]);
}

/// A verdict that leaves, to both kinds of destination, unless something speaks against it.
fn leaves(change: impl Fn(&mut Settled, &mut Destination)) -> usize {
    let kinds = [Kind::Platform { source: SOURCE }, Kind::Ncmec, hma()];
    let told = kinds.map(|kind| {
        let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Ncmec);
        let mut destination = destination(kind);
        change(&mut settled, &mut destination);
        what_leaves(&settled, &destination).len()
    });
    told.into_iter().sum()
}

#[test]
fn nothing_leaves_across_harm_types_or_for_a_list_that_the_destination_does_not_hear_of() {
    assert_eq!(leaves(|_settled, _destination| {}), 4);
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
        4
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
    settled.pairs[0].facts.via_variant = true;
    assert_eq!(what_leaves(&settled, &destination(Kind::Ncmec)), []);
}

#[test]
fn what_somebody_else_only_called_near_is_no_fingerprint_that_matched() {
    let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Ncmec);
    settled.pairs[0].facts.kind = MatchKind::SaidNear;
    assert_eq!(what_leaves(&settled, &destination(Kind::Ncmec)), []);
}

#[test]
fn a_vote_is_on_the_fingerprint_that_matched_and_on_an_entry_of_theirs() {
    let mut exact = settled(Content::Abusive, MatchAxis::SameExact, Listing::Agrees, Origin::Ncmec);
    exact.pairs[0].facts.kind = MatchKind::Exact;
    let near = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Ncmec);
    for (settled, fingerprint) in [(exact, Fingerprint::Md5), (near, Fingerprint::Pdq)] {
        let messages = what_leaves(&settled, &destination(Kind::Ncmec));
        let entry = ENTRY;
        assert_eq!(messages[0].subject, Subject::Fingerprint { entry, fingerprint });
    }
    let own = settled(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees, Origin::Own);
    assert_eq!(what_leaves(&own, &destination(Kind::Ncmec)), []);
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

#[test]
fn new_material_is_banked_only_where_the_list_that_it_lies_on_is_heard_of() {
    let told = |harm, banks| {
        let not_assessed = Listing::NotAssessed;
        let mut settled = settled(Content::Abusive, MatchAxis::Different, not_assessed, Origin::Own);
        settled.pairs[0].harm = harm;
        let destination = Destination {
            harm,
            banks,
            ..destination(hma())
        };
        what_leaves(&settled, &destination)
    };
    let new = [banked(MADE.entry, None)];
    assert_eq!(told(HarmType::Csam, Banks::All), new);
    assert_eq!(told(HarmType::Csam, Banks::Only([BANK, MADE.bank].into())), new);
    // The list that it came near is heard of, and it lies on another.
    assert_eq!(told(HarmType::Csam, Banks::Only([BANK].into())), []);
    assert_eq!(told(HarmType::Terrorism, Banks::All), []);
    let both = Banks::Only([BANK, MADE.bank].into());
    assert_eq!(told(HarmType::Terrorism, both), []);
}

/// What HMA is told of an altered copy of an entry, or of a dispute, where the pair is another than usual.
fn hma_told(listing: Listing, change: impl Fn(&mut SettledPair)) -> Vec<Message> {
    let mut settled = settled(Content::Abusive, MatchAxis::SameAltered, listing, Origin::Own);
    change(&mut settled.pairs[0]);
    what_leaves(&settled, &destination(hma()))
}

#[test]
fn an_entry_that_another_matcher_lists_or_none_is_disabled_at_none_and_kept_off_what_was_confirmed() {
    let other = MatcherId(Uuid::from_u128(9));
    for listed in [None, Some(other)] {
        let told = hma_told(disputes(DisputeReason::Adult), |pair| pair.listed = listed);
        assert_eq!(told, [disputed()[1]], "{listed:?}");
    }
}

#[test]
fn what_has_no_hash_that_a_matcher_could_keep_is_not_banked() {
    let told = hma_told(Listing::Agrees, |pair| pair.hashed = false);
    assert_eq!(told, [banked(ENTRY, Some(ITEM))]);
    let told = hma_told(Listing::Agrees, |pair| pair.facts.hash_trusted = false);
    assert_eq!(told, [banked(ENTRY, None)]);
    let mut new = settled(
        Content::Abusive,
        MatchAxis::Different,
        Listing::NotAssessed,
        Origin::Own,
    );
    new.items[0].made = None;
    assert_eq!(what_leaves(&new, &destination(hma())), []);
}

#[test]
fn a_copy_of_a_copy_and_equal_bytes_bank_the_entry_alone() {
    let by_variant: fn(&mut SettledPair) = |pair| pair.facts.via_variant = true;
    let exact: fn(&mut SettledPair) = |pair| pair.facts.kind = MatchKind::Exact;
    for change in [by_variant, exact] {
        assert_eq!(hma_told(Listing::Agrees, change), [banked(ENTRY, None)]);
    }
}
