//! Leases and verdicts under load, on either engine: `queue measure`, and `queue keep` for whoever wants a
//! filled database to run a hub on.
//!
//! Figures come out in the common format of `cargo xtask bench`, which runs this.

mod arguments;
#[expect(dead_code, reason = "the suite has more of a cluster than a benchmark does")]
#[path = "../../tests/conformance/engines/cluster.rs"]
mod cluster;
mod cpu;
mod figures;
mod keep;
mod load;
mod seed;
mod subject;

use arguments::Wanted;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match arguments::read(std::env::args().skip(1))? {
        Wanted::Measure(plan) => load::measure(&plan).await,
        Wanted::Keep(kept) => keep::keep(kept).await,
    }
}
