//! Look-alikes among the cases: what is said of them is in nothing that the property is about.

use super::actors::Actors;
use crate::world::{DRAWN, Desk, Picture, World};
use scrim_model::ids::EntryId;
use scrim_store::leases::Leased;

/// Listed, and never uploaded.
const LISTED: u8 = 50;

/// Near misses of one entry, more than all of them are given. Answers the entry.
pub(super) async fn mix_in(world: &World) -> EntryId {
    let listed = Picture::new(LISTED);
    let entry = world.entry(listed).await;
    for bits in 11..23 {
        world.mix_in(listed, bits).await;
    }
    entry
}

impl Actors {
    pub(super) fn is_look_alike(&self, leased: &Leased) -> bool {
        leased.case.pairs.iter().any(|pair| pair.entry == self.resembled)
    }

    /// The dice fall for one of three people, who decides whatever they are given.
    pub(super) async fn decide_what_is_drawn(&mut self, who: usize, says: usize) {
        let desk = *self.people.get(who).expect("one of three");
        // What ran out is back before it is counted.
        self.world.store.queues(desk.person, desk.role).await.expect("read");
        let before = self.world.sums_of_work().await;
        let Some(leased) = self.draw(desk).await else { return };
        self.speak(desk, &leased, says).await;
        if self.is_look_alike(&leased) {
            assert_eq!(self.world.sums_of_work().await, before, "nothing follows");
            self.seen.look_alikes += 1;
        }
    }

    async fn draw(&self, desk: Desk) -> Option<Leased> {
        let standing = self.world.store.standing(desk.person).await.expect("read");
        standing.allowance.may_lease().ok()?;
        self.world.take_drawn(desk, 1, DRAWN).await.pop()
    }
}
