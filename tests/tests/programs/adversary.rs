//! A moderator who wants to see more than the rules let them: raw requests with their own token, against a real hub.
//! Not one key beyond the rules, and each refusal names its rule and, where time helps, until when.
//!
//! What takes hours is tried by a clock that a test sets, in `crates/hub/src/api/tests/adversary.rs`.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{
    person::Role,
    rung::Rung,
    time::{Span, Time},
};
use scrim_tests::{
    harness::{HubOptions, Reviewer, TestHub, source::Answer, wait::eventually},
    pictures::{Alteration, File, picture},
};
use scrim_wire::{
    Code,
    http::{exposures::ExposureRow, looks::LookGranted, me::Me},
};
use serde_json::{Value, json};

/// A hub with cases waiting, whoever sets the limits, and whoever tries to get round them.
struct Stage {
    hub: TestHub,
    one: Reviewer,
    two: Reviewer,
    lead: Reviewer,
    admin: Reviewer,
}

/// What refused, and until when.
type Refused = (Code, Option<Time>);

impl Stage {
    async fn set(cases: u32) -> anyhow::Result<Self> {
        let hub = TestHub::start(HubOptions::default())?;
        let source = hub.source("platform")?;
        for number in 0..cases {
            let known = picture(20 + number);
            hub.import("known", false, &[File::jpeg(&known)])?;
            source.outcome(&Alteration::Recompressed(55).file(&known)).await?;
        }
        Ok(Self {
            one: hub.person("one", Role::Moderator).await?,
            two: hub.person("two", Role::Moderator).await?,
            lead: hub.person("lead", Role::Lead).await?,
            admin: hub.person("admin", Role::Admin).await?,
            hub,
        })
    }

    async fn floor(&self, change: &[(&str, Value)]) -> anyhow::Result<()> {
        // Set by an admin: nobody loosens a floor that they work under.
        let settings: serde_json::Map<_, _> = change
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        put(&self.admin, "/v1/floors", &json!({"settings": settings})).await
    }

    /// The same person at another desk.
    async fn elsewhere(&self) -> anyhow::Result<Reviewer> {
        Reviewer::sign_in(&self.hub.url, &self.one.name, &self.one.password).await
    }

    /// How many facts the audit log holds.
    fn audited(&self) -> anyhow::Result<u64> {
        let verified: Value = serde_json::from_str(&self.hub.command(&["audit", "verify"])?)?;
        verified.get("rows").and_then(Value::as_u64).context("a number of rows")
    }
}

async fn put(who: &Reviewer, path: &str, body: &Value) -> anyhow::Result<()> {
    who.call::<Value>(Method::PUT, path, body).await?.done().map(drop)
}

fn refused<T: std::fmt::Debug>(answer: Answer<T>) -> anyhow::Result<Refused> {
    match answer {
        Answer::Done(done) => anyhow::bail!("not refused: {done:?}"),
        Answer::Refused { status, problem } => {
            assert_eq!(status, problem.code.status());
            assert!(problem.message.len() > 10, "a sentence: {}", problem.message);
            Ok((problem.code, problem.until))
        }
    }
}

async fn lease(who: &Reviewer, want: u32) -> anyhow::Result<Answer<Vec<Value>>> {
    who.call(Method::POST, "/v1/leases", &json!({"want": want})).await
}

async fn leases(who: &Reviewer, want: u32) -> anyhow::Result<Vec<String>> {
    let taken = lease(who, want).await?.done()?;
    let id = |leased: &Value| leased["lease_id"].as_str().map(str::to_owned);
    taken.iter().map(id).collect::<Option<Vec<_>>>().context("an id each")
}

async fn look(who: &Reviewer, lease: &str, rung: u8) -> anyhow::Result<Answer<Key>> {
    let path = format!("/v1/leases/{lease}/looks");
    let answer: Answer<LookGranted> = who.call(Method::POST, &path, &json!({"rung": rung})).await?;
    Ok(match answer {
        Answer::Done(granted) => Answer::Done(Key {
            grant: granted.grant_id.to_string(),
            until: granted.until,
        }),
        Answer::Refused { status, problem } => Answer::Refused { status, problem },
    })
}

