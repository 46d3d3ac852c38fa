//! `scrim-demo [--headless]`: what `cargo xtask demo` runs once everything is built.

use scrim_tests::demo;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("--headless") => demo::play_headless().await,
        None => demo::open().await,
        Some(other) => anyhow::bail!("unknown word {other}: the only one is --headless"),
    }
}
