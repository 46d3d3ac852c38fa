//! Exchanges: lists of others that HMA fetches into a bank of the same name.

use super::{BankName, Hma};
use crate::call::Failure;
use serde::Deserialize;

/// An exchange.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Exchange {
    /// Its name, and its bank's.
    pub name: BankName,
    /// What is spoken there: `ncmec`, `stop_ncii` and others.
    pub api: String,
    /// Whether it is fetched. One that is not goes on matching.
    pub enabled: bool,
}

/// How far fetching has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Fetching {
    /// When it was last finished, seconds since 1970; none where it never was.
    pub last_fetch_complete_ts: Option<i64>,
    /// Whether that went well.
    pub last_fetch_succeeded: Option<bool>,
    /// How many things it brought, over all times.
    pub fetched_items: u64,
    /// Whether there is nothing more to fetch.
    pub up_to_date: bool,
}

impl Hma {
    /// The names of all exchanges: the only way to tell their banks from others.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn exchanges(&self) -> Result<Vec<BankName>, Failure> {
        self.get("c/exchanges", &[]).await
    }

    /// One exchange.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn exchange(&self, name: &BankName) -> Result<Exchange, Failure> {
        self.get(&format!("c/exchange/{name}"), &[]).await
    }

    /// How far fetching it has come.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn fetching(&self, name: &BankName) -> Result<Fetching, Failure> {
        self.get(&format!("c/exchange/{name}/status"), &[]).await
    }
}
