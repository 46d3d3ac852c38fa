//! Waiting for something to come true, with a deadline and never blindly.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

/// How often it is looked.
const PAUSE: Duration = Duration::from_millis(20);

/// How long anything may take here: a loaded machine is slow, a hung program is forever.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// Looks again and again until there is an answer.
///
/// # Errors
/// When there is none by [`DEADLINE`].
pub async fn eventually<T>(
    what: impl Display,
    look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    within(DEADLINE, what, look).await
}

/// Looks again and again until there is an answer, for as long as `deadline` says.
///
/// # Errors
/// When there is none by then, or looking fails.
pub async fn within<T>(
    deadline: Duration,
    what: impl Display,
    mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let began = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        anyhow::ensure!(
            began.elapsed() < deadline,
            "waited {} s in vain for {what}",
            deadline.as_secs()
        );
        tokio::time::sleep(PAUSE).await;
    }
}
