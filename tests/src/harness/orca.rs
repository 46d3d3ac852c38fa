//! A real screen reader beside the window: Orca, which reads what the window gives to assistive technology.
//!
//! What it would say aloud is kept in order. It knows no window by itself: it reads whichever has the keys.

use super::{
    child::Running,
    desktop::Desktop,
    ear::Ear,
    programs,
    wait::{DEADLINE, within},
};
use anyhow::Context as _;
use std::{fs, process::Command};

/// What it needs of the system.
const TOOLS: [&str; 2] = ["orca", "xkbcomp"];

/// As it comes, but that it does not repeat the keys one presses: then what is said is what the window says.
const SETTINGS: &str = r#"{"general": {"enableKeyEcho": false}, "pronunciations": {}, "keybindings": {},
    "profiles": {"default": {"profile": ["Default", "default"], "enableKeyEcho": false}}}"#;

/// A running screen reader; ends with the value.
#[derive(Debug)]
pub struct Orca {
    running: Running,
    ear: Ear,
    /// How many utterances were waited for, or passed by on the way.
    heard: usize,
}

/// Whether there is one here; that there is none is said aloud.
///
/// # Errors
/// Where there must be.
#[expect(clippy::print_stdout, reason = "a skipped test is said aloud")]
pub fn can_run() -> anyhow::Result<bool> {
    let missing: Vec<_> = TOOLS
        .into_iter()
        .filter(|tool| programs::installed(tool).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let missing = missing.join(", ");
    anyhow::ensure!(!programs::in_ci(), "a walk with a screen reader needs {missing}");
    println!("skipped: a walk with a screen reader needs {missing}");
    Ok(false)
}

impl Orca {
    /// Starts it on a desktop that lets screen readers in, and waits until it is there.
    ///
    /// # Errors
    /// When it does not come up, as it does not beside another Orca of the same person.
    pub async fn start(desktop: &Desktop) -> anyhow::Result<Self> {
        let socket = desktop.file("run").join("speech");
        let ear = Ear::open(&socket)?;
        let folder = desktop.file("data").join("orca");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("user-settings.conf"), SETTINGS)?;
        let mut command = Command::new("orca");
        desktop.enter(&mut command);
        command
            .env("SPEECHD_ADDRESS", format!("unix_socket:{}", socket.display()))
            .env("GSETTINGS_BACKEND", "memory")
            .env("LC_ALL", "C.UTF-8");
        let running = Running::start(&mut command, &desktop.file("orca.log"))?;
        let mut orca = Self { running, ear, heard: 0 };
        orca.says("Screen reader on").await?;
        Ok(orca)
    }

    /// Waits until it says something with these words in it; answers the whole of that.
    ///
    /// # Errors
    /// With what it says instead.
    pub async fn says(&mut self, words: &str) -> anyhow::Result<String> {
        self.says_after(words).await.map(|(found, _)| found)
    }

    /// The same, with what it says before that and was not waited for.
    ///
    /// # Errors
    /// With what it says instead.
    pub async fn says_after(&mut self, words: &str) -> anyhow::Result<(String, Vec<String>)> {
        let from = self.heard;
        let found = within(DEADLINE, format!("'{words}' to be said"), async || {
            anyhow::ensure!(self.running.runs(), "Orca has ended: {}", self.running.said());
            Ok(self.ear.since(from).iter().position(|said| said.contains(words)))
        })
        .await;
        let mut said = self.ear.since(from);
        let at = found.with_context(|| format!("Orca says {said:?}"))?;
        self.heard = from + at + 1;
        said.truncate(at + 1);
        let last = said.pop().unwrap_or_default();
        Ok((last, said))
    }

    /// Waits until it has said all of these, in whichever order: what takes the focus and what is told beside that
    /// come from two places.
    ///
    /// # Errors
    /// With what it says instead.
    pub async fn says_each(&mut self, words: &[&str]) -> anyhow::Result<()> {
        let from = self.heard;
        let mut last = from;
        for words in words {
            self.heard = from;
            self.says(words).await?;
            last = last.max(self.heard);
        }
        self.heard = last;
        Ok(())
    }

    /// Ends it, so that whatever it leaves behind is its own doing.
    ///
    /// # Errors
    /// When it does not end.
    pub fn end(mut self) -> anyhow::Result<()> {
        self.running.end().map(drop)
    }
}
