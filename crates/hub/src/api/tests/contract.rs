//! What this hub speaks beside what it spoke one version earlier: a desk or a source of that version goes on, and so does
//! a desk of this version at a hub of that one.
//!
//! `contract/before.json` is the document of the last release. It is renewed with each release and never otherwise:
//! `CONTRIBUTING.md` says how.

mod compare;

use crate::api;
use compare::{ANY_WORD, Difference, differences};
use scrim_contract::Document;
use scrim_wire::missing::{KINDS, Missing};
use serde_json::{Value, json};

/// Words that answers hold now and did not before, and what becomes of each at a desk of the version before.
const GREW: [(&str, &[&str], &str); 8] = [
    (
        "News",
        &["untaken"],
        "the desk before reads everything again, and a lead reads the count where it always was",
    ),
    (
        "EntryKind",
        &["entry_added", "password_changed", "scheme_set"],
        "the desk before reads no page of the audit with it; this one and later ones take it as another kind",
    ),
    (
        "Code",
        &["password_given"],
        "the desk before says that the hub failed, to whoever was given a password: they choose one at a newer desk",
    ),
    (
        "Code",
        &["nothing_to_report"],
        "the desk before has no screen that asks what it answers",
    ),
    (
        "Code",
        &["no_such_operation", "own_password"],
        "the desk before asks for nothing that this hub has not, and says that the hub failed to an admin who gives themselves \
         a password: they change it at a newer desk",
    ),
    (
        "Code",
        &["class_not_offered"],
        "the desk before says that the hub is newer, and its verdict is not taken: it offers the industry's classes alone",
    ),
    (
        "Classification",
        &[ANY_WORD],
        "the desk before reads the industry's codes as ever, and of a page with a class of somebody's own says that the hub is \
         newer: an organisation updates its desks before it sets classes",
    ),
    (
        "Code",
        &["hub_too_new"],
        "no hub sends it: it is what a desk makes of a code that it does not know",
    ),
];

/// What requests can hold now and could not before, and what this desk does at a hub of the version before, which refuses
/// what it does not know.
const ASKED: [(&str, &[&str], &str); 3] = [
    (
        "GET /v1/audit?kind",
        &["entry_added", "password_changed", "scheme_set"],
        "the desk says that the hub is older: there are no such entries (`KINDS`)",
    ),
    (
        "Classification",
        &[ANY_WORD],
        "the desk offers the classes that the hub names, and the industry's where it names none",
    ),
    (
        "DeskPolicy",
        &["updates"],
        "left out where desks are to ask for no updates; an admin who allows them at an older hub is told that it refuses, \
         and its desks are told of no policy, so that they ask for none",
    ),
];

/// Operations that there were not, and that no desk asks for; those that a desk does are in `Missing`.
const NO_DESKS: [(&str, &str); 1] = [("post", "/v1/people/{id}/record")];

/// Types that have another name, and are what they were.
const RENAMED: [(&str, &str); 2] = [("Classification", "IndustryClass"), ("Rule", "RoutingRule")];

/// Types that stood in the document before under the name of another: what was sent was this all the while.
const MISNAMED: [(&str, &str); 3] = [
    ("Classification", "ShieldClassification"),
    ("Outcome", "DoorOutcome"),
    ("Rule", "WellnessRule"),
];

fn before() -> Value {
    Document::before().value().clone()
}

fn now() -> Value {
    serde_json::to_value(api::document()).expect("JSON")
}

#[test]
fn whoever_speaks_the_version_before_is_understood_and_understands() {
    let broken = found(|difference| match difference {
        Difference::Breaks(what) => Some((what, String::new())),
        _ => None,
    });
    assert!(broken.is_empty(), "the version before is locked out: {broken:#?}");
    let grown = found(|difference| match difference {
        Difference::Grew { of, word } => Some((of, word)),
        _ => None,
    });
    told("GREW", &grown, &words(&GREW));
}

#[test]
fn whatever_a_hub_of_the_version_before_cannot_do_is_named_to_whoever_misses_it() {
    let begun = found(|difference| match difference {
        Difference::Begun { method, path } => Some((method, path)),
        _ => None,
    });
    let missed = Missing::ALL.into_iter().flat_map(Missing::takes).copied();
    told("Missing", &begun, &missed.chain(NO_DESKS).collect::<Vec<_>>());
}

#[test]
fn whatever_requests_hold_anew_has_an_answer_to_what_a_hub_of_the_version_before_makes_of_it() {
    let asked = found(|difference| match difference {
        Difference::Asks { of, word } => Some((of, word)),
        _ => None,
    });
    told("ASKED", &asked, &words(&ASKED));
    let kinds: Vec<_> = KINDS.iter().map(|kind| ("GET /v1/audit?kind", kind.code())).collect();
    let asked = asked.into_iter().filter(|(of, _)| of == "GET /v1/audit?kind");
    told("KINDS", &asked.collect::<Vec<_>>(), &kinds);
}

