//! Developer tools that come as crates, built once into `target/tools`.

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use std::env;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::process::Command;

/// A tool, by what it is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tool {
    /// Drives the desk's window.
    TauriDriver,
    /// Throws random bytes.
    CargoFuzz,
    /// Changes the source and runs the tests.
    CargoMutants,
    /// Licences, sources, banned and double crates, advisories.
    CargoDeny,
    /// Lists what is inside.
    CargoCyclonedx,
    /// Makes the book.
    MdBook,
    /// Makes packages for Debian and its kin.
    CargoDeb,
    /// Makes packages for Fedora and its kin.
    CargoGenerateRpm,
}

impl Tool {
    fn name(self) -> &'static str {
        match self {
            Self::TauriDriver => "tauri-driver",
            Self::CargoFuzz => "cargo-fuzz",
            Self::CargoMutants => "cargo-mutants",
            Self::CargoDeny => "cargo-deny",
            Self::CargoCyclonedx => "cargo-cyclonedx",
            Self::MdBook => "mdbook",
            Self::CargoDeb => "cargo-deb",
            Self::CargoGenerateRpm => "cargo-generate-rpm",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::TauriDriver => "tauri-driver --version ^2",
            Self::CargoFuzz => "cargo-fuzz --version ^0.13",
            Self::CargoMutants => "cargo-mutants --version ^27",
            Self::CargoDeny => "cargo-deny --version ^0.20",
            Self::CargoCyclonedx => "cargo-cyclonedx --version ^0.5",
            Self::MdBook => "mdbook --version ^0.5 --no-default-features",
            Self::CargoDeb => "cargo-deb --version ^3.8",
            Self::CargoGenerateRpm => "cargo-generate-rpm --version ^0.21",
        }
    }

    /// Whether it spends its time on bytes.
    fn presses(self) -> bool {
        matches!(self, Self::CargoDeb | Self::CargoGenerateRpm)
    }
}

/// Makes sure that a tool is there. Built as quickly as can be, but for those that press packages; and all in one folder,
/// since they have half of their libraries in common.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn ensure(steps: &mut Steps, tool: Tool) -> anyhow::Result<()> {
    if find_program(tool.name()).is_some() || is_built(steps.root(), tool) {
        return Ok(());
    }
    let speed = if tool.presses() { "" } else { "--debug" };
    let words = format!(
        "install {} {speed} --locked --root target/tools --target-dir target/tools/build --config profile.dev.debug=0",
        tool.words()
    );
    let mut install = steps.root().cargo(&words);
    steps.run(&format!("build {}", tool.name()), &mut install)?;
    Ok(())
}

/// Whether it was built here.
fn is_built(root: &Root, tool: Tool) -> bool {
    root.join(format!("target/tools/bin/{}{EXE_SUFFIX}", tool.name()))
        .is_file()
}

/// Puts the folder of those tools first in a command's search path.
pub(crate) fn put_on_path(root: &Root, command: &mut Command) {
    let own = root.join("target/tools/bin");
    let rest = env::var_os("PATH").unwrap_or_default();
    let joined =
        env::join_paths([own].into_iter().chain(env::split_paths(&rest))).unwrap_or_else(|_| OsString::from(&rest));
    command.env("PATH", joined);
}
