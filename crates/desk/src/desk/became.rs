//! What became of one's verdicts, and what was raised about oneself: both told to their person alone.

use crate::account::{Account, Failed};
use scrim_model::ids::VerdictId;
use scrim_wire::{
    http::{
        alarms::Alarm,
        me::Me,
        settling::{Feedback, ListFeedback},
    },
    ipc::record::{AlarmView, BecameView},
};

/// Rows fetched for the screen at once.
pub(super) const PAGE: u32 = 20;

pub(super) async fn feedback(account: &Account, before: Option<VerdictId>) -> Result<Vec<Feedback>, Failed> {
    let wanted = ListFeedback {
        before: before.map(|before| before.0),
        most: Some(PAGE),
    };
    account.call(|hub| async move { hub.feedback(wanted).await }).await
}

/// A page that belongs behind another end came too late: the record was opened anew.
pub(super) fn feedback_came(became: &mut BecameView, before: Option<VerdictId>, page: Vec<Feedback>) {
    if before.is_some() && before != became.feedback.last().map(|last| last.verdict_id) {
        return;
    }
    became.more = u32::try_from(page.len()).is_ok_and(|rows| rows >= PAGE);
    if before.is_none() {
        became.feedback.clear();
    }
    became.feedback.extend(page);
}

/// An alarm with its queue by name, as far as it is one's own still.
pub(super) fn alarm(alarm: &Alarm, me: &Me) -> AlarmView {
    let queue = me.queues.iter().find(|queue| queue.id == alarm.queue_id);
    AlarmView {
        id: alarm.id,
        queue: queue.map(|queue| queue.name.clone()),
        rose: alarm.rose,
        since: alarm.since,
        until: alarm.until,
        raised_at: alarm.raised_at,
        said: alarm.acknowledged.as_ref().map(|taken| taken.reason.clone()),
    }
}
