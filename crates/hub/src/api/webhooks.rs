//! What the hub sends by itself, as the API's document has it. Nothing here is called.

use scrim_wire::http::deliveries::Callback;
use utoipa::OpenApi;

/// What a platform that is a destination is sent: what became of its uploads. By Standard Webhooks: `webhook-id` is the
/// same when the same message comes again, `webhook-signature` is `v1,` and the HMAC-SHA256, in Base64, of
/// `{webhook-id}.{webhook-timestamp}.{body}`. Any status of 200 to 299 takes it; with any other, or none, it may come
/// again.
#[utoipa::path(
    post, path = "item", tag = "webhooks", request_body = Callback,
    params(
        ("webhook-id" = String, Header, description = "by which a message that comes twice is known"),
        ("webhook-timestamp" = i64, Header, description = "when this attempt was made, in seconds since 1970"),
        ("webhook-signature" = String, Header, description = "who sent it"),
    ),
    responses((status = "2XX", description = "the platform has it"))
)]
#[expect(dead_code, reason = "it describes what others answer to")]
fn item() {}

#[derive(OpenApi)]
#[openapi(paths(item))]
struct Sent;

/// Adds them to the API's document.
pub(super) fn added_to(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let mut sent = Sent::openapi();
    document.webhooks = Some(std::mem::take(&mut sent.paths));
    document.merge_from(sent)
}
