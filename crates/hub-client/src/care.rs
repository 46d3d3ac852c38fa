//! Operations of whoever sets limits and support for other people.

use crate::{error::ClientError, signed::Signed, transport::Method};
use scrim_model::{
    ids::{PersonId, TeamId},
    support::Support,
    wellness::Severe,
};
use scrim_wire::http::{
    me::SetFloor,
    org::DeskPolicy,
    page::MOST_ROWS,
    teams::{Hours, PersonHours, SetTeam, Team},
};

impl Signed {
    /// `PUT /v1/floors`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where a setting is out of its bounds.
    pub async fn set_floor(&self, floor: &SetFloor) -> Result<(), ClientError> {
        let request = self.to("set the floor", Method::Put, "/v1/floors");
        self.done(request.json(floor)?).await
    }

    /// `GET /v1/teams`, page after page.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn teams(&self) -> Result<Vec<Team>, ClientError> {
        let mut all: Vec<Team> = Vec::new();
        loop {
            let path = match all.last() {
                Some(last) => format!("/v1/teams?after={}", last.id),
                None => "/v1/teams".to_owned(),
            };
            let next: Vec<Team> = self.client.json(self.to("teams", Method::Get, path)).await?;
            let is_last = u32::try_from(next.len()).unwrap_or(u32::MAX) < MOST_ROWS;
            all.extend(next);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// `POST /v1/teams`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `name_taken` where there is one of that name.
    pub async fn make_team(&self, team: &SetTeam) -> Result<(), ClientError> {
        let request = self.to("make a team", Method::Post, "/v1/teams");
        self.done(request.json(team)?).await
    }

    /// `PUT /v1/teams/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_team(&self, id: TeamId, team: &SetTeam) -> Result<(), ClientError> {
        let request = self.to("set a team", Method::Put, format!("/v1/teams/{id}"));
        self.done(request.json(team)?).await
    }

    /// `DELETE /v1/teams/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn remove_team(&self, id: TeamId) -> Result<(), ClientError> {
        self.done(self.to("remove a team", Method::Delete, format!("/v1/teams/{id}")))
            .await
    }

    /// `GET /v1/people/{id}/hours`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn person_hours(&self, person: PersonId) -> Result<PersonHours, ClientError> {
        let path = format!("/v1/people/{person}/hours");
        self.client.json(self.to("somebody's hours", Method::Get, path)).await
    }

    /// `PUT /v1/people/{id}/hours`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `own_limit` where they are one's own and become more.
    pub async fn set_hours(&self, person: PersonId, hours: &Hours) -> Result<PersonHours, ClientError> {
        let path = format!("/v1/people/{person}/hours");
        let request = self.to("set somebody's hours", Method::Put, path);
        self.client.json(request.json(hours)?).await
    }

    /// `GET /v1/severe`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn severe(&self) -> Result<Severe, ClientError> {
        let request = self.to("severe categories", Method::Get, "/v1/severe");
        self.client.json(request).await
    }

    /// `PUT /v1/severe`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_severe(&self, severe: &Severe) -> Result<(), ClientError> {
        let request = self.to("set severe categories", Method::Put, "/v1/severe");
        self.done(request.json(severe)?).await
    }

    /// `GET /v1/support`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn support(&self) -> Result<Support, ClientError> {
        let request = self.to("support", Method::Get, "/v1/support");
        self.client.json(request).await
    }

    /// `PUT /v1/support`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_support(&self, support: &Support) -> Result<(), ClientError> {
        let request = self.to("set support", Method::Put, "/v1/support");
        self.done(request.json(support)?).await
    }

    /// `GET /v1/desk-policy`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn desk_policy(&self) -> Result<DeskPolicy, ClientError> {
        let request = self.to("desk policy", Method::Get, "/v1/desk-policy");
        self.client.json(request).await
    }

    /// `PUT /v1/desk-policy`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_desk_policy(&self, policy: &DeskPolicy) -> Result<(), ClientError> {
        let request = self.to("set the desk policy", Method::Put, "/v1/desk-policy");
        self.done(request.json(policy)?).await
    }
}
