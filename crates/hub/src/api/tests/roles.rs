//! Every operation for every role: who may, and who is refused before anything else is read.

use super::{
    hub::{Answer, TestHub, request},
    shield::basic,
};
use crate::api;
use axum::http::{StatusCode, header::AUTHORIZATION};
use scrim_model::person::{
    Permission::{
        self, Destroy, Hold, ManageBanks, ManagePeople, ManageQueues, ReadAudit, Reverse, Review, SeeMetrics,
        SeeUnreadable, SetFloors, Settle, Submit,
    },
    Role::{self, Admin, Lead, Moderator, Source},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// Who may call an operation.
pub(super) enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// These roles, whatever they are allowed.
    Always(&'static [Role]),
    /// These roles, as long as nobody has said otherwise; from then on whoever has this permission.
    Roles(&'static [Role], Permission),
    /// The same with two permissions of which either is enough.
    Either(&'static [Role], [Permission; 2]),
}

use Who::{Always, Anybody, Either, Roles};

const REVIEWERS: Who = Roles(&[Moderator, Lead], Review);
const SIGNED_IN: Who = Always(&[Moderator, Lead, Admin, Source]);
const PEOPLE: Who = Always(&[Moderator, Lead, Admin]);

pub(super) const OPERATIONS: &[(&str, &str, Who)] = &[
    ("GET", "/healthz", Anybody),
    ("GET", "/readyz", Anybody),
    ("POST", "/v1/session", Anybody),
    ("POST", "/v1/session/refresh", Anybody),
    ("GET", "/v1/session/ways", Anybody),
    ("POST", "/v1/session/oidc/begin", Anybody),
    ("POST", "/v1/session/oidc", Anybody),
    // A source's key is no session that could end.
    ("DELETE", "/v1/session", PEOPLE),
    ("DELETE", "/v1/session/all", PEOPLE),
    ("GET", "/v1/me", SIGNED_IN),
    ("PUT", "/v1/me/wellness", SIGNED_IN),
    ("PUT", "/v1/me/preferences", SIGNED_IN),
    ("PUT", "/v1/me/password", PEOPLE),
    ("GET", "/v1/exposures", SIGNED_IN),
    ("GET", "/v1/me/days", SIGNED_IN),
    ("POST", "/v1/me/record", SIGNED_IN),
    ("GET", "/v1/me/accesses", SIGNED_IN),
    // Nothing is known of a person that they cannot see.
    ("GET", "/v1/me/alarms", SIGNED_IN),
    ("GET", "/v1/me/feedback", REVIEWERS),
    // One's own alone: there is none of anybody else's.
    ("GET", "/v1/me/history", REVIEWERS),
    ("GET", "/v1/floors", SIGNED_IN),
    ("GET", "/v1/support", SIGNED_IN),
    ("GET", "/v1/desk-policy", SIGNED_IN),
    ("GET", "/v1/severe", SIGNED_IN),
    ("GET", "/v1/scheme", SIGNED_IN),
    // Whoever has only a key has no desk.
    ("GET", "/v1/events", PEOPLE),
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
    ("POST", "/v1/cases/{id}/urgent", REVIEWERS),
    ("DELETE", "/v1/cases/{id}/urgent", REVIEWERS),
    ("GET", "/v1/urgent", Roles(&[Lead], Settle)),
    ("PUT", "/v1/me/opt-outs", REVIEWERS),
    ("POST", "/v1/me/break", REVIEWERS),
    ("DELETE", "/v1/me/break", REVIEWERS),
    ("POST", "/v1/verdicts/{id}/reversal", Roles(&[Lead], Reverse)),
    ("GET", "/v1/splits", Roles(&[Lead], Settle)),
    ("GET", "/v1/decisions", Either(&[Lead, Admin], [Reverse, ReadAudit])),
    ("GET", "/v1/alarms", Roles(&[Lead], Settle)),
    ("PUT", "/v1/alarms/{id}/acknowledgement", Roles(&[Lead], Settle)),
    ("GET", "/v1/queues/{id}/agreement", Roles(&[Lead, Admin], SeeMetrics)),
    ("GET", "/v1/queues/{id}/flow", Roles(&[Lead, Admin], SeeMetrics)),
    ("GET", "/v1/cases/{id}/recipients", Roles(&[Lead, Admin], ManageQueues)),
    ("POST", "/v1/queues", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/queues/all", Roles(&[Lead, Admin], ManageQueues)),
    ("PUT", "/v1/queues/{id}", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/queues/{id}/cases", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/rules", Roles(&[Lead, Admin], ManageQueues)),
    ("PUT", "/v1/rules", Roles(&[Lead, Admin], ManageQueues)),
    ("POST", "/v1/rules/dry-run", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/directory", Roles(&[Lead, Admin], ManageQueues)),
    ("PUT", "/v1/floors", Roles(&[Lead, Admin], SetFloors)),
    ("PUT", "/v1/desk-policy", Roles(&[Lead, Admin], SetFloors)),
    ("PUT", "/v1/severe", Roles(&[Lead, Admin], SetFloors)),
    ("GET", "/v1/teams", Roles(&[Lead, Admin], SetFloors)),
    ("POST", "/v1/teams", Roles(&[Lead, Admin], SetFloors)),
    ("PUT", "/v1/teams/{id}", Roles(&[Lead, Admin], SetFloors)),
    ("DELETE", "/v1/teams/{id}", Roles(&[Lead, Admin], SetFloors)),
    ("GET", "/v1/people/{id}/hours", Roles(&[Lead, Admin], SetFloors)),
    ("PUT", "/v1/people/{id}/hours", Roles(&[Lead, Admin], SetFloors)),
    ("GET", "/v1/metrics", Roles(&[Lead, Admin], SeeMetrics)),
    ("GET", "/v1/false-matches", Roles(&[Lead, Admin], SeeMetrics)),
    ("GET", "/v1/transparency", Roles(&[Admin], ReadAudit)),
    ("GET", "/v1/team/wellness", Roles(&[Lead, Admin], SeeMetrics)),
    ("GET", "/v1/unreadable", Roles(&[Lead, Admin], SeeUnreadable)),
    // A hold only ever keeps; what lets pictures go is for admins, who look at none.
    ("GET", "/v1/destinations", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/deliveries", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/deliveries/{id}", Roles(&[Lead, Admin], ManageQueues)),
    ("POST", "/v1/deliveries/{id}/retry", Roles(&[Lead, Admin], ManageQueues)),
    ("GET", "/v1/retention", Roles(&[Lead, Admin], Hold)),
    ("PUT", "/v1/retention", Roles(&[Admin], Destroy)),
    ("POST", "/v1/retention/dry-run", Roles(&[Admin], Destroy)),
    ("GET", "/v1/storage", Roles(&[Lead, Admin], Hold)),
    ("GET", "/v1/holds", Roles(&[Lead, Admin], Hold)),
    ("PUT", "/v1/items/{id}/hold", Roles(&[Lead, Admin], Hold)),
    ("DELETE", "/v1/items/{id}/hold", Roles(&[Admin], Destroy)),
    ("PUT", "/v1/cases/{id}/hold", Roles(&[Lead, Admin], Hold)),
    ("DELETE", "/v1/cases/{id}/hold", Roles(&[Admin], Destroy)),
    ("POST", "/v1/items/{id}/destroy", Roles(&[Admin], Destroy)),
    ("GET", "/v1/items/{id}/destruction", Roles(&[Admin], Destroy)),
    ("GET", "/v1/people", Roles(&[Admin], ManagePeople)),
    ("POST", "/v1/people", Roles(&[Admin], ManagePeople)),
    ("PATCH", "/v1/people/{id}", Roles(&[Admin], ManagePeople)),
    ("DELETE", "/v1/people/{id}/sessions", Roles(&[Admin], ManagePeople)),
    ("PUT", "/v1/people/{id}/password", Roles(&[Admin], ManagePeople)),
    ("POST", "/v1/people/{id}/exposures", Roles(&[Admin], ManagePeople)),
    ("POST", "/v1/people/{id}/record", Roles(&[Admin], ManagePeople)),
    ("GET", "/v1/sources", Roles(&[Admin], ManagePeople)),
    ("POST", "/v1/sources", Roles(&[Admin], ManagePeople)),
    ("PATCH", "/v1/sources/{id}", Roles(&[Admin], ManagePeople)),
    ("POST", "/v1/sources/{id}/key", Roles(&[Admin], ManagePeople)),
    ("PUT", "/v1/support", Roles(&[Admin], ManagePeople)),
    ("GET", "/v1/groups", Roles(&[Admin], ManagePeople)),
    ("PUT", "/v1/groups/{name}", Roles(&[Admin], ManagePeople)),
    ("DELETE", "/v1/groups/{name}", Roles(&[Admin], ManagePeople)),
    ("GET", "/v1/roles", Roles(&[Admin], ManagePeople)),
    ("PUT", "/v1/roles/{role}", Roles(&[Admin], ManagePeople)),
    ("GET", "/v1/setup", Roles(&[Admin], ManagePeople)),
    ("GET", "/v1/banks", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/banks", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/banks/{id}/entries", Roles(&[Admin], ManageBanks)),
    ("GET", "/v1/banks/{id}/second-looks", Roles(&[Admin], ManageBanks)),
    ("PUT", "/v1/banks/{id}/second-looks", Roles(&[Admin], ManageBanks)),
    // What a class is in a report decides what leaves.
    ("PUT", "/v1/scheme", Roles(&[Admin], ManageBanks)),
    ("GET", "/v1/stop-checks", Roles(&[Admin], ManageBanks)),
    ("PUT", "/v1/stop-checks", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/destinations", Roles(&[Admin], ManageBanks)),
    ("PUT", "/v1/destinations/{id}/mode", Roles(&[Admin], ManageBanks)),
    ("DELETE", "/v1/destinations/{id}", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/destinations/{id}/check", Roles(&[Admin], ManageBanks)),
    ("GET", "/v1/matchers", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/matchers", Roles(&[Admin], ManageBanks)),
    ("PATCH", "/v1/matchers/{id}", Roles(&[Admin], ManageBanks)),
    ("DELETE", "/v1/matchers/{id}", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/matchers/{id}/check", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/destinations/{id}/bank", Roles(&[Admin], ManageBanks)),
    ("GET", "/v1/matchers/{id}/reconciling", Roles(&[Admin], ManageBanks)),
    ("POST", "/v1/matchers/{id}/reconciling", Roles(&[Admin], ManageBanks)),
    ("GET", "/v1/audit", Roles(&[Admin], ReadAudit)),
    ("POST", "/v1/audit/verification", Roles(&[Admin], ReadAudit)),
    ("GET", "/v1/audit/receipt", Roles(&[Admin], ReadAudit)),
    ("POST", "/v1/cases/{id}/exposures", Roles(&[Admin], ReadAudit)),
    ("POST", "/v1/cases/{id}/report", Roles(&[Admin], ReadAudit)),
    ("POST", "/v1/cases/{id}/report/proposal", Roles(&[Admin], ReadAudit)),
    ("POST", "/v1/items", Roles(&[Source], Submit)),
    ("GET", "/v1/items/{id}", Roles(&[Source], Submit)),
    ("POST", "/v1/media/", Roles(&[Source], Submit)),
    ("POST", "/v1/url/", Roles(&[Source], Submit)),
    ("POST", "/v1/pdq/", Roles(&[Source], Submit)),
    ("POST", "/v1/items/{id}/removal", Roles(&[Source], Submit)),
    ("POST", "/v1/items/{id}/appeal", Roles(&[Source], Submit)),
];

/// Where a token is a password, and a refusal has no code.
const BY_PASSWORD: [&str; 3] = ["/v1/media/", "/v1/url/", "/v1/pdq/"];

/// Asks for one operation, and says by what code it was refused to somebody as such.
async fn ask(hub: &TestHub, method: &str, path: &str, token: Option<&str>) -> (Answer, Option<&'static str>) {
    if !BY_PASSWORD.contains(&path) {
        let answer = hub.call(method, path, token, &json!({})).await;
        let code = answer.code();
        let refused = ["forbidden", "unauthenticated"]
            .into_iter()
            .find(|known| *known == code);
        return (answer, refused);
    }
    let mut request = request(method, path, None, &json!({}));
    if let Some(token) = token {
        request.headers_mut().insert(AUTHORIZATION, basic(token));
    }
    let answer = hub.send(request).await;
    let refused = match answer.status {
        StatusCode::UNAUTHORIZED => Some("unauthenticated"),
        StatusCode::FORBIDDEN => Some("forbidden"),
        _ => None,
    };
    (answer, refused)
}

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

/// Asks for everything as everybody, and names each answer that `may` did not foresee.
async fn walk(hub: &TestHub, may: impl Fn(&Who, Role) -> bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path, who) in OPERATIONS {
        let path = path
            .replace("{id}", NIL)
            .replace("{grant_id}", NIL)
            .replace("{rung}", "1")
            .replace("{role}", "lead")
            .replace("{name}", "team");
        for role in [None, Some(Moderator), Some(Lead), Some(Admin), Some(Source)] {
            let token = match role {
                None => None,
                Some(Moderator) => Some(hub.sign_in("moderator").await),
                Some(Lead) => Some(hub.sign_in("lead").await),
                Some(Admin) => Some(hub.sign_in("admin").await),
                Some(Source) => Some(hub.source_key.clone()),
            };
            let (answer, refused) = ask(hub, method, &path, token.as_deref()).await;
            let expected = match (who, role) {
                (Anybody, _) => None,
                (who, Some(role)) if may(who, role) => None,
                (_, Some(_)) => Some("forbidden"),
                (_, None) => Some("unauthenticated"),
            };
            if refused != expected || answer.status == StatusCode::INTERNAL_SERVER_ERROR {
                let (status, told) = (answer.status, answer.json());
                wrong.push(format!("{method} {path} as {role:?}: {status} {told}"));
            }
        }
    }
    wrong
}

#[tokio::test]
async fn every_operation_answers_the_roles_it_is_for_and_refuses_all_others() {
    let Some(hub) = TestHub::start().await else { return };
    // What goes on for as long as somebody listens would be waited for.
    hub.hub.news.close();
    let may = |who: &Who, role| match who {
        Anybody => true,
        Always(roles) | Roles(roles, _) | Either(roles, _) => roles.contains(&role),
    };
    let wrong = walk(&hub, may).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_table_holds_as_well_with_sets_that_an_admin_has_edited() {
    let Some(hub) = TestHub::start().await else { return };
    hub.hub.news.close();
    let edited: [(Role, &[Permission]); 3] = [
        (Moderator, &[Review, SeeMetrics, ReadAudit]),
        (Lead, &[Review, Settle, SetFloors, ReadAudit]),
        (Admin, &[ManagePeople, ManageQueues, SeeUnreadable]),
    ];
    let admin = hub.sign_in("admin").await;
    let moderator = hub.sign_in("moderator").await;
    let sums = async || {
        hub.call("GET", "/v1/metrics", Some(&moderator), &Value::Null)
            .await
            .status
    };
    assert_eq!(sums().await, StatusCode::FORBIDDEN);
    for (role, permissions) in edited {
        let path = format!("/v1/roles/{}", json!(role).as_str().expect("a name"));
        let body = json!({"permissions": permissions});
        let set = hub.call("PUT", &path, Some(&admin), &body).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.json());
    }
    assert_eq!(sums().await, StatusCode::OK, "for whoever is signed in already");
    let set_of = |role: Role| {
        let set = edited.iter().find(|(edited, _)| *edited == role);
        set.map_or_else(|| role.permissions(), |(_, set)| *set)
    };
    let may = |who: &Who, role| match who {
        Anybody => true,
        Always(roles) => roles.contains(&role),
        Roles(_, permission) => set_of(role).contains(permission),
        Either(_, either) => either.iter().any(|permission| set_of(role).contains(permission)),
    };
    let wrong = walk(&hub, may).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_set_that_would_break_a_promise_is_refused_and_nothing_changes() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let before = hub.call("GET", "/v1/roles", Some(&admin), &Value::Null).await.json();
    for (role, set) in [
        ("admin", json!(["manage_people", "review"])),
        ("admin", json!(["read_audit"])),
        ("moderator", json!(["see_metrics"])),
        ("moderator", json!(["review", "set_floors"])),
        ("lead", json!(["review", "settle", "manage_banks"])),
        ("source", json!(["submit", "see_metrics"])),
        ("lead", json!(["review", "settle", "see_exposures_of_others"])),
    ] {
        let body = json!({"permissions": set});
        let refused = hub.call("PUT", &format!("/v1/roles/{role}"), Some(&admin), &body).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{role} {set}"
        );
    }
    let after = hub.call("GET", "/v1/roles", Some(&admin), &Value::Null).await.json();
    assert_eq!(after, before);
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
