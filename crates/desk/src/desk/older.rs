//! A hub that is older than this desk: what it cannot do yet is said once, and stays to be read at home.
//!
//! Work goes on: what such a hub has is all that it takes. What it has not is refused as that when somebody asks for it.

use super::{
    core::{Core, Person},
    job::Job,
};
use crate::account::Failed;
use scrim_wire::{ipc::view::Message, missing::Missing};

impl Core {
    pub(super) fn missing_heard(&mut self, answer: Result<Vec<Missing>, Failed>) {
        self.listen(&answer);
        // Where it does not say, each refusal speaks for itself.
        let (Ok(missing), Some(person)) = (answer, &mut self.person) else {
            return;
        };
        let is_news = person.missing.is_none();
        person.missing = Some(missing);
        if is_news && !person.misses().is_empty() {
            self.message.get_or_insert(Message::OlderHub);
        }
    }

    /// A hub that was away may be a newer one now.
    pub(super) fn ask_missing_again(&mut self) {
        let asks = |person: &Person| person.missing.as_ref().is_none_or(|missing| !missing.is_empty());
        if self.person.as_ref().is_some_and(asks) {
            self.jobs.push(Job::AskMissing);
        }
    }

    pub(super) fn missing(&self) -> Vec<Missing> {
        self.person.as_ref().map(Person::misses).unwrap_or_default()
    }
}

impl Person {
    /// What of it they could do at a newer hub.
    fn misses(&self) -> Vec<Missing> {
        let missing = self.missing.iter().flatten().copied();
        missing
            .filter(|missing| missing.is_missed_by(&self.me.permissions))
            .collect()
    }
}
