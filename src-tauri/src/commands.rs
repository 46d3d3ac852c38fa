//! What the window may ask of the desk: each is one call.

use crate::{
    shutter::{self, Shutter},
    voice,
};
use scrim_desk::Desk;
use scrim_wire::ipc::{
    commands::{Intent, Painted},
    shutter::Guard,
    view::DeskView,
};
use tauri::{AppHandle, Manager, State, Wry, ipc::Invoke};

/// All commands.
pub(crate) fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![view, intend, presented, guard, uncover, say]
}

/// The view as it is now.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn view(desk: State<'_, Desk>) -> DeskView {
    desk.view()
}

/// What the person wants; answered by a new view.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn intend(desk: State<'_, Desk>, intent: Intent) -> Result<(), String> {
    desk.intend(intent).map_err(|gone| gone.to_string())
}

/// A picture is really on the screen.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn presented(desk: State<'_, Desk>, painted: Painted) -> Result<(), String> {
    desk.presented(painted).map_err(|gone| gone.to_string())
}

/// Where a picture is, and what covers it.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn guard(shutter: State<'_, Shutter>, guard: Guard) {
    shutter.closing().guard(guard);
}

/// The page has hidden what was covered that time, and drawn its mark; answered once the mark is needed no more.
#[tauri::command]
async fn uncover(app: AppHandle, number: u64) {
    // The window draws by itself when the mark comes.
    if app.state::<Shutter>().open(number).await {
        tracing::warn!("the window saw no mark of the page");
        shutter::redraw(&app);
    }
}

/// What a live region of the page has come to say, for who hears the window.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands its arguments over")]
fn say(app: AppHandle, words: String) {
    voice::say(&app, words);
}

#[cfg(test)]
mod tests {
    use scrim_wire::ipc::commands::COMMANDS;

    #[test]
    fn the_host_offers_what_the_contract_names_and_nothing_else() {
        let declared: Vec<&str> = env!("SCRIM_COMMANDS").split(',').collect();
        assert_eq!(declared, COMMANDS);
        let capability = include_str!("../capabilities/desk.json");
        for command in COMMANDS {
            assert!(capability.contains(&format!("\"allow-{command}\"")), "{command}");
        }
    }
}
