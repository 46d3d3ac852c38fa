//! Teams: who is in them, and the floor that they share.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{PersonId, TeamId},
    wellness::{SettingError, Settings, SettingsChange},
};

/// How many teams a hub has at most.
pub const MOST_TEAMS: usize = 200;

/// How many people a team has at most.
pub const MOST_MEMBERS: usize = 500;

/// The longest name of a team, in characters.
pub const LONGEST_NAME: usize = 60;

/// What a team is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Its name, which no other has.
    pub name: String,
    /// Who is in it.
    pub members: Vec<PersonId>,
    /// What its people's settings are at least as strict as.
    pub floor: Settings,
}

/// What a team is to be: what its floor leaves out stays as it is, and asks nothing of a team that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamChange {
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: Vec<PersonId>,
    /// What becomes of its floor.
    pub floor: SettingsChange,
}

impl From<NewTeam> for TeamChange {
    fn from(team: NewTeam) -> Self {
        Self {
            name: team.name,
            members: team.members,
            floor: team.floor.into(),
        }
    }
}

/// A team as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// What it is, its members in order.
    pub team: NewTeam,
}

/// Why a team was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TeamRefused {
    /// There is no such team.
    #[error("there is no such team")]
    NoSuch,
    /// Another team has it.
    #[error("another team has that name: choose one that tells them apart")]
    NameTaken,
    /// It is no name.
    #[error("a team's name has 1 to {LONGEST_NAME} characters")]
    Name,
    /// Somebody it names is not here.
    #[error("there is no person of the id {0}")]
    NoSuchPerson(PersonId),
    /// A source does not look.
    #[error("{0} is a source, and sources are in no team")]
    Source(PersonId),
    /// More than this hub takes.
    #[error("a hub has at most {MOST_TEAMS} teams, and a team {MOST_MEMBERS} people")]
    TooMany,
    /// It would loosen what whoever set it looks under themselves.
    #[error("nobody loosens a floor that they work under themselves: ask another lead or an admin")]
    Own,
    /// A floor out of its bounds, or one that contradicts itself.
    #[error(transparent)]
    Bounds(#[from] SettingError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// All teams, in the order they were made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn teams(&self) -> Result<Vec<Team>, StoreError> {
        self.read(sql::teams::all).await
    }

    /// Makes a team. Where its floor is stricter than what holds for its people, it holds at once.
    ///
    /// # Errors
    /// [`TeamRefused`].
    pub async fn make_team(&self, by: Option<PersonId>, new: impl Into<TeamChange>) -> Result<Team, TeamRefused> {
        let new = new.into();
        self.write(Alone::not(), move |tx| sql::teams::make(tx, by, &new)).await
    }

    /// Changes a team. What is stricter by it holds at once, what is looser from everybody's next block on.
    ///
    /// # Errors
    /// [`TeamRefused`].
    pub async fn set_team(
        &self,
        by: Option<PersonId>,
        id: TeamId,
        to: impl Into<TeamChange>,
    ) -> Result<Team, TeamRefused> {
        let to = to.into();
        self.write(Alone::not(), move |tx| sql::teams::set(tx, by, id, &to))
            .await
    }

    /// Removes a team. What it asked for holds until the next block of each of its people.
    ///
    /// # Errors
    /// [`TeamRefused::NoSuch`].
    pub async fn remove_team(&self, by: Option<PersonId>, id: TeamId) -> Result<(), TeamRefused> {
        self.write(Alone::not(), move |tx| sql::teams::remove(tx, by, id)).await
    }
}
