//! Two documents of the API, and what one of them says of a request.

use serde_json::Value;
use std::sync::{Arc, LazyLock};

static TODAY: LazyLock<Document> = LazyLock::new(|| Document::read(include_str!("../../../../openapi.gen.json")));
static BEFORE: LazyLock<Document> = LazyLock::new(|| Document::read(include_str!("../../../hub/contract/before.json")));

/// What a hub says of itself.
#[derive(Clone)]
pub(crate) struct Document(pub(crate) Arc<Value>);

impl Document {
    /// This version's.
    pub(crate) fn today() -> Self {
        TODAY.clone()
    }

    /// That of the version before.
    pub(crate) fn before() -> Self {
        BEFORE.clone()
    }

    fn read(text: &str) -> Self {
        Self(Arc::new(serde_json::from_str(text).unwrap()))
    }

    /// The same with something else in it.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Value)) -> Self {
        let mut changed = Value::clone(&self.0);
        change(&mut changed);
        Self(Arc::new(changed))
    }

    /// What it says of a request, if it knows of any such.
    pub(crate) fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let wanted: Vec<&str> = path.split('?').next()?.split('/').collect();
        let fits = |template: &str| {
            let parts: Vec<&str> = template.split('/').collect();
            let pairs = || parts.iter().zip(&wanted);
            parts.len() == wanted.len() && pairs().all(|(part, word)| part == word || part.starts_with('{'))
        };
        // A path without places is closer than one with.
        let mut fitting: Vec<_> = fields(&self.0["paths"])
            .filter(|(template, _)| fits(template))
            .collect();
        fitting.sort_by_key(|(template, _)| template.matches('{').count());
        fitting.iter().find_map(|(_, all)| all.get(method.to_lowercase()))
    }

    /// What is meant, where that is said by a name.
    pub(crate) fn meant<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(name) => self.meant(&self.0["components"]["schemas"][name.rsplit('/').next().unwrap()]),
            None => schema,
        }
    }

    /// The shapes that a value may have, but for null.
    pub(crate) fn shapes<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let shapes = list(&schema["oneOf"]).iter().map(|shape| self.meant(shape));
        shapes.filter(|shape| shape["type"] != "null").collect()
    }

    /// By which word one of several shapes is told from the others.
    pub(crate) fn word<'a>(&'a self, shape: &'a Value) -> Option<&'a str> {
        let only = |schema: &'a Value| match list(&self.meant(schema)["enum"]) {
            [only] => only.as_str(),
            _ => None,
        };
        let tag = fields(&shape["properties"]).find_map(|(_, field)| only(field));
        only(shape).or(tag).or_else(|| only_field(shape).map(|(name, _)| name))
    }
}

/// The one field of an object that has no other; a word is none, for it says so with others beside it.
pub(crate) fn only_field(schema: &Value) -> Option<(&str, &Value)> {
    let mut fields = fields(&schema["properties"]);
    let (Some((name, inside)), None) = (fields.next(), fields.next()) else {
        return None;
    };
    inside["enum"].is_null().then_some((name.as_str(), inside))
}

pub(crate) fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The kinds that a value may have, but for null.
pub(crate) fn kinds(schema: &Value) -> Vec<&str> {
    let several = list(&schema["type"]).iter().filter_map(Value::as_str);
    several
        .chain(schema["type"].as_str())
        .filter(|kind| *kind != "null")
        .collect()
}
