//! Measures the hub under load: `bench-hub`.

use scrim_tests::bench::hub;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    hub::measure().await?.tell();
    Ok(())
}
