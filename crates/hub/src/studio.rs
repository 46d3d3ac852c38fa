//! Where the hub works on pictures: on threads that stand back, as workers do.
//!
//! Digests, renditions and sealing of a large upload take as much of a processor as its decoding. Beside the hub's other
//! threads they would hold up every answer, and whoever reviews on the same machine.

use std::io;
use tokio::runtime::{Builder, Runtime};

/// The threads; there are as many as there is work, and none where there is none.
pub struct Studio {
    /// Only ever asked for threads that block: nothing runs on it.
    threads: Option<Runtime>,
}

/// The hub is ending, or what was asked for broke off.
#[derive(Debug, thiserror::Error)]
#[error("the work was not done")]
pub(crate) struct NotDone;

impl Studio {
    /// Opens it.
    ///
    /// # Errors
    /// Those of the system.
    pub fn open() -> io::Result<Self> {
        let threads = Builder::new_current_thread()
            .thread_name("pictures")
            .on_thread_start(stand_back)
            .build()?;
        Ok(Self { threads: Some(threads) })
    }

    /// Does it, beside everybody who waits.
    ///
    /// # Errors
    /// [`NotDone`].
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotDone> {
        let threads = self.threads.as_ref().ok_or(NotDone)?;
        threads.spawn_blocking(work).await.map_err(|_error| NotDone)
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        // Waiting for them would block whoever drives the hub; what has to be waited for is waited for before.
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

fn stand_back() {
    if let Err(error) = scrim_worker::stand_back() {
        tracing::warn!(%error, "work on pictures does not stand back");
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use rustix::process::getpriority_process;

    fn steps_back() -> i32 {
        getpriority_process(None).unwrap()
    }

    #[tokio::test]
    async fn work_on_pictures_stands_back_and_nothing_else_does() {
        let studio = Studio::open().unwrap();
        let before = steps_back();
        let there = studio.run(steps_back).await.unwrap();
        assert!(there > before, "{there} steps back, and {before} elsewhere");
        assert_eq!(steps_back(), before);
    }
}
