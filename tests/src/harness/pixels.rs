//! Judges every picture that left the desk: what can be measured in it, and by what right it left.
//!
//! The tap writes the bodies; the pattern planted in the uploads says how much of them can be seen.
//! What a body is called or claims to be counts for nothing, only its pixels and the hub's ledger do.

use crate::pictures::{
    Picture,
    fine::{Clarity, measure},
};
use anyhow::Context as _;
use scrim_model::{
    full_size::Tile,
    ids::GrantId,
    rung::Rung,
    time::{Span, Time},
};
use scrim_wire::http::exposures::ExposureRow;
use serde::Deserialize;
use std::{collections::BTreeSet, fs, path::Path};

/// How far the two clocks, and the way from the hub to the web view, may be apart.
const SLACK: Span = Span::seconds(2);

/// The tap's file of lines.
const LINES: &str = "frames.jsonl";

/// One picture that left the desk.
#[derive(Debug, Clone)]
pub struct Body {
    /// What the desk says of it.
    pub line: Line,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One line of the tap.
#[derive(Debug, Clone, Deserialize)]
pub struct Line {
    /// The frame's name, which is its file's.
    pub frame: String,
    /// When it left.
    pub at: Time,
    /// The rung it left for.
    pub rung: Rung,
    /// The grant it left by; none at rest.
    pub grant: Option<GrantId>,
    /// Which tile of the full size it is, where it is one.
    pub tile: Option<Tile>,
}

/// Everything that had left when it was asked; the desk may be writing meanwhile, the line of a picture
/// before the picture.
///
/// # Errors
/// When a body has no line, or two.
pub fn bodies(folder: &Path) -> anyhow::Result<Vec<Body>> {
    let mut left = pictures(folder)?;
    let lines = fs::read_to_string(folder.join(LINES)).context("nothing has left the desk")?;
    let mut told = BTreeSet::new();
    let mut bodies = Vec::new();
    for line in lines.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let line: Line = serde_json::from_str(line)?;
        anyhow::ensure!(told.insert(line.frame.clone()), "frame {} left twice", line.frame);
        if left.remove(&line.frame) {
            let bytes = fs::read(folder.join(&line.frame))?;
            bodies.push(Body { line, bytes });
        }
    }
    anyhow::ensure!(left.is_empty(), "left without a line: {left:?}");
    Ok(bodies)
}

/// The names of the pictures that have theirs.
fn pictures(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != LINES && !name.starts_with("unnamed-"));
    Ok(names)
}

/// What can be measured in a body.
///
/// # Errors
/// When it does not decode: then nobody can say what it shows.
pub fn clarity(body: &Body) -> anyhow::Result<Clarity> {
    Ok(measure(&Picture::decode(body.line.frame.clone(), &body.bytes)?))
}

/// What is wrong with the bodies; empty when every clear one had a grant of its rung, written before
/// it left and still open.
///
/// # Errors
/// When a body does not decode.
pub fn faults(bodies: &[Body], ledger: &[ExposureRow]) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for body in bodies {
        let seen = clarity(body)?;
        let allowed = allowed_by_ledger(&body.line, ledger);
        let shows = shows(seen);
        if shows > allowed {
            let (name, shows, allowed) = (&body.line.frame, u8::from(shows), u8::from(allowed));
            faults.push(format!(
                "{name} shows rung {shows} and only {allowed} was allowed: {seen:?}"
            ));
        }
    }
    Ok(faults)
}

/// The rung that pixels amount to.
fn shows(seen: Clarity) -> Rung {
    if seen.is_coloured() {
        Rung::Colour
    } else if seen.is_clear() {
        Rung::Grey
    } else {
        Rung::LightVeil
    }
}

/// The rung that the hub's ledger allows a body when it left; a veil where there is no grant.
fn allowed_by_ledger(line: &Line, ledger: &[ExposureRow]) -> Rung {
    let row = ledger.iter().find(|row| Some(row.grant_id) == line.grant);
    match row {
        Some(row) if row.granted_at <= line.at + SLACK && line.at <= row.until + SLACK => row.rung,
        _ => Rung::LightVeil,
    }
}
