//! Signatures as the people who wrote the specification check them: `standardwebhooks` on `PyPI`.

use scrim_upstream::platform::Secret;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Reads secret, id, time, signature and body, a line each, and says whether they fit together. How old a message is, is
/// not what is tested.
const VERIFY: &str = r"
import sys, time
from standardwebhooks import Webhook, WebhookVerificationError
secret, id, at, signature, body = sys.stdin.read().split('\n', 4)
headers = {'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature}
try:
    Webhook(secret).verify(body, headers)
    print('fits')
except WebhookVerificationError:
    print('does not fit')
";

/// What the library says, or nothing where it is not there.
#[expect(
    clippy::print_stdout,
    reason = "the developer command counts a line that begins so as skipped"
)]
fn python() -> Option<std::ffi::OsString> {
    let program = std::env::var_os("SCRIM_TEST_ORACLE_PYTHON").unwrap_or_else(|| "python3".into());
    let importable = Command::new(&program).args(["-c", "import standardwebhooks"]).output();
    if importable.is_ok_and(|done| done.status.success()) {
        return Some(program);
    }
    println!("skipped: python3 has no standardwebhooks to check signatures with");
    None
}

fn verdict(python: &std::ffi::OsStr, parts: [&str; 5]) -> String {
    let mut run = Command::new(python)
        .args(["-c", VERIFY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut input = run.stdin.take().expect("a pipe");
    input.write_all(parts.join("\n").as_bytes()).expect("it reads");
    drop(input);
    let done = run.wait_with_output().expect("it ends");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the library refuses messages of another time")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("before the year 292 billion")
}

#[test]
fn the_official_library_takes_a_signature_and_refuses_what_was_changed() {
    let Some(python) = python() else { return };
    let text = Secret::text(&[0x5a; 32]);
    let secret = Secret::parse(&text).expect("a secret");
    let (id, at, body) = (
        "018bcfe5-6800-7000-8000-000000000001",
        now(),
        r#"{"type":"ping","timestamp":1}"#,
    );
    let signature = secret.sign(id, at, body.as_bytes());
    let time = at.to_string();
    assert_eq!(verdict(&python, [&text, id, &time, &signature, body]), "fits");
    let other = Secret::text(&[0x5b; 32]);
    let later = (at + 1).to_string();
    for changed in [
        [other.as_str(), id, &time, &signature, body],
        [&text, "another", &time, &signature, body],
        [&text, id, &later, &signature, body],
        [&text, id, &time, &signature, r#"{"type":"ping","timestamp":2}"#],
    ] {
        assert_eq!(verdict(&python, changed), "does not fit");
    }
}
