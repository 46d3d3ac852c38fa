//! What `--media` and the environment may say.

use super::{
    server::{KEY_ID, SECRET},
    settings,
};
use crate::media::{BadPlace, BucketSettings, MediaPlace};
use std::path::Path;

fn parsed(text: &str, variables: &[(&str, &str)]) -> Result<MediaPlace, BadPlace> {
    MediaPlace::parse(text, |name| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

fn bucket(text: &str, more: &[(&str, &str)]) -> Result<BucketSettings, BadPlace> {
    let keys = [("AWS_ACCESS_KEY_ID", KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET)];
    match parsed(text, &[&keys, more].concat())? {
        MediaPlace::Bucket(settings) => Ok(*settings),
        MediaPlace::Folder(folder) => panic!("a bucket, not {}", folder.display()),
    }
}

#[test]
fn a_folder_is_named_by_its_path_or_by_a_file_address() {
    for (text, path) in [
        ("media", "media"),
        ("../a b/media", "../a b/media"),
        ("/var/lib/scrim", "/var/lib/scrim"),
        ("file:///var/lib/a%20b", "/var/lib/a b"),
    ] {
        assert_eq!(parsed(text, &[]), Ok(MediaPlace::Folder(path.into())), "{text}");
    }
    let default = MediaPlace::in_data(Path::new("data"));
    assert_eq!(default, MediaPlace::Folder("data/media".into()));
}

#[test]
fn a_bucket_is_named_with_and_without_what_names_begin_with() {
    for (text, name, prefix) in [
        ("s3://media", "media", ""),
        ("s3://media/", "media", ""),
        ("s3://my.media-2/sealed/eu/", "my.media-2", "sealed/eu"),
    ] {
        let found = bucket(text, &[]).expect("a bucket");
        assert_eq!((found.bucket.as_str(), found.prefix.as_str()), (name, prefix), "{text}");
    }
}

#[test]
fn what_is_no_place_is_refused_with_the_forms_there_are() {
    for text in [
        "",
        "s3://",
        "s3:///prefix",
        "s3://key:secret@media",
        "s3://media?x=1",
        "s3://media/../other",
        "s3://media//x",
        "gs://media",
        "https://host/media",
        "file://host/media",
    ] {
        assert_eq!(bucket(text, &[]).err(), Some(BadPlace::NotAPlace), "{text}");
    }
}

#[test]
fn a_bucket_without_keys_names_the_variable_that_is_missing() {
    let secret = ("AWS_SECRET_ACCESS_KEY", SECRET);
    let unset = |variables: &[(&str, &str)]| parsed("s3://media", variables).err();
    let variable = "AWS_ACCESS_KEY_ID";
    assert_eq!(unset(&[secret]), Some(BadPlace::Unset { variable }));
    assert_eq!(unset(&[secret, (variable, "")]), Some(BadPlace::Unset { variable }));
    let other = unset(&[(variable, KEY_ID)]);
    assert_eq!(other, Some(BadPlace::Unset { variable: secret.0 }));
}

#[test]
fn plain_http_reaches_this_machine_and_no_other() {
    let with = |endpoint: &str| {
        bucket(
            "s3://media",
            &[("AWS_ENDPOINT_URL", endpoint), ("AWS_ALLOW_HTTP", "true")],
        )
    };
    for here in ["http://127.0.0.1:9000", "http://localhost:9000/", "http://[::1]:9000"] {
        assert!(with(here).expect(here).stays_here());
    }
    assert!(!with("https://s3.example").expect("private").stays_here());
    for host in ["s3.example", "192.0.2.1", "localhost.example"] {
        let refused = with(&format!("http://{host}:9000")).err();
        assert_eq!(refused, Some(BadPlace::InTheClear { host: host.into() }));
    }
    for none in [
        "s3.example",
        "ftp://s3.example",
        "https://key:secret@s3.example",
        "https://s3.example/?a=b",
    ] {
        assert_eq!(with(none).err(), Some(BadPlace::NotAnEndpoint), "{none}");
    }
}

#[test]
fn the_environment_says_where_a_service_is() {
    let region = |more: &[(&str, &str)]| bucket("s3://media", more).expect("a bucket").region;
    assert_eq!(region(&[]), "us-east-1");
    assert_eq!(region(&[("AWS_DEFAULT_REGION", "eu-west-1")]), "eu-west-1");
    let both = [("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_REGION", "eu-north-1")];
    assert_eq!(region(&both), "eu-north-1");
    let endpoint = |more: &[(&str, &str)]| bucket("s3://media", more).expect("a bucket").endpoint;
    assert_eq!(endpoint(&[]), None);
    for name in ["AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"] {
        let found = endpoint(&[(name, "https://s3.example/a/")]).expect(name);
        assert_eq!(found.as_str(), "https://s3.example/a");
    }
}

#[test]
fn keys_are_never_shown() {
    let settings = BucketSettings {
        session_token: Some("a-token-of-a-session".to_owned().into()),
        ..settings("https://s3.example", "s3://media", SECRET)
    };
    let shown = format!("{:?}", MediaPlace::Bucket(Box::new(settings)));
    for hidden in [SECRET, KEY_ID, "a-token-of-a-session"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
