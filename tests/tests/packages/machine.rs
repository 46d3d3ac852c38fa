//! A clean Debian in a folder that is started as a machine is: systemd is its first process, so units run as they do
//! elsewhere. It shares this machine's network, so that what listens on loopback there is spoken to from here.

use super::ground::Ground;
use anyhow::Context as _;
use scrim_tests::harness::{child::Running, eventually};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// What a person who is signed in there has.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// A running machine; ends with the value, and its folder with it.
pub(crate) struct Machine {
    first: u32,
    // In this order: it stops before its folder goes.
    running: Running,
    folder: TempDir,
}

impl Machine {
    /// Copies the clean one and starts the copy.
    pub(crate) async fn start(ground: &Ground) -> anyhow::Result<Self> {
        let beside = ground.clean.parent().context("a clean system is in a folder")?;
        let folder = TempDir::with_prefix_in("trial-", beside)?;
        let top = folder.path().join("top");
        let copied = Command::new("cp")
            .args(["-a", "--reflink=auto"])
            .arg(&ground.clean)
            .arg(&top)
            .status()?;
        anyhow::ensure!(copied.success(), "the clean system cannot be copied");
        let mut command = Command::new("systemd-nspawn");
        command
            .args([
                "--quiet",
                "--boot",
                "--register=no",
                "--keep-unit",
                "--console=pipe",
                "--link-journal=no",
            ])
            // Its own list is older than Landlock; a machine has it.
            .arg("--system-call-filter=landlock_create_ruleset landlock_add_rule landlock_restrict_self")
            .arg(format!("--machine=scrim-{}", std::process::id()))
            .arg("--directory")
            .arg(&top);
        let running = Running::start(&mut command, &folder.path().join("machine.log"))?;
        let mut machine = Self {
            first: 0,
            running,
            folder,
        };
        machine.first = machine.comes_up().await?;
        Ok(machine)
    }

    /// The id of its first process, once everything that starts by itself has.
    async fn comes_up(&self) -> anyhow::Result<u32> {
        let holder = self.running.pid();
        let children = format!("/proc/{holder}/task/{holder}/children");
        eventually("the machine to be up", async || {
            let text = fs::read_to_string(&children)?;
            let Some(first) = text.split_whitespace().next().and_then(|id| id.parse().ok()) else {
                return Ok(None);
            };
            let said = inside(first, &["systemctl", "is-system-running"]).output()?;
            let said = String::from_utf8_lossy(&said.stdout).trim().to_owned();
            Ok(["running", "degraded"].contains(&said.as_str()).then_some(first))
        })
        .await
        .with_context(|| self.running.said())
    }

    /// Runs words there and answers how that ended.
    pub(crate) fn attempt(&self, words: &[&str], input: &str) -> anyhow::Result<Output> {
        let mut command = inside(self.first, words);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().context("nsenter cannot be started")?;
        let mut stdin = child.stdin.take().context("standard input was piped")?;
        // Whoever ends without reading it has no need of it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        Ok(child.wait_with_output()?)
    }

    /// Runs words there and answers what they print.
    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> anyhow::Result<String> {
        let output = self.attempt(words, input)?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        anyhow::ensure!(
            output.status.success(),
            "`{}` ended with {}:\n{printed}{}",
            words.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(printed)
    }

    /// The same with nothing to read.
    pub(crate) fn run(&self, words: &[&str]) -> anyhow::Result<String> {
        self.run_with(words, "")
    }

    /// Installs a package by apt, with all that it needs, as a person does who has its file.
    pub(crate) fn install(&self, package: &Path, how: &[&str]) -> anyhow::Result<String> {
        let there = self.bring(package)?;
        self.run(&["apt-get", "-q", "update"])?;
        let words = ["apt-get", "-q", "install", "--yes", "--no-install-recommends"];
        self.run(&[&words[..], how, &[&there]].concat())
    }

    /// Brings a file there; its path there.
    pub(crate) fn bring(&self, file: &Path) -> anyhow::Result<String> {
        let name = file
            .file_name()
            .context("a file has a name")?
            .to_string_lossy()
            .into_owned();
        fs::copy(file, self.path(&format!("/srv/{name}")))?;
        Ok(format!("/srv/{name}"))
    }

    /// Where something of it is, seen from here.
    pub(crate) fn path(&self, there: &str) -> PathBuf {
        self.folder.path().join("top").join(there.trim_start_matches('/'))
    }

    /// Whether there is something at a path, be it a link that leads nowhere.
    pub(crate) fn has(&self, there: &str) -> bool {
        fs::symlink_metadata(self.path(there)).is_ok()
    }

    /// The files that a package of Debian's has put there; folders are shared with others.
    pub(crate) fn files_of(&self, package: &str) -> anyhow::Result<Vec<String>> {
        let listed = self.run(&["dpkg", "--listfiles", package])?;
        let files = listed.lines().filter(|path| !self.path(path).is_dir());
        Ok(files.map(str::to_owned).collect())
    }

    /// What systemd says of a unit.
    pub(crate) fn unit(&self, unit: &str, property: &str) -> anyhow::Result<String> {
        let said = self.run(&["systemctl", "show", "--property", property, "--value", unit])?;
        Ok(said.trim().to_owned())
    }

    /// Everything that units have written down.
    pub(crate) fn journal(&self, unit: &str) -> String {
        let words = ["journalctl", "--no-pager", "--output=cat", "--unit", unit];
        self.run(&words).unwrap_or_else(|error| error.to_string())
    }
}

/// A command in a running machine, with nothing of this one's surroundings.
fn inside(first: u32, words: &[&str]) -> Command {
    let mut command = Command::new("nsenter");
    command
        .args(["--target", &first.to_string(), "--all", "--"])
        .args(words)
        .env_clear()
        .env("PATH", PATH)
        .env("HOME", "/")
        .env("LANG", "C.UTF-8")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
