//! Linux: `logind` on the system's bus tells of sleep and of the session's lock, the desktop's screen saver on the
//! session's bus of a locked screen. Where both tell, the curtain falls once; it falls twice without harm.

use super::{Leaving, Seat, Tells, Told};
use std::{process, thread};
use zbus::{
    MatchRule, Message,
    blocking::{Connection, MessageIterator, Proxy, fdo::DBusProxy},
    message::Type,
    zvariant::{OwnedFd, OwnedObjectPath, OwnedValue},
};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// The interfaces by which desktops tell of a locked screen: the common one, and GNOME's own.
const SAVERS: [&str; 2] = ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"];

/// Both buses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buses;

impl Seat for Buses {
    fn tells(&self) -> Tells {
        let logind = Connection::system().is_ok_and(|bus| has(&bus, LOGIND));
        let saver = || Connection::session().is_ok_and(|bus| SAVERS.iter().any(|name| has(&bus, name)));
        Tells {
            sleeps: logind,
            locks: logind || saver(),
        }
    }

    fn watch(&self, told: Told) {
        let savers = told.clone();
        on_a_thread("screen saver", move || savers_tell(&savers));
        on_a_thread("logind", move || logind_tells(&told));
    }
}

/// A bus that is not there, or goes away, is no reason not to run: losing the focus hides as well.
fn on_a_thread(name: &'static str, work: impl FnOnce() -> zbus::Result<()> + Send + 'static) {
    let watched = thread::Builder::new().name(name.to_owned()).spawn(move || {
        if let Err(error) = work() {
            tracing::info!(name, %error, "the system does not tell when the seat is left");
        }
    });
    if let Err(error) = watched {
        tracing::warn!(name, %error, "the seat is not watched");
    }
}

fn has(bus: &Connection, name: &str) -> bool {
    let known = || -> zbus::Result<bool> { Ok(DBusProxy::new(bus)?.name_has_owner(name.try_into()?)?) };
    known().unwrap_or(false)
}

fn savers_tell(told: &Told) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let rule = signal().member("ActiveChanged")?.build();
    for message in MessageIterator::for_match_rule(rule, &bus, None)? {
        let message = message?;
        let header = message.header();
        let from_saver = header.interface().is_some_and(|name| SAVERS.contains(&name.as_str()));
        if from_saver && message.body().deserialize::<bool>().unwrap_or(false) {
            told(Leaving::Locked);
        }
    }
    Ok(())
}

fn logind_tells(told: &Told) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let rule = signal().sender(LOGIND)?.build();
    // Listened to before anything is asked, so that nothing falls in between.
    let messages = MessageIterator::for_match_rule(rule, &bus, None)?;
    let manager = Proxy::new(&bus, LOGIND, "/org/freedesktop/login1", MANAGER)?;
    let session = own_session(&manager);
    let mut delay = hold_sleep(&manager);
    for message in messages {
        match said(&message?, session.as_ref()) {
            Some(Said::Leaving(Leaving::Sleeps)) => {
                told(Leaving::Sleeps);
                // Now it may sleep.
                delay = None;
            }
            Some(Said::Leaving(Leaving::Locked)) => told(Leaving::Locked),
            Some(Said::Woke) if delay.is_none() => delay = hold_sleep(&manager),
            Some(Said::Woke) | None => {}
        }
    }
    Ok(())
}

enum Said {
    Leaving(Leaving),
    Woke,
}

fn said(message: &Message, session: Option<&OwnedObjectPath>) -> Option<Said> {
    let header = message.header();
    let ours = header
        .path()
        .is_some_and(|path| session.is_some_and(|own| own.as_str() == path.as_str()));
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => match message.body().deserialize::<bool>() {
            Ok(false) => Some(Said::Woke),
            // What cannot be read is taken for the worse.
            Ok(true) | Err(_) => Some(Said::Leaving(Leaving::Sleeps)),
        },
        (SESSION, "Lock") if ours => Some(Said::Leaving(Leaving::Locked)),
        (PROPERTIES, "PropertiesChanged") if ours => locked_hint(message).then_some(Said::Leaving(Leaving::Locked)),
        _ => None,
    }
}

fn locked_hint(message: &Message) -> bool {
    type Changed = (String, std::collections::HashMap<String, OwnedValue>, Vec<String>);
    let body = message.body();
    let Ok((interface, changed, _gone)) = body.deserialize::<Changed>() else {
        return false;
    };
    let hint = changed.get("LockedHint").and_then(|hint| bool::try_from(hint).ok());
    interface == SESSION && hint == Some(true)
}

/// The session this program belongs to; none where it was started outside of any.
fn own_session(manager: &Proxy<'_>) -> Option<OwnedObjectPath> {
    let by_process = manager.call::<_, _, OwnedObjectPath>("GetSessionByPID", &process::id());
    let found = by_process.or_else(|_outside| {
        let id = std::env::var("XDG_SESSION_ID").unwrap_or_default();
        manager.call::<_, _, OwnedObjectPath>("GetSession", &id)
    });
    found.ok()
}

/// Asks for a moment before sleep, as long as the answer lives.
fn hold_sleep(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let why = ("sleep", "Scrim", "the curtain comes down first", "delay");
    manager.call("Inhibit", &why).ok()
}

fn signal() -> zbus::match_rule::Builder<'static> {
    MatchRule::builder().msg_type(Type::Signal)
}
