//! A program of another language that is asked line by line: JSON to its standard input, JSON from its standard output.
//!
//! Its first line says which version it is. Knows nothing of what is asked.

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// One thread each, whatever a library would choose.
const ONE_THREAD: [&str; 4] = [
    "VIPS_CONCURRENCY",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "UV_THREADPOOL_SIZE",
];

#[derive(Debug, Deserialize)]
struct Hello {
    version: String,
}

/// A running program; ends with the value.
#[derive(Debug)]
pub(super) struct Line {
    /// What it is called in the figures.
    pub(super) name: String,
    /// What it says it is.
    pub(super) version: String,
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    log: PathBuf,
}

/// Where the peers' programs are.
pub(super) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(name)
}

impl Line {
    /// Starts it, on one thread; what it says on standard error is kept in `folder`.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn start(name: &str, command: &mut Command, folder: &Path) -> anyhow::Result<Self> {
        for variable in ONE_THREAD {
            command.env(variable, "1");
        }
        let log = folder.join(format!("{name}.log"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let answers = child.stdout.take().context("standard output was piped")?;
        let mut line = Self {
            name: name.to_owned(),
            version: String::new(),
            requests: child.stdin.take(),
            answers: BufReader::new(answers),
            child,
            log,
        };
        let hello: Hello = serde_json::from_str(&line.read()?)?;
        line.version = hello.version;
        Ok(line)
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// When it has ended.
    pub(super) fn ask(&mut self, request: &serde_json::Value) -> anyhow::Result<String> {
        let requests = self.requests.as_mut().context("the peer was ended")?;
        writeln!(requests, "{request}")?;
        requests.flush()?;
        self.read()
    }

    fn read(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        ensure!(
            !line.is_empty(),
            "{} ended without an answer: {}",
            self.name,
            fs::read_to_string(&self.log).unwrap_or_default()
        );
        Ok(line)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // It ends when there is nothing more to read; whether it did so well makes no difference now.
        drop(self.requests.take());
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_that_ends_is_told_of_with_its_last_words() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo the reason >&2; exit 3"]);
        let error = Line::start("silent", &mut command, folder.path()).unwrap_err();
        assert!(
            error.to_string().contains("silent ended without an answer: the reason"),
            "{error}"
        );
    }
}
