//! `PUT /v1/me/wellness`: one's own settings, never looser than the floor.

use super::show::page;
use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::wellness::{SettingError, SettingName};
use scrim_store::wellbeing::SettingsRefused;
use scrim_wire::{
    Code, Problem,
    http::me::{Me, OwnWellness},
};
use std::sync::Arc;

/// Takes stricter settings at once; one that is left out stays as it is.
#[utoipa::path(
    put, path = "/v1/me/wellness", tag = "me", request_body = OwnWellness,
    responses(
        (status = 200, body = Me),
        (status = 400, description = "`setting_out_of_bounds` with the setting, `resting_above_max`", body = Problem),
        (status = 422, description = "`looser_than_floor`, with the setting", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Json(own): Json<OwnWellness>,
) -> Result<Json<Me>, ApiProblem> {
    hub.store.set_own_wellness(may.caller.person.id, own.settings).await?;
    Ok(Json(page(&hub, may.caller, Vec::new()).await?))
}

impl From<SettingsRefused> for ApiProblem {
    fn from(refused: SettingsRefused) -> Self {
        match refused {
            SettingsRefused::Looser(looser) => {
                let says = "a setting may only be stricter than the floor of your organisation";
                Self::new(Code::LooserThanFloor, says).setting(looser.setting.code())
            }
            SettingsRefused::Own => Self::new(Code::OwnLimit, refused.to_string()),
            SettingsRefused::Bounds(bounds) => bounds.into(),
            SettingsRefused::Store(error) => error.into(),
        }
    }
}

impl From<SettingError> for ApiProblem {
    fn from(error: SettingError) -> Self {
        match error {
            SettingError::TooLoose { setting } | SettingError::TooTight { setting } => {
                Self::new(Code::SettingOutOfBounds, error.to_string()).setting(setting.code())
            }
            SettingError::RestingAboveMax => {
                Self::new(Code::RestingAboveMax, error.to_string()).setting(SettingName::RestingRung.code())
            }
        }
    }
}
