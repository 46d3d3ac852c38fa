//! What is done to the database server, and asked of it behind the hubs' backs.

use crate::{
    cluster::{Cluster, beside},
    world::DATABASE,
};
use anyhow::Context as _;
use postgres::{Client, NoTls};
use rustix::process::Signal;
use scrim_tests::harness::{child, eventually, window::descendants};

/// Runs out every lease that is open: to the hubs it is later.
const LEASES_OVER: &str = "UPDATE lease SET expires_at = taken_at + 1 WHERE ended_at IS NULL;
    UPDATE review_case c SET at = l.expires_at FROM lease l WHERE c.lease = l.id AND c.state = 'leased'";

/// The process that all of the server's are children of.
pub(crate) fn pid(cluster: &Cluster) -> anyhow::Result<u32> {
    let url = cluster.url(DATABASE);
    beside(move || {
        // Its own process of the server lives as long as the connection.
        let mut client = Client::connect(&url, NoTls)?;
        let backend: i32 = client.query_one("SELECT pg_backend_pid()", &[])?.try_get(0)?;
        let stat = std::fs::read_to_string(format!("/proc/{backend}/stat"))?;
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        Ok(parent.context("a process has a parent")?.parse()?)
    })
}

/// Kills a process that works for a hub: the server ends all others, and begins again from its log.
pub(crate) async fn crash(cluster: &Cluster) -> anyhow::Result<()> {
    let anyone = "SELECT pid FROM pg_stat_activity WHERE application_name = 'scrim-hub' AND pid <> pg_backend_pid()
                  ORDER BY state = 'active' DESC, random() LIMIT 1";
    // A hub that lost its connections may have none now, and who was found may have ended since.
    eventually("a hub's process of the database to die", async || {
        let victim = one::<i32>(cluster, anyone).ok().and_then(|pid| u32::try_from(pid).ok());
        Ok(victim.and_then(|pid| child::signal(pid, Signal::KILL).ok()))
    })
    .await
}

/// Makes every process of the server stand still, or go on.
pub(crate) fn signal_all(server: u32, signal: Signal) -> anyhow::Result<()> {
    for pid in descendants(server)? {
        // A process of it may have ended since.
        let _gone = child::signal(pid, signal);
    }
    Ok(())
}

/// Runs out every lease that is open.
pub(crate) async fn leases_over(cluster: &Cluster) -> anyhow::Result<()> {
    // A hub may have hold of the same rows in another order, and the server ends one of the two.
    eventually("leases to be over", async || {
        Ok(cluster.run(DATABASE, LEASES_OVER).ok())
    })
    .await
}

/// Waits until the server answers.
pub(crate) async fn answers(cluster: &Cluster) -> anyhow::Result<()> {
    eventually("the database to answer", async || {
        Ok(one::<i32>(cluster, "SELECT 1").ok())
    })
    .await?;
    Ok(())
}

/// The one value that a question has for an answer.
pub(crate) fn one<T>(cluster: &Cluster, question: &str) -> anyhow::Result<T>
where
    T: for<'sql> postgres::types::FromSql<'sql> + Send + 'static,
{
    let (url, question) = (cluster.url(DATABASE), question.to_owned());
    beside(move || {
        let row = Client::connect(&url, NoTls)?.query_one(&question, &[])?;
        Ok(row.try_get(0)?)
    })
}
