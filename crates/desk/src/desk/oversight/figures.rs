//! Figures: how far people agree, sums, and the last months. Never of one person; what may be told is the hub's to say.

use super::{
    OversightPlace,
    job::{Asker, months_as},
    reading::queues,
};
use crate::account::{Account, Failed};
use scrim_model::{time::Time, transparency::months_before};
use scrim_wire::{
    http::transparency::{ReportForm, Transparency},
    ipc::oversight::{AgreementRow, FiguresView, PageContent},
};

/// How many months are drawn beside each other.
const MONTHS: u8 = 6;

pub(super) async fn read(account: &Account, asker: &Asker) -> Result<FiguresView, Failed> {
    let mut agreement = Vec::new();
    for queue in queues(account, asker).await? {
        let id = queue.id;
        let told = account.call(|hub| async move { hub.agreement(id).await }).await?;
        agreement.push(AgreementRow { queue, agreement: told });
    }
    Ok(FiguresView {
        agreement,
        sums: account.call(|hub| async move { hub.metrics().await }).await?,
        distances: account.call(|hub| async move { hub.false_matches().await }).await?,
        months: None,
    })
}

/// One report a month, oldest first.
pub(super) async fn months(account: &Account, now: Time) -> Result<Vec<Transparency>, Failed> {
    let mut reports = Vec::new();
    for month in months_before(now, MONTHS) {
        let of = months_as(month.from(), month.until(), ReportForm::Json);
        reports.push(account.call(|hub| async move { hub.transparency(of).await }).await?);
    }
    Ok(reports)
}

impl OversightPlace {
    /// What was told of the months stays when the rest is read again: they are over.
    pub(super) fn take(&mut self, content: PageContent) {
        let mut content = content;
        let months = match (&mut self.content, &mut content) {
            (Some(PageContent::Figures(before)), PageContent::Figures(_)) => before.months.take(),
            _ => self.early_months.take(),
        };
        if let PageContent::Figures(figures) = &mut content {
            figures.months = months;
        }
        self.content = Some(content);
    }

    /// They may come before the rest of the page.
    pub(super) fn months_came(&mut self, months: Vec<Transparency>) {
        match &mut self.content {
            Some(PageContent::Figures(figures)) => figures.months = Some(months),
            _ => self.early_months = Some(months),
        }
    }
}
