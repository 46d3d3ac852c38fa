//! Windows and macOS hand the keys to the web view and to nobody else: there the page hides alone, as fast as it is.

use super::Shutter;
use tauri::{AppHandle, WebviewWindow};

/// Nothing to fit.
pub(crate) fn fit(_window: &WebviewWindow, _shutter: &Shutter) -> tauri::Result<()> {
    Ok(())
}

/// Nothing to draw.
pub(crate) fn redraw(_app: &AppHandle) {}
