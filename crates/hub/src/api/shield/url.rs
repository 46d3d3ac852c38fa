//! `POST /v1/url/`: whether the picture at an address is known, as Shield says it.

use super::{basic::Platform, scan::scan};
use crate::{api::ApiProblem, hub::Hub, intake::Arrived};
use axum::{Json, extract::State};
use scrim_upstream::{call::Failure, fetch::NotFetched};
use scrim_wire::{
    Code,
    http::shield::{Detail, ScanUrl, ScannedMedia},
};
use std::sync::Arc;

/// Fetches a picture and goes on as `POST /v1/media/` does. Only over https, from hosts named by `--fetch-from`, at
/// addresses of the public internet, and over at most three redirects that are each judged alike.
#[utoipa::path(
    post, path = "/v1/url/", tag = "shield",
    responses(
        (status = 200, body = ScannedMedia),
        (status = 400, description = "it is no address, or there is no picture at it", body = Detail),
        (status = 401, description = "not the key of a source", body = Detail),
        (status = 403, description = "it is not fetched from there", body = Detail),
        (status = 413, description = "more bytes than the hub takes", body = Detail),
        (status = 415, description = "it cannot be read, or not whole: nothing is said of it", body = Detail),
        (status = 503, description = "something failed here or there: nothing is said of it, send it again", body = Detail),
    )
)]
pub(crate) async fn scan_url(
    State(hub): State<Arc<Hub>>,
    Platform(source): Platform,
    Json(asked): Json<ScanUrl>,
) -> Result<Json<ScannedMedia>, ApiProblem> {
    let Some(fetcher) = &hub.settings.fetcher else {
        return Err(ApiProblem::new(
            Code::Forbidden,
            "this hub fetches from nowhere: send the picture itself, or have its operator name the host with --fetch-from",
        ));
    };
    let bytes = fetcher.fetch(&asked.url).await.map_err(not_fetched)?;
    let arrived = Arrived {
        source,
        reference: None,
        // What follows may be a key to it.
        place: asked.url.split(['?', '#']).next().map(str::to_owned),
        bytes,
    };
    scan(&hub, arrived).await.map(Json)
}

fn not_fetched(not_fetched: NotFetched) -> ApiProblem {
    let (code, sentence) = match not_fetched {
        NotFetched::Address => (
            Code::BadRequest,
            "give an address that begins with https:// and has no name or password in it",
        ),
        NotFetched::Host => (
            Code::Forbidden,
            "this hub does not fetch from that host: have its operator name it with --fetch-from",
        ),
        NotFetched::Inner => (
            Code::Forbidden,
            "the address leads into a network that is not public: nothing was fetched",
        ),
        NotFetched::Redirects => (
            Code::BadRequest,
            "the address points elsewhere more than three times: give the one it ends at",
        ),
        NotFetched::Empty | NotFetched::Failure(Failure::Missing) => {
            (Code::BadRequest, "there is nothing at that address")
        }
        NotFetched::Failure(Failure::TooLong) => (Code::TooLarge, "the picture is larger than this hub takes"),
        NotFetched::Failure(failure) if failure.may_pass() => (
            Code::Unavailable,
            "the picture could not be fetched: it is unverified, try again later",
        ),
        NotFetched::Failure(_) => (Code::BadRequest, "the host does not hand the picture out"),
    };
    ApiProblem::new(code, sentence)
}