/// A key that was given out, without the key.
#[derive(Debug)]
struct Key {
    grant: String,
    until: Time,
}

async fn fetch(who: &Reviewer, path: &str) -> anyhow::Result<Refused> {
    refused(who.call::<Value>(Method::GET, path, &()).await?)
}

async fn ledger(who: &Reviewer) -> anyhow::Result<Vec<ExposureRow>> {
    who.read("/v1/exposures").await
}

fn closing(shown_ms: u32) -> Value {
    json!({"presented": {"shown_ms": shown_ms, "region_permille": 0, "width_px": 1, "height_px": 1}})
}

/// Where grey is the highest rung.
async fn nothing_above_grey(one: &Reviewer, lease: &str) -> anyhow::Result<()> {
    for above in [6, 7, 255] {
        let (code, _until) = refused(look(one, lease, above).await?)?;
        let expected = if above == 6 {
            Code::RungNotAllowed
        } else {
            Code::BadRequest
        };
        assert_eq!(code, expected, "rung {above}");
    }
    assert_eq!(
        fetch(one, &format!("/v1/leases/{lease}/renditions/6")).await?.0,
        Code::RungNotAllowed
    );
    Ok(())
}

#[tokio::test]
async fn neither_claims_nor_replays_nor_two_desks_yield_a_look_beyond_the_budget() -> anyhow::Result<()> {
    let stage = Stage::set(6).await?;
    let looks = 3;
    stage
        .floor(&[("looks_per_day", json!(looks)), ("max_rung", json!(5))])
        .await?;
    let (one, other) = (&stage.one, stage.elsewhere().await?);
    let held = leases(one, 3).await?;
    let first = held.first().context("a case")?;
    let audited = stage.audited()?;
    nothing_above_grey(one, first).await?;
    let key = look(one, first, 5).await?.done()?;
    let path = format!("/v1/looks/{}", key.grant);
    let dated = json!({"presented": closing(0)["presented"], "ended_at": 0});
    assert_eq!(
        refused(one.call::<Value>(Method::PUT, &path, &dated).await?)?.0,
        Code::BadRequest
    );
    put(one, &path, &closing(0)).await?;
    put(one, &path, &closing(9_000)).await?;
    let row = ledger(one).await?.into_iter().next().context("a row")?;
    assert_eq!(
        row.presented.map(|presented| presented.shown_ms),
        Some(0),
        "the first closing stands"
    );
    assert!(row.charged, "and what it says makes the look no cheaper");
    // Everything that is left, from both desks at once, with nothing ever closed.
    let theirs = leases(&other, 3).await?;
    let mine = held.iter().skip(1).map(|lease| (one, lease));
    let asked = mine.chain(theirs.iter().map(|lease| (&other, lease)));
    let answers = futures_util::future::join_all(asked.map(|(who, lease)| look(who, lease, 5))).await;
    let mut keys = 0;
    for answer in answers {
        match answer? {
            Answer::Done(_key) => keys += 1,
            spent @ Answer::Refused { .. } => assert_eq!(refused(spent)?.0, Code::BudgetSpent),
        }
    }
    assert_eq!(keys, looks - 1, "of five asked for at once");
    for rung in [3, 4, 5] {
        let (code, until) = refused(look(one, first, rung).await?)?;
        assert_eq!(code, Code::BudgetSpent);
        assert!(until.is_some(), "it says when the next is free");
    }
    let charged = ledger(one).await?.iter().filter(|row| row.charged).count();
    assert_eq!(charged, looks);
    let facts = stage.audited()? - audited;
    assert_eq!(
        facts, 6,
        "each key that was given out, the one closing, and once each the rung above the highest and the other closing"
    );
    stage.hub.finish()
}

