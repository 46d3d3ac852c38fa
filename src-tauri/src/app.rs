//! Puts the desk and its window together, and takes them apart again in order.

use crate::{anywhere, commands, folder, options::Start, pictures, shutter::Shutter, updates, window};
#[cfg(unix)]
use scrim_desk::Bell;
use scrim_desk::{
    DataDirectory, Desk, DirectoryError, OsKeyring, Setup, SystemBrowser, SystemClock, SystemNotices, SystemRandom,
    over_network, try_locking,
};
use scrim_wire::ipc::{
    commands::{Intent, VIEW_EVENT},
    links::Summons,
    view::MemoryLock,
};
#[cfg(unix)]
use std::io;
use std::{sync::Arc, time::Duration};
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, UriSchemeContext, UriSchemeResponder, Wry, async_runtime, http::Request,
};
use tokio::time::timeout;

/// How long the window's end waits for the hub to be told that the cases go back.
const GOODBYE: Duration = Duration::from_secs(2);

/// Where the web view may write, within the desk's folder; it is told to write nothing.
const WEB_FOLDER: &str = "web";

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    /// The folder for its files.
    #[error(transparent)]
    Folder(#[from] DirectoryError),
    /// There is no such folder for this person.
    #[error("the system names no folder for a program's own files; name one with --data")]
    NoFolder,
    /// The window.
    #[error("the window: {0}")]
    Window(#[from] tauri::Error),
}

/// Runs the desk until its window is closed, or tells the one that is open on its folder what this one was started for.
pub(crate) fn run(options: Start, summons: Summons) -> Result<(), StartError> {
    let Start { hub, data } = options;
    let web = data.as_ref().map(|folder| folder.join(WEB_FOLDER));
    let path = folder::of(data).ok_or(StartError::NoFolder)?;
    let Some(folder) = folder::hold(&path, summons)? else {
        tracing::info!("another Scrim is open on this folder, and was told");
        return Ok(());
    };
    let app = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, hand_out)
        .invoke_handler(commands::all())
        .on_window_event(window::on_event)
        .manage(Shutter::new())
        .setup(move |app| Ok(window::open(app, web)?))
        .build(tauri::generate_context!())?;
    #[cfg(unix)]
    let bell = Bell::hang(&folder);
    let desk = start(folder, hub, app.handle());
    if desk.summoned(summons).is_err() {
        tracing::debug!("the desk has ended before its window");
    }
    #[cfg(unix)]
    app.manage(answer(bell, desk.clone(), app.handle().clone()));
    app.manage(desk);
    app.run(on_run_event);
    Ok(())
}

/// Who answers second starts.
#[cfg(unix)]
struct Answering(async_runtime::JoinHandle<()>);

/// Whoever starts the desk again is shown this one's window, and a link is told to this desk.
#[cfg(unix)]
fn answer(bell: io::Result<Bell>, desk: Desk, app: AppHandle) -> Answering {
    let hear = move |summons| window::come_forward(&app) && desk.summoned(summons).is_ok();
    Answering(async_runtime::spawn(async move {
        let ended = match bell {
            Ok(bell) => bell.listen(hear).await,
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "no second start reaches this one; links have to be pasted");
        }
    }))
}

fn start(folder: DataDirectory, hub: Option<String>, app: &AppHandle) -> Desk {
    let memory = try_locking();
    if memory != MemoryLock::Locked {
        tracing::warn!(?memory, "not all that is in clear can be locked in memory");
    }
    let anywhere::Asked { curtain, key } = anywhere::grab();
    let setup = Setup {
        clock: Arc::new(SystemClock::new()),
        random: Arc::new(SystemRandom),
        secrets: Arc::new(OsKeyring),
        connect: over_network(),
        browser: Arc::new(SystemBrowser),
        notices: Arc::new(SystemNotices),
        folder,
        hub,
        capture: window::capture(),
        global_curtain: curtain,
        updates: updates::of_this_build(),
        // Where a desktop names no folder for downloads, its person still has a home.
        downloads: dirs::download_dir().or_else(dirs::home_dir),
    };
    let desk = async_runtime::block_on(async { Desk::start(setup) });
    async_runtime::spawn(tell_views(desk.clone(), app.clone()));
    hide_when_left(desk.clone());
    if let Some(key) = key {
        hide_from_anywhere(key, desk.clone());
    }
    desk
}

/// A locked screen and a machine that goes to sleep drop the curtain, as the person's own key does.
fn hide_when_left(desk: Desk) {
    let told = move |leaving| {
        tracing::info!(?leaving, "the curtain falls");
        if desk.intend(Intent::Panic).is_err() {
            tracing::debug!("the desk has ended before its window");
        }
    };
    scrim_desk::seat().watch(Arc::new(told));
}

/// The key that is heard from other windows drops it as well.
fn hide_from_anywhere(key: anywhere::Key, desk: Desk) {
    key.watch(move || {
        if desk.intend(Intent::Panic).is_err() {
            tracing::debug!("the desk has ended before its window");
        }
    });
}

async fn tell_views(desk: Desk, app: AppHandle) {
    let mut views = desk.views();
    while views.changed().await.is_ok() {
        let view = views.borrow_and_update().clone();
        if let Err(error) = app.emit(VIEW_EVENT, view) {
            tracing::warn!(%error, "the window did not hear of a view");
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn hand_out(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = context.app_handle().state::<Desk>();
    responder.respond(pictures::respond(desk.frames(), &request));
}

/// The last window has closed: cases go back first.
fn on_run_event(app: &AppHandle, event: RunEvent) {
    let RunEvent::ExitRequested { code: None, api, .. } = event else {
        return;
    };
    api.prevent_exit();
    // Whoever starts a desk from here on waits for the folder, and opens one of their own.
    #[cfg(unix)]
    app.state::<Answering>().0.abort();
    let (app, desk) = (app.clone(), app.state::<Desk>().inner().clone());
    async_runtime::spawn(async move {
        if timeout(GOODBYE, desk.close()).await.is_err() {
            tracing::info!("the hub was not told in time; the leases run out by themselves");
        }
        app.exit(0);
    });
}
