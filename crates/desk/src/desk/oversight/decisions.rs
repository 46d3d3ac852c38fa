//! Decisions that stand, page by page, and reversing one.

use super::{
    OversightPlace,
    job::{Asker, OversightJob, Wanted},
    reading,
};
use crate::{
    account::{Account, Failed},
    desk::{
        core::{Core, Place},
        refusal::refusal,
    },
};
use scrim_model::{
    ids::{CaseId, QueueId, VerdictId},
    person::Permission,
};
use scrim_wire::{
    http::verdicts::{DecisionInfo, ListDecisions, MOST_DECISIONS, Reversed},
    ipc::{
        links::case_of,
        oversight::{DecisionsView, PageContent, ReversedView},
        view::Message,
    },
};

pub(super) async fn read(
    account: &Account,
    asker: &Asker,
    (queue, case): (Option<QueueId>, Option<CaseId>),
) -> Result<DecisionsView, Failed> {
    let wanted = ListDecisions {
        queue,
        case,
        ..ListDecisions::default()
    };
    let decisions = page(account, &wanted).await?;
    Ok(DecisionsView {
        more: is_full(&decisions),
        decisions,
        queues: reading::queues(account, asker).await?,
        queue,
        case,
        may_reverse: asker.may(Permission::Reverse),
        may_report: asker.reads_audit(),
        // What was done here is said when the view is made.
        reversed: None,
        handoff: None,
    })
}

pub(super) async fn page(account: &Account, wanted: &ListDecisions) -> Result<Vec<DecisionInfo>, Failed> {
    account.call(|hub| async move { hub.decisions(wanted).await }).await
}

pub(super) async fn reverse(account: &Account, verdict: VerdictId) -> Result<Reversed, Failed> {
    account.call(|hub| async move { hub.reverse(verdict).await }).await
}

/// A page that is not full is the last.
fn is_full(page: &[DecisionInfo]) -> bool {
    u32::try_from(page.len()).is_ok_and(|many| many >= MOST_DECISIONS)
}

impl Core {
    /// Of one queue, or of the case of a link; what is no link is said to be none.
    pub(super) fn show_decisions(&mut self, queue: Option<QueueId>, link: &str) {
        let case = case_of(link);
        if case.is_none() && !link.trim().is_empty() {
            self.message = Some(Message::NoLink);
            return;
        }
        self.show(Wanted::Decisions { queue, case });
    }

    /// What was undone stays on the page, which is read again.
    pub(super) fn reversed(&mut self, answer: Result<Reversed, Failed>) {
        self.listen(&answer);
        match answer {
            Ok(reversed) => {
                if let Place::Oversight(place) = &mut self.place {
                    place.reversed = Some(ReversedView {
                        case: reversed.case_id,
                        effects: u32::try_from(reversed.reverted.len()).unwrap_or(u32::MAX),
                        reopened: reversed.reopened,
                        picture_destroyed: reversed.picture_destroyed,
                    });
                }
            }
            Err(error) => self.message = refusal(&error).or(self.message),
        }
        self.read_oversight();
    }
}

impl OversightPlace {
    /// None where there are no older ones, or something is on its way.
    pub(super) fn older_decisions(&self) -> Option<OversightJob> {
        let Some(PageContent::Decisions(shown)) = &self.content else {
            return None;
        };
        let last = shown.decisions.last().filter(|_| shown.more && self.awaited == 0)?;
        Some(OversightJob::OlderDecisions(ListDecisions {
            queue: shown.queue,
            case: shown.case,
            before_at: Some(last.at),
            before: Some(last.case_id),
            most: None,
        }))
    }

    /// Where the page is another by now, or was read anew, they came too late.
    pub(super) fn older_decisions_came(&mut self, wanted: ListDecisions, mut page: Vec<DecisionInfo>) {
        let Some(PageContent::Decisions(shown)) = &mut self.content else {
            return;
        };
        let last = shown.decisions.last().map(|last| (last.at, last.case_id));
        if (shown.queue, shown.case) == (wanted.queue, wanted.case) && last == wanted.before_at.zip(wanted.before) {
            shown.more = is_full(&page);
            shown.decisions.append(&mut page);
        }
    }
}
