//! What a desk sends, as far as a hub of the version before could be asked for it: nothing in it may be new, since that hub
//! refuses what it does not know.
//!
//! Every body and every query that the document before knows is made of that document, given to the client as its own
//! types, and held beside the document again as the client sends it. What is new and not used must be left out by then.

use super::{
    answers::{Answers, ID, Says},
    calls::held,
    fits::{body_of, query_of, unknown},
};
use scrim_contract::{Document, fields};
use scrim_hub_client::{Answering, HubClient, Reply, Request, Signed, Transport};
use scrim_model::{
    ids::{AlarmId, CaseId, DestinationId, GrantId, MatcherId, PersonId, QueueId, TeamId},
    person::Role,
};
use scrim_wire::http::urgent::MarkUrgent;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Of a type that has several shapes, all are sent; more than there are of any.
const SHAPES: usize = 16;

/// What no desk sends: a platform does, or whoever has the machine.
const NO_DESKS: [(&str, &str); 11] = [
    ("post", "/v1/items/{id}/appeal"),
    ("post", "/v1/items/{id}/destroy"),
    ("post", "/v1/items/{id}/removal"),
    ("put", "/v1/banks/{id}/second-looks"),
    ("put", "/v1/cases/{id}/hold"),
    ("put", "/v1/items/{id}/hold"),
    ("post", "/v1/people/{id}/exposures"),
    ("post", "/v1/pdq/"),
    ("post", "/v1/url/"),
    ("get", "/v1/queues"),
    ("get", "/v1/team/wellness"),
];

/// Lists that the client alone reads page after page.
const BY_PAGE: [&str; 9] = [
    "/v1/banks",
    "/v1/destinations",
    "/v1/groups",
    "/v1/matchers",
    "/v1/people",
    "/v1/queues/all",
    "/v1/sources",
    "/v1/splits",
    "/v1/teams",
];

/// Records every request and answers nothing that reads.
#[derive(Default)]
struct Recorder(Mutex<Vec<Request>>);

impl Transport for Recorder {
    fn send(&self, request: Request) -> Answering<'_> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let (status, body) = (500, Some(Vec::new()));
        Box::pin(async move { Ok(Reply { status, body }) })
    }
}

/// A desk that sends what can be said by a document.
struct Asker {
    document: Document,
    recorder: Arc<Recorder>,
    hub: Signed,
    client: HubClient,
    sent: BTreeSet<(&'static str, &'static str)>,
}

impl Asker {
    fn of(document: Document) -> Self {
        let recorder = Arc::new(Recorder::default());
        let client = HubClient::over(recorder.clone());
        Self {
            document,
            recorder,
            hub: client.signed("access"),
            client,
            sent: BTreeSet::new(),
        }
    }

    /// Everything that can be said in a request, in each of its shapes.
    fn says<T: DeserializeOwned>(&mut self, method: &'static str, path: &'static str) -> Vec<T> {
        self.sent.insert((method, path));
        let operation = self
            .document
            .operation(method, path)
            .unwrap_or_else(|| panic!("no {method} {path}"));
        let schema = match body_of(operation) {
            Some(schema) => schema.clone(),
            None => query_of(operation),
        };
        let one = |(shape, says)| {
            let (document, known) = (self.document.clone(), self.document.clone());
            let answers = Answers {
                document,
                known,
                shape,
                says,
            };
            let said = answers.sample(&schema, &schema);
            serde_json::from_value(said.clone()).unwrap_or_else(|error| panic!("{method} {path}: {error}: {said}"))
        };
        let each = (0..SHAPES).flat_map(|shape| [(shape, Says::Least), (shape, Says::Everything)]);
        each.map(one).collect()
    }

    /// What of everything that was sent a document does not know.
    fn unknown_to(&self, document: &Document) -> BTreeSet<String> {
        let sent = self.recorder.0.lock().unwrap();
        sent.iter().flat_map(|request| unknown(document, request)).collect()
    }
}

/// Sends everything that can be said, by the client's own methods.
macro_rules! sends {
    ($asker:ident; $($method:literal $path:literal => |$said:ident| $call:expr;)+) => {
        $(for $said in $asker.says($method, $path) {
            drop($call.await);
        })+
    };
}

fn id() -> Uuid {
    ID.parse().unwrap()
}

