//! What is done in the sections of sources, the audit and what is kept, and what came of it.

use super::{
    AdministrationPlace, audit, audit_file,
    job::{AdministrationJob, Made, Wanted},
    sources, storage,
};
use crate::{
    account::{Account, Failed},
    desk::{
        core::{Core, Place},
        job::Job,
        refusal::refusal,
    },
};
use scrim_model::{retention::RetentionPolicy, time::Time};
use scrim_wire::{
    http::{
        audit::{AuditPage, AuditVerification, VerifyAudit},
        retention::{HoldList, SetRetention},
        sources::{AddSource, ChangeSource, MakeKey},
    },
    ipc::{
        administration::SectionContent,
        keeping::{AuditFilter, AuditView, HeldView, KeepingAct, KeepingChange, NameView, StorageView, TriedTold},
        record::Exported,
    },
};
use std::path::PathBuf;
use uuid::Uuid;

/// Something to do.
pub(crate) enum KeepingJob {
    /// Entries before a number.
    MoreAudit(AuditFilter, u64),
    SaveAudit(AuditFilter, Vec<NameView>, Time),
    Verify(VerifyAudit),
    TryRetention(RetentionPolicy),
    /// Holds before one.
    MoreHolds(Uuid),
}

/// What came of it.
pub(crate) enum KeepingOutcome {
    Audit(AuditFilter, u64, Result<AuditPage, Failed>),
    Saved(Exported),
    /// With what it went on after.
    Verified(VerifyAudit, Result<AuditVerification, Failed>),
    Tried(RetentionPolicy, TriedTold),
    Holds(Uuid, Result<HoldList, Failed>),
}

impl Core {
    pub(super) fn keep_in_order(&mut self, act: KeepingAct) {
        let now = self.now();
        let Place::Administration(place) = &mut self.place else {
            return;
        };
        let job = match act {
            KeepingAct::ShowAudit { filter } => return self.show_audit(filter),
            KeepingAct::Verify => return self.begin_verification(),
            KeepingAct::MoreAudit => place.more_audit(),
            KeepingAct::SaveAudit => place.begin_saving(now),
            KeepingAct::TryRetention { policy } => place.begin_trying(policy),
            KeepingAct::MoreHolds => place.more_holds(),
        };
        if let Some(job) = job {
            self.ask_of_administration(AdministrationJob::Keep(job));
        }
    }

    fn show_audit(&mut self, filter: AuditFilter) {
        if let Place::Administration(place) = &mut self.place
            && matches!(place.wanted, Wanted::Audit(_))
        {
            place.wanted = Wanted::Audit(filter);
            self.read_administration();
        }
    }

    fn begin_verification(&mut self) {
        let Place::Administration(place) = &mut self.place else {
            return;
        };
        if place.audit().is_none() {
            return;
        }
        if let Some(start) = place.kept.begin_verification() {
            self.verify_on(start);
        }
    }

    /// It is no reason to wait for the section, so it is not counted among what is awaited.
    fn verify_on(&mut self, after: VerifyAudit) {
        let job = AdministrationJob::Keep(KeepingJob::Verify(after));
        self.jobs.push(Job::Administration(job));
    }

    pub(super) fn kept(&mut self, outcome: KeepingOutcome) {
        let now = self.now();
        let Place::Administration(place) = &mut self.place else {
            return;
        };
        match outcome {
            KeepingOutcome::Audit(filter, before, Ok(page)) => place.audit_came((filter, before), page),
            KeepingOutcome::Holds(before, Ok(page)) => place.holds_came(before, page),
            KeepingOutcome::Audit(_, _, Err(error)) | KeepingOutcome::Holds(_, Err(error)) => {
                self.message = refusal(&error).or(self.message);
            }
            KeepingOutcome::Saved(exported) => place.exported = Some(exported),
            KeepingOutcome::Tried(policy, told) => place.kept.tried_came(policy, told),
            KeepingOutcome::Verified(after, answer) => {
                if let Some(next) = place.kept.verified(&after, answer, now) {
                    self.verify_on(next);
                }
            }
        }
    }
}

impl AdministrationPlace {
    fn audit(&mut self) -> Option<&mut AuditView> {
        match &mut self.content {
            Some(SectionContent::Audit(audit)) => Some(audit),
            _ => None,
        }
    }

    fn storage(&mut self) -> Option<&mut StorageView> {
        match &mut self.content {
            Some(SectionContent::Storage(storage)) => Some(storage),
            _ => None,
        }
    }

