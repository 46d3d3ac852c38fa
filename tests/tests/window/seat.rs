//! A locked screen and a machine that goes to sleep drop the curtain: a made-up `logind` and screen saver on the
//! private bus of the desktop say so.

use anyhow::Context as _;
use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, window::key};
use std::{
    collections::HashMap,
    io::{ErrorKind, Read as _},
    os::{fd::OwnedFd, unix::net::UnixStream},
    sync::{Arc, Mutex},
};
use zbus::{
    Connection, connection, fdo, interface,
    zvariant::{ObjectPath, OwnedObjectPath, Value},
};

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";
const ANOTHER: &str = "/org/freedesktop/login1/session/_32";
const SAVER: &str = "/org/freedesktop/ScreenSaver";

/// Our ends of what was handed out for a moment before sleep.
type Held = Arc<Mutex<Vec<UnixStream>>>;

struct Logind {
    held: Held,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    #[zbus(name = "GetSessionByPID")]
    #[expect(clippy::unused_self, reason = "the interface is made of methods")]
    fn get_session_by_pid(&self, pid: u32) -> fdo::Result<OwnedObjectPath> {
        let failed = |error: String| fdo::Error::Failed(error);
        if pid == 0 {
            return Err(failed("no process".into()));
        }
        let path = ObjectPath::try_from(SESSION).map_err(|error| failed(error.to_string()))?;
        Ok(path.into())
    }

    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> fdo::Result<zbus::zvariant::OwnedFd> {
        // Whoever asks which program keeps the machine awake reads both.
        if (what, mode) != ("sleep", "delay") || who.is_empty() || why.is_empty() {
            return Err(fdo::Error::InvalidArgs(format!("{what} {mode} {who} {why}")));
        }
        let pair = UnixStream::pair().and_then(|(ours, theirs)| ours.set_nonblocking(true).map(|()| (ours, theirs)));
        let (ours, theirs) = pair.map_err(|error| fdo::Error::Failed(error.to_string()))?;
        self.held.lock().expect("nobody panics with it").push(ours);
        Ok(OwnedFd::from(theirs).into())
    }
}

/// How many of them the desk still holds.
fn still_held(held: &Held) -> usize {
    let open = |mut stream: &UnixStream| {
        let read = stream.read(&mut [0]);
        read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    };
    held.lock()
        .expect("nobody panics with it")
        .iter()
        .filter(|stream| open(stream))
        .count()
}

async fn says<B: serde::Serialize + zbus::zvariant::DynamicType>(
    bus: &Connection,
    (path, interface, name): (&str, &str, &str),
    body: &B,
) -> anyhow::Result<()> {
    Ok(bus.emit_signal(None::<&str>, path, interface, name, body).await?)
}

const SLEEP: (&str, &str, &str) = (MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep");
const SAVES: (&str, &str, &str) = (SAVER, "org.freedesktop.ScreenSaver", "ActiveChanged");

async fn lock(bus: &Connection, session: &str) -> anyhow::Result<()> {
    says(bus, (session, "org.freedesktop.login1.Session", "Lock"), &()).await
}

async fn hint(bus: &Connection, locked: bool) -> anyhow::Result<()> {
    let changed = HashMap::from([("LockedHint", Value::from(locked))]);
    let body = ("org.freedesktop.login1.Session", changed, Vec::<&str>::new());
    says(
        bus,
        (SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged"),
        &body,
    )
    .await
}

async fn curtain_falls_and_is_lifted(window: &Window, why: &str) -> anyhow::Result<()> {
    window
        .sees("The curtain is down")
        .await
        .with_context(|| why.to_owned())?;
    assert_eq!(window.pictures().await?, 0, "{why}: no picture is left in the page");
    window.press(key::ENTER).await?;
    window.shows(Rung::Label).await.with_context(|| why.to_owned())
}

#[tokio::test]
async fn a_locked_screen_and_sleep_drop_the_curtain_and_the_case_stays() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let held = Held::default();
    let logind = Logind { held: held.clone() };
    let bus = connection::Builder::address(stage.desktop.bus())?
        .name("org.freedesktop.login1")?
        .serve_at(MANAGER, logind)?
        .build()
        .await?;
    let window = stage.review_of(&stage.one).await?;
    eventually("the desk to ask for a moment before sleep", async || {
        Ok((still_held(&held) == 1).then_some(()))
    })
    .await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    lock(&bus, ANOTHER).await?;
    says(&bus, SAVES, &false).await?;
    hint(&bus, false).await?;
    window.driver.frames_pass().await?;
    assert_eq!(window.rung().await?, Rung::Grey, "nothing of ours was locked");
    says(&bus, SLEEP, &true).await?;
    curtain_falls_and_is_lifted(&window, "sleep").await?;
    window.let_go("5").await?;
    eventually("the machine to be let sleep", async || {
        Ok((still_held(&held) == 0).then_some(()))
    })
    .await?;
    says(&bus, SLEEP, &false).await?;
    eventually("the next sleep to wait as well", async || {
        Ok((still_held(&held) == 1).then_some(()))
    })
    .await?;
    lock(&bus, SESSION).await?;
    curtain_falls_and_is_lifted(&window, "the session's lock").await?;
    hint(&bus, true).await?;
    curtain_falls_and_is_lifted(&window, "the session's hint").await?;
    says(&bus, SAVES, &true).await?;
    curtain_falls_and_is_lifted(&window, "the screen saver").await?;
    let two = stage.person(&stage.two).await?;
    assert!(
        two.take(8).await?.is_empty(),
        "the case is still held by whoever had it"
    );
    stage.finish(window).await
}
