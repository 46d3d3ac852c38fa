//! Against a stand-in that answers the shapes that the official client reads, and against one that is in trouble.

use super::*;
use crate::call::{Bounds, Credential};
use data_encoding::{BASE32, BASE64, HEXLOWER};
use scrim_hashing::pdq::PdqHash;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use zeroize::Zeroizing;

const SHORT: Bounds = Bounds {
    connecting: Duration::from_secs(2),
    whole: Duration::from_millis(400),
    most_bytes: 4_000,
};

/// What is answered, and what was heard.
#[derive(Default)]
struct Script {
    status: &'static str,
    head: &'static str,
    body: String,
    /// How much of the body is sent, where not all of it is.
    sent: Option<usize>,
    late: bool,
    heard: Vec<String>,
}

type Shared = Arc<Mutex<Script>>;

async fn hear(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut asked = Vec::new();
    loop {
        let mut piece = [0_u8; 1_024];
        let read = stream.read(&mut piece).await?;
        asked.extend(piece.iter().take(read));
        let text = String::from_utf8_lossy(&asked).into_owned();
        let whole = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let lower = head.to_ascii_lowercase();
            let length = lower.split("content-length: ").nth(1);
            let length = length.and_then(|rest| rest.lines().next()?.parse().ok());
            body.len() >= length.unwrap_or(0)
        });
        if whole || read == 0 {
            return Ok(text);
        }
    }
}

async fn answer(mut stream: TcpStream, shared: Shared) -> std::io::Result<()> {
    let text = hear(&mut stream).await?;
    let reply = {
        let mut script = shared.lock().expect("one at a time");
        script.heard.push(text);
        let (status, head, length) = (script.status, script.head, script.body.len());
        let sent: String = script.body.chars().take(script.sent.unwrap_or(length)).collect();
        let reply = format!("HTTP/1.1 {status}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{sent}");
        (!script.late).then_some(reply)
    };
    match reply {
        Some(reply) => stream.write_all(reply.as_bytes()).await,
        // Until whoever asks has had enough of it.
        None => stream.read(&mut [0_u8; 1]).await.map(|_closed| ()),
    }
}

async fn stand_in() -> (Shield, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("its address");
    let shared = Shared::default();
    shared.lock().expect("nobody has it").status = "200 OK";
    let told = Arc::clone(&shared);
    tokio::spawn(async move {
        while let Ok((stream, _from)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&told)));
        }
    });
    let credential = Credential::Basic {
        name: "user".into(),
        password: Zeroizing::new("word".into()),
    };
    let service = Service::at(&format!("http://{at}"), credential, SHORT).expect("an address");
    (Shield::new(service), shared)
}

fn says(shared: &Shared, body: &serde_json::Value) {
    shared.lock().expect("one at a time").body = body.to_string();
}

fn class(name: &str) -> ClassName {
    ClassName::try_from(name.to_owned()).expect("a name")
}

/// A detail as the client's documentation shows one.
fn detail(of: &str) -> serde_json::Value {
    let (sha1, sha256) = (BASE32.encode(&[1; 20]), HEXLOWER.encode(&[2; 32]));
    serde_json::json!({"timestamp": 0.0, "sha1_base32": sha1, "sha256_hex": sha256, "classification": of})
}

fn near(of: &str) -> NearFile {
    NearFile {
        timestamp: 0.0,
        class: Some(class(of)),
        digests: Digests {
            sha1: Some([1; 20]),
            sha256: Some([2; 32]),
        },
    }
}

#[tokio::test]
async fn hashes_are_asked_about_by_basic_credential_and_each_answer_is_its_hashs() {
    let (shield, shared) = stand_in().await;
    let hashes = [7_u8, 9, 11, 13].map(|byte| PdqHash([byte; 32]));
    let [seven, nine, eleven, thirteen] = hashes.map(|hash| BASE64.encode(&hash.0));
    says(
        &shared,
        &serde_json::json!({"scanned_hashes": {
            (thirteen): {"classification": null, "match_type": null, "near_match_details": null},
            (eleven): null,
            (nine.clone()): {"classification": "no-known-match", "match_type": null},
            (seven.clone()): {"classification": "csam", "match_type": "near", "near_match_details": detail("csam")},
        }}),
    );
    let found = shield.scan_hashes(&hashes).await.expect("an answer");
    let known = Finding::Known {
        class: class("csam"),
        likeness: Likeness::Near,
        near: vec![near("csam")],
    };
    assert_eq!(found, [known, Finding::NotKnown, Finding::NotKnown, Finding::Undecided]);
    let heard = shared.lock().expect("one at a time").heard.concat();
    assert!(heard.starts_with("POST /v1/pdq/ HTTP/1.1"), "{heard}");
    let lower = heard.to_ascii_lowercase();
    assert!(lower.contains("content-type: application/json"), "{heard}");
    let pair = BASE64.encode(b"user:word");
    assert!(heard.contains(&format!("Basic {pair}")), "{heard}");
    assert!(heard.contains(&format!("[\"{seven}\",\"{nine}\"")), "{heard}");
}

#[tokio::test]
async fn a_hash_that_an_answer_leaves_out_is_not_unknown() {
    let (shield, shared) = stand_in().await;
    says(&shared, &serde_json::json!({"scanned_hashes": {}}));
    let found = shield.scan_hashes(&[PdqHash([7; 32])]).await;
    assert_eq!(found, Err(Failure::Unintelligible));
}

