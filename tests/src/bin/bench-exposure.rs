//! Simulates how much has to be seen for the same decisions, on two kinds of screen: `bench-exposure`.

use scrim_tests::bench::exposure;

fn main() -> anyhow::Result<()> {
    exposure::measure()?.tell();
    Ok(())
}
