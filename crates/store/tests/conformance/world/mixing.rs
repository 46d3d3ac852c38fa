//! Look-alikes, mixed in and given.

use super::{Desk, Picture, World};
use scrim_model::look_alike::{Dice, LookAlikeShare};
use scrim_store::{
    leases::{Leased, Taker},
    look_alikes::{NearMiss, NewLookAlike, NotALookAlike},
    metrics::Sums,
};
use std::collections::BTreeMap;

/// A throw that falls into every share but none.
pub(crate) const DRAWN: Dice = Dice::of(0);

impl World {
    /// The same picture, read to be mixed into the queue of the world's list.
    pub(crate) async fn new_look_alike(&self, picture: Picture) -> NewLookAlike {
        let read = self.new_item(picture).await;
        NewLookAlike {
            id: read.id,
            bytes: read.bytes,
            digests: read.digests,
            hashes: read.hashes,
            size_px: (4_000, 3_000),
            traits: Vec::new(),
            near: read.near.hashes,
            queue: self.bank.name.clone(),
            list: self.bank.name.clone(),
            entry: None,
        }
    }

    pub(crate) async fn try_add_look_alike(&self, new: NewLookAlike) -> Result<NearMiss, NotALookAlike> {
        let media = self.new_item(Picture::new(0)).await.media.expect("sealed");
        self.store.add_look_alike(new, media).await
    }

    /// A near miss of a listed picture, so many bits off, of which the most may be given.
    pub(crate) async fn mix_in(&self, listed: Picture, bits: usize) -> NewLookAlike {
        let new = self.new_look_alike(listed.altered(bits)).await;
        let miss = self.try_add_look_alike(new.clone()).await.expect("a look-alike");
        assert_eq!(miss.distance as usize, bits);
        let most = LookAlikeShare::try_from(scrim_model::look_alike::MOST).expect("a share");
        let queue = self.bank.name.clone();
        self.store.set_look_alike_share(queue, most).await.expect("set");
        new
    }

    /// Takes cases with a throw of the dice.
    pub(crate) async fn take_drawn(&self, desk: Desk, want: usize, dice: Dice) -> Vec<Leased> {
        let tokens = (0..want).map(|_| self.token()).collect();
        let taker = Taker { dice, ..desk.taker() };
        self.store
            .take_leases(taker, None, tokens)
            .await
            .expect("may take cases")
    }

    /// What is told of everybody's work, but for how much was looked at.
    pub(crate) async fn sums_of_work(&self) -> (Sums, u64) {
        let sums = self.store.sums().await.expect("sums");
        let planned = self.store.backlog(self.now()).await.expect("backlog").planned;
        let of_work = Sums {
            looks: 0,
            exposure_ms_by_rung: BTreeMap::default(),
            ..sums
        };
        (of_work, planned)
    }
}
