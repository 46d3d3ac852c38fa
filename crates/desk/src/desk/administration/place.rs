//! The section that is shown: asked for, and come.

use super::{
    changes::Changes,
    job::{AdministrationJob, AdministrationOutcome, Asker, Wanted},
    keeping::KeepingOutcome,
    kept::Kept,
    open_sections,
};
use crate::{
    account::Failed,
    desk::{
        core::{Core, Person, Place},
        job::Job,
        refusal::refusal,
    },
};
use scrim_model::setup::Setup;
use scrim_wire::ipc::{
    administration::{AdministrationSection, AdministrationView, SectionContent},
    record::Exported,
};

/// The screen.
#[derive(Debug)]
pub(crate) struct AdministrationPlace {
    /// What was asked for last: an answer to anything else came too late.
    pub(super) wanted: Wanted,
    pub(super) content: Option<SectionContent>,
    failed: bool,
    /// Answers that are still to come.
    pub(super) awaited: u8,
    pub(super) changes: Changes,
    pub(super) exported: Option<Exported>,
    pub(super) kept: Kept,
}

impl AdministrationPlace {
    fn of(wanted: Wanted) -> Self {
        Self {
            wanted,
            content: None,
            failed: false,
            awaited: 0,
            changes: Changes::default(),
            exported: None,
            kept: Kept::default(),
        }
    }
}

impl Core {
    /// Opens a section, or the first that is open to whoever is signed in.
    pub(in crate::desk) fn open_administration(&mut self, section: Option<AdministrationSection>) {
        let open = |person: &Person| open_sections(&person.me.permissions, person.setup.as_ref());
        let Some(sections) = self.person.as_ref().map(open) else {
            return;
        };
        let section = section.map_or(sections.first(), |wanted| sections.iter().find(|open| **open == wanted));
        let Some(wanted) = section.map(|section| Wanted::first(*section)) else {
            return;
        };
        self.go(Place::Administration(Box::new(AdministrationPlace::of(wanted))));
        self.read_administration();
    }

    /// Asks for what is wanted, as a whole.
    pub(in crate::desk) fn read_administration(&mut self) {
        let Some(asker) = self.person.as_ref().map(|person| Asker::of(&person.me)) else {
            return;
        };
        if let Place::Administration(place) = &self.place {
            let job = AdministrationJob::Read(asker, place.wanted);
            self.ask_of_administration(job);
        }
    }

    pub(super) fn ask_of_administration(&mut self, job: AdministrationJob) {
        if let Place::Administration(place) = &mut self.place {
            place.awaited = place.awaited.saturating_add(1);
            self.jobs.push(Job::Administration(job));
        }
    }

    pub(in crate::desk) fn administration_answered(&mut self, outcome: AdministrationOutcome) {
        let was_awaited = !matches!(outcome, AdministrationOutcome::Kept(KeepingOutcome::Verified(..)));
        if let Place::Administration(place) = &mut self.place {
            place.awaited = place.awaited.saturating_sub(u8::from(was_awaited));
        }
        match outcome {
            AdministrationOutcome::Read(wanted, answer) => {
                self.administration_read(wanted, answer.map(|content| *content));
            }
            AdministrationOutcome::Changed(answer) => self.administration_changed(answer),
            AdministrationOutcome::Kept(outcome) => self.kept(outcome),
        }
    }

    fn administration_read(&mut self, wanted: Wanted, answer: Result<SectionContent, Failed>) {
        self.listen(&answer);
        let Place::Administration(place) = &mut self.place else {
            return;
        };
        // Another section is open by now: it came too late.
        if place.wanted != wanted {
            return;
        }
        match answer {
            Ok(content) => {
                place.failed = false;
                if let (SectionContent::SettingUp(shown), Some(person)) = (&content, &mut self.person) {
                    person.setup = Some(shown.setup.clone());
                }
                place.content = Some(content);
            }
            Err(error) => {
                place.failed = true;
                self.message = refusal(&error).or(self.message);
            }
        }
    }

    /// What is open, and the section that is: whoever has done the last step still sees what they did.
    fn sections_beside(&self, shown: AdministrationSection) -> Vec<AdministrationSection> {
        let open = |person: &Person| open_sections(&person.me.permissions, person.setup.as_ref());
        let mut sections = self.person.as_ref().map(open).unwrap_or_default();
        if !sections.contains(&shown) {
            sections.push(shown);
        }
        sections
    }

    /// What the hub has was told at the start: whoever finds nothing there begins with the first step.
    pub(in crate::desk) fn setup_heard(&mut self, answer: Result<Setup, Failed>) {
        let (Ok(setup), Some(person)) = (answer, &mut self.person) else {
            return;
        };
        let begins = setup.is_untouched() && matches!(self.place, Place::Home);
        person.setup = Some(setup);
        if begins {
            self.open_administration(Some(AdministrationSection::SettingUp));
        }
    }

    /// The section as it is drawn.
    pub(in crate::desk) fn administration_view(&self, place: &AdministrationPlace) -> AdministrationView {
        let mut content = place.content.clone();
        if let Some(content) = &mut content {
            place.kept.shown_in(content);
        }
        AdministrationView {
            section: place.wanted.section(),
            sections: self.sections_beside(place.wanted.section()),
            content,
            failed: place.failed,
            busy: place.awaited > 0,
            changes: place.changes.view(),
            exported: place.exported.clone(),
        }
    }
}
