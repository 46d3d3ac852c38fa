//! What the web framework refuses by itself, in the one shape of all refusals.
//!
//! A body that does not parse, a path that is none, a request that takes too long: it answers those in
//! plain text. Knows only the status it chose.

use super::ApiProblem;
use axum::{
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use scrim_wire::Code;

/// Turns a refusal that is no [`scrim_wire::Problem`] into one.
pub(super) async fn as_problem(response: Response) -> Response {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let kind = response.headers().get(CONTENT_TYPE);
    if !failed || kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json")) {
        return response;
    }
    problem(response.status()).into_response()
}

fn problem(status: StatusCode) -> ApiProblem {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            ApiProblem::new(Code::NoSuchOperation, "there is no such operation: see /openapi.json")
        }
        StatusCode::PAYLOAD_TOO_LARGE => ApiProblem::new(Code::TooLarge, "the request is larger than this hub takes"),
        StatusCode::REQUEST_TIMEOUT => ApiProblem::new(Code::Unavailable, "the request took too long: try again"),
        status if status.is_client_error() => ApiProblem::new(
            Code::BadRequest,
            "the request does not parse: compare it with /openapi.json",
        ),
        _ => ApiProblem::new(Code::Internal, "the hub failed; try again"),
    }
}
