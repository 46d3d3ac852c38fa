//! The log: to standard error, about what happened and never about content or people.

use tracing_subscriber::EnvFilter;

/// What is logged; `info` where it is not set.
const VARIABLE: &str = "SCRIM_LOG";

/// Whatever is wanted: the keyring's own lines name people.
const ALWAYS: &str = "keyring_core=warn";

/// Starts logging, and keeps a panic's own words, which may hold anything, out of it.
pub(crate) fn start() {
    let wanted = std::env::var(VARIABLE).unwrap_or_else(|_unset| "info".into());
    let filter = EnvFilter::new(format!("{wanted},{ALWAYS}"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault in the desk");
    }));
}
