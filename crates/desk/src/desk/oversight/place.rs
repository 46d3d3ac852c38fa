//! The page that is shown: asked for, come, and gone stale.

use super::{
    handoff::Handoff,
    job::{Asker, OversightJob, OversightOutcome, Wanted},
    open_pages,
    setting::Setting,
};
use crate::{
    account::Failed,
    desk::{
        core::{Core, Place},
        job::Job,
        refusal::{may_start, refusal},
    },
};
use scrim_wire::{
    http::transparency::Transparency,
    ipc::{
        oversight::{OversightPage, OversightView, PageContent, ReversedView, SplitsView},
        record::Exported,
        view::Message,
    },
};
use std::time::Duration;

/// How long it is waited for further changes before a page is read again.
const CHANGES_GATHER: Duration = Duration::from_millis(800);

/// The screen.
#[derive(Debug)]
pub(crate) struct OversightPlace {
    /// What was asked for last: an answer to anything else came too late.
    pub(super) wanted: Wanted,
    pub(super) content: Option<PageContent>,
    /// Reports on months that came before the page they are on.
    pub(super) early_months: Option<Vec<Transparency>>,
    failed: bool,
    /// Answers that are still to come.
    pub(super) awaited: u8,
    pub(super) exported: Option<Exported>,
    pub(super) setting: Setting,
    /// What the last reversal here undid.
    pub(super) reversed: Option<ReversedView>,
    pub(super) handoff: Option<Handoff>,
    /// When it is read again because something has changed.
    due: Option<Duration>,
}

impl OversightPlace {
    fn of(wanted: Wanted) -> Self {
        Self {
            wanted,
            content: None,
            early_months: None,
            failed: false,
            awaited: 0,
            exported: None,
            setting: Setting::default(),
            reversed: None,
            handoff: None,
            due: None,
        }
    }

    pub(super) fn page(&self) -> OversightPage {
        self.wanted.page()
    }
}

impl Core {
    /// Opens a page, or the first that is open to whoever is signed in.
    pub(in crate::desk) fn open_oversight(&mut self, page: Option<OversightPage>) {
        let Some(pages) = self.person.as_ref().map(|person| open_pages(&person.me.permissions)) else {
            return;
        };
        let page = page.map_or(pages.first(), |page| pages.iter().find(|open| **open == page));
        let Some(wanted) = page.map(|page| Wanted::first(*page, self.now())) else {
            return;
        };
        self.go(Place::Oversight(Box::new(OversightPlace::of(wanted))));
        self.read_oversight();
    }

    /// Asks for what is wanted, as a whole.
    pub(in crate::desk) fn read_oversight(&mut self) {
        if let Place::Oversight(place) = &self.place {
            let wanted = place.wanted;
            self.ask_of_oversight(OversightJob::Read(wanted));
            if wanted == Wanted::Figures && self.reads_audit() {
                self.ask_of_oversight(OversightJob::Months);
            }
        }
    }

    pub(super) fn ask_of_oversight(&mut self, job: OversightJob) {
        let Some(asker) = self.asker() else {
            return;
        };
        if let Place::Oversight(place) = &mut self.place {
            place.awaited = place.awaited.saturating_add(1);
            self.jobs.push(Job::Oversight(asker, job));
        }
    }

    fn asker(&self) -> Option<Asker> {
        let now = self.now();
        self.person.as_ref().map(|person| Asker::of(&person.me, now))
    }

    fn reads_audit(&self) -> bool {
        self.asker().is_some_and(|asker| asker.reads_audit())
    }

    /// Something has changed that a page shows.
    pub(in crate::desk) fn oversight_changed(&mut self, pages: &[OversightPage]) {
        let due = self.elapsed + CHANGES_GATHER;
        if let Place::Oversight(place) = &mut self.place
            && pages.contains(&place.page())
        {
            place.due.get_or_insert(due);
        }
    }

    /// Reads the page again, where it is time.
    pub(in crate::desk) fn read_oversight_again(&mut self) {
        if let Place::Oversight(place) = &mut self.place
            && place.due.is_some_and(|due| due <= self.elapsed)
        {
            place.due = None;
            let job = OversightJob::Read(place.wanted);
            self.ask_of_oversight(job);
        }
    }

