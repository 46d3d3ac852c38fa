//! Measures the near-match index beside other ways to search: `bench-index [small]`.

use scrim_tests::bench::index;

fn main() -> anyhow::Result<()> {
    let small = std::env::args().any(|word| word == "small");
    index::measure(small)?.tell();
    Ok(())
}
