//! The log: to standard error, about what happened and never about content or people.

use tracing_subscriber::EnvFilter;

/// What is logged; `info` where it is not set.
const VARIABLE: &str = "SCRIM_LOG";

/// Starts logging, and keeps a panic's own words, which may hold anything, out of it.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_unset| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tracing::error!(file = place.file(), line = place.line(), "a fault in the desk"),
        None => tracing::error!("a fault in the desk"),
    }));
}
