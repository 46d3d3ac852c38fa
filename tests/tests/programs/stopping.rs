//! A hub that is asked to stop answers what is under way, forgets nothing, and does not wait for ever.

use anyhow::Context as _;
use rustix::process::Signal;
use scrim_model::person::Role;
use scrim_tests::{
    harness::{HubOptions, Source, TestHub, child, eventually, wait::DEADLINE},
    pictures::{File, picture},
};
use scrim_wire::http::{
    items::{ItemState, Submitted},
    leases::{Release, ReleaseReason},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// A connection as bytes, so that a request can be left half-way.
struct Line(TcpStream);

impl Line {
    async fn open(hub: &TestHub) -> anyhow::Result<Self> {
        let address = hub.url.trim_start_matches("http://");
        Ok(Self(TcpStream::connect(address).await?))
    }

    async fn say(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        Ok(self.0.write_all(bytes).await?)
    }

    /// Reads until what was read ends in `end`.
    async fn hear(&mut self, end: &str) -> anyhow::Result<String> {
        let mut heard = Vec::new();
        while !heard.ends_with(end.as_bytes()) {
            let byte = timeout(DEADLINE, self.0.read_u8()).await.context("no answer")?;
            heard.push(byte.with_context(|| format!("ended after {}", String::from_utf8_lossy(&heard)))?);
        }
        Ok(String::from_utf8(heard)?)
    }

    /// What is still said until the other side ends the connection.
    async fn hear_out(&mut self) -> anyhow::Result<String> {
        let mut heard = String::new();
        let ended = timeout(DEADLINE, self.0.read_to_string(&mut heard)).await;
        ended.context("the connection was not ended")??;
        Ok(heard)
    }

    /// One whole request, after which the connection stands idle.
    async fn idle(hub: &TestHub) -> anyhow::Result<Self> {
        let mut line = Self::open(hub).await?;
        line.say(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await?;
        line.hear("\r\n\r\nok\n").await?;
        Ok(line)
    }
}

/// An upload of which the hub has the head and wants the rest.
struct Upload {
    line: Line,
    rest: Vec<u8>,
}

impl Upload {
    async fn begin(hub: &TestHub, key: &str, file: &File) -> anyhow::Result<Self> {
        let before = b"--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"f\"\r\n\r\n";
        let rest = [before.as_slice(), &file.bytes, b"\r\n--b--\r\n"].concat();
        let head = format!(
            "POST /v1/items HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nExpect: 100-continue\r\n\
             Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {}\r\n\r\n",
            rest.len()
        );
        let mut line = Line::open(hub).await?;
        line.say(head.as_bytes()).await?;
        // Said when the operation asks for the body: from here on the request is under way.
        line.hear("HTTP/1.1 100 Continue\r\n\r\n").await?;
        Ok(Self { line, rest })
    }

    /// Sends the rest, and answers the head and the body of what the hub says.
    async fn finish(mut self) -> anyhow::Result<(String, String)> {
        self.line.say(&self.rest).await?;
        let answer = self.line.hear_out().await?;
        let (head, body) = answer.split_once("\r\n\r\n").context("no answer")?;
        Ok((head.to_ascii_lowercase(), body.to_owned()))
    }
}

#[tokio::test]
async fn a_hub_that_is_asked_to_stop_answers_what_is_under_way_takes_nothing_new_and_keeps_its_leases()
-> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions {
        stop_seconds: Some(3_600),
        ..HubOptions::default()
    })?;
    let key = hub.source_key("platform")?;
    let known = [1, 2].map(|number| File::jpeg(&picture(number)));
    hub.import("vetted", true, &known)?;
    let source = Source::new(&hub.url, &key)?;
    source.submit(&known[0]).await?;
    let person = hub.person("one", Role::Moderator).await?;
    let held = person.take(1).await?;
    let held = held.first().context("a case was waiting")?;
    let mut idle = Line::idle(&hub).await?;
    let mut silent = Line::open(&hub).await?;
    let upload = Upload::begin(&hub, &key, &known[1]).await?;

    child::signal(hub.pid(), Signal::TERM)?;
    assert_eq!(idle.hear_out().await?, "", "a connection that stands idle is ended");
    assert_eq!(silent.hear_out().await?, "", "so is one on which nothing was said");
    eventually("new connections to be refused", async || {
        Ok(Line::open(&hub).await.is_err().then_some(()))
    })
    .await?;
    let (answer, body) = upload.finish().await?;
    assert!(answer.starts_with("http/1.1 201"), "{answer}{body}");
    assert!(answer.contains("\r\nconnection: close"), "{answer}");
    let taken: Submitted = serde_json::from_str(&body)?;
    let status = hub.ended()?;
    assert_eq!(status.code(), Some(0), "{}", hub.log());
    assert!(hub.log().contains("everything under way was answered"), "{}", hub.log());

    hub.start_again()?;
    let state: ItemState = source.item(taken.item_id).await?;
    assert_eq!(state.outcome, taken.outcome);
    person.signed.renew(&held.proof()).await?;
    person
        .signed
        .release(
            &held.proof(),
            Release {
                reason: ReleaseReason::Skip,
            },
        )
        .await?;
    hub.finish()
}

#[tokio::test]
async fn a_request_that_never_ends_holds_a_hub_up_no_longer_than_it_was_told() -> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions {
        stop_seconds: Some(0),
        ..HubOptions::default()
    })?;
    let key = hub.source_key("platform")?;
    let mut upload = Upload::begin(&hub, &key, &File::jpeg(&picture(1))).await?;
    child::signal(hub.pid(), Signal::INT)?;
    assert_eq!(hub.ended()?.code(), Some(0), "{}", hub.log());
    assert!(hub.log().contains("still under way is cut off"), "{}", hub.log());
    assert_eq!(
        upload.line.hear_out().await.unwrap_or_default(),
        "",
        "nobody was told that it was taken"
    );
    hub.start_again()?;
    hub.finish()
}

#[tokio::test]
async fn a_hub_that_is_asked_twice_waits_no_longer() -> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions {
        stop_seconds: Some(3_600),
        ..HubOptions::default()
    })?;
    let key = hub.source_key("platform")?;
    let mut idle = Line::idle(&hub).await?;
    let _upload = Upload::begin(&hub, &key, &File::jpeg(&picture(1))).await?;
    child::signal(hub.pid(), Signal::TERM)?;
    assert_eq!(idle.hear_out().await?, "", "it has heard the first");
    child::signal(hub.pid(), Signal::TERM)?;
    assert_eq!(hub.ended()?.code(), Some(0), "{}", hub.log());
    hub.start_again()?;
    hub.finish()
}
