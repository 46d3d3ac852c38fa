//! What is in the databases of earlier versions: people at work, in rows that the version could have written itself.
//!
//! A text is written once for both engines: `@7` is the id 7, `#7` a digest of its own, and `~` has a digest after it.

use super::later::later;
use crate::engines::past::Past;
use scrim_model::{
    entry::EntryState,
    ids::{EntryId, ItemId, PersonId, VerdictId},
    quorum::{Decision, Given},
    retention::{RetentionPolicy, Watch},
    rung::Rung,
    scheme::IndustryClass,
    time::{Span, Time},
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
    wellness::Settings,
};
use scrim_store::chain::{GENESIS, link};
use serde::Serialize;
use uuid::Uuid;

pub(super) const NOW: Time = Time(1_700_000_000_000);

/// Who has decided, who has a case in hand, and the second of both.
pub(super) const PERSON: PersonId = PersonId(Uuid::from_u128(0x11));
pub(super) const OTHER: PersonId = PersonId(Uuid::from_u128(0x12));
pub(super) const SESSION: Uuid = Uuid::from_u128(0x22);
pub(super) const DECIDED: ItemId = ItemId(Uuid::from_u128(0x40));
pub(super) const ENTRY: EntryId = EntryId(Uuid::from_u128(0x32));

/// Rows of a version: of those whose tables have what `since` says, and not yet what `until` says.
struct Rows {
    since: &'static str,
    until: Option<&'static str>,
    sql: String,
}

/// All rows that fit into a version with these steps.
pub(super) fn fitting(past: &Past, steps: &[&str]) -> String {
    let done = steps.join("\n");
    let fit = |rows: &Rows| done.contains(rows.since) && !rows.until.is_some_and(|until| done.contains(until));
    let texts: Vec<String> = all()
        .iter()
        .filter(|rows| fit(rows))
        .map(|rows| filled(past, &rows.sql))
        .collect();
    texts.join("\n")
}

/// A text in the words of an engine.
fn filled(past: &Past, text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['@', '#', '~']) {
        let (before, marked) = rest.split_at(at);
        let (mark, after) = marked.split_at(1);
        let end = after
            .find(|letter: char| !letter.is_ascii_hexdigit())
            .unwrap_or(after.len());
        let (number, later) = after.split_at(end);
        let as_number = || u128::from_str_radix(number, 16).expect("a number follows");
        filled += before;
        filled += &match mark {
            "@" => (past.id)(as_number()),
            "#" => (past.bytes)(&as_number().to_be_bytes().repeat(2)),
            _ => (past.bytes)(&hex::decode(number).expect("a digest follows")),
        };
        rest = later;
    }
    filled + rest
}

fn all() -> Vec<Rows> {
    let always = [people(), lists(), uploads(), cases(), in_hand(), decided(), chain()];
    let mut rows: Vec<Rows> = always.into_iter().map(|sql| since("", sql)).collect();
    rows.extend(frames());
    rows.extend(looks());
    rows.extend(digests());
    rows.extend(later().into_iter().map(|(marker, sql)| since(marker, sql.to_owned())));
    rows.extend([
        since("CREATE TABLE retention", retention()),
        since("CREATE TABLE past_limits", limits()),
    ]);
    rows
}

fn since(since: &'static str, sql: String) -> Rows {
    let until = None;
    Rows { since, until, sql }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values")
}

