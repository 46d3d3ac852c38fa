//! System packages: which are needed for what, which are missing, and how they come in.
//! Installs only on Debian and its kin; elsewhere it says the exact command and installs nothing.

mod list;

use crate::steps::Steps;
use anyhow::bail;
use list::PACKAGES;
use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a package is needed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// To compile the desk.
    Build,
    /// To drive a real window without a screen.
    Window,
    /// To hear what a window says to a screen reader.
    ScreenReader,
    /// To run what keeps the hub's memory on a database server.
    Database,
    /// What benchmarks measure beside the hub.
    Peers,
    /// To compile for other systems: a compiler that has them built in, and the standard library's sources.
    OtherSystems,
    /// To compile C for Windows, and to link for it.
    Mingw,
    /// To run programs of Windows.
    Wine,
    /// To make packages: what says which libraries a program needs.
    Packaging,
    /// To install packages on a clean system in a folder, and to run that system.
    Ground,
}

/// How to tell on a system without Debian's package list that a thing is there.
enum Probe {
    Program(&'static str),
    Library(&'static str),
    /// Comes with another one in this list.
    Included,
}

struct Package {
    purpose: Purpose,
    probe: Probe,
    apt: &'static str,
    dnf: Option<&'static str>,
    pacman: Option<&'static str>,
}

const fn package(purpose: Purpose, probe: Probe, apt: &'static str, others: [Option<&'static str>; 2]) -> Package {
    let [dnf, pacman] = others;
    Package {
        purpose,
        probe,
        apt,
        dnf,
        pacman,
    }
}

/// Installs what is missing, or says how.
///
/// # Errors
/// When something is missing and cannot be installed from here: the sentence holds the command.
pub(crate) fn ensure(steps: &mut Steps, purposes: &[Purpose]) -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        return ensure_elsewhere(purposes);
    }
    if find_program("dpkg-query").is_none() {
        return advise(&unprobed(purposes));
    }
    let missing = missing_from_dpkg(purposes)?;
    if missing.is_empty() {
        Ok(())
    } else {
        install(steps, &missing)
    }
}

/// Whether everything for these purposes is there already; installs nothing.
pub(crate) fn present(purposes: &[Purpose]) -> bool {
    if find_program("dpkg-query").is_some() {
        missing_from_dpkg(purposes).is_ok_and(|missing| missing.is_empty())
    } else {
        unprobed(purposes).is_empty()
    }
}

/// Where a program is, as the shell would find it.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn wanted(purposes: &[Purpose]) -> impl Iterator<Item = &'static Package> {
    PACKAGES
        .iter()
        .filter(move |package| purposes.contains(&package.purpose))
}

fn missing_from_dpkg(purposes: &[Purpose]) -> anyhow::Result<Vec<&'static str>> {
    let names: Vec<&str> = wanted(purposes).map(|package| package.apt).collect();
    let query = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(&names)
        .stderr(Stdio::null())
        .output()?;
    let listed = String::from_utf8_lossy(&query.stdout).into_owned();
    Ok(names.into_iter().filter(|name| !is_installed(&listed, name)).collect())
}

fn is_installed(listed: &str, name: &str) -> bool {
    listed
        .lines()
        .any(|line| line.split_once(' ') == Some((name, "installed")))
}

fn install(steps: &mut Steps, missing: &[&str]) -> anyhow::Result<()> {
    let names = missing.join(" ");
    let by_hand = format!("sudo apt-get install {names}");
    let Some(prefix) = privilege(&names) else {
        bail!("system packages are missing and this user may not install them; run:\n    {by_hand}");
    };
    steps.run("refresh the package lists", apt(steps, &prefix).args(["-q", "update"]))?;
    let mut command = apt(steps, &prefix);
    command
        .args(["-q", "install", "--yes", "--no-install-recommends"])
        .args(missing);
    steps.run(&format!("install {names}"), &mut command)?;
    Ok(())
}

