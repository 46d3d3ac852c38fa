//! What a person may ask of a test run, and what each wish needs.

use crate::packages::{self, Purpose};

/// What to run.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Leave out the tests in a real window and on PostgreSQL.
    #[arg(long)]
    pub(super) quick: bool,
    /// Let the tests that draw cases at random draw many more, and the long ones run long.
    #[arg(long, conflicts_with = "quick")]
    pub(super) full: bool,
    /// Only these kinds; all of them when none is named.
    kinds: Vec<Kind>,
}

/// A kind of test that can be asked for by name.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Rust tests beside the code and each crate's own.
    Unit,
    /// The UI's tests.
    Ui,
    /// The whole system in a real window, on a desktop session of its own.
    Whole,
    /// The hashes against another implementation.
    Oracle,
    /// The client of HMA against the one that `HMA_URL` names; only when it is asked for.
    Hma,
}

impl Options {
    /// Whether this kind is to run.
    pub(super) fn runs(&self, kind: Kind) -> bool {
        self.names(kind) && !(self.quick && kind == Kind::Whole)
    }

    /// Whether this kind was asked for and left out for speed.
    pub(super) fn leaves_out(&self, kind: Kind) -> bool {
        self.names(kind) && !self.runs(kind)
    }

    /// Whether Scrim's own programs are built: tests start them.
    pub(super) fn builds(&self) -> bool {
        self.runs(Kind::Unit) || self.runs(Kind::Whole)
    }

    /// Without the libraries of a window a quick run does what it can, and says so.
    pub(super) fn builds_desk(&self) -> bool {
        self.builds() && (!self.quick || packages::present(&[Purpose::Build]))
    }

    /// What must be installed for it.
    pub(super) fn needs(&self) -> Vec<Purpose> {
        let wishes = [
            (Purpose::Build, self.builds()),
            (Purpose::Window, self.runs(Kind::Whole)),
            (Purpose::ScreenReader, self.runs(Kind::Whole)),
            (Purpose::Database, self.builds()),
        ];
        wishes
            .into_iter()
            .filter_map(|(purpose, wanted)| (wanted && !self.quick).then_some(purpose))
            .collect()
    }

    fn names(&self, kind: Kind) -> bool {
        // Nobody's HMA is written to unasked.
        (self.kinds.is_empty() && kind != Kind::Hma) || self.kinds.contains(&kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_run_opens_no_window_even_when_asked_by_name() {
        let options = Options {
            quick: true,
            full: false,
            kinds: vec![Kind::Whole, Kind::Ui],
        };
        assert!(!options.runs(Kind::Whole) && options.leaves_out(Kind::Whole));
        assert!(options.runs(Kind::Ui));
        assert!(!options.runs(Kind::Unit) && !options.leaves_out(Kind::Unit));
    }

    #[test]
    fn a_quick_run_installs_nothing() {
        let options = Options {
            quick: true,
            ..Options::default()
        };
        assert!(options.needs().is_empty());
    }

    #[test]
    fn a_run_of_the_ui_alone_needs_no_system_package() {
        let options = Options {
            kinds: vec![Kind::Ui],
            ..Options::default()
        };
        assert!(options.needs().is_empty() && !options.builds());
    }

    #[test]
    fn an_hma_is_spoken_to_only_when_it_is_asked_for() {
        assert!(!Options::default().runs(Kind::Hma));
        let options = Options {
            kinds: vec![Kind::Hma],
            ..Options::default()
        };
        assert!(options.runs(Kind::Hma) && !options.runs(Kind::Unit));
        assert!(options.needs().is_empty() && !options.builds());
    }

    #[test]
    fn a_run_of_everything_needs_everything() {
        let needs = Options::default().needs();
        assert_eq!(
            needs,
            [
                Purpose::Build,
                Purpose::Window,
                Purpose::ScreenReader,
                Purpose::Database
            ]
        );
    }
}
