//! The one window, and what it is kept from doing.

use crate::{
    drawing,
    shutter::{self, Shutter},
};
use scrim_desk::Desk;
use scrim_wire::ipc::{commands::Intent, view::Capture};
use std::path::PathBuf;
use tauri::{App, Manager, Url, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent, webview::NewWindowResponse};

/// The window's name, as the capability has it.
const NAME: &str = "main";

/// Width and height at the start and at least, in logical pixels.
const SIZE: (f64, f64) = (1280.0, 800.0);
const SMALLEST: (f64, f64) = (1024.0, 700.0);

/// Whether the window can be inspected.
pub(crate) const DEVTOOLS: bool = false;

/// Opens it, with `web` for whatever the web view insists on writing. Files dropped on it are swallowed:
/// the handler that does so is Tauri's default.
pub(crate) fn open(app: &App, web: Option<PathBuf>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, NAME, WebviewUrl::App("index.html".into()))
        .title("Scrim")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .content_protected(true)
        .devtools(DEVTOOLS)
        .zoom_hotkeys_enabled(false)
        // Nothing on the disk; a WebDriver cannot drive a window without a profile.
        .incognito(!cfg!(feature = "automation"))
        .on_navigation(is_ours)
        .on_new_window(|_address, _features| NewWindowResponse::Deny)
        .on_download(|_webview, _event| false);
    let window = match web {
        Some(folder) => window.data_directory(folder),
        None => window,
    }
    .build()?;
    drawing::fit(&window)?;
    shutter::fit(&window, &app.state::<Shutter>())
}

/// The window hides what it shows as soon as it is not in front; the page does the same by itself.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let focused = match event {
        WindowEvent::Focused(focused) => *focused,
        WindowEvent::Resized(_) if window.is_minimized().unwrap_or(false) => false,
        _ => return,
    };
    if window.state::<Desk>().intend(Intent::Focus { focused }).is_err() {
        tracing::debug!("the desk has ended before its window");
    }
}

/// It, as long as it is open.
#[cfg(unix)]
pub(crate) fn the_one(app: &tauri::AppHandle) -> Option<tauri::WebviewWindow> {
    app.get_webview_window(NAME)
}

/// Somebody started the desk again: its window comes to the front, as far as the system lets it. It shows no more for that.
/// Says whether there is one.
#[cfg(unix)]
pub(crate) fn come_forward(app: &tauri::AppHandle) -> bool {
    let Some(window) = the_one(app) else {
        return false;
    };
    for done in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = done {
            tracing::debug!(%error, "the window did not come forward");
        }
    }
    true
}

/// What the system does against capture. macOS has not kept its word since 15, Linux never had one.
pub(crate) fn capture() -> Capture {
    if cfg!(windows) {
        Capture::Excluded
    } else {
        Capture::NotOffered
    }
}

/// The page we brought and nothing else.
fn is_ours(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_the_page_we_brought() {
        let ours = |address: &str| is_ours(&address.parse().unwrap());
        assert!(ours("tauri://localhost/index.html"));
        assert!(ours("http://tauri.localhost/"));
        for elsewhere in [
            "https://example.org/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,x",
            "scrim://localhost/frame/x",
            "tauri://elsewhere/",
        ] {
            assert!(!ours(elsewhere), "{elsewhere}");
        }
    }
}
