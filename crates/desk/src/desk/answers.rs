//! What the hub, the keyring and the disk answered.

use super::{
    core::{Core, Place},
    job::{Job, Outcome, RecordOutcome, Rendition},
    refusal::{blocked, code, is_gone, is_silence, refusal},
};
use crate::account::Failed;
use scrim_model::{
    ids::{CaseId, LeaseId},
    rung::Rung,
    session::{
        Event, Held,
        view::{Blocked, NoteView},
    },
    wellness::{RungLimit, Settings},
};
use scrim_wire::{
    Code,
    http::{
        leases::{Leased, ReleaseReason, Renewed},
        me::Floor,
        queues::Note,
        verdicts::VerdictUndone,
    },
    ipc::view::Message,
};
use zeroize::Zeroizing;

impl Core {
    pub(super) fn hear(&mut self, epoch: u64, outcome: Outcome) {
        // What the disk says holds whoever is signed in; the rest is about the session that asked.
        match outcome {
            Outcome::JournalOpen {
                letters,
                keyring,
                aside,
            } => {
                self.keyring = keyring;
                self.set_aside(aside);
                self.outbox.take_up(letters);
                self.jobs.push(Job::Restore);
            }
            Outcome::LetterKept(id) => self.outbox.written(id),
            Outcome::Updates(outcome) => self.updates_heard(outcome),
            Outcome::Sent(id, answer) if epoch != self.epoch => self.letter_sent(id, answer),
            outcome if epoch == self.epoch => self.hear_now(outcome),
            _ => {}
        }
    }

