//! `scrim-desk doctor` on a real desktop, with the hub there and gone.

use anyhow::Context as _;
use scrim_tests::harness::{
    Desktop, HubOptions, Keyring, TestHub, programs,
    stage::{SCREEN, windows_can_run},
};
use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt as _, process::Command};

/// What the doctor says of each thing, and whether the program ended well.
struct Told {
    is: BTreeMap<String, String>,
    well: bool,
}

impl Told {
    fn of(&self, about: &str) -> &str {
        self.is.get(about).map_or("nothing", String::as_str)
    }

    fn problems(&self) -> Vec<&str> {
        let problems = self.is.iter().filter(|(_, is)| *is == "problem");
        problems.map(|(about, _)| about.as_str()).collect()
    }
}

fn doctor(desktop: &Desktop, hub: &str) -> anyhow::Result<Told> {
    let mut command = Command::new(programs::ours("scrim-desk")?);
    command.args(["doctor", "--json", "--hub", hub, "--data"]);
    command.arg(desktop.file("desk"));
    desktop.enter(&mut command);
    let done = command.output()?;
    let told: serde_json::Value = serde_json::from_slice(&done.stdout)?;
    let findings = told
        .get("findings")
        .and_then(serde_json::Value::as_array)
        .context("there are no findings")?;
    let word = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    Ok(Told {
        is: findings
            .iter()
            .map(|one| (word(one, "about"), word(one, "is")))
            .collect(),
        well: done.status.success(),
    })
}

#[tokio::test]
async fn the_doctor_says_what_is_well_here_and_what_is_not() -> anyhow::Result<()> {
    if !windows_can_run()? {
        return Ok(());
    }
    let hub = TestHub::start(HubOptions::default())?;
    let desktop = Desktop::start(SCREEN, Keyring::Unlocked)?;
    let told = doctor(&desktop, &hub.url)?;
    // The desk under test has a door for the driver, which no desk for people has.
    assert_eq!(told.problems(), ["build"]);
    assert!(!told.well, "a problem is in the program's end");
    for well in ["folder", "hub", "keyring", "web_view"] {
        assert_eq!(told.of(well), "ok", "{well}");
    }
    for less in ["capture", "display"] {
        assert_eq!(told.of(less), "warning", "{less}: there is an X11 screen");
    }
    assert!(!desktop.file("desk").exists(), "the doctor writes nothing");

    let url = hub.url.clone();
    hub.finish()?;
    let folder = desktop.file("desk");
    fs::create_dir(&folder)?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
    let told = doctor(&desktop, &url)?;
    assert_eq!(told.problems(), ["build", "folder", "hub"], "open to all, and gone");
    Ok(())
}

#[tokio::test]
async fn the_doctor_misses_a_keyring_where_there_is_none() -> anyhow::Result<()> {
    if !windows_can_run()? {
        return Ok(());
    }
    let desktop = Desktop::start(SCREEN, Keyring::Absent)?;
    assert_eq!(doctor(&desktop, "http://hub.example")?.of("keyring"), "warning");
    Ok(())
}
