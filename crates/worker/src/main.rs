//! `scrim-worker`: started by the hub with a socket as its standard input. Not for people.

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    scrim_worker::run(std::env::args_os().skip(1))
}

#[cfg(not(target_os = "linux"))]
fn main() -> std::process::ExitCode {
    // Memory files and descriptor passing as used here are Linux's.
    std::process::ExitCode::from(69)
}
