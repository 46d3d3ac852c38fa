//! Fair shares, as a hub keeps them in memory: what they go by, drawn anew now and then, and how often a case that
//! waits was overtaken.
//!
//! What is drawn is a few seconds old, and nobody's exposure doubles in that time. How often a case was overtaken is
//! each hub's own count, forgotten when it stops: it bounds how long a case is passed over and decides nothing else, and
//! kept as rows it would be a write for every case that is not given.

use crate::{Store, engine::Alone, error::StoreError, leases::Leased, sql};
use scrim_model::{
    ids::{CaseId, QueueId},
    sharing::Balance,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many cases are counted at most. Far more than are ever overtaken at once: the first ones of each queue.
const MOST_COUNTED: usize = 100_000;

/// Every queue's balance.
pub(crate) type Balances = HashMap<QueueId, Balance>;

/// A hub's own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sharing(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    drawn: Arc<Balances>,
    /// Cases were given since that began to be drawn.
    behind: bool,
    overtaken: HashMap<CaseId, u32>,
}

/// What somebody was handed, and what was passed over for it.
pub(crate) struct Handed {
    pub(crate) leased: Vec<Leased>,
    /// Once for each time.
    pub(crate) passed: Vec<CaseId>,
}

impl Sharing {
    pub(crate) fn drawn(&self) -> Arc<Balances> {
        Arc::clone(&self.state().drawn)
    }

    /// How often these were overtaken.
    pub(crate) fn overtaken(&self, cases: impl Iterator<Item = CaseId>) -> HashMap<CaseId, u32> {
        let state = self.state();
        let counted = cases.filter_map(|case| state.overtaken.get(&case).map(|times| (case, *times)));
        counted.collect()
    }

    /// Takes note of what was given, and of what was passed over for it.
    pub(crate) fn note(&self, handed: &Handed) {
        let mut state = self.state();
        state.behind |= !handed.leased.is_empty();
        for leased in &handed.leased {
            state.overtaken.remove(&leased.case.id);
        }
        for case in &handed.passed {
            if state.overtaken.len() < MOST_COUNTED || state.overtaken.contains_key(case) {
                let times = state.overtaken.entry(*case).or_default();
                *times = times.saturating_add(1);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Draws every queue's balance anew, and forgets what is too old to count. For a caller that does so every few
    /// seconds; without one, shares are kept fair by what was drawn last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn draw_balances(&self) -> Result<(), StoreError> {
        self.sharing.state().behind = false;
        let (drawn, has_old) = self.read(sql::carried::balances).await?;
        self.sharing.state().drawn = Arc::new(drawn);
        if has_old {
            self.write(Alone::not(), sql::carried::forget).await?;
        }
        Ok(())
    }

    /// Whether anything was given since balances were drawn.
    pub fn balances_are_behind(&self) -> bool {
        self.sharing.state().behind
    }
}
