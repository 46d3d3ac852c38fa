//! Looking a hash up.

use super::{BankName, Hma, PDQ};
use crate::call::Failure;
use scrim_hashing::pdq::PdqHash;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The number of a piece of content, over all banks. It changes when an exchange deletes an entry and adds it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentId(pub u64);

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How far away a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Equal digests of equal bytes: HMA writes `-`.
    Same,
    /// Bits of two perceptual hashes that differ. 0 does not mean equal bytes.
    Bits(u32),
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// On which bank.
    pub bank: BankName,
    /// Which content.
    pub content: ContentId,
    /// How far away.
    pub distance: Distance,
}

#[derive(Deserialize)]
struct Matched {
    bank_content_id: ContentId,
    distance: String,
}

#[derive(Deserialize)]
struct Raw {
    matches: Vec<Matched>,
}

impl Distance {
    fn read(text: &str) -> Result<Self, Failure> {
        match text {
            "-" => Ok(Self::Same),
            bits => bits.parse().map(Self::Bits).map_err(|_not_it| Failure::Unintelligible),
        }
    }
}

impl Hma {
    /// What a picture's hash matches, closest first, as banks and contents stand at this moment: disabled content is
    /// left out. Where a bank takes part in a share of look-ups, the hash itself is the seed of HMA's dice, so that
    /// asking again answers the same. `most` bounds how many matches are taken.
    ///
    /// # Errors
    /// [`Failure::TooLong`] where there are more than `most`, and the others. Never "nothing" for a failure.
    pub async fn lookup(&self, hash: PdqHash, most: usize) -> Result<Vec<Found>, Failure> {
        let hex = hash.to_string();
        let question = [("signal_type", PDQ), ("signal", hex.as_str()), ("seed", hex.as_str())];
        let banks: BTreeMap<BankName, Vec<Matched>> = self.get("m/lookup", &question).await?;
        if banks.values().map(Vec::len).sum::<usize>() > most {
            return Err(Failure::TooLong);
        }
        let mut found = Vec::new();
        for (bank, matches) in banks {
            for matched in matches {
                found.push(Found {
                    bank: bank.clone(),
                    content: matched.bank_content_id,
                    distance: Distance::read(&matched.distance)?,
                });
            }
        }
        found.sort_by(|a, b| (a.distance, &a.bank, a.content).cmp(&(b.distance, &b.bank, b.content)));
        Ok(found)
    }

    /// What the index holds near a hash, closest first: also what is disabled, and what was deleted since the index
    /// was built. It says whether content is known, never whether an upload matches.
    ///
    /// # Errors
    /// As [`Self::lookup`].
    pub async fn raw_lookup(&self, hash: PdqHash, most: usize) -> Result<Vec<(ContentId, Distance)>, Failure> {
        let hex = hash.to_string();
        let question = [
            ("signal_type", PDQ),
            ("signal", hex.as_str()),
            ("include_distance", "true"),
        ];
        let raw: Raw = self.get("m/raw_lookup", &question).await?;
        if raw.matches.len() > most {
            return Err(Failure::TooLong);
        }
        let read = |matched: &Matched| Ok((matched.bank_content_id, Distance::read(&matched.distance)?));
        let mut found: Vec<_> = raw.matches.iter().map(read).collect::<Result<_, Failure>>()?;
        found.sort_by_key(|(content, distance)| (*distance, *content));
        Ok(found)
    }
}
