//! What a reader of the book has before the first command: pictures, the programs on the path, and services that the
//! book calls by example names.

use super::{chapter::Chapter, cluster};
use anyhow::Context as _;
use scrim_tests::{
    harness::{hma, programs, shield},
    pictures::{File, alter::Alteration, picture},
};
use std::{
    ffi::OsString,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// Ports that the book names, each of which becomes a free one.
const PORTS: [&str; 4] = ["127.0.0.1:7450", "127.0.0.1:7451", "127.0.0.1:8000", "127.0.0.1:9450"];

/// The database that the book names.
const DATABASE: &str = "postgres://scrim@db.example/scrim";

/// A folder of its own, and services of its own.
pub(super) struct Surroundings {
    folder: TempDir,
    spellings: Vec<(String, String)>,
    path: OsString,
    _services: (hma::StandIn, shield::StandIn, Option<cluster::Cluster>),
}

impl Surroundings {
    /// What a chapter needs; or why it cannot be had here.
    pub(super) async fn of(chapter: &Chapter) -> anyhow::Result<Result<Self, String>> {
        let python = match python(chapter) {
            Ok(python) => python,
            Err(why) if programs::in_ci() => anyhow::bail!("{}: {why}", chapter.path),
            Err(why) => return Ok(Err(why)),
        };
        let cluster = match database(chapter) {
            Ok(cluster) => cluster,
            Err(why) if programs::in_ci() => anyhow::bail!("{}: {why}", chapter.path),
            Err(why) => return Ok(Err(why)),
        };
        let (hma, shield) = (hma::StandIn::start().await?, shield::StandIn::start().await?);
        hma.world().exchange("NCMEC_EX", "ncmec");
        let mut spellings = vec![
            ("https://hma.example/path".to_owned(), hma.url()),
            ("https://shield.example/".to_owned(), format!("{}/", shield.url())),
            (
                "https://platform.example/".to_owned(),
                "http://127.0.0.1:8000/".to_owned(),
            ),
        ];
        spellings.extend(
            cluster
                .iter()
                .map(|cluster| (DATABASE.to_owned(), cluster.url("scrim"))),
        );
        for port in PORTS {
            let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
            spellings.push((port.to_owned(), free.to_string()));
        }
        let around = Self {
            folder: TempDir::with_prefix("scrim-book-")?,
            spellings,
            path: path(python.as_deref())?,
            _services: (hma, shield, cluster),
        };
        around.draw()?;
        Ok(Ok(around))
    }

    /// Where the commands are typed.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A text of the book with what is really there for its examples.
    pub(super) fn spelled(&self, text: &str) -> String {
        let text = text.to_owned();
        self.spellings
            .iter()
            .fold(text, |text, (from, to)| text.replace(from, to))
    }

    /// Lets a program run there.
    pub(super) fn enter<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for name in [
            "ALL_PROXY",
            "HTTP_PROXY",
            "http_proxy",
            "XDG_CONFIG_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(name);
        }
        command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("PATH", &self.path)
            .env("NO_PROXY", "127.0.0.1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCRIM_LOG", "warn")
    }

    /// Pictures that somebody lists, one that a platform sends, and harmless ones that look like something listed.
    fn draw(&self) -> anyhow::Result<()> {
        let known = self.folder.path().join("known");
        fs::create_dir(&known)?;
        for number in 1..=4 {
            let file = File::jpeg(&picture(number));
            fs::write(known.join(&file.name), &file.bytes)?;
        }
        let sent = Alteration::Brightened(14).file(&picture(1));
        fs::write(self.folder.path().join("picture.jpg"), sent.bytes)?;
        let other = Alteration::Brightened(14).file(&picture(2));
        fs::write(self.folder.path().join("other.jpg"), other.bytes)?;
        let unknown = File::jpeg(&picture(9));
        fs::write(self.folder.path().join("unknown.jpg"), unknown.bytes)?;
        Ok(())
    }
}

/// The programs under test first, then the chapter's Python, then the system's.
fn path(python: Option<&Path>) -> anyhow::Result<OsString> {
    let own = programs::ours("scrim-hub")?;
    let own = own.parent().context("a program is in a folder")?.to_owned();
    // The example in Rust is built beside the tests, which need not be where the programs under test are.
    let beside = Path::new(env!("CARGO_BIN_EXE_example-send"))
        .parent()
        .map(Path::to_owned);
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let first = [Some(own), beside, python.and_then(Path::parent).map(Path::to_owned)];
    Ok(std::env::join_paths(
        first.into_iter().flatten().chain(std::env::split_paths(&rest)),
    )?)
}

/// The Python with what the chapter's programs import, where it has any.
fn python(chapter: &Chapter) -> Result<Option<PathBuf>, String> {
    if !chapter.mentions("python3") {
        return Ok(None);
    }
    let program = std::env::var_os("SCRIM_TEST_ORACLE_PYTHON").unwrap_or_else(|| "python3".into());
    let there = Command::new(&program)
        .args(["-c", "import httpx, standardwebhooks"])
        .output();
    if there.is_ok_and(|told| told.status.success()) {
        return Ok(Some(program.into()));
    }
    Err("python3 has no httpx and standardwebhooks: run `cargo xtask test whole`".to_owned())
}

/// A server with an empty database, where the chapter has one.
fn database(chapter: &Chapter) -> Result<Option<cluster::Cluster>, String> {
    if !chapter.mentions(DATABASE) {
        return Ok(None);
    }
    if std::env::var_os("SCRIM_TEST_WITHOUT_POSTGRES").is_some() {
        return Err("PostgreSQL is left out".to_owned());
    }
    let cluster = cluster::beside(|| cluster::start("", &[]))?;
    cluster.make("scrim");
    Ok(Some(cluster))
}
