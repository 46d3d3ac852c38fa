//! `GET /v1/leases/{id}/renditions/{rung}`: a veil in clear, anything clearer as ciphertext.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
    media::Part,
    renaming::renamed,
};
use axum::{
    extract::{Path, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use scrim_media::sealed;
use scrim_model::{ids::LeaseId, rung::Rung};
use scrim_store::items::RenditionRow;
use scrim_wire::{Code, Problem};
use std::sync::Arc;

/// The type of a sealed rendition.
const SEALED: &str = "application/vnd.scrim.sealed";

/// Up to the resting rung the picture itself; above it the sealed bytes, whose key only a look releases.
/// Nothing above the lease's highest rung.
#[utoipa::path(
    get, path = "/v1/leases/{id}/renditions/{rung}", tag = "leases",
    params(("id" = LeaseId, Path), ("rung" = Rung, Path)),
    responses(
        (status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 404, description = "`not_found`: there is no such rendition", body = Problem),
        (status = 423, description = "`rung_not_allowed`; `on_break`, `day_spent`, `shift_over`: nothing of a case is shown now", body = Problem),
        (status = 503, description = "`unavailable`: it cannot be fetched from where media are kept", body = Problem),
    )
)]
pub(crate) async fn fetch(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path((id, rung)): Path<(LeaseId, u8)>,
) -> Result<Response, ApiProblem> {
    let none = || ApiProblem::new(Code::NotFound, "there is no such rendition");
    let rung = Rung::try_from(rung).map_err(|_error| none())?;
    let lease = hub.store.usable_lease(may.proof(id)?).await?;
    if rung > lease.max_rung {
        return Err(ApiProblem::new(
            Code::RungNotAllowed,
            "your settings or your team's do not allow this rung",
        ));
    }
    let row = hub.store.rendition(id, rung).await?.ok_or_else(none)?;
    let at_rest = rung <= lease.resting_rung;
    let most = sealed::sealed_bytes(usize::try_from(row.bytes).unwrap_or_default());
    let sealed = hub.media.read(row.sealed_as, Part::Rendition(row.rung), most).await?;
    let (kind, bytes) = if at_rest {
        let opening = tokio::task::spawn_blocking(move || opened(&hub, &row, &sealed));
        opening.await.map_err(ApiProblem::internal)??
    } else {
        let naming = tokio::task::spawn_blocking(move || named(&hub, &row, sealed));
        (SEALED.to_owned(), naming.await.map_err(ApiProblem::internal)??)
    };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store".to_owned())], bytes).into_response())
}

/// Sealed as the upload that its holder knows it by.
fn named(hub: &Hub, row: &RenditionRow, sealed: Vec<u8>) -> Result<Vec<u8>, ApiProblem> {
    let part = Part::Rendition(row.rung);
    let most = usize::try_from(row.bytes).unwrap_or_default();
    let names = (row.sealed_as, row.item);
    renamed(&hub.keys, &row.wrapped_key, (part, names), (sealed, most)).map_err(ApiProblem::internal)
}

fn opened(hub: &Hub, row: &RenditionRow, sealed: &[u8]) -> Result<(String, Vec<u8>), ApiProblem> {
    let bound = Part::Rendition(row.rung).associated(row.sealed_as);
    let key = hub
        .keys
        .unwrap(&row.wrapped_key, &bound)
        .map_err(ApiProblem::internal)?;
    let most = usize::try_from(row.bytes).unwrap_or_default();
    let clear = sealed::open(&key, &bound, sealed, most).map_err(ApiProblem::internal)?;
    Ok((row.mime.clone(), clear.to_vec()))
}
