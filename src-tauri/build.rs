//! Declares the commands to Tauri, and says clearly what is missing before Tauri's macro panics.

use std::path::Path;

/// The desk's commands; a test holds them against the contract's own list.
const COMMANDS: &[&str] = &["view", "intend", "presented", "guard", "uncover", "say"];

/// What the window shows, built by the web part.
const WINDOW: &str = "../ui/dist/index.html";

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed={WINDOW}");
    println!("cargo::rustc-env=SCRIM_COMMANDS={}", COMMANDS.join(","));
    if !Path::new(WINDOW).exists() {
        return Err("the window is not built yet: run `npm ci && npm run build` in ui/".into());
    }
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).map_err(|error| format!("{error:#}"))
}
