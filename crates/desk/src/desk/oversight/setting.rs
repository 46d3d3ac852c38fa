//! Setting services outside: what is asked of the hub, what became of it, and what is shown beside the page.
//!
//! A credential is handed on and kept nowhere here.

use super::{
    OversightPlace,
    job::{OversightJob, OversightOutcome},
    services,
};
use crate::{
    account::{Account, Failed},
    desk::{
        core::{Core, Place},
        refusal::refused,
    },
};
use scrim_model::ids::DestinationId;
use scrim_wire::{
    http::{
        deliveries::{DeliveryList, DeliveryState, ListDeliveries},
        destinations::SetMode,
    },
    ipc::{
        oversight::CheckView,
        services::{DestinationCheckView, LeavingView, OnceShown, RefusedView, ServiceChange, SettingView},
        view::Message,
    },
};
use zeroize::Zeroizing;

/// Messages shown at once of what a destination is still to be told.
const SHOWN: u32 = 20;

/// What was set here since the page was opened, and what is shown beside it.
#[derive(Default)]
pub(super) struct Setting {
    /// One is on its way.
    under_way: bool,
    answered: u32,
    refused: Option<RefusedView>,
    made: Option<Zeroizing<String>>,
    leaving: Option<LeavingView>,
    checks: Vec<DestinationCheckView>,
}

/// A secret is no line of a log.
impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setting")
            .field("answered", &self.answered)
            .finish_non_exhaustive()
    }
}

impl Setting {
    pub(super) fn view(&self) -> SettingView {
        SettingView {
            answered: self.answered,
            refused: self.refused.clone(),
            made: self.made.as_deref().map(|secret| OnceShown(secret.clone())),
            leaving: self.leaving.clone(),
            checks: self.checks.clone(),
        }
    }

    fn put_check(&mut self, destination: DestinationId, check: CheckView) {
        self.checks.retain(|known| known.destination != destination);
        self.checks.push(DestinationCheckView { destination, check });
    }
}

impl OversightPlace {
    /// None while another change is on its way, or where services are not what is shown.
    pub(super) fn begin_setting(&mut self, change: ServiceChange) -> Option<OversightJob> {
        self.services()?;
        if self.setting.under_way {
            return None;
        }
        self.setting.under_way = true;
        self.setting.refused = None;
        self.setting.made = None;
        self.setting.leaving = None;
        Some(OversightJob::SetService(Box::new(change)))
    }

    /// None while it is being asked.
    pub(super) fn begin_destination_check(&mut self, destination: DestinationId) -> Option<OversightJob> {
        self.services()?;
        let known = self
            .setting
            .checks
            .iter()
            .find(|known| known.destination == destination);
        if known.is_some_and(|known| known.check == CheckView::UnderWay) {
            return None;
        }
        self.setting.put_check(destination, CheckView::UnderWay);
        Some(OversightJob::CheckDestination(destination))
    }

    /// None where services are not what is shown.
    pub(super) fn begin_leaving(&mut self, destination: DestinationId) -> Option<OversightJob> {
        self.services()?;
        self.setting.leaving = Some(LeavingView {
            destination,
            messages: None,
            more: false,
            failed: false,
        });
        Some(OversightJob::Leaving(destination))
    }

    pub(super) fn put_away(&mut self) {
        self.setting.leaving = None;
        self.setting.made = None;
        self.setting.refused = None;
    }

    pub(super) fn destination_checked(&mut self, destination: DestinationId, check: CheckView) {
        self.setting.put_check(destination, check);
    }

    pub(super) fn leaving_came(&mut self, destination: DestinationId, answer: Result<DeliveryList, Failed>) {
        let asked = self.setting.leaving.as_mut();
        let Some(leaving) = asked.filter(|leaving| leaving.destination == destination) else {
            return;
        };
        match answer {
            Ok(page) => {
                leaving.messages = Some(page.deliveries);
                leaving.more = page.more;
            }
            Err(_not_given) => leaving.failed = true,
        }
    }
}

impl Core {
    /// What was wanted was answered: the page is read again, since what it shows may be otherwise even where a change
    /// was refused.
    pub(super) fn service_set(&mut self, answer: Result<Option<Zeroizing<String>>, Failed>) {
        self.listen(&answer);
        if let Place::Oversight(place) = &mut self.place {
            let setting = &mut place.setting;
            setting.under_way = false;
            setting.answered = setting.answered.saturating_add(1);
            match answer {
                Ok(made) => {
                    setting.made = made;
                    self.message = Some(Message::Saved);
                }
                Err(error) => setting.refused = Some(refused(&error)),
            }
        }
        self.read_oversight();
    }
}

/// Has the hub change something; answers the secret that it made, where it made one.
pub(super) async fn set(account: &Account, change: &ServiceChange) -> OversightOutcome {
    OversightOutcome::ServiceSet(match change {
        ServiceChange::AddDestination { destination } => {
            let added = account.call(|hub| async move { hub.add_destination(destination).await });
            added.await.map(|added| added.secret.map(Zeroizing::new))
        }
        ServiceChange::AddMatcher { matcher } => {
            let added = account.call(|hub| async move { hub.add_matcher(matcher).await });
            added.await.map(|_added| None)
        }
        ServiceChange::ChangeMatcher { id, change } => {
            let changed = account.call(|hub| async move { hub.change_matcher(*id, change).await });
            changed.await.map(|()| None)
        }
        ServiceChange::RemoveMatcher { id } => {
            let removed = account.call(|hub| async move { hub.remove_matcher(*id).await });
            removed.await.map(|()| None)
        }
        ServiceChange::SetDestinationMode { id, mode } => {
            let wanted = SetMode { mode: *mode };
            let set = account.call(|hub| async move { hub.set_destination_mode(*id, wanted).await });
            set.await.map(|()| None)
        }
        ServiceChange::RemoveDestination { id } => {
            let removed = account.call(|hub| async move { hub.remove_destination(*id).await });
            removed.await.map(|()| None)
        }
        ServiceChange::MakeBank { id } => {
            let made = account.call(|hub| async move { hub.make_bank(*id).await });
            made.await.map(|_bank| None)
        }
    })
}

/// Asks a destination how it stands, by way of the hub.
pub(super) async fn check(account: &Account, destination: DestinationId) -> CheckView {
    let asked = account.call(|hub| async move { hub.check_destination(destination).await });
    match asked.await {
        Ok(checked) => {
            let reasons = checked.reasons.into_iter();
            let reasons = reasons.map(|one| format!("{}, {}: {}", one.fingerprint, one.reason, one.word));
            CheckView::Answers {
                ready: checked.ready,
                says: checked.says.into_iter().chain(reasons).collect(),
                lists: Vec::new(),
            }
        }
        Err(error) => services::silent(error),
    }
}

/// What a destination is still to be told, the last first.
pub(super) async fn leaving(account: &Account, destination: DestinationId) -> Result<DeliveryList, Failed> {
    let wanted = ListDeliveries {
        state: DeliveryState::Waiting,
        before: None,
        most: Some(SHOWN),
        destination: Some(destination),
    };
    account.call(|hub| async move { hub.deliveries(wanted).await }).await
}
