//! A document, and what it says of requests and types.

use crate::schema::{at, fields, list, name, only_field};
use serde_json::Value;
use std::sync::{Arc, LazyLock};

static TODAY: LazyLock<Document> = LazyLock::new(|| Document::committed(include_str!("../../../openapi.gen.json")));
static BEFORE: LazyLock<Document> =
    LazyLock::new(|| Document::committed(include_str!("../../hub/contract/before.json")));

/// What a hub says of itself.
#[derive(Debug, Clone)]
pub struct Document(Arc<Value>);

impl Document {
    /// This version's.
    pub fn today() -> Self {
        TODAY.clone()
    }

    /// That of the version before.
    pub fn before() -> Self {
        BEFORE.clone()
    }

    /// Any other.
    pub fn of(value: Value) -> Self {
        Self(Arc::new(value))
    }

    /// A file that is no document is one without operations, which no test takes for the hub's.
    fn committed(text: &str) -> Self {
        Self::of(serde_json::from_str(text).unwrap_or_default())
    }

    /// The same with something else in it.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Value)) -> Self {
        let mut changed = Value::clone(&self.0);
        change(&mut changed);
        Self::of(changed)
    }

    /// All of it.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// What it says of a request, if it knows of any such.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let wanted: Vec<&str> = path.split('?').next()?.split('/').collect();
        let fits = |template: &str| {
            let parts: Vec<&str> = template.split('/').collect();
            let mut pairs = parts.iter().zip(&wanted);
            parts.len() == wanted.len() && pairs.all(|(part, word)| part == word || part.starts_with('{'))
        };
        let mut fitting: Vec<_> = fields(at(&self.0, &["paths"]))
            .filter(|(template, _)| fits(template))
            .collect();
        // A path without places is closer than one with.
        fitting.sort_by_key(|(template, _)| template.matches('{').count());
        fitting.iter().find_map(|(_, all)| all.get(method.to_lowercase()))
    }

    /// What is meant, where that is said by a name.
    pub fn meant<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let named = name(schema).map(|name| at(&self.0, &["components", "schemas", name]));
        named.map_or(schema, |named| self.meant(named))
    }

    /// The shapes that a value may have, but for null; none where it has but one.
    pub fn shapes<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let shapes = list(at(schema, &["oneOf"])).iter().map(|shape| self.meant(shape));
        shapes.filter(|shape| *at(shape, &["type"]) != "null").collect()
    }

    /// By which word one of several shapes is told from the others: the only one that it can be, that of the field that says
    /// which it is, or the name of its only field.
    pub fn word<'a>(&'a self, shape: &'a Value) -> Option<&'a str> {
        let only = |schema: &'a Value| match list(at(self.meant(schema), &["enum"])) {
            [only] => only.as_str(),
            _ => None,
        };
        let tag = fields(at(shape, &["properties"])).find_map(|(_, field)| only(field));
        only(shape).or(tag).or_else(|| only_field(shape).map(|(name, _)| name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds;
    use serde_json::json;

    fn small() -> Document {
        Document::of(json!({
            "paths": {
                "/v1/things/{id}": {"put": {"is": "one"}, "get": {"is": "read"}},
                "/v1/things/all": {"get": {"is": "all"}},
            },
            "components": {"schemas": {
                "Thing": {"oneOf": [{"$ref": "#/components/schemas/Open"}, {"properties": {"closed": {}}}, {"type": "null"}]},
                "Open": {"properties": {"by": {"type": ["string", "null"]}, "is": {"enum": ["open"]}}},
            }},
        }))
    }

    #[test]
    fn both_documents_are_there() {
        for document in [Document::today(), Document::before()] {
            assert!(document.operation("POST", "/v1/leases").is_some());
        }
    }

    #[test]
    fn an_operation_is_found_by_its_method_and_by_the_closest_path() {
        let small = small();
        let found = |method, path| small.operation(method, path).map(|found| found["is"].clone());
        assert_eq!(found("PUT", "/v1/things/7?most=1"), Some(json!("one")));
        assert_eq!(found("GET", "/v1/things/all"), Some(json!("all")));
        assert_eq!(
            found("PUT", "/v1/things/all"),
            Some(json!("one")),
            "the closest has no such method"
        );
        assert_eq!(found("GET", "/v1/things"), None);
        assert_eq!(found("POST", "/v1/things/7"), None);
    }

    #[test]
    fn shapes_are_told_by_their_words_and_null_is_none() {
        let small = small();
        let thing = json!({"$ref": "#/components/schemas/Thing"});
        let shapes = small.shapes(small.meant(&thing));
        let words: Vec<_> = shapes.iter().map(|shape| small.word(shape)).collect();
        assert_eq!(words, [Some("open"), Some("closed")]);
        assert_eq!(kinds(&shapes[0]["properties"]["by"]), ["string"]);
    }
}
