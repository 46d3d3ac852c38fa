//! The hub's packages, tried: each is installed into a bare Debian, what it brought is run there, and it is taken away
//! again. The service's unit is judged by systemd itself. What cannot be tried here is told as skipped.

use super::{FOLDER, emptied};
use crate::packages::{find_program, is_root};
use crate::root::Root;
use crate::steps::Steps;
use anyhow::{Context, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const UNIT: &str = "usr/lib/systemd/system/scrim-hub.service";
const STARTS: &str = "ExecStart=/usr/bin/scrim-hub";
/// What `systemd-analyze security` may find at most, in tenths: 0 is shut in, 100 is open. A network service cannot
/// reach 0; more than this says that something was opened.
const MOST_EXPOSED: &str = "15";
/// Runs inside: makes a person, lets the hub look at itself, serves, asks, stops.
const TRIAL: &str = "xtask/src/package/try-hub.sh";
const TRIAL_INSIDE: &str = "usr/local/bin/try-hub";

/// How a kind of package comes and goes, from outside.
struct Installer {
    ending: &'static str,
    install: &'static [&'static str],
    remove: &'static [&'static str],
}

const INSTALLERS: [Installer; 2] = [
    Installer {
        ending: "deb",
        install: &["dpkg", "--force-not-root", "--install"],
        remove: &["dpkg", "--force-not-root", "--purge", "scrim-hub"],
    },
    // The system is not one of rpm's, so what the package needs is not looked for in its list.
    Installer {
        ending: "rpm",
        install: &["rpm", "--install", "--nodeps"],
        remove: &["rpm", "--erase", "scrim-hub"],
    },
];

/// Tries the packages; `false` when one does not do what it should.
pub(super) fn hub(steps: &mut Steps, made: &[PathBuf]) -> anyhow::Result<bool> {
    if !is_root() || find_program("debootstrap").is_none() {
        println!("skipped: the hub's packages installed and run, because only root can make a bare Debian");
        return Ok(true);
    }
    let ground = ensure_ground(steps)?;
    let mut holds = true;
    for package in made {
        let ending = package
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        let installer = INSTALLERS.iter().find(|installer| installer.ending == ending);
        holds &= came_and_went(steps, &ground, package, installer.context("no installer for it")?)?;
    }
    Ok(holds)
}

fn came_and_went(steps: &mut Steps, ground: &Path, package: &Path, by: &Installer) -> anyhow::Result<bool> {
    let root = steps.root().clone();
    let mut install = beneath(&root, ground, by.install);
    install.arg(package);
    steps.run(&format!("install the hub's {}", by.ending), &mut install)?;
    let mut holds = judged(steps, ground)?;
    let title = format!("run the hub of the {}", by.ending);
    holds &= tried(steps, &title, &mut inside(&root, ground))?;
    steps.run(
        &format!("remove the hub's {}", by.ending),
        &mut beneath(&root, ground, by.remove),
    )?;
    let left = left_behind(ground)?;
    if !left.is_empty() {
        println!("     the {} left behind: {}", by.ending, left.join(", "));
    }
    Ok(holds && left.is_empty())
}

fn judged(steps: &mut Steps, ground: &Path) -> anyhow::Result<bool> {
    let root = steps.root().clone();
    let unit = ground.join(UNIT);
    let mut verify = root.command("systemd-analyze");
    verify.arg("verify").arg(with_programs_of(&root, ground, &unit)?);
    let ended = steps.attempt("verify the service's unit", &mut verify)?;
    // A word that systemd does not know is told, and no failure to it.
    let verified = ended.succeeded() && ended.output().trim().is_empty();
    if !verified {
        println!("{}", ended.failure(&root));
    }
    let mut security = root.command("systemd-analyze");
    security
        .args(["security", "--no-pager", "--offline=yes", "--threshold", MOST_EXPOSED])
        .arg(&unit);
    Ok(tried(steps, "judge how far the service is shut in", &mut security)? && verified)
}

