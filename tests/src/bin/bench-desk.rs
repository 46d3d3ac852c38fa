//! Measures the desk's window from outside: `bench-desk`, `bench-desk hide [small]` how fast it hides what it shows,
//! and `bench-desk long [small]` how its long lists scroll.

use scrim_tests::bench::{desk, hide, long};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let figures = match words.as_slice() {
        ["hide", rest @ ..] => hide::measure(rest.contains(&"small")).await?,
        ["long", rest @ ..] => long::measure(rest.contains(&"small")).await?,
        _ => desk::measure().await?,
    };
    figures.tell();
    Ok(())
}
