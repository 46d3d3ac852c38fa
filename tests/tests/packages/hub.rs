//! The hub's packages on a machine that starts services.

use super::{ground::Ground, machine::Machine};
use anyhow::Context as _;
use scrim_model::person::Role;
use scrim_tests::{
    harness::{Reviewer, Source, eventually, operator::Operator, rulings::Ruling},
    pictures::{Alteration, File, large},
};
use scrim_wire::http::items::Outcome;
use std::{fs, net::TcpListener};

/// The unit.
const UNIT: &str = "scrim-hub.service";

/// What it is told.
const SETTINGS: &str = "/etc/scrim/hub.env";

/// How exposed it may be, in tenths, as systemd reckons it.
const EXPOSURE: &str = "15";

/// A machine with a hub that serves.
struct Served {
    machine: Machine,
    url: String,
}

/// Installs the package, sets where to listen, and starts the hub.
async fn served(ground: &Ground) -> anyhow::Result<Served> {
    let machine = Machine::start(ground).await?;
    machine.install(&ground.package("scrim-hub", ".deb")?, &[])?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let settings = fs::read_to_string(machine.path(SETTINGS))?;
    let listening = format!("127.0.0.1:{port}");
    let changed = settings.replacen("127.0.0.1:7450", &listening, 1);
    anyhow::ensure!(changed != settings, "{SETTINGS} says where it listens: {settings}");
    fs::write(machine.path(SETTINGS), changed)?;
    machine.run(&["systemctl", "enable", "--now", UNIT])?;
    let served = Served {
        machine,
        url: format!("http://{listening}"),
    };
    served.answers().await?;
    Ok(served)
}

impl Served {
    async fn answers(&self) -> anyhow::Result<()> {
        let address = format!("{}/readyz", self.url);
        let answered = eventually("the hub to answer", async || {
            let answer = reqwest::get(&address).await;
            Ok(answer.is_ok_and(|answer| answer.status().is_success()).then_some(()))
        });
        answered.await.with_context(|| self.machine.journal(UNIT))
    }

    /// A command of the hub on what the service keeps.
    fn ctl(&self, words: &[&str], input: &str) -> anyhow::Result<String> {
        self.machine.run_with(&[&["scrim-hubctl"], words].concat(), input)
    }

    /// Adds somebody, who signs in.
    async fn person(&self, name: &str, role: Role) -> anyhow::Result<Reviewer> {
        let password = uuid::Uuid::now_v7().simple().to_string();
        let role = serde_json::to_value(role)?;
        let role = role.as_str().context("a role is one word")?;
        let words = [
            "person",
            "add",
            name,
            "--role",
            role,
            "--experienced",
            "--password-stdin",
        ];
        self.ctl(&words, &password)?;
        Reviewer::sign_in(&self.url, name, &password).await
    }

    fn source(&self) -> anyhow::Result<Source> {
        let told = self.ctl(&["source", "add", "platform"], "")?;
        let told: serde_json::Value = serde_json::from_str(told.trim())?;
        let key = told.get("key").and_then(serde_json::Value::as_str);
        Source::new(&self.url, key.context("a source is told its key")?)
    }

    fn pid(&self) -> anyhow::Result<String> {
        self.machine.unit(UNIT, "MainPID")
    }
}

#[tokio::test]
async fn it_comes_switched_off_and_its_unit_has_no_fault_and_little_exposure() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let machine = Machine::start(&ground).await?;
    machine.install(&ground.package("scrim-hub", ".deb")?, &[])?;
    assert_eq!(machine.unit(UNIT, "ActiveState")?, "inactive");
    assert_eq!(machine.unit(UNIT, "UnitFileState")?, "disabled");
    let verified = machine.attempt(&["systemd-analyze", "verify", UNIT], "")?;
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success() && said.is_empty(), "{said}");
    let threshold = format!("--threshold={EXPOSURE}");
    machine.run(&["systemd-analyze", "security", "--no-pager", &threshold, UNIT])?;
    let readable = machine.run(&["stat", "--format=%a %U", SETTINGS])?;
    assert_eq!(readable.trim(), "600 root");
    assert!(machine.run(&["scrim-hub", "--version"])?.starts_with("scrim-hub "));
    let as_nobody = ["setpriv", "--reuid=65534", "--clear-groups", "scrim-hubctl", "doctor"];
    let refused = machine.attempt(&as_nobody, "")?;
    assert_eq!(refused.status.code(), Some(77), "only root speaks as the service");
    Ok(())
}

