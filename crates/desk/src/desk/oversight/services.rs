//! Services outside: matchers that are asked, destinations that are told, and messages that a person has to look at.

use super::{OversightPlace, job::Asker, reading::directory};
use crate::account::{Account, Failed};
use scrim_hub_client::ClientError;
use scrim_model::{
    ids::{DeliveryId, MatcherId},
    person::Permission,
};
use scrim_wire::{
    http::deliveries::{DeliveryList, DeliveryState, ListDeliveries},
    ipc::{
        oversight::{CheckView, MatcherView, PageContent, ServicesView},
        services::SettingView,
    },
};

/// Dead messages fetched at once.
const PAGE: u32 = 20;

pub(super) async fn read(account: &Account, asker: &Asker) -> Result<ServicesView, Failed> {
    let matchers = if asker.may(Permission::ManageBanks) {
        Some(matchers(account).await?)
    } else {
        None
    };
    let names = directory(account, asker).await?;
    let DeliveryList { deliveries, more } = dead(account, None).await?;
    Ok(ServicesView {
        matchers,
        destinations: account.call(|hub| async move { hub.destinations().await }).await?,
        dead: deliveries,
        more,
        lists: names.lists,
        sources: names.sources,
        // What was set here is said when the view is made.
        setting: SettingView::default(),
    })
}

async fn matchers(account: &Account) -> Result<Vec<MatcherView>, Failed> {
    let mut matchers = Vec::new();
    for info in account.call(|hub| async move { hub.matchers().await }).await? {
        let id = info.id;
        let passes = account.call(|hub| async move { hub.passes(id).await }).await?;
        matchers.push(MatcherView {
            info,
            passes,
            check: None,
        });
    }
    Ok(matchers)
}

/// The last dead messages, or those before one.
pub(super) async fn dead(account: &Account, before: Option<DeliveryId>) -> Result<DeliveryList, Failed> {
    let wanted = ListDeliveries {
        state: DeliveryState::Dead,
        before,
        most: Some(PAGE),
        destination: None,
    };
    account.call(|hub| async move { hub.deliveries(wanted).await }).await
}

/// Asks a matcher how it stands, by way of the hub.
pub(super) async fn check(account: &Account, matcher: MatcherId) -> CheckView {
    match account
        .call(|hub| async move { hub.check_matcher(matcher).await })
        .await
    {
        Ok(checked) => CheckView::Answers {
            ready: checked.ready,
            says: checked.says,
            lists: checked.lists,
        },
        Err(error) => silent(error),
    }
}

/// Why something that was asked by way of the hub did not answer.
pub(super) fn silent(error: Failed) -> CheckView {
    CheckView::Silent {
        says: match error {
            Failed::Call(ClientError::Refused(problem)) => Some(problem.message),
            Failed::Call(_) | Failed::SessionEnded(_) => None,
        },
    }
}

impl OversightPlace {
    pub(super) fn services(&mut self) -> Option<&mut ServicesView> {
        match &mut self.content {
            Some(PageContent::Services(services)) => Some(services),
            _ => None,
        }
    }

    pub(super) fn matcher_checked(&mut self, matcher: MatcherId, check: CheckView) {
        let matchers = self.services().and_then(|services| services.matchers.as_mut());
        let asked = matchers.into_iter().flatten().find(|one| one.info.id == matcher);
        if let Some(asked) = asked {
            asked.check = Some(check);
        }
    }

    /// A page that belongs behind another end came too late: the list was read anew.
    pub(super) fn dead_came(&mut self, before: DeliveryId, page: DeliveryList) {
        if let Some(services) = self.services()
            && services.dead.last().is_some_and(|last| last.id == before)
        {
            services.dead.extend(page.deliveries);
            services.more = page.more;
        }
    }
}
