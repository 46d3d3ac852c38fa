//! Every operation once: the router and the API's document come from the same list.

use super::{
    guard::{Hosts, guard},
    items, leases, looks, me, operator, queues, refusal, scrape, session, shield, verdicts, webhooks,
};
use crate::hub::Hub;
use axum::{Json, Router, extract::DefaultBodyLimit, middleware, routing::get};
use std::{sync::Arc, time::Duration};
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What a multipart body may have beside its picture.
const MULTIPART_SLACK: u64 = 64 * 1024;

/// The longest a request may take.
const REQUEST_TIME: Duration = Duration::from_mins(1);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Scrim hub",
        description = "Matches, queues, grants looks, and takes verdicts back to the lists. \
                       Sign in at `/v1/session`; send `Authorization: Bearer …`. Sources send their key the same way. \
                       Every refusal is a `Problem`.",
        license(name = "Apache-2.0 OR MIT")
    ),
    components(schemas(scrim_wire::Problem, scrim_wire::Code))
)]
struct Document;

/// What anybody may send who has not signed in: names, passwords and codes are short.
const STRANGERS_BYTES: usize = 16 * 1024;

fn signing_in() -> OpenApiRouter<Arc<Hub>> {
    OpenApiRouter::new()
        .routes(routes!(session::sign_in::sign_in, session::sign_out::sign_out))
        .routes(routes!(session::sign_out::everywhere))
        .routes(routes!(session::refresh::refresh))
        .routes(routes!(session::ways::show))
        .routes(routes!(session::oidc_begin::begin))
        .routes(routes!(session::oidc_finish::finish))
        .layer(DefaultBodyLimit::max(STRANGERS_BYTES))
}

/// What a list of hashes or an address may have.
const ASKING_BYTES: usize = 128 * 1024;

/// The door for platforms that speak Shield.
fn shield() -> OpenApiRouter<Arc<Hub>> {
    let asking = OpenApiRouter::new()
        .routes(routes!(shield::url::scan_url))
        .routes(routes!(shield::pdq::scan_hashes))
        .layer(DefaultBodyLimit::max(ASKING_BYTES));
    OpenApiRouter::new()
        .routes(routes!(shield::media::scan_media))
        .merge(asking)
}

fn operations() -> OpenApiRouter<Arc<Hub>> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(signing_in())
        .merge(operating())
        .merge(shield())
        .routes(routes!(me::show::show))
        .routes(routes!(me::show::list_queues))
        .routes(routes!(me::own_wellness::set))
        .routes(routes!(me::preferences::set))
        .routes(routes!(me::password::change))
        .routes(routes!(me::opt_outs::set))
        .routes(routes!(me::breaks::start, me::breaks::end))
        .routes(routes!(me::exposures::list))
        .routes(routes!(me::days::list))
        .routes(routes!(me::record::take))
        .routes(routes!(me::accesses::list))
        .routes(routes!(me::alarms::list))
        .routes(routes!(me::feedback::list))
        .routes(routes!(me::history::list))
        .routes(routes!(me::events::listen))
        .routes(routes!(items::submit::submit))
        .routes(routes!(items::show::show))
        .routes(routes!(items::removal::tell))
        .routes(routes!(items::appeal::make))
        .routes(routes!(items::destroy::destroy))
        .routes(routes!(items::destroy::show))
        .routes(routes!(leases::take::take))
        .routes(routes!(leases::renew::renew, leases::release::release))
        .routes(routes!(leases::notes::list, leases::notes::leave))
        .routes(routes!(leases::rendition::fetch))
        .routes(routes!(looks::ask::ask))
        .routes(routes!(looks::close::close))
        .routes(routes!(looks::tile::fetch))
        .routes(routes!(verdicts::give::give))
        .routes(routes!(verdicts::undo::undo))
        .routes(routes!(verdicts::reverse::reverse))
        .routes(routes!(verdicts::urgent::mark, verdicts::urgent::lift))
        .routes(routes!(verdicts::urgent::list))
        .routes(routes!(queues::set_up::make))
        .routes(routes!(queues::set_up::list))
        .routes(routes!(queues::set_up::set))
        .routes(routes!(queues::cases::list))
        .routes(routes!(queues::splits::list))
        .routes(routes!(verdicts::decisions::list))
        .routes(routes!(queues::agreement::show))
        .routes(routes!(queues::flow::show))
        .routes(routes!(queues::rules::show, queues::rules::set))
        .routes(routes!(queues::rules::dry_run))
        .routes(routes!(queues::redirect::send))
        .routes(routes!(queues::recipients::list))
        .routes(routes!(queues::directory::show))
}

