//! Which entry a listing outside is: one that is known already, or a new one.

use crate::{
    entry::EntryState,
    ids::{BankId, EntryId},
};
use scrim_hashing::pdq::PdqHash;
use serde::{Deserialize, Serialize};

/// An entry in the words of whoever it came to the matcher from. It stays what it is when the matcher deletes its copy
/// and adds it again under another number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpstreamEntry {
    /// The exchange that it was fetched from.
    pub exchange: String,
    /// What it was fetched as, to the letter.
    pub id: String,
}

/// One piece of content that a matcher lists, to be taken in by one of the hub's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Which of the hub's lists takes it in.
    pub bank: BankId,
    /// The list there.
    pub list: String,
    /// Its number there.
    pub number: u64,
    /// Its hash.
    pub hash: PdqHash,
    /// Whose entry it is, where exchanges had brought it.
    pub provenance: Vec<UpstreamEntry>,
}

/// An entry of the list that takes the content in, with exactly its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameHash {
    /// Which.
    pub entry: EntryId,
    /// What it does.
    pub state: EntryState,
    /// As what it is listed by a matcher, where it is known from one.
    pub listed: Option<ListedAs>,
}

/// As what an entry is listed outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAs {
    /// By whom, seen from the matcher that answers now.
    pub by: ListedBy,
    /// The list there.
    pub list: String,
    /// Whose entry it is.
    pub provenance: Vec<UpstreamEntry>,
}

/// Who lists an entry, seen from a matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedBy {
    /// That matcher.
    Itself,
    /// Another one that is still asked or may be asked again.
    Another,
    /// One that was removed, and may have been the same service under another name.
    Removed,
}

/// What listed content turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learned {
    /// An entry that has no listing yet, and has this one from now on.
    Attached(EntryId),
    /// An entry that was listed under another number or by a matcher that was removed, and is listed as this from now on.
    Renumbered(EntryId),
    /// An entry that keeps the number it has.
    Kept(EntryId),
    /// None that is known.
    New,
}

/// Which of the entries with the same hash a listing is.
///
/// Content that was deleted there and added again is what it was before, so that what people decided on it holds: the
/// same upstream entry or, where no exchange brought it, the same hash on the same list. A suspended entry keeps the
/// number under which it was disabled there, since reconciling finds by it that the content has come back. Content of
/// another upstream entry is an entry of its own, whatever its hash: disabling one there does not disable the other.
pub fn learned(listing: &Listing, same: &[SameHash]) -> Learned {
    let before = same
        .iter()
        .find_map(|known| Some((known, known.listed.as_ref().filter(|listed| listed.is_again(listing))?)));
    let bare = || same.iter().find(|known| known.listed.is_none());
    match before {
        Some((known, listed)) if listed.by == ListedBy::Removed => Learned::Renumbered(known.entry),
        // Two of the same with nothing to tell them apart by: which number comes first says nothing.
        Some((known, _)) if listing.provenance.is_empty() || !known.state.matches() => Learned::Kept(known.entry),
        Some((known, _)) => Learned::Renumbered(known.entry),
        None => bare().map_or(Learned::New, |known| Learned::Attached(known.entry)),
    }
}

impl ListedAs {
    fn is_again(&self, listing: &Listing) -> bool {
        let same = if self.provenance.is_empty() {
            listing.provenance.is_empty()
        } else {
            self.provenance.iter().any(|known| listing.provenance.contains(known))
        };
        same && self.by != ListedBy::Another && self.list == listing.list
    }
}

