//! A PostgreSQL of its own for the store's conformance suite: a fresh cluster on a free loopback
//! port, in a private folder, gone at the end. The machine's own databases are not touched.

use crate::folder::PrivateFolder;
use crate::leftovers::signal;
use crate::packages::{find_program, is_root};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where the tests read the address of the database.
pub(crate) const VARIABLE: &str = "SCRIM_TEST_POSTGRES";
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// A running server, stopped with the value.
pub(crate) struct Cluster {
    server: Child,
    port: u16,
    // Dropped last: the server writes in it until it has stopped.
    _folder: PrivateFolder,
}

impl Cluster {
    /// Makes a cluster and starts it.
    ///
    /// # Errors
    /// When PostgreSQL's programs are not there or do not come up.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let folder = PrivateFolder::new("postgres")?;
        let programs = find_programs().context("PostgreSQL's server programs were not found")?;
        give_to_server(folder.path())?;
        let data = folder.path().join("data");
        initialise(&programs.join("initdb"), &data)?;
        let port = free_port()?;
        let server = serve(&programs.join("postgres"), &data, folder.path(), port)?;
        let mut cluster = Self {
            server,
            port,
            _folder: folder,
        };
        cluster.wait_until_ready(&programs.join("pg_isready"))?;
        Ok(cluster)
    }

    /// The address to connect to; whoever connects may make databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://scrim@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, probe: &Path) -> anyhow::Result<()> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            ensure!(
                self.server.try_wait()?.is_none(),
                "PostgreSQL ended while it was starting"
            );
            let answers = TcpStream::connect(("127.0.0.1", self.port)).is_ok();
            if answers && quietly(Command::new(probe).args(["-d", &self.url()])) {
                return Ok(());
            }
            thread::sleep(BETWEEN_LOOKS);
        }
        bail!("PostgreSQL did not answer within {} s", PATIENCE.as_secs());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // "Fast" in PostgreSQL's terms: connections are cut, the files are left in order.
        signal("-INT", &[self.server.id()]);
        let _ = self.server.wait();
    }
}

/// Debian keeps the server's programs out of the search path, one folder for each version.
fn find_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|folder| is_whole(folder))
        .max();
    newest.or_else(|| {
        find_program("initdb")?
            .parent()
            .filter(|folder| is_whole(folder))
            .map(Path::to_path_buf)
    })
}

fn is_whole(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

fn initialise(program: &Path, data: &Path) -> anyhow::Result<()> {
    let mut command = as_server(program);
    command
        .args([
            "--username=scrim",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ])
        .arg(data);
    let output = command.stdin(Stdio::null()).output().context("cannot start initdb")?;
    ensure!(
        output.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// Durability is switched off: the cluster does not outlive the tests.
fn serve(program: &Path, data: &Path, sockets: &Path, port: u16) -> anyhow::Result<Child> {
    let mut command = as_server(program);
    command
        .arg("-D")
        .arg(data)
        .args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    command.arg("-k").arg(sockets).args(["-N", "200", "-c", "fsync=off"]);
    let log = fs::File::create(sockets.join("server.log"))?;
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    command.spawn().context("cannot start PostgreSQL")
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// PostgreSQL refuses to run as root, so root lends it Debian's own user.
fn as_server(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"])
        .arg(program)
        .current_dir("/");
    command
}

fn give_to_server(folder: &Path) -> anyhow::Result<()> {
    let given = !is_root() || quietly(Command::new("chown").arg("postgres:postgres").arg(folder));
    ensure!(given, "cannot give {} to the user postgres", folder.display());
    Ok(())
}

fn quietly(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_cluster_answers_and_is_gone_afterwards() {
        if find_programs().is_none() {
            println!("skipped: a PostgreSQL cluster, because its server is not installed");
            return;
        }
        let cluster = Cluster::start().unwrap();
        let port = cluster.port;
        assert!(cluster.url().ends_with(&format!(":{port}/postgres")));
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
