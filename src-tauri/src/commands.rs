//! What the window may ask of the desk: each is one call.

use scrim_desk::Desk;
use scrim_wire::ipc::{
    commands::{Intent, Painted},
    view::DeskView,
};
use tauri::{Runtime, State, ipc::Invoke};

/// All commands.
pub(crate) fn all<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![view, intend, presented]
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
