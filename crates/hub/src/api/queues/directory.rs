//! `GET /v1/directory`: what rules and queues can name.

use crate::{
    api::{ApiProblem, May, caller::ManagesQueues},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::person::{Permission, Role};
use scrim_wire::{
    Problem,
    http::queues::{Directory, ListName, Named, Reviewer},
};
use std::sync::Arc;

/// Who reviews, who sends uploads, and the lists: names only.
#[utoipa::path(
    get, path = "/v1/directory", tag = "queues",
    responses((status = 200, body = Directory), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<ManagesQueues>) -> Result<Json<Directory>, ApiProblem> {
    let mut directory = Directory::default();
    for person in hub.store.people().await?.into_iter().filter(|person| !person.disabled) {
        let (id, name, role) = (person.id, person.name, person.role);
        if role.allows(Permission::Review) {
            directory.people.push(Reviewer { id, name, role });
        } else if role == Role::Source {
            directory.sources.push(Named { id, name });
        }
    }
    let lists = hub.store.banks().await?.into_iter().map(|(bank, _entries)| ListName {
        id: bank.id,
        name: bank.name,
        harm: bank.harm,
    });
    directory.lists = lists.collect();
    Ok(Json(directory))
}