/// The unit with its program where it is for now: the bare Debian has no systemd, and this machine not the program.
fn with_programs_of(root: &Root, ground: &Path, unit: &Path) -> anyhow::Result<PathBuf> {
    let text = fs::read_to_string(unit).context("the package brought no unit")?;
    let program = format!("ExecStart={}", ground.join("usr/bin/scrim-hub").display());
    ensure!(text.contains(STARTS), "the unit starts another program");
    let folder = root.join(FOLDER).join("unit");
    emptied(&folder)?;
    let copy = folder.join("scrim-hub.service");
    fs::write(&copy, text.replace(STARTS, &program))?;
    Ok(copy)
}

fn tried(steps: &mut Steps, title: &str, command: &mut Command) -> anyhow::Result<bool> {
    let ended = steps.attempt(title, command)?;
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
    }
    Ok(ended.succeeded())
}

/// A package manager that works on the bare system from outside.
fn beneath(root: &Root, ground: &Path, words: &[&str]) -> Command {
    let mut words = words.iter();
    let mut command = root.command(words.next().copied().unwrap_or_default());
    command.arg("--root").arg(ground).args(words);
    command
}

/// The trial, in a mount namespace of its own, so that nothing stays mounted.
fn inside(root: &Root, ground: &Path) -> Command {
    let mut command = root.command("unshare");
    command
        .args(["--mount", "--fork", "sh", "-ec"])
        .arg("mount -t proc proc \"$0/proc\"; exec chroot \"$0\" /usr/local/bin/try-hub")
        .arg(ground)
        .env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    command
}

/// A bare Debian of this machine's release, kept as it was made and copied for each run.
fn ensure_ground(steps: &mut Steps) -> anyhow::Result<PathBuf> {
    let root = steps.root().clone();
    let pristine = root.join(FOLDER).join("bare-debian");
    if !pristine.join("etc/debian_version").is_file() {
        emptied(&pristine)?;
        let mut make = root.command("debootstrap");
        make.args(["--variant=minbase", &release()?])
            .arg(&pristine)
            .arg(mirror(&root)?);
        steps.run("make a bare Debian", &mut make)?;
    }
    let ground = root.join(FOLDER).join("ground");
    emptied(&ground)?;
    let mut copy = root.command("cp");
    copy.arg("-a").arg(pristine.join(".")).arg(&ground);
    steps.run("copy it", &mut copy)?;
    fs::copy(root.join(TRIAL), ground.join(TRIAL_INSIDE)).context("the trial cannot be copied")?;
    super::tree::allow(&ground.join(TRIAL_INSIDE), 0o755)?;
    Ok(ground)
}

fn release() -> anyhow::Result<String> {
    let text = fs::read_to_string("/etc/os-release").context("this system has no name")?;
    let name = text.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(name.context("this system's release has no name")?.to_owned())
}

/// Where this machine's own packages come from.
fn mirror(root: &Root) -> anyhow::Result<String> {
    let mut ask = root.command("apt-get");
    ask.args([
        "indextargets",
        "--format",
        "$(SITE) $(COMPONENT)",
        "Created-By: Packages",
    ]);
    let output = ask.output().context("apt-get cannot be started")?;
    ensure!(output.status.success(), "apt-get does not say where packages come from");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let site = text.lines().find_map(|line| line.strip_suffix(" main"));
    Ok(site
        .context("apt-get knows no place where packages come from")?
        .to_owned())
}

/// What is called like the hub and still there.
fn left_behind(ground: &Path) -> anyhow::Result<Vec<String>> {
    let found = Command::new("find")
        .arg(ground)
        .args(["-name", "*scrim*", "-not", "-path", "*/var/lib/rpm/*", "-print"])
        .output()?;
    let text = String::from_utf8_lossy(&found.stdout).into_owned();
    let shown = |line: &str| line.trim_start_matches(&ground.display().to_string()).to_owned();
    Ok(text.lines().map(shown).collect())
}
