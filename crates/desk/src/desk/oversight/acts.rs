//! What is done on a page.

use super::{
    OversightPlace,
    job::{Change, OversightJob, Wanted, months_as},
};
use crate::desk::core::{Core, Place};
use scrim_model::ids::MatcherId;
use scrim_wire::{
    http::{alarms::Acknowledge, transparency::ReportForm},
    ipc::{
        oversight::{CheckView, OversightAct, PageContent, SaveForm},
        record::Exported,
    },
};

impl Core {
    pub(in crate::desk) fn oversee(&mut self, act: OversightAct) {
        let Place::Oversight(place) = &mut self.place else {
            return;
        };
        let job = match act {
            OversightAct::Again => return self.read_oversight(),
            OversightAct::ShowAlarms { all } => return self.show(Wanted::Alarms { all }),
            OversightAct::ShowDecisions { queue, case } => return self.show_decisions(queue, &case),
            OversightAct::MoreDecisions => match place.older_decisions() {
                Some(job) => job,
                None => return,
            },
            OversightAct::Reverse { verdict } => OversightJob::Reverse(verdict),
            OversightAct::Handoff { act } => match place.handoff(act) {
                Some(job) => job,
                None => return,
            },
            OversightAct::ShowMonths { from, until } => return self.show(Wanted::Transparency { from, until }),
            OversightAct::TakeUp { alarm, words } => {
                OversightJob::Change(Change::TakeUp(alarm, Acknowledge { reason: words }))
            }
            OversightAct::SetChecks { share } => OversightJob::Change(Change::Checks(share)),
            OversightAct::Reconcile { matcher } => OversightJob::Change(Change::Reconcile(matcher)),
            OversightAct::SendAgain { delivery } => OversightJob::Change(Change::SendAgain(delivery)),
            OversightAct::CheckMatcher { matcher } => match place.begin_check(matcher) {
                Some(job) => job,
                None => return,
            },
            OversightAct::PutAway => return place.put_away(),
            OversightAct::SetService { change } => match place.begin_setting(change) {
                Some(job) => job,
                None => return,
            },
            OversightAct::CheckDestination { destination } => match place.begin_destination_check(destination) {
                Some(job) => job,
                None => return,
            },
            OversightAct::ShowLeaving { destination } => match place.begin_leaving(destination) {
                Some(job) => job,
                None => return,
            },
            OversightAct::MoreDead => match place.older_dead() {
                Some(job) => job,
                None => return,
            },
            OversightAct::Save { form } => match place.begin_saving(form) {
                Some(job) => job,
                None => return,
            },
        };
        self.ask_of_oversight(job);
    }

    /// Shows something else on the same page.
    pub(super) fn show(&mut self, wanted: Wanted) {
        if let Place::Oversight(place) = &mut self.place
            && place.page() == wanted.page()
        {
            place.wanted = wanted;
            self.read_oversight();
        }
    }
}

impl OversightPlace {
    /// None while it is being asked.
    fn begin_check(&mut self, matcher: MatcherId) -> Option<OversightJob> {
        let matchers = self.services()?.matchers.as_mut()?;
        let asked = matchers.iter_mut().find(|one| one.info.id == matcher)?;
        if asked.check == Some(CheckView::UnderWay) {
            return None;
        }
        asked.check = Some(CheckView::UnderWay);
        Some(OversightJob::CheckMatcher(matcher))
    }

    /// None where there are no older ones, or something is on its way.
    fn older_dead(&mut self) -> Option<OversightJob> {
        let nothing_comes = self.awaited == 0;
        let services = self.services()?;
        let last = services.dead.last().filter(|_| services.more && nothing_comes)?;
        Some(OversightJob::Dead(last.id))
    }

    /// None where nothing is there to be written, or a file is being written.
    fn begin_saving(&mut self, form: SaveForm) -> Option<OversightJob> {
        if self.exported == Some(Exported::UnderWay) {
            return None;
        }
        let job = match (self.content.as_ref()?, form) {
            (PageContent::Figures(figures), SaveForm::Csv | SaveForm::Json) => {
                OversightJob::SaveFigures(form, Box::new(figures.clone()))
            }
            (PageContent::Transparency(shown), form) => {
                let form = match form {
                    SaveForm::Csv => ReportForm::Csv,
                    SaveForm::Json => ReportForm::Json,
                    SaveForm::Page => ReportForm::Page,
                };
                OversightJob::SaveReport(months_as(shown.report.from, shown.report.until, form))
            }
            _ => return None,
        };
        self.exported = Some(Exported::UnderWay);
        Some(job)
    }
}
