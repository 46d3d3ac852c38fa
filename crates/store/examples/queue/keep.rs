//! A filled database for somebody else: says where it is, and takes it away when the input ends.

use crate::{arguments::Kept, seed, subject::Subject};
use std::io::Read as _;

/// Fills one, prints `{"data", "database", "peer", "tokens"}`, and waits.
#[expect(clippy::print_stdout, reason = "whoever runs this is told so")]
pub(crate) async fn keep(kept: Kept) -> anyhow::Result<()> {
    let subject = Subject::new(kept.engine)?;
    let store = subject.store()?;
    seed::fill(&subject, &store, kept.waiting, kept.desks).await?;
    drop(store);
    let tokens: Vec<String> = (0..kept.desks).map(seed::token).collect();
    println!(
        "{}",
        serde_json::json!({
            "data": subject.folder.path().join("data"), "database": subject.url("hub"), "peer": subject.url("peer"),
            "tokens": tokens,
        })
    );
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
