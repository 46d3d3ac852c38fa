//! A cluster of `PostgreSQL` of this process's own: made in a temporary folder, on a free port of loopback, gone
//! with the process however that ends.
//!
//! Run by root it is another user's, since the server refuses root.

use std::{
    net::{Ipv4Addr, TcpListener},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{ChildStdin, Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

/// Who owns the cluster's databases.
const OWNER: &str = "scrim";

/// How long a server may take to answer, on a busy machine.
const START: Duration = Duration::from_mins(1);

/// Runs the server until its input ends, which it does with the process that holds the other end.
const KEEPER: &str = r#""$1" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c max_connections=400 -c jit=off $4 >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$2""#;

/// What a cluster is told whose figures nobody reads: that nothing has to outlive it.
const IN_A_HURRY: &str = "-c fsync=off -c full_page_writes=off";

/// A server that runs.
pub(crate) struct Cluster {
    port: u16,
    /// Held, and never written to.
    _keeper: ChildStdin,
}

/// The cluster of this process, started when it is first asked for; or why there is none.
pub(crate) fn get() -> Result<&'static Cluster, &'static str> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    let started = CLUSTER.get_or_init(|| beside(|| start(IN_A_HURRY, &[])));
    started.as_ref().map_err(String::as_str)
}

impl Cluster {
    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes a database, unless it is there.
    pub(crate) fn make(&self, database: &str) {
        let known = format!("SELECT 1 FROM pg_database WHERE datname = '{database}'");
        let url = self.url("postgres");
        let database = database.to_owned();
        beside(move || {
            let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("the server answers");
            if client.query(&known, &[]).expect("it reads").is_empty() {
                let make = format!("CREATE DATABASE \"{database}\" STRATEGY file_copy");
                client.batch_execute(&make).expect("the database is made");
            }
        });
    }

    /// Runs SQL in a database.
    pub(crate) fn run(&self, database: &str, sql: &str) -> Result<(), postgres::Error> {
        let (url, sql) = (self.url(database), sql.to_owned());
        beside(move || postgres::Client::connect(&url, postgres::NoTls)?.batch_execute(&sql))
    }
}

impl Cluster {
    /// Reads a column of text.
    pub(crate) fn ask(&self, database: &str, sql: &str) -> Result<Vec<String>, postgres::Error> {
        let (url, sql) = (self.url(database), sql.to_owned());
        let rows = beside(move || postgres::Client::connect(&url, postgres::NoTls)?.query(&sql, &[]))?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }
}

/// Blocks on a thread that runs no tasks: this client must not be used on one that does.
pub(crate) fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    thread::spawn(work).join().expect("it does not panic")
}

/// Starts a cluster with settings of the caller's, each as `-c NAME=VALUE`, and files of the server's own, which are in the
/// folder `@`.
pub(crate) fn start(settings: &str, files: &[(&str, &str)]) -> Result<Cluster, String> {
    let programs = programs().ok_or("initdb is not installed")?;
    let folder = tempfile::Builder::new().prefix("scrim-postgres-").tempdir();
    let folder = folder.map_err(|error| error.to_string())?;
    let user = Unprivileged::find()?;
    user.own(folder.path())?;
    for (name, text) in files {
        let file = folder.path().join(name);
        let written = std::fs::write(&file, text);
        let private = written.and_then(|()| std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)));
        private.map_err(|error| error.to_string())?;
        user.own(&file)?;
    }
    init(&user, &programs, folder.path())?;
    let port = free_port()?;
    let mut keeper = user.command(Path::new("sh"));
    keeper.args(["-c", KEEPER, "sh"]).arg(programs.join("postgres"));
    // A group of its own: what interrupts the tests does not keep it from tidying up.
    keeper
        .arg(folder.path())
        .arg(port.to_string())
        .arg(settings.replace('@', &folder.path().to_string_lossy()));
    keeper.process_group(0);
    keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = keeper.spawn().map_err(|error| error.to_string())?;
    let keeper = child.stdin.take().ok_or("the server has no input")?;
    let cluster = Cluster { port, _keeper: keeper };
    // From here on the folder is the keeper's to remove.
    let folder = folder.keep();
    answers(&cluster.url("postgres"), &folder)?;
    Ok(cluster)
}

fn init(user: &Unprivileged, programs: &Path, folder: &Path) -> Result<(), String> {
    let mut command = user.command(&programs.join("initdb"));
    command.arg("-D").arg(folder.join("data")).args(["-U", OWNER]);
    command.args(["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
    let said = command.output().map_err(|error| error.to_string())?;
    if said.status.success() {
        Ok(())
    } else {
        Err(format!("initdb failed: {}", String::from_utf8_lossy(&said.stderr)))
    }
}

fn answers(url: &str, folder: &Path) -> Result<(), String> {
    let until = Instant::now() + START;
    loop {
        match postgres::Client::connect(url, postgres::NoTls) {
            Ok(_client) => return Ok(()),
            Err(_not_yet) if Instant::now() < until => thread::sleep(Duration::from_millis(20)),
            Err(error) => {
                let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                return Err(format!("the server does not answer: {error}\n{log}"));
            }
        }
    }
}

fn free_port() -> Result<u16, String> {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
    taken.map(|address| address.port()).map_err(|error| error.to_string())
}

/// Where the server's programs are: on the path, or where Debian puts them.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|folder| folder.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    places.extend(versions.into_iter().rev());
    let complete = |place: &PathBuf| ["initdb", "postgres"].iter().all(|name| place.join(name).is_file());
    places.into_iter().find(complete)
}

/// A user who is not root.
enum Unprivileged {
    /// Who runs the tests.
    Already,
    /// By number: user and group.
    Nobody(u32, u32),
}

impl Unprivileged {
    fn find() -> Result<Self, String> {
        if number(&["-u"])? != 0 {
            return Ok(Self::Already);
        }
        Ok(Self::Nobody(number(&["-u", "nobody"])?, number(&["-g", "nobody"])?))
    }

    fn own(&self, folder: &Path) -> Result<(), String> {
        match self {
            Self::Already => Ok(()),
            Self::Nobody(user, group) => {
                std::os::unix::fs::chown(folder, Some(*user), Some(*group)).map_err(|error| error.to_string())
            }
        }
    }

    fn command(&self, program: &Path) -> Command {
        match self {
            Self::Already => Command::new(program),
            Self::Nobody(user, group) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={group}")]);
                command.arg("--clear-groups").arg(program).current_dir("/");
                command
            }
        }
    }
}

fn number(of: &[&str]) -> Result<u32, String> {
    let said = Command::new("id")
        .args(of)
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&said.stdout);
    text.trim()
        .parse()
        .map_err(|_error| format!("there is no user for id {}", of.join(" ")))
}
