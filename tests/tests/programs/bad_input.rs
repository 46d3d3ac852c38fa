//! What comes in wrong is refused with a code of its own, and never becomes a verdict or a crash.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, Reviewer, Source, TestHub, rulings::Ruling, source::Answer},
    pictures::{Alteration, File, Format, Picture, picture},
};
use scrim_wire::{
    Code,
    http::{IDEMPOTENCY_KEY, items::Outcome, looks::LookGranted, verdicts::VerdictTaken},
};
use serde_json::{Value, json};

struct Stage {
    hub: TestHub,
    one: Reviewer,
    two: Reviewer,
    source: Source,
}

/// A hub with two moderators, a source, one listed picture and one altered copy waiting.
async fn stage() -> anyhow::Result<Stage> {
    let hub = TestHub::start(HubOptions {
        grace_seconds: 0,
        max_upload_bytes: 2_000_000,
        ..HubOptions::default()
    })?;
    let (one, two) = (
        hub.person("one", Role::Moderator).await?,
        hub.person("two", Role::Moderator).await?,
    );
    let source = hub.source("platform")?;
    let known = picture(12);
    hub.import("known", false, &[File::jpeg(&known)])?;
    assert_eq!(
        source.outcome(&Alteration::Recompressed(55).file(&known)).await?,
        Outcome::Queued
    );
    Ok(Stage { hub, one, two, source })
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

#[tokio::test]
async fn each_bad_upload_has_its_own_answer_and_the_next_good_one_works() -> anyhow::Result<()> {
    let Stage { hub, source, .. } = stage().await?;
    let good = File::of(&picture(3), Format::Png);
    let refused = [
        (file("none.jpg", ""), Code::EmptyUpload),
        (
            file("notes.jpg", "not a picture, whatever its name says"),
            Code::UnsupportedMedia,
        ),
        (
            file("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            Code::UnsupportedMedia,
        ),
        (file("huge.jpg", vec![0xFF; 2_100_000]), Code::TooLarge),
    ];
    for (upload, code) in refused {
        assert_eq!(source.send(&upload).await?.code()?, code, "{}", upload.name);
    }
    assert_eq!(
        source.send_form(Form::new().text("context", "{}")).await?.code()?,
        Code::BadRequest
    );
    let odd = Form::new()
        .part("media", Part::bytes(good.bytes.clone()))
        .text("context", "no json");
    assert_eq!(source.send_form(odd).await?.code()?, Code::BadRequest);
    assert_eq!(source.outcome(&good).await?, Outcome::NoMatch);
    hub.finish()
}

#[tokio::test]
async fn what_cannot_be_decoded_is_kept_as_unreadable_and_shown_to_nobody() -> anyhow::Result<()> {
    let Stage { hub, one, source, .. } = stage().await?;
    let whole = File::jpeg(&picture(5)).bytes;
    let png = File::of(&picture(6), Format::Png).bytes;
    let broken = [
        file("header-only.jpg", whole.get(..120).unwrap_or_default()),
        file("half.png", png.get(..png.len() / 2).unwrap_or_default()),
        file("bomb.png", bomb()),
    ];
    for upload in broken {
        let submitted = source.submit(&upload).await?;
        assert_eq!(submitted.outcome, Outcome::Unreadable, "{}: {submitted:?}", upload.name);
        assert!(submitted.reason.is_some(), "{} is unreadable for a reason", upload.name);
    }
    let waiting = one.take(8).await?;
    assert_eq!(waiting.len(), 1, "only the readable case is handed out");
    hub.finish()
}

/// A PNG whose header claims 60,000 × 60,000 pixels.
#[expect(clippy::indexing_slicing, reason = "a PNG begins with 33 bytes of known places")]
fn bomb() -> Vec<u8> {
    let mut bytes = Picture {
        name: "dot".to_owned(),
        width_px: 1,
        height_px: 1,
        rgb: vec![0; 3],
    }
    .encode(Format::Png);
    for (at, side) in [(16, 60_000_u32), (20, 60_000)] {
        bytes[at..at + 4].copy_from_slice(&side.to_be_bytes());
    }
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32| {
        if crc & 1 == 1 {
            0xEDB8_8320 ^ (crc >> 1)
        } else {
            crc >> 1
        }
    };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| bit(crc));
    !bytes.iter().fold(u32::MAX, byte)
}

#[tokio::test]
async fn a_truncated_picture_is_reviewed_or_unreadable_but_never_unmatched_in_silence() -> anyhow::Result<()> {
    let Stage { hub, source, .. } = stage().await?;
    let whole = File::jpeg(&picture(12)).bytes;
    let cut = file("truncated.jpg", &whole[..whole.len() * 9 / 10]);
    let outcome = source.outcome(&cut).await?;
    assert!(matches!(outcome, Outcome::Queued | Outcome::Unreadable), "{outcome:?}");
    hub.finish()
}

#[tokio::test]
async fn a_verdict_below_the_required_rung_names_the_rung_it_needs() -> anyhow::Result<()> {
    let Stage { hub, one, .. } = stage().await?;
    let held = one.take(1).await?.remove(0);
    let body = held.giving(Ruling::Agree.on(&held.leased.case));
    let answer = give(&one, &held.case().to_string(), &body, "below").await?;
    let Answer::Refused { problem, .. } = answer else {
        anyhow::bail!("a vote without a look was taken")
    };
    assert_eq!(
        (problem.code, problem.needed_rung),
        (Code::BelowRequiredRung, Some(Rung::Grey))
    );
    hub.finish()
}

#[tokio::test]
async fn a_verdict_sent_twice_counts_once_and_another_under_its_key_is_refused() -> anyhow::Result<()> {
    let Stage { hub, one, .. } = stage().await?;
    let held = one.take(1).await?.remove(0);
    one.look(&held, Rung::Grey).await?;
    let (case, body) = (
        held.case().to_string(),
        held.giving(Ruling::Agree.on(&held.leased.case)),
    );
    let first = give(&one, &case, &body, "key").await?.done()?;
    let again = give(&one, &case, &body, "key").await?.done()?;
    assert_eq!(first.verdict_id, again.verdict_id);
    let other = held.giving(Ruling::Dispute.on(&held.leased.case));
    assert_eq!(
        give(&one, &case, &other, "key").await?.code()?,
        Code::IdempotencyConflict
    );
    let lead = hub.person("lead", Role::Lead).await?;
    let said: u64 = hub.metrics(&lead).await?.verdicts.content.values().sum();
    assert_eq!(said, 1);
    hub.finish()
}

#[tokio::test]
async fn somebody_elses_lease_gives_neither_pixels_nor_a_say() -> anyhow::Result<()> {
    let Stage { hub, one, two, .. } = stage().await?;
    let held = one.take(1).await?.remove(0);
    let path = format!("/v1/leases/{}/looks", held.leased.lease_id);
    let ask = json!({"rung": 5, "fence": held.leased.fence});
    let look: Answer<LookGranted> = two.call(Method::POST, &path, &ask).await?;
    assert_eq!(look_code(look)?, Code::NotYourLease);
    let body = held.giving(Ruling::Different.on(&held.leased.case));
    let stolen = give(&two, &held.case().to_string(), &body, "stolen").await?;
    assert_eq!(stolen.code()?, Code::NotYourLease);
    hub.finish()
}

#[tokio::test]
async fn a_released_lease_is_lost_and_an_old_fence_is_told_apart() -> anyhow::Result<()> {
    let Stage { hub, one, .. } = stage().await?;
    let old = one.take(1).await?.remove(0);
    one.give_back(&old).await?;
    let body = old.giving(Ruling::Different.on(&old.leased.case));
    let late = give(&one, &old.case().to_string(), &body, "late").await?.code()?;
    assert_eq!(late, Code::LeaseLost);
    let new = one.take(1).await?.remove(0);
    assert!(new.leased.fence > old.leased.fence);
    let path = format!("/v1/leases/{}/looks", old.leased.lease_id);
    let ask = json!({"rung": 5});
    let look: Answer<LookGranted> = one.call(Method::POST, &path, &ask).await?;
    assert_eq!(look_code(look)?, Code::LeaseFenced);
    hub.finish()
}

#[tokio::test]
async fn on_a_break_nothing_is_leased_and_no_look_is_granted() -> anyhow::Result<()> {
    let Stage { hub, one, .. } = stage().await?;
    let held = one.take(1).await?.remove(0);
    one.signed.begin_break().await?;
    let path = format!("/v1/leases/{}/looks", held.leased.lease_id);
    let ask = json!({"rung": 5, "fence": held.leased.fence});
    let look: Answer<LookGranted> = one.call(Method::POST, &path, &ask).await?;
    assert_eq!(look_code(look)?, Code::OnBreak);
    let leases: Answer<Value> = one.call(Method::POST, "/v1/leases", &json!({"want": 1})).await?;
    assert_eq!(leases.code()?, Code::OnBreak);
    hub.finish()
}

#[tokio::test]
async fn a_look_past_the_budget_is_refused_and_a_looser_setting_too() -> anyhow::Result<()> {
    let Stage { hub, one, .. } = stage().await?;
    let lead = hub.person("lead", Role::Lead).await?;
    let mut floor: Value = lead.read("/v1/floors").await?;
    floor["settings"]["looks_per_day"] = json!(0);
    let set: Answer<Value> = lead.call(Method::PUT, "/v1/floors", &floor).await?;
    set.done()?;
    let held = one.take(1).await?.remove(0);
    let path = format!("/v1/leases/{}/looks", held.leased.lease_id);
    let ask = json!({"rung": 5, "fence": held.leased.fence});
    let look: Answer<LookGranted> = one.call(Method::POST, &path, &ask).await?;
    assert_eq!(look_code(look)?, Code::BudgetSpent);
    let mut own = floor.clone();
    own["settings"]["looks_per_day"] = json!(100);
    let looser: Answer<Value> = one.call(Method::PUT, "/v1/me/wellness", &own).await?;
    assert_eq!(looser.code()?, Code::LooserThanFloor);
    hub.finish()
}

#[tokio::test]
async fn every_role_is_kept_to_what_it_is_for() -> anyhow::Result<()> {
    let Stage { hub, one, source, .. } = stage().await?;
    let admin = hub.person("admin", Role::Admin).await?;
    for path in ["/v1/people", "/v1/metrics", "/v1/audit/receipt"] {
        let answer: Answer<Value> = one.call(Method::GET, path, &()).await?;
        assert_eq!(answer.code()?, Code::Forbidden, "a moderator at {path}");
        let answer: Answer<Value> = source.get(path).await?;
        assert_eq!(answer.code()?, Code::Forbidden, "a source at {path}");
    }
    let leases: Answer<Value> = admin.call(Method::POST, "/v1/leases", &json!({"want": 1})).await?;
    assert_eq!(leases.code()?, Code::Forbidden, "who manages accounts does not look");
    let stranger = Source::new(&hub.url, "no such key")?;
    let answer: Answer<Value> = stranger.get("/v1/me").await?;
    assert_eq!(answer.code()?, Code::Unauthenticated);
    hub.finish()
}

#[tokio::test]
async fn the_answer_to_a_source_carries_no_distance() -> anyhow::Result<()> {
    let Stage { hub, source, .. } = stage().await?;
    let submitted = source.submit(&Alteration::Recompressed(35).file(&picture(12))).await?;
    let text = serde_json::to_string(&submitted)?;
    assert!(!text.contains("distance") && !text.contains("pdq"), "{text}");
    hub.finish()
}

async fn give(
    by: &Reviewer,
    case: &str,
    body: &scrim_wire::http::verdicts::GiveVerdict,
    key: &str,
) -> anyhow::Result<Answer<VerdictTaken>> {
    let path = format!("/v1/cases/{case}/verdict");
    by.call_with(Method::POST, &path, body, &[(IDEMPOTENCY_KEY, key)]).await
}

fn look_code(answer: Answer<LookGranted>) -> anyhow::Result<Code> {
    match answer {
        Answer::Done(_) => anyhow::bail!("the look was granted"),
        Answer::Refused { status, problem } => {
            assert_eq!(status, problem.code.status());
            Ok(problem.code)
        }
    }
}
