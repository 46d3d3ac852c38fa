//! Measures lists as files and starts with them: `bench-lists [small]`.

use scrim_tests::bench::lists;

fn main() -> anyhow::Result<()> {
    let small = std::env::args().any(|word| word == "small");
    lists::measure(small)?.tell();
    Ok(())
}
