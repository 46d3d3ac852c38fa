//! Information bars of no size, which GTK tells screen readers of: they read one that comes to show, its name and
//! nothing else, wherever the focus is. Orca does so from 43 on, the oldest that was tried.

use crate::window;
use ::gtk::{Orientation, atk, glib::translate::IntoGlib as _, prelude::*};
use std::sync::atomic::{AtomicUsize, Ordering};
use tauri::{AppHandle, WebviewWindow};

/// A screen reader asks for the name after it was told of the bar: by then another may have been said.
const BARS: usize = 4;

/// Which comes next.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// Has a screen reader read some words, if one runs.
pub(crate) fn say(app: &AppHandle, words: String) {
    let window = window::the_one(app);
    let speak = move || {
        let told = window.as_ref().and_then(bar).and_then(|bar| bar.accessible());
        let Some(told) = told else { return };
        told.set_role(atk::Role::InfoBar);
        told.set_name(&words);
        told.notify_state_change(showing(), true);
    };
    if let Err(error) = app.run_on_main_thread(speak) {
        tracing::debug!(%error, "the window has ended");
    }
}

/// The state of what has come to be seen, as it is told.
fn showing() -> atk::State {
    atk::StateType::Showing.into_glib().unsigned_abs().into()
}

/// The next of the window's bars, which is put there when it is first needed.
fn bar(window: &WebviewWindow) -> Option<::gtk::Widget> {
    let parts = window.default_vbox().ok()?;
    let name = format!("scrim-voice-{}", NEXT.fetch_add(1, Ordering::Relaxed) % BARS);
    let there = parts.children().into_iter().find(|part| part.widget_name() == name);
    there.or_else(|| {
        let bar = ::gtk::Box::new(Orientation::Horizontal, 0);
        bar.set_widget_name(&name);
        parts.pack_end(&bar, false, false, 0);
        bar.show();
        Some(bar.upcast())
    })
}
