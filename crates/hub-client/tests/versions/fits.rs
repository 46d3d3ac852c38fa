//! Whether a request is one that a document knows. Knows what `utoipa` writes, and no more of `OpenAPI`.

use scrim_contract::{Document, fields, kinds, list};
use scrim_hub_client::Request;
use serde_json::{Map, Value, json};

pub(crate) fn body_of(operation: &Value) -> Option<&Value> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let schema = schema["oneOf"].get(0).unwrap_or(schema);
    (!schema.is_null()).then_some(schema)
}

/// Parameters, as the type that they are.
pub(crate) fn query_of(operation: &Value) -> Value {
    let queries = list(&operation["parameters"])
        .iter()
        .filter(|parameter| parameter["in"] == "query");
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for query in queries {
        let name = query["name"].as_str().unwrap();
        properties.insert(name.to_owned(), query["schema"].clone());
        required.extend((query["required"] == true).then(|| name.to_owned()));
    }
    json!({"type": "object", "properties": properties, "required": required})
}

/// What of a request a document does not know.
pub(crate) fn unknown(document: &Document, request: &Request) -> Vec<String> {
    let place = format!("{:?} {}", request.method, request.path.split('?').next().unwrap());
    let Some(operation) = document.operation(&format!("{:?}", request.method), &request.path) else {
        return vec![format!("{place} is none")];
    };
    let mut found = Vec::new();
    let query = query_of(operation);
    let asked = request.path.split_once('?').map(|(_, asked)| asked).unwrap_or_default();
    for name in asked
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .filter(|name| !name.is_empty())
    {
        if query["properties"].get(name).is_none() {
            found.push(format!("{place}?{name}"));
        }
    }
    let body = request
        .body
        .as_deref()
        .filter(|_| request.body_is == "application/json");
    match (body, body_of(operation)) {
        (Some(body), Some(schema)) => misfits(
            document,
            schema,
            &serde_json::from_slice(body).unwrap(),
            &place,
            &mut found,
        ),
        (Some(_), None) => found.push(format!("{place} takes no body")),
        (None, _) => {}
    }
    found
}

/// Where a value is not of a type.
fn misfits(document: &Document, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let schema = document.meant(schema);
    let may_be_null = |schema: &Value| {
        let null = |shape: &Value| shape["type"] == "null";
        list(&schema["oneOf"]).iter().any(null) || list(&schema["type"]).iter().any(|kind| kind == "null")
    };
    if value.is_null() && may_be_null(schema) {
        return;
    }
    let shapes = document.shapes(schema);
    if !shapes.is_empty() {
        let of = |shape: &Value| {
            let mut misfits_here = Vec::new();
            misfits(document, shape, value, place, &mut misfits_here);
            misfits_here
        };
        let closest = shapes.into_iter().map(of).min_by_key(Vec::len);
        return found.extend(closest.unwrap_or_default());
    }
    let words = list(&schema["enum"]);
    if !words.is_empty() && !words.contains(value) {
        return found.push(format!("{place}: {value}"));
    }
    if !is_a(document, schema, value) {
        return found.push(format!("{place} is {value}"));
    }
    for (number, part) in value.as_array().into_iter().flatten().enumerate() {
        misfits(document, &schema["items"], part, &format!("{place}[{number}]"), found);
    }
    if value.is_object() {
        fields_that_misfit(document, schema, value, place, found);
    }
}

fn is_a(document: &Document, schema: &Value, value: &Value) -> bool {
    let parts = list(&schema["allOf"]);
    if !parts.is_empty() {
        return parts.iter().all(|part| is_a(document, document.meant(part), value));
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => false,
    };
    let kinds = kinds(schema);
    kinds.is_empty() || kinds.into_iter().any(is)
}

fn fields_that_misfit(document: &Document, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let parts = list(&schema["allOf"]);
    let parts = if parts.is_empty() {
        std::slice::from_ref(schema)
    } else {
        parts
    };
    let parts: Vec<&Value> = parts.iter().map(|part| document.meant(part)).collect();
    for (name, inside) in fields(value) {
        let known = parts.iter().find_map(|part| {
            let others = &part["additionalProperties"];
            part["properties"].get(name).or(others.is_object().then_some(others))
        });
        let place = format!("{place}.{name}");
        match known {
            Some(known) => misfits(document, known, inside, &place, found),
            None => found.push(place),
        }
    }
    for wanted in parts.iter().flat_map(|part| list(&part["required"])) {
        if value.get(wanted.as_str().unwrap()).is_none() {
            found.push(format!("{place} lacks {wanted}"));
        }
    }
}
