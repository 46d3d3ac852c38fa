//! What can be said on the command line or by the environment.

use clap::{Args, Parser, Subcommand};
use std::{ffi::OsString, path::PathBuf};

/// The desk's command line.
#[derive(Debug, Parser)]
#[command(name = "scrim-desk", version, about = "Review matches behind a veil")]
pub(crate) struct Options {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub(crate) word: Option<Word>,

    /// A link to a case, such as <scrim-desk://case/ID>: the desk that is open on the folder goes there, or this one.
    pub(crate) link: Option<OsString>,

    #[command(flatten)]
    pub(crate) start: Start,
}

/// What the desk does without a window.
#[derive(Debug, Subcommand)]
pub(crate) enum Word {
    /// Say whether this machine keeps what it should, and what to do where it does not.
    Doctor(Doctor),
    /// Tell the system that links to cases are this program's, for whoever did not install it by a package.
    #[cfg(target_os = "linux")]
    RegisterLinks,
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
    fn a_link_is_taken_whatever_it_says_and_no_link_is_an_option() {
        let of = |words: &[&str]| Options::try_parse_from([&["scrim-desk"], words].concat());
        let options = of(&["scrim-desk://case/x", "--data", "d"]).unwrap();
        assert_eq!(options.link, Some("scrim-desk://case/x".into()));
        assert!(options.word.is_none() && options.start.data == Some("d".into()));
        assert_eq!(of(&[]).unwrap().link, None);
        assert!(of(&["scrim-desk://case/x", "scrim-desk://case/y"]).is_err());
    }

    #[test]
    fn the_doctor_takes_the_same_folder() {
        let options = Options::parse_from(["scrim-desk", "doctor", "--json", "--data", "d"]);
        assert!(matches!(options.word, Some(Word::Doctor(Doctor { json: true }))));
        assert_eq!(options.start.data, Some("d".into()));
    }
}
