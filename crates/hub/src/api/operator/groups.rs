//! `GET /v1/groups`, `PUT` and `DELETE /v1/groups/{name}`: what groups of the identity provider give here.

use super::people::not_admins;
use crate::{
    api::{ApiProblem, May, caller::ManagesPeople, page},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::identity::{GroupGives, GroupProblem};
use scrim_store::identity::{self as kept, GroupRefused};
use scrim_wire::{
    Code, Problem,
    http::people::{Group, Groups, ListGroups, MOST_GROUPS},
};
use std::sync::Arc;

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// What groups give, in the order of their names.
#[utoipa::path(
    get, path = "/v1/groups", tag = "operator", params(ListGroups),
    responses((status = 200, body = Groups), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
    Query(asked): Query<ListGroups>,
) -> Result<Json<Groups>, ApiProblem> {
    if asked.after.as_ref().is_some_and(|name| name.contains('\0')) {
        return Err(GroupRefused::Group(GroupProblem::Name).into());
    }
    let most = asked.most.unwrap_or(USUAL).clamp(1, MOST_GROUPS);
    let mut groups = hub.store.groups(asked.after, most + 1).await?;
    let more = page::more(&mut groups, most);
    Ok(Json(Groups {
        groups: groups.into_iter().map(group).collect(),
        more,
    }))
}

/// Says what a group gives: a role, and queues beside those that its people may take from anyway. Holds at once.
#[utoipa::path(
    put, path = "/v1/groups/{name}", tag = "operator", request_body = GroupGives,
    params(("name" = String, Path, description = "as the provider writes it")),
    responses(
        (status = 200, body = GroupGives),
        (status = 400, description = "`bad_request`: no such name or queue, or a source's role", body = Problem),
        (status = 409, description = "`last_admin`, or `own_right` where it would take one's own", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(name): Path<String>,
    Json(gives): Json<GroupGives>,
) -> Result<Json<GroupGives>, ApiProblem> {
    let by = Some(may.caller.person.id);
    hub.store.set_group(by, name, gives.clone()).await?;
    Ok(Json(gives))
}

/// A group gives nothing any more. Whoever is here by it alone is signed out at once.
#[utoipa::path(
    delete, path = "/v1/groups/{name}", tag = "operator",
    params(("name" = String, Path, description = "as the provider writes it")),
    responses(
        (status = 204),
        (status = 404, body = Problem),
        (status = 409, description = "`last_admin`, or `own_right` where it would take one's own", body = Problem),
    )
)]
pub(crate) async fn remove(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(name): Path<String>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.remove_group(Some(may.caller.person.id), name).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn group(kept: kept::Group) -> Group {
    Group {
        name: kept.name,
        gives: kept.gives,
        people: kept.people,
    }
}

impl From<GroupRefused> for ApiProblem {
    fn from(refused: GroupRefused) -> Self {
        match refused {
            GroupRefused::NoSuch => Self::new(Code::NotFound, refused.to_string()),
            GroupRefused::Group(_) | GroupRefused::NoSuchQueue(_) | GroupRefused::TooMany => {
                Self::new(Code::BadRequest, refused.to_string())
            }
            GroupRefused::Admins(problem) => not_admins(problem),
            GroupRefused::Store(error) => error.into(),
        }
    }
}
