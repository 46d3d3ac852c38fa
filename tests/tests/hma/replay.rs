//! The recorded calls, made again to the stand-in: the same statuses, kinds and shapes. What a real HMA did by
//! itself in between, or was made to do by calls that were not recorded, is done here by name.

use crate::recorded::{Call, Part, calls, difference};
use reqwest::{
    Client, Method, RequestBuilder,
    multipart::{Form, Part as FormPart},
    redirect::Policy,
};
use scrim_tests::harness::hma::{File, StandIn, Upstream, World};
use serde_json::Value;
use std::collections::BTreeMap;

const A: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";
const B: &str = "d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22";
const C: &str = "e64cc9d91c623882f8d1f1d9a398e78c9f199b3bd83924f2b7e11e0bf861b064";
const D: &str = "6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d";
const E: &str = "c186f9619659658c4b6916daf934496985f4259c72c39676ab9edb631c3c349c";
const F: &str = "1f811b9d267fbc6693c0c7f30e041f9df49b836303e10f067fcdfc12c02d01f9";
const FILM: &str = "c4d0fa4f86adf40314a25fac0350771f";

/// What the stand-in does not play, and our client never asks for.
fn left_out(call: &Call) -> bool {
    // HMA fetches an address; nobody here asks it to.
    call.target.contains("url=")
        // The pages of its own screen, and what fills it with samples.
        || call.target.starts_with("/ui/")
        || call.target == "/dev/setup_sample_example"
        // What can be set of a kind of hash, which breaks in HMA itself, and what can be set of an exchange.
        || (call.method == "PUT" && call.target.starts_with("/c/signal_type/"))
        || call.target.ends_with("/schema")
        || call.method == "OPTIONS"
        // Comparing digests breaks there too.
        || call.name == "079-compare-md5"
}

fn files(world: &mut World) {
    let known = [
        ("aaa-orig.jpg", File::Picture(A.into())),
        ("blur-a-lot.jpg", File::Picture(A.replace("9b22", "9b20"))),
        ("shrink-a-lot.jpg", File::Picture(A.replace("9b22", "9b2d"))),
        ("square-256x256.jpg", File::Picture(B.into())),
        ("square-128x128.jpg", File::Picture(B.into())),
        ("flat.png", File::Flat),
        ("garbage.jpg", File::Broken),
        ("fake.mp4", File::Film(FILM.into())),
    ];
    world.files = known.map(|(name, file)| (name.as_bytes().to_vec(), file)).into();
}

fn entry(id: &str, hex: &str) -> Upstream {
    Upstream {
        id: id.to_owned(),
        signals: BTreeMap::from([("pdq".to_owned(), hex.to_owned())]),
    }
}

/// What was done before a call beside what is recorded; numbers are those of the recording.
fn beside(name: &str, world: &mut World) {
    let mut list = |bank: &str, hex: &str, id: u64| {
        world.last_id = id - 1;
        world.list(bank, hex);
    };
    match name.split('-').next().unwrap_or_default() {
        // Banked from an address.
        "043" => {
            list("REVIEW_TEST", C, 2);
            list("REVIEW_TEST", F, 3);
        }
        "119" => list("REVIEW_TEST", &"0".repeat(64), 11),
        "143" => {
            let signal = |hex: &str| entry(&format!("('pdq', '{hex}')"), hex);
            let lists = [
                ("SAMPLE_EX", vec![signal(C), signal(D)]),
                ("NCMEC_EX", vec![entry("42-image1", C), entry("42-image2", E)]),
                ("STOPNCII_EX", vec![signal(D), signal(F)]),
            ];
            world.upstream = lists.map(|(name, entries)| (name.to_owned(), entries)).into();
        }
        "144" => renumber(world),
        "159" => upstream(world, vec![entry("42-image2", E)]),
        // Added again; and what was deleted here is touched there, which gives it a new number too.
        "160" | "163" => upstream(world, vec![entry("42-image1", C), entry("42-image2", E)]),
        // Another HMA, newly started.
        "210" => {
            let now = world.now;
            *world = World::default();
            world.now = now;
            world.bank("FIRST", 1.0);
        }
        "187" | "200" | "201" => world.exchange("SEED_SAMPLE", "sample"),
        "203" => {
            world.upstream.insert("SEED_SAMPLE".into(), vec![entry("1", A)]);
            world.fetch();
        }
        // Only two equal ones are left.
        "216" => {
            world.contents.remove(&2);
            world.build();
        }
        _ => {}
    }
}

