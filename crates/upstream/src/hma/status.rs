//! Whether HMA can be asked, and whether what it answers is up to date.

use super::{Hma, PDQ};
use crate::call::Failure;
use reqwest::Method;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What HMA says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// It can be asked.
    Ready,
    /// It has started, and has no index in memory yet.
    Loading,
    /// Its index has not been renewed for too long.
    Stale,
}

/// A kind of hash that HMA keeps.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SignalType {
    /// Its name.
    pub name: String,
    /// Which share of look-ups it takes part in.
    pub enabled_ratio: f64,
}

/// How far the index of PDQ hashes has come. It is built from the database every minute or so and loaded half a
/// minute after that, so that what was banked less than a minute and a half ago may not be found yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct IndexState {
    /// Hashes in the database.
    pub db_size: u64,
    /// Hashes in the index.
    pub index_size: u64,
    /// Whether something has changed since it was built.
    pub index_out_of_date: bool,
}

impl IndexState {
    /// Whether the index may have lost what it says it holds. FAISS writes the size of a bucket in too few bits when
    /// one bucket holds all of 2, 4, 8 … hashes, and after loading finds none. That takes one hash alone, or as many
    /// equal ones; HMA does not say whether they are equal, so a size that is a power of two and small is suspected.
    pub fn may_be_empty(self) -> bool {
        self.index_size.is_power_of_two() && self.index_size <= 16
    }
}

impl Hma {
    /// Whether it can be asked. A refusal to say so is an error; "not yet" is none.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn readiness(&self) -> Result<Readiness, Failure> {
        let answer = self.service.hear(self.service.call(Method::GET, "status")).await?;
        match (answer.status, answer.body.trim_ascii()) {
            (200, b"I-AM-ALIVE") => Ok(Readiness::Ready),
            (503, b"INDEX-NOT-LOADED") => Ok(Readiness::Loading),
            (503, b"INDEX-STALE") => Ok(Readiness::Stale),
            (401 | 403, _) => Err(Failure::Credential),
            (404, _) => Err(Failure::Missing),
            (status @ 500.., _) => Err(Failure::Fails(status)),
            _ => Err(Failure::Unintelligible),
        }
    }

    /// Which kinds of hash it keeps.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn signal_types(&self) -> Result<Vec<SignalType>, Failure> {
        self.get("c/signal_type", &[]).await
    }

    /// How far its index of PDQ hashes has come.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::Missing`] where it keeps no PDQ hashes.
    pub async fn index(&self) -> Result<IndexState, Failure> {
        let mut all: BTreeMap<String, IndexState> = self.get("c/signal_type/index", &[]).await?;
        all.remove(PDQ).ok_or(Failure::Missing)
    }
}
