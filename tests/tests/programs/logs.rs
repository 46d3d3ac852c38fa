//! The logs of a whole run, at the most that can be asked of them: they say what happened, and nothing of anybody and
//! of no picture.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{ids::CaseId, person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, Reviewer, Source, TestHub, eventually, hma::StandIn, rulings::Ruling, secrets::Secrets},
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

/// A hub that logs all it can, its people, and what none of it may be in its log.
struct Scene {
    hub: TestHub,
    source: Source,
    reviewers: [Reviewer; 2],
    lead: Reviewer,
    admin: Reviewer,
    secrets: Secrets,
}

impl Scene {
    async fn set() -> anyhow::Result<Self> {
        let hub = TestHub::start(HubOptions {
            log: "trace",
            ..HubOptions::default()
        })?;
        let [mara, noor, lea, ada, platform] = NAMES;
        let reviewers = [
            hub.person(mara, Role::Moderator).await?,
            hub.person(noor, Role::Moderator).await?,
        ];
        let (lead, admin) = (hub.person(lea, Role::Lead).await?, hub.person(ada, Role::Admin).await?);
        let mut secrets = Secrets::default();
        for name in NAMES {
            secrets.word("a name", name);
        }
        for person in reviewers.iter().chain([&lead, &admin]) {
            secrets.word("a password", &person.password);
            secrets.hex("an access token", person.token())?;
        }
        let key = hub.source_key(platform)?;
        secrets.hex("a source's key", &key)?;
        secrets.word("a credential", CREDENTIAL);
        secrets.hex("the master key", &hub.master_key()?)?;
        Ok(Self {
            source: Source::new(&hub.url, &key)?,
            hub,
            reviewers,
            lead,
            admin,
            secrets,
        })
    }

    /// Lists two pictures, has a service elsewhere asked too, and sends copies of them, a stranger and rubbish; answers
    /// the cases.
    async fn send(&mut self, hma: &StandIn) -> anyhow::Result<Vec<CaseId>> {
        let known = [1, 2].map(|number| File::jpeg(&picture(number)));
        self.hub.import("known", false, &known)?;
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
        self.hub.lines_with(&words, CREDENTIAL)?;
        self.hub.command(&["matcher", "change", "hma", "--mode", "on"])?;
        let rubbish = File {
            name: "rubbish-of-the-logs.jpg".to_owned(),
            bytes: b"\xff\xd8\xff\xe0 and nothing behind it".to_vec(),
        };
        let copy = Alteration::Brightened(14).file(&picture(1));
        let [_one, two] = &known;
        let uploads = [copy, two.clone(), File::jpeg(&picture(3)), rubbish];
        for file in known.iter().chain(&uploads) {
            self.secrets.file(&self.hub, file)?;
        }
        let mut cases = Vec::new();
        for file in &uploads {
            let taken = self.source.submit(file).await?;
            if taken.outcome == Outcome::Queued {
                cases.push(taken.case_id.context("what is queued has a case")?);
            }
        }
        Ok(cases)
    }

    /// Both look at every case and agree with the list.
    async fn decide(&mut self, cases: &[CaseId]) -> anyhow::Result<()> {
        for person in &self.reviewers {
            for case in cases {
                let held = person.take_case(*case).await?;
                self.secrets.hex("a lease's token", &held.leased.token)?;
                let granted = person.look(&held, Rung::Grey).await?;
                self.secrets.hex("a look's key", &granted.key)?;
                person.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
            }
        }
        Ok(())
    }

    /// The admin opens somebody's record, for a reason in words.
    async fn open_a_record(&mut self) -> anyhow::Result<()> {
        let reason = "asked for in writing-of-the-logs";
        self.secrets.word("a reason in words", reason);
        let [mara, _noor] = &self.reviewers;
        let me: Value = mara.read("/v1/me").await?;
        let id = me.get("id").and_then(Value::as_str).context("everybody has an id")?;
        let path = format!("/v1/people/{id}/exposures");
        let about = json!({"reason": reason});
        self.admin.call::<Value>(Method::POST, &path, &about).await?.done()?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_run_at_trace_leaves_no_token_key_hash_name_or_password_in_a_log() -> anyhow::Result<()> {
    let hma = StandIn::start().await?;
    hma.world().exchange("NCMEC_EX", "ncmec");
    let mut scene = Scene::set().await?;
    let cases = scene.send(&hma).await?;
    assert_eq!(cases.len(), 2, "an altered copy and an equal one wait");
    scene.decide(&cases).await?;
    eventually("a copy is stopped", async || {
        let again = Alteration::Brightened(15).file(&picture(1));
        Ok((scene.source.outcome(&again).await? == Outcome::Stopped).then_some(()))
    })
    .await?;
    refused(&scene.hub, &mut scene.secrets).await?;
    scene.open_a_record().await?;
    let _read: Value = scene.admin.read("/v1/audit").await?;
    let _read: Value = scene.lead.read("/v1/metrics").await?;
    let log = scene.hub.log();
    assert!(log.contains("\"level\":\"TRACE\""), "the log is at its fullest");
    let told = scene.secrets.found_in(&log)?;
    assert!(told.is_empty(), "{}", told.join("\n"));
    scene.hub.finish()
}

/// What is refused is logged most readily: a wrong password, a token used up, a key of nobody, a stranger's name.
async fn refused(hub: &TestHub, secrets: &mut Secrets) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().build()?;
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
