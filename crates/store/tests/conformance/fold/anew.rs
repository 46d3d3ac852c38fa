//! What waits, answered anew: in the end it is what the door says of it now, unless somebody has spoken on it.

use super::actors::{Actors, NEAR};
use crate::world::Picture;
use scrim_model::ids::EntryId;
use scrim_store::{
    items::{Accepted, Door},
    leases::Leased,
};
use std::collections::HashSet;

/// Which of the decisions says that a pair is rightly listed.
const AGREES: usize = 1;

/// Cases taken at once.
const HANDFUL: usize = 8;

impl Actors {
    /// Everything is followed, and then a case that nobody has spoken on has every pair that the door would find, and
    /// nothing waits that the door would stop.
    pub(super) async fn what_waits_is_what_the_door_says(&mut self) {
        self.world.match_again().await;
        self.count_what_was_answered_anew().await;
        for leased in self.everything_that_waits().await {
            let own = self.uploads.iter().find(|(item, _picture)| *item == leased.case.item);
            if let Some((_item, picture)) = own.filter(|_| !self.spoken.contains(&leased.case.id)) {
                self.is_as_the_door_says(&leased, *picture).await;
            }
        }
    }

    /// Two copies that are not the same picture wait for one list, and then a second one lists what both are near. Where
    /// both moderators can be given the first, they confirm it, and nobody has to look at the second any more.
    pub(super) async fn wait_for_a_second_list(&mut self, picture: u8) {
        self.list_once(picture).await;
        let first = self.upload(picture, 12).await;
        let _second = self.upload(picture, 25).await;
        self.list_once(picture + NEAR).await;
        self.world.match_again().await;
        for who in [0, 1] {
            if let Some(case) = first
                && let Some((desk, leased)) = self.take_by_name(who, case).await
            {
                self.speak(desk, &leased, AGREES).await;
                self.world.past_grace().await;
            }
        }
        self.world.match_again().await;
    }

    async fn is_as_the_door_says(&self, leased: &Leased, picture: Picture) {
        let Accepted { door, matches, .. } = self.world.upload(picture).await;
        let case = leased.case.id;
        // What is suspended since matches nothing new; people decide on what it has brought before them.
        assert_ne!(door, Door::Stopped, "it waits: {case:?}");
        let pairs: HashSet<EntryId> = leased.case.pairs.iter().map(|pair| pair.entry).collect();
        for (found, _name) in matches {
            assert!(pairs.contains(&found.entry), "{found:?} is no pair of {case:?}");
        }
    }

    /// In the hands of people who come last.
    async fn everything_that_waits(&self) -> Vec<Leased> {
        let mut all = Vec::new();
        for number in 0_usize.. {
            let late = self.world.moderator(&format!("late {number}")).await;
            let taken = self.world.take(late, HANDFUL).await;
            if taken.is_empty() {
                break;
            }
            all.extend(taken);
        }
        all
    }

    async fn count_what_was_answered_anew(&mut self) {
        for row in self.world.store.chain_rows(0, 100_000).await.expect("read") {
            match row.kind.as_str() {
                "rematched" => self.seen.stopped_anew += 1,
                "matches_added" => self.seen.pairs_gained += 1,
                _ => {}
            }
        }
    }
}
