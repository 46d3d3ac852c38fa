//! Measures the desk's window from outside: `bench-desk`, and `bench-desk hide` how fast it hides what it shows.

use scrim_tests::bench::{desk, hide};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let figures = match std::env::args().nth(1).as_deref() {
        Some("hide") => hide::measure().await?,
        _ => desk::measure().await?,
    };
    figures.tell();
    Ok(())
}
