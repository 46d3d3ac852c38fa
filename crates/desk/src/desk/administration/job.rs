//! What is asked of the hub for a section, and what came of it.

use super::{
    changes,
    keeping::{self, KeepingJob, KeepingOutcome},
    reading,
};
use crate::{
    account::{Account, Failed},
    test_picture::Draw,
};
use scrim_model::{ids::PersonId, person::Permission};
use scrim_wire::{
    http::me::Me,
    ipc::{
        administration::{AdministrationChange, AdministrationSection, SectionContent},
        keeping::AuditFilter,
    },
};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// On whose behalf it is asked.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(super) person: PersonId,
    pub(super) permissions: Vec<Permission>,
}

/// What is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    SettingUp,
    People,
    Roles,
    Groups,
    Sources,
    Classes,
    Audit(AuditFilter),
    Storage,
}

/// Something to do.
pub(crate) enum AdministrationJob {
    Read(Asker, Wanted),
    Change(Box<Wish>),
    Keep(KeepingJob),
}

/// A change, with what the desk has made for it.
pub(crate) struct Wish {
    pub(super) change: AdministrationChange,
    /// The password that is made by it.
    pub(super) made: Option<Made>,
    /// What a picture is drawn from, where one is.
    pub(super) drawn: Option<Draw>,
}

/// What came of it.
pub(crate) enum AdministrationOutcome {
    Read(Wanted, Result<Box<SectionContent>, Failed>),
    /// With what somebody signs in with from now on.
    Changed(Result<Option<Made>, Failed>),
    Kept(KeepingOutcome),
}

/// Something that is shown once: whose it is, and what.
pub(crate) struct Made {
    pub(super) of: String,
    pub(super) secret: Zeroizing<String>,
}

impl Asker {
    pub(super) fn of(me: &Me) -> Self {
        Self {
            person: me.id,
            permissions: me.permissions.clone(),
        }
    }

    pub(super) fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

impl Wanted {
    /// What a section shows when it is opened: of the audit, everything.
    pub(super) fn first(section: AdministrationSection) -> Self {
        match section {
            AdministrationSection::SettingUp => Self::SettingUp,
            AdministrationSection::People => Self::People,
            AdministrationSection::Roles => Self::Roles,
            AdministrationSection::Groups => Self::Groups,
            AdministrationSection::Sources => Self::Sources,
            AdministrationSection::Classes => Self::Classes,
            AdministrationSection::Audit => Self::Audit(AuditFilter::default()),
            AdministrationSection::Storage => Self::Storage,
        }
    }

    pub(super) fn section(self) -> AdministrationSection {
        match self {
            Self::SettingUp => AdministrationSection::SettingUp,
            Self::People => AdministrationSection::People,
            Self::Roles => AdministrationSection::Roles,
            Self::Groups => AdministrationSection::Groups,
            Self::Sources => AdministrationSection::Sources,
            Self::Classes => AdministrationSection::Classes,
            Self::Audit(_) => AdministrationSection::Audit,
            Self::Storage => AdministrationSection::Storage,
        }
    }
}

/// Asks the hub; a file goes into `downloads`.
pub(crate) async fn ask(
    account: &Account,
    job: AdministrationJob,
    downloads: Option<PathBuf>,
) -> AdministrationOutcome {
    match job {
        AdministrationJob::Read(asker, wanted) => {
            let content = reading::read(account, &asker, wanted).await;
            AdministrationOutcome::Read(wanted, content.map(Box::new))
        }
        AdministrationJob::Keep(job) => AdministrationOutcome::Kept(keeping::ask(account, job, downloads).await),
        AdministrationJob::Change(wish) => AdministrationOutcome::Changed(changes::make(account, *wish).await),
    }
}
