//! What the commands say: what a program reads goes to standard output, one JSON value a line; what a person reads goes
//! to standard error, and the log with it.

/// One JSON object a line, as much as `SCRIM_LOG` asks for.
pub(super) fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SCRIM_LOG")
        .unwrap_or_else(|_unset| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// One line for a program.
#[expect(clippy::print_stdout, reason = "standard output is this program's answer")]
pub(super) fn line(text: &str) {
    println!("{text}");
}

/// One line of JSON for a program.
pub(super) fn json_line(value: &impl serde::Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?);
    Ok(())
}

/// One line for a person.
#[expect(
    clippy::print_stderr,
    reason = "standard error is where this program speaks to people"
)]
pub(super) fn say(text: &str) {
    eprintln!("{text}");
}
