//! Against a stand-in that speaks the recorded shapes.

use super::*;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const REASONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<availableFeedbackReasons xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
    <reason guid="01234567-abcd-0123-4567-012345678900" name="Example Reason 1" type="Sha1"/>
    <reason guid="fedcba98-0000-4000-8000-000000000001" name="Wrong &amp; listed" type="Sha1"></reason>
</availableFeedbackReasons>"#;

type Heard = Arc<Mutex<Vec<String>>>;

async fn answer(mut stream: TcpStream, heard: Heard) -> std::io::Result<()> {
    let mut asked = Vec::new();
    let mut piece = [0_u8; 1_024];
    loop {
        let read = stream.read(&mut piece).await?;
        asked.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&asked).into_owned();
        let whole = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let lower = head.to_ascii_lowercase();
            let length = lower
                .split("content-length: ")
                .nth(1)
                .and_then(|rest| rest.lines().next()?.parse().ok());
            body.len() >= length.unwrap_or(0)
        });
        if whole || read == 0 {
            break;
        }
    }
    let text = String::from_utf8_lossy(&asked).into_owned();
    let body = if text.starts_with("GET /ncmec/v2/feedback/") {
        REASONS
    } else {
        ""
    };
    let status = if text.contains("/gone/") {
        "404 Not Found"
    } else {
        "200 OK"
    };
    heard.lock().expect("one at a time").push(text);
    let length = body.len();
    let reply = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(reply.as_bytes()).await
}

async fn stand_in() -> (Ncmec, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("its address");
    let heard = Heard::default();
    let told = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _from)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&told)));
        }
    });
    let password = Zeroizing::new("word".to_owned());
    let service = Ncmec::at(&format!("http://{at}/ncmec"), "esp".to_owned(), password);
    (service.expect("an address"), heard)
}

fn target(entry: &str, fingerprint: FingerprintType) -> Target {
    Target::of("42", entry, fingerprint).expect("plain names")
}

#[tokio::test]
async fn a_vote_is_exactly_the_bytes_that_the_service_takes() {
    let (ncmec, heard) = stand_in().await;
    let guid = "01234567-abcd-0123-4567-012345678900".to_owned();
    let against = Feedback::Negative { reason: guid };
    for (vote, fingerprint) in [
        (Feedback::Affirmative, FingerprintType::Md5),
        (against, FingerprintType::Pdq),
    ] {
        ncmec
            .vote(&target("image-1", fingerprint), vote.body())
            .await
            .expect("taken");
    }
    let heard = heard.lock().expect("one at a time");
    let parts: Vec<_> = heard
        .iter()
        .map(|text| text.split_once("\r\n\r\n").expect("a head"))
        .collect();
    assert!(
        parts[0]
            .0
            .starts_with("PUT /ncmec/v2/entries/42/image-1/MD5/feedback HTTP/1.1\r\n")
    );
    assert!(
        parts[1]
            .0
            .starts_with("PUT /ncmec/v2/entries/42/image-1/PDQ/feedback HTTP/1.1\r\n")
    );
    for (head, _body) in &parts {
        assert!(head.contains("authorization: Basic ZXNwOndvcmQ=\r\n"), "{head}");
        assert!(head.contains("content-type: application/xml\r\n"), "{head}");
    }
    assert_eq!(
        parts[0].1,
        r#"<feedbackSubmission xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><affirmative/></feedbackSubmission>"#
    );
    assert_eq!(
        parts[1].1,
        concat!(
            r#"<feedbackSubmission xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><negative><reasonIds>"#,
            "<guid>01234567-abcd-0123-4567-012345678900</guid></reasonIds></negative></feedbackSubmission>"
        )
    );
}

#[tokio::test]
async fn the_reasons_are_the_services_own_and_an_entry_that_is_gone_is_told() {
    let (ncmec, _heard) = stand_in().await;
    let reasons = ncmec.reasons(FingerprintType::Pdq).await.expect("answered");
    let names: Vec<_> = reasons.iter().map(|reason| reason.name.as_str()).collect();
    assert_eq!(names, ["Example Reason 1", "Wrong & listed"]);
    assert_eq!(reasons[0].guid, "01234567-abcd-0123-4567-012345678900");
    let body = Feedback::Affirmative.body();
    let gone = ncmec.vote(&target("gone", FingerprintType::Md5), body).await;
    assert_eq!(gone, Err(Failure::Missing));
}

#[test]
fn what_is_no_list_of_reasons_is_none() {
    for bad in [
        "",
        "<html><body>down</body></html>",
        "<availableFeedbackReasons><reason name='x'/></availableFeedbackReasons>",
        "<availableFeedbackReasons><reason guid='a'",
        "<!DOCTYPE x [<!ENTITY e 'x'>]><availableFeedbackReasons/>",
        "{}",
    ] {
        assert_eq!(xml::reasons(bad.as_bytes()), None, "{bad}");
    }
    assert_eq!(xml::reasons(b"<availableFeedbackReasons/>"), Some(vec![]));
}

#[test]
fn a_name_never_changes_the_path_of_a_call() {
    for bad in ["", "..", "a/b", "a?b", "a#b", "a%2fb", "a b", &"x".repeat(129)] {
        assert_eq!(Target::of("42", bad, FingerprintType::Md5), None, "{bad}");
        assert_eq!(Target::of(bad, "image-1", FingerprintType::Md5), None, "{bad}");
    }
}