fn apt(steps: &Steps, prefix: &[&str]) -> Command {
    let mut words = prefix
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = steps.root().command(words.next().unwrap_or("env"));
    command.args(words);
    command
}

/// The words to put before a command so that it may install; asks for a password only at a terminal.
fn privilege(names: &str) -> Option<Vec<&'static str>> {
    if is_root() {
        return Some(Vec::new());
    }
    find_program("sudo")?;
    let silent = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status();
    if !silent.is_ok_and(|status| status.success()) {
        if !io::stdin().is_terminal() {
            return None;
        }
        println!("These system packages are missing: {names}\nsudo asks for your password to install them.");
        Command::new("sudo")
            .arg("-v")
            .status()
            .ok()
            .filter(std::process::ExitStatus::success)?;
    }
    Some(vec!["sudo", "-n"])
}

/// Whether this process may do anything on this machine.
pub(crate) fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout == b"0\n")
}

fn unprobed(purposes: &[Purpose]) -> Vec<&'static Package> {
    wanted(purposes).filter(|package| !package.probe.finds()).collect()
}

impl Probe {
    fn finds(&self) -> bool {
        match self {
            Self::Program(name) => find_program(name).is_some(),
            Self::Library(name) => Command::new("pkg-config")
                .args(["--exists", name])
                .status()
                .is_ok_and(|status| status.success()),
            Self::Included => true,
        }
    }
}

fn advise(missing: &[&Package]) -> anyhow::Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "system packages are missing; {}",
        advice(missing, |program| find_program(program).is_some())
    );
}

fn advice(missing: &[&Package], has: impl Fn(&str) -> bool) -> String {
    let names = |pick: fn(&Package) -> Option<&'static str>| {
        missing
            .iter()
            .filter_map(|package| pick(package))
            .collect::<Vec<_>>()
            .join(" ")
    };
    if has("dnf") {
        format!("run:\n    sudo dnf install {}", names(|package| package.dnf))
    } else if has("pacman") {
        format!("run:\n    sudo pacman -S --needed {}", names(|package| package.pacman))
    } else {
        format!(
            "install what your system calls Debian's {}",
            names(|package| Some(package.apt))
        )
    }
}

/// macOS and Windows bring their own web view; the tests in a real window need WebKitGTK's driver.
fn ensure_elsewhere(purposes: &[Purpose]) -> anyhow::Result<()> {
    if purposes.contains(&Purpose::Window) {
        bail!("a real window is driven on Linux only; `cargo xtask test --quick` runs everything else");
    }
    if cfg!(target_os = "macos") && find_program("cc").is_none() {
        bail!("a compiler is missing; run:\n    xcode-select --install");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_counts_as_missing() {
        let listed = "xvfb installed\ndbus config-files\n";
        assert!(is_installed(listed, "xvfb"));
        assert!(!is_installed(listed, "dbus"));
        assert!(!is_installed(listed, "xvf"));
    }

    #[test]
    fn every_family_of_systems_gets_a_command_it_can_run() {
        let missing: Vec<&Package> = wanted(&[Purpose::Build]).collect();
        let on = |manager: &'static str| advice(&missing, move |program| program == manager);
        assert_eq!(
            on("dnf"),
            "run:\n    sudo dnf install gcc pkgconf cmake nasm webkit2gtk4.1-devel"
        );
        assert_eq!(
            on("pacman"),
            "run:\n    sudo pacman -S --needed base-devel pkgconf cmake nasm webkit2gtk-4.1"
        );
        assert!(on("none").contains("libwebkit2gtk-4.1-dev"));
    }

    #[test]
    fn only_the_packages_of_the_purpose_are_asked_for() {
        let names: Vec<&str> = wanted(&[Purpose::Build]).map(|package| package.apt).collect();
        assert_eq!(
            names,
            [
                "build-essential",
                "pkg-config",
                "cmake",
                "nasm",
                "libwebkit2gtk-4.1-dev"
            ]
        );
    }
}
