//! One piece of banked content: what it is, where it came from, and whether it matches.

use super::{Bank, BankName, ContentId, Enabled, Hma, NOTE_CHARACTERS, PDQ, Provenance, UserMetadata, Written};
use crate::call::Failure;
use scrim_hashing::pdq::PdqHash;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Banked content. HMA keeps hashes only, and nobody's picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Its number.
    pub id: ContentId,
    /// Its bank.
    pub bank: Bank,
    /// Whether it matches.
    pub enabled: Enabled,
    /// What the last one who wrote a note wrote.
    pub note: Option<String>,
    /// Its PDQ hash, where it has one.
    pub hash: Option<PdqHash>,
    /// What whoever banked it said of it.
    pub metadata: Option<UserMetadata>,
    /// Whose entries it is, where exchanges brought it; sorted.
    pub provenance: Vec<Provenance>,
}

/// Where content is listed: HMA asks for both, and checks only one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Listing {
    /// The bank.
    pub bank: BankName,
    /// The content.
    pub content: ContentId,
}

#[derive(Deserialize)]
struct Row {
    id: ContentId,
    bank: Bank,
    disable_until_ts: Enabled,
    note: Option<String>,
    signals: Option<BTreeMap<String, String>>,
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    #[serde(flatten)]
    user: UserMetadata,
    collab: Option<BTreeMap<BankName, Vec<String>>>,
}

/// What HMA answers to a change: the same facts, partly under other names.
#[derive(Deserialize)]
struct Changed {
    id: ContentId,
    bank: Bank,
    disable_until_ts: Enabled,
}

#[derive(Deserialize)]
struct Deleted {
    deleted: u32,
}

impl Listing {
    pub(super) fn path(&self) -> String {
        format!("c/bank/{}/content/{}", self.bank, self.content)
    }
}

impl Content {
    /// Whether the last note is this one.
    pub(super) fn says(&self, note: &str) -> bool {
        self.note.as_deref().unwrap_or_default() == note
    }

    fn read(row: Row) -> Result<Self, Failure> {
        let signals = row.signals.unwrap_or_default();
        let hash = signals.get(PDQ).filter(|hex| !hex.is_empty());
        let hash = hash
            .map(|hex| hex.parse().map_err(|_not_it| Failure::Unintelligible))
            .transpose()?;
        let (metadata, collab) = row.metadata.map_or((None, None), |all| (Some(all.user), all.collab));
        let named = |(exchange, ids): (BankName, Vec<String>)| {
            ids.into_iter().map(move |fetch_id| Provenance {
                exchange: exchange.clone(),
                fetch_id,
            })
        };
        let mut provenance: Vec<Provenance> = collab.into_iter().flatten().flat_map(named).collect();
        provenance.sort();
        Ok(Self {
            id: row.id,
            bank: row.bank,
            enabled: row.disable_until_ts,
            note: row.note.filter(|note| !note.is_empty()),
            hash,
            metadata: metadata.filter(|said| *said != UserMetadata::default()),
            provenance,
        })
    }
}

impl Hma {
    /// One piece of content with its hash and where it came from.
    ///
    /// # Errors
    /// [`Failure::Missing`] where it is gone, or where the number is another bank's: HMA answers for any bank.
    pub async fn content(&self, listing: &Listing) -> Result<Content, Failure> {
        let question = [("include_signals", "true"), ("include_metadata", "true")];
        let content = Content::read(self.get(&listing.path(), &question).await?)?;
        if (&content.bank.name, content.id) == (&listing.bank, listing.content) {
            Ok(content)
        } else {
            Err(Failure::Missing)
        }
    }

    /// Has content match or not, for everybody who looks up there, and says why. There is one note, and the last one
    /// who writes it stands. Content that stands so already, with this note, is left alone.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn enable(&self, listing: &Listing, matches: bool, note: &str) -> Result<(), Failure> {
        let note = clipped(note);
        let wanted = if matches { Enabled::Yes } else { Enabled::No };
        // HMA changes content through any bank's path, so whose it is has to be read first.
        let before = self.content(listing).await?;
        if before.enabled == wanted && before.says(&note) {
            return Ok(());
        }
        self.stand(listing, matches, &note).await
    }

    /// The same of content that was read before.
    pub(super) async fn stand(&self, listing: &Listing, matches: bool, note: &str) -> Result<(), Failure> {
        let wanted = if matches { Enabled::Yes } else { Enabled::No };
        let changed: Changed = self.perform(Written::standing(listing, matches, note)).await?.json()?;
        let stands = (changed.id, &changed.bank.name, changed.disable_until_ts);
        if stands == (listing.content, &listing.bank, wanted) {
            Ok(())
        } else {
            Err(Failure::Unintelligible)
        }
    }

    /// Takes content off its bank; whether it was there. What an exchange brought comes back when its entry is
    /// touched there, so that is disabled and not deleted.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn delete(&self, listing: &Listing) -> Result<bool, Failure> {
        match self.content(listing).await {
            Err(Failure::Missing) => return Ok(false),
            other => other?,
        };
        let deleted: Deleted = self.perform(Written::removal(listing)).await?.json()?;
        Ok(deleted.deleted > 0)
    }
}

/// A note as long as HMA takes one.
pub(super) fn clipped(note: &str) -> String {
    note.chars().take(NOTE_CHARACTERS).collect()
}