async fn work(asker: &mut Asker) {
    let (hub, client) = (asker.hub.clone(), asker.client.clone());
    let token = Zeroizing::new("proof".to_owned());
    let (case, proof) = (CaseId(id()), held());
    sends! { asker;
        "post" "/v1/session" => |who| client.sign_in(&who);
        "post" "/v1/session/refresh" => |token| client.refresh(&token);
        "post" "/v1/session/oidc/begin" => |begin| client.begin_oidc(&begin);
        "post" "/v1/session/oidc" => |finish| client.finish_oidc(&finish);
        "put" "/v1/me/wellness" => |own| hub.set_wellness(&own);
        "put" "/v1/me/preferences" => |likes| hub.set_preferences(&likes);
        "put" "/v1/me/opt-outs" => |wanted| hub.set_opt_outs(&wanted);
        "get" "/v1/exposures" => |page| hub.exposures_page(page);
        "get" "/v1/me/days" => |days| hub.days(days);
        "get" "/v1/me/accesses" => |page| hub.accesses(page);
        "get" "/v1/me/feedback" => |page| hub.feedback(page);
        "get" "/v1/me/history" => |wanted| hub.history(wanted);
        "post" "/v1/leases" => |want| hub.take_leases(&want);
        "delete" "/v1/leases/{id}" => |release| hub.release(&proof, release);
        "post" "/v1/leases/{id}/notes" => |note| hub.leave_note(&proof, &note);
        "post" "/v1/leases/{id}/looks" => |ask| hub.ask_look(&proof, ask);
        "put" "/v1/looks/{grant_id}" => |close| hub.close_look(&proof, GrantId(id()), &close);
        "post" "/v1/cases/{id}/verdict" => |give| hub.give_verdict(case, &give, &token, id());
        "post" "/v1/cases/{id}/urgent" => |mark| {
            let mark: MarkUrgent = mark;
            hub.mark_urgent(case, &proof, mark.reason)
        };
        "post" "/v1/cases/{id}/redirect" => |to| hub.redirect(case, Some(&proof), &to);
    }
}

async fn leading(asker: &mut Asker) {
    let hub = asker.hub.clone();
    let (queue, person) = (QueueId(id()), PersonId(id()));
    sends! { asker;
        "get" "/v1/unreadable" => |wanted| hub.unreadable(&wanted);
        "post" "/v1/queues" => |new| hub.make_queue(&new);
        "put" "/v1/queues/{id}" => |settings| hub.set_queue(queue, &settings);
        "get" "/v1/queues/{id}/cases" => |wanted| hub.open_cases(queue, wanted);
        "put" "/v1/rules" => |book| hub.set_rules(&book);
        "post" "/v1/rules/dry-run" => |rules| hub.try_rules(&rules);
        "get" "/v1/decisions" => |wanted| hub.decisions(&wanted);
        "get" "/v1/alarms" => |wanted| hub.alarms(wanted);
        "put" "/v1/alarms/{id}/acknowledgement" => |said| hub.acknowledge(AlarmId(id()), &said);
        "put" "/v1/stop-checks" => |wanted| hub.set_stop_checks(&wanted);
        "put" "/v1/floors" => |floor| hub.set_floor(&floor);
        "post" "/v1/teams" => |team| hub.make_team(&team);
        "put" "/v1/teams/{id}" => |team| hub.set_team(TeamId(id()), &team);
        "put" "/v1/people/{id}/hours" => |hours| hub.set_hours(person, &hours);
        "put" "/v1/severe" => |severe| hub.set_severe(&severe);
        "put" "/v1/support" => |support| hub.set_support(&support);
        "put" "/v1/desk-policy" => |policy| hub.set_desk_policy(&policy);
        "post" "/v1/cases/{id}/report" => |confirmed| hub.hand_over(CaseId(id()), &confirmed);
        "get" "/v1/transparency" => |of| hub.transparency(of);
        "get" "/v1/deliveries" => |wanted| hub.deliveries(wanted);
    }
}

