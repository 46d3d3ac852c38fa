//! What the model calls something, as the command line has it.

use clap::ValueEnum;
use scrim_model::matcher::{MatcherKind, Mode, Sends};

/// A kind.
#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum KindName {
    /// HMA, whose lists are banks
    Hma,
    /// What speaks as Project Arachnid's Shield does, whose lists are classifications
    Shield,
}

/// A mode.
#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum ModeName {
    Off,
    On,
}

/// What leaves.
#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum SendsName {
    Hashes,
    Uploads,
}

impl From<KindName> for MatcherKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Hma => Self::Hma,
            KindName::Shield => Self::Shield,
        }
    }
}

impl From<ModeName> for Mode {
    fn from(name: ModeName) -> Self {
        match name {
            ModeName::Off => Self::Off,
            ModeName::On => Self::On,
        }
    }
}

impl From<SendsName> for Sends {
    fn from(name: SendsName) -> Self {
        match name {
            SendsName::Hashes => Self::Hashes,
            SendsName::Uploads => Self::Uploads,
        }
    }
}
