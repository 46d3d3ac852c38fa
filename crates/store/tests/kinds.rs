//! The rule that whatever the chain is told of is a kind that the audit knows, or one that it never tells of: tried on the sources.

use scrim_model::audit::{EntryKind, NEVER_TOLD};
use std::{collections::BTreeSet, fs, path::Path};

/// What a source of SQL writes into the chain, by name. A kind that is a variable there is one of the words beside it.
fn written(text: &str) -> impl Iterator<Item = &str> {
    let calls = text.split("chain::append(").skip(1);
    calls.filter_map(|call| {
        let (before, after) = call.split_once(',')?;
        let kind = after.trim_start().strip_prefix('"')?;
        (before.trim() == "tx").then(|| kind.split('"').next()).flatten()
    })
}

fn all_written() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let files = fs::read_dir(folder).expect("the sources are there");
    let texts = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("text"));
    let kinds = texts.flat_map(|text| written(&text).map(str::to_owned).collect::<Vec<_>>());
    kinds.collect()
}

#[test]
fn every_kind_that_is_written_is_told_of_in_words_or_never() {
    let written = all_written();
    assert!(written.len() > 60, "the sources are read: {written:?}");
    let unknown: Vec<&String> = written
        .iter()
        .filter(|kind| EntryKind::of(kind) == Some(EntryKind::Other))
        .collect();
    assert!(unknown.is_empty(), "add them to `scrim_model::audit`: {unknown:?}");
    assert!(NEVER_TOLD.iter().all(|kind| written.contains(*kind)));
}

#[test]
fn no_kind_is_told_of_that_nobody_writes() {
    let mut written = all_written();
    // What has become of a delivery is a variable there.
    written.extend(["delivered", "delivery_dead"].map(str::to_owned));
    let unwritten: Vec<_> = EntryKind::ALL
        .iter()
        .filter(|kind| !written.contains(kind.code()))
        .collect();
    assert!(unwritten.is_empty(), "{unwritten:?}");
}
