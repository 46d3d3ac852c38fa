//! The built-in matcher: the index of perceptual hashes in memory, following the store's log.
//!
//! Before every look-up it reads what changed since the last one, so that a verdict confirmed a moment
//! ago, by this hub or by another on the same database, counts at once. A log that cannot be read is an
//! error, never "no match".

mod kept;

use scrim_hashing::{index::NearIndex, pdq::MATCH_DISTANCE};
use scrim_model::{
    ids::EntryId,
    matching::{FrameHash, Perceptual},
};
use scrim_store::{
    Store, StoreError,
    items::{Near, NearHash},
};
use std::{collections::BTreeMap, io, path::Path, sync::Arc};
use tokio::sync::RwLock;

/// Changes read at once.
const PAGE: u32 = 10_000;

/// The index.
#[derive(Default)]
pub struct Index {
    state: Arc<RwLock<State>>,
}

/// Whose hash, and whether it is an altered copy's.
type Key = (EntryId, bool);

#[derive(Default)]
struct State {
    seq: i64,
    near: NearIndex<Key>,
    /// Up to which change it is kept in the data folder.
    kept: i64,
}

impl Index {
    /// The index of a database, from where it was last kept in the data folder, up to date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(folder: &Path, store: &Store) -> Result<Self, StoreError> {
        let state = kept::open(folder, store).await?.unwrap_or_default();
        let index = Self {
            state: Arc::new(RwLock::new(state)),
        };
        index.follow(store).await?;
        Ok(index)
    }

    /// Keeps it in the data folder for the next start, where much has changed since it was last kept; answers whether
    /// that was so. Look-ups go on meanwhile, changes wait.
    ///
    /// # Errors
    /// When the store cannot be read or the file cannot be written; then the one that was there stays.
    pub async fn keep(&self, folder: &Path, store: &Store) -> io::Result<bool> {
        let (seq, due) = {
            let state = self.state.read().await;
            (state.seq, kept::is_due(state.seq - state.kept, state.near.len()))
        };
        if !due {
            return Ok(false);
        }
        let last = store.hash_changes(seq - 1, 1).await.map_err(io::Error::other)?;
        let (folder, state) = (folder.to_owned(), Arc::clone(&self.state));
        let keeping = tokio::task::spawn_blocking(move || {
            let state = state.blocking_read();
            match last.first() {
                Some(last) if last.seq == state.seq => kept::keep(&folder, &state, last).map(|()| true),
                // It has moved on since; there is another time.
                _ => Ok(false),
            }
        });
        let kept = keeping.await.map_err(io::Error::other)??;
        if kept {
            let mut state = self.state.write().await;
            state.kept = state.kept.max(seq);
        }
        Ok(kept)
    }

    /// What lies within 31 bits of any of an upload's frames; nothing where none has a usable hash. Of
    /// many frames near one entry it tells the closest, of its own hash and of its variants, of trusted
    /// quality and of poor.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be read: the upload is then unverified, not unmatched.
    pub async fn near(&self, store: &Store, frames: &[FrameHash]) -> Result<Near, StoreError> {
        let usable: Vec<FrameHash> = frames.iter().copied().filter(|f| f.perceptual.usable()).collect();
        if usable.is_empty() {
            // Whatever is added, nothing comes near it.
            return Ok(Near {
                hashes: Vec::new(),
                as_of: i64::MAX,
            });
        }
        self.follow(store).await?;
        let state = self.state.read().await;
        Ok(Near {
            hashes: state.near(&usable),
            as_of: state.seq,
        })
    }

    /// The same for hashes that are no frames of one picture, each by itself.
    ///
    /// # Errors
    /// As [`Self::near`].
    pub async fn near_each(&self, store: &Store, hashes: &[Perceptual]) -> Result<Vec<Vec<NearHash>>, StoreError> {
        self.follow(store).await?;
        let state = self.state.read().await;
        let near = hashes.iter().map(|perceptual| {
            state.near(&[FrameHash {
                frame: 0,
                perceptual: *perceptual,
            }])
        });
        Ok(near.collect())
    }

    /// Reads what changed since the last time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn follow(&self, store: &Store) -> Result<(), StoreError> {
        loop {
            let seq = self.state.read().await.seq;
            let changes = store.hash_changes(seq, PAGE).await?;
            if changes.is_empty() {
                return Ok(());
            }
            let mut state = self.state.write().await;
            for change in changes.iter().filter(|change| change.seq > seq) {
                if change.seq <= state.seq {
                    continue;
                }
                let key = (change.entry, change.variant);
                if change.added {
                    state.near.insert(change.hash, key);
                } else {
                    state.near.remove(change.hash, &key);
                }
                state.seq = change.seq;
            }
        }
    }

    /// How many hashes it holds.
    pub async fn hashes(&self) -> usize {
        self.state.read().await.near.len()
    }
}

impl State {
    fn near(&self, frames: &[FrameHash]) -> Vec<NearHash> {
        let mut closest: BTreeMap<(EntryId, bool, bool), NearHash> = BTreeMap::new();
        for FrameHash { frame, perceptual } in frames {
            for near in self.near.within(perceptual.hash, MATCH_DISTANCE) {
                let ((entry, via_variant), trusted) = (near.key, perceptual.trusted());
                let hit = NearHash {
                    entry,
                    distance: near.distance,
                    via_variant,
                    frame: *frame,
                    trusted,
                };
                let known = closest.entry((entry, via_variant, trusted)).or_insert(hit);
                if hit.distance < known.distance {
                    *known = hit;
                }
            }
        }
        closest.into_values().collect()
    }
}
