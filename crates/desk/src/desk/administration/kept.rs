//! What is shown beside the sections of the audit and of what is kept: a verification that goes on by itself, step after
//! step, for as long as its section is open, and what a change would destroy.

use crate::account::Failed;
use scrim_model::{retention::RetentionPolicy, time::Time};
use scrim_wire::{
    http::audit::{AuditVerification, VerificationFound, VerifiedTo, VerifyAudit},
    ipc::{
        administration::SectionContent,
        keeping::{TriedTold, TriedView, VerificationView},
    },
};

/// What is shown beside these sections.
#[derive(Debug, Default)]
pub(super) struct Kept {
    verification: Option<Verifying>,
    tried: Option<TriedView>,
}

/// A verification.
#[derive(Debug)]
struct Verifying {
    /// What the step that is awaited goes on after.
    awaited: VerifyAudit,
    /// Checkpoints that fit so far.
    checkpoints: u64,
    shown: VerificationView,
}

impl Kept {
    /// None while one goes on.
    pub(super) fn begin_verification(&mut self) -> Option<VerifyAudit> {
        if self.verification.as_ref().is_some_and(Verifying::goes_on) {
            return None;
        }
        let start = VerifyAudit::default();
        self.verification = Some(Verifying {
            awaited: start.clone(),
            checkpoints: 0,
            shown: VerificationView::UnderWay { rows: 0, length: None },
        });
        Some(start)
    }

    pub(super) fn begin_trying(&mut self, policy: RetentionPolicy) {
        self.tried = Some(TriedView {
            policy,
            told: TriedTold::UnderWay,
        });
    }

    /// A change begins: what it would destroy was asked before.
    pub(super) fn put_away(&mut self) {
        self.tried = None;
    }

    /// Puts into a section what is shown beside it.
    pub(super) fn shown_in(&self, content: &mut SectionContent) {
        match content {
            SectionContent::Audit(audit) => {
                audit.verification = self.verification.as_ref().map(|verifying| verifying.shown.clone());
            }
            SectionContent::Storage(storage) => storage.tried.clone_from(&self.tried),
            SectionContent::SettingUp(_)
            | SectionContent::People(_)
            | SectionContent::Roles(_)
            | SectionContent::Groups(_)
            | SectionContent::Sources(_)
            | SectionContent::Classes(_) => {}
        }
    }

    /// Another policy is asked about by now where it came too late.
    pub(super) fn tried_came(&mut self, policy: RetentionPolicy, told: TriedTold) {
        if let Some(tried) = &mut self.tried
            && tried.policy == policy
        {
            tried.told = told;
        }
    }

    /// What to go on after, if it goes on. A step that nobody waits for came too late.
    pub(super) fn verified(
        &mut self,
        after: &VerifyAudit,
        answer: Result<AuditVerification, Failed>,
        now: Time,
    ) -> Option<VerifyAudit> {
        let verifying = self.verification.as_mut()?;
        if !verifying.goes_on() || verifying.awaited != *after {
            return None;
        }
        let Ok(AuditVerification { length, found }) = answer else {
            verifying.shown = VerificationView::Failed;
            return None;
        };
        match found {
            VerificationFound::GoesOn { to, checkpoints } => Some(verifying.goes_on_after(to, (checkpoints, length))),
            VerificationFound::Holds { to, checkpoints } => {
                verifying.shown = VerificationView::Holds {
                    rows: to.seq,
                    checkpoints: verifying.checkpoints + checkpoints,
                    head: to.head,
                    at: now,
                };
                None
            }
            VerificationFound::Broken { row, how } => {
                verifying.shown = VerificationView::Broken { row, how };
                None
            }
        }
    }
}

impl Verifying {
    fn goes_on(&self) -> bool {
        matches!(self.shown, VerificationView::UnderWay { .. })
    }

    fn goes_on_after(&mut self, to: VerifiedTo, (checkpoints, length): (u64, u64)) -> VerifyAudit {
        self.checkpoints += checkpoints;
        self.shown = VerificationView::UnderWay {
            rows: to.seq,
            length: Some(length),
        };
        self.awaited = VerifyAudit { after: Some(to) };
        self.awaited.clone()
    }
}
