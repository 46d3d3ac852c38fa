//! Our own lines: one JSON object a row, with all that a row has and no other field.
//!
//! `{"sha256": …, "sha1": …, "md5": …, "pdq": [{"hash": …, "quality": 0 to 100}], "category": …, "harm_type": …, "id": …,
//! "votes": {"up": …, "down": …}}`; digests and hashes are hexadecimal, and each field may be left out.

use super::row::{BadRow, Row, digest, harm, harm_name, pdq, said};
use scrim_model::{digests::FileDigests, matching::Perceptual, votes::MemberVotes};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    #[serde(skip_serializing_if = "String::is_empty")]
    sha256: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sha1: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    md5: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pdq: Vec<Hash>,
    #[serde(skip_serializing_if = "String::is_empty")]
    category: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    harm_type: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<MemberVotes>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hash {
    hash: String,
    quality: u8,
}

/// Reads a row.
pub(super) fn read(line: &str) -> Result<Row, BadRow> {
    let read: Written = serde_json::from_str(line).map_err(|_not_it| BadRow::NotJson)?;
    let hash = |one: &Hash| -> Result<Perceptual, BadRow> {
        let quality = Some(one.quality).filter(|quality| *quality <= 100);
        Ok(Perceptual {
            hash: pdq(&one.hash)?,
            quality: quality.ok_or(BadRow::Quality)?,
        })
    };
    Ok(Row {
        digests: FileDigests {
            sha256: said(&read.sha256).map(|text| digest(text, "sha256")).transpose()?,
            sha1: said(&read.sha1).map(|text| digest(text, "sha1")).transpose()?,
            md5: said(&read.md5).map(|text| digest(text, "md5")).transpose()?,
        },
        hashes: read.pdq.iter().map(hash).collect::<Result<_, _>>()?,
        category: said(&read.category).map(str::to_owned),
        harm: said(&read.harm_type).map(harm).transpose()?,
        provenance: said(&read.id).map(str::to_owned),
        votes: read.votes,
    })
}

/// A row.
pub(super) fn write(row: &Row) -> String {
    let FileDigests { sha256, sha1, md5 } = row.digests;
    let hash = |one: &Perceptual| Hash {
        hash: one.hash.to_string(),
        quality: one.quality,
    };
    let written = Written {
        sha256: sha256.map(hex::encode).unwrap_or_default(),
        sha1: sha1.map(hex::encode).unwrap_or_default(),
        md5: md5.map(hex::encode).unwrap_or_default(),
        pdq: row.hashes.iter().map(hash).collect(),
        category: row.category.clone().unwrap_or_default(),
        harm_type: row.harm.map(harm_name).unwrap_or_default().to_owned(),
        id: row.provenance.clone().unwrap_or_default(),
        votes: row.votes,
    };
    serde_json::to_string(&written).unwrap_or_default()
}
