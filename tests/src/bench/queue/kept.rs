//! A filled database, kept by the store's own program for as long as this lives.

use anyhow::Context as _;
use serde::Deserialize;
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
};

/// A filled database.
pub(super) struct Kept {
    pub(super) place: Place,
    child: Child,
    input: Option<ChildStdin>,
}

/// Where it is, and who has signed in to it.
#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) data: PathBuf,
    pub(super) database: Option<String>,
    /// A database for a peer, on the same server.
    pub(super) peer: Option<String>,
    pub(super) tokens: Vec<String>,
}

impl Kept {
    pub(super) fn fill(program: &Path, engine: &str, waiting: u64, desks: usize) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.args(["keep", engine, &waiting.to_string(), &desks.to_string()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take();
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("standard output was piped")?).read_line(&mut line)?;
        let place = serde_json::from_str(&line).with_context(|| format!("no {engine} database was filled"))?;
        Ok(Self { place, child, input })
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // It tidies up when its input ends.
        self.input.take();
        let _ended_or_gone = self.child.wait();
    }
}
