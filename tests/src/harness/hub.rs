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
    process::{Command, ExitStatus, Stdio},
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
    /// How long it waits for requests under way when it is asked to stop, where that is not its own choice.
    pub stop_seconds: Option<u32>,
    /// Whether it answers what it counts.
    pub metrics: bool,
}

impl Default for HubOptions {
    /// No grace, so that effects follow at once; the product's own limit for uploads.
    fn default() -> Self {
        Self {
            grace_seconds: 0,
            max_upload_bytes: 64 * 1024 * 1024,
            stop_seconds: None,
            metrics: false,
        }
    }
}

/// A running hub.
#[derive(Debug)]
pub struct TestHub {
    /// Where it answers.
    pub url: String,
    /// Where it answers what it counts, if it does.
    pub metrics_url: Option<String>,
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
        let (serving, ready) = serve(folder.path(), options, "127.0.0.1:0")?;
        Ok(Self {
            url: ready.url,
            metrics_url: ready.metrics,
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

    /// Waits until it has ended, as it was asked to by a signal.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn ended(&mut self) -> anyhow::Result<ExitStatus> {
        self.serving.ended()
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
        let (serving, ready) = serve(self.folder.path(), self.options, &listen)?;
        (self.serving, self.url, self.metrics_url) = (serving, ready.url, ready.metrics);
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

    /// Runs one of the hub's own commands on its data, and answers everything it prints.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn lines(&self, words: &[&str]) -> anyhow::Result<String> {
        printed(self.folder.path(), words, None)
    }

    /// Another hub, on what a backup of this one holds and with the same master key.
    ///
    /// # Errors
    /// When the backup does not come back, or the hub does not come up.
    pub fn from_backup(&self, backup: &Path) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        fs::copy(self.folder.path().join("master.key"), folder.path().join("master.key"))?;
        let backup = backup.to_string_lossy().into_owned();
        command(folder.path(), &["restore", "--from", &backup], None)?;
        let (serving, ready) = serve(folder.path(), self.options, "127.0.0.1:0")?;
        Ok(Self {
            url: ready.url,
            metrics_url: ready.metrics,
            options: self.options,
            folder,
            serving,
        })
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
        Source::new(&self.url, &self.source_key(name)?)
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

/// What a hub says when it answers.
#[derive(serde::Deserialize)]
struct Ready {
    url: String,
    metrics: Option<String>,
}

/// Whether a log speaks of no failure.
fn clean(log: &str) -> anyhow::Result<()> {
    let bad = |line: &&str| line.contains("\"level\":\"ERROR\"") || line.contains("panicked at");
    let found: Vec<&str> = log.lines().filter(bad).collect();
    anyhow::ensure!(found.is_empty(), "the hub's log is not clean:\n{}", found.join("\n"));
    Ok(())
}

fn serve(folder: &Path, options: HubOptions, listen: &str) -> anyhow::Result<(Running, Ready)> {
    let mut command = hub_command(folder, &["serve", "--listen", listen])?;
    command.args(["--grace-seconds", &options.grace_seconds.to_string()]);
    command.args(["--max-upload-bytes", &options.max_upload_bytes.to_string()]);
    if let Some(seconds) = options.stop_seconds {
        command.args(["--stop-seconds", &seconds.to_string()]);
    }
    if options.metrics {
        command.args(["--metrics", "127.0.0.1:0"]);
    }
    let (running, line) = Running::start_and_read(&mut command, &folder.join("hub.log"))?;
    let ready = serde_json::from_str(&line).with_context(|| format!("the hub says where it is, not {line}"))?;
    Ok((running, ready))
}

fn command(folder: &Path, words: &[&str], input: Option<&str>) -> anyhow::Result<String> {
    let printed = printed(folder, words, input)?;
    Ok(printed.lines().last().unwrap_or_default().to_owned())
}

fn printed(folder: &Path, words: &[&str], input: Option<&str>) -> anyhow::Result<String> {
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
    Ok(String::from_utf8(output.stdout)?)
}

fn hub_command(folder: &Path, words: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(programs::ours("scrim-hub")?);
    command
        .args(words)
        .env("SCRIM_HUB_DATA", folder.join("data"))
        .env("SCRIM_HUB_KEY_FILE", folder.join("master.key"));
    Ok(command)
}