#[test]
fn a_type_that_has_another_name_is_known_to() {
    let renamed = found(|difference| match difference {
        Difference::Renamed { was, is } => Some((was, is)),
        _ => None,
    });
    told("RENAMED", &renamed, &[&RENAMED[..], &MISNAMED].concat());
}

/// The differences of one kind between the version before and this one.
fn found(kind: impl FnMut(Difference) -> Option<(String, String)>) -> Vec<(String, String)> {
    let all = differences(&before(), &now(), &MISNAMED);
    all.into_iter().filter_map(kind).collect()
}

fn words<'a>(table: &[(&'a str, &'a [&'a str], &str)]) -> Vec<(&'a str, &'a str)> {
    let each =
        |(of, words, _why): &(&'a str, &'a [&'a str], &str)| words.iter().map(|word| (*of, *word)).collect::<Vec<_>>();
    table.iter().flat_map(each).collect()
}

/// Every difference is told of in a table, and nothing else is.
fn told(table: &str, found: &[(String, String)], known: &[(&str, &str)]) {
    let is = |(of, word): &(String, String), known: &(&str, &str)| (of.as_str(), word.as_str()) == *known;
    let untold: Vec<_> = found
        .iter()
        .filter(|found| !known.iter().any(|known| is(found, known)))
        .collect();
    assert!(untold.is_empty(), "say in `{table}` what becomes of these: {untold:?}");
    let over: Vec<_> = known
        .iter()
        .filter(|known| !found.iter().any(|found| is(found, known)))
        .collect();
    assert!(
        over.is_empty(),
        "the version before had these: take them out of `{table}`: {over:?}"
    );
}

/// A document of one operation, changed.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<Difference> {
    let before = json!({
        "paths": {"/v1/things/{id}": {"put": {
            "parameters": [{"in": "query", "name": "most", "required": false, "schema": {"type": "integer"}}],
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Asked"}}}},
            "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Told"}}}}}
        }}},
        "components": {"schemas": {
            "Asked": {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
                "name": {"type": "string"}, "kind": {"type": "string", "enum": ["one", "two"]}}},
            "Told": {"type": "object", "required": ["state", "at"], "properties": {
                "at": {"type": "integer"}, "state": {"oneOf": [{"$ref": "#/components/schemas/Open"}, {"type": "object",
                    "required": ["is"], "properties": {"is": {"type": "string", "enum": ["over"]}}}]}}},
            "Open": {"type": "object", "required": ["is", "by"], "properties": {
                "is": {"type": "string", "enum": ["open"]}, "by": {"type": "string"}}}
        }}
    });
    let mut now = before.clone();
    change(&mut now);
    differences(&before, &now, &[])
}

fn schema<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    &mut document["components"]["schemas"][name]
}

fn operation(document: &mut Value) -> &mut Value {
    &mut document["paths"]["/v1/things/{id}"]["put"]
}

/// Changes that lock the version before out, each by itself.
const BREAKS: [fn(&mut Value); 12] = [
    |now| now["paths"] = json!({}),
    |now| operation(now)["parameters"] = json!([]),
    |now| operation(now)["parameters"][0]["required"] = json!(true),
    |now| operation(now)["responses"] = json!({"204": {}}),
    |now| schema(now, "Asked")["required"] = json!(["name", "kind"]),
    |now| {
        drop(
            schema(now, "Asked")["properties"]
                .as_object_mut()
                .and_then(|known| known.remove("kind")),
        );
    },
    |now| schema(now, "Asked")["properties"]["kind"]["enum"] = json!(["one"]),
    |now| schema(now, "Asked")["properties"]["name"]["type"] = json!("integer"),
    |now| schema(now, "Told")["required"] = json!(["state"]),
    |now| schema(now, "Told")["properties"]["at"]["type"] = json!(["integer", "null"]),
    |now| schema(now, "Open")["required"] = json!(["is"]),
    |now| schema(now, "Open")["properties"]["by"]["type"] = json!("boolean"),
];

#[test]
fn each_way_to_lock_the_version_before_out_is_found() {
    for (number, change) in BREAKS.into_iter().enumerate() {
        let found = changed(change);
        let breaks = found
            .iter()
            .any(|difference| matches!(difference, Difference::Breaks(_)));
        assert!(breaks, "change {number}: {found:?}");
    }
}

