//! The program itself, told to keep, to hold or to destroy what it cannot.

use std::{
    path::Path,
    process::{Command, Output},
};

const ITEM: &str = "0190a3c2-0000-7000-8000-000000000001";

/// One of the hub's commands on data below `folder`, with the master key beside it.
fn hub(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrim-hub"));
    for name in ["SCRIM_HUB_MEDIA", "SCRIM_HUB_DATABASE", "SCRIM_LOG"] {
        command.env_remove(name);
    }
    command.env("SCRIM_HUB_KEY_FILE", folder.join("hub.key"));
    command.args(words).arg("--data").arg(folder.join("data"));
    command.output().expect("the program runs")
}

fn refused(folder: &Path, words: &[&str], says: &str) {
    let done = hub(folder, words);
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(!done.status.success(), "{words:?} is refused");
    assert!(said.contains(says), "{words:?}: {said}");
}

fn prints(folder: &Path, words: &[&str]) -> String {
    let done = hub(folder, words);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    String::from_utf8(done.stdout).expect("text")
}

#[test]
fn what_becomes_of_pictures_is_days_or_keep_and_what_is_not_named_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shown = prints(folder.path(), &["retention", "show"]);
    assert!(
        shown.contains(r#""confirmed":"keep""#) && shown.contains(r#""revision":0"#),
        "{shown}"
    );
    prints(folder.path(), &["retention", "set", "--cleared", "30"]);
    let set = prints(
        folder.path(),
        &["retention", "set", "--stopped", "90", "--unreadable", "keep"],
    );
    for part in [
        r#""cleared":{"destroy":{"after_days":30}}"#,
        r#""stopped":{"destroy":{"after_days":90}}"#,
        r#""confirmed":"keep""#,
        r#""revision":2"#,
    ] {
        assert!(set.contains(part), "{part} in {set}");
    }
    refused(
        folder.path(),
        &["retention", "set", "--cleared", "soon"],
        "say `keep`, or a number of days",
    );
    refused(folder.path(), &["retention", "set", "--cleared", "0"], "1 to 3650 days");
    refused(
        folder.path(),
        &["retention", "set", "--cleared", "3651"],
        "1 to 3650 days",
    );
    let after = prints(folder.path(), &["retention", "show"]);
    assert_eq!(after, set, "a refusal changes nothing");
}

#[test]
fn a_hold_is_on_one_thing_that_is_there_and_says_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    refused(
        folder.path(),
        &["hold", "add", ITEM, "--reason", "file 7"],
        "there is no such upload, case or hold",
    );
    refused(
        folder.path(),
        &["hold", "remove", "--case", ITEM],
        "there is no such upload, case or hold",
    );
    refused(
        folder.path(),
        &["hold", "add", "--reason", "file 7"],
        "<ITEM|--case <CASE>>",
    );
    refused(
        folder.path(),
        &["hold", "add", ITEM, "--case", ITEM, "--reason", "x"],
        "cannot be used with",
    );
    refused(
        folder.path(),
        &["hold", "add", ITEM, "--reason", "two\nlines"],
        "say why, in one line",
    );
    assert_eq!(prints(folder.path(), &["hold", "list"]), "");
}

#[test]
fn nothing_is_destroyed_without_a_name_and_a_reason_or_by_what_is_no_receipt() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    refused(folder.path(), &["destroy"], "<ITEM>");
    refused(folder.path(), &["destroy", ITEM], "--reason");
    refused(
        folder.path(),
        &["destroy", ITEM, "--reason", " "],
        "say why, in one line",
    );
    let file = folder.path().join("receipt.json");
    let path = file.to_str().expect("a path as text");
    refused(folder.path(), &["destroy", "--again", path], "receipt.json");
    std::fs::write(&file, "{}").expect("written");
    refused(folder.path(), &["destroy", "--again", path], "receipt.json");
    refused(
        folder.path(),
        &["destroy", ITEM, "--reason", "x", "--again", path],
        "cannot be used with",
    );
    refused(
        folder.path(),
        &["destroy", ITEM, "--reason", "order 12"],
        "there is no such upload",
    );
}
