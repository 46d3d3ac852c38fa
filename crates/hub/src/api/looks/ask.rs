//! `POST /v1/leases/{id}/looks`: the one way to a picture above rest.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
    media::Part,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::LeaseId;
use scrim_store::looks::{Asked, LookRefused};
use scrim_wire::{
    Code, Problem,
    http::looks::{AskLook, FullSize, LookGranted},
};
use std::sync::Arc;

/// Checks the limits, writes the grant, and answers the key of that rung's rendition and of no other.
#[utoipa::path(
    post, path = "/v1/leases/{id}/looks", tag = "looks", params(("id" = LeaseId, Path)), request_body = AskLook,
    responses(
        (status = 200, body = LookGranted),
        (status = 404, description = "`not_found`: this rung needs no grant, or has no picture", body = Problem),
        (status = 409, description = "`lease_lost`, `lease_fenced`", body = Problem),
        (status = 422, description = "`colour_first`: the full size is for a second look; `capture_not_excluded`", body = Problem),
        (status = 423, description = "`on_break`, `block_over`, `budget_spent`, `rung_not_allowed`, `shift_over`, \
                                      `shift_ending`, `cool_down`", body = Problem),
    )
)]
pub(crate) async fn ask(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<LeaseId>,
    Json(asked): Json<AskLook>,
) -> Result<Json<LookGranted>, ApiProblem> {
    let policy = hub.store.org().await?.desks;
    if policy.looks_need_capture_protection && !asked.capture_excluded && asked.rung.is_look() {
        return Err(ApiProblem::new(
            Code::CaptureNotExcluded,
            "your organisation grants looks only to desks whose window is left out of screen captures: decide veiled, \
             or use a computer that can do that",
        ));
    }
    let wanted = Asked {
        rung: asked.rung,
        full_size: asked.full_size,
    };
    let granted = hub.store.grant_look(may.proof(id)?, wanted).await?;
    let bound = Part::Rendition(granted.rendition.rung).associated(granted.rendition.sealed_as);
    let key = hub
        .keys
        .unwrap(&granted.rendition.wrapped_key, &bound)
        .map_err(ApiProblem::internal)?;
    Ok(Json(LookGranted {
        grant_id: granted.grant.id,
        rendition: granted.rendition.rung,
        key: key.to_hex().to_string(),
        until: granted.grant.until,
        now: granted.now,
        looks_left: granted.looks_left,
        full_size: granted.full_size_px.map(|(width, height)| FullSize::of(width, height)),
    }))
}

impl From<LookRefused> for ApiProblem {
    fn from(refused: LookRefused) -> Self {
        match refused {
            LookRefused::Lease(refused) => refused.into(),
            LookRefused::Wellness(refusal) => refusal.into(),
            LookRefused::OnlyVeiled => Self::new(
                Code::RungNotAllowed,
                "this is a check of what was stopped: it is looked at behind a veil alone; say what you can see, or ask a lead",
            ),
            LookRefused::NoRendition => Self::new(
                Code::NotFound,
                "there is nothing to look at: this rung needs no grant, or has no picture",
            ),
            LookRefused::ColourFirst => Self::new(
                Code::ColourFirst,
                "the full size is for a second look: look in colour, let go, then ask again",
            ),
        }
    }
}
