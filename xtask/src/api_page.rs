//! The page of the book that tells of the API, made of its document: every operation, what it is for, what it takes and
//! what it answers. Knows OpenAPI's words and nothing of the hub.

use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

const HEAD: &str = "# The API, operation by operation

Made of `openapi.gen.json`, the document that any hub answers at `/openapi.json` and that has every shape. Sign in at \
`POST /v1/session` and send `Authorization: Bearer …`; a source sends its key the same way. Every refusal is a `Problem` \
with a `code`, a `message` and an `incident`.
";

/// The page.
///
/// # Errors
/// When the document is none.
pub(crate) fn of(document: &str) -> anyhow::Result<String> {
    let document: Value = serde_json::from_str(document)?;
    let paths = document
        .get("paths")
        .and_then(Value::as_object)
        .context("an API has paths")?;
    let mut tagged: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, operations) in paths {
        for method in METHODS {
            if let Some(operation) = operations.get(method) {
                tagged
                    .entry(tag(operation))
                    .or_default()
                    .push(row(method, path, operation));
            }
        }
    }
    let mut page = HEAD.to_owned();
    for (tag, rows) in tagged {
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "\n## {tag}\n\n| operation | does | takes | answers |\n|---|---|---|---|\n"
        );
        page.extend(rows);
    }
    Ok(page)
}

fn tag(operation: &Value) -> &str {
    let tags = operation.get("tags").and_then(Value::as_array);
    tags.and_then(|tags| tags.first()?.as_str()).unwrap_or("other")
}

fn row(method: &str, path: &str, operation: &Value) -> String {
    let summary = operation.get("summary").and_then(Value::as_str).unwrap_or_default();
    let summary = summary
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|");
    let body = operation.get("requestBody").map(shapes).unwrap_or_default();
    let answers = operation.get("responses").and_then(Value::as_object);
    let answers: Vec<String> = answers
        .into_iter()
        .flatten()
        .map(|(status, answer)| answered(status, answer))
        .collect();
    format!(
        "| `{} {path}` | {summary} | {body} | {} |\n",
        method.to_uppercase(),
        answers.join(", ")
    )
}

/// A status, with its shape where it is not the one that every refusal has.
fn answered(status: &str, answer: &Value) -> String {
    let shape = shapes(answer);
    if shape.is_empty() || shape == "`Problem`" {
        status.to_owned()
    } else {
        format!("{status} {shape}")
    }
}

/// What stands in a body: a named shape, a list of it, or a kind of bytes.
fn shapes(holder: &Value) -> String {
    let kinds = holder.get("content").and_then(Value::as_object);
    let told = kinds.into_iter().flatten().map(|(kind, content)| {
        let schema = content.get("schema");
        let named =
            schema.and_then(|schema| named(schema).or_else(|| Some(format!("[{}]", named(schema.get("items")?)?))));
        named.unwrap_or_else(|| kind.clone())
    });
    told.map(|shape| format!("`{shape}`")).collect::<Vec<_>>().join(" or ")
}

fn named(schema: &Value) -> Option<String> {
    let reference = schema.get("$ref")?.as_str()?;
    reference.rsplit('/').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_a_row_under_its_tag() {
        let document = r##"{"paths":{"/v1/a/{id}":{
            "put":{"tags":["b"],"summary":"Sets it,\nor | not.","requestBody":{"content":{"application/json":
                {"schema":{"$ref":"#/components/schemas/A"}}}},
                "responses":{"200":{"content":{"application/json":{"schema":{"type":"array","items":
                {"$ref":"#/components/schemas/B"}}}}},"403":{"content":{"application/json":
                {"schema":{"$ref":"#/components/schemas/Problem"}}}}}},
            "get":{"responses":{"200":{"content":{"image/png":{}}},"204":{}}}}}}"##;
        let page = of(document).unwrap();
        assert!(
            page.contains("\n## b\n\n| operation | does | takes | answers |\n|---|---|---|---|\n"),
            "{page}"
        );
        assert!(
            page.contains("| `PUT /v1/a/{id}` | Sets it, or \\| not. | `A` | 200 `[B]`, 403 |\n"),
            "{page}"
        );
        assert!(page.contains("\n## other\n"), "{page}");
        assert!(
            page.contains("| `GET /v1/a/{id}` |  |  | 200 `image/png`, 204 |\n"),
            "{page}"
        );
        assert!(of("{}").is_err());
    }
}
