//! Numbered steps with their times: a child's output goes to a log, the terminal gets one line.
//! Knows nothing of what the steps do.

use crate::leftovers::Mark;
use crate::reasons;
use crate::root::Root;
use anyhow::{Context, bail};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A step that takes longer than this hangs: the slowest here is a cold build on two cores.
const LIMIT: Duration = Duration::from_mins(40);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
const TAIL_LINES: usize = 30;

/// The steps of one command.
pub(crate) struct Steps {
    root: Root,
    command: &'static str,
    count: usize,
    mark: Mark,
}

/// How a step ended.
pub(crate) struct Ended {
    pub(crate) title: String,
    pub(crate) outcome: Outcome,
    pub(crate) took: Duration,
    pub(crate) log: PathBuf,
}

/// What became of the child process.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    Ended(ExitStatus),
    /// Stopped at the time limit.
    Hung,
}

impl Steps {
    /// The steps of the command of this name.
    pub(crate) fn new(root: &Root, command: &'static str) -> Self {
        Self {
            root: root.clone(),
            command,
            count: 0,
            mark: Mark::new(command),
        }
    }

    /// The repository the steps work in.
    pub(crate) fn root(&self) -> &Root {
        &self.root
    }

    /// Runs a step that the rest depends on.
    ///
    /// # Errors
    /// When the command fails: one sentence, and the end of its log.
    pub(crate) fn run(&mut self, title: &str, command: &mut Command) -> anyhow::Result<Ended> {
        let ended = self.attempt(title, command)?;
        if !ended.succeeded() {
            bail!("{}", ended.failure(&self.root));
        }
        Ok(ended)
    }

    /// Runs a step whose failure the caller wants to look at.
    ///
    /// # Errors
    /// When the program cannot be started at all.
    pub(crate) fn attempt(&mut self, title: &str, command: &mut Command) -> anyhow::Result<Ended> {
        self.announce(title)?;
        let log = self.log_path(title)?;
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdout(file.try_clone()?).stderr(file);
        self.mark.put_on(command);
        let began = Instant::now();
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", name_of(command)))?;
        let outcome = wait(&mut child)?;
        self.mark.end_all();
        let ended = Ended {
            title: title.to_owned(),
            outcome,
            took: began.elapsed(),
            log,
        };
        println!(
            "{:.1} s{}",
            ended.took.as_secs_f64(),
            if ended.succeeded() { "" } else { "  FAILED" }
        );
        Ok(ended)
    }

    /// Runs a step in plain sight: its output is the terminal's and it may take as long as it likes.
    ///
    /// # Errors
    /// When the program cannot be started, or fails.
    pub(crate) fn show(&mut self, title: &str, command: &mut Command) -> anyhow::Result<()> {
        self.announce(title)?;
        println!();
        self.mark.put_on(command);
        let status = command
            .stdin(Stdio::inherit())
            .status()
            .with_context(|| format!("cannot start {}", name_of(command)))?;
        self.mark.end_all();
        if !status.success() {
            bail!("{title} failed: {} ended with {status}", name_of(command));
        }
        Ok(())
    }

    fn announce(&mut self, title: &str) -> io::Result<()> {
        self.count += 1;
        print!("{:>3}. {title} … ", self.count);
        io::stdout().flush()
    }

    fn log_path(&self, title: &str) -> anyhow::Result<PathBuf> {
        let folder = self.root.join("target/logs");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder.join(format!("{}-{:02}-{}.log", self.command, self.count, slug(title))))
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.mark.end_all();
    }
}

impl Ended {
    /// Whether the child ended by itself and said that all is well.
    pub(crate) fn succeeded(&self) -> bool {
        matches!(self.outcome, Outcome::Ended(status) if status.success())
    }

    /// What the child wrote, errors and output in their order.
    pub(crate) fn output(&self) -> String {
        fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// One sentence, what failing tests said, and the end of the log.
    pub(crate) fn failure(&self, root: &Root) -> String {
        let how = match self.outcome {
            Outcome::Ended(status) => status.to_string(),
            Outcome::Hung => format!("no end after {} minutes", LIMIT.as_secs() / 60),
        };
        let log = root.shown(&self.log);
        let output = self.output();
        let said = indented(&reasons::of(&output));
        format!(
            "{} failed ({how})\n{said}the end of {log}:\n{}",
            self.title,
            tail(&output)
        )
    }
}

fn wait(child: &mut Child) -> anyhow::Result<Outcome> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Outcome::Ended(status));
        }
        if began.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(Outcome::Hung);
        }
        thread::sleep(BETWEEN_LOOKS);
    }
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(TAIL_LINES);
    indented(lines.get(from..).unwrap_or_default())
}

fn indented(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| ["    ", line, "\n"]).collect()
}

fn slug(title: &str) -> String {
    let plain = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' });
    plain
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_file_name() {
        assert_eq!(slug("Build: the hub, the desk"), "build-the-hub-the-desk");
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let log = (1..=100)
            .map(|line| format!("line {line}"))
            .collect::<Vec<_>>()
            .join("\n");
        let shown = tail(&log);
        assert_eq!(shown.lines().count(), TAIL_LINES);
        assert!(shown.starts_with("    line 71\n") && shown.ends_with("    line 100\n"));
    }

    #[test]
    fn a_failing_step_says_which_and_shows_what_it_wrote() {
        let root = Root::find();
        let mut steps = Steps::new(&root, "selftest");
        let mut command = root.command("sh");
        command.args(["-c", "echo the reason; exit 3"]);
        let error = steps.run("plant a failure", &mut command).err().unwrap().to_string();
        assert!(error.starts_with("plant a failure failed (exit status: 3)"), "{error}");
        assert!(error.contains("    the reason"), "{error}");
    }
}
