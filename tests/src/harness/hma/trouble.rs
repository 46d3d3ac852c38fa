//! What goes wrong on the way: a service that is down, a proxy in between, a connection that breaks.

use super::{Shared, replies};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::stream;

/// How every call ends, until a test says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// HMA has just started: no index in memory yet.
    Loading,
    /// HMA's index has not been renewed for too long. It answers all the same.
    Stale,
    /// It breaks.
    Breaks,
    /// A proxy refuses the credential.
    Unauthorised,
    /// A proxy's page, with 200.
    WrongType,
    /// A proxy sends the caller elsewhere.
    Redirect,
    /// The connection ends in the middle.
    HalfABody,
    /// No answer for as long as anybody waits.
    TooLate,
    /// More than anybody reads.
    Endless,
}

/// Stands before every route: who asks, what is asked, and what goes wrong.
pub(super) async fn before(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (trouble, known) = {
        let mut world = shared.world();
        let asked = format!("{} {}", request.method(), request.uri());
        world.asked.push(asked);
        let known = world.wants.as_ref().is_none_or(|(name, value)| {
            let shown = request.headers().get(name).and_then(|shown| shown.to_str().ok());
            shown == Some(value.as_str())
        });
        (world.trouble, known)
    };
    let is_status = request.uri().path().ends_with("/status") && !request.uri().path().contains("/c/");
    match trouble {
        _ if !known => StatusCode::UNAUTHORIZED.into_response(),
        Some(Trouble::Loading) if is_status => replies::page(503, "INDEX-NOT-LOADED"),
        Some(Trouble::Stale) if is_status => replies::page(503, "INDEX-STALE"),
        Some(Trouble::Loading) if request.uri().path().contains("/m/") => {
            replies::refuse(503, "index not yet ready").into_response()
        }
        Some(trouble) => match happen(trouble).await {
            Some(response) => response,
            None => next.run(request).await,
        },
        None => next.run(request).await,
    }
}

/// What becomes of a call; none where it is answered all the same.
pub(in crate::harness) async fn happen(trouble: Trouble) -> Option<Response> {
    Some(match trouble {
        Trouble::Loading | Trouble::Stale => return None,
        Trouble::Breaks => replies::broken().into_response(),
        Trouble::Unauthorised => StatusCode::FORBIDDEN.into_response(),
        Trouble::WrongType => replies::page(200, "<p>This service is being looked after.</p>"),
        Trouble::Redirect => (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, "https://elsewhere.example/")],
        )
            .into_response(),
        Trouble::HalfABody => {
            let half: [Result<Bytes, std::io::Error>; 2] = [
                Ok(Bytes::from_static(b"{\"REVIEW\":[{\"bank_content_id\":1,")),
                Err(std::io::ErrorKind::ConnectionReset.into()),
            ];
            Body::from_stream(stream::iter(half)).into_response()
        }
        Trouble::TooLate => std::future::pending().await,
        Trouble::Endless => {
            let piece = || Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 8 * 1024]));
            Body::from_stream(stream::repeat_with(piece)).into_response()
        }
    })
}
