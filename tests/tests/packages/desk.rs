//! The desk's packages on a machine of somebody who reviews. What is given to people takes no driver, so it is played by the
//! display's own keyboard, and what came of it is asked of a hub.

use super::{ground::Ground, machine::Machine};
use anyhow::Context as _;
use scrim_model::person::Role;
use scrim_tests::{
    bench::screen::{Region, Screen, keys},
    harness::{
        Desktop, HubOptions, Keyring, Reviewer, TestHub, eventually,
        stage::{Account, SCREEN},
        wait::within,
    },
    pictures::{Alteration, File, large},
};
use std::{fs, time::Duration};

/// The unit that the desk runs in: a machine of a test has no session of a person.
const UNIT: &str = "desk.service";

/// Whose machine it is.
const PERSON: &str = "ines";

/// How long a screen has to stay as it is to be at rest: shorter than a caret takes to blink.
const REST: Duration = Duration::from_millis(350);

/// How long one try to look may take.
const TRY: Duration = Duration::from_secs(3);

/// A machine with a desk, and a screen that it shows on.
struct Installed {
    machine: Machine,
    desktop: Desktop,
    hub: TestHub,
}

impl Installed {
    async fn new(ground: &Ground) -> anyhow::Result<Self> {
        let machine = Machine::start(ground).await?;
        machine.install(&ground.package("Scrim", ".deb")?, &[])?;
        machine.run(&["useradd", "--create-home", PERSON])?;
        Ok(Self {
            machine,
            desktop: Desktop::start(SCREEN, Keyring::Absent)?,
            hub: TestHub::start(HubOptions::default())?,
        })
    }

    /// Opens the desk, and gives the keys to its window once that is drawn.
    async fn open(&self) -> anyhow::Result<(Screen, Region)> {
        let display = self.desktop.display.as_deref().context("a screen in memory")?;
        let user = format!("--uid={PERSON}");
        let home = format!("--working-directory=/home/{PERSON}");
        let display_there = format!("--setenv=DISPLAY={display}");
        let words = [
            "systemd-run",
            "--quiet",
            "--collect",
            "--unit",
            UNIT,
            &user,
            &home,
            &display_there,
        ];
        let surroundings = ["--setenv=LIBGL_ALWAYS_SOFTWARE=1", "--setenv=NO_AT_BRIDGE=1"];
        let desk = ["dbus-run-session", "--", "scrim-desk", "--hub", &self.hub.url];
        self.machine.run(&[&words[..], &surroundings, &desk].concat())?;
        let screen = Screen::connect(display)?;
        let shown = eventually("the desk's window", async || screen.window()).await;
        let (window, place) = shown.with_context(|| self.machine.journal(UNIT))?;
        screen.focus(window)?;
        screen.settled(place, REST)?;
        Ok((screen, place))
    }

    /// What the desk's own process runs.
    fn program(&self) -> anyhow::Result<String> {
        let desk = self.machine.run(&["pidof", "scrim-desk"])?;
        let desk = desk.split_whitespace().last().context("a desk runs")?.to_owned();
        let program = self.machine.run(&["readlink", &format!("/proc/{desk}/exe")])?;
        Ok(program.trim().to_owned())
    }
}

/// Holds a look's key until the hub has granted it, and lets it go.
async fn look(screen: &Screen, at: Region, one: &Reviewer) -> anyhow::Result<()> {
    let five = u32::from('5');
    let granted = async || Ok((!one.signed.exposures().await?.is_empty()).then_some(()));
    // The keys go blind: from home to the case by Return, which does nothing where a case is already.
    within(Duration::from_mins(1), "a look", async || {
        screen.press(&[keys::ENTER])?;
        screen.settled(at, REST)?;
        screen.down(five)?;
        let seen = within(TRY, "the grant", granted).await;
        if seen.is_ok() {
            screen.settled(at, REST)?;
        }
        screen.up(five)?;
        Ok(seen.ok())
    })
    .await?;
    eventually("the look to be over", async || {
        let rows = one.signed.exposures().await?;
        Ok(rows.iter().all(|row| row.presented.is_some()).then_some(()))
    })
    .await
}

