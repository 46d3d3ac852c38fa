//! What a piece of a document says by itself.

use serde_json::Value;

/// The name of the type that is meant, where there is one.
pub fn name(schema: &Value) -> Option<&str> {
    at(schema, &["$ref"]).as_str()?.rsplit('/').next()
}

/// The one field of an object that has no other; a word is none, for it says so with others beside it.
pub fn only_field(schema: &Value) -> Option<(&str, &Value)> {
    let mut fields = fields(at(schema, &["properties"]));
    let (Some((name, inside)), None) = (fields.next(), fields.next()) else {
        return None;
    };
    at(inside, &["enum"]).is_null().then_some((name.as_str(), inside))
}

/// The kinds that a value may have, but for null.
pub fn kinds(schema: &Value) -> Vec<&str> {
    let kinds = at(schema, &["type"]);
    let several = list(kinds).iter().filter_map(Value::as_str);
    several.chain(kinds.as_str()).filter(|kind| *kind != "null").collect()
}

/// The fields of an object; none of what is no object.
pub fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// What is in a list; nothing of what is no list.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// What stands there, one name within the other, or null.
pub fn at<'a>(value: &'a Value, names: &[&str]) -> &'a Value {
    let within = names.iter().try_fold(value, |value, name| value.get(name));
    within.unwrap_or(&Value::Null)
}
