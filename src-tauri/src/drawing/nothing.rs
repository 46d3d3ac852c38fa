//! The web views of Windows and macOS know by themselves what draws.

use tauri::WebviewWindow;

/// Nothing to choose.
#[expect(clippy::unnecessary_wraps, reason = "the same as where there is something to choose")]
pub(crate) fn fit(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
