//! Comma-separated values: a head that names the columns, and a row a line. A quoted field does not go over lines.

use super::row::{BadRow, Row, digest, harm, harm_name, pdq, said};
use scrim_model::{
    digests::FileDigests,
    matching::{Perceptual, UNSAID_QUALITY},
    votes::MemberVotes,
};

/// Every column, in the order in which they are written.
const COLUMNS: [(&str, Column); 10] = [
    ("md5", Column::Md5),
    ("sha1", Column::Sha1),
    ("sha256", Column::Sha256),
    ("pdq", Column::Pdq),
    ("quality", Column::Quality),
    ("category", Column::Category),
    ("harm_type", Column::Harm),
    ("id", Column::Id),
    ("votes_up", Column::VotesUp),
    ("votes_down", Column::VotesDown),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Md5,
    Sha1,
    Sha256,
    Pdq,
    Quality,
    Category,
    Harm,
    Id,
    VotesUp,
    VotesDown,
}

/// What the head says.
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// Reads the head.
    pub(super) fn read(line: &str) -> Result<Self, BadRow> {
        let mut columns = Vec::new();
        for name in &fields(line)? {
            let known = COLUMNS
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
            let column = match known {
                Some((_, column)) => *column,
                None if name.trim().eq_ignore_ascii_case("provenance") => Column::Id,
                None => return Err(BadRow::Head),
            };
            if columns.contains(&column) {
                return Err(BadRow::Head);
            }
            columns.push(column);
        }
        let matched = [Column::Md5, Column::Sha1, Column::Sha256, Column::Pdq];
        if columns.iter().any(|column| matched.contains(column)) {
            Ok(Self(columns))
        } else {
            Err(BadRow::Head)
        }
    }

    /// Reads a row.
    pub(super) fn row(&self, line: &str) -> Result<Row, BadRow> {
        let fields = fields(line)?;
        if fields.len() != self.0.len() {
            return Err(BadRow::Fields);
        }
        let of = |wanted: Column| {
            let at = self.0.iter().position(|column| *column == wanted)?;
            fields.get(at).and_then(said)
        };
        Ok(Row {
            digests: FileDigests {
                sha256: of(Column::Sha256).map(|text| digest(text, "sha256")).transpose()?,
                sha1: of(Column::Sha1).map(|text| digest(text, "sha1")).transpose()?,
                md5: of(Column::Md5).map(|text| digest(text, "md5")).transpose()?,
            },
            hashes: hashes(of(Column::Pdq), of(Column::Quality))?,
            category: of(Column::Category).map(str::to_owned),
            harm: of(Column::Harm).map(harm).transpose()?,
            provenance: of(Column::Id).map(str::to_owned),
            votes: MemberVotes::said(votes(of(Column::VotesUp))?, votes(of(Column::VotesDown))?),
        })
    }
}

fn votes(text: Option<&str>) -> Result<Option<u32>, BadRow> {
    let number = |text: &str| text.trim().parse().map_err(|_not_it| BadRow::Votes);
    text.map(number).transpose()
}

/// Hashes and their qualities, both apart by blanks; of a picture there is one each.
fn hashes(hashes: Option<&str>, qualities: Option<&str>) -> Result<Vec<Perceptual>, BadRow> {
    let hashes = hashes.unwrap_or_default().split_whitespace().map(pdq);
    let hashes: Vec<_> = hashes.collect::<Result<_, _>>()?;
    let number = |text: &str| text.parse().ok().filter(|quality: &u8| *quality <= 100);
    let qualities = match qualities {
        None => vec![UNSAID_QUALITY; hashes.len()],
        Some(text) => text
            .split_whitespace()
            .map(|text| number(text).ok_or(BadRow::Quality))
            .collect::<Result<_, _>>()?,
    };
    if hashes.len() != qualities.len() {
        return Err(BadRow::Quality);
    }
    let both = hashes.into_iter().zip(qualities);
    Ok(both.map(|(hash, quality)| Perceptual { hash, quality }).collect())
}

fn fields(line: &str) -> Result<::csv::StringRecord, BadRow> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .buffer_capacity(1_024)
        .from_reader(line.as_bytes());
    let mut record = ::csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => Ok(record),
        Ok(false) | Err(_) => Err(BadRow::Fields),
    }
}

/// The head of what is written.
pub(super) fn head() -> String {
    COLUMNS.map(|(name, _)| name).join(",")
}

/// A row.
pub(super) fn write(row: &Row) -> String {
    let FileDigests { sha256, sha1, md5 } = row.digests;
    let joined = |each: &dyn Fn(&Perceptual) -> String| row.hashes.iter().map(each).collect::<Vec<_>>().join(" ");
    let fields = [
        md5.map(hex::encode).unwrap_or_default(),
        sha1.map(hex::encode).unwrap_or_default(),
        sha256.map(hex::encode).unwrap_or_default(),
        joined(&|hash| hash.hash.to_string()),
        joined(&|hash| hash.quality.to_string()),
        row.category.clone().unwrap_or_default(),
        row.harm.map(harm_name).unwrap_or_default().to_owned(),
        row.provenance.clone().unwrap_or_default(),
        row.votes.map(|votes| votes.up.to_string()).unwrap_or_default(),
        row.votes.map(|votes| votes.down.to_string()).unwrap_or_default(),
    ];
    fields.map(quoted).join(",")
}

/// A field, within quotes where it has to be.
fn quoted(field: String) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