#[tokio::test]
async fn an_installed_desk_decides_a_case_while_its_package_is_replaced_and_goes_without_a_trace() -> anyhow::Result<()>
{
    let Some(ground) = Ground::find() else { return Ok(()) };
    let installed = Installed::new(&ground).await?;
    let (machine, hub) = (&installed.machine, &installed.hub);
    let account = Account::add(hub, "ines", Role::Moderator)?;
    let lead = hub.person("amara", Role::Lead).await?;
    let picture = large(1);
    hub.import("known", false, &[File::jpeg(&picture)])?;
    hub.source("platform")?
        .submit(&Alteration::Brightened(14).file(&picture))
        .await?;

    let (screen, at) = installed.open().await?;
    assert_eq!(installed.program()?, "/usr/bin/scrim-desk");
    machine.install(&ground.package("Scrim", ".deb")?, &["--reinstall"])?;
    assert_eq!(
        installed.program()?,
        "/usr/bin/scrim-desk (deleted)",
        "the desk that runs goes on as the one it was started as"
    );
    screen.write(&account.name)?;
    screen.press(&[keys::TAB])?;
    screen.write(&account.password)?;
    screen.press(&[keys::ENTER])?;
    let one = Reviewer::sign_in(&hub.url, &account.name, &account.password).await?;
    let looked = look(&screen, at, &one).await;
    if looked.is_err() {
        screen.photograph(&ground.folder().with_file_name("packages-desk.png"))?;
    }
    looked.with_context(|| machine.journal(UNIT))?;
    screen.settled(at, REST)?;
    screen.press(&[u32::from('a')])?;
    screen.settled(at, REST)?;
    screen.press(&[keys::ENTER])?;
    eventually("the verdict", async || {
        let said = hub.metrics(&lead).await?.verdicts.listing;
        Ok((said.get("agrees") == Some(&1)).then_some(()))
    })
    .await?;
    machine.run(&["systemctl", "stop", UNIT])?;
    installed.open().await?;
    assert_eq!(
        installed.program()?,
        "/usr/bin/scrim-desk",
        "the next start is the new one"
    );
    machine.run(&["systemctl", "stop", UNIT])?;

    let files = machine.files_of("scrim")?;
    machine.run(&["apt-get", "-q", "purge", "--yes", "scrim"])?;
    let left: Vec<&String> = files.iter().filter(|file| machine.has(file)).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(!machine.has("/usr/lib/scrim"));
    installed.hub.finish()
}

#[tokio::test]
async fn links_to_cases_are_the_desks_and_a_hub_lies_beside_it() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let machine = Machine::start(&ground).await?;
    machine.install(&ground.package("Scrim", ".deb")?, &[])?;
    let entry = fs::read_to_string(machine.path("/usr/share/applications/Scrim.desktop"))?;
    for line in [
        "Exec=scrim-desk %u",
        "MimeType=x-scheme-handler/scrim-desk",
        "Name=Scrim",
    ] {
        assert!(
            entry.lines().any(|one| one.trim_end_matches(';') == line),
            "{line} in {entry}"
        );
    }
    assert!(machine.has("/usr/share/icons/hicolor/128x128/apps/scrim-desk.png"));
    assert!(machine.has("/usr/share/doc/scrim/copyright"));
    assert!(machine.run(&["scrim-desk", "--version"])?.starts_with("scrim-desk "));
    let doctor = [
        "/usr/lib/scrim/scrim-hub",
        "doctor",
        "--data",
        "/srv/data",
        "--key-file",
        "/srv/key",
    ];
    let told = machine.run(&doctor)?;
    assert!(told.contains("seccomp on"), "the worker is beside the hub: {told}");
    Ok(())
}

#[tokio::test]
async fn the_rpm_brings_the_same_and_takes_it_away() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let machine = Machine::start(&ground).await?;
    machine.run(&["apt-get", "-q", "update"])?;
    machine.run(&[
        "apt-get",
        "-q",
        "install",
        "--yes",
        "--no-install-recommends",
        "rpm",
        "libwebkit2gtk-4.1-0",
    ])?;
    let package = machine.bring(&ground.package("Scrim", ".rpm")?)?;
    machine.run(&["rpm", "--force-debian", "--nodeps", "--install", &package])?;
    let name = machine.run(&["rpm", "--query", "--package", "--queryformat", "%{NAME}", &package])?;
    let listed = machine.run(&["rpm", "--query", "--list", &name])?;
    let files: Vec<&str> = listed.lines().filter(|path| !machine.path(path).is_dir()).collect();
    for wanted in [
        "/usr/bin/scrim-desk",
        "/usr/lib/scrim/scrim-hub",
        "/usr/lib/scrim/scrim-worker",
    ] {
        assert!(files.contains(&wanted) && machine.has(wanted), "{wanted} in {files:?}");
    }
    assert!(machine.run(&["scrim-desk", "--version"])?.starts_with("scrim-desk "));
    machine.run(&["rpm", "--force-debian", "--erase", &name])?;
    let left: Vec<&&str> = files.iter().filter(|file| machine.has(file)).collect();
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}
