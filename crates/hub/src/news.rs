//! What is new, told to whoever listens: read from the hub's log, so that it is the same for every hub on a
//! database, in one order, and can be taken up again where somebody stopped listening.

use crate::hub::Hub;
use scrim_model::ids::{PersonId, SessionId};
use scrim_store::{StoreError, chain::Row};
use scrim_wire::http::events::News;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{
    sync::{broadcast, watch},
    time::sleep,
};

/// How often the log is looked at: what happens anywhere is told within a second.
const EVERY: Duration = Duration::from_millis(300);

/// After a database that did not answer.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Rows read at once.
const ROWS: u32 = 2_000;

/// News that a slow listener may be behind.
const BEHIND: usize = 256;

/// One thing to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The row of the log.
    pub seq: u64,
    /// What, to whom.
    pub what: What,
}

/// What is told, to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// To everybody.
    All(News),
    /// To those who settle.
    Leads(News),
    /// To one person.
    One(PersonId, News),
    /// A session ended, and with it what it hears.
    Over(SessionId),
}

/// Where news is told.
#[derive(Debug)]
pub struct Newsroom {
    told: broadcast::Sender<Item>,
    closed: watch::Sender<bool>,
}

/// Somebody who listens.
#[derive(Debug)]
pub struct Listener {
    /// What is told from now on.
    pub told: broadcast::Receiver<Item>,
    /// Whether the hub ends.
    pub closed: watch::Receiver<bool>,
}

impl Default for Newsroom {
    fn default() -> Self {
        Self {
            told: broadcast::Sender::new(BEHIND),
            closed: watch::Sender::new(false),
        }
    }
}

impl Newsroom {
    /// Hears everything that is told from now on.
    pub fn listen(&self) -> Listener {
        Listener {
            told: self.told.subscribe(),
            closed: self.closed.subscribe(),
        }
    }

    /// Nothing more is told; whoever listens is sent away, so that the hub can end.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }
}

/// Reads the log from after a row on and tells what is new, until it is dropped. The row is read before anybody
/// can listen.
pub async fn run(hub: Arc<Hub>, mut seq: u64) {
    loop {
        match look(&hub, seq).await {
            Ok((last, more)) => {
                seq = last;
                if !more {
                    sleep(EVERY).await;
                }
            }
            Err(error) => {
                tracing::warn!(%error, "nobody is told what is new until the database answers");
                sleep(AFTER_FAILURE).await;
            }
        }
    }
}

/// One look at the log: up to which row, and whether there is more.
async fn look(hub: &Hub, seq: u64) -> Result<(u64, bool), StoreError> {
    if hub.news.told.receiver_count() == 0 {
        let length = hub.store.chain_length().await?;
        // Whoever comes to listen now reads for themselves up to here, or further.
        if hub.news.told.receiver_count() == 0 {
            return Ok((length, false));
        }
    }
    let (items, last, more) = since(hub, seq).await?;
    for item in items {
        // Whoever listened may be gone.
        let _heard = hub.news.told.send(item);
    }
    Ok((last, more))
}

/// What is new after a row of the log: what, up to which row, and whether there is more.
///
/// # Errors
/// [`StoreError`].
pub async fn since(hub: &Hub, seq: u64) -> Result<(Vec<Item>, u64, bool), StoreError> {
    let rows = hub.store.chain_rows(seq, ROWS).await?;
    let last = rows.last().map_or(seq, |row| row.seq);
    let more = u32::try_from(rows.len()).is_ok_and(|count| count == ROWS);
    Ok((digest(&rows), last, more))
}

/// Each thing once, as of the last row that says it: a thousand verdicts are one reason to look at the queues.
fn digest(rows: &[Row]) -> Vec<Item> {
    let mut newest = BTreeMap::new();
    for row in rows {
        for what in of(row) {
            newest.insert(what, row.seq);
        }
    }
    let mut items: Vec<Item> = newest.into_iter().map(|(what, seq)| Item { seq, what }).collect();
    items.sort_by_key(|item| item.seq);
    items
}

/// What is read of a row's body.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fact {
    /// Who held the case.
    from: Option<PersonId>,
    /// Whose verdicts.
    authors: Vec<PersonId>,
    session: Option<SessionId>,
    sessions: Vec<SessionId>,
    /// Whom it is about.
    person: Option<PersonId>,
}

