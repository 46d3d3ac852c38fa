//! What a version took and told, by its document: which fields it knew where.

use scrim_contract::{Document, at, fields, list};
use serde_json::Value;

/// One version's document.
pub(super) struct Spoken(Document);

impl Spoken {
    /// That of the version before.
    pub(super) fn before() -> Self {
        Self(Document::before())
    }

    pub(super) fn document(&self) -> &Document {
        &self.0
    }

    /// Whether it knew everything that a request holds.
    pub(super) fn takes(&self, operation: &Value, query: Option<&str>, body: &[u8]) -> bool {
        let names = query
            .unwrap_or_default()
            .split('&')
            .filter_map(|pair| pair.split('=').next());
        let known = |name: &str| {
            list(at(operation, &["parameters"]))
                .iter()
                .any(|parameter| at(parameter, &["name"]) == name)
        };
        let schema = at(operation, &["requestBody", "content", "application/json", "schema"]);
        let unknown = match serde_json::from_slice(body) {
            Ok(mut said) if !schema.is_null() => self.leave_out(schema, &mut said),
            _ => 0,
        };
        unknown == 0 && names.filter(|name| !name.is_empty()).all(known)
    }

    /// Leaves out of an answer what it did not know.
    pub(super) fn leave_out_of(&self, operation: &Value, status: &str, said: &mut Value) {
        let schema = at(
            operation,
            &["responses", status, "content", "application/json", "schema"],
        );
        self.leave_out(schema, said);
    }

    /// Answers how many fields went.
    fn leave_out(&self, schema: &Value, said: &mut Value) -> usize {
        let schema = self.0.meant(schema);
        let shapes: Vec<&Value> = list(at(schema, &["oneOf"]))
            .iter()
            .map(|shape| self.0.meant(shape))
            .collect();
        if !shapes.is_empty() {
            let shape = shapes.into_iter().find(|shape| self.is(shape, said));
            return shape.map_or(0, |shape| self.leave_out(shape, said));
        }
        let inside = |part: &mut Value| self.leave_out(at(schema, &["items"]), part);
        let within: usize = said.as_array_mut().into_iter().flatten().map(inside).sum();
        within + self.leave_out_fields(schema, said)
    }

    fn leave_out_fields(&self, schema: &Value, said: &mut Value) -> usize {
        let parts = list(at(schema, &["allOf"]));
        let parts = if parts.is_empty() {
            std::slice::from_ref(schema)
        } else {
            parts
        };
        let parts: Vec<&Value> = parts.iter().map(|part| self.0.meant(part)).collect();
        // A list by name, or something of which nothing is said.
        let names_fields = parts.iter().any(|part| at(part, &["properties"]).is_object());
        let Some(fields) = said.as_object_mut().filter(|_| names_fields) else {
            let each = said.as_object_mut().into_iter().flatten();
            return each
                .map(|(_, part)| self.leave_out(at(schema, &["additionalProperties"]), part))
                .sum();
        };
        let before = fields.len();
        let known = |name: &str| parts.iter().find_map(|part| at(part, &["properties"]).get(name));
        fields.retain(|name, _| known(name).is_some());
        let gone = before - fields.len();
        let within = fields
            .iter_mut()
            .filter_map(|(name, part)| Some(self.leave_out(known(name)?, part)));
        gone + within.sum::<usize>()
    }

    /// Whether a value is of a shape, by the words and the names that tell it from others.
    fn is(&self, shape: &Value, said: &Value) -> bool {
        if at(shape, &["type"]) == "null" || said.is_null() {
            return at(shape, &["type"]) == "null" && said.is_null();
        }
        let words = list(at(shape, &["enum"]));
        if !words.is_empty() {
            return words.contains(said);
        }
        let wanted = |name: &Value| name.as_str().is_some_and(|name| said.get(name).is_some());
        let agrees = |(name, field): (&String, &Value)| match list(at(self.0.meant(field), &["enum"])) {
            [word] => said.get(name) == Some(word),
            _ => true,
        };
        list(at(shape, &["required"])).iter().all(wanted) && fields(at(shape, &["properties"])).all(agrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spoken() -> Spoken {
        let told = json!({"oneOf": [{"$ref": "#/components/schemas/Open"}, {"type": "null"}]});
        let answers = json!({"content": {"application/json": {"schema": {"type": "object", "properties": {
            "told": told, "by_name": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Open"}}}}}}});
        Spoken(Document::of(json!({
            "paths": {"/v1/things/{id}": {"put": {
                "parameters": [{"in": "query", "name": "most"}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Open"}}}},
                "responses": {"200": answers}}}},
            "components": {"schemas": {"Open": {"type": "object", "required": ["is"], "properties": {
                "is": {"type": "string", "enum": ["open"]}, "by": {"type": "string"}}}}}
        })))
    }

    #[test]
    fn what_it_did_not_know_is_refused_in_a_request_and_left_out_of_an_answer() {
        let spoken = spoken();
        let operation = spoken
            .document()
            .operation("PUT", "/v1/things/7")
            .expect("it had that one");
        let takes = |query, body: Value| spoken.takes(operation, query, body.to_string().as_bytes());
        assert!(takes(Some("most=1"), json!({"is": "open", "by": "sam"})));
        assert!(!takes(Some("most=1&after=2"), json!({"is": "open"})));
        assert!(!takes(None, json!({"is": "open", "more": 1})));
        let open = json!({"is": "open", "more": 1});
        let mut said = json!({"told": open, "by_name": {"a": open, "b": {"is": "open"}}, "later": {}});
        spoken.leave_out_of(operation, "200", &mut said);
        let open = json!({"is": "open"});
        assert_eq!(said, json!({"told": open, "by_name": {"a": open, "b": open}}));
        let mut none = json!({"told": null});
        spoken.leave_out_of(operation, "200", &mut none);
        assert_eq!(none, json!({"told": null}));
    }
}
