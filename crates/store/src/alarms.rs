//! Alarms that somebody's clearings or disputes rose sharply: raised once a day, told to leads and to that person.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    alarm::Rise,
    ids::{AlarmId, PersonId, QueueId},
    time::Time,
};

/// One alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Which.
    pub id: AlarmId,
    /// Whom it is about.
    pub person: PersonId,
    /// In which queue.
    pub queue: QueueId,
    /// What rose.
    pub rose: Rise,
    /// Since when.
    pub since: Time,
    /// Until when.
    pub until: Time,
    /// When it was raised.
    pub raised_at: Time,
    /// Who has taken it up, if anybody.
    pub acknowledged: Option<Acknowledged>,
}

/// That somebody has taken an alarm up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// When.
    pub at: Time,
    /// Who.
    pub by: PersonId,
    /// In words, which the person that it is about reads as well.
    pub reason: String,
}

/// Why an alarm is not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum NotAcknowledged {
    /// There is none of that id.
    #[error("there is no such alarm")]
    NoSuch,
    /// It is about whoever would acknowledge it.
    #[error("an alarm is taken up by somebody else than whom it is about")]
    AboutYourself,
    /// Somebody has.
    #[error("the alarm has been acknowledged")]
    Before,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Which alarms are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichAlarms {
    /// Those that nobody has taken up.
    Open,
    /// All.
    All,
    /// All about one person.
    About(PersonId),
}

impl Store {
    /// Looks at everybody, if nobody has today; answers how many alarms were raised. What was raised before and nobody has
    /// taken up yet is not raised twice, nor what overlaps with one that was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn raise_alarms(&self, now: Time) -> Result<u32, StoreError> {
        let Some(found) = self.read(move |db| sql::alarms::look(db, now)).await? else {
            return Ok(0);
        };
        self.write(Alone::not(), move |tx| sql::alarms::raise(tx, &found)).await
    }

    /// Alarms, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn alarms(&self, which: WhichAlarms) -> Result<Vec<Alarm>, StoreError> {
        self.read(move |db| sql::alarms::list(db, which)).await
    }

    /// Takes an alarm up.
    ///
    /// # Errors
    /// [`NotAcknowledged`].
    pub async fn acknowledge_alarm(&self, by: PersonId, id: AlarmId, reason: String) -> Result<Alarm, NotAcknowledged> {
        self.write(Alone::not(), move |tx| sql::alarms::acknowledge(tx, by, id, &reason))
            .await
    }
}
