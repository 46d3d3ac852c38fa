//! Measures the desk's window from outside: `bench-desk`.

use scrim_tests::bench::desk;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    desk::measure().await?.tell();
    Ok(())
}
