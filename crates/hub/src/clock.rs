//! The one place of the hub that reads the system's clock.

use scrim_model::time::Time;
use std::{sync::Arc, time::UNIX_EPOCH};

/// The system's clock. The store makes it never run backwards.
pub fn system() -> scrim_store::Clock {
    Arc::new(now)
}

/// The system's time now; 1970 where it is set before that.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge where the hub reads its clock"
)]
pub fn now() -> Time {
    let since = std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
