//! The logs of a whole run, at the most that can be asked of them: they say what happened, and nothing of anybody and
//! of no picture.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, Source, TestHub, eventually, hma::StandIn, rulings::Ruling, secrets::Secrets},
    pictures::{File, alter::Alteration, picture},
};
use scrim_wire::http::{items::Outcome, session::SignIn};
use serde_json::{Value, json};

/// Names that occur nowhere by chance.
const NAMES: [&str; 5] = [
    "mara-of-the-logs",
    "noor-of-the-logs",
    "lea-of-the-logs",
    "ada-of-the-logs",
    "platform-of-the-logs",
];

/// What a service elsewhere is shown.
const CREDENTIAL: &str = "a-credential-of-the-logs";

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_run_at_trace_leaves_no_token_key_hash_name_or_password_in_a_log() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions {
        log: "trace",
        ..HubOptions::default()
    })?;
    let hma = StandIn::start().await?;
    hma.world().exchange("NCMEC_EX", "ncmec");
    let [mara, noor, lea, ada, platform] = NAMES;
    let [mara, noor, lea, ada] = [
        hub.person(mara, Role::Moderator).await?,
        hub.person(noor, Role::Moderator).await?,
        hub.person(lea, Role::Lead).await?,
        hub.person(ada, Role::Admin).await?,
    ];
    let mut secrets = Secrets::default();
    NAMES.iter().for_each(|name| secrets.word("a name", name));
    for person in [&mara, &noor, &lea, &ada] {
        secrets.word("a password", &person.password);
        secrets.word("an access token", person.token());
    }
    let key = hub.source_key(platform)?;
    secrets.word("a source's key", &key);
    secrets.word("a credential", CREDENTIAL);
    secrets.hex("the master key", &hub.master_key()?)?;
    let source = Source::new(&hub.url, &key)?;

    let known = [1, 2].map(|number| File::jpeg(&picture(number)));
    hub.import("known", false, &known)?;
    let url = hma.url();
    let words = [
        "matcher",
        "add",
        "hma",
        "--address",
        &url,
        "--list",
        "NCMEC_EX=known",
        "--bearer",
    ];
    hub.lines_with(&words, CREDENTIAL)?;
    hub.command(&["matcher", "change", "hma", "--mode", "on"])?;
    let altered = Alteration::Brightened(14).file(&picture(1));
    let uploads = [
        altered,
        known[1].clone(),
        File::jpeg(&picture(3)),
        File {
            name: "rubbish-of-the-logs.jpg".to_owned(),
            bytes: b"\xff\xd8\xff\xe0 and nothing behind it".to_vec(),
        },
    ];
    for file in known.iter().chain(&uploads) {
        secrets.file(&hub, file)?;
    }

    let mut cases = Vec::new();
    for file in &uploads {
        let taken = source.submit(file).await?;
        if taken.outcome == Outcome::Queued {
            cases.push(taken.case_id.context("what is queued has a case")?);
        }
    }
    assert_eq!(cases.len(), 2, "an altered copy and an equal one wait");
    for person in [&mara, &noor] {
        for case in &cases {
            let held = person.take_case(*case).await?;
            secrets.hex("a lease's token", &held.leased.token)?;
            secrets.hex("a look's key", &person.look(&held, Rung::Grey).await?.key)?;
            person.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
        }
    }
    eventually("a copy is stopped", async || {
        let again = source.outcome(&Alteration::Brightened(15).file(&picture(1))).await?;
        Ok((again == Outcome::Stopped).then_some(()))
    })
    .await?;
    refused(&hub, &mut secrets).await?;
    let _read: Value = ada.read("/v1/audit").await?;
    let _read: Value = lea.read("/v1/metrics").await?;
    let about = json!({"reason": "asked for in writing-of-the-logs"});
    let person: Value = mara.read("/v1/me").await?;
    let path = format!(
        "/v1/people/{}/exposures",
        person["id"].as_str().context("everybody has an id")?
    );
    ada.call::<Value>(Method::POST, &path, &about).await?.done()?;
    secrets.word("a reason in words", "asked for in writing-of-the-logs");

    let log = hub.log();
    assert!(log.contains("\"level\":\"TRACE\""), "the log is at its fullest");
    let told = secrets.found_in(&log)?;
    assert!(told.is_empty(), "{}", told.join("\n"));
    hub.finish()
}

/// What is refused is logged most readily: a wrong password, a token used up, a key of nobody, a stranger's name.
async fn refused(hub: &TestHub, secrets: &mut Secrets) -> anyhow::Result<()> {
    let client = reqwest::Client::new();
    let sign_in = format!("{}/v1/session", hub.url);
    let wrong = SignIn {
        name: "a-stranger-of-the-logs".to_owned(),
        password: "a-wrong-password-of-the-logs".to_owned(),
    };
    let answer = client.post(&sign_in).json(&wrong).send().await?;
    assert_eq!(answer.status(), 401, "a stranger is refused");
    secrets.word("a stranger's name", &wrong.name);
    secrets.word("a wrong password", &wrong.password);
    let key = "a-key-of-nobody-of-the-logs";
    let answer = client.get(format!("{}/v1/me", hub.url)).bearer_auth(key).send().await?;
    assert_eq!(answer.status(), 401, "a key of nobody is refused");
    secrets.word("a key of nobody", key);
    Ok(())
}
