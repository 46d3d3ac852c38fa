//! Loopback is no trust.

use super::hub::{TestHub, request};
use axum::http::{HeaderValue, StatusCode, header};
use serde_json::Value;

#[tokio::test]
async fn a_web_page_is_refused_whatever_it_asks_for() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("moderator").await;
    for path in ["/v1/me", "/healthz", "/openapi.json", "/nothing"] {
        for origin in ["http://localhost", "null", "https://hub.example"] {
            let mut request = request("GET", path, Some(&token), &Value::Null);
            request
                .headers_mut()
                .insert(header::ORIGIN, HeaderValue::from_static(origin));
            let answer = hub.send(request).await;
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (StatusCode::FORBIDDEN, "forbidden"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn only_the_host_names_it_was_told_are_answered_to() {
    let Some(hub) = TestHub::start().await else { return };
    for (host, answered) in [
        ("hub.example", true),
        ("HUB.example:7450", true),
        ("evil.example", false),
        ("hub.example.evil.example", false),
        ("127.0.0.1", false),
    ] {
        let mut request = request("GET", "/healthz", None, &Value::Null);
        request
            .headers_mut()
            .insert(header::HOST, HeaderValue::from_static(host));
        let answer = hub.send(request).await;
        assert_eq!(answer.status == StatusCode::OK, answered, "{host}");
    }
}
