//! `GET /v1/roles` and `PUT /v1/roles/{role}`: what roles allow.

use crate::{
    api::{ApiProblem, May, caller::ManagesPeople},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::person::Role;
use scrim_store::roles::SetRefused;
use scrim_wire::{
    Code, Problem,
    http::people::{RoleSet, SetRole},
};
use std::sync::Arc;

/// What every role allows.
#[utoipa::path(
    get, path = "/v1/roles", tag = "operator",
    responses((status = 200, body = Vec<RoleSet>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
) -> Result<Json<Vec<RoleSet>>, ApiProblem> {
    let roles = hub.store.roles().await?.into_iter();
    Ok(Json(
        roles.map(|(role, permissions)| RoleSet { role, permissions }).collect(),
    ))
}

/// Sets what a role allows, for everybody who has it and at once.
#[utoipa::path(
    put, path = "/v1/roles/{role}", tag = "operator", request_body = SetRole,
    params(("role" = Role, Path, description = "the role")),
    responses(
        (status = 200, body = RoleSet),
        (status = 400, description = "`bad_request`: something stays with this role, or is not for it", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(role): Path<Role>,
    Json(SetRole { permissions }): Json<SetRole>,
) -> Result<Json<RoleSet>, ApiProblem> {
    let by = may.caller.person.id;
    hub.store.set_role(by, role, permissions.clone()).await?;
    Ok(Json(RoleSet { role, permissions }))
}

impl From<SetRefused> for ApiProblem {
    fn from(refused: SetRefused) -> Self {
        match refused {
            SetRefused::Set(problem) => Self::new(Code::BadRequest, problem.to_string()),
            SetRefused::Store(error) => error.into(),
        }
    }
}