#[tokio::test]
async fn a_file_is_sent_with_its_kind_and_an_address_as_json() {
    let (shield, shared) = stand_in().await;
    let scanned = serde_json::json!({
        "size_bytes": 4, "sha1_base32": BASE32.encode(&[3; 20]), "sha256_hex": HEXLOWER.encode(&[4; 32]),
        "classification": "csam", "match_type": "exact",
    });
    says(&shared, &scanned);
    let file = shield
        .scan_media(b"byte".to_vec(), "image/png")
        .await
        .expect("an answer");
    let finding = Finding::Known {
        class: class("csam"),
        likeness: Likeness::Exact,
        near: Vec::new(),
    };
    let digests = Digests {
        sha1: Some([3; 20]),
        sha256: Some([4; 32]),
    };
    let size_bytes = 4;
    assert_eq!(
        file,
        ScannedFile {
            size_bytes,
            digests,
            finding
        }
    );
    let fetched = shield.scan_url("https://a.example/b").await.expect("an answer");
    assert_eq!(fetched, file);
    let heard = shared.lock().expect("one at a time").heard.clone();
    assert_eq!(heard.len(), 2);
    let [media, url] = [heard.first(), heard.last()].map(|text| text.expect("heard").clone());
    assert!(
        media.starts_with("POST /v1/media/ ") && media.ends_with("\r\n\r\nbyte"),
        "{media}"
    );
    assert!(
        media.to_ascii_lowercase().contains("content-type: image/png"),
        "{media}"
    );
    assert!(url.starts_with("POST /v1/url/ "), "{url}");
    assert!(url.ends_with("{\"url\":\"https://a.example/b\"}"), "{url}");
}

#[tokio::test]
async fn what_is_not_documented_is_kept_by_its_name_and_what_contradicts_itself_is_no_answer() {
    let (shield, shared) = stand_in().await;
    let whole = |class: serde_json::Value, how: serde_json::Value| {
        serde_json::json!({
            "size_bytes": 4, "sha1_base32": "", "sha256_hex": "", "classification": class, "match_type": how,
            "near_match_details": [detail("something-new"), {"timestamp": 1.5, "classification": null}],
        })
    };
    for how in [
        serde_json::json!("near"),
        serde_json::json!("by-a-new-way"),
        serde_json::Value::Null,
    ] {
        says(&shared, &whole(serde_json::json!("something-new"), how));
        let file = shield.scan_media(Vec::new(), "image/png").await.expect("an answer");
        let bare = NearFile {
            timestamp: 1.5,
            class: None,
            digests: Digests::default(),
        };
        let finding = Finding::Known {
            class: class("something-new"),
            likeness: Likeness::Near,
            near: vec![near("something-new"), bare],
        };
        assert_eq!(file.finding, finding);
    }
    let mut without_type = whole(serde_json::json!("csam"), serde_json::Value::Null);
    if let Some(fields) = without_type.as_object_mut() {
        fields.remove("match_type");
    }
    let odd = [
        whole(serde_json::json!("no-known-match"), serde_json::json!("near")),
        whole(serde_json::Value::Null, serde_json::json!("near")),
        whole(serde_json::json!("Not A Name"), serde_json::Value::Null),
        whole(serde_json::json!(7), serde_json::Value::Null),
        whole(serde_json::json!("csam"), serde_json::json!(7)),
        without_type,
        serde_json::json!({"classification": "csam", "match_type": "exact"}),
        serde_json::json!([]),
        serde_json::Value::Null,
    ];
    for odd in odd {
        says(&shared, &odd);
        let file = shield.scan_media(Vec::new(), "image/png").await;
        assert_eq!(file, Err(Failure::Unintelligible), "{odd}");
    }
}

#[tokio::test]
async fn no_failure_is_an_answer() {
    let (shield, shared) = stand_in().await;
    let set = |status, head, body: &str| {
        let mut script = shared.lock().expect("one at a time");
        (script.status, script.head, script.body) = (status, head, body.to_owned());
    };
    let ask = async || shield.scan_hashes(&[PdqHash([7; 32])]).await;
    let detail = "{\"detail\": \"no\"}";
    for (status, failure) in [
        ("401 Unauthorized", Failure::Credential),
        ("403 Forbidden", Failure::Credential),
        ("404 Not Found", Failure::Missing),
        ("400 Bad Request", Failure::Refused(400)),
        ("429 Too Many Requests", Failure::TooOften),
        ("503 Service Unavailable", Failure::Fails(503)),
    ] {
        set(status, "", detail);
        assert_eq!(ask().await, Err(failure), "{status}");
    }
    set("307 Temporary Redirect", "Location: https://elsewhere.example/\r\n", "");
    assert_eq!(ask().await, Err(Failure::Redirects));
    set("200 OK", "Content-Type: text/html\r\n", "<p>down</p>");
    assert_eq!(ask().await, Err(Failure::Unintelligible));
    set("200 OK", "", &"x".repeat(4_001));
    assert_eq!(ask().await, Err(Failure::TooLong));
    set("200 OK", "", detail);
    shared.lock().expect("one at a time").sent = Some(5);
    assert_eq!(ask().await, Err(Failure::Silent));
    shared.lock().expect("one at a time").late = true;
    assert_eq!(ask().await, Err(Failure::TooLate));
}
