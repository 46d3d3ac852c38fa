//! A peer: a program in Python or Node that does the same work, asked line by line.
//!
//! Knows the protocol of `tests/peers/line.py`. The peer's own clock says how long it took; whether it did
//! the work is judged in `same_work`.

use super::stock::StockFile;
use crate::bench::line::{Line, script};
use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::json;
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// Names the peers that are installed, with spaces between them.
const NAMES_VARIABLE: &str = "SCRIM_PEERS";
/// The Python that has what the peers in Python need.
const PYTHON_VARIABLE: &str = "SCRIM_PEERS_PYTHON";
/// The folder with what the peers in Node need, which they are told by the same name.
const MODULES_VARIABLE: &str = "SCRIM_PEERS_MODULES";

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Task {
    /// From a file's bytes to its hash at full size and five pictures.
    Ingest,
    /// The same without the hash.
    Renditions,
}

impl Task {
    /// Its name in the figures and in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Renditions => "renditions",
        }
    }
}

/// What a peer says of a task.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Told {
    /// From the bytes to the last picture, by its own clock.
    pub(super) ms: f64,
    /// Processor time of the same span, all threads together.
    pub(super) cpu_ms: f64,
    /// Of this, the hash alone.
    pub(super) hash_ms: Option<f64>,
    /// The hash in 64 hex digits.
    pub(super) pdq: Option<String>,
    /// How long the five pictures are.
    pub(super) bytes: Vec<u64>,
}

#[derive(Debug, Deserialize)]
struct Hashed {
    pdq: String,
}

/// A running peer.
#[derive(Debug)]
pub(super) struct Peer(Line);

/// Starts every peer that is said to be installed; what they say on standard error is kept in `folder`.
///
/// # Errors
/// When one does not start.
pub(super) fn start_all(folder: &Path) -> anyhow::Result<Vec<Peer>> {
    let names = env::var(NAMES_VARIABLE).unwrap_or_default();
    names.split_whitespace().map(|name| Peer::start(name, folder)).collect()
}

/// The Python of the peers.
fn python() -> Option<PathBuf> {
    env::var_os(PYTHON_VARIABLE).map(PathBuf::from)
}

/// The Python that has Pillow, and the script by which it writes WebP.
pub(super) fn webp_writer() -> Option<(PathBuf, PathBuf)> {
    let names = env::var(NAMES_VARIABLE).unwrap_or_default();
    let has_pillow = names.split_whitespace().any(|name| name == "pillow");
    python()
        .filter(|_| has_pillow)
        .map(|python| (python, script("webp.py")))
}

impl Peer {
    fn start(name: &str, folder: &Path) -> anyhow::Result<Self> {
        let mut command = if name == "sharp" {
            let modules = env::var_os(MODULES_VARIABLE).context("sharp is named, but not where it is")?;
            let mut node = Command::new("node");
            node.arg(script("sharp.mjs")).env(MODULES_VARIABLE, modules);
            node
        } else {
            let mut python = Command::new(python().with_context(|| format!("{name} is named, but no Python"))?);
            // Without `-B` the scripts would leave their compiled form beside them.
            python.arg("-B").arg(script(&format!("{name}.py")));
            python
        };
        Line::start(name, &mut command, folder).map(Self)
    }

    /// What it is called in the figures.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }

    /// What it says it is.
    pub(super) fn version(&self) -> &str {
        &self.0.version
    }

    /// Has a task done; the pictures are kept in `keep` where that is wanted.
    ///
    /// # Errors
    /// When it does not answer, or not in the protocol's form.
    pub(super) fn work(&mut self, task: Task, file: &StockFile, keep: Option<&Path>) -> anyhow::Result<Told> {
        let answer = self.0.ask(&json!({
            "do": task.name(),
            "file": file.path,
            "long_edge_px": file.kind.long_edge_px(),
            "size_px": file.kind.size_px,
            "keep": keep,
        }))?;
        told(&answer).with_context(|| format!("{} answered {answer}", self.0.name))
    }

    /// Hashes raw RGB: for a peer that has no hash of its own.
    ///
    /// # Errors
    /// When it does not answer.
    pub(super) fn hash(&mut self, raw: &Path, size_px: (u32, u32)) -> anyhow::Result<String> {
        let answer = self.0.ask(&json!({ "do": "hash", "file": raw, "size_px": size_px }))?;
        let hashed: Hashed = serde_json::from_str(&answer)?;
        Ok(hashed.pdq)
    }

    /// Whether it hashes what it has decoded.
    pub(super) fn has_hash(&self) -> bool {
        self.0.name != "sharp"
    }
}

/// What an answer says; a time that cannot be is refused, so that it never becomes a figure.
fn told(answer: &str) -> anyhow::Result<Told> {
    let told: Told = serde_json::from_str(answer)?;
    ensure!(told.ms.is_finite() && told.ms > 0.0, "a task takes time");
    let made = told.bytes.iter().filter(|length| **length > 0).count();
    ensure!(made == 5, "{made} of five pictures were made");
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"ms": 9.5, "cpu_ms": 9.0, "hash_ms": 4.0, "pdq": "00", "bytes": [1, 2, 3, 4, 5]}"#;

    #[test]
    fn an_answer_is_read() {
        let told = told(GOOD).unwrap();
        assert!((told.ms - 9.5).abs() < 1e-9 && told.hash_ms.is_some() && told.pdq.is_some());
    }

    #[test]
    fn no_time_is_no_answer_and_neither_are_four_pictures() {
        for broken in [
            GOOD.replace("9.5", "0.0"),
            GOOD.replace("9.5", "-1.0"),
            GOOD.replace(", 5]", "]"),
            GOOD.replace(", 5]", ", 0]"),
            GOOD.replace("\"bytes\"", "\"size\""),
        ] {
            assert!(told(&broken).is_err(), "{broken}");
        }
    }
}