/// What a row of the log is a reason for. Everything else that is logged, looks above all, is nobody else's news.
fn of(row: &Row) -> Vec<What> {
    // What an earlier version wrote has less in it.
    let fact = || serde_json::from_str::<Fact>(&row.body).unwrap_or_default();
    match row.kind.as_str() {
        "case_opened" | "rematched" | "verdict_given" | "verdict_undone" | "effect" | "rules_set" | "queue_made"
        | "queue_set" => {
            vec![What::All(News::Queues)]
        }
        "case_redirected" => {
            let holder = fact().from.map(|person| What::One(person, News::Leases));
            std::iter::once(What::All(News::Queues)).chain(holder).collect()
        }
        "verdict_reversed" => {
            let authors = fact()
                .authors
                .into_iter()
                .map(|person| What::One(person, News::Verdicts));
            std::iter::once(What::All(News::Queues)).chain(authors).collect()
        }
        "case_urgent" | "case_urgent_lifted" => vec![What::Leads(News::Urgent), What::All(News::Queues)],
        "alarm_raised" | "alarm_acknowledged" => {
            let person = fact().person.map(|person| What::One(person, News::Alarms));
            std::iter::once(What::Leads(News::Alarms)).chain(person).collect()
        }
        "queue_untaken" => vec![What::Leads(News::Untaken)],
        "floor_set" | "team_set" | "team_removed" => vec![What::All(News::Wellness)],
        "hours_set" => {
            let person = fact().person.map(|person| What::One(person, News::Wellness));
            person.into_iter().collect()
        }
        "signed_out_everywhere" | "passwords_ended" => fact().sessions.into_iter().map(What::Over).collect(),
        // What they may do, and where, may have changed.
        "person_changed" | "role_followed" => {
            let person = fact().person.map(|person| What::One(person, News::Everything));
            person.into_iter().collect()
        }
        "role_set" | "group_set" | "group_removed" | "scheme_set" => vec![What::All(News::Everything)],
        "signed_out" => fact().session.map(What::Over).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::time::Time;
    use uuid::Uuid;

    fn row(seq: u64, kind: &str, body: &serde_json::Value) -> Row {
        Row {
            seq,
            at: Time(0),
            kind: kind.to_owned(),
            body: body.to_string(),
            hash: [0; 32],
        }
    }

    #[test]
    fn many_rows_about_one_thing_are_told_once_as_of_the_last() {
        let person = PersonId(Uuid::from_u128(7));
        let nothing = serde_json::json!({});
        let rows = [
            row(1, "verdict_given", &nothing),
            row(
                2,
                "case_redirected",
                &serde_json::json!({"from": person, "sent": "back"}),
            ),
            row(3, "look_granted", &nothing),
            row(4, "case_opened", &nothing),
        ];
        let told = [(2, What::One(person, News::Leases)), (4, What::All(News::Queues))];
        assert_eq!(digest(&rows), told.map(|(seq, what)| Item { seq, what }));
    }

    #[test]
    fn looks_and_sign_ins_of_others_are_nobodys_news() {
        for kind in [
            "look_granted",
            "look_closed",
            "signed_in",
            "sign_in_failed",
            "received",
            "note",
            "record_taken",
        ] {
            assert_eq!(of(&row(1, kind, &serde_json::json!({}))), [], "{kind}");
        }
    }

    #[test]
    fn an_alarm_is_told_to_the_leads_and_to_whom_it_is_about() {
        let person = PersonId(Uuid::from_u128(7));
        let told = of(&row(
            1,
            "alarm_raised",
            &serde_json::json!({"alarm": 1, "person": person}),
        ));
        assert_eq!(told, [What::Leads(News::Alarms), What::One(person, News::Alarms)]);
    }

    #[test]
    fn that_nobody_is_left_for_cases_is_told_to_the_leads_alone() {
        let told = of(&row(1, "queue_untaken", &serde_json::json!({"queue": 1})));
        assert_eq!(told, [What::Leads(News::Untaken)]);
    }

    #[test]
    fn a_reversal_is_told_to_everybody_whose_verdict_it_was() {
        let people = [1, 2].map(|id| PersonId(Uuid::from_u128(id)));
        let told = of(&row(1, "verdict_reversed", &serde_json::json!({"authors": people})));
        let wanted = people.map(|person| What::One(person, News::Verdicts));
        assert_eq!(told.get(1..), Some(&wanted[..]));
    }
}
