//! What is set for other people: the floor, teams, severe categories, support, and what a desk has to be. Fetched when
//! opened and after every change here.

use super::{
    core::{Core, Place},
    job::{CareJob, CareOutcome, Job},
    refusal::refusal,
};
use crate::account::{Account, Failed};
use scrim_model::{ids::PersonId, person::Permission};
use scrim_wire::{
    Code,
    http::{
        me::{Me, SetFloor},
        queues::Reviewer,
        teams::{Hours, PersonHours},
    },
    ipc::{
        commands::CareChange,
        view::{CarePage, CareView, HoursView, Message},
    },
};

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct CarePlace {
    page: Option<CarePage>,
    hours: Option<HoursView>,
    busy: bool,
}

impl CarePlace {
    /// An answer about somebody who is no longer looked at came too late.
    fn hours_came(&mut self, person: PersonId, shown: PersonHours) {
        if let Some(hours) = self.hours.as_mut().filter(|hours| hours.person == person) {
            hours.shown = Some(shown);
        }
    }

    pub(super) fn view(&self, me: &Me) -> CareView {
        CareView {
            page: self.page.clone(),
            hours: self.hours.clone(),
            me: me.id,
            sets_support: me.permissions.contains(&Permission::ManagePeople),
            busy: self.busy,
        }
    }
}

impl Core {
    pub(super) fn open_care(&mut self) {
        let may = |permissions: &[Permission]| permissions.contains(&Permission::SetFloors);
        if !self.person.as_ref().is_some_and(|person| may(&person.me.permissions)) {
            return;
        }
        self.go(Place::Care(Box::default()));
        self.ask_of_care(CareJob::Fetch);
    }

    pub(super) fn set_care(&mut self, change: CareChange) {
        self.ask_of_care(CareJob::Set(change));
    }

    /// Whose they are is known at once; what they are comes.
    pub(super) fn show_hours(&mut self, person: PersonId) {
        if let Place::Care(place) = &mut self.place {
            place.hours = Some(HoursView { person, shown: None });
        }
        self.ask_of_care(CareJob::Hours(person));
    }

    fn ask_of_care(&mut self, job: CareJob) {
        if let Place::Care(place) = &mut self.place {
            place.busy = true;
            self.jobs.push(Job::Care(job));
        }
    }

    pub(super) fn care_answered(&mut self, outcome: CareOutcome) {
        let Place::Care(place) = &mut self.place else {
            return;
        };
        place.busy = false;
        match outcome {
            CareOutcome::All(Ok(page)) => place.page = Some(*page),
            CareOutcome::Hours(person, Ok(shown)) => place.hours_came(person, shown),
            CareOutcome::Changed(Ok(())) => {
                let shown = place.hours.as_ref().map(|hours| hours.person);
                self.message = Some(Message::Saved);
                self.ask_of_care(CareJob::Fetch);
                if let Some(person) = shown {
                    self.ask_of_care(CareJob::Hours(person));
                }
            }
            CareOutcome::Hours(_, Err(error)) | CareOutcome::All(Err(error)) | CareOutcome::Changed(Err(error)) => {
                self.message = refusal(&error).or(self.message);
            }
        }
    }
}

/// Asks the hub.
pub(super) async fn ask(account: &Account, job: CareJob) -> CareOutcome {
    match job {
        CareJob::Fetch => CareOutcome::All(fetch(account).await.map(Box::new)),
        CareJob::Hours(person) => {
            let shown = account.call(|hub| async move { hub.person_hours(person).await });
            CareOutcome::Hours(person, shown.await)
        }
        CareJob::Set(change) => CareOutcome::Changed(set(account, change).await),
    }
}

async fn set(account: &Account, change: CareChange) -> Result<(), Failed> {
    let change = &change;
    let set = |hub: scrim_hub_client::Signed| async move {
        match change {
            CareChange::Floor { settings } => {
                let settings = (*settings).into();
                hub.set_floor(&SetFloor { settings }).await
            }
            CareChange::NewTeam { team } => hub.make_team(team).await,
            CareChange::Team { id, team } => hub.set_team(*id, team).await,
            CareChange::NoTeam { id } => hub.remove_team(*id).await,
            CareChange::Hours { person, hours } => {
                let hours = hours.clone();
                hub.set_hours(*person, &Hours { hours }).await.map(drop)
            }
            CareChange::Severe { severe } => hub.set_severe(severe).await,
            CareChange::Support { support } => hub.set_support(support).await,
            CareChange::Desks { desks } => hub.set_desk_policy(desks).await,
        }
    };
    account.call(set).await
}

async fn fetch(account: &Account) -> Result<CarePage, Failed> {
    Ok(CarePage {
        floor: account.call(|hub| async move { hub.floor().await }).await?.settings,
        teams: account.call(|hub| async move { hub.teams().await }).await?,
        people: people(account).await?,
        severe: account.call(|hub| async move { hub.severe().await }).await?,
        support: account.call(|hub| async move { hub.support().await }).await?,
        desks: account.call(|hub| async move { hub.desk_policy().await }).await?,
    })
}

/// Who reviews; nobody for whoever sets limits and may not see names.
async fn people(account: &Account) -> Result<Vec<Reviewer>, Failed> {
    match account.call(|hub| async move { hub.directory().await }).await {
        Err(error) if super::refusal::code(&error) == Some(Code::Forbidden) => Ok(Vec::new()),
        answer => Ok(answer?.people),
    }
}
