//! Declares the commands to Tauri, and says clearly what is missing before Tauri's macro panics, and what is wrong with
//! what this build is told of updates before somebody installs it.

use std::path::Path;

/// The desk's commands; a test holds them against the contract's own list.
const COMMANDS: &[&str] = &["view", "intend", "presented", "guard", "uncover", "say"];

/// What the window shows, built by the web part.
const WINDOW: &str = "../ui/dist/index.html";

/// The public key that updates are signed by, and where they are: both, or none.
const UPDATES: [&str; 2] = ["SCRIM_UPDATE_KEY", "SCRIM_UPDATE_URL"];

/// How long a public key of minisign is, in its one line.
const KEY_LENGTH: usize = 56;

fn main() -> Result<(), String> {
    updates()?;
    println!("cargo::rerun-if-changed={WINDOW}");
    println!("cargo::rustc-env=SCRIM_COMMANDS={}", COMMANDS.join(","));
    if !Path::new(WINDOW).exists() {
        return Err("the window is not built yet: run `npm ci && npm run build` in ui/".into());
    }
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).map_err(|error| format!("{error:#}"))
}

/// Nobody could take a build with half of it back.
fn updates() -> Result<(), String> {
    let [key, url] = UPDATES.map(|name| {
        println!("cargo::rerun-if-env-changed={name}");
        std::env::var(name).unwrap_or_default()
    });
    if key.is_empty() && url.is_empty() {
        return Ok(());
    }
    if key.len() != KEY_LENGTH || !key.starts_with("RW") {
        return Err(format!(
            "{} is not the one line of a public key of minisign",
            UPDATES[0]
        ));
    }
    if !url.starts_with("https://") {
        return Err(format!("{} is not an address that begins with https://", UPDATES[1]));
    }
    Ok(())
}
