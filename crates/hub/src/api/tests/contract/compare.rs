//! Two documents of the API, beside each other.

use scrim_contract::{fields, kinds, list, name};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Where a closed set of words has become any text.
pub(super) const ANY_WORD: &str = "any word";

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// Whoever goes by the document before fails.
    Breaks(String),
    /// An answer may hold a word that it could not hold.
    Grew {
        /// Of which type, or of which field.
        of: String,
        /// Which word, or which shape by its word.
        word: String,
    },
    /// A request may hold a field or a word that whoever goes by the document before refuses.
    Asks {
        /// Of which type or operation, or of which field.
        of: String,
        /// Which.
        word: String,
    },
    /// There was no such operation.
    Begun {
        /// How.
        method: String,
        /// Where.
        path: String,
    },
    /// A type has another name.
    Renamed {
        /// Before.
        was: String,
        /// Now.
        is: String,
    },
}

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Asked,
    Answered,
}

/// Everything that is not as it was and matters to whoever goes by one document and meets the other. What stood under a
/// name that was another type's is not compared with that.
pub(super) fn differences(before: &Value, now: &Value, misnamed: &[(&str, &str)]) -> Vec<Difference> {
    let mut compared = Compared {
        before,
        now,
        misnamed,
        seen: BTreeSet::new(),
        found: BTreeSet::new(),
    };
    for (path, operations) in fields(&before["paths"]) {
        for (method, operation) in fields(operations) {
            let place = format!("{} {path}", method.to_uppercase());
            match now["paths"][path].get(method) {
                Some(current) => compared.operation(&place, operation, current),
                None => compared.breaks(format!("{place} is gone")),
            }
        }
    }
    for (path, operations) in fields(&now["paths"]) {
        let begun = fields(operations).filter(|(method, _)| before["paths"][path].get(method).is_none());
        compared.found.extend(begun.map(|(method, _)| Difference::Begun {
            method: method.clone(),
            path: path.clone(),
        }));
    }
    compared.found.into_iter().collect()
}

struct Compared<'a> {
    before: &'a Value,
    now: &'a Value,
    misnamed: &'a [(&'a str, &'a str)],
    seen: BTreeSet<(String, String, Way)>,
    found: BTreeSet<Difference>,
}

