//! Loopback is no trust: a page in a browser on the same machine must not reach the hub.
//!
//! Requests that carry an `Origin` are refused, since no program of ours sends one; so are requests
//! whose `Host` is not one that the hub was told to answer to, which stops DNS rebinding.

use super::ApiProblem;
use axum::{
    extract::{Request, State},
    http::header::{HOST, ORIGIN},
    middleware::Next,
    response::{IntoResponse, Response},
};
use scrim_wire::Code;
use std::sync::Arc;

/// The host names, without port, that the hub answers to.
#[derive(Debug, Clone)]
pub(super) struct Hosts(pub Arc<[String]>);

/// Refuses browsers and strangers' host names.
pub(super) async fn guard(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    if request.headers().contains_key(ORIGIN) {
        return ApiProblem::new(Code::Forbidden, "the hub does not answer to web pages").into_response();
    }
    if answers_to(&hosts, &request) {
        return next.run(request).await;
    }
    ApiProblem::new(
        Code::Forbidden,
        "the hub does not answer to this host name: name it with --host",
    )
    .into_response()
}

fn answers_to(hosts: &Hosts, request: &Request) -> bool {
    let named = request.headers().get(HOST).and_then(|value| value.to_str().ok());
    let host = named.or_else(|| request.uri().host()).map(without_port);
    host.is_none_or(|host| hosts.0.iter().any(|known| known.eq_ignore_ascii_case(host)))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_no_part_of_a_host_name() {
        assert_eq!(without_port("localhost:8080"), "localhost");
        assert_eq!(without_port("[::1]:80"), "[::1]");
        assert_eq!(without_port("[::1]"), "[::1]");
        assert_eq!(without_port("hub.example"), "hub.example");
    }
}