async fn administering(asker: &mut Asker) {
    let hub = asker.hub.clone();
    let (person, matcher) = (PersonId(id()), MatcherId(id()));
    sends! { asker;
        "post" "/v1/people" => |new| hub.add_person(&new);
        "patch" "/v1/people/{id}" => |change| hub.change_person(person, &change);
        "put" "/v1/people/{id}/password" => |wanted| hub.set_password(person, &wanted);
        "put" "/v1/roles/{role}" => |set| hub.set_role(Role::Lead, &set);
        "put" "/v1/groups/{name}" => |gives| hub.set_group("reviewers", &gives);
        "post" "/v1/sources" => |new| hub.add_source(&new);
        "patch" "/v1/sources/{id}" => |change| hub.change_source(person, change);
        "post" "/v1/sources/{id}/key" => |wanted| hub.make_key(person, wanted);
        "get" "/v1/audit" => |asked| hub.audit(asked);
        "post" "/v1/audit/verification" => |after| hub.verify_audit(&after);
        "put" "/v1/retention" => |wanted| hub.set_retention(wanted);
        "post" "/v1/retention/dry-run" => |wanted| hub.try_retention(wanted);
        "get" "/v1/holds" => |wanted| hub.holds(wanted);
        "post" "/v1/matchers" => |wanted| hub.add_matcher(&wanted);
        "patch" "/v1/matchers/{id}" => |wanted| hub.change_matcher(matcher, &wanted);
        "post" "/v1/destinations" => |wanted| hub.add_destination(&wanted);
        "put" "/v1/destinations/{id}/mode" => |wanted| hub.set_destination_mode(DestinationId(id()), wanted);
    }
}

async fn everything_that_is_said(document: Document) -> Asker {
    let mut asker = Asker::of(document);
    work(&mut asker).await;
    leading(&mut asker).await;
    administering(&mut asker).await;
    asker
}

#[tokio::test]
async fn nothing_is_in_a_request_that_the_version_before_would_refuse() {
    let asker = everything_that_is_said(Document::before()).await;
    let unknown = asker.unknown_to(&Document::before());
    assert!(
        unknown.is_empty(),
        "left out where it is not used, it would not be: {unknown:#?}"
    );
}

#[tokio::test]
async fn everything_that_a_desk_can_say_is_said_here() {
    let document = Document::before();
    let asker = everything_that_is_said(document.clone()).await;
    let operations = fields(&document.value()["paths"]).flat_map(|(path, all)| fields(all).map(move |one| (path, one)));
    let says =
        |operation: &Value| body_of(operation).is_some() || fields(&query_of(operation)["properties"]).next().is_some();
    let mut unsaid: Vec<_> = operations
        .filter(|(_, (_, operation))| says(operation))
        .map(|(path, (method, _))| (method.as_str(), path.as_str()))
        .collect();
    let known = |one: &(&str, &str)| asker.sent.contains(one) || NO_DESKS.contains(one) || BY_PAGE.contains(&one.1);
    unsaid.retain(|one| !known(one));
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}

#[tokio::test]
async fn lists_are_read_from_where_the_version_before_can_be_asked_to() {
    for path in BY_PAGE {
        let query = query_of(Document::before().operation("get", path).unwrap());
        assert!(query["properties"]["after"].is_object(), "{path}");
    }
}

/// What is found then, and a version that had it not.
type Lacking = (&'static str, fn(&mut Value));

#[tokio::test]
async fn whatever_is_new_in_a_request_and_sent_all_the_same_is_found() {
    let asker = everything_that_is_said(Document::before()).await;
    let lacking: [Lacking; 6] = [
        ("Post /v1/leases.want", |was| remove(was, "TakeLeases", "want")),
        ("Put /v1/me/wellness.settings.rest", |was| {
            remove(was, "SettingsChange", "rest");
        }),
        ("Get /v1/me/history?fate", |was| {
            let parameters = was["paths"]["/v1/me/history"]["get"]["parameters"].as_array_mut();
            parameters.unwrap().retain(|parameter| parameter["name"] != "fate");
        }),
        ("Put /v1/severe is none", |was| {
            was["paths"]["/v1/severe"] = json!({"get": {}});
        }),
        ("Post /v1/people.role: \"lead\"", |was| {
            let words = was["components"]["schemas"]["Role"]["enum"].as_array_mut();
            words.unwrap().retain(|word| word != "lead");
        }),
        ("Post /v1/session.name is \"UTC\"", |was| {
            was["components"]["schemas"]["SignIn"]["properties"]["name"]["type"] = json!("integer");
        }),
    ];
    for (found, lacks) in lacking {
        let unknown = asker.unknown_to(&Document::before().with(lacks));
        assert!(unknown.iter().any(|one| one == found), "{found}: {unknown:?}");
    }
}

fn remove(document: &mut Value, schema: &str, field: &str) {
    let properties = &mut document["components"]["schemas"][schema]["properties"];
    properties.as_object_mut().unwrap().remove(field).unwrap();
}
