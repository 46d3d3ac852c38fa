//! The program itself, told to keep what it cannot keep, or to keep it where it must not be.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// One of the hub's commands on data below `folder`.
fn hub(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrim-hub"));
    for name in ["SCRIM_HUB_MEDIA", "SCRIM_HUB_DATABASE", "SCRIM_LOG"] {
        command.env_remove(name);
    }
    command
        .env("AWS_ACCESS_KEY_ID", "a-key")
        .env("AWS_SECRET_ACCESS_KEY", "a-secret");
    command.args(words).arg("--data").arg(folder.join("data"));
    command.output().expect("the program runs")
}

fn refused(folder: &Path, words: &[&str], says: &str) {
    let done = hub(folder, words);
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(!done.status.success(), "{words:?} is refused");
    assert!(said.contains(says), "{said}");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path as text")
}

#[test]
fn a_database_server_and_a_bucket_are_refused_with_what_to_use_instead() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let kept = folder.path().join("kept");
    for (verb, place) in [("backup", "--to"), ("restore", "--from")] {
        let words = [
            verb,
            place,
            text(&kept),
            "--database",
            "postgres://nobody@localhost/none",
        ];
        refused(folder.path(), &words, "use pg_dump");
        refused(folder.path(), &words, "`scrim-hub doctor`");
        let words = [verb, place, text(&kept), "--media", "s3://a-bucket/sealed"];
        refused(folder.path(), &words, "use its versioning or its replication");
        refused(folder.path(), &words, "`scrim-hub doctor`");
    }
    assert!(!kept.exists(), "nothing was begun");
}

#[test]
fn a_backup_lies_apart_from_the_data_from_the_key_and_from_anything_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [data, kept] = ["data", "kept"].map(|name| folder.path().join(name));
    let apart = tempfile::tempdir().expect("a temporary folder");
    let key = apart.path().join("hub.key");
    let backup = |to: &Path, says: &str| {
        refused(
            folder.path(),
            &["backup", "--to", text(to), "--key-file", text(&key)],
            says,
        );
    };
    backup(&kept, "there is no scrim.db in the data folder");
    assert!(!data.exists(), "a backup makes no data");
    let made = hub(folder.path(), &["bank", "list"]);
    assert!(made.status.success(), "{made:?}");
    backup(&data.join("kept"), "must not lie in each other");
    backup(folder.path(), "must not lie in each other");
    fs::create_dir_all(&kept).expect("a folder");
    fs::write(kept.join("letters"), b"of somebody else").expect("written");
    backup(&kept, "holds letters, which is no part of a backup");
    fs::remove_file(kept.join("letters")).expect("removed");
    let beside = kept.join("hub.key");
    let words = ["backup", "--to", text(&kept), "--key-file", text(&beside)];
    refused(folder.path(), &words, "must not lie in the backup's folder");
    let done = hub(
        folder.path(),
        &["backup", "--to", text(&kept), "--key-file", text(&key)],
    );
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(
        done.status.success() && said.contains("hub.key"),
        "where the key is: {said}"
    );

    let other = tempfile::tempdir().expect("a temporary folder");
    assert!(hub(other.path(), &["bank", "list"]).status.success());
    let words = ["backup", "--to", text(&kept), "--key-file", text(&key)];
    refused(other.path(), &words, "holds the backup of another hub");
    let again = hub(folder.path(), &words);
    assert!(again.status.success(), "and that one is untouched: {again:?}");
}
