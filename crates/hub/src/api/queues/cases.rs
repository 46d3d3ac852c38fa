//! `GET /v1/queues/{id}/cases`: the open cases of a queue, for leads.

use crate::{
    api::{ApiProblem, May, caller::ManagesQueues, page},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use scrim_model::ids::{PersonId, QueueId};
use scrim_store::queues as kept;
use scrim_wire::{
    Problem,
    http::queues::{ListCases, MOST_CASES, Named, OpenCase, OpenCases, SentBy},
};
use std::{collections::BTreeMap, sync::Arc};

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// The open cases of a queue, oldest first: where each is, and nothing of its picture or of verdicts.
#[utoipa::path(
    get, path = "/v1/queues/{id}/cases", tag = "queues", params(("id" = QueueId, Path), ListCases),
    responses(
        (status = 200, body = OpenCases),
        (status = 403, body = Problem),
        (status = 404, description = "no such queue", body = Problem),
    )
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Path(queue): Path<QueueId>,
    Query(asked): Query<ListCases>,
) -> Result<Json<OpenCases>, ApiProblem> {
    let most = asked.most.unwrap_or(USUAL).clamp(1, MOST_CASES);
    let mut cases = hub.store.open_cases(queue, asked.after, most + 1).await?;
    let more = page::more(&mut cases, most);
    let people = hub.store.people().await?;
    let names = Names(people.into_iter().map(|person| (person.id, person.name)).collect());
    Ok(Json(OpenCases {
        cases: cases.into_iter().map(|case| names.case(case)).collect(),
        more,
    }))
}

struct Names(BTreeMap<PersonId, String>);

impl Names {
    fn of(&self, id: PersonId) -> Named {
        let name = self.0.get(&id).cloned().unwrap_or_default();
        Named { id, name }
    }

    fn case(&self, case: kept::OpenCase) -> OpenCase {
        OpenCase {
            id: case.id,
            stage: case.stage,
            priority: case.priority,
            since: case.since,
            with: case.with.map(|person| self.of(person)),
            handed_to: case.handed_to.map(|(person, _until)| self.of(person)),
            not_before: case.not_before,
            sent: case.sent.map(|sent| SentBy {
                by: self.of(sent.by),
                at: sent.at,
                reason: sent.reason,
                to: sent.to.map(|person| self.of(person)),
            }),
            came: case.came,
            escalated: case.escalated,
            passed_on: case.passed_on,
            uploads: case.uploads,
            stranded: case.stranded,
        }
    }
}
