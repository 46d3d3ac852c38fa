//! One name for each type of the document: of two with the same name it has one, and says of the other what is not so.
//!
//! Reads the sources, since whatever collects the types keeps the last of a name and says nothing of it. Knows how a type
//! is written down here, and no more of Rust.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The names that types have in the document, each with where they come from.
fn names(sources: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut names = BTreeMap::<String, Vec<String>>::new();
    for (place, text) in sources {
        let (mut is_in_document, mut other_name) = (false, None);
        for line in text.lines().map(str::trim) {
            is_in_document |=
                line.starts_with("#[") && line.contains("ToSchema") || line.contains("derive(utoipa::ToSchema");
            let said = line
                .split_once("schema(as = ")
                .and_then(|(_, rest)| rest.split_once(')'));
            other_name = said.map(|(name, _)| name.to_owned()).or(other_name);
            let own_name = item(line);
            if let (Some(own), true) = (own_name, is_in_document) {
                let name = other_name.take().unwrap_or_else(|| own.to_owned());
                names.entry(name).or_default().push(place.clone());
            }
            if own_name.is_some() || line.is_empty() {
                (is_in_document, other_name) = (false, None);
            }
        }
    }
    names
}

/// The name of a type that begins here.
fn item(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub").map_or(line, |rest| {
        let rest = rest
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .map_or(rest, |(_, rest)| rest);
        rest.trim_start()
    });
    let rest = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum "))?;
    rest.split(|one: char| !one.is_alphanumeric() && one != '_').next()
}

fn shared(sources: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    names(sources)
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .collect()
}

fn read(folder: &Path, into: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            read(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push((path.display().to_string(), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[test]
fn no_two_types_have_one_name_in_the_document() {
    let mut sources = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for one in ["hub", "model", "wire"] {
        read(&crates.join(one).join("src"), &mut sources).expect("sources");
    }
    let all = names(&sources).len();
    assert!(all > 300, "the types are found: {all}");
    let shared = shared(&sources);
    assert!(
        shared.is_empty(),
        "give one of them another by `schema(as = …)`: {shared:#?}"
    );
}

#[test]
fn two_types_of_one_name_are_found_and_one_that_has_another_is_none() {
    let file = |text: &str| (text.to_owned(), text.to_owned());
    let plain = "#[derive(Debug, utoipa::ToSchema)]\npub struct Rule {";
    let where_wanted =
        "#[cfg_attr(feature = \"schema\", derive(utoipa::ToSchema))]\n/// Words.\npub(crate) enum Rule {";
    let renamed = "#[derive(utoipa::ToSchema)]\n#[schema(as = Another)]\nstruct Rule(u8);";
    let not_there = "#[derive(Debug)]\npub struct Rule;";
    assert_eq!(shared(&[file(plain), file(where_wanted)]).len(), 1);
    assert_eq!(shared(&[file(plain), file(renamed), file(not_there)]), []);
}