#[tokio::test]
async fn what_is_somebody_elses_gives_nothing_and_tells_nothing() -> anyhow::Result<()> {
    let stage = Stage::set(2).await?;
    let (one, two) = (&stage.one, &stage.two);
    let held = leases(one, 1).await?;
    let lease = held.first().context("a case")?;
    let key = look(one, lease, 6).await?.done()?;
    assert_eq!(refused(look(two, lease, 5).await?)?.0, Code::NotYourLease);
    let part = |part: &str| format!("/v1/leases/{lease}/{part}");
    for path in [
        part("renditions/1"),
        part("renditions/6"),
        part(&format!("looks/{}/tiles/0/0", key.grant)),
    ] {
        assert_eq!(fetch(two, &path).await?.0, Code::NotYourLease, "{path}");
    }
    let renewed = two
        .call::<Value>(Method::PUT, &format!("/v1/leases/{lease}"), &())
        .await?;
    assert_eq!(refused(renewed)?.0, Code::NotYourLease);
    let closed = two
        .call::<Value>(Method::PUT, &format!("/v1/looks/{}", key.grant), &closing(0))
        .await?;
    assert_eq!(refused(closed)?.0, Code::NotFound);
    // A grant that is no grant of the full size opens no tile, not even for its owner.
    assert_eq!(
        fetch(one, &part(&format!("looks/{}/tiles/0/0", key.grant))).await?.0,
        Code::NotFound
    );
    let until = key.until;
    eventually("the look's end", async || {
        let me: Me = one.read("/v1/me").await?;
        Ok((me.now > until).then_some(()))
    })
    .await?;
    assert!(ledger(two).await?.is_empty());
    assert_eq!(ledger(one).await?.len(), 1);
    stage.hub.finish()
}