/// What leads and admins keep in order.
fn operating() -> OpenApiRouter<Arc<Hub>> {
    OpenApiRouter::new()
        .routes(routes!(operator::holds::hold_item, operator::holds::lift_item))
        .routes(routes!(operator::holds::hold_case, operator::holds::lift_case))
        .routes(routes!(operator::holds::list))
        .routes(routes!(operator::retention::show, operator::retention::set))
        .routes(routes!(operator::storage::show))
        .routes(routes!(operator::storage::dry_run))
        .routes(routes!(operator::people::list, operator::people::add))
        .routes(routes!(operator::people::change))
        .routes(routes!(operator::people::sign_out))
        .routes(routes!(operator::passwords::set))
        .routes(routes!(operator::sources::list, operator::sources::add))
        .routes(routes!(operator::sources::change))
        .routes(routes!(operator::sources::make_key))
        .routes(routes!(operator::groups::list))
        .routes(routes!(operator::groups::set, operator::groups::remove))
        .routes(routes!(operator::roles::list))
        .routes(routes!(operator::roles::set))
        .routes(routes!(operator::floors::show, operator::floors::set))
        .routes(routes!(operator::support::show, operator::support::set))
        .routes(routes!(operator::stop_checks::show, operator::stop_checks::set))
        .routes(routes!(operator::desk_policy::show, operator::desk_policy::set))
        .routes(routes!(operator::team::list))
        .routes(routes!(operator::ledger::open_record))
        .routes(routes!(operator::ledger::export_record))
        .routes(routes!(operator::ledger::export_case))
        .routes(routes!(operator::reports::propose))
        .routes(routes!(operator::reports::hand_over))
        .routes(routes!(operator::severe::show, operator::severe::set))
        .routes(routes!(operator::scheme::show, operator::scheme::set))
        .routes(routes!(operator::teams::list, operator::teams::make))
        .routes(routes!(operator::teams::set, operator::teams::remove))
        .routes(routes!(operator::hours::show, operator::hours::set))
        .routes(routes!(operator::banks::list, operator::listing::make))
        .routes(routes!(operator::listing::add))
        .routes(routes!(operator::setup::show))
        .routes(routes!(operator::second_looks::show, operator::second_looks::set))
        .routes(routes!(operator::destinations::list, operator::destinations::add))
        .routes(routes!(operator::destinations::set_mode))
        .routes(routes!(operator::destinations::remove))
        .routes(routes!(operator::matchers::list, operator::matchers::add))
        .routes(routes!(operator::matchers::change, operator::matchers::remove))
        .routes(routes!(operator::matchers::check))
        .routes(routes!(operator::destinations::check))
        .routes(routes!(operator::destinations::make_bank))
        .routes(routes!(operator::reconciling::show, operator::reconciling::begin))
        .routes(routes!(operator::deliveries::list))
        .routes(routes!(operator::deliveries::show))
        .routes(routes!(operator::deliveries::retry))
        .routes(routes!(operator::metrics::show))
        .routes(routes!(operator::transparency::show))
        .routes(routes!(operator::false_matches::show))
        .routes(routes!(operator::alarms::list))
        .routes(routes!(operator::alarms::acknowledge))
        .routes(routes!(operator::unreadable::list))
        .routes(routes!(operator::audit::list))
        .routes(routes!(operator::audit::verify))
        .routes(routes!(operator::audit::receipt))
        .routes(routes!(operator::health::healthz))
        .routes(routes!(operator::health::readyz))
}

/// The API's document, as served at `/openapi.json` and committed as `openapi.gen.json`.
pub fn document() -> utoipa::openapi::OpenApi {
    webhooks::added_to(operations().into_openapi())
}

/// Everything the hub answers to, for the host names `hosts`.
pub fn router(hub: Arc<Hub>, hosts: Vec<String>) -> Router {
    let most = hub.settings.limits.max_bytes.saturating_add(MULTIPART_SLACK);
    let (router, document) = operations().split_for_parts();
    let document = webhooks::added_to(document);
    router
        .route("/openapi.json", get(move || std::future::ready(Json(document.clone()))))
        .layer(DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX)))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            REQUEST_TIME,
        ))
        .layer(middleware::from_fn_with_state(Hosts(hosts.into()), guard))
        .layer(middleware::map_response(refusal::as_problem))
        .layer(middleware::from_fn(shield::speak))
        .layer(middleware::from_fn_with_state(Arc::clone(&hub), scrape::count))
        .with_state(hub)
}
