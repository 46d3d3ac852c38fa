//! What a person did, as the wellness rules read it, and what follows from it now.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::PersonId,
    time::{Span, Time},
    wellness::{
        Allowance, Block, Effective, HoursProblem, Looser, Record, Refusal, Rest, SettingError, Settings,
        SettingsChange, Severe, ShiftAhead, WeeklyHours,
    },
};

/// Where a person stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Their settings as they hold.
    pub effective: Effective,
    /// What they did.
    pub record: Record,
    /// What they may do now.
    pub allowance: Allowance,
    /// Their block.
    pub block: Block,
    /// Whether they are in their first days, with half of both budgets.
    pub newcomer: bool,
    /// Looks of the rolling day.
    pub looks_today: u32,
    /// Looking time of the rolling day.
    pub looking_today: Span,
    /// Reviewing time of the rolling day.
    pub reviewing_today: Span,
    /// The hub's time.
    pub now: Time,
}

/// When somebody works, as whoever sets it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHours {
    /// Their hours; nothing where no shift limits them.
    pub hours: Option<WeeklyHours>,
    /// The shift that is on, or the next one.
    pub shift: Option<ShiftAhead>,
    /// The hub's time.
    pub now: Time,
}

/// Why settings were not taken.
#[derive(Debug, thiserror::Error)]
pub enum SettingsRefused {
    /// Looser than the floor.
    #[error(transparent)]
    Looser(#[from] Looser),
    /// Out of its bounds.
    #[error(transparent)]
    Bounds(#[from] SettingError),
    /// It would loosen what whoever set it looks under themselves.
    #[error("nobody loosens a floor that they work under themselves: ask another lead or an admin")]
    Own,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why hours were not taken.
#[derive(Debug, thiserror::Error)]
pub enum HoursRefused {
    /// There is nobody of that id.
    #[error("there is no such person")]
    NoSuch,
    /// A longer shift is given by somebody else: whoever could widen their own would work overtime at will.
    #[error("one's own hours only become fewer: ask another lead or an admin for others")]
    Own,
    /// They make no sense.
    #[error(transparent)]
    Hours(#[from] HoursProblem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a break goes on.
#[derive(Debug, thiserror::Error)]
pub enum RestRefused {
    /// It was due, and runs to its end.
    #[error("a break that was due runs to its end")]
    Due(Refusal),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Where a person stands now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn standing(&self, person: PersonId) -> Result<Standing, StoreError> {
        self.write(Alone::on(person), move |tx| sql::wellbeing::standing(tx, person))
            .await
    }

    /// Sets a person's own settings, which may only be stricter than the floor.
    ///
    /// # Errors
    /// [`SettingsRefused`].
    pub async fn set_own_wellness(
        &self,
        person: PersonId,
        change: impl Into<SettingsChange>,
    ) -> Result<Standing, SettingsRefused> {
        let change = change.into();
        self.write(Alone::on(person), move |tx| sql::wellbeing::set_own(tx, person, change))
            .await
    }

    /// The floor of the whole hub.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn floor(&self) -> Result<Settings, StoreError> {
        self.read(sql::limits::floor).await
    }

    /// Sets the floor of the whole hub; what the change leaves out stays. Answers what it is then.
    ///
    /// # Errors
    /// [`SettingsRefused`].
    pub async fn set_floor(
        &self,
        by: Option<PersonId>,
        change: impl Into<SettingsChange>,
    ) -> Result<Settings, SettingsRefused> {
        let change = change.into();
        self.write(Alone::not(), move |tx| sql::wellbeing::set_floor(tx, by, change))
            .await
    }

    /// The hours of a person, where any are set.
    ///
    /// # Errors
    /// [`HoursRefused::NoSuch`].
    pub async fn hours(&self, person: PersonId) -> Result<Option<WeeklyHours>, HoursRefused> {
        self.read(move |db| sql::hours::set_for(db, person)).await
    }

    /// The same with the shift that they come to, as whoever sets hours may see it.
    ///
    /// # Errors
    /// [`HoursRefused::NoSuch`].
    pub async fn person_hours(&self, person: PersonId) -> Result<PersonHours, HoursRefused> {
        self.write(Alone::not(), move |tx| sql::hours::of(tx.db, person, tx.now))
            .await
    }

    /// Sets when a person works; without hours no shift limits them. What is narrower holds at once, what is wider from
    /// their next block on.
    ///
    /// # Errors
    /// [`HoursRefused`].
    pub async fn set_hours(
        &self,
        by: Option<PersonId>,
        person: PersonId,
        hours: Option<WeeklyHours>,
    ) -> Result<PersonHours, HoursRefused> {
        self.write(Alone::on(person), move |tx| {
            sql::hours::set(tx, by, person, hours.clone())
        })
        .await
    }

    /// The categories that the organisation calls severe.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn severe(&self) -> Result<Severe, StoreError> {
        self.read(sql::terms::severe).await
    }

    /// Sets the categories that are severe, for every look from now on. They were checked where they came in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_severe(&self, by: Option<PersonId>, severe: Severe) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::terms::set_severe(tx, by, &severe))
            .await
    }

    /// Starts a break now. Leases go back unseen.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn start_rest(&self, person: PersonId) -> Result<Rest, StoreError> {
        self.write(Alone::on(person), move |tx| sql::wellbeing::start_rest(tx, person))
            .await
    }

    /// Ends a break that the person chose.
    ///
    /// # Errors
    /// [`RestRefused`].
    pub async fn end_rest(&self, person: PersonId) -> Result<(), RestRefused> {
        self.write(Alone::on(person), move |tx| sql::wellbeing::end_rest(tx, person))
            .await
    }
}
