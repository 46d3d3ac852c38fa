//! Measures leases and verdicts through HTTP, beside job queues of other people: `bench-queue`.

use scrim_tests::bench::queue;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    queue::measure().await?.tell();
    Ok(())
}
