//! A program that was started here: its output is kept in files, and it ends with its value.

use anyhow::Context as _;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// How long a program may take to end when it is asked to.
const ENDING: Duration = Duration::from_secs(15);

/// A running program.
#[derive(Debug)]
pub struct Running {
    child: Child,
    name: String,
    log: PathBuf,
}

impl Running {
    /// Starts a program; what it says on standard error is kept in `log`, what it says on standard
    /// output is thrown away.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        command.stdout(Stdio::null());
        Self::spawn(command, log)
    }

    /// Starts a program and reads the first line that it prints.
    ///
    /// # Errors
    /// When it does not start, or ends without a line.
    pub fn start_and_read(command: &mut Command, log: &Path) -> anyhow::Result<(Self, String)> {
        command.stdout(Stdio::piped());
        let mut running = Self::spawn(command, log)?;
        let output = running.child.stdout.take().context("standard output was piped")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        anyhow::ensure!(
            !line.is_empty(),
            "{} ended without a word: {}",
            running.name,
            running.said()
        );
        Ok((running, line.trim().to_owned()))
    }

    fn spawn(command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let file = File::options().create(true).append(true).open(log)?;
        let child = command
            .stdin(Stdio::null())
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self {
            child,
            name,
            log: log.to_owned(),
        })
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// All that it has said on standard error.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end, and waits.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn end(&mut self) -> anyhow::Result<ExitStatus> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(status);
        }
        signal(self.pid(), Signal::TERM)?;
        self.ended()
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn ended(&mut self) -> anyhow::Result<ExitStatus> {
        let began = Instant::now();
        while began.elapsed() < ENDING {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.kill()?;
        anyhow::bail!("{} did not end when asked to", self.name)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first: a driver that is killed leaves its own children behind. Ended already is as good.
        let _ = self.end();
    }
}

/// Sends a signal to one process.
///
/// # Errors
/// When there is no such process.
pub fn signal(pid: u32, signal: Signal) -> anyhow::Result<()> {
    let pid = Pid::from_raw(i32::try_from(pid)?).context("no process has the id 0")?;
    Ok(kill_process(pid, signal)?)
}
