//! `ThreatExchange`'s indicators, as its API and whoever dumps it write them: one object a line, one digest or hash each.
//!
//! It is other people's shape, and has many fields that say nothing here: those are passed over. What belongs to one file
//! is several lines, and nothing says that they belong together.

use super::row::{BadRow, Row, digest, pdq};
use scrim_model::{
    digests::FileDigests,
    matching::{Perceptual, UNSAID_QUALITY},
    votes::MemberVotes,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

#[derive(Deserialize)]
struct Shared {
    #[serde(rename = "type")]
    kind: String,
    indicator: String,
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    is_expired: Option<bool>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

/// Who of the members has said this of it: their ids, with commas between them.
#[derive(Deserialize)]
struct Reaction {
    key: String,
    #[serde(default)]
    value: String,
}

/// A member that says it is of use, and one that says it is not, by the names that `ThreatExchange` gives them.
const FOR: [&str; 1] = ["HELPFUL"];
const AGAINST: [&str; 2] = ["NOT_HELPFUL", "DISAGREE_WITH_TAGS"];

/// Ids are texts; some programs write them as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    indicator: String,
}

/// Reads one indicator.
pub(super) fn read(line: &str) -> Result<Row, BadRow> {
    let read: Shared = serde_json::from_str(line).map_err(|_not_it| BadRow::NotJson)?;
    if read.is_expired == Some(true) || read.status.as_deref() == Some("NON_MALICIOUS") {
        return Err(BadRow::Withdrawn);
    }
    let mut row = Row {
        provenance: read.id.map(|id| match id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        }),
        votes: votes(&read.reactions),
        ..Row::default()
    };
    let text = read.indicator.as_str();
    match read.kind.as_str() {
        "HASH_MD5" => row.digests.md5 = Some(digest(text, "md5")?),
        "HASH_SHA1" => row.digests.sha1 = Some(digest(text, "sha1")?),
        "HASH_SHA256" => row.digests.sha256 = Some(digest(text, "sha256")?),
        "HASH_PDQ" => row.hashes.push(Perceptual {
            hash: pdq(text)?,
            quality: UNSAID_QUALITY,
        }),
        _ => return Err(BadRow::Kind),
    }
    row.provenance = row.provenance.filter(|id| !id.is_empty());
    Ok(row)
}

/// Each member once for and once against, whatever they say it with.
fn votes(reactions: &[Reaction]) -> Option<MemberVotes> {
    let members = |keys: &[&str]| {
        let mut said = reactions
            .iter()
            .filter(|one| keys.contains(&one.key.as_str()))
            .peekable();
        let any = said.peek().is_some();
        let members: HashSet<&str> = said
            .flat_map(|one| one.value.split(','))
            .map(str::trim)
            .filter(|member| !member.is_empty())
            .collect();
        any.then(|| u32::try_from(members.len()).unwrap_or(u32::MAX))
    };
    MemberVotes::said(members(&FOR), members(&AGAINST))
}

/// A row, an indicator a line.
pub(super) fn write(row: &Row) -> Vec<String> {
    let FileDigests { sha256, sha1, md5 } = row.digests;
    let digests = [
        ("HASH_MD5", md5.map(hex::encode)),
        ("HASH_SHA1", sha1.map(hex::encode)),
        ("HASH_SHA256", sha256.map(hex::encode)),
    ];
    let digests = digests.into_iter().filter_map(|(kind, text)| Some((kind, text?)));
    let hashes = row.hashes.iter().map(|hash| ("HASH_PDQ", hash.hash.to_string()));
    let written = digests.chain(hashes).map(|(kind, indicator)| Written {
        id: row.provenance.as_deref(),
        kind,
        indicator,
    });
    written.filter_map(|one| serde_json::to_string(&one).ok()).collect()
}
