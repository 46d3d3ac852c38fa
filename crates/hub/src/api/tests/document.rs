//! The committed document, and the one shape of refusals that the framework itself makes.

use super::hub::{HOST, TestHub};
use crate::api;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use std::path::Path;

#[test]
fn the_committed_document_is_the_one_this_hub_serves() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.gen.json");
    let committed = std::fs::read_to_string(path).expect("openapi.gen.json is committed: run `cargo xtask gen`");
    let committed: Value = serde_json::from_str(&committed).expect("JSON");
    let served = serde_json::to_value(api::document()).expect("JSON");
    assert!(committed == served, "openapi.gen.json is stale: run `cargo xtask gen`");
}

/// Bodies that may hold more than their type names: a verdict's fields stand beside those of its envelope, and
/// what somebody likes may come from a newer desk.
const OPEN: [&str; 2] = ["GiveVerdict", "Preferences"];

#[test]
fn every_body_refuses_fields_that_it_does_not_know() {
    let document = serde_json::to_value(api::document()).expect("JSON");
    let mut open = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let names = [&schema["$ref"], &schema["oneOf"][0]["$ref"]];
            let Some(name) = names.iter().find_map(|name| name.as_str()) else {
                assert!(
                    schema.is_null(),
                    "{method} {path} takes a body without a name: {schema}"
                );
                continue;
            };
            let name = name.rsplit('/').next().unwrap_or_default();
            let refuses = &document["components"]["schemas"][name]["additionalProperties"];
            if refuses != false && !OPEN.contains(&name) {
                open.push(format!("{method} {path}: {name}"));
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[tokio::test]
async fn the_document_is_served() {
    let Some(hub) = TestHub::start().await else { return };
    let answer = hub.call("GET", "/openapi.json", None, &Value::Null).await;
    assert_eq!(answer.json(), serde_json::to_value(api::document()).expect("JSON"));
}

#[tokio::test]
async fn whatever_is_refused_is_refused_as_a_problem() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("moderator").await;
    let json = "application/json";
    for (method, path, kind, body, status, code) in [
        ("GET", "/nothing", json, "", StatusCode::NOT_FOUND, "no_such_operation"),
        ("PATCH", "/v1/me", json, "", StatusCode::NOT_FOUND, "no_such_operation"),
        ("POST", "/v1/session", json, "{", StatusCode::BAD_REQUEST, "bad_request"),
        (
            "POST",
            "/v1/session",
            json,
            "[]",
            StatusCode::BAD_REQUEST,
            "bad_request",
        ),
        (
            "POST",
            "/v1/session",
            "text/plain",
            "{}",
            StatusCode::BAD_REQUEST,
            "bad_request",
        ),
        (
            "PUT",
            "/v1/leases/none",
            json,
            "{}",
            StatusCode::BAD_REQUEST,
            "bad_request",
        ),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind);
        let answer = hub.send(request.body(Body::from(body)).expect("a request")).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{method} {path} {body}"
        );
        assert!(answer.json()["incident"].is_string(), "{method} {path}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_unread() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("moderator").await;
    let huge = Value::String("x".repeat(400_000));
    let answer = hub.call("PUT", "/v1/me/wellness", Some(&token), &huge).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
}