    fn hear_now(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::JournalOpen { .. } | Outcome::LetterKept(_) | Outcome::Updates(_) => {}
            Outcome::Restored(answer) => self.restored(answer),
            Outcome::SignedIn(answer) => self.signed_in(answer),
            Outcome::Ways(hub, told) => self.ways_told(&hub, told),
            Outcome::BrowserFailed => self.browser_failed(),
            Outcome::SignedOutEverywhere(answer) => {
                self.listen(&answer);
                self.signed_out_everywhere(&answer);
            }
            Outcome::Ended(code) => self.session_ended(code),
            Outcome::News(about) => self.news(about),
            Outcome::Me(answer) => {
                self.listen(&answer);
                self.me_answered(answer);
            }
            Outcome::Floor(answer) => {
                self.listen(&answer);
                self.floor_answered(answer);
            }
            Outcome::Record(outcome) => {
                self.listen_to_record(&outcome);
                self.record_answered(outcome);
            }
            Outcome::History(outcome) => self.history_answered(outcome),
            Outcome::Unreadable { before, answer } => {
                self.listen(&answer);
                self.unreadable_answered(before, answer);
            }
            Outcome::Queues(outcome) => self.queues_answered(outcome),
            Outcome::Care(outcome) => self.care_answered(outcome),
            Outcome::Oversight(outcome) => self.oversight_answered(outcome),
            Outcome::Administration(outcome) => self.administration_answered(outcome),
            Outcome::PreferencesSaved(wanted, answer) => {
                self.listen(&answer);
                self.preferences_saved(&wanted, &answer);
            }
            Outcome::Setup(answer) => {
                self.listen(&answer);
                self.setup_heard(answer);
            }
            Outcome::Missing(answer) => self.missing_heard(answer),
            Outcome::PasswordChanged(answer) => {
                self.listen(&answer);
                self.password_changed(&answer);
            }
            Outcome::WellnessSaved(answer) => {
                self.listen(&answer);
                self.wellness_saved(&answer);
            }
            Outcome::Break(wish, answer) => {
                self.listen(&answer);
                self.break_answered(wish, &answer);
            }
            other => self.hear_of_cases(other),
        }
    }

    fn hear_of_cases(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Leased(answer) => {
                self.listen(&answer);
                self.leased(answer);
            }
            Outcome::Rendition(of, answer) => {
                self.listen(&answer);
                self.rendition_came(&of, answer);
            }
            Outcome::Look {
                case,
                lease,
                aim,
                answer,
            } => {
                self.listen(&answer);
                self.look_answered((case, lease, aim), answer);
            }
            Outcome::Notes { case, left, answer } => {
                self.listen(&answer);
                self.noted(case, left, answer);
            }
            Outcome::Escalated(answer) => {
                self.listen(&answer);
                self.escalated(&answer);
            }
            Outcome::Urgent(outcome) => self.urgent_answered(outcome),
            Outcome::Tile(of, answer) => {
                self.listen(&answer);
                self.tile_came(of, answer);
            }
            Outcome::Renewed { case, lease, answer } => {
                self.listen(&answer);
                self.renewed(case, lease, &answer);
            }
            Outcome::Sent(id, answer) => {
                self.listen(&answer);
                self.letter_sent(id, answer);
            }
            Outcome::TakenBack(answer) => {
                self.listen(&answer);
                self.taken_back(&answer);
            }
            _ => {}
        }
    }

    fn listen_to_record(&mut self, outcome: &RecordOutcome) {
        match outcome {
            RecordOutcome::Rows { answer, .. } => self.listen(answer),
            RecordOutcome::Days(answer) => self.listen(answer),
            RecordOutcome::Accesses(answer) => self.listen(answer),
            RecordOutcome::Feedback { answer, .. } => self.listen(answer),
            RecordOutcome::Alarms(answer) => self.listen(answer),
            RecordOutcome::Exported(_) => {}
        }
    }

    /// Every answer also says whether there is a hub, and whether it still knows us.
    pub(super) fn listen<T>(&mut self, answer: &Result<T, Failed>) {
        match answer {
            Err(Failed::SessionEnded(code)) => self.session_ended(*code),
            Err(error) if is_silence(error) => {
                if self.link.lost(self.now(), self.elapsed) {
                    self.outbox.hub_gone();
                    self.feed(Event::Online { online: false });
                }
            }
            Ok(_) | Err(_) => {
                if self.link.found() {
                    self.back_online();
                }
                self.say_whether_there_is_room(answer.as_ref().err());
            }
        }
    }

    /// Nobody at this desk can do anything about a full disk, and everybody should know why nothing goes on.
    fn say_whether_there_is_room(&mut self, error: Option<&Failed>) {
        let says_full = |message: &Message| matches!(message, Message::Refused { code: Code::NoRoom, .. });
        match error {
            Some(error) if code(error) == Some(Code::NoRoom) => self.message = refusal(error),
            Some(_) => {}
            None => self.message = self.message.filter(|message| !says_full(message)),
        }
    }

    fn back_online(&mut self) {
        self.outbox.hub_back();
        self.feed(Event::Online { online: true });
        self.heartbeat();
        self.fetch_ahead();
        self.ask_me_soon();
        self.tell_likes();
        self.ask_of_history();
        self.ask_missing_again();
        if let Some(wish) = self.person.as_ref().and_then(|person| person.break_wish) {
            self.jobs.push(Job::Break(wish));
        }
    }

    fn floor_answered(&mut self, answer: Result<Floor, Failed>) {
        match (answer, &mut self.person) {
            (Ok(Floor { settings }), Some(person)) => person.floor = Some(settings),
            (Err(error), _) => self.message = refusal(&error).or(self.message),
            (Ok(_), None) => {}
        }
    }

    fn wellness_saved(&mut self, answer: &Result<(), Failed>) {
        if let Place::Settings { busy } = &mut self.place {
            *busy = false;
        }
        self.message = match answer {
            Ok(()) => Some(Message::Saved),
            Err(error) => refusal(error).or(self.message),
        };
        self.ask_me_soon();
    }

    fn leased(&mut self, answer: Result<Vec<Leased>, Failed>) {
        match answer {
            Ok(leased) if self.session.is_none() => self.give_back(leased),
            Ok(leased) => {
                if let Some(last) = leased.last() {
                    self.limit_told(last.limit);
                }
                let cases = leased.into_iter().map(|leased| self.held.take(leased));
                let cases: Vec<Held> = cases.collect();
                let taken: Vec<_> = cases.iter().map(|held| (held.case, held.lease)).collect();
                self.feed(Event::Leased { cases });
                self.fetch_ahead();
                for (case, lease) in taken {
                    self.note(case, lease, None);
                }
            }
            Err(error) => {
                let max = self.person.as_ref().map(|person| person.me.allowance.max_rung);
                let why = blocked(&error, max.unwrap_or(Rung::Label));
                if why == Blocked::NotOffered {
                    self.message = refusal(&error).or(self.message);
                }
                self.feed(Event::LeaseRefused { why });
                self.ask_me_soon();
            }
        }
    }

    /// A lease says what may be looked at just now: where that is news, so may be why.
    fn limit_told(&mut self, limit: RungLimit) {
        let known = self.person.as_ref().map(|person| person.me.allowance.rung_limit());
        if known != Some(limit) {
            self.ask_me_soon();
        }
    }

    /// The review was left while the hub was handing out cases.
    fn give_back(&mut self, leased: Vec<Leased>) {
        for leased in leased {
            let proof = scrim_hub_client::LeaseProof {
                lease: leased.lease_id,
                token: Zeroizing::new(leased.token),
            };
            let why = ReleaseReason::Unseen;
            self.jobs.push(Job::Release { proof, why });
        }
    }

    fn rendition_came(&mut self, of: &Rendition, answer: Result<Vec<u8>, Failed>) {
        let Rendition { case, proof, rung } = of;
        let (case, rung) = (*case, *rung);
        let hidden = self.curtain || self.session.is_none();
        let Some(holding) = self.held.under(case, proof.lease) else {
            // Zeroed: it may be a picture.
            drop(answer.map(Zeroizing::new));
            return;
        };
        match answer {
            Ok(bytes) if hidden && holding.is_at_rest(rung) => {
                drop(Zeroizing::new(bytes));
                holding.missed(rung);
            }
            Ok(bytes) => {
                holding.store(rung, bytes);
                if holding.wanted.contains(&rung) {
                    self.make_rest_frame(case, rung);
                } else if self.look_waits_for(case, rung).is_some() {
                    self.open_picture();
                }
            }
            Err(error) => {
                holding.missed(rung);
                self.rendition_failed((case, proof.lease, rung), &error);
            }
        }
    }

    /// With no hub, a picture at rest is waited for; a look is not.
    fn rendition_failed(&mut self, (case, lease, rung): (CaseId, LeaseId, Rung), error: &Failed) {
        if let Some(asked) = self.look_waits_for(case, rung) {
            self.picture_failed(case, asked);
        }
        if is_silence(error) {
            return;
        }
        let wanted = self
            .held
            .under(case, lease)
            .is_some_and(|holding| holding.wanted.remove(&rung));
        if is_gone(error) {
            self.lease_gone(case, lease);
        } else if wanted {
            self.feed(Event::FrameFailed { case, rung });
        }
    }

    fn renewed(&mut self, case: CaseId, lease: LeaseId, answer: &Result<Renewed, Failed>) {
        match answer {
            Ok(renewed) if self.held.under(case, lease).is_some() => {
                self.limit_told(renewed.limit);
                let max_rung = renewed.max_rung;
                self.feed(Event::Renewed { case, max_rung });
            }
            Err(error) if is_gone(error) || code(error) == Some(Code::NotFound) => self.lease_gone(case, lease),
            Ok(_) | Err(_) => {}
        }
    }

    /// A lease is gone: its pictures go, and the person is told if the case was before their eyes.
    pub(super) fn lease_gone(&mut self, case: CaseId, lease: LeaseId) {
        if self.let_go(case, lease).is_none() {
            return;
        }
        let now = self.now();
        let shown = self.session.as_ref().and_then(|session| session.view(now).case);
        if shown.is_some_and(|shown| shown.id == case) {
            self.say(Some(Message::CaseGone));
        }
        self.feed(Event::LeaseGone { case });
    }

    /// That nothing can be read of notes is told only to whoever has left one.
    fn noted(&mut self, case: CaseId, left: bool, answer: Result<Vec<Note>, Failed>) {
        match answer {
            Ok(notes) => {
                let notes = notes.into_iter().map(|note| NoteView {
                    at: note.at,
                    own: note.own,
                    text: note.text,
                });
                let notes = notes.collect();
                self.feed(Event::Notes { case, notes });
            }
            Err(error) if left => self.message = refusal(&error).or(self.message),
            Err(_) => {}
        }
    }

    /// A case that did not get to the leads goes back to its queue when its lease runs out.
    fn escalated(&mut self, answer: &Result<(), Failed>) {
        self.message = match answer {
            Ok(()) => Some(Message::Escalated),
            Err(error) if is_gone(error) => Some(Message::CaseGone),
            Err(error) => refusal(error).or(self.message),
        };
    }

    fn taken_back(&mut self, answer: &Result<VerdictUndone, Failed>) {
        match answer {
            Ok(undone) => {
                self.message = Some(Message::Undone);
                self.feed(Event::Undone { case: undone.case_id });
            }
            Err(error) => self.message = refusal(error).or(self.message),
        }
        self.ask_of_history();
    }

    /// The floor as far as it is known; while it is not, the strictest holds.
    pub(super) fn known_floor(&self) -> Option<Settings> {
        self.person.as_ref().and_then(|person| person.floor)
    }
}