fn people() -> String {
    let at = NOW.0;
    let rest = json(&scrim_model::wellness::Rest {
        started_at: NOW - Span::hours(20),
        ends_at: Some(NOW - Span::hours(19)),
        kind: scrim_model::wellness::RestKind::Chosen,
    });
    format!(
        "INSERT INTO person (id, name, role, password, key_hash, added_at) VALUES
             (@10, 'platform', 'source', NULL, #10, 1), (@11, 'one', 'moderator', 'kept', NULL, 1),
             (@12, 'two', 'moderator', 'kept', NULL, 1), (@13, 'lead', 'lead', 'kept', NULL, 1);
         INSERT INTO session (id, person, access_hash, access_expires, refresh_hash, started_at) VALUES
             (@21, @11, #21, {at}, #121, 1), (@22, @12, #22, {at}, #122, 1);
         INSERT INTO used_refresh (hash, session) VALUES (#221, @21);
         INSERT INTO work (person, started_at, ended_at) VALUES (@11, {at} - 90000000, {at} - 89990000);
         INSERT INTO rest (person, started_at, body) VALUES (@11, {at} - 72000000, '{rest}');"
    )
}

fn lists() -> String {
    let listed = json(&EntryState::LISTED);
    format!(
        "INSERT INTO queue (id, name) VALUES (@30, 'known');
         INSERT INTO bank (id, name, harm, trust, vetted_reason, queue) VALUES (@31, 'known', 'csam', 'other', NULL, @30);
         INSERT INTO entry (id, bank, category, state, added_at) VALUES
             (@32, @31, 'A1', '{listed}', 1), (@33, @31, NULL, '{listed}', 1);
         INSERT INTO hash_change (entry, pdq, quality, added) VALUES (@32, #32, 90, TRUE), (@33, #33, 90, TRUE);"
    )
}

/// Decided, waiting, unreadable, in hand, stopped.
fn uploads() -> String {
    let at = NOW.0;
    format!(
        "INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, case_id, original_key) VALUES
             (@40, @10, {at} - 9000, 9, #40, #140, #240, 'queued', @50, #340),
             (@41, @10, {at} - 8000, 9, #41, #141, #241, 'queued', @51, #341),
             (@43, @10, {at} - 7000, 9, #43, #143, #243, 'queued', @53, #343);
         INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, reason, original_key) VALUES
             (@42, @10, {at} - 6000, 9, #42, #142, #242, 'unreadable', 'truncated', #342);
         INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, stopped_by, original_key) VALUES
             (@44, @10, {at} - 5000, 9, #44, #144, #244, 'stopped', @33, #344);
         INSERT INTO item_match (item, entry, exact, distance, via_variant, place) VALUES
             (@40, @32, FALSE, 5, FALSE, 0), (@41, @33, FALSE, 6, FALSE, 0), (@43, @32, FALSE, 7, FALSE, 0);
         INSERT INTO rendition (item, rung, width_px, height_px, bytes, mime, wrapped_key) VALUES
             (@40, 1, 8, 8, 64, 'image/png', #340), (@40, 5, 8, 8, 64, 'image/png', #345),
             (@41, 1, 8, 8, 64, 'image/png', #341), (@41, 2, 8, 8, 64, 'image/png', #342),
             (@41, 3, 8, 8, 64, 'image/png', #343), (@41, 5, 8, 8, 64, 'image/png', #344),
             (@41, 6, 8, 8, 64, 'image/png', #346), (@43, 1, 8, 8, 64, 'image/png', #347);"
    )
}

fn given(id: u128, by: PersonId) -> Given {
    let pair = PairVerdict {
        item: DECIDED,
        entry: ENTRY,
        matched: MatchAxis::SameAltered,
        listing: Listing::Agrees,
    };
    Given {
        id: VerdictId(Uuid::from_u128(id)),
        by,
        verdict: Verdict {
            content: Content::Abusive,
            classification: Some(IndustryClass::B2.into()),
            pairs: vec![pair],
        },
    }
}

fn cases() -> String {
    let (at, open) = (NOW.0, json(&Decision::Open));
    let confirmed = json(&Decision::Confirmed {
        deciding: given(0x71, OTHER),
        with: vec![given(0x70, PERSON)],
        against: Vec::new(),
    });
    format!(
        "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision) VALUES
             (@50, @30, @40, {at} - 9000, 'decided', {at} - 3000, 'review', '{confirmed}'),
             (@51, @30, @41, {at} - 8000, 'waiting', {at} - 8000, 'review', '{open}');
         INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, lease, leased_to, fence) VALUES
             (@53, @30, @43, {at} - 7000, 'leased', {at} + 60000, 'review', '{open}', @61, @11, 1);"
    )
}

fn in_hand() -> String {
    let at = NOW.0;
    format!(
        "INSERT INTO lease (id, case_id, person, session, token_hash, fence, max_rung, resting_rung, taken_at,
                            expires_at, ended_at) VALUES
             (@60, @50, @11, @21, #60, 1, 6, 1, {at} - 4000, {at}, {at} - 3500),
             (@61, @53, @11, @21, #61, 1, 6, 1, {at} - 2000, {at} + 60000, NULL);
         INSERT INTO barred (case_id, person, why) VALUES (@50, @11, 'spoke');"
    )
}

fn decided() -> String {
    let at = NOW.0;
    let (first, second) = (json(&given(0x70, PERSON).verdict), json(&given(0x71, OTHER).verdict));
    format!(
        "INSERT INTO verdict (id, case_id, person, at, body, quorum, as_lead, idempotency_key, request_hash, standing,
                              grace_ends, status) VALUES
             (@70, @50, @11, {at} - 3600, '{first}', '\"Two\"', FALSE, 'a', #70, 'recorded', {at} - 3500, 'given'),
             (@71, @50, @12, {at} - 3000, '{second}', '\"Two\"', FALSE, 'b', #71, 'confirmed', {at} - 2900, 'given');
         INSERT INTO outbox (verdict, case_id, effect, direction, due_at, done_at) VALUES
             (@71, @50, '{{\"kind\":\"done\"}}', 'apply', {at} - 2900, {at} - 2800);
         INSERT INTO excluded_pair (sha256, entry, item) VALUES (#40, @33, @40);
         INSERT INTO cleared (sha256, item) VALUES (#44, @44);
         INSERT INTO checkpoint (seq, at, head, signature) VALUES (1, 1, #1, #2);"
    )
}

/// Two facts, each following from the one before.
fn chain() -> String {
    let mut before = GENESIS;
    let rows = [(1_u64, "first", "{}"), (2, "second", "{\"of\":1}")].map(|(seq, kind, body)| {
        before = link(&before, seq, Time(1), kind, body);
        format!("({seq}, 1, '{kind}', '{body}', ~{})", hex::encode(before))
    });
    format!(
        "INSERT INTO chain (seq, at, kind, body, hash) VALUES {};",
        rows.join(", ")
    )
}

/// Hashes: in the upload's own row, and later one for each frame.
fn frames() -> [Rows; 3] {
    let own = "UPDATE item SET pdq = #40, quality = 90 WHERE id = @40;".to_owned();
    let framed = "INSERT INTO item_hash (item, frame, pdq, quality) VALUES (@40, 0, #40, 90);
                  UPDATE item_match SET frame = 0;";
    [
        Rows {
            until: Some("CREATE TABLE item_hash"),
            ..since("    pdq BLOB,\n    quality INTEGER,", own)
        },
        since("CREATE TABLE item_hash", framed.to_owned()),
        since(
            "released INTEGER",
            "UPDATE item SET width_px = 8, height_px = 8 WHERE id = @40;".to_owned(),
        ),
    ]
}

fn looks() -> [Rows; 2] {
    let at = NOW.0;
    let row = format!("@80, @60, @50, @40, @11, 5, {at} - 3900, {at} - 3800, TRUE");
    let columns = "id, lease, case_id, item, person, rung, granted_at, until, charged";
    let before = format!("INSERT INTO look ({columns}) VALUES ({row});");
    let after = format!("INSERT INTO look ({columns}, released, full_size) VALUES ({row}, 5, FALSE);");
    [
        Rows {
            until: Some("released INTEGER"),
            ..since("", before)
        },
        since("released INTEGER", after),
    ]
}

fn digests() -> [Rows; 2] {
    let into = |column| format!("INSERT INTO entry_digest ({column}, entry) VALUES (#32, @32), (#33, @33);");
    let renamed = "RENAME COLUMN sha256 TO digest";
    [
        Rows {
            until: Some(renamed),
            ..since("", into("sha256"))
        },
        since(renamed, into("digest")),
    ]
}

fn retention() -> String {
    let (policy, watch) = (json(&RetentionPolicy::default()), json(&Watch::default()));
    format!("INSERT INTO retention (one, policy, revision, watch) VALUES (1, '{policy}', 1, '{watch}');")
}

fn limits() -> String {
    let settings = json(&Settings {
        max_rung: Rung::Grey,
        ..Settings::DEFAULT
    });
    format!(
        "INSERT INTO team (id, name, floor) VALUES (@90, 'team', '{{}}');
         INSERT INTO team_member (team, person) VALUES (@90, @13);
         INSERT INTO past_limits (id, person, layer, settings, until) VALUES (@91, @13, 'person', '{settings}', 2);"
    )
}
