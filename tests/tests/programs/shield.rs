//! Project Arachnid's own client against a hub: what works with Shield works here, unchanged.
//!
//! The client comes from the package index, pinned, in the environment that `SCRIM_TEST_ORACLE_PYTHON` names.

use anyhow::Context;
use scrim_model::person::Role;
use scrim_tests::{
    harness::{HubOptions, TestHub},
    pictures::{File, alter::Alteration, picture},
};
use serde_json::{Value, json};
use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// The version whose shapes the hub answers in.
const CLIENT: &str = "0.2.2";

/// A Python that has the client. Where there is none, that is said aloud, and is a failure in CI.
#[expect(
    clippy::print_stdout,
    reason = "the developer command counts a line that begins so as skipped"
)]
fn python() -> Option<std::ffi::OsString> {
    let program = std::env::var_os("SCRIM_TEST_ORACLE_PYTHON").unwrap_or_else(|| "python3".into());
    let lines = "import importlib.metadata as m; print(m.version('arachnid-shield-sdk'))";
    let told = Command::new(&program).args(["-c", lines]).output();
    if told.is_ok_and(|told| told.status.success() && told.stdout.trim_ascii() == CLIENT.as_bytes()) {
        return Some(program);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "this test needs arachnid-shield-sdk {CLIENT}: run `cargo xtask test whole`"
    );
    println!("skipped: Shield's own client, because python3 has no arachnid-shield-sdk {CLIENT}");
    None
}

/// What both of the client's ways, one after another and at once, make of what a hub answers.
struct Client {
    python: std::ffi::OsString,
    url: String,
    key: String,
}

impl Client {
    /// Asks one thing after another; answers what came of each, once it is the same in both ways.
    fn ask(&self, asked: &Value) -> anyhow::Result<Vec<Value>> {
        let [plain, at_once] = ["sync", "async"].map(|way| self.ask_in(way, asked));
        let (plain, at_once) = (plain?, at_once?);
        anyhow::ensure!(plain == at_once, "{plain:?} is not {at_once:?}");
        Ok(plain)
    }

    fn ask_in(&self, way: &str, asked: &Value) -> anyhow::Result<Vec<Value>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("shield/ask.py");
        let mut child = Command::new(&self.python)
            .arg("-B")
            .arg(script)
            .arg(way)
            .env("ARACHNID_SHIELD_URL", format!("{}/", self.url))
            .env("SHIELD_KEY", &self.key)
            .env_remove("ALL_PROXY")
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut words = child.stdin.take().context("a way in")?;
        words.write_all(asked.to_string().as_bytes())?;
        drop(words);
        let done = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&done.stderr);
        anyhow::ensure!(done.status.success(), "the client broke: {said}");
        Ok(serde_json::from_slice(&done.stdout)?)
    }

    fn with_key(&self, key: &str) -> Self {
        Self {
            python: self.python.clone(),
            url: self.url.clone(),
            key: key.to_owned(),
        }
    }
}

/// A file in a folder, as the client reads it.
fn media(folder: &Path, file: &File) -> anyhow::Result<Value> {
    let path = folder.join(&file.name);
    fs::write(&path, &file.bytes)?;
    Ok(json!({"media": path, "kind": "image/jpeg"}))
}

/// The PDQ hash of a file, as this hub makes it.
fn pdq(hub: &TestHub, folder: &Path, file: &File) -> anyhow::Result<String> {
    let path = folder.join(&file.name);
    fs::write(&path, &file.bytes)?;
    let told: Value = serde_json::from_str(&hub.command(&["hash", &path.to_string_lossy()])?)?;
    Ok(told.get("pdq").and_then(Value::as_str).context("a hash")?.to_owned())
}

#[tokio::test]
async fn shields_own_client_works_with_a_hub_unchanged() -> anyhow::Result<()> {
    let Some(python) = python() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let hub = TestHub::start(HubOptions::default())?;
    let lead = hub.person("lead", Role::Lead).await?;
    let client = Client {
        python,
        url: hub.url.clone(),
        key: hub.source_key("platform")?,
    };
    let known = File::jpeg(&picture(4));
    let near = Alteration::Recompressed(60).file(&picture(4));
    let unknown = File::jpeg(&picture(9));
    hub.import("known", true, std::slice::from_ref(&known))?;

    let hash = pdq(&hub, folder.path(), &known)?;
    let asked = json!([
        media(folder.path(), &known)?,
        media(folder.path(), &near)?,
        media(folder.path(), &unknown)?,
        {"hashes": [hash, "00".repeat(32)]},
        {"url": "https://pictures.example/1.jpg"},
    ]);
    let told = client.ask(&asked)?;
    let brief = |one: &Value| {
        (
            one["classification"].clone(),
            one["match_type"].clone(),
            one["matches"].clone(),
        )
    };
    assert_eq!(brief(&told[0]), (json!("csam"), json!("exact"), json!(true)));
    assert_eq!(told[0]["size_bytes"], known.bytes.len());
    assert_eq!(brief(&told[1]), (json!("csam"), json!("near"), json!(true)));
    assert_eq!(
        told[1]["near"],
        json!([{"sha256_hex": told[0]["sha256_hex"], "sha1_base32": told[0]["sha1_base32"],
        "timestamp": 0.0, "classification": "csam"}])
    );
    assert_eq!(brief(&told[2]), (json!("no-known-match"), Value::Null, json!(false)));
    let hashes = told[3]["hashes"].as_array().context("hashes")?;
    assert_eq!(brief(&hashes[0]), (json!("csam"), json!("near"), json!(true)));
    assert_eq!(hashes[0]["near"]["sha256_hex"], told[0]["sha256_hex"]);
    assert_eq!(brief(&hashes[1]), (json!("no-known-match"), Value::Null, json!(false)));
    let refused = told[4]["refused"].as_str().context("a refusal")?;
    assert!(refused.contains("--fetch-from"), "{refused}");
    // Both ways have sent the known one and its copy.
    let cases = hub.metrics(&lead).await?.cases;
    assert!(cases >= 1, "what needs a person waits for one");

    let stranger = client
        .with_key("not a key")
        .ask(&json!([media(folder.path(), &known)?]))?;
    assert!(stranger[0]["refused"].is_string(), "{stranger:?}");
    hub.finish()
}

#[tokio::test]
async fn a_hub_that_cannot_look_says_so_and_never_that_nothing_is_known() -> anyhow::Result<()> {
    let Some(python) = python() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let mut hub = TestHub::start(HubOptions::default())?;
    let client = Client {
        python,
        url: hub.url.clone(),
        key: hub.source_key("platform")?,
    };
    let asked = json!([
        media(folder.path(), &File::jpeg(&picture(4)))?,
        {"hashes": ["00".repeat(32)]},
    ]);
    let tables = rusqlite::Connection::open(hub.data().join("scrim.db"))?;
    tables.execute_batch("ALTER TABLE hash_change RENAME TO hidden")?;
    for told in client.ask(&asked)? {
        let why = told["refused"]
            .as_str()
            .with_context(|| format!("{told} is an answer"))?;
        assert!(!why.is_empty() && told.get("classification").is_none(), "{told}");
    }
    tables.execute_batch("ALTER TABLE hidden RENAME TO hash_change")?;
    let again = client.ask(&asked)?;
    assert_eq!(again[0]["classification"], "no-known-match", "{again:?}");
    hub.kill()?;
    for told in client.ask(&asked)? {
        assert!(told["unreached"].is_string(), "{told}");
    }
    Ok(())
}
