//! A matcher that answers late, and people who have a case in hand meanwhile.

use super::actors::{Actors, picture};
use crate::{
    matchers::listing,
    world::{Desk, Picture},
};
use scrim_model::{ids::CaseId, lease::LEASE_MAX_AGE, time::Span};
use scrim_store::{items::Door, leases::Leased, questions::OpenQuestion};

impl Actors {
    pub(super) async fn upload_unverified(&mut self, seed: u8, bits: usize) {
        let picture = picture(seed, bits);
        let accepted = self.world.accept_unanswered(picture, &[self.late]).await;
        self.uploads.push((accepted.item, picture));
        if matches!(accepted.door, Door::Queued | Door::Unverified) {
            self.unanswered.insert(accepted.item, (seed, accepted.case));
        }
    }

    /// A case that something is still to be answered of, if there is one that anybody can have.
    pub(super) async fn hold(&mut self, who: usize) {
        let open = self.unanswered.values().rev().filter_map(|(_seed, case)| *case);
        for case in open.collect::<Vec<_>>() {
            for further in 0..self.people.len() {
                let other = (who + further) % self.people.len();
                if let Some(held) = self.take_by_name(other, case).await {
                    self.held.push_back(held);
                    return;
                }
            }
        }
        let held = self.take(who).await;
        self.held.extend(held);
    }

    /// Somebody may be on a break, or it is none for them; then nothing happens.
    pub(super) async fn take_by_name(&self, who: usize, case: CaseId) -> Option<(Desk, Leased)> {
        let desk = *self.people.get(who).expect("one of three");
        let taken = self.world.store.take_case(desk.taker(), case, self.world.token()).await;
        Some((desk, taken.ok()??))
    }

    pub(super) async fn answer(&mut self) {
        self.world.step(Span::seconds(10));
        let due = self.world.store.claim_questions(self.late, 10).await;
        for question in due.expect("claimed") {
            self.answer_one(&question).await;
        }
    }

    async fn answer_one(&mut self, question: &OpenQuestion) {
        let (seed, _case) = *self.unanswered.get(&question.item).expect("it was asked about");
        self.list_late(seed).await;
        let before = self.world.stands(question.item).await;
        if self.world.answer(question).await.is_some() {
            self.unanswered.remove(&question.item);
            self.seen.answered += 1;
        } else {
            // It is put off, and not lost: nobody else answers.
            assert_eq!(before, Door::Queued, "only a case can be held");
            self.seen.put_off += 1;
        }
    }

    /// As an entry of its own, which no other list has, and now and then as the same again.
    async fn list_late(&mut self, seed: u8) {
        let nth = u8::try_from(self.seen.answered % 8).expect("few");
        // Odd: none that is told lists it.
        let number = 101 + 2 * (8 * seed + nth);
        let altered = Picture::new(seed).altered(usize::from(nth) + 1);
        let new = listing(self.world.bank.id, number.into(), altered, &[]);
        let learned = self.world.store.learn(self.late, vec![new]).await.expect("learned");
        self.listed.insert(number, learned.first().expect("one").0);
    }

    /// Every lease is over, and everything is answered.
    pub(super) async fn hear_all(&mut self) {
        self.held.clear();
        for _round in 0..100 {
            self.world.step(LEASE_MAX_AGE);
            self.answer().await;
            let open = self.world.store.open_questions().await.expect("read");
            if open.is_empty() {
                // What was stopped meanwhile is asked about no more.
                self.unanswered.clear();
                return;
            }
        }
        unreachable!("something is never answered");
    }
}
