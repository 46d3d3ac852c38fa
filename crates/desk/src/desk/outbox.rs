//! Letters on their way, in the order they were written.
//!
//! One is under way at a time: a look is closed at the hub before the verdict that rests on it comes.
//! Letters of somebody else wait until that person signs in again.

use super::link::pauses;
use crate::journal::{Addressee, Letter};
use backon::ExponentialBackoff;
use scrim_model::ids::LeaseId;
use std::{collections::VecDeque, time::Duration};
use uuid::Uuid;

/// The letters.
pub(crate) struct Outbox {
    letters: VecDeque<Waiting>,
    sending: Option<Uuid>,
    pause: Option<Pause>,
    next_number: u64,
    caught: Caught,
}

struct Waiting {
    letter: Letter,
    written: bool,
}

struct Pause {
    pauses: ExponentialBackoff,
    until: Duration,
}

/// Verdicts that arrive after the hub was away.
#[derive(Clone, Copy)]
enum Caught {
    Nothing,
    /// The hub was away, or letters were left from an earlier run.
    Counting(u32),
}

impl Outbox {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self {
            letters: VecDeque::new(),
            sending: None,
            pause: None,
            next_number: 0,
            caught: Caught::Nothing,
        }
    }

    /// The number of the next letter.
    pub(crate) fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }

    /// Takes up the letters that an earlier run left, already written.
    pub(crate) fn take_up(&mut self, letters: Vec<Letter>) {
        for letter in letters {
            self.next_number = self.next_number.max(letter.number);
            self.caught = Caught::Counting(0);
            let written = true;
            self.letters.push_back(Waiting { letter, written });
        }
    }

    /// Puts a letter at the end; it is sent once it is written.
    pub(crate) fn put(&mut self, letter: Letter) {
        let written = false;
        self.letters.push_back(Waiting { letter, written });
    }

    /// A letter has been written to the journal.
    pub(crate) fn written(&mut self, id: Uuid) {
        let found = self.letters.iter_mut().find(|waiting| waiting.letter.id == id);
        if let Some(waiting) = found {
            waiting.written = true;
        }
    }

    /// The next letter to send to `to`, where none is under way.
    pub(crate) fn next(&mut self, to: &Addressee, elapsed: Duration) -> Option<Letter> {
        let paused = self.pause.as_ref().is_some_and(|pause| pause.until > elapsed);
        if self.sending.is_some() || paused {
            return None;
        }
        let next = self.letters.iter().find(|waiting| waiting.letter.to == *to)?;
        if !next.written {
            return None;
        }
        self.sending = Some(next.letter.id);
        Some(next.letter.clone())
    }

    /// Every letter to `to` but the one under way: before a sign-out there is no later.
    pub(crate) fn rest(&self, to: &Addressee) -> Vec<Letter> {
        let rest = self.letters.iter().map(|waiting| &waiting.letter);
        rest.filter(|letter| letter.to == *to && self.sending != Some(letter.id))
            .cloned()
            .collect()
    }

    /// The hub has settled a letter, one way or the other.
    pub(crate) fn settled(&mut self, id: Uuid) -> Option<Letter> {
        self.sending.take_if(|sending| *sending == id);
        self.pause = None;
        let at = self.letters.iter().position(|waiting| waiting.letter.id == id)?;
        self.letters.remove(at).map(|waiting| waiting.letter)
    }

    /// A verdict was acknowledged.
    pub(crate) fn acknowledged(&mut self) {
        if let Caught::Counting(verdicts) = &mut self.caught {
            *verdicts += 1;
        }
    }

    /// Sending came to nothing; the same letter is tried again after a pause.
    pub(crate) fn failed(&mut self, id: Uuid, elapsed: Duration) {
        self.sending.take_if(|sending| *sending == id);
        let mut pauses = self.pause.take().map_or_else(pauses, |pause| pause.pauses);
        let until = elapsed + pauses.next().unwrap_or_default();
        self.pause = Some(Pause { pauses, until });
    }

    /// The session ended: what was under way is sent again by the next one.
    pub(crate) fn nothing_under_way(&mut self) {
        self.sending = None;
        self.pause = None;
    }

    /// The hub went away.
    pub(crate) fn hub_gone(&mut self) {
        if let Caught::Nothing = self.caught {
            self.caught = Caught::Counting(0);
        }
    }

    /// The hub is back: no pause is worth waiting for.
    pub(crate) fn hub_back(&mut self) {
        self.pause = None;
    }

    /// How many verdicts arrived since the hub went away, once none is left to send to `to`.
    pub(crate) fn caught_up(&mut self, to: &Addressee) -> Option<u32> {
        let Caught::Counting(verdicts) = self.caught else {
            return None;
        };
        if self.letters.iter().any(|waiting| waiting.letter.to == *to) {
            return None;
        }
        self.caught = Caught::Nothing;
        (verdicts > 0).then_some(verdicts)
    }

    /// Whether the hub has still to be told of a look under this lease.
    pub(crate) fn owes_closing(&self, lease: LeaseId) -> bool {
        let of_it = |waiting: &Waiting| waiting.letter.lease == lease && !waiting.letter.is_verdict();
        self.letters.iter().any(of_it)
    }

    /// Verdicts not yet acknowledged.
    pub(crate) fn unsent(&self) -> u32 {
        let verdicts = self.letters.iter().filter(|waiting| waiting.letter.is_verdict());
        u32::try_from(verdicts.count()).unwrap_or(u32::MAX)
    }
}
