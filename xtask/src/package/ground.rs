//! A clean Debian in a folder, of the same release as this machine, from the same place. It is made once and copied for each
//! test. What is installed on it is not known here.

use super::mirror::{self, Source};
use crate::packages::{self, Purpose};
use crate::steps::Steps;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything of it.
const FOLDER: &str = "target/ground";

/// What a machine that runs has beside the smallest system: what starts services, and the bus it is spoken to by.
const BESIDE: &str = "systemd systemd-sysv dbus";

/// A clean system, or why there is none.
pub(super) enum Ground {
    /// Its top folder.
    Ready(PathBuf),
    /// There is none, and why.
    Absent(String),
}

/// Makes it, unless it is there.
///
/// # Errors
/// When a program cannot be started, or a file not be written.
pub(super) fn ensure(steps: &mut Steps) -> anyhow::Result<Ground> {
    if !packages::is_root() {
        return Ok(Ground::Absent("this takes root".into()));
    }
    if let Err(why) = packages::ensure(steps, &[Purpose::Window, Purpose::Ground]) {
        return Ok(Ground::Absent(format!(
            "what runs a system in a folder cannot be had: {why}"
        )));
    }
    let os_release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(codename) = mirror::codename(&os_release) else {
        return Ok(Ground::Absent("this machine is no Debian".into()));
    };
    let sources = mirror::sources(&written_down(), codename);
    let Some(base) = mirror::base(&sources, codename) else {
        return Ok(Ground::Absent("apt's sources name no Debian of this release".into()));
    };
    let ready = steps.root().join(FOLDER).join(codename);
    if !ready.is_dir() && !make(steps, &ready, base, &sources)? {
        return Ok(Ground::Absent("a clean Debian cannot be had: see above".into()));
    }
    Ok(Ground::Ready(ready))
}

/// Under another name until it is whole; whether it came to be.
fn make(steps: &mut Steps, ready: &Path, base: &Source, sources: &[Source]) -> anyhow::Result<bool> {
    let root = steps.root().clone();
    let begun = ready.with_extension("begun");
    if begun.exists() {
        fs::remove_dir_all(&begun)?;
    }
    fs::create_dir_all(&begun)?;
    let mut first = root.command("debootstrap");
    first
        .args(["--variant=minbase", &base.suite])
        .arg(&begun)
        .arg(&base.address);
    if !went_well(steps, "fetch a clean Debian", &mut first)? {
        return Ok(false);
    }
    let lines: String = sources.iter().map(Source::line).collect();
    fs::write(begun.join("etc/apt/sources.list"), lines)?;
    let mut rest = root.command("systemd-nspawn");
    let install = format!(
        "apt-get -q update && apt-get -q full-upgrade --yes && \
         apt-get -q install --yes --no-install-recommends {BESIDE} && apt-get clean"
    );
    rest.args(["--quiet", "--pipe", "--register=no", "--keep-unit", "--directory"])
        .arg(&begun)
        .args(["--setenv=DEBIAN_FRONTEND=noninteractive", "sh", "-ec", &install]);
    if !went_well(steps, "make it one that can be started", &mut rest)? {
        return Ok(false);
    }
    fs::rename(&begun, ready)?;
    Ok(true)
}

fn went_well(steps: &mut Steps, title: &str, command: &mut std::process::Command) -> anyhow::Result<bool> {
    let ended = steps.attempt(title, command)?;
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
    }
    Ok(ended.succeeded())
}

/// What apt is told, in any of its files.
fn written_down() -> Vec<String> {
    let parts = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = parts.map(|entry| entry.path()).collect();
    files.sort();
    files.insert(0, "/etc/apt/sources.list".into());
    files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect()
}
