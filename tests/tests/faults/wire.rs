//! The network between a hub and the database: a relay that can be cut, or go silent.

use std::{net::Ipv4Addr, sync::Arc};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::AbortHandle,
};

/// How a network is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    /// Every connection ends, and none is made.
    Cut,
    /// Connections stay, and nothing comes through.
    Silent,
}

/// A relay to one port.
pub(crate) struct Wire {
    pub(crate) port: u16,
    state: Arc<watch::Sender<State>>,
    accepting: AbortHandle,
}

impl Wire {
    /// Opens one to a port of this machine.
    pub(crate) async fn to(target: u16) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(watch::Sender::new(State::Open));
        let for_each = Arc::clone(&state);
        let accepting = tokio::spawn(async move {
            while let Ok((caller, _from)) = listener.accept().await {
                tokio::spawn(relay(caller, target, for_each.subscribe()));
            }
        });
        Ok(Self {
            port,
            state,
            accepting: accepting.abort_handle(),
        })
    }

    pub(crate) fn set(&self, state: State) {
        self.state.send_replace(state);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn relay(caller: TcpStream, target: u16, mut state: watch::Receiver<State>) {
    if *state.borrow() == State::Cut {
        return;
    }
    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, target)).await else {
        return;
    };
    // Small requests are not held back to be sent with more.
    let _as_it_is = (caller.set_nodelay(true), server.set_nodelay(true));
    let (from_caller, to_caller) = caller.into_split();
    let (from_server, to_server) = server.into_split();
    let (there, back) = (state.clone(), state.clone());
    tokio::select! {
        () = one_way(from_caller, to_server, there) => {}
        () = one_way(from_server, to_caller, back) => {}
        () = until(&mut state, |state| state == State::Cut) => {}
    }
}

/// Waits for a state; whoever set it may be gone, and then all is over.
async fn until(state: &mut watch::Receiver<State>, wanted: impl Fn(State) -> bool) {
    drop(state.wait_for(|state| wanted(*state)).await);
}

async fn one_way(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, mut state: watch::Receiver<State>) {
    let mut buffer = vec![0; 16 * 1_024];
    while let Ok(read) = from.read(&mut buffer).await {
        until(&mut state, |state| state != State::Silent).await;
        let bytes = buffer.get(..read).unwrap_or_default();
        if bytes.is_empty() || to.write_all(bytes).await.is_err() {
            return;
        }
    }
}
