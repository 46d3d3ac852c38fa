//! What is asked of the hub for a page, and what came of it.

use super::{
    alarms, decisions, figures,
    handoff::{self, HandoffJob, HandoffOutcome},
    reading, saving, services, setting,
};
use crate::account::{Account, Failed};
use scrim_model::{
    ids::{AlarmId, CaseId, DeliveryId, DestinationId, MatcherId, PersonId, QueueId, VerdictId},
    person::Permission,
    second_looks::Permille,
    time::Time,
    transparency::{Period, months_before},
};
use scrim_wire::{
    http::{
        alarms::Acknowledge,
        deliveries::DeliveryList,
        me::Me,
        transparency::{AskTransparency, ReportForm, Transparency},
        verdicts::{DecisionInfo, ListDecisions, Reversed},
    },
    ipc::{
        oversight::{CheckView, FiguresView, OversightPage, PageContent, SaveForm},
        record::Exported,
        services::ServiceChange,
        view::Message,
    },
};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// On whose behalf it is asked, and when.
pub(crate) struct Asker {
    pub(super) person: PersonId,
    pub(super) permissions: Vec<Permission>,
    /// Their queues by name, where they may not see all.
    pub(super) queues: Vec<(QueueId, String)>,
    pub(super) now: Time,
}

/// What is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Splits,
    Decisions {
        queue: Option<QueueId>,
        case: Option<CaseId>,
    },
    Figures,
    Alarms {
        all: bool,
    },
    Checks,
    Services,
    Transparency {
        from: Time,
        until: Time,
    },
}

/// Something to do.
pub(crate) enum OversightJob {
    Read(Wanted),
    /// Reports on the last months.
    Months,
    CheckMatcher(MatcherId),
    CheckDestination(DestinationId),
    /// What a destination is still to be told.
    Leaving(DestinationId),
    SetService(Box<ServiceChange>),
    /// Dead messages before one.
    Dead(DeliveryId),
    /// Decisions before the last that is shown.
    OlderDecisions(ListDecisions),
    Reverse(VerdictId),
    Handoff(HandoffJob),
    Change(Change),
    SaveFigures(SaveForm, Box<FiguresView>),
    SaveReport(AskTransparency),
}

/// Something that is to be otherwise.
pub(crate) enum Change {
    TakeUp(AlarmId, Acknowledge),
    Checks(Permille),
    Reconcile(MatcherId),
    SendAgain(DeliveryId),
}

/// What came of it.
pub(crate) enum OversightOutcome {
    Read(Wanted, Result<Box<PageContent>, Failed>),
    Months(Result<Vec<Transparency>, Failed>),
    Checked(MatcherId, CheckView),
    DestinationChecked(DestinationId, CheckView),
    Leaving(DestinationId, Result<DeliveryList, Failed>),
    /// With the secret that the hub made.
    ServiceSet(Result<Option<Zeroizing<String>>, Failed>),
    Dead(DeliveryId, Result<DeliveryList, Failed>),
    OlderDecisions(ListDecisions, Result<Vec<DecisionInfo>, Failed>),
    Reversed(Result<Reversed, Failed>),
    Handoff(HandoffOutcome),
    /// With what is said where it was done.
    Done(Message, Result<(), Failed>),
    Exported(Exported),
}

impl Asker {
    pub(super) fn of(me: &Me, now: Time) -> Self {
        Self {
            person: me.id,
            permissions: me.permissions.clone(),
            queues: me.queues.iter().map(|queue| (queue.id, queue.name.clone())).collect(),
            now,
        }
    }

    pub(super) fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    pub(super) fn reads_audit(&self) -> bool {
        self.may(Permission::ReadAudit)
    }
}

impl Wanted {
    /// What a page shows when it is opened: of the transparency report, the last month that is over.
    pub(super) fn first(page: OversightPage, now: Time) -> Self {
        match page {
            OversightPage::Splits => Self::Splits,
            OversightPage::Decisions => Self::Decisions {
                queue: None,
                case: None,
            },
            OversightPage::Figures => Self::Figures,
            OversightPage::Alarms => Self::Alarms { all: false },
            OversightPage::Checks => Self::Checks,
            OversightPage::Services => Self::Services,
            OversightPage::Transparency => {
                let month = months_before(now, 1).pop();
                Self::Transparency {
                    from: month.map_or(now, Period::from),
                    until: month.map_or(now, Period::until),
                }
            }
        }
    }

    pub(super) fn page(self) -> OversightPage {
        match self {
            Self::Splits => OversightPage::Splits,
            Self::Decisions { .. } => OversightPage::Decisions,
            Self::Figures => OversightPage::Figures,
            Self::Alarms { .. } => OversightPage::Alarms,
            Self::Checks => OversightPage::Checks,
            Self::Services => OversightPage::Services,
            Self::Transparency { .. } => OversightPage::Transparency,
        }
    }
}

/// Asks the hub; a file goes into `downloads`.
pub(crate) async fn ask(
    account: &Account,
    asker: Asker,
    job: OversightJob,
    downloads: Option<PathBuf>,
) -> OversightOutcome {
    match job {
        OversightJob::Read(wanted) => {
            let content = reading::read(account, &asker, wanted).await;
            OversightOutcome::Read(wanted, content.map(Box::new))
        }
        OversightJob::Months => OversightOutcome::Months(figures::months(account, asker.now).await),
        OversightJob::CheckMatcher(matcher) => {
            OversightOutcome::Checked(matcher, services::check(account, matcher).await)
        }
        OversightJob::CheckDestination(destination) => {
            OversightOutcome::DestinationChecked(destination, setting::check(account, destination).await)
        }
        OversightJob::Leaving(destination) => {
            OversightOutcome::Leaving(destination, setting::leaving(account, destination).await)
        }
        OversightJob::SetService(change) => setting::set(account, &change).await,
        OversightJob::Dead(before) => OversightOutcome::Dead(before, services::dead(account, Some(before)).await),
        OversightJob::OlderDecisions(wanted) => {
            OversightOutcome::OlderDecisions(wanted, decisions::page(account, &wanted).await)
        }
        OversightJob::Reverse(verdict) => OversightOutcome::Reversed(decisions::reverse(account, verdict).await),
        OversightJob::Handoff(job) => handoff::ask(account, &asker, job, downloads).await,
        OversightJob::Change(change) => change_at(account, change).await,
        OversightJob::SaveFigures(form, figures) => {
            OversightOutcome::Exported(saving::figures(&figures, form, asker.now, downloads).await)
        }
        OversightJob::SaveReport(of) => OversightOutcome::Exported(saving::report(account, of, downloads).await),
    }
}

async fn change_at(account: &Account, change: Change) -> OversightOutcome {
    let (says, answer) = match change {
        Change::TakeUp(alarm, said) => (Message::Saved, alarms::take_up(account, alarm, &said).await),
        Change::Checks(share) => (Message::Saved, reading::set_checks(account, share).await),
        Change::Reconcile(matcher) => {
            let begun = account.call(|hub| async move { hub.begin_pass(matcher).await });
            (Message::Told, begun.await)
        }
        Change::SendAgain(delivery) => {
            let sent = account.call(|hub| async move { hub.send_again(delivery).await });
            (Message::Told, sent.await)
        }
    };
    OversightOutcome::Done(says, answer)
}

/// A report of these months in a form.
pub(super) fn months_as(from: Time, until: Time, form: ReportForm) -> AskTransparency {
    AskTransparency {
        from: from.0,
        until: until.0,
        form,
    }
}