async fn nothing_left_of(one: &Reviewer, hoard: &[String]) -> anyhow::Result<()> {
    for id in hoard {
        let (renew, rendition) = (format!("/v1/leases/{id}"), format!("/v1/leases/{id}/renditions/1"));
        refused(look(one, id, 3).await?)?;
        refused(one.call::<Value>(Method::PUT, &renew, &()).await?)?;
        fetch(one, &rendition).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_block_ends_for_whoever_pauses_for_a_second_and_hoards_by_heartbeat() -> anyhow::Result<()> {
    let stage = Stage::set(12).await?;
    let one = &stage.one;
    let hoard = leases(one, 8).await?;
    assert_eq!(hoard.len(), 8);
    assert!(
        leases(&stage.elsewhere().await?, 8).await?.is_empty(),
        "eight over all desks"
    );
    stage
        .floor(&[("block", json!(4_000)), ("rest", json!(14_400_000))])
        .await?;
    let mut keys = Vec::new();
    let over = eventually("the block's end", async || {
        for method in [Method::POST, Method::DELETE] {
            one.call::<Value>(method, "/v1/me/break", &()).await?;
        }
        let taken = match lease(one, 8).await? {
            Answer::Done(taken) => taken,
            refused_lease @ Answer::Refused { .. } => return Ok(Some(refused(refused_lease)?)),
        };
        for leased in &taken {
            let id = leased["lease_id"].as_str().context("an id")?;
            one.call::<Value>(Method::PUT, &format!("/v1/leases/{id}"), &()).await?;
            if let Answer::Done(key) = look(one, id, 5).await? {
                keys.push(key);
            }
        }
        Ok(None)
    })
    .await?;
    assert!(matches!(over.0, Code::BlockOver | Code::OnBreak), "{over:?}");
    let until = over.1.context("it says until when")?;
    let due = eventually("the break that is due", async || {
        let (code, due) = refused(lease(one, 1).await?)?;
        // One that they began and ended themselves may still hold for a moment.
        let far = due.filter(|due| *due > until + Span::hours(1));
        Ok(far.filter(|_due| code == Code::OnBreak))
    })
    .await?;
    for key in &keys {
        assert!(
            key.until <= until,
            "no look reaches beyond its block and the grace after it: {key:?}"
        );
    }
    assert!(!keys.is_empty(), "looks were had while there were some");
    let ended = one.call::<Value>(Method::DELETE, "/v1/me/break", &()).await?;
    assert_eq!(refused(ended)?, (Code::OnBreak, Some(due)), "it runs to its end");
    nothing_left_of(one, &hoard).await?;
    // Loosening it does not bring the work back: not before four hours of rest.
    stage
        .floor(&[("block", json!(3_000_000)), ("rest", json!(600_000))])
        .await?;
    assert_eq!(refused(lease(one, 1).await?)?.0, Code::OnBreak);
    assert!(
        !leases(&stage.two, 1).await?.is_empty(),
        "for somebody rested the new floor holds"
    );
    stage.hub.finish()
}

#[tokio::test]
async fn a_break_takes_back_what_is_in_hand_and_refuses_everything_by_name() -> anyhow::Result<()> {
    let stage = Stage::set(2).await?;
    let (one, other) = (&stage.one, stage.elsewhere().await?);
    let held = leases(one, 2).await?;
    let id = held.first().context("a case")?;
    let key = look(one, id, 6).await?.done()?;
    one.signed.begin_break().await?;
    for who in [one, &other] {
        assert_eq!(refused(lease(who, 1).await?)?.0, Code::OnBreak);
    }
    for rung in 1..=6 {
        assert_eq!(refused(look(one, id, rung).await?)?.0, Code::OnBreak, "rung {rung}");
        let elsewhere = refused(look(&other, id, rung).await?)?.0;
        assert_eq!(
            elsewhere,
            Code::NotYourLease,
            "a lease is one desk's, and its token proves it"
        );
    }
    for path in ["renditions/1".to_owned(), format!("looks/{}/tiles/0/0", key.grant)] {
        let (code, _until) = fetch(one, &format!("/v1/leases/{id}/{path}")).await?;
        assert!(matches!(code, Code::LeaseLost | Code::NotFound), "{path}: {code:?}");
    }
    let me: Me = one.read("/v1/me").await?;
    assert_eq!(me.allowance.max_rung, Rung::Label);
    stage.hub.finish()
}

#[tokio::test]
async fn neither_a_cool_down_nor_a_shift_is_got_round() -> anyhow::Result<()> {
    let stage = Stage::set(4).await?;
    let (one, lead) = (&stage.one, &stage.lead);
    let audited = stage.audited()?;
    let taken = lease(one, 2).await?.done()?;
    let [first, second] = taken.as_slice() else {
        anyhow::bail!("two cases")
    };
    let severe = match first["case"]["pairs"][0]["category"].as_str() {
        Some(code) => json!({"categories": [code.to_lowercase()]}),
        None => json!({"categories": [], "unknown_is_severe": true}),
    };
    put(lead, "/v1/severe", &severe).await?;
    let id = |leased: &Value| leased["lease_id"].as_str().map(str::to_owned).context("an id");
    let (first, second) = (&id(first)?, &id(second)?);
    let key = look(one, first, 5).await?.done()?;
    let open = refused(look(one, second, 3).await?)?;
    assert_eq!(open.0, Code::CoolDown, "no look beside an open one");
    put(one, &format!("/v1/looks/{}", key.grant), &closing(0)).await?;
    let mut cooling = Vec::new();
    for lease in [first, second] {
        for rung in 3..=6 {
            cooling.push(refused(look(one, lease, rung).await?)?);
        }
    }
    assert!(
        cooling
            .iter()
            .all(|(code, until)| *code == Code::CoolDown && until.is_some()),
        "{cooling:?}"
    );
    let more = lease(one, 1).await?.done()?;
    let limit = &more.first().context("a case")?["limit"];
    assert_eq!(
        (&limit["max_rung"], &limit["reason"]["why"]),
        (&json!(2), &json!("cool_down"))
    );
    assert!(limit["until"].is_i64(), "{limit}");
    let me: Me = one.read("/v1/me").await?;
    let path = format!("/v1/people/{}/hours", me.id);
    assert_eq!(fetch(one, &path).await?.0, Code::Forbidden, "nobody sets their own");
    put(lead, &path, &json!({"hours": {"zone": "Europe/Berlin", "windows": []}})).await?;
    assert_eq!(refused(lease(one, 1).await?)?, (Code::ShiftOver, None));
    assert_eq!(refused(look(one, second, 5).await?)?.0, Code::ShiftOver);
    assert_eq!(
        fetch(one, &format!("/v1/leases/{second}/renditions/1")).await?.0,
        Code::ShiftOver
    );
    let me: Me = one.read("/v1/me").await?;
    assert!(me.hours.is_some(), "the person is told");
    let facts = stage.audited()? - audited;
    assert_eq!(facts, 4, "the list, the hours, the look and its closing");
    stage.hub.finish()
}
