//! Content that was disabled here and has come back there: an exchange that deletes an entry and adds it again gives it
//! a new number, and HMA remembers neither that it was disabled nor why.

use super::{Content, ContentId, Distance, Hma, Listing, Provenance};
use crate::call::Failure;
use scrim_hashing::pdq::PdqHash;

/// How many near hashes are looked through.
const LOOKED_THROUGH: usize = 1_000;

/// How many of them are read, the closest first.
const READ: usize = 32;

/// Content that a verdict disabled, as whoever had it disabled remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disabled {
    /// Where it was listed.
    pub listing: Listing,
    /// Its hash.
    pub hash: PdqHash,
    /// Whose entry it was, where an exchange had brought it.
    pub provenance: Vec<Provenance>,
}

impl Disabled {
    /// Whether content is what was disabled, under another number: the same entry of the same exchange, or, where no
    /// exchange had brought it, the same hash on the same bank. The same picture listed by somebody else is their entry,
    /// and the same number that matches again was enabled by somebody there.
    fn is_again(&self, content: &Content) -> bool {
        let same = if self.provenance.is_empty() {
            content.provenance.is_empty() && content.hash == Some(self.hash)
        } else {
            self.provenance.iter().any(|whose| content.provenance.contains(whose))
        };
        same && content.id != self.listing.content && content.bank.name == self.listing.bank
    }
}

impl Hma {
    /// Under which numbers disabled content matches again at `now`, seconds since 1970: each is to be disabled as the
    /// first was. It is found by its hash; an entry that comes back with quite another one is not, nor one that has a few
    /// other bits where dozens lie closer.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::TooLong`] where more have this very hash than are read, and none of those is it.
    pub async fn back(&self, disabled: &Disabled, now: i64) -> Result<Vec<ContentId>, Failure> {
        let mut returned = Vec::new();
        let near = self.raw_lookup(disabled.hash, LOOKED_THROUGH).await?;
        let unread = near.get(READ).map(|(_content, distance)| *distance);
        for (content, _distance) in near.into_iter().take(READ) {
            let bank = disabled.listing.bank.clone();
            let found = match self.content(&Listing { bank, content }).await {
                // Another bank's, or deleted since the index was built.
                Err(Failure::Missing) => continue,
                found => found?,
            };
            if found.enabled.at(now) && disabled.is_again(&found) {
                returned.push(content);
            }
        }
        if returned.is_empty() && unread == Some(Distance::Bits(0)) {
            return Err(Failure::TooLong);
        }
        Ok(returned)
    }
}
