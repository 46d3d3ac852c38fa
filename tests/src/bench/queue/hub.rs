//! Our own hub, on a database that was filled for it.

use super::{connection::Connection, desks::BATCH, kept::Place, subject::Job};
use crate::harness::{child::Running, programs, rulings::Ruling};
use anyhow::Context as _;
use scrim_wire::http::{
    leases::{Leased, TakeLeases},
    verdicts::GiveVerdict,
};
use std::{net::SocketAddr, path::Path, process::Command};
use uuid::Uuid;

pub(super) fn serve(place: &Place, folder: &Path) -> anyhow::Result<(Running, SocketAddr)> {
    let mut command = Command::new(programs::ours("scrim-hub")?);
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("SCRIM_HUB_DATA", &place.data)
        .env("SCRIM_HUB_KEY_FILE", folder.join("master.key"));
    if let Some(database) = &place.database {
        command.env("SCRIM_HUB_DATABASE", database);
    }
    let (running, line) = Running::start_and_read(&mut command, &folder.join("hub.log"))?;
    let ready: serde_json::Value = serde_json::from_str(&line)?;
    let url = ready.get("url").and_then(|url| url.as_str());
    let address = url
        .and_then(|url| url.strip_prefix("http://"))
        .context("the hub says its address")?;
    Ok((running, address.parse()?))
}

pub(super) async fn take(connection: &mut Connection, token: &str) -> anyhow::Result<Vec<Job>> {
    let asked = TakeLeases {
        queue_id: None,
        case_id: None,
        want: BATCH,
    };
    let headers = format!("authorization: Bearer {token}\r\n");
    let answer = connection
        .post("/v1/leases", &headers, &serde_json::to_string(&asked)?)
        .await?;
    let leased: Vec<Leased> = serde_json::from_slice(answer)?;
    Ok(leased.into_iter().map(|leased| Job::Case(Box::new(leased))).collect())
}

/// Settles it: equal bytes on a vetted list take one person and no look.
pub(super) async fn decide(connection: &mut Connection, token: &str, leased: &Leased) -> anyhow::Result<()> {
    let said = GiveVerdict {
        lease: leased.lease_id,
        fence: leased.fence,
        reason: None,
        verdict: Ruling::Settle.on(&leased.case),
    };
    let (key, lease) = (Uuid::now_v7().simple(), &leased.token);
    let headers = format!("authorization: Bearer {token}\r\nidempotency-key: {key}\r\nx-lease-token: {lease}\r\n");
    let path = format!("/v1/cases/{}/verdict", leased.case.id);
    connection.post(&path, &headers, &serde_json::to_string(&said)?).await?;
    Ok(())
}
