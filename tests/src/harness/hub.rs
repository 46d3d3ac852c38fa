//! A hub of its own for every test: random port, fresh data folder, key beside and not inside it.

use super::{child::Running, person::Reviewer, programs, source::Source};
use crate::pictures::File;
use anyhow::Context as _;
use scrim_model::person::Role;
use scrim_wire::http::metrics::Metrics;
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;
use uuid::Uuid;

/// How a hub is started.
#[derive(Debug, Clone, Copy)]
pub struct HubOptions {
    /// How long a verdict can be taken back.
    pub grace_seconds: u32,
    /// The largest upload, bytes.
    pub max_upload_bytes: u64,
}

impl Default for HubOptions {
    /// No grace, so that effects follow at once; the product's own limit for uploads.
    fn default() -> Self {
        Self {
            grace_seconds: 0,
            max_upload_bytes: 64 * 1024 * 1024,
        }
    }
}

/// A running hub.
#[derive(Debug)]
pub struct TestHub {
    /// Where it answers.
    pub url: String,
    options: HubOptions,
    folder: TempDir,
    serving: Running,
}

impl TestHub {
    /// Starts a hub with nothing in it.
    ///
    /// # Errors
    /// When it is not built or does not come up.
    pub fn start(options: HubOptions) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        fs::create_dir_all(folder.path().join("data"))?;
        let (serving, url) = serve(folder.path(), options, "127.0.0.1:0")?;
        Ok(Self {
            url,
            options,
            folder,
            serving,
        })
    }

    /// Ends it as a power cut would.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.serving.kill()
    }

    /// Starts it again on the same data and the same address.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        if self.serving.runs() {
            self.serving.end()?;
        }
        let listen = self.url.trim_start_matches("http://").to_owned();
        (self.serving, self.url) = serve(self.folder.path(), self.options, &listen)?;
        Ok(())
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.serving.pid()
    }

    /// Where it keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs one of the hub's own commands on its data, and answers the last line it prints.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<String> {
        command(self.folder.path(), words, None)
    }

    /// Adds a person with a random password and signs them in.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn person(&self, name: &str, role: Role) -> anyhow::Result<Reviewer> {
        let password = format!("{}", Uuid::now_v7().simple());
        self.add_person(name, role, &password)?;
        Reviewer::sign_in(&self.url, name, &password).await
    }

    /// Adds a person.
    ///
    /// # Errors
    /// When the hub refuses.
    pub fn add_person(&self, name: &str, role: Role, password: &str) -> anyhow::Result<()> {
        let role = serde_json::to_value(role)?;
        let role = role.as_str().context("a role is one word")?;
        let words = ["person", "add", name, "--role", role, "--password-stdin"];
        command(self.folder.path(), &words, Some(password))?;
        Ok(())
    }

    /// Adds a source.
    ///
    /// # Errors
    /// When the hub refuses.
    pub fn source(&self, name: &str) -> anyhow::Result<Source> {
        let line = self.command(&["source", "add", name])?;
        let answer: serde_json::Value = serde_json::from_str(&line)?;
        let key = answer
            .get("key")
            .and_then(|key| key.as_str())
            .context("a source is told its key")?;
        Source::new(&self.url, key)
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
        self.command(&words)?;
        Ok(())
    }

    /// Sums over the hub, as its lead sees them.
    ///
    /// # Errors
    /// When the hub does not answer.
    pub async fn metrics(&self, lead: &Reviewer) -> anyhow::Result<Metrics> {
        lead.read("/v1/metrics").await
    }

    /// Ends the hub in order and checks what it leaves: exit code, chain, and a log without errors.
    ///
    /// # Errors
    /// With what is wrong.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let status = self.serving.end()?;
        anyhow::ensure!(status.success(), "the hub ended with {status}: {}", self.serving.said());
        self.check_chain()?;
        clean(&self.serving.said())
    }

    /// Checks that nothing in the audit chain was altered or lost.
    ///
    /// # Errors
    /// When it was.
    pub fn check_chain(&self) -> anyhow::Result<()> {
        self.command(&["audit", "verify"]).map(drop)
    }

    /// All that the hub has logged so far.
    pub fn log(&self) -> String {
        self.serving.said()
    }
}

/// Whether a log speaks of no failure.
fn clean(log: &str) -> anyhow::Result<()> {
    let bad = |line: &&str| line.contains("\"level\":\"ERROR\"") || line.contains("panicked at");
    let found: Vec<&str> = log.lines().filter(bad).collect();
    anyhow::ensure!(found.is_empty(), "the hub's log is not clean:\n{}", found.join("\n"));
    Ok(())
}

fn serve(folder: &Path, options: HubOptions, listen: &str) -> anyhow::Result<(Running, String)> {
    let mut command = hub_command(folder, &["serve", "--listen", listen])?;
    command.args(["--grace-seconds", &options.grace_seconds.to_string()]);
    command.args(["--max-upload-bytes", &options.max_upload_bytes.to_string()]);
    let (running, line) = Running::start_and_read(&mut command, &folder.join("hub.log"))?;
    let ready: serde_json::Value = serde_json::from_str(&line)?;
    let url = ready
        .get("url")
        .and_then(|url| url.as_str())
        .context("the hub says its address")?;
    Ok((running, url.to_owned()))
}

fn command(folder: &Path, words: &[&str], input: Option<&str>) -> anyhow::Result<String> {
    let mut child = hub_command(folder, words)?
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("standard input was piped")?;
    stdin.write_all(input.unwrap_or_default().as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "scrim-hub {} failed: {said}", words.join(" "));
    let printed = String::from_utf8(output.stdout)?;
    Ok(printed.lines().last().unwrap_or_default().to_owned())
}

fn hub_command(folder: &Path, words: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(programs::ours("scrim-hub")?);
    command
        .args(words)
        .env("SCRIM_HUB_DATA", folder.join("data"))
        .env("SCRIM_HUB_KEY_FILE", folder.join("master.key"));
    Ok(command)
}