#[test]
fn what_is_only_added_locks_nobody_out_and_is_told_of_where_the_other_side_may_not_know_it() {
    let added = changed(|now| {
        schema(now, "Asked")["properties"]["more"] = json!({"type": "string"});
        schema(now, "Asked")["properties"]["kind"]["enum"] = json!(["one", "two", "three"]);
        schema(now, "Told")["properties"]["more"] = json!({"type": "string"});
        now["paths"]["/v1/others"] = json!({"get": {}});
    });
    let asks = |of: &str, word: &str| Difference::Asks {
        of: of.to_owned(),
        word: word.to_owned(),
    };
    let begun = Difference::Begun {
        method: "get".into(),
        path: "/v1/others".into(),
    };
    // The order of `Difference`.
    assert_eq!(added, [asks("Asked", "more"), asks("Asked.kind", "three"), begun]);
    let of = "Told.state".to_owned();
    let grew = changed(|now| {
        let states = schema(now, "Told")["properties"]["state"]["oneOf"]
            .as_array_mut()
            .expect("states");
        states.push(json!({"type": "object", "properties": {"is": {"type": "string", "enum": ["later"]}}}));
    });
    assert_eq!(
        grew,
        [Difference::Grew {
            of,
            word: "later".into()
        }]
    );
}

#[test]
fn a_parameter_that_requests_gain_is_told() {
    let asks = changed(|now| {
        let more = json!({"in": "query", "name": "after", "required": false, "schema": {"type": "string"}});
        operation(now)["parameters"].as_array_mut().expect("a list").push(more);
    });
    let (of, word) = ("PUT /v1/things/{id}".to_owned(), "after".to_owned());
    assert_eq!(asks, [Difference::Asks { of, word }]);
}

#[test]
fn a_name_that_was_another_types_is_told_and_a_type_that_changed_behind_a_new_name_breaks() {
    let renamed = |open: Value| {
        move |now: &mut Value| {
            let schemas = now["components"]["schemas"].as_object_mut().expect("schemas");
            schemas.insert("Opened".into(), open);
            let state = &mut schemas.get_mut("Told").expect("a type")["properties"]["state"];
            state["oneOf"][0] = json!({"$ref": "#/components/schemas/Opened"});
        }
    };
    let as_it_was = json!({"type": "object", "required": ["is", "by"], "properties": {
        "is": {"type": "string", "enum": ["open"]}, "by": {"type": "string"}}});
    let (was, is) = ("Open".to_owned(), "Opened".to_owned());
    let told = Difference::Renamed { was, is };
    assert_eq!(changed(renamed(as_it_was.clone())), std::slice::from_ref(&told));
    let mut changed_too = as_it_was;
    changed_too["properties"]["by"]["type"] = json!("integer");
    let found = changed(renamed(changed_too));
    assert!(found.contains(&told) && found.len() == 2, "{found:?}");
}

#[test]
fn a_closed_set_of_words_that_becomes_any_text_takes_all_it_took_and_is_told_in_requests_and_answers() {
    let any = || json!({"type": "string", "pattern": "^[a-z]+$"});
    let asked = changed(|now| schema(now, "Asked")["properties"]["kind"] = any());
    let (of, word) = ("Asked.kind".to_owned(), ANY_WORD.to_owned());
    assert_eq!(asked, [Difference::Asks { of, word }]);
    let of = "Told.kind".to_owned();
    let before = json!({"type": "object", "properties": {"kind": {"type": "string", "enum": ["one", "two"]}}});
    let document = |kind: Value| {
        let mut document = json!({
            "paths": {"/v1/things": {"get": {
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Told"}}}}}
            }}},
            "components": {"schemas": {"Told": before.clone()}}
        });
        if !kind.is_null() {
            schema(&mut document, "Told")["properties"]["kind"] = kind;
        }
        document
    };
    let told = differences(&document(Value::Null), &document(any()), &[]);
    let word = ANY_WORD.to_owned();
    assert_eq!(told, [Difference::Grew { of, word }]);
}

#[test]
fn a_type_that_has_become_several_is_compared_with_each_of_them() {
    let document = |first: &str, words: Value| {
        let of = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        json!({
            "paths": {"/v1/things": {"get": {
                "responses": {"200": {"content": {"application/json": {"schema": of("Told")}}}}
            }}},
            "components": {"schemas": {
                "Told": {"type": "object", "properties": {"first": of(first), "second": of("Kind")}},
                "Narrow": {"type": "string", "enum": ["one"]},
                "Kind": {"type": "string", "enum": words}
            }}
        })
    };
    let before = document("Kind", json!(["one", "two"]));
    let now = document("Narrow", json!(["one", "two", "three"]));
    let (of, word) = ("Kind".to_owned(), "three".to_owned());
    let found = differences(&before, &now, &[]);
    assert!(found.contains(&Difference::Grew { of, word }), "{found:?}");
}
