//! What is set for other people: the floor, teams, severe categories, support, and what a desk has to be. Fetched when
//! opened and after every change here.

use super::{
    core::{Core, Place},
    job::{CareJob, CareOutcome, Job},
    refusal::refusal,
};
use crate::account::{Account, Failed};
use scrim_model::person::Permission;
use scrim_wire::{
    Code,
    http::{
        me::{Floor, Me},
        queues::Reviewer,
    },
    ipc::{
        commands::CareChange,
        view::{CarePage, CareView, Message},
    },
};

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct CarePlace {
    page: Option<CarePage>,
    busy: bool,
}

impl CarePlace {
    pub(super) fn view(&self, me: &Me) -> CareView {
        CareView {
            page: self.page.clone(),
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
            CareOutcome::Changed(Ok(())) => {
                self.message = Some(Message::Saved);
                self.ask_of_care(CareJob::Fetch);
            }
            CareOutcome::All(Err(error)) | CareOutcome::Changed(Err(error)) => {
                self.message = refusal(&error).or(self.message);
            }
        }
    }
}

/// Asks the hub.
pub(super) async fn ask(account: &Account, job: CareJob) -> CareOutcome {
    match job {
        CareJob::Fetch => CareOutcome::All(fetch(account).await.map(Box::new)),
        CareJob::Set(change) => CareOutcome::Changed(set(account, change).await),
    }
}

async fn set(account: &Account, change: CareChange) -> Result<(), Failed> {
    let change = &change;
    let set = |hub: scrim_hub_client::Signed| async move {
        match change {
            CareChange::Floor { settings } => hub.set_floor(&Floor { settings: *settings }).await,
            CareChange::NewTeam { team } => hub.make_team(team).await,
            CareChange::Team { id, team } => hub.set_team(*id, team).await,
            CareChange::NoTeam { id } => hub.remove_team(*id).await,
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
