//! Banks: HMA's folders of known content.

use super::{BankName, Hma};
use crate::call::Failure;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

/// A bank.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Bank {
    /// Its name.
    pub name: BankName,
    /// Which share of look-ups it takes part in. HMA checks no range: 7.5 is as good as 1 to it.
    pub matching_enabled_ratio: f64,
}

impl Bank {
    /// Whether it takes part in some look-ups and not in others.
    pub fn matches_by_chance(&self) -> bool {
        self.matching_enabled_ratio > 0.0 && self.matching_enabled_ratio < 1.0
    }

    /// Whether it takes part in none.
    pub fn is_off(&self) -> bool {
        self.matching_enabled_ratio <= 0.0
    }
}

impl Hma {
    /// Every bank, those that belong to an exchange as well: they look the same and have its name.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn banks(&self) -> Result<Vec<Bank>, Failure> {
        self.get("c/banks", &[]).await
    }

    /// One bank.
    ///
    /// # Errors
    /// [`Failure::Missing`] and the others.
    pub async fn bank(&self, name: &BankName) -> Result<Bank, Failure> {
        self.get(&format!("c/bank/{name}"), &[]).await
    }

    /// Makes a bank, or finds it where it is there: HMA answers 403 then, as a proxy does that refuses a credential.
    /// The ratio is always said, since HMA takes `enabled: false` and makes a bank that matches.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn make_bank(&self, name: &BankName, matching: bool) -> Result<Bank, Failure> {
        let ratio = if matching { 1.0 } else { 0.0 };
        let body = json!({"name": name, "enabled_ratio": ratio});
        match self.send(Method::POST, "c/banks", &body).await {
            Ok(answer) => answer.json(),
            // A credential that is refused is refused here too, and then it is said.
            Err(Failure::Credential) => match self.bank(name).await {
                Err(Failure::Missing) => Err(Failure::Credential),
                found => found,
            },
            Err(failure) => Err(failure),
        }
    }
}
