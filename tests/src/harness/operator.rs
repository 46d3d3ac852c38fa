//! Whoever has the machine of a hub, or of several: the hub's own commands, on what they keep.

use super::{child::Running, programs};
use crate::pictures::File;
use anyhow::Context as _;
use scrim_model::person::Role;
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// Where a hub keeps what, as its programs are told.
#[derive(Debug)]
pub struct Operator(Vec<(&'static str, PathBuf)>);

/// What a hub says when it answers.
#[derive(Debug, serde::Deserialize)]
pub struct Ready {
    /// Where.
    pub url: String,
    /// Where it answers for its metrics, if anywhere.
    pub metrics: Option<String>,
}

/// What a hub's doctor says of one thing.
#[derive(Debug, serde::Deserialize)]
pub struct Told {
    check: String,
    /// Whether it is well.
    pub ok: bool,
    /// In a sentence.
    pub says: String,
}

impl Operator {
    /// With the data in a folder, and the master key beside and not inside it.
    pub fn of(data: &Path, key: &Path) -> Self {
        Self(vec![
            ("SCRIM_HUB_DATA", data.to_owned()),
            ("SCRIM_HUB_KEY_FILE", key.to_owned()),
        ])
    }

    /// With one more of the hub's variables.
    #[must_use]
    pub fn with(mut self, variable: &'static str, value: impl Into<PathBuf>) -> Self {
        self.0.push((variable, value.into()));
        self
    }

    /// The program with these words, not started yet.
    ///
    /// # Errors
    /// When it is not built.
    pub fn program(&self, words: &[&str]) -> anyhow::Result<Command> {
        let mut command = Command::new(programs::ours("scrim-hub")?);
        let variables = self.0.iter().map(|(name, value)| (name, value));
        command.args(words).envs(variables);
        Ok(command)
    }

    /// Serves by a command of [`Self::program`].
    ///
    /// # Errors
    /// When the hub does not come up.
    pub fn serve(mut command: Command, log: &Path) -> anyhow::Result<(Running, Ready)> {
        let (running, line) = Running::start_and_read(&mut command, log)?;
        let ready = serde_json::from_str(&line).with_context(|| format!("the hub says where it is, not {line}"))?;
        Ok((running, ready))
    }

    /// Runs a command to its end and answers everything it prints.
    ///
    /// # Errors
    /// When it fails; with what it said.
    pub fn lines(&self, words: &[&str], input: &str) -> anyhow::Result<String> {
        let mut child = self
            .program(words)?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().context("standard input was piped")?;
        stdin.write_all(input.as_bytes())?;
        drop(stdin);
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "scrim-hub {} failed: {said}", words.join(" "));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// What the doctor says of one thing, well or not.
    ///
    /// # Errors
    /// When it says nothing of it.
    pub fn doctor(&self, about: &str) -> anyhow::Result<Told> {
        let said = String::from_utf8(self.program(&["doctor"])?.output()?.stdout)?;
        let mut told = said.lines().filter_map(|line| serde_json::from_str::<Told>(line).ok());
        let found = told.find(|told| told.check == about);
        found.with_context(|| format!("the doctor says nothing of {about}: {said}"))
    }

    /// Runs a command to its end and answers the last line it prints.
    ///
    /// # Errors
    /// When it fails; with what it said.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<String> {
        let printed = self.lines(words, "")?;
        Ok(printed.lines().last().unwrap_or_default().to_owned())
    }

    /// Adds a person.
    ///
    /// # Errors
    /// When the hub refuses.
    pub fn add_person(&self, name: &str, role: Role, password: &str) -> anyhow::Result<()> {
        let role = serde_json::to_value(role)?;
        let role = role.as_str().context("a role is one word")?;
        let words = [
            "person",
            "add",
            name,
            "--role",
            role,
            "--experienced",
            "--password-stdin",
        ];
        self.lines(&words, password).map(drop)
    }

    /// Adds a source, and answers its key.
    ///
    /// # Errors
    /// When the hub refuses.
    pub fn source_key(&self, name: &str) -> anyhow::Result<String> {
        let line = self.command(&["source", "add", name])?;
        let answer: serde_json::Value = serde_json::from_str(&line)?;
        let key = answer.get("key").and_then(|key| key.as_str());
        Ok(key.context("a source is told its key")?.to_owned())
    }

    /// Puts files on a list.
    ///
    /// # Errors
    /// When the hub refuses one of them.
    pub fn import(&self, bank: &str, vetted: bool, files: &[File]) -> anyhow::Result<()> {
        let folder = TempDir::with_prefix("scrim-known-")?;
        for file in files {
            fs::write(folder.path().join(&file.name), &file.bytes)?;
        }
        let path = folder.path().to_string_lossy().into_owned();
        let mut words = vec!["import", &path, "--bank", bank, "--category", "generated"];
        if vetted {
            words.extend(["--vetted", "drawn by this test"]);
        }
        self.command(&words).map(drop)
    }
}
