//! Where the packages and the clean system are.

use anyhow::Context as _;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// What `cargo xtask package --test` has made.
pub(crate) struct Ground {
    packages: PathBuf,
    /// A clean Debian, which is copied and never started itself.
    pub(crate) clean: PathBuf,
}

impl Ground {
    /// None where nothing was made, which is said aloud.
    #[expect(clippy::print_stdout, reason = "a skipped test is said aloud")]
    pub(crate) fn find() -> Option<Self> {
        let [packages, clean] = ["SCRIM_TEST_PACKAGES", "SCRIM_TEST_GROUND"].map(env::var_os);
        let found = packages.zip(clean).map(|(packages, clean)| Self {
            packages: packages.into(),
            clean: clean.into(),
        });
        if found.is_none() {
            println!("skipped: packages on a clean system, which `cargo xtask package --test` makes");
        }
        found
    }

    /// The one package whose name begins and ends like this.
    pub(crate) fn package(&self, begins: &str, ends: &str) -> anyhow::Result<PathBuf> {
        let is_it = |name: &str| name.starts_with(begins) && name.ends_with(ends);
        let mut found = self.files()?.into_iter().filter(|name| is_it(name));
        let name = found.next().with_context(|| format!("no package {begins}*{ends}"))?;
        anyhow::ensure!(found.next().is_none(), "more than one package {begins}*{ends}");
        Ok(self.packages.join(name))
    }

    /// The names of everything that is given.
    pub(crate) fn files(&self) -> anyhow::Result<Vec<String>> {
        let entries = fs::read_dir(&self.packages)?;
        entries
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.packages
    }
}
