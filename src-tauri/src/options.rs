//! What can be said on the command line or by the environment.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The desk's command line.
#[derive(Debug, Parser)]
#[command(name = "scrim-desk", version, about = "Review matches behind a veil")]
pub(crate) struct Options {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub(crate) word: Option<Word>,

    #[command(flatten)]
    pub(crate) start: Start,
}

/// What the desk does without a window.
#[derive(Debug, Subcommand)]
pub(crate) enum Word {
    /// Say whether this machine keeps what it should, and what to do where it does not.
    Doctor(Doctor),
}

/// How a machine's state is told.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Doctor {
    /// One JSON object instead of lines for people.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How a desk is started.
#[derive(Debug, Args)]
pub(crate) struct Start {
    /// The hub to offer at sign-in, such as <https://hub.example>.
    #[arg(long, env = "SCRIM_HUB", global = true)]
    pub(crate) hub: Option<String>,

    /// The folder for the desk's own files; the system's place for them where none is given.
    #[arg(long, env = "SCRIM_DATA", global = true)]
    pub(crate) data: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_are_consistent() {
        Options::command().debug_assert();
    }

    #[test]
    fn hub_and_folder_can_be_given() {
        let options = Options::parse_from(["scrim-desk", "--hub", "https://hub.example", "--data", "d"]);
        assert!(options.word.is_none());
        assert_eq!(options.start.hub.as_deref(), Some("https://hub.example"));
        assert_eq!(options.start.data, Some("d".into()));
    }

    #[test]
    fn the_doctor_takes_the_same_folder() {
        let options = Options::parse_from(["scrim-desk", "doctor", "--json", "--data", "d"]);
        assert!(matches!(options.word, Some(Word::Doctor(Doctor { json: true }))));
        assert_eq!(options.start.data, Some("d".into()));
    }
}
