//! Letters: written first, then sent, then struck out.

use super::{
    core::Core,
    job::Job,
    refusal::{is_silence, refusal},
};
use crate::{
    account::Failed,
    journal::{Letter, Says},
    random::draw_id,
};
use scrim_hub_client::LeaseProof;
use scrim_model::session::Event;
use scrim_wire::{
    http::verdicts::VerdictTaken,
    ipc::view::{Aside, Message},
};
use uuid::Uuid;

impl Core {
    /// Says which files of the desk's own are set aside, where any are.
    pub(super) fn set_aside(&mut self, unsent: Option<Aside>) {
        let settings = self.world.settings_aside;
        if unsent.is_some() || settings.is_some() {
            self.message = Some(Message::SetAside { unsent, settings });
        }
    }

    /// Writes a letter; it is sent once it is on the disk.
    pub(super) fn write_letter(&mut self, proof: LeaseProof, says: Says) {
        let Some(person) = &self.person else {
            return;
        };
        let letter = Letter {
            number: self.outbox.number(),
            id: draw_id(self.world.random.as_ref()),
            to: person.addressee.clone(),
            lease: proof.lease,
            token: proof.token,
            says,
        };
        self.outbox.put(letter.clone());
        self.jobs.push(Job::KeepLetter(letter));
    }

    /// Sends the next letter, where the hub answers and none is under way.
    pub(super) fn send_letters(&mut self) {
        let Some(person) = &self.person else {
            return;
        };
        if !self.link.is_up() {
            return;
        }
        if let Some(letter) = self.outbox.next(&person.addressee, self.elapsed) {
            self.jobs.push(Job::Send(letter));
        }
    }

    /// Sends all letters at once, in order: the session is about to end.
    pub(super) fn hand_in(&mut self) {
        if let Some(person) = &self.person
            && self.link.is_up()
        {
            let rest = self.outbox.rest(&person.addressee);
            self.jobs.extend(rest.into_iter().map(Job::Send));
        }
    }

    pub(super) fn letter_sent(&mut self, id: Uuid, answer: Result<Option<VerdictTaken>, Failed>) {
        match answer {
            Ok(taken) => self.letter_taken(id, taken),
            Err(error) if is_worth_sending_again(&error) => {
                self.outbox.failed(id, self.elapsed);
            }
            Err(error) => self.letter_refused(id, &error),
        }
        self.caught_up();
    }

    fn letter_taken(&mut self, id: Uuid, taken: Option<VerdictTaken>) {
        self.outbox.settled(id);
        self.jobs.push(Job::StrikeOut(id));
        if let Some(taken) = taken {
            self.outbox.acknowledged();
            self.feed(Event::VerdictTaken {
                case: taken.case_id,
                verdict: taken.verdict_id,
                grace_ends: taken.grace_ends,
            });
        }
        self.ask_me_soon();
    }

    /// The hub will never take it: a verdict is refused before the person's eyes, a closing is not
    /// missed by anybody, since a grant that is never closed counts in full.
    fn letter_refused(&mut self, id: Uuid, error: &Failed) {
        self.jobs.push(Job::StrikeOut(id));
        let Some(letter) = self.outbox.settled(id) else {
            return;
        };
        tracing::warn!(%error, "a letter was refused");
        if let Says::Verdict { case, .. } = letter.says {
            self.say(refusal(error));
            self.feed(Event::VerdictRefused { case });
            // What can be said may have changed: classes, for one.
            self.ask_me_soon();
        }
    }

    /// Says so when the verdicts that waited for the hub have all arrived.
    fn caught_up(&mut self) {
        let caught = self
            .person
            .as_ref()
            .filter(|_| self.link.is_up())
            .and_then(|person| self.outbox.caught_up(&person.addressee));
        if let Some(verdicts) = caught {
            self.say(Some(Message::Caught { verdicts }));
        }
    }
}

/// Silence, a hub in trouble, or a session that has to be begun again: none of them is an answer.
fn is_worth_sending_again(error: &Failed) -> bool {
    match error {
        Failed::SessionEnded(_) => true,
        Failed::Call(call) => is_silence(error) || call.is_transient(),
    }
}