fn upstream(world: &mut World, entries: Vec<Upstream>) {
    world.upstream.insert("NCMEC_EX".into(), entries);
    world.fetch();
}

/// The numbers that the recorded calls go on with.
fn renumber(world: &mut World) {
    let numbers = [
        ("SAMPLE_EX", C, 24),
        ("SAMPLE_EX", D, 25),
        ("NCMEC_EX", C, 30),
        ("NCMEC_EX", E, 31),
        ("STOPNCII_EX", D, 32),
        ("STOPNCII_EX", F, 33),
    ];
    for (bank, hex, number) in numbers {
        let is_it = |content: &scrim_tests::harness::hma::Banked| {
            content.bank == bank && content.signals.get("pdq").is_some_and(|known| known == hex)
        };
        let found = world
            .contents
            .iter()
            .find(|(_, content)| is_it(content))
            .map(|(id, _)| *id);
        if let Some(content) = found.and_then(|id| world.contents.remove(&id)) {
            world.contents.insert(number, content);
        }
    }
    world.last_id = 33;
    world.build();
}

fn form(parts: &[Part]) -> Form {
    parts.iter().fold(Form::new(), |form, part| {
        let bytes = |name: &String| FormPart::bytes(name.clone().into_bytes()).file_name(name.clone());
        match &part.file {
            Some(name) => form.part(part.name.clone(), bytes(name)),
            None => form.text(part.name.clone(), part.text.clone().unwrap_or_default()),
        }
    })
}

fn request(client: &Client, base: &str, call: &Call) -> anyhow::Result<RequestBuilder> {
    let request = client.request(
        Method::from_bytes(call.method.as_bytes())?,
        format!("{base}{}", call.target),
    );
    Ok(match (&call.json, &call.text) {
        _ if !call.parts.is_empty() => request.multipart(form(&call.parts)),
        (Some(json), _) => request.json(json),
        (None, Some(text)) => request.header("content-type", &call.kind).body(text.clone()),
        (None, None) => request,
    })
}

#[tokio::test]
async fn the_stand_in_answers_the_recorded_calls_as_the_real_one_did() -> anyhow::Result<()> {
    let stand_in = StandIn::start().await?;
    stand_in.world().now = 1_795_457_364;
    files(&mut stand_in.world());
    let client = Client::builder().redirect(Policy::none()).build()?;
    let (mut faults, mut replayed) = (Vec::new(), 0);
    for call in calls()? {
        beside(&call.name, &mut stand_in.world());
        if left_out(&call) {
            continue;
        }
        let response = request(&client, &stand_in.url(), &call)?.send().await?;
        replayed += 1;
        let status = response.status().as_u16();
        let kind = response
            .headers()
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        let kind = kind
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned();
        let text = response.text().await?;
        if (status, kind.as_str()) != (call.answer.status, call.answer.kind.as_str()) {
            let (wanted, sort) = (call.answer.status, &call.answer.kind);
            faults.push(format!("{}: {status} {kind}, not {wanted} {sort}: {text}", call.name));
        } else if let Some(wanted) = &call.answer.json {
            let told: Value = serde_json::from_str(&text)?;
            faults.extend(difference(&call.name, wanted, &told));
        } else if kind != "text/html" {
            faults.extend((Some(&text) != call.answer.text.as_ref()).then(|| format!("{}: {text}", call.name)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(replayed >= 155, "only {replayed} calls were replayed");
    Ok(())
}

#[test]
fn a_difference_of_shape_is_found() {
    let shape = |one: &str, other: &str| {
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        difference("", &read(one), &read(other)).is_some()
    };
    assert!(!shape(r#"{"a":[{"b":1}]}"#, r#"{"a":[{"b":2},{"b":3}]}"#));
    for (one, other) in [
        (r#"{"a":1}"#, r#"{"b":1}"#),
        (r#"{"a":1}"#, r#"{"a":"1"}"#),
        (r#"{"a":[]}"#, r#"{"a":[1]}"#),
        (r#"[{"a":1}]"#, r#"[{"a":null}]"#),
        ("true", "false"),
    ] {
        assert!(shape(one, other), "{one} {other}");
    }
}