    pub(in crate::desk) fn oversight_answered(&mut self, outcome: OversightOutcome) {
        let Place::Oversight(place) = &mut self.place else {
            return;
        };
        place.awaited = place.awaited.saturating_sub(1);
        match outcome {
            OversightOutcome::Read(wanted, answer) => self.oversight_read(wanted, answer.map(|content| *content)),
            OversightOutcome::Months(answer) => self.months_came(answer),
            OversightOutcome::Checked(matcher, check) => place.matcher_checked(matcher, check),
            OversightOutcome::DestinationChecked(destination, check) => place.destination_checked(destination, check),
            OversightOutcome::Leaving(destination, answer) => place.leaving_came(destination, answer),
            OversightOutcome::ServiceSet(answer) => self.service_set(answer),
            OversightOutcome::Dead(before, Ok(page)) => place.dead_came(before, page),
            OversightOutcome::OlderDecisions(wanted, Ok(page)) => place.older_decisions_came(wanted, page),
            OversightOutcome::Dead(_, Err(error)) | OversightOutcome::OlderDecisions(_, Err(error)) => {
                self.message = refusal(&error).or(self.message);
            }
            OversightOutcome::Reversed(answer) => self.reversed(answer),
            OversightOutcome::Handoff(outcome) => self.handoff_answered(outcome),
            OversightOutcome::Done(done, answer) => self.oversight_done(done, &answer),
            OversightOutcome::Exported(exported) => place.exported = Some(exported),
        }
    }

    fn oversight_read(&mut self, wanted: Wanted, answer: Result<PageContent, Failed>) {
        self.listen(&answer);
        let Place::Oversight(place) = &mut self.place else {
            return;
        };
        // Another page is open by now, or other months: it came too late.
        if place.wanted != wanted {
            return;
        }
        match answer {
            Ok(content) => {
                place.failed = false;
                place.take(content);
            }
            Err(error) => {
                place.failed = true;
                self.message = refusal(&error).or(self.message);
            }
        }
    }

    fn months_came(&mut self, answer: Result<Vec<Transparency>, Failed>) {
        let Place::Oversight(place) = &mut self.place else {
            return;
        };
        match answer {
            Ok(months) => place.months_came(months),
            Err(error) => self.message = refusal(&error).or(self.message),
        }
    }

    fn oversight_done(&mut self, done: Message, answer: &Result<(), Failed>) {
        self.listen(answer);
        self.message = match answer {
            Ok(()) => Some(done),
            Err(error) => refusal(error).or(self.message),
        };
        self.read_oversight();
    }

    /// The page as it is drawn; whether a case can be taken is as it is now.
    pub(in crate::desk) fn oversight_view(&self, place: &OversightPlace) -> OversightView {
        let permissions = self.person.as_ref().map(|person| person.me.permissions.as_slice());
        let mut content = place.content.clone();
        if let Some(splits) = content.as_mut().and_then(splits_of)
            && let Some(person) = &self.person
        {
            splits.start = may_start(&person.me, self.link.is_up());
        }
        if let Some(PageContent::Services(services)) = &mut content {
            services.setting = place.setting.view();
        }
        if let Some(PageContent::Decisions(decisions)) = &mut content {
            decisions.reversed = place.reversed;
            decisions.handoff = place.handoff.as_ref().map(Handoff::view);
        }
        OversightView {
            page: place.page(),
            pages: open_pages(permissions.unwrap_or_default()),
            content,
            failed: place.failed,
            busy: place.awaited > 0,
            exported: place.exported.clone(),
        }
    }
}

/// The cases on a page that a lead settles, if it has any.
fn splits_of(content: &mut PageContent) -> Option<&mut SplitsView> {
    match content {
        PageContent::Splits(splits) => Some(splits),
        PageContent::Checks(checks) => checks.splits.as_mut(),
        PageContent::Decisions(_)
        | PageContent::Figures(_)
        | PageContent::Alarms(_)
        | PageContent::Services(_)
        | PageContent::Transparency(_) => None,
    }
}
