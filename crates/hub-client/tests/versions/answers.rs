//! Answers made of what a document says of them; of an older hub, no more than that one's document knows, too.

use super::served::serve;
use scrim_contract::{Document, fields, kinds, list, only_field};
use scrim_hub_client::HubClient;
use serde_json::{Map, Value, json};

pub(crate) const ID: &str = "00000000-0000-7000-8000-000000000007";

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// Nothing but what is always said.
    Least,
    /// Everything there is.
    Everything,
    /// More than anybody knows.
    More,
}

/// A hub's answers.
#[derive(Clone)]
pub(crate) struct Answers {
    /// What is answered.
    pub(crate) document: Document,
    /// What the hub knew of that.
    pub(crate) known: Document,
    /// Which of several shapes.
    pub(crate) shape: usize,
    /// How much of it.
    pub(crate) says: Says,
}

impl Answers {
    /// Of this version.
    pub(crate) fn of(shape: usize, says: Says) -> Self {
        let (document, known) = (Document::today(), Document::today());
        Self {
            document,
            known,
            shape,
            says,
        }
    }

    /// Of the version before: of what this one says, what that one knew.
    pub(crate) fn before(shape: usize, says: Says) -> Self {
        let known = Document::before();
        Self {
            known,
            ..Self::of(shape, says)
        }
    }

    /// What is answered to a request: nothing where the hub has no such operation, null where there is nothing to say.
    pub(crate) fn to(&self, method: &str, path: &str) -> Option<Value> {
        let schema = |operation: &Value| {
            let mut well = fields(&operation["responses"]).filter(|(status, _)| status.starts_with('2'));
            let content = well
                .next()
                .map(|(_, response)| response["content"]["application/json"]["schema"].clone());
            content.unwrap_or_default()
        };
        let known = self.known.operation(method, path).map(schema)?;
        let said = self.document.operation(method, path).map(schema)?;
        Some(if said.is_null() {
            said
        } else {
            self.sample(&said, &known)
        })
    }

    /// A value of a type, in as much as it was known; of what stands under another name there, everything.
    pub(crate) fn sample(&self, schema: &Value, known: &Value) -> Value {
        let (schema, known) = (self.document.meant(schema), self.known.meant(known));
        let parts = list(&schema["allOf"]);
        if !parts.is_empty() {
            let known = |number: usize| list(&known["allOf"]).get(number).unwrap_or(known);
            let parts = parts
                .iter()
                .enumerate()
                .map(|(number, part)| self.sample(part, known(number)));
            let parts = parts.filter_map(|part| part.as_object().cloned());
            return parts.flatten().collect::<Map<_, _>>().into();
        }
        let shapes = self.document.shapes(schema);
        if !shapes.is_empty() {
            return self.one_of(&shapes, known);
        }
        let words = list(&schema["enum"]);
        if !words.is_empty() {
            let known = list(&known["enum"]);
            let words: Vec<_> = words
                .iter()
                .filter(|word| known.is_empty() || known.contains(word))
                .collect();
            return words[self.shape % words.len()].clone();
        }
        self.plain(schema, known)
    }

    fn one_of(&self, shapes: &[&Value], known: &Value) -> Value {
        let known = self.known.shapes(known);
        let as_known = |shape: &Value| {
            let word = self.document.word(shape);
            known.iter().find(|known| self.known.word(known) == word).copied()
        };
        let paired = shapes.iter().map(|shape| (*shape, as_known(shape)));
        let paired: Vec<_> = paired
            .filter(|(_, as_known)| known.is_empty() || as_known.is_some())
            .collect();
        let (shape, as_known) = paired[self.shape % paired.len()];
        let as_known = as_known.unwrap_or(&Value::Null);
        // A name that says which of several shapes it is stands alone.
        match only_field(shape) {
            Some((name, inside)) => json!({ name: self.sample(inside, &as_known["properties"][name]) }),
            None => self.sample(shape, as_known),
        }
    }

    fn plain(&self, schema: &Value, known: &Value) -> Value {
        match kinds(schema).first() {
            Some(&"object") => self.object(schema, known),
            Some(&"array") => json!([self.sample(&schema["items"], &known["items"])]),
            Some(&"integer") => json!(schema["minimum"].as_u64().unwrap_or(0).max(1)),
            Some(&"number") => json!(0.5),
            // Of a list, that there is no more of it.
            Some(&"boolean") => json!(false),
            Some(&"string") => match (schema["format"].as_str(), schema["minLength"].as_u64()) {
                (Some("uuid"), _) => json!(ID),
                (_, Some(length)) => json!("0".repeat(usize::try_from(length).unwrap())),
                // A time zone too.
                _ => json!("UTC"),
            },
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, known: &Value) -> Value {
        let was_there = |name: &String| known["properties"].is_null() || known["properties"].get(name).is_some();
        let always = |name: &String| list(&schema["required"]).iter().any(|wanted| wanted == name);
        let said = |name: &String| was_there(name) && (self.says != Says::Least || always(name));
        let fields = fields(&schema["properties"]).filter(|(name, _)| said(name));
        let mut object: Map<String, Value> = fields
            .map(|(name, schema)| (name.clone(), self.sample(schema, &known["properties"][name])))
            .collect();
        // What has no fields of its own is a list by name.
        if self.says == Says::More && !object.is_empty() {
            object.insert("from_a_later_hub".into(), json!({"deep": [1, {"x": null}]}));
        }
        object.into()
    }

    /// A hub that answers so, and lacks what the version lacked.
    pub(crate) fn serve(self) -> HubClient {
        serve(move |method, path, _body| match self.to(method, path) {
            Some(Value::Null) => (204, String::new()),
            Some(body) => (200, body.to_string()),
            None => (404, NO_SUCH_OPERATION.to_owned()),
        })
    }
}

/// What the version before says of an operation that it has not.
pub(crate) const NO_SUCH_OPERATION: &str = r#"{"code":"not_found","message":"there is no such operation: see /openapi.json",
    "incident":"00000000-0000-7000-8000-000000000007"}"#;
