//! Fills a database: one case comes in by the store's own way, and is copied as often as wanted.

use crate::{arguments::Engine, subject::Subject};
use anyhow::ensure;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    digests::FileDigests,
    ids::{ItemId, PersonId, SessionId},
    matching::{FrameHash, HarmType, Perceptual},
    person::Role,
    rung::Rung,
    second_looks::Draw,
    time::{Span, Time},
};
use scrim_store::{
    Store,
    banks::{NewBank, NewEntry},
    items::{Digests, Door, Near, NewItem, NewMedia, NewRendition},
    people::{Credential, NewPerson, TokenPair},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What every copy is made of.
const TEMPLATE: Uuid = Uuid::from_u128(0x7E39_1A7E);

/// One person who signed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
}

/// The access token of a desk, by its number: there is nothing to protect here.
pub(crate) fn token(desk: u32) -> String {
    format!("desk-{desk:08}")
}

/// Fills the database with cases and people.
pub(crate) async fn fill(subject: &Subject, store: &Store, waiting: u64, desks: u32) -> anyhow::Result<Vec<Desk>> {
    template(store).await?;
    let mut people = Vec::new();
    for number in 0..desks {
        people.push(desk(store, number).await?);
    }
    for (table, keyed_by) in [
        ("item", "id"),
        ("item_hash", "item"),
        ("item_match", "item"),
        ("rendition", "item"),
        ("review_case", "item"),
    ] {
        copy(subject, (table, keyed_by), waiting)?;
    }
    subject.run(match subject.engine {
        Engine::Sqlite => "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)",
        Engine::Postgres => "VACUUM ANALYZE",
    })?;
    if subject.engine == Engine::Postgres {
        subject.run("CHECKPOINT")?;
    }
    Ok(people)
}

/// Puts back what was decided, as if nobody had said anything.
pub(crate) fn refill(subject: &Subject) -> anyhow::Result<()> {
    subject.run(
        "DELETE FROM barred; DELETE FROM outbox; DELETE FROM decided_pair;
         UPDATE review_case SET state = 'waiting', at = created, lease = NULL, leased_to = NULL, decision =
         '{\"state\":\"open\"}', stage = 'review', outcome = NULL WHERE state <> 'waiting' OR at > created",
    )?;
    match subject.engine {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => subject.run("VACUUM ANALYZE review_case"),
    }
}

async fn template(store: &Store) -> anyhow::Result<()> {
    let bank = NewBank {
        name: "Known".into(),
        harm: HarmType::Csam,
        vetted_reason: None,
    };
    let perceptual = Perceptual {
        hash: PdqHash(Sha256::digest([1]).into()),
        quality: 100,
    };
    let sha256 = Sha256::digest([0]).into();
    let entry = NewEntry {
        bank: store.bank(bank).await?.id,
        category: None,
        provenance: None,
        votes: None,
        digests: FileDigests::of_sha256(sha256),
        hashes: vec![perceptual],
    };
    store.add_entry(entry).await?;
    let source = NewPerson {
        name: "platform".into(),
        role: Role::Source,
        credential: Credential::Key([1; 32]),
        experienced: true,
    };
    let source = store.add_person(source).await?;
    let accepted = store.accept(upload(source, sha256, perceptual)).await?;
    ensure!(accepted.door == Door::Queued, "the first upload was not queued");
    Ok(())
}

fn upload(source: PersonId, sha256: [u8; 32], perceptual: Perceptual) -> NewItem {
    let rendition = |rung| NewRendition {
        rung,
        width_px: 400,
        height_px: 300,
        bytes: 40_000,
        mime: "image/png".into(),
        wrapped_key: vec![u8::from(rung); 88],
    };
    let rungs = [
        Rung::HeavyVeil,
        Rung::LightVeil,
        Rung::Outline,
        Rung::Grey,
        Rung::Colour,
    ];
    NewItem {
        id: ItemId(TEMPLATE),
        source,
        reference: None,
        place: None,
        bytes: 1_000_000,
        digests: Digests {
            sha256,
            sha1: [0; 20],
            md5: [0; 16],
        },
        size_px: Some((4_000, 3_000)),
        frames: Some(1),
        cells: Vec::new(),
        unreadable: None,
        partly: None,
        unanswered: Vec::new(),
        check: Draw::of(999),
        traits: Vec::new(),
        near: Near::default(),
        hashes: vec![FrameHash { frame: 0, perceptual }],
        media: Some(NewMedia {
            renditions: rungs.map(rendition).into(),
            original_key: vec![9; 88],
        }),
    }
}

async fn desk(store: &Store, number: u32) -> anyhow::Result<Desk> {
    let new = NewPerson {
        name: format!("desk {number}"),
        role: Role::Moderator,
        credential: Credential::Password("kept".into()),
        experienced: true,
    };
    let person = store.add_person(new).await?;
    let tokens = TokenPair {
        access: Sha256::digest(token(number)).into(),
        access_lasts: Span::hours(24),
        refresh: Sha256::digest(format!("refresh {number}")).into(),
    };
    store.start_session(person, tokens).await?;
    let caller = store.caller(tokens.access, Time(0)).await?;
    let session = caller
        .session
        .ok_or_else(|| anyhow::anyhow!("a sign-in has a session"))?;
    Ok(Desk { person, session })
}

/// Copies the template's rows of one table, each copy under ids of its own.
fn copy(subject: &Subject, (table, keyed_by): (&str, &str), waiting: u64) -> anyhow::Result<()> {
    let (item, case) = (id(subject.engine, 1), id(subject.engine, 2));
    let columns = subject.columns(table)?;
    let values = columns.iter().map(|column| match (table, column.as_str()) {
        ("review_case", "id") | ("item", "case_id") => case.clone(),
        ("item", "id") | (_, "item") => item.clone(),
        ("item", "sha256") => match subject.engine {
            Engine::Sqlite => "unhex(printf('%064x', n.i))".to_owned(),
            Engine::Postgres => "sha256(n.i::TEXT::BYTEA)".to_owned(),
        },
        _ => format!("t.{column}"),
    });
    let (columns, values) = (columns.join(", "), values.collect::<Vec<_>>().join(", "));
    let upto = waiting.saturating_sub(1);
    let (numbers, template) = match subject.engine {
        Engine::Sqlite => (
            format!(
                "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {upto}) SELECT i FROM n)"
            ),
            format!("x'{}'", TEMPLATE.simple()),
        ),
        Engine::Postgres => (
            format!("(SELECT i FROM generate_series(1, {upto}) i)"),
            format!("'{TEMPLATE}'"),
        ),
    };
    subject.run(&format!(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {numbers} n CROSS JOIN {table} t
         WHERE t.{keyed_by} = {template}"
    ))
}

/// An id that sorts by the number of its copy, as the ids of uploads sort by their time.
fn id(engine: Engine, kind: u8) -> String {
    match engine {
        Engine::Sqlite => format!("unhex(printf('%016x%016x', n.i, {kind}))"),
        Engine::Postgres => format!("(lpad(to_hex(n.i), 16, '0') || lpad(to_hex({kind}), 16, '0'))::UUID"),
    }
}