#[tokio::test]
async fn behind_its_walls_an_upload_is_decoded_and_a_case_decided() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let served = served(&ground).await?;
    let picture = large(1);
    let known = served.machine.path("/srv/known");
    fs::create_dir(&known)?;
    fs::write(known.join("known.jpg"), File::jpeg(&picture).bytes)?;
    let words = ["import", "/srv/known", "--bank", "known", "--category", "generated"];
    served.ctl(&words, "")?;
    let one = served.person("ines", Role::Moderator).await?;
    let upload = Alteration::Brightened(14).file(&picture);
    let submitted = served.source()?.submit(&upload).await?;
    assert_eq!(submitted.outcome, Outcome::Queued);
    one.decide(submitted.case_id.context("a case was opened")?, Ruling::Different)
        .await?;
    served.ctl(&["audit", "verify"], "")?;
    // Whoever goes on where the first says that a second look is needed.
    served.person("tomas", Role::Moderator).await?;
    let told = served.ctl(&["doctor"], "")?;
    assert!(told.contains("seccomp on") && !told.contains("\"ok\":false"), "{told}");
    served.ctl(&["backup", "--to", "/var/lib/scrim-hub-backup/first"], "")?;
    assert!(served.machine.has("/var/lib/private/scrim-hub-backup/first"));

    let status = served
        .machine
        .run(&["cat", &format!("/proc/{}/status", served.pid()?)])?;
    let field = |name: &str| {
        status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.split_whitespace().next())
    };
    assert_ne!(field("Uid:"), Some("0"), "it is nobody's user but its own");
    let rights = field("CapBnd:").context("rights are told")?;
    assert_eq!(rights.trim_matches('0'), "", "it may have no right of root's");
    assert_eq!((field("NoNewPrivs:"), field("Seccomp:")), (Some("1"), Some("2")));
    let key = served
        .machine
        .run(&["stat", "--format=%a", "/var/lib/private/scrim-hub-key/master.key"])?;
    assert_eq!(key.trim(), "600");
    let log = served.machine.journal(UNIT);
    assert!(!log.contains("\"level\":\"ERROR\""), "{log}");
    Ok(())
}

/// What a doctor says of the worker's sandbox, among other lines.
fn of_the_worker(said: &str) -> Option<&str> {
    said.lines().find(|line| line.starts_with("{\"check\":\"worker\""))
}

#[tokio::test]
async fn the_walls_of_the_unit_leave_the_workers_own_as_they_are() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let served = served(&ground).await?;
    let drop_in = served.machine.path("/etc/systemd/system/scrim-hub.service.d");
    fs::create_dir(&drop_in)?;
    // Behind the very walls that the hub is started behind.
    fs::write(
        drop_in.join("doctor.conf"),
        "[Service]\nExecStartPre=/usr/bin/scrim-hub doctor\n",
    )?;
    served.machine.run(&["systemctl", "daemon-reload"])?;
    served.machine.run(&["systemctl", "restart", UNIT])?;
    let folder = tempfile::tempdir()?;
    let here = Operator::of(&folder.path().join("data"), &folder.path().join("key"));
    let here = here.program(&["doctor"])?.output()?;
    let here = String::from_utf8(here.stdout)?;
    let there = served.machine.journal(UNIT);
    assert!(of_the_worker(&here).is_some(), "{here}");
    assert_eq!(of_the_worker(&there), of_the_worker(&here), "{there}");
    Ok(())
}

