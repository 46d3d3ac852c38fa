//! What a confirmed verdict means for an HMA, and telling it so that telling twice does nothing twice.
//!
//! HMA has no verdicts: content can be banked, disabled, enabled and deleted, for everybody. "A different picture"
//! says nothing of an entry and has no place there.

use super::{BankName, ContentId, Enabled, Hma, Listing, content::clipped};
use crate::call::Failure;
use scrim_hashing::pdq::PdqHash;
use scrim_model::effect::{Direction, Effect};
use std::time::Duration;

/// How long a banked hash may take to be found: the index is built every 60 s and loaded every 30 s, and building takes
/// a while. Measured with HMA's own settings: 46 to 59 s.
pub const INDEX_LAG: Duration = Duration::from_secs(100);

/// How many near hashes are looked through for one that is banked already.
const LOOKED_THROUGH: usize = 1_000;

/// How many equal ones are read.
const READ: usize = 32;

/// What an HMA is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// This hash is known content: it belongs on the bank.
    ConfirmSignal {
        /// The bank of confirmed content.
        bank: BankName,
        /// The hash.
        hash: PdqHash,
        /// Whose verdict: a case, and no person.
        note: String,
    },
    /// This content should not be listed: it matches nothing.
    Disable {
        /// Where it is listed.
        listing: Listing,
        /// Whose verdict.
        note: String,
    },
    /// That was taken back: it matches again.
    Enable {
        /// Where it is listed.
        listing: Listing,
        /// Whose verdict.
        note: String,
    },
    /// What a verdict banked, and another took back.
    Remove {
        /// Where it is listed.
        listing: Listing,
    },
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The content it was about, by HMA's number.
    pub content: ContentId,
    /// It was banked for this note, by this call or by one before: only such content is ever removed.
    pub ours: bool,
}

/// What is known of an effect when an HMA is told of it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Whose verdict: a case, and no person.
    pub note: &'a str,
    /// The bank of confirmed content.
    pub confirmed: &'a BankName,
    /// The usable hash of the upload's frame that the effect is about.
    pub item: Option<PdqHash>,
    /// The hash of the entry that the effect is about.
    pub entry: Option<PdqHash>,
    /// Where that HMA itself lists the entry, if it does.
    pub listed: Option<&'a Listing>,
    /// What the effect had banked there, by its receipt.
    pub banked: Option<&'a Listing>,
}

impl Told {
    /// What an effect, done or undone, means for an HMA; nothing for most. What matches by bytes alone has no hash that
    /// HMA could keep. Lists of another harm are the caller's to leave out.
    pub fn of(effect: Effect, direction: Direction, known: Known<'_>) -> Option<Self> {
        let confirm = |hash: Option<PdqHash>| {
            Some(Self::ConfirmSignal {
                bank: known.confirmed.clone(),
                hash: hash?,
                note: known.note.to_owned(),
            })
        };
        match (effect, direction) {
            (Effect::ConfirmEntry { .. }, Direction::Apply) => confirm(known.entry),
            (Effect::AddVariant { .. } | Effect::AddEntry { .. }, Direction::Apply) => confirm(known.item),
            (Effect::ConfirmEntry { .. } | Effect::AddVariant { .. } | Effect::AddEntry { .. }, Direction::Revert) => {
                known.banked.map(|listing| Self::Remove {
                    listing: listing.clone(),
                })
            }
            (Effect::SuspendEntry { .. }, direction) => known.listed.map(|listing| {
                let (listing, note) = (listing.clone(), known.note.to_owned());
                match direction {
                    Direction::Apply => Self::Disable { listing, note },
                    Direction::Revert => Self::Enable { listing, note },
                }
            }),
            // A pair is kept apart here alone, a provisional dispute has not been looked at twice, and what passes
            // passes by its bytes.
            (Effect::ExcludePair { .. } | Effect::DowngradeEntry { .. } | Effect::PassContent { .. }, _) => None,
        }
    }