impl Listing {
    /// Where an entry that was learned from it comes from, in words: the list and the number there, and whose it is.
    pub fn origin(&self) -> String {
        let whose = self
            .provenance
            .iter()
            .map(|one| format!(", {} {}", one.exchange, one.id));
        format!("{} {}{}", self.list, self.number, whose.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    use ListedBy::{Another, Itself, Removed};

    fn upstream(id: &str) -> UpstreamEntry {
        UpstreamEntry {
            exchange: "NCMEC_EX".into(),
            id: id.into(),
        }
    }

    fn listing(number: u64, provenance: &[UpstreamEntry]) -> Listing {
        Listing {
            bank: BankId(Uuid::from_u128(3)),
            list: "NCMEC_EX".into(),
            number,
            hash: PdqHash([7; 32]),
            provenance: provenance.to_vec(),
        }
    }

    fn known(entry: u128, state: EntryState, listed: Option<(ListedBy, &str, &[UpstreamEntry])>) -> SameHash {
        SameHash {
            entry: EntryId(Uuid::from_u128(entry)),
            state,
            listed: listed.map(|(by, list, whose)| ListedAs {
                by,
                list: list.to_owned(),
                provenance: whose.to_vec(),
            }),
        }
    }

    #[test]
    fn content_that_came_back_under_another_number_is_the_entry_it_was() {
        let whose = [upstream("42-image1")];
        let before = known(1, EntryState::LISTED, Some((Itself, "NCMEC_EX", &whose)));
        let both = [upstream("42-image1"), upstream("43-image9")];
        let found = learned(&listing(9, &both), std::slice::from_ref(&before));
        assert_eq!(found, Learned::Renumbered(before.entry));
    }

    #[test]
    fn a_suspended_entry_keeps_the_number_it_was_disabled_under() {
        let whose = [upstream("42-image1")];
        let before = known(1, EntryState::LISTED.suspended(), Some((Itself, "NCMEC_EX", &whose)));
        let found = learned(&listing(9, &whose), std::slice::from_ref(&before));
        assert_eq!(found, Learned::Kept(before.entry));
    }

    #[test]
    fn what_a_removed_matcher_listed_is_taken_over_suspended_or_not() {
        let whose = [upstream("42-image1")];
        for (state, provenance) in [
            (EntryState::LISTED, whose.as_slice()),
            (EntryState::LISTED.suspended(), whose.as_slice()),
            (EntryState::LISTED, &[]),
        ] {
            let before = known(1, state, Some((Removed, "NCMEC_EX", provenance)));
            let found = learned(&listing(9, provenance), std::slice::from_ref(&before));
            assert_eq!(found, Learned::Renumbered(before.entry));
        }
    }

    #[test]
    fn the_same_twice_that_nobody_tells_apart_is_one_entry() {
        let before = known(1, EntryState::LISTED, Some((Itself, "NCMEC_EX", &[])));
        let found = learned(&listing(9, &[]), std::slice::from_ref(&before));
        assert_eq!(found, Learned::Kept(before.entry));
    }

    #[test]
    fn what_somebody_else_lists_is_an_entry_of_its_own() {
        let whose = [upstream("42-image1")];
        let other = [upstream("43-image1")];
        for (by, list, theirs) in [
            (Itself, "NCMEC_EX", other.as_slice()),
            (Itself, "NCMEC_EX", [].as_slice()),
            (Itself, "OTHER", whose.as_slice()),
            (Another, "NCMEC_EX", whose.as_slice()),
        ] {
            let before = known(1, EntryState::LISTED, Some((by, list, theirs)));
            let found = learned(&listing(9, &whose), std::slice::from_ref(&before));
            assert_eq!(found, Learned::New, "{by:?} {list} {theirs:?}");
        }
        assert_eq!(learned(&listing(9, &whose), &[]), Learned::New);
    }

    #[test]
    fn an_entry_that_no_matcher_lists_takes_the_listing_unless_another_is_it_already() {
        let whose = [upstream("42-image1")];
        let bare = known(1, EntryState::LISTED, None);
        let before = known(2, EntryState::LISTED, Some((Itself, "NCMEC_EX", &whose)));
        let found = learned(&listing(9, &whose), std::slice::from_ref(&bare));
        assert_eq!(found, Learned::Attached(bare.entry));
        let both = [bare, before.clone()];
        assert_eq!(learned(&listing(9, &whose), &both), Learned::Renumbered(before.entry));
    }

    #[test]
    fn an_origin_names_the_list_the_number_and_whose_it_is() {
        assert_eq!(listing(9, &[]).origin(), "NCMEC_EX 9");
        assert_eq!(
            listing(9, &[upstream("42-image1")]).origin(),
            "NCMEC_EX 9, NCMEC_EX 42-image1"
        );
    }
}
