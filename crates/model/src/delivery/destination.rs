//! Whom verdicts are told to.

use crate::{
    ids::{BankId, MatcherId, PersonId},
    matching::HarmType,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A service outside, as far as it decides what leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// What it is.
    pub kind: Kind,
    /// What its lists are about: a verdict on a list of another type never goes there.
    pub harm: HarmType,
    /// Which of the hub's lists it hears of.
    pub banks: Banks,
    /// Whether anything goes there.
    pub mode: Mode,
}

/// What a destination is, and so what it can be told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// The platform that sent the uploads: what became of its own.
    Platform {
        /// The source whose uploads it hears of, and of no others.
        source: PersonId,
    },
    /// NCMEC's hash sharing: feedback on the fingerprint of an entry that matched.
    Ncmec,
    /// A matcher of the HMA kind: what people confirmed is banked there, what they dispute is disabled. It is called
    /// where the matcher is, as the matcher is.
    Hma {
        /// The matcher.
        matcher: MatcherId,
        /// Its bank of confirmed content, by the name it has there.
        confirmed: String,
    },
}

/// Which lists a destination hears of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Banks {
    /// All of its harm type.
    All,
    /// These, as far as they are of its harm type.
    Only(BTreeSet<BankId>),
}

/// Whether anything leaves for a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nothing is even written down.
    #[default]
    Off,
    /// What would leave is written down and shown, and stays. Once the destination is on, what still holds leaves.
    DryRun,
    /// What is written down leaves.
    On,
}

impl Kind {
    /// The matcher that it is told as, if it is one.
    pub fn matcher(&self) -> Option<MatcherId> {
        match self {
            Self::Hma { matcher, .. } => Some(*matcher),
            Self::Platform { .. } | Self::Ncmec => None,
        }
    }

    /// Whether it can be told that something said before holds no more. NCMEC's feedback can be replaced by other
    /// feedback; that it can be withdrawn is documented nowhere.
    pub fn takes_back(&self) -> bool {
        match self {
            Self::Platform { .. } | Self::Hma { .. } => true,
            Self::Ncmec => false,
        }
    }
}

impl Destination {
    /// Whether it hears of what is on this list.
    pub fn hears_of(&self, bank: BankId, harm: HarmType) -> bool {
        let named = match &self.banks {
            Banks::All => true,
            Banks::Only(banks) => banks.contains(&bank),
        };
        named && harm == self.harm
    }
}
