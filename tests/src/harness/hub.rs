//! A hub of its own for every test: random port, fresh data folder, key beside and not inside it.

use super::{
    child::Running,
    operator::{Operator, Ready, Told},
    person::Reviewer,
    small_disk::SmallDisk,
    source::Source,
};
use crate::pictures::File;
use scrim_model::person::Role;
use scrim_wire::http::metrics::Metrics;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
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
    /// How much it logs.
    pub log: &'static str,
}

impl Default for HubOptions {
    /// No grace, so that effects follow at once; the product's own limit for uploads.
    fn default() -> Self {
        Self {
            grace_seconds: 0,
            max_upload_bytes: 64 * 1024 * 1024,
            stop_seconds: None,
            metrics: false,
            log: "info",
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
    /// What else it is told.
    words: Vec<String>,
    folder: TempDir,
    serving: Running,
}

impl TestHub {
    /// Starts a hub with nothing in it.
    ///
    /// # Errors
    /// When it is not built or does not come up.
    pub fn start(options: HubOptions) -> anyhow::Result<Self> {
        Self::start_with(options, Vec::new())
    }

    /// The same, told something more.
    ///
    /// # Errors
    /// When it is not built or does not come up.
    pub fn start_with(options: HubOptions, words: Vec<String>) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        fs::create_dir_all(folder.path().join("data"))?;
        let (serving, ready) = serve(&folder, options, &words, "127.0.0.1:0")?;
        // No test meets a check of what was stopped by chance.
        operator(&folder).command(&["org", "stop-checks", "--share", "0"])?;
        Ok(Self {
            url: ready.url,
            metrics_url: ready.metrics,
            options,
            words,
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

    /// Ends it in order.
    ///
    /// # Errors
    /// When it does not end, or not well.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        let status = self.serving.end()?;
        anyhow::ensure!(status.success(), "the hub ended with {status}");
        Ok(())
    }

    /// One of the hub's own commands on its data, not started yet.
    ///
    /// # Errors
    /// When the program is not built.
    pub fn program(&self, words: &[&str]) -> anyhow::Result<Command> {
        operator(&self.folder).program(words)
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
        let (serving, ready) = serve(&self.folder, self.options, &self.words, &listen)?;
        (self.serving, self.url, self.metrics_url) = (serving, ready.url, ready.metrics);
        Ok(())
    }

    /// Starts it again on a disk of so many bytes, which ends with it.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start_again_on_a_small_disk(&mut self, bytes: u64) -> anyhow::Result<SmallDisk> {
        if self.serving.runs() {
            self.serving.end()?;
        }
        let listen = self.url.trim_start_matches("http://").to_owned();
        let (at, log) = (self.folder.path().join("disk"), self.folder.path().join("hub.log"));
        let command = to_serve(&self.folder, self.options, &self.words, &listen)?;
        let (serving, ready, disk) = SmallDisk::serve(&command, &at, bytes, &log)?;
        (self.serving, self.url, self.metrics_url) = (serving, ready.url, ready.metrics);
        Ok(disk)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.serving.pid()
    }

    /// The key that all others are wrapped by, in hexadecimal.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn master_key(&self) -> anyhow::Result<String> {
        let key = fs::read_to_string(self.folder.path().join("master.key"))?;
        Ok(key.trim().to_owned())
    }

    /// Where it keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Whoever has its machine.
    pub fn operator(&self) -> Operator {
        operator(&self.folder)
    }

    /// Runs one of the hub's own commands on its data, and answers the last line it prints.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<String> {
        operator(&self.folder).command(words)
    }

    /// Runs one of the hub's own commands on its data, and answers everything it prints.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn lines(&self, words: &[&str]) -> anyhow::Result<String> {
        operator(&self.folder).lines(words, "")
    }

    /// The same, with something on its standard input.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn lines_with(&self, words: &[&str], input: &str) -> anyhow::Result<String> {
        operator(&self.folder).lines(words, input)
    }

    /// What the hub's doctor says of one thing, well or not.
    ///
    /// # Errors
    /// When it says nothing of it.
    pub fn doctor(&self, about: &str) -> anyhow::Result<Told> {
        operator(&self.folder).doctor(about)
    }

    /// Another hub, on what a backup of this one holds and with the same master key.
    ///
    /// # Errors
    /// When the backup does not come back, or the hub does not come up.
    pub fn from_backup(&self, backup: &Path) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        fs::copy(self.folder.path().join("master.key"), folder.path().join("master.key"))?;
        let backup = backup.to_string_lossy().into_owned();
        operator(&folder).command(&["restore", "--from", &backup])?;
        let (serving, ready) = serve(&folder, self.options, &self.words, "127.0.0.1:0")?;
        Ok(Self {
            url: ready.url,
            metrics_url: ready.metrics,
            options: self.options,
            words: self.words.clone(),
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
        operator(&self.folder).add_person(name, role, password)
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
        operator(&self.folder).source_key(name)
    }

    /// Puts files on a list.
    ///
    /// # Errors
    /// When the hub refuses one of them.
    pub fn import(&self, bank: &str, vetted: bool, files: &[File]) -> anyhow::Result<()> {
        operator(&self.folder).import(bank, vetted, files)
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

fn serve(folder: &TempDir, options: HubOptions, words: &[String], listen: &str) -> anyhow::Result<(Running, Ready)> {
    Operator::serve(
        to_serve(folder, options, words, listen)?,
        &folder.path().join("hub.log"),
    )
}

fn to_serve(folder: &TempDir, options: HubOptions, words: &[String], listen: &str) -> anyhow::Result<Command> {
    let mut command = operator(folder).program(&["serve", "--listen", listen])?;
    command.env("SCRIM_LOG", options.log).args(words);
    command.args(["--grace-seconds", &options.grace_seconds.to_string()]);
    command.args(["--max-upload-bytes", &options.max_upload_bytes.to_string()]);
    if let Some(seconds) = options.stop_seconds {
        command.args(["--stop-seconds", &seconds.to_string()]);
    }
    if options.metrics {
        command.args(["--metrics", "127.0.0.1:0"]);
    }
    Ok(command)
}

/// Whoever has the machine of the hub in a folder.
fn operator(folder: &TempDir) -> Operator {
    Operator::of(&folder.path().join("data"), &folder.path().join("master.key"))
}