    /// How long to wait before telling this again after a failure that leaves open whether it was done. Until then HMA
    /// cannot say, and banking again would bank twice.
    pub fn wait_after(&self, failure: Failure) -> Duration {
        let open = matches!(
            failure,
            Failure::Silent | Failure::TooLate | Failure::TooLong | Failure::Unintelligible | Failure::Fails(_)
        );
        match self {
            Self::ConfirmSignal { .. } if open => INDEX_LAG,
            _ => Duration::ZERO,
        }
    }
}

impl Hma {
    /// Tells HMA. Told again it does nothing again, with one exception: content banked less than [`INDEX_LAG`] ago is
    /// not found, so that after a failure [`Told::wait_after`] has to be kept to. A second copy that is banked all the
    /// same matches what the first matches.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn tell(&self, told: &Told) -> Result<Receipt, Failure> {
        match told {
            Told::ConfirmSignal { bank, hash, note } => self.confirm(bank, *hash, &clipped(note)).await,
            Told::Disable { listing, note } => self.stand(listing, false, note).await,
            Told::Enable { listing, note } => self.stand(listing, true, note).await,
            Told::Remove { listing } => self.delete(listing).await.map(|_was_there| Receipt {
                content: listing.content,
                ours: true,
            }),
        }
    }

    async fn stand(&self, listing: &Listing, matches: bool, note: &str) -> Result<Receipt, Failure> {
        match self.enable(listing, matches, note).await {
            // What is gone matches nothing; that it may come back is for reconciling to see.
            Err(Failure::Missing) if !matches => {}
            other => other?,
        }
        Ok(Receipt {
            content: listing.content,
            ours: false,
        })
    }

    async fn confirm(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<Receipt, Failure> {
        if let Some(receipt) = self.banked_before(bank, hash, note).await? {
            return Ok(receipt);
        }
        let content = self.bank_signal(bank, hash, note).await?;
        Ok(Receipt { content, ours: true })
    }

    /// Looks in the index itself, which also holds a bank that takes part in no look-ups.
    async fn banked_before(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<Option<Receipt>, Failure> {
        let near = self.raw_lookup(hash, LOOKED_THROUGH).await?;
        let mut others = None;
        for (content, _distance) in near.into_iter().take(READ) {
            let bank = bank.clone();
            let found = match self.content(&Listing { bank, content }).await {
                Err(Failure::Missing) => continue,
                found => found?,
            };
            if found.hash != Some(hash) {
                continue;
            }
            if found.note.as_deref() == Some(note) {
                return Ok(Some(Receipt { content, ours: true }));
            }
            if found.enabled == Enabled::Yes {
                others = others.or(Some(Receipt { content, ours: false }));
            }
        }
        Ok(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::{
        effect::{Direction::Apply, Direction::Revert, PairFacts, confirmed_effects},
        ids::{EntryId, ItemId},
        matching::{ListTrust, MatchKind},
        verdict::{Content, DisputeReason, Listing as Listed, MatchAxis, PairVerdict, Verdict},
    };

    const ITEM: PdqHash = PdqHash([1; 32]);
    const ENTRY: PdqHash = PdqHash([2; 32]);

    fn ids() -> (ItemId, EntryId) {
        let id = "00000000-0000-0000-0000-000000000001";
        (id.parse().expect("an id"), id.parse().expect("an id"))
    }

    fn listing(bank: &str, content: u64) -> Listing {
        Listing {
            bank: BankName::try_from(bank.to_owned()).expect("a name of a bank"),
            content: ContentId(content),
        }
    }

    /// What a confirmed verdict on one pair means, as it is told or taken back.
    fn told(content: Content, matched: MatchAxis, listed: Listed, direction: Direction) -> Vec<Told> {
        let (item, entry) = ids();
        let verdict = Verdict {
            content,
            classification: None,
            pairs: vec![PairVerdict {
                item,
                entry,
                matched,
                listing: listed,
            }],
        };
        let facts = PairFacts {
            kind: MatchKind::Near { distance: 12 },
            trust: ListTrust::Other,
            via_variant: false,
            hash_trusted: true,
        };
        let (confirmed, there, banked) = (
            listing("CONFIRMED", 0).bank,
            listing("NCMEC_EX", 30),
            listing("CONFIRMED", 7),
        );
        let known = Known {
            note: "case 1",
            confirmed: &confirmed,
            item: Some(ITEM),
            entry: Some(ENTRY),
            listed: Some(&there),
            banked: Some(&banked),
        };
        let effects = confirmed_effects(&verdict, |_pair| facts);
        effects
            .into_iter()
            .filter_map(|effect| Told::of(effect, direction, known))
            .collect()
    }

    fn confirm(hash: PdqHash) -> Told {
        Told::ConfirmSignal {
            bank: listing("CONFIRMED", 0).bank,
            hash,
            note: "case 1".to_owned(),
        }
    }

    fn remove() -> Told {
        Told::Remove {
            listing: listing("CONFIRMED", 7),
        }
    }

    #[test]
    fn what_agrees_is_confirmed_with_the_altered_copy_and_removed_when_taken_back() {
        let told = |direction| told(Content::Abusive, MatchAxis::SameAltered, Listed::Agrees, direction);
        assert_eq!(told(Apply), [confirm(ENTRY), confirm(ITEM)]);
        assert_eq!(told(Revert), [remove(), remove()]);
    }

    #[test]
    fn what_settles_an_item_alone_tells_nothing() {
        let told = |direction| {
            told(
                Content::NotAssessed,
                MatchAxis::SameAltered,
                Listed::NotAssessed,
                direction,
            )
        };
        assert_eq!((told(Apply), told(Revert)), (vec![], vec![]));
    }

    #[test]
    fn a_different_picture_tells_nothing() {
        let told = |direction| {
            told(
                Content::NotAssessed,
                MatchAxis::Different,
                Listed::NotAssessed,
                direction,
            )
        };
        assert_eq!((told(Apply), told(Revert)), (vec![], vec![]));
    }

    #[test]
    fn a_dispute_disables_the_entry_there_and_its_reversal_enables_it() {
        let disputes = || Listed::Disputes {
            reason: DisputeReason::NoSexualContent,
        };
        let told = |direction| told(Content::NotAssessed, MatchAxis::SameExact, disputes(), direction);
        let (listing, note) = (listing("NCMEC_EX", 30), "case 1".to_owned());
        let (there, why) = (listing.clone(), note.clone());
        assert_eq!(told(Apply), [Told::Disable { listing, note }]);
        assert_eq!(
            told(Revert),
            [Told::Enable {
                listing: there,
                note: why
            }]
        );
    }

    #[test]
    fn what_is_not_abusive_tells_nothing() {
        let told = |direction| {
            told(
                Content::NotAbusive,
                MatchAxis::Different,
                Listed::NotAssessed,
                direction,
            )
        };
        assert_eq!((told(Apply), told(Revert)), (vec![], vec![]));
    }

    #[test]
    fn new_material_is_confirmed_by_its_own_hash_and_removed_when_taken_back() {
        let told = |direction| told(Content::Abusive, MatchAxis::Different, Listed::NotAssessed, direction);
        assert_eq!((told(Apply), told(Revert)), (vec![confirm(ITEM)], vec![remove()]));
    }

    #[test]
    fn what_has_no_hash_or_is_not_listed_there_tells_nothing() {
        let confirmed = listing("CONFIRMED", 0).bank;
        let known = Known {
            note: "case 1",
            confirmed: &confirmed,
            item: None,
            entry: None,
            listed: None,
            banked: None,
        };
        let (item, entry) = ids();
        for effect in [
            Effect::ConfirmEntry { entry },
            Effect::AddVariant { entry, item },
            Effect::AddEntry { item },
            Effect::SuspendEntry { entry },
            Effect::DowngradeEntry { entry },
        ] {
            for direction in [Apply, Revert] {
                assert_eq!(Told::of(effect, direction, known), None, "{effect:?}");
            }
        }
    }

    #[test]
    fn only_banking_has_to_wait_and_only_where_it_may_have_happened() {
        let told = confirm(ITEM);
        assert_eq!(told.wait_after(Failure::TooLate), INDEX_LAG);
        assert_eq!(told.wait_after(Failure::Refused(400)), Duration::ZERO);
        assert_eq!(remove().wait_after(Failure::TooLate), Duration::ZERO);
    }
}
