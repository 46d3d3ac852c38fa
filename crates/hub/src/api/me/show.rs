//! `GET /v1/me`: who I am, what holds for me and what I may do now.

use crate::{
    api::{ApiProblem, May, caller::ComesIn, page::cut},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::person::Permission;
use scrim_store::{
    leases::QueueRow,
    people::{Caller, Person},
    queues as kept,
};
use scrim_wire::{
    Problem,
    http::{
        me::{Handed, Me, PasswordKept, Queue, TeamEffect},
        page::Page,
    },
};
use std::sync::Arc;

/// Roles, effective wellness settings with their reasons, budget left, break state, queues.
#[utoipa::path(get, path = "/v1/me", tag = "me", responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, may: May<ComesIn>) -> Result<Json<Me>, ApiProblem> {
    let (queues, handed) = if may.also(Permission::Review) && !may.caller.given_password {
        let handed = hub.store.handed_to(may.caller.person.id).await?;
        (
            queues(&hub, &may.caller.person).await?,
            handed.into_iter().map(told).collect(),
        )
    } else {
        (vec![], vec![])
    };
    let page = page(&hub, may.caller, queues).await?;
    Ok(Json(Me { handed, ..page }))
}

/// The page of a person.
pub(super) async fn page(hub: &Hub, caller: Caller, queues: Vec<Queue>) -> Result<Me, ApiProblem> {
    let Caller {
        person, permissions, ..
    } = caller;
    let password = match hub.store.kept_password(person.id).await? {
        None => PasswordKept::None,
        Some(kept) if kept.given => PasswordKept::Given,
        Some(_own) => PasswordKept::Own,
    };
    let standing = hub.store.standing(person.id).await?;
    let hours = hub.store.hours(person.id).await?;
    let unreadable = if permissions.contains(&Permission::SeeUnreadable) {
        Some(hub.store.unreadable_count().await?)
    } else {
        None
    };
    let preferences = hub.store.preferences(person.id).await?;
    let (opt_outs, categories) = hub.store.opt_outs(person.id).await?;
    let org = hub.store.org().await?;
    let [confirmed_hashes, stopped_without_looking, cases_decided] = hub.store.team_effect().await?;
    Ok(Me {
        id: person.id,
        name: person.name,
        role: person.role,
        permissions: permissions.into_iter().collect(),
        password,
        wellness: standing.effective,
        allowance: standing.allowance,
        hours,
        looks_today: standing.looks_today,
        looking_today_ms: standing.looking_today.0,
        reviewing_today_ms: standing.reviewing_today.0,
        block_looks: standing.block.looks,
        queues,
        handed: Vec::new(),
        team: TeamEffect {
            confirmed_hashes,
            stopped_without_looking,
            cases_decided,
        },
        preferences,
        opt_outs,
        categories,
        unreadable,
        support: org.support,
        scheme: hub.store.classes().await?,
        looks_need_capture_protection: org.desks.looks_need_capture_protection,
        desk_updates: org.desks.updates,
        now: standing.now,
    })
}

fn told(handed: kept::Handed) -> Handed {
    Handed {
        case: handed.case,
        queue: handed.queue,
        until: handed.until,
        by: handed.by,
        reason: handed.reason,
    }
}

/// The queues of a reviewer.
pub(super) async fn queues(hub: &Hub, person: &Person) -> Result<Vec<Queue>, ApiProblem> {
    let rows = hub.store.queues(person.id, person.role).await?;
    Ok(rows.into_iter().map(queue).collect())
}

/// `GET /v1/queues`: what waits for me, by queue.
#[utoipa::path(
    get, path = "/v1/queues", tag = "me", params(Page),
    responses((status = 200, body = Vec<Queue>), (status = 403, body = Problem))
)]
pub(crate) async fn list_queues(
    State(hub): State<Arc<Hub>>,
    may: May<crate::api::caller::Reviews>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Queue>>, ApiProblem> {
    let queues = queues(&hub, &may.caller.person).await?;
    Ok(Json(cut(queues, &page, |queue| queue.id.0)?))
}

fn queue(row: QueueRow) -> Queue {
    Queue {
        id: row.id,
        name: row.name,
        waiting: row.waiting,
        oldest: row.oldest,
    }
}
