//! Measures decoding, hashing and renditions, with peers where they are installed: `bench-pixels [KIND…]`,
//! such as `bench-pixels '12 MP baseline'`; all kinds of files where none is named.

use scrim_tests::bench::pixels::{Plan, measure};

fn main() -> anyhow::Result<()> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    measure(Plan::of(&names)?)?.tell();
    Ok(())
}
