//! The recorded calls, and what it means for two answers to have one shape.

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;

/// One call that was made to a real HMA, and its answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    pub(crate) name: String,
    #[serde(default, rename = "note")]
    _note: String,
    pub(crate) method: String,
    pub(crate) target: String,
    #[serde(default, rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) parts: Vec<Part>,
    pub(crate) json: Option<Value>,
    pub(crate) text: Option<String>,
    pub(crate) answer: Answer,
}

/// A part of a form: a file by its name, or a text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file: Option<String>,
    pub(crate) text: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) json: Option<Value>,
    #[serde(default)]
    pub(crate) text: Option<String>,
}

impl Call {
    /// The path without its question.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// What the question says of one thing.
    pub(crate) fn asked(&self, key: &str) -> Option<&str> {
        let (_, question) = self.target.split_once('?')?;
        question
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }

    /// The body as it was sent.
    pub(crate) fn answered(&self) -> String {
        match (&self.answer.json, &self.answer.text) {
            (Some(json), _) => json.to_string(),
            (None, text) => text.clone().unwrap_or_default(),
        }
    }
}

/// Every recorded call, in order.
pub(crate) fn calls() -> anyhow::Result<Vec<Call>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/hma/calls.json");
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    Ok(serde_json::from_str(&text)?)
}

/// How two answers differ in shape, if they do: in keys, in the kinds of their values, in whether a list is empty.
pub(crate) fn difference(at: &str, one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            if keys(a) != keys(b) {
                return Some(format!("{at}: {:?} and {:?}", keys(a), keys(b)));
            }
            a.iter()
                .find_map(|(key, value)| difference(&format!("{at}.{key}"), value, b.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Array(a), Value::Array(b)) => match (a.first(), b.first()) {
            (Some(a), Some(b)) => difference(&format!("{at}[0]"), a, b),
            (None, None) => None,
            _ => Some(format!("{at}: one list is empty, {one} and {other}")),
        },
        (Value::Number(_), Value::Number(_)) | (Value::String(_), Value::String(_)) => None,
        (a, b) if a == b => None,
        (a, b) => Some(format!("{at}: {a} and {b}")),
    }
}
