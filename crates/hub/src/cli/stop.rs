//! How a hub ends when it is asked to: in order, and in time.
//!
//! It takes no new connection, answers what is under way, ends connections that stand idle, and waits for uploads
//! that go on without their source. Leases, breaks and planned effects are rows: nothing has to be done about them.

use axum::Router;
use std::{io, time::Duration};
use tokio::{
    net::TcpListener,
    time::{Instant, timeout_at},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// What asks a hub to stop: a person at the keyboard, or whoever manages services.
pub(super) struct Asking {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

/// What is told to stop, and what is waited for.
#[derive(Clone, Default)]
pub(super) struct Ending {
    asked: CancellationToken,
    servers: TaskTracker,
}

impl Asking {
    /// From now on a signal is heard and no longer ends the program by itself.
    ///
    /// # Errors
    /// When the system does not let it listen.
    pub(super) fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits until it is asked once more.
    pub(super) async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! { _ = self.interrupt.recv() => {}, _ = self.terminate.recv() => {} }
        #[cfg(not(unix))]
        drop(tokio::signal::ctrl_c().await);
    }
}

impl Ending {
    /// Serves until it is told to stop, and then until the last connection has ended.
    pub(super) fn serve(&self, listener: TcpListener, router: Router) {
        let asked = self.asked.clone().cancelled_owned();
        let serving = axum::serve(listener, router).with_graceful_shutdown(asked);
        self.servers.spawn(async move {
            // It does not fail: a connection that does is that connection's end.
            let _served = serving.await;
        });
    }

    /// Waits until the hub is asked to stop, as `asked` tells, and then for the servers and for `uploads`: no longer than `patience`, and
    /// only until it is asked again.
    pub(super) async fn wait(self, mut asked: impl AsyncFnMut(), uploads: &TaskTracker, patience: Duration) {
        asked().await;
        tracing::info!("stopping: no new connection is taken, what is under way is answered");
        self.asked.cancel();
        self.servers.close();
        uploads.close();
        let under_way = async {
            self.servers.wait().await;
            uploads.wait().await;
        };
        let ended = tokio::select! {
            ended = timeout_at(Instant::now() + patience, under_way) => ended.is_ok(),
            () = asked() => false,
        };
        if ended {
            tracing::info!("stopped: everything under way was answered");
        } else {
            tracing::warn!("stopped: what was still under way is cut off");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{future, pin::pin};
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn an_upload_whose_source_is_gone_is_waited_for() {
        let uploads = TaskTracker::new();
        let (kept, keeping) = oneshot::channel::<()>();
        uploads.spawn(keeping);
        let mut times = 0;
        let asked_once = async || {
            times += 1;
            if times > 1 {
                future::pending::<()>().await;
            }
        };
        let mut ending = pin!(Ending::default().wait(asked_once, &uploads, Duration::from_hours(1)));
        let goes_on = tokio::select! { biased; () = &mut ending => false, () = future::ready(()) => true };
        assert!(goes_on, "it is still being kept");
        kept.send(()).expect("it is waited for");
        ending.await;
        assert!(uploads.is_empty());
    }
}
