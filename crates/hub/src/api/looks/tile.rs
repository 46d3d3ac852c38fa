//! `GET /v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}`: a part of a picture in its full size.
//!
//! Drawn from the sealed original each time, in the worker, and kept nowhere.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
    intake::RENDITIONS,
    media::Part,
};
use axum::{
    extract::{Path, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use scrim_media::{Rendition, Want, sealed, tile};
use scrim_model::ids::{GrantId, LeaseId};
use scrim_store::looks::{FullSizeRefused, Original};
use scrim_wire::{Code, Problem, http::looks::FullSize};
use std::sync::Arc;

/// One tile, while the grant of the full size is neither closed nor over.
#[utoipa::path(
    get, path = "/v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}", tag = "looks",
    params(("id" = LeaseId, Path), ("grant_id" = GrantId, Path), ("column" = u32, Path), ("row" = u32, Path)),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>),
        (status = 404, description = "`not_found`: no such grant of the full size, or no such tile", body = Problem),
        (status = 409, description = "`look_over`, `lease_lost`, `lease_fenced`", body = Problem),
        (status = 503, description = "`unavailable`: it could not be fetched or drawn", body = Problem),
    )
)]
pub(crate) async fn fetch(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path((id, grant, column, row)): Path<(LeaseId, GrantId, u32, u32)>,
) -> Result<Response, ApiProblem> {
    let proof = may.proof(id)?;
    let original = hub.store.full_size(proof, grant).await?;
    let [left, top, width, height] = FullSize::of(original.width_px, original.height_px)
        .tile(column, row)
        .ok_or_else(|| ApiProblem::new(Code::NotFound, "the picture has no such tile"))?;
    let want = Want::Tile {
        left,
        top,
        width,
        height,
    };
    let most = sealed::sealed_bytes(usize::try_from(original.bytes).unwrap_or_default());
    let sealed = hub.media.read(original.sealed_as, Part::Original, most).await?;
    let drawing = {
        let hub = Arc::clone(&hub);
        tokio::task::spawn_blocking(move || draw(&hub, &original, &sealed, want))
    };
    let drawn = drawing.await.map_err(ApiProblem::internal)??;
    // What was closed while it was being drawn is not shown either.
    hub.store.full_size(proof, grant).await?;
    Ok(([(CONTENT_TYPE, drawn.mime), (CACHE_CONTROL, "no-store")], drawn.encoded).into_response())
}

fn draw(hub: &Hub, original: &Original, sealed: &[u8], want: Want) -> Result<Rendition, ApiProblem> {
    let bound = Part::Original.associated(original.sealed_as);
    let key = hub
        .keys
        .unwrap(&original.wrapped_key, &bound)
        .map_err(ApiProblem::internal)?;
    let most = usize::try_from(original.bytes).unwrap_or_default();
    let bytes = sealed::open(&key, &bound, sealed, most).map_err(ApiProblem::internal)?;
    let reading = hub.workers.read(&bytes, &hub.settings.limits, want);
    let reading = reading.map_err(|error| {
        tracing::warn!(reason = error.reason(), "a tile could not be drawn");
        ApiProblem::new(
            Code::Unavailable,
            "this part of the picture could not be drawn: try again",
        )
    })?;
    tile(&reading.shown, &RENDITIONS).map_err(ApiProblem::internal)
}

impl From<FullSizeRefused> for ApiProblem {
    fn from(refused: FullSizeRefused) -> Self {
        match refused {
            FullSizeRefused::Lease(refused) => refused.into(),
            FullSizeRefused::NoSuch => Self::new(Code::NotFound, "there is no such look of yours at the full size"),
            FullSizeRefused::Over => Self::new(Code::LookOver, "the look is over: ask for another if you need it"),
        }
    }
}
