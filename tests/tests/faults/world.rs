//! Two hubs on one database and one folder of media, each with a network of its own to the database.

use crate::{
    cluster::{self, Cluster},
    plan::HUBS,
    wire::Wire,
};
use anyhow::Context as _;
use rustix::process::Signal;
use scrim_tests::{
    harness::{
        child::{self, Running},
        programs,
    },
    pictures::File,
};
use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// The database of the hubs.
pub(crate) const DATABASE: &str = "hub";

/// Set where the database server is to be left out.
const WITHOUT_SERVER_VARIABLE: &str = "SCRIM_TEST_WITHOUT_POSTGRES";

/// All that runs.
pub(crate) struct World {
    // In this order: whoever uses the database ends before it does.
    pub(crate) hubs: Vec<Hub>,
    pub(crate) wires: Vec<Wire>,
    pub(crate) cluster: Cluster,
    folder: TempDir,
}

/// One of the hubs.
pub(crate) struct Hub {
    pub(crate) url: String,
    pub(crate) serving: Running,
}

impl World {
    /// Starts everything; none where no database server is installed.
    pub(crate) async fn start() -> anyhow::Result<Option<Self>> {
        if std::env::var_os(WITHOUT_SERVER_VARIABLE).is_some() {
            eprintln!("skipped: the faults of hubs and database, because it was asked for");
            return Ok(None);
        }
        let cluster = match cluster::beside(|| cluster::start("", &[])) {
            Ok(cluster) => cluster,
            Err(why) if programs::in_ci() => anyhow::bail!("no database server: {why}"),
            Err(why) => {
                eprintln!("skipped: the faults of hubs and database, because {why}");
                return Ok(None);
            }
        };
        cluster.make(DATABASE);
        let folder = TempDir::with_prefix("scrim-faults-")?;
        let mut world = Self {
            hubs: Vec::new(),
            wires: Vec::new(),
            cluster,
            folder,
        };
        for number in 0..HUBS {
            world.wires.push(Wire::to(port_of(&world.cluster)?).await?);
            let hub = world.serve(number, "127.0.0.1:0")?;
            world.hubs.push(hub);
        }
        Ok(Some(world))
    }

    /// Starts a hub again that has ended, where it was.
    pub(crate) fn start_again(&mut self, number: usize) -> anyhow::Result<()> {
        let url = self.hub(number)?.url.clone();
        let started = self.serve(number, url.trim_start_matches("http://"))?;
        *self.hubs.get_mut(number).context("a hub of the plan")? = started;
        Ok(())
    }

    pub(crate) fn hub(&mut self, number: usize) -> anyhow::Result<&mut Hub> {
        self.hubs.get_mut(number).context("a hub of the plan")
    }

    pub(crate) fn wire(&self, number: usize) -> anyhow::Result<&Wire> {
        self.wires.get(number).context("a network of the plan")
    }

    /// Runs one of the hub's commands, not through any of the networks; answers the last line it prints.
    pub(crate) fn command(&self, words: &[&str], input: &str) -> anyhow::Result<String> {
        let mut child = self
            .program(words, &self.cluster.url(DATABASE), "command")?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        child
            .stdin
            .take()
            .context("it was piped")?
            .write_all(input.as_bytes())?;
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "scrim-hub {} failed: {said}", words.join(" "));
        let printed = String::from_utf8(output.stdout)?;
        Ok(printed.lines().last().unwrap_or_default().to_owned())
    }

    /// Puts files on a vetted list, by which a case with equal bytes takes one person and no look.
    pub(crate) fn import(&self, files: &[File]) -> anyhow::Result<()> {
        let known = TempDir::with_prefix("scrim-known-")?;
        for file in files {
            fs::write(known.path().join(&file.name), &file.bytes)?;
        }
        let path = known.path().to_string_lossy().into_owned();
        let list = [
            "--bank",
            "known",
            "--category",
            "generated",
            "--vetted",
            "drawn by this test",
        ];
        self.command(&[["import", &path].as_slice(), &list].concat(), "")
            .map(drop)
    }

    fn serve(&self, number: usize, listen: &str) -> anyhow::Result<Hub> {
        let direct = format!(":{}/", port_of(&self.cluster)?);
        let through = format!(":{}/", self.wire(number)?.port);
        let through = self.cluster.url(DATABASE).replace(&direct, &through);
        let name = format!("hub-{number}");
        let words = ["serve", "--listen", listen, "--grace-seconds", "0"];
        let mut command = self.program(&words, &through, &name)?;
        let log = self.folder.path().join(format!("{name}.log"));
        let (serving, line) = Running::start_and_read(&mut command, &log)?;
        let ready: serde_json::Value = serde_json::from_str(&line)?;
        let url = ready.get("url").and_then(|url| url.as_str());
        let url = url.context("the hub says its address")?.to_owned();
        Ok(Hub { url, serving })
    }

    fn program(&self, words: &[&str], database: &str, data: &str) -> anyhow::Result<Command> {
        let folder: &Path = self.folder.path();
        fs::create_dir_all(folder.join(data))?;
        let mut command = Command::new(programs::ours("scrim-hub")?);
        command
            .args(words)
            .env("SCRIM_HUB_DATA", folder.join(data))
            .env("SCRIM_HUB_KEY_FILE", folder.join("master.key"))
            .env("SCRIM_HUB_MEDIA", folder.join("media"))
            .env("SCRIM_HUB_DATABASE", database);
        Ok(command)
    }
}

impl Hub {
    pub(crate) fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        child::signal(self.serving.pid(), signal)
    }
}

fn port_of(cluster: &Cluster) -> anyhow::Result<u16> {
    let url: postgres::Config = cluster.url(DATABASE).parse()?;
    url.get_ports().first().copied().context("an address has a port")
}
