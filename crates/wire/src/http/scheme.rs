//! The classes that verdicts can give.

pub use scrim_model::scheme::{Class, IndustryClass, Scheme};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// `200` of `GET` and `PUT /v1/scheme`: the classes, and which of them are on decisions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct SchemeInfo {
    /// Grows by one with every change.
    pub revision: u64,
    /// In the order in which they are offered, retired ones among them.
    pub scheme: Scheme,
    /// The codes of those that were given to cases: such a class can be retired, and not be taken out.
    pub given: BTreeSet<String>,
}

/// `PUT /v1/scheme`: all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SetScheme {
    /// That of the classes that were read before.
    pub revision: u64,
    /// What is to hold.
    pub scheme: Scheme,
}
