//! What this hub speaks beside what it spoke one version earlier: a desk or a source of that version goes on.
//!
//! `contract/before.json` is the document of the last release. It is renewed with each release and never otherwise:
//! `CONTRIBUTING.md` says how.

mod compare;

use crate::api;
use compare::{ANY_WORD, Difference, differences};
use serde_json::{Value, json};
use std::path::Path;

/// Words that answers hold now and did not before, and what becomes of each at a desk of the version before.
const GREW: [(&str, &[&str], &str); 6] = [
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

fn before() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("contract/before.json");
    let text = std::fs::read_to_string(path).expect("the document of the version before is committed");
    serde_json::from_str(&text).expect("JSON")
}

fn now() -> Value {
    serde_json::to_value(api::document()).expect("JSON")
}

#[test]
fn whoever_speaks_the_version_before_is_understood_and_understands() {
    let mut grown = Vec::new();
    let mut broken = Vec::new();
    for difference in differences(&before(), &now()) {
        match difference {
            Difference::Grew { of, word } => grown.push((of, word)),
            Difference::Breaks(what) => broken.push(what),
        }
    }
    assert!(
        broken.is_empty(),
        "the version before is locked out:\n{}",
        broken.join("\n")
    );
    let known = |of: &str, word: &str| {
        GREW.iter()
            .any(|(name, words, _why)| *name == of && words.contains(&word))
    };
    let untold: Vec<_> = grown.iter().filter(|(of, word)| !known(of, word)).collect();
    assert!(
        untold.is_empty(),
        "say in `GREW` what the desk before makes of these: {untold:?}"
    );
    for (name, words, _why) in GREW {
        for word in words {
            let grew = grown.iter().any(|(of, grown)| of == name && grown == word);
            assert!(grew, "{name} has had {word} before: take it out of `GREW`");
        }
    }
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
    differences(&before, &now)
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
fn what_is_only_added_is_none_and_words_that_answers_gain_are_told() {
    let added = changed(|now| {
        schema(now, "Asked")["properties"]["more"] = json!({"type": "string"});
        schema(now, "Asked")["properties"]["kind"]["enum"] = json!(["one", "two", "three"]);
        schema(now, "Told")["properties"]["more"] = json!({"type": "string"});
        now["paths"]["/v1/others"] = json!({});
    });
    assert_eq!(added, []);
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
fn a_closed_set_of_words_that_becomes_any_text_takes_all_it_took_and_is_told_where_answers_hold_it() {
    let any = || json!({"type": "string", "pattern": "^[a-z]+$"});
    let asked = changed(|now| schema(now, "Asked")["properties"]["kind"] = any());
    assert_eq!(asked, []);
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
    let told = differences(&document(Value::Null), &document(any()));
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
    assert_eq!(differences(&before, &now), [Difference::Grew { of, word }]);
}
