//! Telling an HMA what was decided, so that telling twice does nothing twice.
//!
//! HMA has no verdicts: content can be banked, disabled, enabled and deleted, for everybody. Which verdict means which of
//! them is the model's to say (`scrim_model::delivery`); when a banking whose end is unknown is told again, too.

use super::{BankName, Content, ContentId, Enabled, Hma, Listing, Written, content::clipped};
use crate::call::Failure;
use scrim_hashing::pdq::PdqHash;
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
    /// That was taken back: it matches again, where it is off by our word. What somebody else has said of it, before or
    /// since, stays.
    Enable {
        /// Where it is listed.
        listing: Listing,
        /// The note that it was disabled with.
        disabled: String,
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
    /// It was banked or disabled for this note, by this call or by one before: only such content is ever removed or
    /// enabled.
    pub ours: bool,
}

impl Told {
    /// The call that changes something there, to the byte. What is only read comes before it; where that finds it so
    /// already, the call is left out.
    pub fn written(&self) -> Written {
        match self {
            Self::ConfirmSignal { bank, hash, note } => Written::banking(bank, *hash, note),
            Self::Disable { listing, note } => Written::standing(listing, false, note),
            Self::Enable { listing, note, .. } => Written::standing(listing, true, note),
            Self::Remove { listing } => Written::removal(listing),
        }
    }

    /// On which bank.
    pub fn bank(&self) -> &BankName {
        match self {
            Self::ConfirmSignal { bank, .. } => bank,
            Self::Disable { listing, .. } | Self::Enable { listing, .. } | Self::Remove { listing } => &listing.bank,
        }
    }
}

impl Hma {
    /// Tells HMA. Told again it does nothing again, with one exception: content banked less than [`INDEX_LAG`] ago is
    /// not found, so that as long has to be waited after a failure that leaves its end open. A second copy that is banked
    /// all the same matches what the first matches.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn tell(&self, told: &Told) -> Result<Receipt, Failure> {
        match told {
            Told::ConfirmSignal { bank, hash, note } => self.confirm(bank, *hash, &clipped(note)).await,
            Told::Disable { listing, note } => self.disable(listing, &clipped(note)).await,
            Told::Enable {
                listing,
                disabled,
                note,
            } => self.enable_again(listing, &clipped(disabled), &clipped(note)).await,
            Told::Remove { listing } => self.delete(listing).await.map(|_was_there| Receipt {
                content: listing.content,
                ours: true,
            }),
        }
    }

    /// What is off already stays as whoever disabled it has left it, note and all. One that is off for a time only is
    /// disabled all the same: it would match again by itself.
    async fn disable(&self, listing: &Listing, note: &str) -> Result<Receipt, Failure> {
        let content = listing.content;
        let found = match self.content(listing).await {
            // What is gone matches nothing; that it may come back is for reconciling to see.
            Err(Failure::Missing) => return Ok(Receipt { content, ours: false }),
            found => found?,
        };
        let ours = found.enabled != Enabled::No || found.says(note);
        if found.enabled != Enabled::No {
            match self.stand(listing, false, note).await {
                // It went meanwhile.
                Err(Failure::Missing) => return Ok(Receipt { content, ours: false }),
                stands => stands?,
            }
        }
        Ok(Receipt { content, ours })
    }

    async fn enable_again(&self, listing: &Listing, disabled: &str, note: &str) -> Result<Receipt, Failure> {
        let content = listing.content;
        let found = self.content(listing).await?;
        let is_off_by_us = found.enabled == Enabled::No && found.says(disabled);
        if is_off_by_us {
            self.stand(listing, true, note).await?;
        }
        let ours = is_off_by_us || (found.enabled == Enabled::Yes && found.says(note));
        Ok(Receipt { content, ours })
    }

    async fn confirm(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<Receipt, Failure> {
        if let Some(receipt) = self.banked_before(bank, hash, note).await? {
            return Ok(receipt);
        }
        let content = self.bank_signal(bank, hash, note).await?;
        Ok(Receipt { content, ours: true })
    }

    /// Takes off a bank what was banked for this note with no receipt to tell its number, if it was: [`INDEX_LAG`] after
    /// that at the earliest, since it is not found before. Answers what was taken off.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn take_back(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<Option<Receipt>, Failure> {
        let note = clipped(note);
        let equal = self.equal(bank, hash).await?;
        let Some(ours) = equal.into_iter().find(|found| found.says(&note)) else {
            return Ok(None);
        };
        let (bank, content) = (bank.clone(), ours.id);
        self.delete(&Listing { bank, content }).await?;
        Ok(Some(Receipt { content, ours: true }))
    }

    async fn banked_before(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<Option<Receipt>, Failure> {
        let equal = self.equal(bank, hash).await?;
        if let Some(ours) = equal.iter().find(|found| found.says(note)) {
            return Ok(Some(Receipt {
                content: ours.id,
                ours: true,
            }));
        }
        let others = equal.iter().find(|found| found.enabled == Enabled::Yes);
        Ok(others.map(|others| Receipt {
            content: others.id,
            ours: false,
        }))
    }

    /// What is on a bank with exactly this hash. Looks in the index itself, which also holds a bank that takes part in no
    /// look-ups.
    async fn equal(&self, bank: &BankName, hash: PdqHash) -> Result<Vec<Content>, Failure> {
        let near = self.raw_lookup(hash, LOOKED_THROUGH).await?;
        let mut equal = Vec::new();
        for (content, _distance) in near.into_iter().take(READ) {
            let bank = bank.clone();
            match self.content(&Listing { bank, content }).await {
                // Another bank's, or deleted since the index was built.
                Err(Failure::Missing) => {}
                found => equal.extend(Some(found?).filter(|found| found.hash == Some(hash))),
            }
        }
        Ok(equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_written_to_the_byte() {
        let listing = Listing {
            bank: BankName::try_from("NCMEC_EX".to_owned()).expect("a name of a bank"),
            content: ContentId(30),
        };
        let note = "case 1".to_owned();
        let lines = |told: Told| {
            let Written { method, path, body } = told.written();
            format!("{method} {path} {body}")
        };
        let hash = PdqHash([1; 32]);
        let bank = BankName::try_from("CONFIRMED".to_owned()).expect("a name of a bank");
        assert_eq!(
            lines(Told::ConfirmSignal {
                bank,
                hash,
                note: note.clone()
            }),
            format!(
                r#"POST c/bank/CONFIRMED/signal {{"note":"case 1","pdq":"{}"}}"#,
                "01".repeat(32)
            )
        );
        let (there, why) = (listing.clone(), note.clone());
        assert_eq!(
            lines(Told::Disable {
                listing: there,
                note: why
            }),
            r#"PUT c/bank/NCMEC_EX/content/30 {"disable_until_ts":0,"note":"case 1"}"#
        );
        let there = listing.clone();
        assert_eq!(
            lines(Told::Enable {
                listing: there,
                disabled: String::new(),
                note
            }),
            r#"PUT c/bank/NCMEC_EX/content/30 {"disable_until_ts":1,"note":"case 1"}"#
        );
        assert_eq!(lines(Told::Remove { listing }), "DELETE c/bank/NCMEC_EX/content/30 ");
    }
}
