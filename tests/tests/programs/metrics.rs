//! What the machines that watch a hub are told: what happened, and nothing of anybody.

use anyhow::Context as _;
use reqwest::Client;
use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, TestHub, rulings::Ruling},
    pictures::{File, picture},
};
use std::collections::BTreeMap;

/// Names that occur nowhere by chance.
const NAMES: [&str; 3] = ["mara-of-the-metrics", "lea-of-the-metrics", "platform-of-the-metrics"];

/// Every sample by its name with its labels.
struct Scraped {
    text: String,
    samples: BTreeMap<String, String>,
}

impl Scraped {
    /// Reads the text format: comments, which name a kind for every family, and one sample a line.
    fn read(text: String) -> anyhow::Result<Self> {
        let mut samples = BTreeMap::new();
        let mut families = Vec::new();
        for line in text.lines() {
            if let Some(kind) = line.strip_prefix("# TYPE ") {
                families.push(kind.split_once(' ').context("a family has a kind")?.0);
            } else if !line.starts_with("# HELP ") {
                let (name, value) = line.rsplit_once(' ').with_context(|| format!("no sample: {line}"))?;
                anyhow::ensure!(
                    families.last().is_some_and(|family| name.starts_with(family)),
                    "{name} is of no family"
                );
                let _number: f64 = value.parse()?;
                let before = samples.insert(name.to_owned(), value.to_owned());
                anyhow::ensure!(before.is_none(), "{name} is told twice");
            }
        }
        Ok(Self { text, samples })
    }

    /// A count; none where nothing was counted yet.
    fn of(&self, name: &str) -> u64 {
        let counted = self.samples.get(name).map(|count| count.parse());
        counted.map_or(0, |count| count.expect("a count is a whole number"))
    }
}

async fn scrape(hub: &TestHub) -> anyhow::Result<Scraped> {
    let address = hub.metrics_url.as_ref().context("it says where its metrics are")?;
    let answer = Client::builder().build()?.get(address).send().await?;
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["content-type"].to_str()?.to_owned();
    assert_eq!(kind, "text/plain; version=0.0.4; charset=utf-8");
    Scraped::read(answer.text().await?)
}

const VERDICTS: &str = r#"scrim_requests_total{method="POST",path="/v1/cases/{id}/verdict",status="200"}"#;

#[tokio::test]
async fn what_happens_moves_the_numbers_and_nothing_of_a_person_a_case_or_a_picture_is_in_them() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions {
        grace_seconds: 3_600,
        metrics: true,
        ..HubOptions::default()
    })?;
    let [one, lead, platform] = NAMES;
    let (one, lead) = (
        hub.person(one, Role::Moderator).await?,
        hub.person(lead, Role::Lead).await?,
    );
    let source = hub.source(platform)?;
    let known = [1, 2].map(|number| File::jpeg(&picture(number)));
    hub.import("vetted", true, &known)?;
    let uploads = [source.submit(&known[0]).await?, source.submit(&known[1]).await?];
    source.submit(&File::jpeg(&picture(3))).await?;
    let held = one.take(1).await?;
    let held = held.first().context("two wait")?;
    one.look(held, Rung::Grey).await?;
    let before = scrape(&hub).await?;
    one.say(held, Ruling::Agree.on(&held.leased.case)).await?;
    let after = scrape(&hub).await?;

    assert_eq!((before.of(VERDICTS), after.of(VERDICTS)), (0, 1), "{}", after.text);
    let took = r#"scrim_request_duration_seconds_count{method="POST",path="/v1/cases/{id}/verdict"}"#;
    assert_eq!((before.of(took), after.of(took)), (0, 1));
    assert_eq!(before.of("scrim_leases_open"), 1);
    assert_eq!(after.of("scrim_leases_open"), 0);
    assert_eq!(before.of("scrim_effects_planned"), 0);
    assert!(after.of("scrim_effects_planned") > 0, "{}", after.text);
    assert_eq!(after.of(r#"scrim_uploads_total{outcome="queued"}"#), 2);
    assert_eq!(after.of(r#"scrim_uploads_total{outcome="no_match"}"#), 1);
    let waiting = after
        .samples
        .iter()
        .filter(|(name, _)| name.starts_with("scrim_cases_waiting{"));
    assert_eq!(
        waiting.map(|(name, _)| after.of(name)).sum::<u64>(),
        1,
        "{}",
        after.text
    );
    assert!(after.of("scrim_workers_started_total") >= 1);
    assert!(after.text.contains("scrim_build_info{version="));

    let mut secret: Vec<String> = NAMES.map(str::to_owned).into();
    for person in [&one, &lead] {
        let me: serde_json::Value = person.read("/v1/me").await?;
        secret.push(me["id"].as_str().context("everybody has an id")?.to_owned());
    }
    for upload in uploads {
        secret.push(upload.item_id.to_string());
        secret.extend(upload.case_id.map(|case| case.to_string()));
    }
    secret.push(held.leased.lease_id.to_string());
    secret.push(held.leased.token.clone());
    for told in secret.iter().flat_map(|word| [word.clone(), word.replace('-', "")]) {
        assert!(!after.text.contains(&told), "{told} is in {}", after.text);
    }
    hub.finish()
}

#[tokio::test]
async fn they_are_on_a_listener_of_their_own_that_answers_nothing_else_and_no_web_page() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions {
        metrics: true,
        ..HubOptions::default()
    })?;
    let client = Client::builder().build()?;
    let address = hub.metrics_url.clone().context("it says where its metrics are")?;
    let api = client.get(format!("{}/metrics", hub.url)).send().await?;
    assert_eq!(api.status(), 404, "the API has no metrics");
    let page = client.get(&address).header("Origin", "http://localhost").send().await?;
    assert_eq!(page.status(), 403, "a web page gets none");
    let other = client.get(&address).header("Host", "elsewhere.example").send().await?;
    assert_eq!(other.status(), 403, "nor does a name it was not told of");
    let health = client.get(address.replace("/metrics", "/healthz")).send().await?;
    assert_eq!(health.status(), 404);
    let stray = scrape(&hub).await?;
    let unknown = r#"scrim_requests_total{method="GET",path="none",status="404"}"#;
    assert_eq!(stray.of(unknown), 1, "{}", stray.text);
    hub.finish()
}

#[test]
fn they_are_off_unless_asked_for_and_stay_on_this_machine_unless_that_is_said_too() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions::default())?;
    assert_eq!(hub.metrics_url, None);
    let refused = hub.command(&["serve", "--listen", "127.0.0.1:0", "--metrics", "192.0.2.1:9"]);
    let said = format!("{:#}", refused.expect_err("it does not serve"));
    assert!(said.contains("give an address of this machine"), "{said}");
    hub.finish()
}
