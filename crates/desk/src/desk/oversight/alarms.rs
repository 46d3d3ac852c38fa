//! Alarms of others: whom they are about and where, by name.

use super::{
    job::Asker,
    reading::{directory, queues},
};
use crate::account::{Account, Failed};
use scrim_model::ids::{AlarmId, PersonId};
use scrim_wire::{
    http::{
        alarms::{Acknowledge, Alarm, ListAlarms},
        queues::Directory,
    },
    ipc::oversight::{AlarmsView, QueueName, RaisedView, TakenUpView},
};

pub(super) async fn read(account: &Account, asker: &Asker, all: bool) -> Result<AlarmsView, Failed> {
    let wanted = ListAlarms { all };
    let alarms = account.call(|hub| async move { hub.alarms(wanted).await }).await?;
    let (names, queues) = (directory(account, asker).await?, queues(account, asker).await?);
    let alarms = alarms.into_iter().map(|alarm| raised(alarm, asker, &names, &queues));
    Ok(AlarmsView {
        alarms: alarms.collect(),
        all,
    })
}

pub(super) async fn take_up(account: &Account, alarm: AlarmId, said: &Acknowledge) -> Result<(), Failed> {
    account
        .call(|hub| async move { hub.acknowledge(alarm, said).await })
        .await
}

fn raised(alarm: Alarm, asker: &Asker, names: &Directory, queues: &[QueueName]) -> RaisedView {
    let name = |id: PersonId| {
        let known = names.people.iter().find(|person| person.id == id);
        known.map(|person| person.name.clone())
    };
    let queue = queues.iter().find(|queue| queue.id == alarm.queue_id);
    RaisedView {
        id: alarm.id,
        who: name(alarm.person),
        own: alarm.person == asker.person,
        queue: queue.map(|queue| queue.name.clone()),
        rose: alarm.rose,
        since: alarm.since,
        until: alarm.until,
        taken_up: alarm.acknowledged.map(|taken| TakenUpView {
            at: taken.at,
            by: name(taken.by),
            words: taken.reason,
        }),
    }
}
