//! What a job is called in a log: nothing of a case, a person or what they said.

use super::{BreakWish, Job, UpdatesJob, UrgentJob};
use std::fmt;

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OpenJournal => "OpenJournal",
            Self::Restore => "Restore",
            Self::SignIn { .. } => "SignIn",
            Self::AskWays(_) => "AskWays",
            Self::SignInByBrowser { .. } => "SignInByBrowser",
            Self::SignOut => "SignOut",
            Self::SignOutEverywhere => "SignOutEverywhere",
            Self::ForgetAccount => "ForgetAccount",
            Self::Listen => "Listen",
            Self::FetchMe => "FetchMe",
            Self::FetchFloor => "FetchFloor",
            Self::Record(_) => "Record",
            Self::History(_) => "History",
            Self::FetchUnreadable { .. } => "FetchUnreadable",
            Self::Queues(_) => "Queues",
            Self::Care(_) => "Care",
            Self::Oversight(..) => "Oversight",
            Self::Administration(_) => "Administration",
            Self::KeepAppearance(..) => "KeepAppearance",
            Self::Updates(UpdatesJob::Ask { .. }) => "AskForUpdate",
            Self::Updates(UpdatesJob::Fetch { .. }) => "FetchUpdate",
            Self::Updates(UpdatesJob::HandOver(_)) => "HandOverUpdate",
            Self::Updates(UpdatesJob::Clear) => "ClearUpdate",
            Self::Updates(UpdatesJob::Keep(..)) => "KeepUpdateWish",
            Self::Notify(_) => "Notify",
            Self::SavePreferences(_) => "SavePreferences",
            Self::FetchSetup => "FetchSetup",
            Self::AskMissing => "AskMissing",
            Self::ChangePassword(_) => "ChangePassword",
            Self::SaveWellness(_) => "SaveWellness",
            Self::SaveOptOuts(_) => "SaveOptOuts",
            Self::Break(BreakWish::Begin) => "BeginBreak",
            Self::Break(BreakWish::End) => "EndBreak",
            Self::Lease { .. } => "Lease",
            Self::Rendition { .. } => "Rendition",
            Self::AskLook { .. } => "AskLook",
            Self::Tile { .. } => "Tile",
            Self::Renew { .. } => "Renew",
            Self::Release { .. } => "Release",
            Self::Notes { .. } => "Notes",
            Self::Escalate { .. } => "Escalate",
            Self::Urgent(UrgentJob::Mark { .. }) => "MarkUrgent",
            Self::Urgent(UrgentJob::Lift(_)) => "LiftUrgent",
            Self::KeepLetter(_) => "KeepLetter",
            Self::StrikeOut(_) => "StrikeOut",
            Self::Send(_) => "Send",
            Self::TakeBack(_) => "TakeBack",
        })
    }
}
