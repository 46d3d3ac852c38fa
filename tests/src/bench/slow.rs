//! A hub far away: a relay that hands every request on only after a while.

use std::{net::Ipv4Addr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

/// A relay to one port of this machine, gone with the value.
pub(super) struct Slow {
    pub(super) url: String,
    accepting: AbortHandle,
}

impl Slow {
    /// Opens one to a hub: what is sent there waits so long.
    pub(super) async fn to(hub: &str, delay: Duration) -> anyhow::Result<Self> {
        let target = reqwest::Url::parse(hub)?.port().unwrap_or_default();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
        let accepting = tokio::spawn(async move {
            while let Ok((caller, _from)) = listener.accept().await {
                tokio::spawn(relay(caller, target, delay));
            }
        });
        Ok(Self {
            url,
            accepting: accepting.abort_handle(),
        })
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn relay(caller: TcpStream, target: u16, delay: Duration) {
    let Ok(hub) = TcpStream::connect((Ipv4Addr::LOCALHOST, target)).await else {
        return;
    };
    let _as_it_is = (caller.set_nodelay(true), hub.set_nodelay(true));
    let (mut from_caller, mut to_caller) = caller.into_split();
    let (mut from_hub, mut to_hub) = hub.into_split();
    let there = async {
        let mut buffer = vec![0; 64 * 1_024];
        while let Ok(read @ 1..) = from_caller.read(&mut buffer).await {
            tokio::time::sleep(delay).await;
            if to_hub.write_all(buffer.get(..read).unwrap_or_default()).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = there => {}
        _ended = tokio::io::copy(&mut from_hub, &mut to_caller) => {}
    }
}
