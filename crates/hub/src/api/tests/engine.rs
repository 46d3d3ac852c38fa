//! On which engine the hubs of these tests keep their memory: on SQLite, or on a server where `SCRIM_TEST_ENGINE` is
//! `postgres`. No test knows which.

use crate::hub::open_store;
use scrim_store::{Clock, Store};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Mutex, OnceLock},
};

const VARIABLE: &str = "SCRIM_TEST_ENGINE";

/// What is kept of the hub in a folder: as that hub opens it, or by another clock.
pub(super) fn open(folder: &Path, clock: Option<Clock>) -> Store {
    let opened = match (server(), clock) {
        (None, None) => open_store(folder, None, None),
        (None, Some(clock)) => Store::open(folder, clock),
        (Some(server), clock) => Store::connect(&server.database_of(folder), None, clock),
    };
    opened.expect("the store opens")
}

/// Whether anything is kept in files that a test can read.
pub(super) fn is_in_files() -> bool {
    server().is_none()
}

/// The program that makes databases, for as long as these tests run.
struct Server {
    talk: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _program: Child,
}

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let wanted = || match std::env::var(VARIABLE) {
        Err(_unset) => None,
        Ok(engine) if engine == "postgres" => Some(Server::start()),
        Ok(other) => panic!("{VARIABLE} is postgres or nothing, not {other}"),
    };
    SERVER.get_or_init(wanted).as_ref()
}

impl Server {
    fn start() -> Self {
        let mut command = Command::new(program());
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut program = command
            .spawn()
            .expect("build it: cargo build -p scrim-store --example cluster");
        let asks = program.stdin.take().expect("it has an input");
        let says = BufReader::new(program.stdout.take().expect("it has an output"));
        Self {
            talk: Mutex::new((asks, says)),
            _program: program,
        }
    }

    /// The address of a folder's own database, which is made where there is none.
    fn database_of(&self, folder: &Path) -> String {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy();
        let mut talk = self.talk.lock().expect("nobody has failed here");
        let (asks, says) = &mut *talk;
        writeln!(asks, "hub{name}").expect("it listens");
        let mut url = String::new();
        says.read_line(&mut url).expect("it answers");
        assert!(url.starts_with("postgres://"), "there is no server: {url}");
        url.trim_end().to_owned()
    }
}

fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows its own path");
    let built = own.parent().and_then(Path::parent).expect("target/<profile>/deps");
    built
        .join("examples")
        .join(format!("cluster{}", std::env::consts::EXE_SUFFIX))
}
