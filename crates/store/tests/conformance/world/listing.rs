//! Lists and what is on them.

use super::{Bank, Picture, World, list};
use scrim_model::{digests::FileDigests, ids::EntryId};
use scrim_store::banks::NewEntry;

impl World {
    pub(crate) async fn vetted(&self) -> Bank {
        let vetted = list("Vetted list", Some("experts looked"));
        self.store.bank(vetted).await.expect("a list")
    }

    pub(crate) async fn entry(&self, picture: Picture) -> EntryId {
        self.entry_on(&self.bank, picture).await
    }

    pub(crate) async fn entry_on(&self, bank: &Bank, picture: Picture) -> EntryId {
        self.entry_of(bank, picture, None).await
    }

    pub(crate) async fn entry_of(&self, bank: &Bank, picture: Picture, category: Option<&str>) -> EntryId {
        let new = NewEntry {
            bank: bank.id,
            category: category.map(str::to_owned),
            provenance: None,
            votes: None,
            digests: FileDigests::of_sha256(picture.sha256),
            hashes: vec![picture.perceptual],
        };
        self.store.add_entry(new).await.expect("listed").0
    }
}
