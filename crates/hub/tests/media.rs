//! The program itself, told where to keep media: what `doctor` says of it, and when `serve` does not start.

#[expect(dead_code, reason = "these tests need a part of it")]
#[path = "../src/media/tests/server.rs"]
mod server;

use server::{BUCKET, Fault, KEY_ID, S3, SECRET};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

const OTHER_SECRET: &str = "another-secret";

/// One of the hub's commands on data below `folder`.
fn hub(folder: &Path, words: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrim-hub"));
    for name in ["SCRIM_HUB_MEDIA", "SCRIM_HUB_DATABASE", "SCRIM_LOG", "SCRIM_WORKER"] {
        command.env_remove(name);
    }
    for name in [
        "AWS_ENDPOINT_URL_S3",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_SESSION_TOKEN",
    ] {
        command.env_remove(name);
    }
    command.args(words).arg("--data").arg(folder.join("data"));
    command.arg("--key-file").arg(folder.join("hub.key"));
    // A proxy is not asked about a service on this machine.
    command
        .env("HTTP_PROXY", "http://192.0.2.1:1")
        .env("http_proxy", "http://192.0.2.1:1");
    command.envs(environment.iter().copied());
    command
}

fn keys<'a>(endpoint: &'a str, secret: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", secret),
    ]
}

fn shows_no_key(text: &str) {
    for hidden in [SECRET, KEY_ID, OTHER_SECRET] {
        assert!(!text.contains(hidden), "{text}");
    }
}

#[derive(serde::Deserialize)]
struct Finding {
    check: String,
    ok: bool,
    says: String,
}

/// What the doctor says of media, and whether they are well.
fn told(mut doctor: Command) -> (bool, String) {
    let done = doctor.output().expect("the program runs");
    let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    shows_no_key(&format!("{out}{err}"));
    let mut lines = out
        .lines()
        .map(|line| serde_json::from_str::<Finding>(line).expect("a finding"));
    let line = lines.find(|line| line.check == "media").expect("a line about media");
    (line.ok, line.says)
}

#[test]
fn the_doctor_says_whether_media_come_back_and_what_to_do_where_they_do_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = S3::start();
    let at = |endpoint: &str, secret: &str, media: &str| {
        told(hub(
            folder.path(),
            &["doctor", "--media", media],
            &keys(endpoint, secret),
        ))
    };
    let here = format!("s3://{BUCKET}/sealed");
    let well = "the bucket takes bytes, gives them back and lets them go";
    assert_eq!(at(&server.endpoint, SECRET, &here), (true, well.into()));
    assert!(server.objects().is_empty());
    for (endpoint, secret, media, says) in [
        (
            server.endpoint.as_str(),
            OTHER_SECRET,
            here.as_str(),
            "check AWS_ACCESS_KEY_ID",
        ),
        (
            &server.endpoint,
            SECRET,
            "s3://another",
            "there is no such bucket: make it",
        ),
        (
            "http://192.0.2.1:9000",
            SECRET,
            &here,
            "give an https address in AWS_ENDPOINT_URL",
        ),
        (&server.endpoint, "", &here, "need AWS_SECRET_ACCESS_KEY: set it"),
        (&server.endpoint, SECRET, "s3://a b", "s3://BUCKET/PREFIX"),
    ] {
        let (ok, sentence) = at(endpoint, secret, media);
        assert!(!ok && sentence.contains(says), "{sentence}");
    }
    server.set(Fault::Refuses {
        after_puts: 0,
        status: 403,
        code: "AccessDenied",
    });
    let (ok, sentence) = at(&server.endpoint, SECRET, &here);
    assert!(!ok && sentence.contains("s3:PutObject"), "{sentence}");
}

#[test]
fn a_folder_is_the_data_folders_own_unless_another_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let well = (
        true,
        "the media folder takes bytes, gives them back and lets them go".to_owned(),
    );
    assert_eq!(told(hub(folder.path(), &["doctor"], &[])), well);
    assert!(folder.path().join("data/media").is_dir());
    let other = folder.path().join("other");
    let address = format!("file://{}", other.display());
    let named = [("SCRIM_HUB_MEDIA", address.as_str())];
    assert_eq!(told(hub(folder.path(), &["doctor"], &named)), well);
    assert!(other.is_dir());
    std::fs::write(folder.path().join("a file"), b"").expect("written");
    let no_folder = folder.path().join("a file").join("media");
    let words = ["doctor", "--media", no_folder.to_str().expect("text")];
    let (ok, sentence) = told(hub(folder.path(), &words, &[]));
    assert!(!ok && sentence.contains("see that it may be written to"), "{sentence}");
}

#[test]
fn a_hub_starts_while_its_bucket_is_away_and_not_with_keys_that_are_refused() {
    let worker = Path::new(env!("CARGO_BIN_EXE_scrim-hub")).with_file_name("scrim-worker");
    if !worker.exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "build scrim-worker before these tests"
        );
        eprintln!("skipped: a hub that starts, because scrim-worker is not built");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut server = S3::start();
    let here = format!("s3://{BUCKET}");
    let words = ["serve", "--listen", "127.0.0.1:0", "--media", here.as_str()];
    let begun = |secret| begin(hub(folder.path(), &words, &keys(&server.endpoint, secret)));
    let (ready, log) = begun(OTHER_SECRET);
    assert!(
        ready.is_empty() && log.contains("check AWS_ACCESS_KEY_ID"),
        "{ready}{log}"
    );
    let well = begun(SECRET);
    assert!(well.0.contains("\"ready\":true"), "{well:?}");
    server.stop();
    let (ready, log) = begin(hub(folder.path(), &words, &keys(&server.endpoint, SECRET)));
    assert!(
        ready.contains("\"ready\":true") && log.contains("cannot be reached"),
        "{ready}{log}"
    );
}

/// What a hub that is to serve says first, and its log until then.
fn begin(mut serve: Command) -> (String, String) {
    let piped = serve.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut serving = piped.spawn().expect("the program runs");
    let mut ready = String::new();
    let out = serving.stdout.take().expect("its output");
    let read = BufReader::new(out).read_line(&mut ready);
    // One that did not start has ended by itself.
    let _ended = serving.kill();
    let done = serving.wait_with_output().expect("it has ended");
    let log = String::from_utf8(done.stderr).expect("text");
    shows_no_key(&log);
    read.expect("text");
    (ready, log)
}
