//! A hub as the version before spoke: today's, behind a door that lets through what `crates/hub/contract/before.json`
//! knows, and nothing else. What is new in a request is refused as that hub refuses it, what is new in an answer is left
//! out.
//!
//! Knows nothing of how that version behaved where the document says nothing of it.

mod spoken;

use anyhow::Context as _;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use spoken::Spoken;
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, task::JoinHandle};

/// A running door; ends with the value.
#[derive(Debug)]
pub struct HubBefore {
    address: SocketAddr,
    serving: JoinHandle<()>,
}

struct Door {
    spoken: Spoken,
    hub: String,
    client: reqwest::Client,
}

impl HubBefore {
    /// Opens a door to the hub at an address.
    ///
    /// # Errors
    /// When there is no port for it.
    pub async fn of(hub: &str) -> anyhow::Result<Self> {
        let door = Door {
            spoken: Spoken::before(),
            hub: hub.to_owned(),
            client: reqwest::Client::builder().build()?,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let routes = Router::new().fallback(through).with_state(Arc::new(door));
        let serving = tokio::spawn(async move {
            // It ends with the test, and what it would say then is nobody's.
            let _ended = axum::serve(listener, routes).await;
        });
        Ok(Self { address, serving })
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for HubBefore {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn through(State(door): State<Arc<Door>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    if uri.path() == "/openapi.json" {
        return axum::Json(door.spoken.document().value()).into_response();
    }
    let Some(operation) = door.spoken.document().operation(method.as_str(), uri.path()) else {
        return refused(
            StatusCode::NOT_FOUND,
            "not_found",
            "there is no such operation: see /openapi.json",
        );
    };
    if !door.spoken.takes(operation, uri.query(), &body) {
        let message = "the request does not parse: compare it with /openapi.json";
        return refused(StatusCode::BAD_REQUEST, "bad_request", message);
    }
    match door.answer(operation, (method, uri, headers, body)).await {
        Ok(answer) => answer,
        Err(error) => refused(StatusCode::BAD_GATEWAY, "unavailable", &error.to_string()),
    }
}

impl Door {
    async fn answer(
        &self,
        operation: &Value,
        (method, uri, mut headers, body): (Method, Uri, HeaderMap, Bytes),
    ) -> anyhow::Result<Response> {
        headers.remove(header::HOST);
        headers.remove(header::CONTENT_LENGTH);
        let at = format!("{}{}", self.hub, uri.path_and_query().context("a path")?);
        let asked = self.client.request(method, at).headers(headers).body(body);
        let answered = asked.send().await?;
        let status = answered.status();
        let kind = answered.headers().get(header::CONTENT_TYPE).cloned();
        let mut body = answered.bytes().await?.to_vec();
        if let Ok(mut said) = serde_json::from_slice::<Value>(&body) {
            self.spoken.leave_out_of(operation, status.as_str(), &mut said);
            body = serde_json::to_vec(&said)?;
        }
        let mut response = Response::builder().status(status);
        if let Some(kind) = kind {
            response = response.header(header::CONTENT_TYPE, kind);
        }
        Ok(response.body(Body::from(body))?)
    }
}

fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    let problem = json!({"code": code, "message": message, "incident": uuid::Uuid::nil()});
    (status, axum::Json(problem)).into_response()
}
