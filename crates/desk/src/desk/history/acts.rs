//! What is done on the screen, and what its answers mean.

use super::{HistoryJob, HistoryOutcome, HistoryPlace, place::Saving};
use crate::{
    account::Failed,
    desk::{
        core::{Core, Place},
        job::Job,
        refusal::refusal,
    },
};
use scrim_model::person::Permission;
use scrim_wire::{
    http::history::{History, ListHistory},
    ipc::{
        history::{HistoryAct, Reading},
        record::Exported,
    },
};

impl Core {
    pub(in crate::desk) fn open_history(&mut self) {
        let Some(person) = &self.person else {
            return;
        };
        if !person.me.permissions.contains(&Permission::Review) {
            return;
        }
        let place = HistoryPlace::new(&person.me.queues);
        self.go(Place::History(Box::new(place)));
        self.ask_of_history();
    }

    pub(in crate::desk) fn do_in_history(&mut self, act: HistoryAct) {
        let Place::History(place) = &mut self.place else {
            return;
        };
        let asks = match act {
            HistoryAct::Filter { filter } => {
                place.begin(filter);
                true
            }
            HistoryAct::Older => place.go_older(),
            HistoryAct::Newer => place.go_newer(),
            HistoryAct::Again => true,
            HistoryAct::Save => {
                self.save_history();
                false
            }
            HistoryAct::StopSaving => {
                place.saving = None;
                place.exported = None;
                false
            }
            HistoryAct::TakeBack { verdict } => {
                self.jobs.push(Job::TakeBack(verdict));
                false
            }
        };
        if asks {
            self.ask_of_history();
        }
    }

    /// Asks for the page that is wanted now: where one was taken back, or something was reversed, or the hub is back.
    pub(in crate::desk) fn ask_of_history(&mut self) {
        if let Place::History(place) = &mut self.place {
            place.reading = Reading::Asked;
            let asked = place.asks();
            self.jobs.push(Job::History(HistoryJob::Page(asked)));
        }
    }

    fn save_history(&mut self) {
        let at = self.now();
        let Place::History(place) = &mut self.place else {
            return;
        };
        if place.exported == Some(Exported::UnderWay) {
            return;
        }
        place.exported = Some(Exported::UnderWay);
        let saving = place.saving.insert(Saving::begin(place.filter, at));
        let asked = saving.asks();
        self.jobs.push(Job::History(HistoryJob::Part(asked)));
    }

    pub(in crate::desk) fn history_answered(&mut self, outcome: HistoryOutcome) {
        match outcome {
            HistoryOutcome::Page(asked, answer) => {
                self.listen(&answer);
                self.history_page_came(&asked, answer);
            }
            HistoryOutcome::Part(asked, answer) => {
                self.listen(&answer);
                self.history_part_came(&asked, answer);
            }
            HistoryOutcome::Written(exported) => {
                if let Place::History(place) = &mut self.place
                    && place.exported == Some(Exported::UnderWay)
                    && place.saving.is_none()
                {
                    place.exported = Some(exported);
                }
            }
        }
    }

    fn history_page_came(&mut self, asked: &ListHistory, answer: Result<History, Failed>) {
        let Place::History(place) = &mut self.place else {
            return;
        };
        match answer {
            Ok(page) => {
                if place.came(asked, page) {
                    self.ask_of_history();
                }
            }
            Err(error) => {
                place.failed(asked);
                self.message = refusal(&error).or(self.message);
            }
        }
    }

    /// A part that belongs to another file, or to one that is not wanted any more, came too late.
    fn history_part_came(&mut self, asked: &ListHistory, answer: Result<History, Failed>) {
        let Place::History(place) = &mut self.place else {
            return;
        };
        let Some(mut saving) = place.saving.take_if(|saving| saving.asks() == *asked) else {
            return;
        };
        let more = match answer {
            Ok(page) => saving.came(page),
            Err(error) => {
                place.exported = Some(Exported::NotFetched);
                self.message = refusal(&error).or(self.message);
                return;
            }
        };
        let job = if more {
            let next = saving.asks();
            place.saving = Some(saving);
            HistoryJob::Part(next)
        } else {
            HistoryJob::Write {
                at: saving.at,
                verdicts: saving.into_verdicts(),
            }
        };
        self.jobs.push(Job::History(job));
    }
}
