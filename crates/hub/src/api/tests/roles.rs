//! Every operation for every role: who may, and who is refused before anything else is read.

use super::hub::TestHub;
use crate::api;
use axum::http::StatusCode;
use scrim_model::person::Role::{self, Admin, Lead, Moderator, Source};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// Who may call an operation.
enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// These roles.
    Roles(&'static [Role]),
}

use Who::{Anybody, Roles};

const REVIEWERS: Who = Roles(&[Moderator, Lead]);
const SIGNED_IN: Who = Roles(&[Moderator, Lead, Admin, Source]);

const OPERATIONS: &[(&str, &str, Who)] = &[
    ("GET", "/healthz", Anybody),
    ("GET", "/readyz", Anybody),
    ("POST", "/v1/session", Anybody),
    ("POST", "/v1/session/refresh", Anybody),
    // A source's key is no session that could end.
    ("DELETE", "/v1/session", Roles(&[Moderator, Lead, Admin])),
    ("GET", "/v1/me", SIGNED_IN),
    ("PUT", "/v1/me/wellness", SIGNED_IN),
    ("PUT", "/v1/me/preferences", SIGNED_IN),
    ("GET", "/v1/exposures", SIGNED_IN),
    ("GET", "/v1/floors", SIGNED_IN),
    // Whoever has only a key has no desk.
    ("GET", "/v1/events", Roles(&[Moderator, Lead, Admin])),
    ("GET", "/v1/queues", REVIEWERS),
    ("POST", "/v1/leases", REVIEWERS),
    ("PUT", "/v1/leases/{id}", REVIEWERS),
    ("DELETE", "/v1/leases/{id}", REVIEWERS),
    ("GET", "/v1/leases/{id}/notes", REVIEWERS),
    ("POST", "/v1/leases/{id}/notes", REVIEWERS),
    // Of a case in hand; everything else needs the right to manage queues, which the store and its test check.
    ("POST", "/v1/cases/{id}/redirect", REVIEWERS),
    ("GET", "/v1/leases/{id}/renditions/{rung}", REVIEWERS),
    ("POST", "/v1/leases/{id}/looks", REVIEWERS),
    (
        "GET",
        "/v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}",
        REVIEWERS,
    ),
    ("PUT", "/v1/looks/{grant_id}", REVIEWERS),
    ("POST", "/v1/cases/{id}/verdict", REVIEWERS),
    ("DELETE", "/v1/verdicts/{id}", REVIEWERS),
    ("POST", "/v1/me/break", REVIEWERS),
    ("DELETE", "/v1/me/break", REVIEWERS),
    ("POST", "/v1/verdicts/{id}/reversal", Roles(&[Lead])),
    ("POST", "/v1/queues", Roles(&[Lead, Admin])),
    ("GET", "/v1/queues/all", Roles(&[Lead, Admin])),
    ("PUT", "/v1/queues/{id}", Roles(&[Lead, Admin])),
    ("GET", "/v1/queues/{id}/cases", Roles(&[Lead, Admin])),
    ("GET", "/v1/rules", Roles(&[Lead, Admin])),
    ("PUT", "/v1/rules", Roles(&[Lead, Admin])),
    ("POST", "/v1/rules/dry-run", Roles(&[Lead, Admin])),
    ("GET", "/v1/directory", Roles(&[Lead, Admin])),
    ("PUT", "/v1/floors", Roles(&[Lead, Admin])),
    ("GET", "/v1/metrics", Roles(&[Lead, Admin])),
    ("GET", "/v1/unreadable", Roles(&[Lead, Admin])),
    // A hold only ever keeps; what lets pictures go is for admins, who look at none.
    ("GET", "/v1/retention", Roles(&[Lead, Admin])),
    ("PUT", "/v1/retention", Roles(&[Admin])),
    ("GET", "/v1/holds", Roles(&[Lead, Admin])),
    ("PUT", "/v1/items/{id}/hold", Roles(&[Lead, Admin])),
    ("DELETE", "/v1/items/{id}/hold", Roles(&[Admin])),
    ("PUT", "/v1/cases/{id}/hold", Roles(&[Lead, Admin])),
    ("DELETE", "/v1/cases/{id}/hold", Roles(&[Admin])),
    ("POST", "/v1/items/{id}/destroy", Roles(&[Admin])),
    ("GET", "/v1/items/{id}/destruction", Roles(&[Admin])),
    ("GET", "/v1/people", Roles(&[Admin])),
    ("POST", "/v1/people", Roles(&[Admin])),
    ("GET", "/v1/banks", Roles(&[Admin])),
    ("GET", "/v1/audit/receipt", Roles(&[Admin])),
    ("POST", "/v1/items", Roles(&[Source])),
    ("GET", "/v1/items/{id}", Roles(&[Source])),
];

fn documented() -> BTreeSet<(String, String)> {
    let document = serde_json::to_value(api::document()).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("paths").clone();
    let operations = paths.into_iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().cloned().unwrap_or_default();
        methods
            .into_iter()
            .map(move |(method, _)| (method.to_uppercase(), path.clone()))
    });
    operations.collect()
}

#[test]
fn the_table_has_every_operation_of_the_document_and_no_other() {
    let table = OPERATIONS
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()));
    assert_eq!(table.collect::<BTreeSet<_>>(), documented());
}

#[tokio::test]
async fn every_operation_answers_the_roles_it_is_for_and_refuses_all_others() {
    let Some(hub) = TestHub::start().await else { return };
    // What goes on for as long as somebody listens would be waited for.
    hub.hub.news.close();
    let mut wrong = Vec::new();
    for (method, path, who) in OPERATIONS {
        let path = path
            .replace("{id}", NIL)
            .replace("{grant_id}", NIL)
            .replace("{rung}", "1");
        for role in [None, Some(Moderator), Some(Lead), Some(Admin), Some(Source)] {
            let token = match role {
                None => None,
                Some(Moderator) => Some(hub.sign_in("moderator").await),
                Some(Lead) => Some(hub.sign_in("lead").await),
                Some(Admin) => Some(hub.sign_in("admin").await),
                Some(Source) => Some(hub.source_key.clone()),
            };
            let answer = hub.call(method, &path, token.as_deref(), &json!({})).await;
            let expected = match (who, role) {
                (Anybody, _) => None,
                (Roles(roles), Some(role)) if roles.contains(&role) => None,
                (Roles(_), Some(_)) => Some("forbidden"),
                (Roles(_), None) => Some("unauthenticated"),
            };
            let refused = Some(answer.code()).filter(|code| code == "forbidden" || code == "unauthenticated");
            if refused.as_deref() != expected || answer.status == StatusCode::INTERNAL_SERVER_ERROR {
                wrong.push(format!(
                    "{method} {path} as {role:?}: {} {}",
                    answer.status,
                    answer.json()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_token_that_is_none_opens_nothing() {
    let Some(hub) = TestHub::start().await else { return };
    for token in [
        "",
        "x",
        "0000000000000000000000000000000000000000000000000000000000000000",
    ] {
        let answer = hub.call("GET", "/v1/me", Some(token), &Value::Null).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNAUTHORIZED, "unauthenticated")
        );
    }
}