#[tokio::test]
async fn a_package_over_a_running_hub_starts_the_new_one_with_what_was_set_and_kept() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let served = served(&ground).await?;
    let one = served.person("ines", Role::Moderator).await?;
    let before = served.pid()?;
    served
        .machine
        .install(&ground.package("scrim-hub", ".deb")?, &["--reinstall"])?;
    served.answers().await?;
    assert_ne!(served.pid()?, before, "the hub that runs is the one that was installed");
    Reviewer::sign_in(&served.url, &one.name, &one.password).await?;
    served.machine.run(&["systemctl", "stop", UNIT])?;
    assert_eq!(served.machine.unit(UNIT, "Result")?, "success", "it ends in order");
    Ok(())
}

#[tokio::test]
async fn a_removed_hub_leaves_its_settings_and_a_purged_one_its_data_alone() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let served = served(&ground).await?;
    served.person("ines", Role::Moderator).await?;
    let machine = &served.machine;
    let files = machine.files_of("scrim-hub")?;
    assert!(files.iter().any(|file| file == "/usr/bin/scrim-worker"), "{files:?}");
    machine.run(&["apt-get", "-q", "remove", "--yes", "scrim-hub"])?;
    assert_ne!(machine.unit(UNIT, "ActiveState")?, "active");
    let left: Vec<&String> = files.iter().filter(|file| machine.has(file)).collect();
    assert!(matches!(left.as_slice(), [file] if *file == SETTINGS), "{left:?}");
    machine.run(&["apt-get", "-q", "purge", "--yes", "scrim-hub"])?;
    assert!(!machine.has("/etc/scrim"));
    let wanted = machine.run(&["find", "/etc/systemd", "/run/systemd/system", "-name", "scrim*"])?;
    assert_eq!(wanted, "", "nothing of systemd's names it any more");
    // What was decided is evidence, and the key opens it: neither goes with a program.
    assert!(machine.has("/var/lib/private/scrim-hub-key/master.key"));
    assert!(
        fs::read_dir(machine.path("/var/lib/private/scrim-hub"))?
            .next()
            .is_some()
    );
    Ok(())
}

#[tokio::test]
async fn the_rpm_brings_the_same_and_takes_it_away() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let machine = Machine::start(&ground).await?;
    machine.run(&["apt-get", "-q", "update"])?;
    machine.run(&["apt-get", "-q", "install", "--yes", "--no-install-recommends", "rpm"])?;
    let package = machine.bring(&ground.package("scrim-hub", ".rpm")?)?;
    // Debian's rpm knows nothing of what Debian has installed, and does not go without being told so.
    machine.run(&["rpm", "--force-debian", "--nodeps", "--install", &package])?;
    let listed = machine.run(&["rpm", "--query", "--list", "scrim-hub"])?;
    let files: Vec<&str> = listed.lines().filter(|path| !machine.path(path).is_dir()).collect();
    for wanted in [
        "/usr/bin/scrim-hub",
        "/usr/bin/scrim-worker",
        "/usr/sbin/scrim-hubctl",
        "/usr/lib/systemd/system/scrim-hub.service",
        SETTINGS,
    ] {
        assert!(files.contains(&wanted) && machine.has(wanted), "{wanted} in {files:?}");
    }
    let kept = machine.run(&["rpm", "--query", "--configfiles", "scrim-hub"])?;
    assert_eq!(kept.trim(), SETTINGS);
    assert!(machine.run(&["scrim-hub", "--version"])?.starts_with("scrim-hub "));
    assert_eq!(machine.unit(UNIT, "UnitFileState")?, "disabled");
    machine.run(&["rpm", "--force-debian", "--erase", "scrim-hub"])?;
    let left: Vec<&&str> = files.iter().filter(|file| machine.has(file)).collect();
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}
