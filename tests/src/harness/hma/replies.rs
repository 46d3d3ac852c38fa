//! The shapes of HMA's answers: JSON, and errors in three others.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

/// An answer or an error, both of them responses.
pub(super) type Reply = Result<Response, Refusal>;

/// An error's response.
pub(super) struct Refusal(pub(super) Box<Response>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// JSON.
pub(super) fn told(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(body.clone())).into_response()
}

/// JSON, and well.
#[expect(clippy::unnecessary_wraps, reason = "it ends routes that may also refuse")]
pub(super) fn ok(body: &Value) -> Reply {
    Ok(told(200, body))
}

/// An error as most are: a message.
pub(super) fn refuse(status: u16, message: impl Into<String>) -> Refusal {
    Refusal(Box::new(told(status, &json!({"message": message.into()}))))
}

/// What HMA says whenever it breaks.
pub(super) fn broken() -> Refusal {
    refuse(
        500,
        "The server encountered an internal error and was unable to complete your request. Either the server is \
         overloaded or there is an error in the application.",
    )
}

/// An error as the layer that checks shapes writes it: a bare list.
pub(super) fn missing(field: &str, input: &Value) -> Refusal {
    Refusal(Box::new(told(
        422,
        &json!([{
            "type": "missing", "loc": [field], "msg": "Field required", "input": input,
            "url": "https://errors.pydantic.dev/2.14/v/missing",
        }]),
    )))
}

/// A page.
pub(super) fn page(status: u16, text: &'static str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Html(text)).into_response()
}

pub(super) async fn no_such_page() -> Response {
    page(404, "<!doctype html>\n<title>404 Not Found</title>\n")
}

pub(super) async fn no_such_method() -> Response {
    page(405, "<!doctype html>\n<title>405 Method Not Allowed</title>\n")
}

/// A body of JSON.
pub(super) fn body(headers: &HeaderMap, bytes: &Bytes) -> Result<Value, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.unwrap_or_default().starts_with("application/json") {
        return Err(refuse(
            415,
            "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
        ));
    }
    serde_json::from_slice(bytes).map_err(|_not_it| {
        refuse(
            400,
            "The browser (or proxy) sent a request that this server could not understand.",
        )
    })
}
