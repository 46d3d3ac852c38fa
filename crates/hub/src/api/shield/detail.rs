//! Refusals and failures as Shield's clients read them: `{"detail": …}`, whoever made them, and 503 for whatever fails
//! here. Its clients parse that body before they raise anything.

use crate::api::problem::Said;
use axum::{
    Json,
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use scrim_wire::http::shield::Detail;

/// Where Shield is spoken.
const PATHS: [&str; 3] = ["/v1/media/", "/v1/url/", "/v1/pdq/"];

/// Says what went wrong as Shield does, on its paths alone.
pub(in crate::api) async fn speak(request: Request, next: Next) -> Response {
    let spoken = PATHS.contains(&request.uri().path());
    let response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if spoken && failed { told(&response) } else { response }
}

fn told(response: &Response) -> Response {
    let status = match response.status() {
        // To a platform they are all one: nothing was said of its picture, ask again.
        status if status.is_server_error() => StatusCode::SERVICE_UNAVAILABLE,
        status => status,
    };
    let said = response.extensions().get::<Said>().map(|said| said.0.clone());
    let detail = said.unwrap_or_else(|| "the request was not answered: try again".to_owned());
    let mut told = (status, Json(Detail { detail })).into_response();
    if let Some(again) = response.headers().get(RETRY_AFTER) {
        told.headers_mut().insert(RETRY_AFTER, again.clone());
    }
    if status == StatusCode::UNAUTHORIZED {
        let how = HeaderValue::from_static("Basic realm=\"scrim\", charset=\"UTF-8\"");
        told.headers_mut().insert(WWW_AUTHENTICATE, how);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ApiProblem;
    use axum::body::to_bytes;
    use scrim_wire::Code;

    #[tokio::test]
    async fn whatever_fails_here_says_so_and_never_that_nothing_is_known() {
        let failures = [Code::Internal, Code::NoRoom, Code::Unavailable].map(|code| ApiProblem::new(code, "a reason"));
        let mut failures: Vec<(Response, &str)> = failures.map(|it| (it.into_response(), "a reason")).into();
        let bare = StatusCode::BAD_GATEWAY.into_response();
        failures.push((bare, "the request was not answered: try again"));
        for (failure, why) in failures {
            let said = told(&failure);
            assert_eq!(said.status(), StatusCode::SERVICE_UNAVAILABLE);
            let body = to_bytes(said.into_body(), 1_000).await.expect("a body");
            let detail: Detail = serde_json::from_slice(&body).expect("a detail");
            assert_eq!(detail.detail, why);
        }
    }
}
