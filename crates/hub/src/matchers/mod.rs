//! Services outside that are asked whether they list an upload's hash.
//!
//! What one lists is learned: it becomes an entry of the hub's list that it is mapped to, and the upload is then matched
//! as any upload is, by the hub's own index. A matcher that does not answer leaves its question open, and is asked again
//! until it has: that is never "no match". Knows what is asked, of whom and for how long; what an answer means for an
//! upload is the store's and the model's.

mod again;
mod asking;
mod check;
mod learning;
mod question;
mod reach;
mod scanning;
mod set_up;

#[cfg(test)]
pub(crate) use again::again as ask_again;
pub use again::run;
pub(crate) use asking::{ask, asked_about, unasked, usable};
pub(crate) use check::check;
pub(crate) use question::About;
pub(crate) use reach::reach;
pub(crate) use set_up::{NotPrepared, change, prepare, told_of};

use self::reach::Reached;
use crate::{clock, keys::HubKeys};
use asking::NotAnswered;
use scrim_model::{
    ids::MatcherId,
    matcher::{Circuit, NoAnswer},
};
use scrim_store::matchers::MatcherRow;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Semaphore;

/// Calls under way to one matcher at a time. An HMA answers a look-up in some tens of milliseconds, so that this is some
/// hundred uploads a second; more would only wait there instead of here.
const CALLS_AT_ONCE: usize = 16;

/// What this hub knows of the matchers that it has asked: connections that are open, and whether they answer.
#[derive(Default)]
pub struct Matchers {
    known: Mutex<HashMap<MatcherId, Arc<Known>>>,
}

/// One matcher, as this hub sees it.
struct Known {
    /// What the connection was made with: with another address or credential it is another connection.
    address: String,
    secret: Vec<u8>,
    service: Result<Reached, NoAnswer>,
    calls: Semaphore,
    circuit: Mutex<Circuit>,
}

impl Matchers {
    /// The matcher of a row, as it was last seen.
    fn known(&self, keys: &HubKeys, row: &MatcherRow) -> Arc<Known> {
        let mut known = locked(&self.known);
        let same = |seen: &&Arc<Known>| seen.address == row.address && seen.secret == row.secret;
        if let Some(seen) = known.get(&row.id).filter(same) {
            return Arc::clone(seen);
        }
        let fresh = Arc::new(Known {
            address: row.address.clone(),
            secret: row.secret.clone(),
            service: reach::reach_any(keys, row),
            calls: Semaphore::new(CALLS_AT_ONCE),
            circuit: Mutex::default(),
        });
        known.insert(row.id, Arc::clone(&fresh));
        fresh
    }

    /// How many questions of at most `most` may be asked of a matcher now.
    fn room(&self, keys: &HubKeys, row: &MatcherRow, most: u32) -> u32 {
        locked(&self.known(keys, row).circuit).room(clock::now(), most)
    }
}

impl Known {
    /// Whether a question may be asked now; if so, [`Self::ended`] has to hear of it.
    fn may_ask(&self) -> bool {
        let mut circuit = locked(&self.circuit);
        let (then, may) = circuit.asked(clock::now());
        *circuit = then;
        may
    }

    /// How a question to it ended. What is wrong with one question alone is an answer as far as the matcher goes.
    fn ended(&self, how: Option<NotAnswered>) {
        let mut circuit = locked(&self.circuit);
        *circuit = match how {
            Some(none) if none.why.is_the_matchers(none.heard) => circuit.failed(clock::now()),
            _ => circuit.answered(),
        };
    }
}

/// Nothing that is done under these locks can be left half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
