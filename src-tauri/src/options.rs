//! What can be said on the command line or by the environment.

use clap::Parser;
use std::path::PathBuf;

/// The desk's options.
#[derive(Debug, Parser)]
#[command(name = "scrim-desk", version, about = "Review matches behind a veil")]
pub(crate) struct Options {
    /// The hub to offer at sign-in, such as <https://hub.example>.
    #[arg(long, env = "SCRIM_HUB")]
    pub(crate) hub: Option<String>,

    /// The folder for the desk's own files; the system's place for them where none is given.
    #[arg(long, env = "SCRIM_DATA")]
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
        assert_eq!(options.hub.as_deref(), Some("https://hub.example"));
        assert_eq!(options.data, Some("d".into()));
    }
}
