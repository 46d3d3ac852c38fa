//! `GET` and `POST /v1/teams`, `PUT` and `DELETE /v1/teams/{id}`: teams and the floors that they share.

use crate::{
    api::{ApiProblem, May, caller::SetsFloors, page::cut},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::ids::TeamId;
use scrim_store::teams::{self as kept, TeamChange, TeamRefused};
use scrim_wire::{
    Code, Problem,
    http::{
        page::Page,
        teams::{SetTeam, Team},
    },
};
use std::sync::Arc;

/// All teams, in the order they were made.
#[utoipa::path(
    get, path = "/v1/teams", tag = "operator", params(Page),
    responses((status = 200, body = Vec<Team>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<SetsFloors>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Team>>, ApiProblem> {
    let teams = cut(hub.store.teams().await?, &page, |team| team.id.0)?;
    Ok(Json(teams.into_iter().map(team).collect()))
}

/// Makes a team. Where its floor is stricter than what holds for its people, it holds at once.
#[utoipa::path(
    post, path = "/v1/teams", tag = "operator", request_body = SetTeam,
    responses(
        (status = 201, body = Team),
        (status = 400, description = "`bad_request`: a floor out of its bounds, or somebody who is not here", body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn make(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(new): Json<SetTeam>,
) -> Result<(StatusCode, Json<Team>), ApiProblem> {
    let made = hub.store.make_team(Some(may.caller.person.id), wanted(new)).await?;
    Ok((StatusCode::CREATED, Json(team(made))))
}

/// Changes a team. What is stricter by it holds at once, what is looser from each person's next block on.
#[utoipa::path(
    put, path = "/v1/teams/{id}", tag = "operator", request_body = SetTeam, params(("id" = TeamId, Path)),
    responses(
        (status = 200, body = Team),
        (status = 400, description = "`bad_request`: a floor out of its bounds, or somebody who is not here", body = Problem),
        (status = 403, description = "`own_limit`: it would loosen what the caller looks under themselves", body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Path(id): Path<TeamId>,
    Json(to): Json<SetTeam>,
) -> Result<Json<Team>, ApiProblem> {
    let set = hub.store.set_team(Some(may.caller.person.id), id, wanted(to)).await?;
    Ok(Json(team(set)))
}

/// Removes a team. What it asked for holds until the next block of each of its people.
#[utoipa::path(
    delete, path = "/v1/teams/{id}", tag = "operator", params(("id" = TeamId, Path)),
    responses(
        (status = 204),
        (status = 403, description = "`own_limit`: it would loosen what the caller looks under themselves", body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Path(id): Path<TeamId>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.remove_team(Some(may.caller.person.id), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn wanted(team: SetTeam) -> TeamChange {
    TeamChange {
        name: team.name,
        members: team.members,
        floor: team.settings,
    }
}

fn team(kept: kept::Team) -> Team {
    Team {
        id: kept.id,
        name: kept.team.name,
        members: kept.team.members,
        settings: kept.team.floor,
    }
}

impl From<TeamRefused> for ApiProblem {
    fn from(refused: TeamRefused) -> Self {
        match refused {
            TeamRefused::NoSuch => Self::new(Code::NotFound, refused.to_string()),
            TeamRefused::Own => Self::new(Code::OwnLimit, refused.to_string()),
            TeamRefused::NameTaken => Self::new(Code::NameTaken, refused.to_string()),
            TeamRefused::Name | TeamRefused::NoSuchPerson(_) | TeamRefused::Source(_) | TeamRefused::TooMany => {
                Self::new(Code::BadRequest, refused.to_string())
            }
            TeamRefused::Bounds(bounds) => bounds.into(),
            TeamRefused::Store(error) => error.into(),
        }
    }
}