    /// None where there are none, or something is on its way.
    fn more_audit(&mut self) -> Option<KeepingJob> {
        let nothing_comes = self.awaited == 0;
        let audit = self.audit().filter(|_| nothing_comes)?;
        Some(KeepingJob::MoreAudit(audit.filter, audit.go_on_before?))
    }

    /// None while a file is being written.
    fn begin_saving(&mut self, now: Time) -> Option<KeepingJob> {
        if self.exported == Some(Exported::UnderWay) {
            return None;
        }
        let audit = self.audit()?;
        let names = audit.people.iter().chain(&audit.things).cloned().collect();
        let job = KeepingJob::SaveAudit(audit.filter, names, now);
        self.exported = Some(Exported::UnderWay);
        Some(job)
    }

    fn begin_trying(&mut self, policy: RetentionPolicy) -> Option<KeepingJob> {
        self.storage()?;
        self.kept.begin_trying(policy);
        Some(KeepingJob::TryRetention(policy))
    }

    /// None where there are none, or something is on its way.
    fn more_holds(&mut self) -> Option<KeepingJob> {
        let nothing_comes = self.awaited == 0;
        let storage = self.storage().filter(|storage| storage.more && nothing_comes)?;
        Some(KeepingJob::MoreHolds(subject(storage.holds.last()?)?))
    }

    /// A page that belongs behind another end came too late: the section was read anew.
    fn audit_came(&mut self, (filter, before): (AuditFilter, u64), page: AuditPage) {
        if let Some(audit) = self.audit()
            && audit.filter == filter
            && audit.go_on_before == Some(before)
        {
            audit.entries.extend(page.entries);
            audit.go_on_before = page.go_on_before;
        }
    }

    fn holds_came(&mut self, before: Uuid, page: HoldList) {
        if let Some(storage) = self.storage()
            && storage.holds.last().and_then(subject) == Some(before)
        {
            storage.holds.extend(page.holds);
            storage.more = page.more;
        }
    }
}

/// What a hold is on.
fn subject(hold: &scrim_wire::http::retention::LegalHold) -> Option<Uuid> {
    let upload = hold.item_id.map(|upload| upload.0);
    upload.or(hold.case_id.map(|case| case.0))
}

/// Asks the hub; a file goes into `downloads`.
pub(super) async fn ask(account: &Account, job: KeepingJob, downloads: Option<PathBuf>) -> KeepingOutcome {
    match job {
        KeepingJob::MoreAudit(filter, before) => {
            KeepingOutcome::Audit(filter, before, audit::page(account, filter, Some(before)).await)
        }
        KeepingJob::SaveAudit(filter, names, now) => {
            KeepingOutcome::Saved(audit_file::save(account, (filter, names), now, downloads).await)
        }
        KeepingJob::Verify(after) => {
            let wanted = &after;
            let answer = account.call(|hub| async move { hub.verify_audit(wanted).await }).await;
            KeepingOutcome::Verified(after, answer)
        }
        KeepingJob::TryRetention(policy) => KeepingOutcome::Tried(policy, storage::try_out(account, policy).await),
        KeepingJob::MoreHolds(before) => KeepingOutcome::Holds(before, storage::holds(account, Some(before)).await),
    }
}

/// Has the hub change something; answers the key that it made, where it made one.
pub(super) async fn make(account: &Account, change: KeepingChange) -> Result<Option<Made>, Failed> {
    match change {
        KeepingChange::AddSource { name } => {
            let new = &AddSource { name };
            let added = account.call(|hub| async move { hub.add_source(new).await }).await?;
            return Ok(Some(sources::made(added)));
        }
        KeepingChange::MakeKey {
            id,
            old_key_lasts_hours,
        } => {
            let wanted = MakeKey { old_key_lasts_hours };
            let with_key = account.call(|hub| async move { hub.make_key(id, wanted).await });
            return Ok(Some(sources::made(with_key.await?)));
        }
        KeepingChange::SwitchSource { id, off } => {
            let wanted = ChangeSource { disabled: off };
            account
                .call(|hub| async move { hub.change_source(id, wanted).await })
                .await?;
        }
        KeepingChange::SetRetention { policy, revision } => {
            let wanted = SetRetention { policy, revision };
            account
                .call(|hub| async move { hub.set_retention(wanted).await })
                .await?;
        }
        KeepingChange::LiftHold { from } => lift(account, from).await?,
    }
    Ok(None)
}

async fn lift(account: &Account, from: HeldView) -> Result<(), Failed> {
    match from {
        HeldView::Upload { id } => {
            account
                .call(|hub| async move { hub.lift_hold_on_upload(id).await })
                .await
        }
        HeldView::Case { id } => account.call(|hub| async move { hub.lift_hold_on_case(id).await }).await,
    }
}