impl Compared<'_> {
    fn breaks(&mut self, what: String) {
        self.found.insert(Difference::Breaks(what));
    }

    fn operation(&mut self, place: &str, before: &Value, now: &Value) {
        let same = |one: &Value, other: &Value| one["in"] == other["in"] && one["name"] == other["name"];
        for known in list(&before["parameters"]) {
            let place = format!("{place}?{}", word(&known["name"]));
            match list(&now["parameters"]).iter().find(|parameter| same(parameter, known)) {
                Some(parameter) => self.schema(&place, &known["schema"], &parameter["schema"], Way::Asked),
                None => self.breaks(format!("{place} is refused")),
            }
        }
        for parameter in list(&now["parameters"]) {
            let known = list(&before["parameters"]).iter().find(|known| same(parameter, known));
            if known.is_none() {
                self.asks(place, word(&parameter["name"]));
            }
            if parameter["required"] == true && known.is_none_or(|known| known["required"] != true) {
                self.breaks(format!("{place}?{} is wanted", word(&parameter["name"])));
            }
        }
        if now["requestBody"]["required"] == true && before["requestBody"]["required"] != true {
            self.breaks(format!("{place} wants a body"));
        }
        self.contents(place, &before["requestBody"], &now["requestBody"], Way::Asked);
        for (status, response) in fields(&before["responses"]) {
            match now["responses"].get(status) {
                Some(current) => self.contents(place, response, current, Way::Answered),
                None if status.starts_with('2') => self.breaks(format!("{place} never answers {status}")),
                None => {}
            }
        }
    }

    fn contents(&mut self, place: &str, before: &Value, now: &Value, way: Way) {
        for (kind, content) in fields(&before["content"]) {
            match now["content"].get(kind) {
                Some(current) => self.schema(place, &content["schema"], &current["schema"], way),
                None => self.breaks(format!("{place}: no {kind}")),
            }
        }
    }

    /// Types are named where they are; what has no name is called after where it stands.
    fn schema(&mut self, place: &str, before: &Value, now: &Value, way: Way) {
        let (name, name_now) = (name(before), name(now).unwrap_or_default());
        if let Some(name) = name
            && !self.is_to_be_compared(name, name_now, way)
        {
            return;
        }
        let place = name.unwrap_or(place);
        let (before, now) = (whole(self.before, before), whole(self.now, now));
        let (may_be_null, is_null_now) = (nullable(&before), nullable(&now));
        if way == Way::Answered && is_null_now && !may_be_null || way == Way::Asked && may_be_null && !is_null_now {
            self.breaks(format!("{place} is null, or must not be any more"));
        }
        let (shapes, shapes_now) = (shapes(&before), shapes(&now));
        match (shapes.as_slice(), shapes_now.as_slice()) {
            ([one], [other]) if *one == before && *other == now => self.plain(place, &before, &now, way),
            ([one], [other]) => self.schema(place, one, other, way),
            (shapes, shapes_now) => self.shapes(place, shapes, shapes_now, way),
        }
    }

    /// Once each, under both names.
    fn is_to_be_compared(&mut self, was: &str, is: &str, way: Way) -> bool {
        if !is.is_empty() && was != is {
            let (was, is) = (was.to_owned(), is.to_owned());
            self.found.insert(Difference::Renamed { was, is });
        }
        !self.misnamed.contains(&(was, is)) && self.seen.insert((was.to_owned(), is.to_owned(), way))
    }

    fn shapes(&mut self, place: &str, before: &[Value], now: &[Value], way: Way) {
        let word_of = |document: &Value, shape: &Value| told_by(document, &whole(document, shape));
        for shape in before {
            let word = word_of(self.before, shape);
            match now.iter().find(|current| word_of(self.now, current) == word) {
                Some(current) => self.schema(&format!("{place}.{word}"), shape, current, way),
                None if way == Way::Asked => self.breaks(format!("{place} does not take {word}")),
                None => {}
            }
        }
        let known: Vec<String> = before.iter().map(|shape| word_of(self.before, shape)).collect();
        let more = now.iter().map(|shape| word_of(self.now, shape));
        self.grew(place, more.filter(|word| !known.contains(word)).collect(), way);
    }

    fn plain(&mut self, place: &str, before: &Value, now: &Value, way: Way) {
        if kinds(before) != kinds(now) {
            self.breaks(format!("{place} is of another kind"));
        }
        let (words, words_now) = (list(&before["enum"]), list(&now["enum"]));
        // Text of any words takes all that a closed set of them took, and answers may hold any.
        let opened = !words.is_empty() && words_now.is_empty();
        if opened {
            self.grew(place, vec![ANY_WORD.to_owned()], way);
        }
        let lost = words.iter().find(|word| !opened && !words_now.contains(word));
        if let Some(lost) = lost.filter(|_| way == Way::Asked) {
            self.breaks(format!("{place} does not take {lost}"));
        }
        let more = words_now.iter().filter(|word| !words.contains(word));
        self.grew(place, more.map(|more| word(more).to_owned()).collect(), way);
        self.required(place, before, now, way);
        for (field, known) in fields(&before["properties"]) {
            let within = format!("{place}.{field}");
            match now["properties"].get(field) {
                Some(current) => self.schema(&within, known, current, way),
                None if way == Way::Asked && now["additionalProperties"] == false => {
                    self.breaks(format!("{within} is refused"));
                }
                None => {}
            }
        }
        for (field, _) in fields(&now["properties"]) {
            if way == Way::Asked && before["properties"].get(field).is_none() {
                self.asks(place, field);
            }
        }
        for each in ["items", "additionalProperties"] {
            if before[each].is_object() && now[each].is_object() {
                self.schema(&format!("{place}[]"), &before[each], &now[each], way);
            }
        }
    }

    fn required(&mut self, place: &str, before: &Value, now: &Value, way: Way) {
        let (less, more, what) = match way {
            Way::Asked => (before, now, "is wanted"),
            Way::Answered => (now, before, "is not always told"),
        };
        for field in list(&more["required"]) {
            if !list(&less["required"]).contains(field) {
                self.breaks(format!("{place}.{} {what}", word(field)));
            }
        }
    }

    fn grew(&mut self, of: &str, words: Vec<String>, way: Way) {
        let of = || of.to_owned();
        self.found.extend(words.into_iter().map(|word| match way {
            Way::Answered => Difference::Grew { of: of(), word },
            Way::Asked => Difference::Asks { of: of(), word },
        }));
    }

    fn asks(&mut self, of: &str, word: &str) {
        let (of, word) = (of.to_owned(), word.to_owned());
        self.found.insert(Difference::Asks { of, word });
    }
}

/// What is meant: by name, and with all its parts in one.
fn whole(document: &Value, schema: &Value) -> Value {
    if let Some(name) = name(schema) {
        return whole(document, &document["components"]["schemas"][name]);
    }
    let parts = list(&schema["allOf"]);
    if parts.is_empty() {
        return schema.clone();
    }
    let (mut known, mut required) = (Map::new(), Vec::new());
    for part in parts.iter().map(|part| whole(document, part)) {
        known.extend(fields(&part["properties"]).map(|(name, schema)| (name.clone(), schema.clone())));
        required.extend(list(&part["required"]).iter().cloned());
    }
    serde_json::json!({"type": "object", "properties": known, "required": required})
}

/// The shapes that a value may have, but for null.
fn shapes(schema: &Value) -> Vec<Value> {
    match list(&schema["oneOf"]) {
        [] => vec![schema.clone()],
        shapes => shapes.iter().filter(|shape| shape["type"] != "null").cloned().collect(),
    }
}

/// By which word a shape is told from others.
fn told_by(document: &Value, schema: &Value) -> String {
    if let [only] = list(&schema["enum"]) {
        return word(only).to_owned();
    }
    let tag = fields(&schema["properties"]).find_map(|(_, field)| match list(&whole(document, field)["enum"]) {
        [only] => Some(word(only).to_owned()),
        _ => None,
    });
    let first = || fields(&schema["properties"]).next().map(|(name, _)| name.clone());
    tag.or_else(first).unwrap_or_else(|| word(&schema["type"]).to_owned())
}

fn nullable(schema: &Value) -> bool {
    let null = |shape: &Value| shape["type"] == "null";
    list(&schema["oneOf"]).iter().any(null) || list(&schema["type"]).iter().any(|kind| kind == "null")
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
