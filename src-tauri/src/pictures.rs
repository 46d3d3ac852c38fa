//! The `scrim://` protocol: one picture by a name nobody can guess, a look's once.
//!
//! Bodies leave this program here and nowhere else.

use scrim_desk::{Frame, FrameStore};
use tauri::http::{Method, Request, Response, StatusCode, header};

/// The scheme, as the window's own address table knows it.
pub(crate) const SCHEME: &str = "scrim";

/// Where frames are, within the scheme.
const FRAMES: &str = "/frame/";

/// Answers one request of the web view.
pub(crate) fn respond(frames: &FrameStore, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if request.method() == Method::GET {
        frame_response(frames, request.uri().path())
    } else {
        refused(StatusCode::METHOD_NOT_ALLOWED)
    }
}

/// The frame at `path`; a look's is gone from here with this answer.
pub(crate) fn frame_response(frames: &FrameStore, path: &str) -> Response<Vec<u8>> {
    let name = path.strip_prefix(FRAMES).unwrap_or_default();
    match frames.take(name) {
        Some(frame) => {
            #[cfg(feature = "tap")]
            crate::tap::note(name, &frame);
            picture(&frame)
        }
        None => refused(StatusCode::NOT_FOUND),
    }
}

fn picture(frame: &Frame) -> Response<Vec<u8>> {
    let mime = frame.mime();
    // A copy for the web view, which takes none but from the heap; it is zeroed there when it is freed.
    let mut response = Response::new(padded(&frame.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(mime));
    sealed_off(response)
}

/// WebKit on Linux passes a body on in pieces of so many bytes.
const PIECE: usize = 8_192;

/// A picture, filled up with zeros to whole pieces; every format of ours ends by itself, before them. A whole
/// piece is passed on in memory shared for it, and freed. The short one at the end would go through a socket,
/// and stay in the web view's buffer until something longer came.
fn padded(picture: &[u8]) -> Vec<u8> {
    let whole = picture.len().next_multiple_of(PIECE);
    let mut bytes = Vec::with_capacity(whole);
    bytes.extend_from_slice(picture);
    bytes.resize(whole, 0);
    bytes
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    sealed_off(response)
}

/// Neither kept, nor guessed at, nor drawn by anything but an image element of our own page.
fn sealed_off(mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_desk::FrameKind;
    use scrim_model::{
        ids::{CaseId, GrantId},
        rung::Rung,
    };

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest of it";

    fn store() -> (FrameStore, String) {
        holding(FrameKind::Rest {
            case: CaseId(uuid::Uuid::from_u128(1)),
            rung: Rung::HeavyVeil,
        })
    }

    fn holding(kind: FrameKind) -> (FrameStore, String) {
        let store = FrameStore::default();
        let bytes = PNG.to_vec().into();
        let name = store.keep([5; 16], Frame { bytes, kind });
        (store, name)
    }

    fn header<'a>(response: &'a Response<Vec<u8>>, name: &str) -> Option<&'a str> {
        response.headers().get(name)?.to_str().ok()
    }

    #[test]
    fn the_picture_of_a_look_is_handed_out_once() {
        let (store, name) = holding(FrameKind::Look {
            grant: GrantId(uuid::Uuid::from_u128(2)),
            rung: Rung::Grey,
        });
        let first = frame_response(&store, &format!("/frame/{name}"));
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.body(), &padded(PNG));
        assert_eq!(header(&first, "content-type"), Some("image/png"));
        let second = frame_response(&store, &format!("/frame/{name}"));
        assert_eq!(second.status(), StatusCode::NOT_FOUND);
        assert!(second.body().is_empty());
    }

    #[test]
    fn a_picture_is_filled_up_to_whole_pieces() {
        for (bytes, whole) in [(1, PIECE), (PIECE, PIECE), (PIECE + 1, 2 * PIECE)] {
            let picture = vec![7; bytes];
            let padded = padded(&picture);
            assert_eq!(padded.len(), whole);
            let (kept, rest) = padded.split_at(bytes);
            assert_eq!(kept, picture);
            assert!(rest.iter().all(|byte| *byte == 0));
        }
    }

    #[test]
    fn a_resting_picture_is_handed_out_while_it_rests() {
        let (store, name) = store();
        let path = format!("/frame/{name}");
        assert_eq!(frame_response(&store, &path).body(), &padded(PNG));
        assert_eq!(frame_response(&store, &path).body(), &padded(PNG));
        store.drop_all();
        assert_eq!(frame_response(&store, &path).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn no_answer_is_kept_or_guessed_at() {
        let (store, name) = store();
        for path in [format!("/frame/{name}"), "/frame/unknown".into()] {
            let response = frame_response(&store, &path);
            assert_eq!(header(&response, "cache-control"), Some("no-store"));
            assert_eq!(header(&response, "x-content-type-options"), Some("nosniff"));
        }
    }

    #[test]
    fn anything_but_a_known_frame_is_not_found_and_costs_no_picture() {
        let (store, name) = store();
        for path in [
            "/",
            "/frame/",
            "/frame/../x",
            &format!("/{name}"),
            &format!("/frame/{name}/"),
        ] {
            let response = frame_response(&store, path);
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        }
        let mut post = Request::new(Vec::new());
        *post.method_mut() = Method::POST;
        *post.uri_mut() = format!("scrim://localhost/frame/{name}").parse().unwrap();
        assert_eq!(respond(&store, &post).status(), StatusCode::METHOD_NOT_ALLOWED);
        *post.method_mut() = Method::GET;
        assert_eq!(respond(&store, &post).status(), StatusCode::OK);
    }
}
